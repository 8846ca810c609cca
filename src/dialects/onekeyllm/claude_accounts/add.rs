//! Adds a Claude account: a person signs in at Anthropic and pastes what the last page shows (contract
//! 5.7).

use crate::call::{Body, Hole, Write};
use crate::domain::ids::id;
use crate::schema::{
    Action, Choices, Confirm, Context, Correlation, Input, Login, PASTED_CODE, PASTED_STATE, Step,
    Target, TypedInput, Undo, Value, WhyNot, Yields, always, nothing,
};
use crate::text;

use super::super::accounts::login::{completion, link_start};
use super::super::accounts::sign_in::{LABEL, NO_UNDO, STARTED_TWICE, adds, new_body};
use super::super::names::NAME;
use super::super::who::organization_only;

const MODES: Choices = &[
    ("oauth", text!("Sign-in" / "登录")),
    ("setup_token", text!("Setup token" / "设置令牌")),
];

/// How the account is kept signed in.
const MODE: TypedInput<String> = Input::radio("mode", text!("Kind" / "类型"), MODES)
    .initial(|_| Value::Text("oauth".to_owned()))
    .note(|value| {
        let words = text!(
            "A setup token lasts a year and cannot be renewed, only replaced. The provider does not tell its owner, plan or windows."
                / "设置令牌有效期一年，无法续期，只能更换。提供商不提供其所有者、套餐或用量窗口。"
        );
        (*value == Value::Text("setup_token".to_owned())).then_some(words)
    });

/// How a sign-in at Anthropic is finished.
pub(super) const PASTE_LOGIN: Login = Login::Paste {
    start: link_start,
    complete,
    read: completion,
};

/// The action.
pub static ADD_CLAUDE_ACCOUNT: Action = Action {
    id: "add-claude-account",
    on: Target::New,
    button: text!("Add account" / "添加账户"),
    title: text!("Add a Claude account" / "添加 Claude 账户"),
    lead: Some(text!(
        "The gateway makes a sign-in link. Open it, sign in as the account's owner, and paste what the last page shows."
            / "网关会生成登录链接。请打开链接，以账户所有者身份登录，然后粘贴最后一页显示的内容。"
    )),
    sentence: |summary| match summary
        .get(&NAME)
        .is_some_and(|name| !name.trim().is_empty())
    {
        true => text!(
            "Start a sign-in for the Claude account “{name}”." / "为 Claude 账户“{name}”发起登录。"
        ),
        false => text!("Start a sign-in for a Claude account." / "为 Claude 账户发起登录。"),
    },
    verb: |_| text!("Get a link" / "获取链接"),
    inputs: &[LABEL.spec, MODE.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(NO_UNDO),
    yields: Yields::Login(PASTE_LOGIN),
    destroys: false,
    if_applied_twice: STARTED_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    let mode = context.want(&MODE)?;
    let write = Write::post("/v1/organization/claude_accounts/oauth/start", []);
    let write = write.body(new_body(context).with("mode", Body::text(mode)));
    Ok(vec![adds(context, "claude-accounts", write)])
}

/// Makes the finishing write: the code as it was pasted, and every correlation field unchanged.
fn complete((login_id, fields): Correlation) -> Write {
    let secret = |name| Body::Hole(Hole::Secret(id(name)));
    let mut body = vec![(id("code"), secret(PASTED_CODE))];
    for (name, value) in fields {
        let value = match name.as_ref() {
            "state" => secret(PASTED_STATE),
            _ => Body::id(value),
        };
        body.push((name.clone(), value));
    }
    if fields.is_empty() {
        body.push((id("login_id"), Body::id(login_id)));
    }
    Write::post("/v1/organization/claude_accounts/oauth/complete", [])
        .body(Body::Object(body))
        .limited_by_itself()
}

#[cfg(test)]
mod tests {
    use super::{ADD_CLAUDE_ACCOUNT, complete};
    use crate::call::Credential;
    use crate::dialects::sample::check_cases;
    use crate::domain::ids::{Id, SpelledId, id};

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ADD_CLAUDE_ACCOUNT,
            r#"
            form {"mode":"oauth"} => sends POST /v1/organization/claude_accounts/oauth/start {"mode":"oauth"} keyed;  appears in claude-accounts
            form {"name":"Ada","mode":"setup_token"} => sends POST /v1/organization/claude_accounts/oauth/start {"name":"Ada","mode":"setup_token"} keyed;  appears in claude-accounts
            who {"role":"pool"} => refuses Your key is limited to one pool. The gateway allows this for organization-wide keys only.
            "#,
        );
    }

    #[test]
    fn the_finishing_write() {
        const BEARER: Credential = Credential {
            header: "Authorization",
            prefix: "Bearer ",
        };
        let check = |fields: &[(&'static str, SpelledId)], expect: &str| {
            let fields: Vec<(Id, SpelledId)> = fields
                .iter()
                .map(|(name, value)| (id(name), value.clone()))
                .collect();
            let drawn = complete((&"login_02".into(), &fields)).drawn(BEARER, 30);
            let body = drawn.ok().and_then(|request| request.body);
            assert_eq!(body.map(|body| body.drawn()).as_deref(), Some(expect));
        };
        check(&[], r#"{"code":"‹code›","login_id":"login_02"}"#);
        check(
            &[("login_id", "login_02".into()), ("state", "S".into())],
            r#"{"code":"‹code›","login_id":"login_02","state":"‹state›"}"#,
        );
        check(
            &[("session_id", SpelledId::Number("12".to_owned()))],
            r#"{"code":"‹code›","session_id":12}"#,
        );
    }
}
