//! Adds a Codex account: a person enters a code at OpenAI while the gateway waits (contract 5.6).

use crate::call::{PathPart, Write};
use crate::schema::{
    Action, All, Confirm, Login, Step, Target, Undo, WhyNot, Yields, always, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::accounts::login::{device_poll, device_start};
use super::super::accounts::sign_in::{LABEL, NO_UNDO, STARTED_TWICE, adds, new_body};
use super::super::names::NAME;
use super::super::who::organization_only;
use crate::schema::Context;

/// What has to be switched on at the provider first (contract 2.4): the gateway sees nothing of it, so a
/// login without it waits until it expires.
const CONDITIONS: All<(Text, Text)> = &[
    (
        text!("Personal account" / "个人账户"),
        text!(
            "In ChatGPT, Settings, Security: switch on “Enable device code authorization for Codex”. It is off by default."
                / "在 ChatGPT 的“设置 › 安全”中开启“Enable device code authorization for Codex”（默认关闭）。"
        ),
    ),
    (
        text!("Workspace account" / "工作区账户"),
        text!(
            "An administrator of the workspace allows it in the workspace's permissions. Otherwise the page only says to contact the administrator."
                / "由工作区管理员在工作区权限中允许。否则页面只会提示联系管理员。"
        ),
    ),
    (
        text!("Which sign-in" / "使用哪个登录"),
        text!(
            "Open the page in a private window, so that the right person signs in. Do not use the same sign-in in another program: one of the two loses it."
                / "请在无痕窗口中打开页面，以免登录到他人账户。不要在其他程序中使用同一登录：其中一方会失效。"
        ),
    ),
    (
        text!("Afterwards" / "开启之后"),
        text!(
            "A code that was made before the switch was on does not work: get a new code."
                / "开启之前生成的代码无效：请获取新代码。"
        ),
    ),
];

/// How a login at OpenAI goes on.
pub(super) const DEVICE_LOGIN: Login = Login::Device {
    start: device_start,
    poll: |(login_id, _)| {
        let template = "/v1/organization/codex_accounts/device_code/{}/poll";
        Write::post(template, [PathPart::Id(login_id.clone())]).limited_by_itself()
    },
    read: device_poll,
    conditions: CONDITIONS,
};

/// The action.
pub static ADD_CODEX_ACCOUNT: Action = Action {
    id: "add-codex-account",
    on: Target::New,
    button: text!("Add account" / "添加账户"),
    title: text!("Add a Codex account" / "添加 Codex 账户"),
    lead: Some(text!(
        "The gateway shows a code. The account's owner enters it at OpenAI and approves; several codes can wait at once."
            / "网关会显示一个代码。账户所有者在 OpenAI 输入并批准；可同时等待多个代码。"
    )),
    sentence: |summary| match summary
        .get(&NAME)
        .is_some_and(|name| !name.trim().is_empty())
    {
        true => text!(
            "Start a login for the Codex account “{name}”." / "为 Codex 账户“{name}”发起登录。"
        ),
        false => text!("Start a login for a Codex account." / "为 Codex 账户发起登录。"),
    },
    verb: |_| text!("Get a code" / "获取代码"),
    inputs: &[LABEL.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(NO_UNDO),
    yields: Yields::Login(DEVICE_LOGIN),
    destroys: false,
    if_applied_twice: STARTED_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let write = Write::post("/v1/organization/codex_accounts/device_code", []);
    let write = write.body(new_body(context));
    Ok(vec![adds(context, "codex-accounts", write)])
}

#[cfg(test)]
mod tests {
    use super::ADD_CODEX_ACCOUNT;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ADD_CODEX_ACCOUNT,
            r#"
            form {} => sends POST /v1/organization/codex_accounts/device_code {} keyed;  appears in codex-accounts
            form {"name":" Ada "} => sends POST /v1/organization/codex_accounts/device_code {"name":"Ada"} keyed;  appears in codex-accounts
            who {"role":"pool"} => refuses Your key is limited to one pool. The gateway allows this for organization-wide keys only.
            "#,
        );
    }
}
