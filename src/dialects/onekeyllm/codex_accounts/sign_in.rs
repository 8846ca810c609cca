//! Signs a Codex account in again, in its place: its name and settings are kept.

use crate::call::Write;
use crate::schema::{Action, Confirm, Target, Undo, Yields, always};
use crate::text;

use super::super::accounts::sign_in::{NO_WAY_BACK, STARTED_TWICE, renews, row_body, same_person};
use super::super::who::organization_only;
use super::add::DEVICE_LOGIN;

/// The action.
pub static SIGN_IN_CODEX_ACCOUNT: Action = Action {
    id: "sign-in-codex-account",
    on: Target::Row,
    button: text!("Sign in again" / "重新登录"),
    title: text!("Sign in a Codex account again" / "重新登录 Codex 账户"),
    lead: Some(text!(
        "The gateway shows a code. The account's owner enters it at OpenAI and approves. The row keeps its name."
            / "网关会显示一个代码。账户所有者在 OpenAI 输入并批准。该行名称不变。"
    )),
    sentence: |_| {
        text!(
            "Start a login that renews the Codex account “{name}” ({id})."
                / "发起登录以更新 Codex 账户“{name}”（{id}）。"
        )
    },
    verb: |_| text!("Get a code" / "获取代码"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "status_reason", "workspace", "token_expires_at"],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: same_person,
    plan: |context| {
        let write = Write::post("/v1/organization/codex_accounts/device_code", []);
        Ok(vec![renews(context, write.body(row_body(context)))])
    },
    confirm: Confirm::Review,
    undo: Undo::Not(NO_WAY_BACK),
    yields: Yields::Login(DEVICE_LOGIN),
    destroys: false,
    if_applied_twice: STARTED_TWICE,
};

#[cfg(test)]
mod tests {
    use super::SIGN_IN_CODEX_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SIGN_IN_CODEX_ACCOUNT,
            r#"
            row {"email":"a@x","last_refreshed_at":5} => sends POST /v1/organization/codex_accounts/device_code {"account_id":"row/1"} keyed; last_refreshed_at differs from Time(UnixSeconds(5))
            row {"email":"a@x"} => notes Sign in at the provider as a@x.
            row {} => notes
            who {"role":"pool"} => refuses Your key is limited to one pool. The gateway allows this for organization-wide keys only.
            "#,
        );
    }
}
