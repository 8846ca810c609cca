//! Edits a user's name and address: only what was changed travels (contract 3.2). Group and quota have
//! actions of their own.

use super::super::changed::{Changed, change, unchanged};
use super::super::version::Version;
use super::super::who::{identified, version};
use super::fields::{DISPLAY_NAME, EMAIL};
use super::manage;
use super::set_group::false_row;
use crate::call::{Body, Method, Write};
use crate::schema::{
    Action, Confirm, Context, Input, SAME_TWICE, Step, Target, TypedInput, Undo, Value, WhyNot,
    Yields, always,
};
use crate::text;
use crate::words::Text;

/// The name that is shown.
pub const DISPLAY_NAME_TO: TypedInput<String> =
    Input::text("display_name", text!("Display name" / "显示名称"), 20)
        .initial(|context| context.row.value("display_name").clone());

/// The address of mails.
pub const EMAIL_TO: TypedInput<String> = Input::text("email", text!("E-mail" / "邮箱"), 50)
    .initial(|context| context.row.value("email").clone())
    .check(|value, _| problem(value));

fn problem(value: &Value) -> Option<Text> {
    let Value::Text(address) = value else {
        return None;
    };
    let is_address = address.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && !host.is_empty() && !address.contains(char::is_whitespace)
    });
    (!is_address).then_some(text!("This is no e-mail address." / "这不是邮箱地址。"))
}

/// The action.
pub static EDIT_USER: Action = Action {
    id: "edit-user",
    on: Target::Row,
    button: text!("Edit" / "编辑"),
    title: text!("Edit a user" / "编辑用户"),
    lead: Some(text!(
        "Only what you change is sent. Balance, group and rights stay as they are."
            / "仅发送您更改的内容。余额、分组和权限保持不变。"
    )),
    sentence: |_| text!("Change the user “{name}” ({id})." / "更改用户“{name}”（{id}）。"),
    verb: |_| text!("Save user" / "保存用户"),
    inputs: &[DISPLAY_NAME_TO.spec, EMAIL_TO.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: manage::why_no_change,
    notes: |context| false_row(context).into_iter().collect(),
    plan,
    confirm: Confirm::Review,
    undo: Undo::Fields,
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const KEEPS: WhyNot = WhyNot {
        words: text!(
            "The original gateway takes an empty text for “keep as it is”, so nothing can be cleared."
                / "原版网关将空文本视为“保持不变”，因此无法清空。"
        ),
        source: "8",
    };
    let text = |text: Option<&String>| Body::text(text.cloned().unwrap_or_default());
    let changed = [
        change(context, &DISPLAY_NAME, text)?,
        change(context, &EMAIL, text)?,
    ];
    let changed: Vec<Changed> = changed.into_iter().flatten().collect();
    let clears = |one: &Changed| one.body == Body::text("");
    if version(context.who) == Version::U && changed.iter().any(clears) {
        return Err(KEEPS);
    }
    let body = identified(context.who, Body::id(&context.at.id));
    let bodies = changed.iter();
    let body = bodies.fold(body, |body, one| body.with(one.name, one.body.clone()));
    let write = Write::new(Method::Put, "/api/user/", []).body(body);
    let mut checks = changed.into_iter().map(|one| one.check);
    let first = checks.next().ok_or_else(|| unchanged(context))?;
    Ok(vec![checks.fold(Step::new(write, first), Step::and)])
}

#[cfg(test)]
mod tests {
    use super::EDIT_USER;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &EDIT_USER,
            r##"
            at {"id":"u-1","name":"alice"} & row {"uuid":"u-1","username":"alice","role":1,"display_name":"Alice","email":"a@example.com"}
            form {"display_name":"Alice B","email":"a@example.com"}
            => sends PUT /api/user/ {"uuid":"u-1","display_name":"Alice B"}; display_name becomes Alice B
            form {"display_name":"Alice"} => refuses It is so already
            form {"email":"b@example.com"} => sends PUT /api/user/ {"uuid":"u-1","display_name":"Alice B","email":"b@example.com"}; display_name becomes Alice B, email becomes b@example.com
            shown {"display_name":"Al"} => refuses Somebody else changed the same field
            who {"version":"u"} & at {"id":7} => sends PUT /api/user/ {"id":7,"display_name":"Alice B"}; display_name becomes Alice B
            form {"email":null} => sends PUT /api/user/ {"uuid":"u-1","display_name":"Alice B","email":""}; display_name becomes Alice B, email becomes nothing
            form {"email":null} & who {"version":"u"} => refuses The original gateway takes an empty text
            form {"email":"alice"} => stops This is no e-mail address.
            who {"version":"u"} => notes The original gateway adds a row
            "##,
        );
    }
}
