//! Signs a Claude account in again, in its place: its name is kept.

use crate::call::{Body, Write};
use crate::schema::{Action, Confirm, Target, Undo, Yields, always};
use crate::text;

use super::super::accounts::sign_in::{NO_WAY_BACK, STARTED_TWICE, renews, row_body, same_person};
use super::super::who::organization_only;
use super::add::PASTE_LOGIN;
use super::fields::AUTH_TYPE;

/// The action.
pub static SIGN_IN_CLAUDE_ACCOUNT: Action = Action {
    id: "sign-in-claude-account",
    on: Target::Row,
    button: text!("Sign in again" / "重新登录"),
    title: text!("Sign in a Claude account again" / "重新登录 Claude 账户"),
    lead: Some(text!(
        "The gateway makes a sign-in link. Open it, sign in as the account's owner, and paste what the last page shows. The row keeps its name."
            / "网关会生成登录链接。请打开链接，以账户所有者身份登录，然后粘贴最后一页显示的内容。该行名称不变。"
    )),
    sentence: |_| {
        text!(
            "Start a sign-in that renews the Claude account “{name}” ({id})."
                / "发起登录以更新 Claude 账户“{name}”（{id}）。"
        )
    },
    verb: |_| text!("Get a link" / "获取链接"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "status_reason", "auth_type", "token_expires_at"],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: same_person,
    plan: |context| {
        let is_token = context.row.text(&AUTH_TYPE) == "setup_token";
        let mode = if is_token { "setup_token" } else { "oauth" };
        let write = Write::post("/v1/organization/claude_accounts/oauth/start", []);
        let body = row_body(context).with("mode", Body::text(mode));
        Ok(vec![renews(context, write.body(body))])
    },
    confirm: Confirm::Review,
    undo: Undo::Not(NO_WAY_BACK),
    yields: Yields::Login(PASTE_LOGIN),
    destroys: false,
    if_applied_twice: STARTED_TWICE,
};

#[cfg(test)]
mod tests {
    use super::SIGN_IN_CLAUDE_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SIGN_IN_CLAUDE_ACCOUNT,
            r#"
            row {"last_refreshed_at":5} => sends POST /v1/organization/claude_accounts/oauth/start {"account_id":"row/1","mode":"oauth"} keyed; last_refreshed_at differs from Time(UnixSeconds(5))
            row {"auth_type":"setup_token"} => sends POST /v1/organization/claude_accounts/oauth/start {"account_id":"row/1","mode":"setup_token"} keyed; last_refreshed_at differs from Missing
            row {"email":"a@x"} => notes Sign in at the provider as a@x.
            "#,
        );
    }
}
