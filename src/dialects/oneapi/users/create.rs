//! Creates a user. The gateway returns no id, so the row is found by its exact name (contract 0.11, 3.2).

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::edit::{DISPLAY_NAME_TO, EMAIL_TO};
use super::fields::USERNAME;
use super::set_group::{LIVE_GROUPS, not_live};
use super::top_up;
use crate::call::{Body, Hole, Write};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Asked, Check, Confirm, Context, Finding, Hidden, Input, Level, Step, Str, Target,
    TypedInput, Undo, Value, WhyNot, Yields, always, appears,
};
use crate::text;

const NAME: TypedInput<String> = Input::text("username", text!("Username" / "用户名"), 30)
    .required(text!("Type a username." / "请输入用户名。"))
    .hint(text!(
        "Up to 30 characters, in the original gateway up to 12. To sign in with."
            / "最多 30 个字符，原版网关最多 12 个。用于登录。"
    ));

const PASSWORD: TypedInput<Hidden> = Input::secret("password", text!("Password" / "密码"))
    .required(text!("Type a password." / "请输入密码。"))
    .hint(text!("8 to 20 characters." / "8 至 20 个字符。"));

const GROUP: TypedInput<String> = Input::text("group", text!("Group" / "分组"), 32)
    .hint(text!("Empty: the group default." / "留空：default 分组。"))
    .offers("group-names", |_, _| true)
    .shown(applies);

const QUOTA: TypedInput<QuotaUnits> = Input::quota("quota", text!("Quota" / "额度"))
    .hint(text!(
        "Empty: what the gateway gives new users." / "留空：网关给新用户的默认额度。"
    ))
    .check(|value, _| top_up::problem(value))
    .shown(applies);

/// The original ignores group and quota of a new user.
fn applies(asked: &Asked) -> bool {
    version(asked.who) != Version::U
}

/// The action.
pub static CREATE_USER: Action = Action {
    id: "create-user",
    on: Target::New,
    button: text!("Create user" / "创建用户"),
    title: text!("Create a user" / "创建用户"),
    lead: Some(text!(
        "The gateway also makes a key named default without a limit of its own: it may spend all of the user's quota."
            / "网关还会创建一个名为 default 的无限额密钥：可使用该用户的全部额度。"
    )),
    sentence: |_| text!("Create the user “{username}”." / "创建用户“{username}”。"),
    verb: |_| text!("Create user" / "创建用户"),
    inputs: &[
        NAME.spec,
        PASSWORD.spec,
        DISPLAY_NAME_TO.spec,
        EMAIL_TO.spec,
        GROUP.spec,
        QUOTA.spec,
    ],
    check: |_| None,
    facts: &[],
    lookups: LIVE_GROUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes: |context| {
        const NO_GROUP: Finding = Finding::new(
            Level::Note,
            text!(
                "The original gateway gives a new user the group default and the usual quota. Change both afterwards."
                    / "原版网关会给新用户 default 分组和默认额度，可在创建后更改。"
            ),
        );
        let is_original = version(context.who) == Version::U;
        let group = context.input.get(&GROUP);
        let unknown = group.and_then(|group| not_live(context, group));
        unknown
            .into_iter()
            .chain(is_original.then_some(NO_GROUP))
            .collect()
    },
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "To undo it, disable the user and delete it." / "如需撤销，请禁用并删除该用户。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A user name exists once, so a repeat is refused." / "用户名唯一，重复创建会被拒绝。"
    ),
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "A user of this name was just read, and a name exists once."
                / "刚读取到同名用户，用户名不能重复。"
        ),
        source: "3.2",
    };
    const TOO_LONG: WhyNot = WhyNot {
        words: text!(
            "The original gateway takes at most 12 characters as a user name."
                / "原版网关的用户名最多 12 个字符。"
        ),
        source: "8",
    };
    let name = context.want(&NAME)?;
    if context.secret(&PASSWORD).blank {
        return Err(WhyNot::BUG);
    }
    if version(context.who) == Version::U && name.chars().count() > 12 {
        return Err(TOO_LONG);
    }
    let known = context.seen("users").map_or(&[][..], |seen| &seen.rows);
    if known.iter().any(|row| row.text(&USERNAME) == name) {
        return Err(TAKEN);
    }
    let mut body = Body::object([
        ("username", Body::text(name.as_str())),
        ("password", Body::Hole(Hole::Secret(id(PASSWORD.field.id)))),
    ]);
    for input in ["display_name", "email", "group"] {
        if let Value::Text(text) = context.input.value(input) {
            body = body.with(input, Body::text(text.as_str()));
        }
    }
    if let Some(QuotaUnits(units)) = context.input.get(&QUOTA) {
        body = body.with("quota", Body::whole(*units));
    }
    let write = Write::post("/api/user/", []).body(body);
    let made = |field: Str| Check::Made {
        of: id("users"),
        by_step: 0,
        field: id(field),
        to: context.input.value(field).clone(),
    };
    // The gateway may create the user and still fail to store these, which it only logs (contract 3.2).
    let told = [GROUP.field.id, QUOTA.field.id].into_iter();
    let told = told.filter(|field| context.input.value(field).is_present());
    let step = Step::new(write, appears("users", &name, context.baseline));
    Ok(vec![told.map(made).fold(step, Step::and)])
}

#[cfg(test)]
mod tests {
    use super::CREATE_USER;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_USER,
            r##"
            form {"username":"zoe","password":"x","email":"z@example.com","group":"vip","quota":"500000"}
            seen {"group-names":[{"name":"default"},{"name":"vip"}],"users":[{"uuid":"u","username":"alice"}]}
            => sends POST /api/user/ {"username":"zoe","password":"‹password›","email":"z@example.com","group":"vip","quota":500000}; zoe appears in users, group of what step 1 made becomes vip, quota of what step 1 made becomes 500000
            => notes
            => says Create the user “zoe”. / Create user
            form {"group":"vlp"} => notes Not a live group: vlp.
            form {"username":"alice"} => refuses A user of this name was just read
            form {"username":"alic"} => sends POST /api/user/ {"username":"alic","password":"‹password›","email":"z@example.com","group":"vip","quota":500000}; alic appears in users, group of what step 1 made becomes vip, quota of what step 1 made becomes 500000
            form {"group":false,"quota":false} => sends POST /api/user/ {"username":"zoe","password":"‹password›","email":"z@example.com"}; zoe appears in users
            form {"quota":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            form {"quota":"0"} => stops Type an amount above zero.
            form {"email":"zoe"} => stops This is no e-mail address.
            => asks username password display_name email group quota
            who {"version":"u"} => asks username password display_name email
            form {"username":"a-name-of-13c"} & who {"version":"u"} => refuses The original gateway takes at most 12
            form {"password":false} => refuses This console made a mistake
            who {"version":"u"} & form {"group":false,"quota":false} => notes The original gateway gives a new user
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}
