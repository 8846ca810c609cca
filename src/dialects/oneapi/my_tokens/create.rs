//! Creates a key of the signed-in account. Its value is shown once here, although the gateway lists it
//! (contract 3.3).

use super::super::tokens::fields;
use super::super::users::top_up;
use super::super::who::why_no_write;
use crate::call::{Body, Write};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Confirm, Context, Input, Snippet, Step, Target, TypedInput, Undo, Value, WhyNot,
    Yields, always, appears, nothing,
};
use crate::text;
use crate::words::Text;

const NAME: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 30)
    .required(text!("Type a name." / "请输入名称。"))
    .check(|value, _| too_long(value));

/// Returns what is wrong with a name: the gateway counts its bytes.
pub fn too_long(value: &Value) -> Option<Text> {
    let too_long = matches!(value, Value::Text(name) if name.len() > 30);
    too_long.then_some(text!(
        "At most 30 bytes: a Chinese character takes three." / "最多 30 字节：一个汉字占三个字节。"
    ))
}

/// Returns what is wrong with an expiry: it has passed.
pub fn passed(value: &Value, now: UnixSeconds) -> Option<Text> {
    let past = matches!(value, Value::Time(at) if *at <= now);
    past.then_some(text!("This moment has passed." / "该时间已过。"))
}

const LIMIT: TypedInput<QuotaUnits> = Input::quota("limit", text!("Limit" / "限额"))
    .hint(text!(
        "Empty: no limit of its own. The account's quota ends it all the same."
            / "留空：密钥本身无限额，仍受账户额度限制。"
    ))
    .check(|value, _| top_up::problem(value));

const EXPIRES: TypedInput<UnixSeconds> = Input::moment("expires", text!("Expires" / "到期时间"))
    .hint(text!("Empty: never." / "留空：永不过期。"))
    .check(passed);

/// The action.
pub static CREATE_TOKEN: Action = Action {
    id: "create-token",
    on: Target::New,
    button: text!("Create key" / "创建密钥"),
    title: text!("Create a key" / "创建密钥"),
    lead: None,
    sentence: |_| text!("Create the key “{name}”." / "创建密钥“{name}”。"),
    verb: |_| text!("Create key" / "创建密钥"),
    inputs: &[NAME.spec, LIMIT.spec, EXPIRES.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: |context| why_no_write(context.who),
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "To undo it, disable the key and delete it." / "如需撤销，请禁用并删除该密钥。"
    )),
    yields: Yields::Value {
        title: text!("The key's value" / "密钥值"),
        once: text!(
            "Headgate shows it this once and keeps it nowhere. The gateway lists the values of keys to whoever may read them."
                / "Headgate 仅显示这一次，不保存。网关会向有权读取的人列出密钥值。"
        ),
        at: &["key"],
        old_ends: None,
        lost: text!(
            "The key was created, but its value did not arrive with the response. Delete the key and create another one."
                / "密钥已创建，但其值未随响应到达。请删除该密钥并重新创建。"
        ),
        snippets: |_| {
            vec![Snippet {
                title: text!("For OpenAI clients" / "用于 OpenAI 客户端"),
                lines: |address, value| {
                    format!("export OPENAI_BASE_URL={address}/v1\nexport OPENAI_API_KEY={value}")
                },
            }]
        },
    },
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Delete the key that is not needed."
            / "连接中断时浏览器可能重发请求。请删除多余的密钥。"
    ),
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "A key of this name was just read, and nothing would tell them apart."
                / "刚读取到同名密钥，之后将无法区分。"
        ),
        source: "3.3",
    };
    let name = context.want(&NAME)?;
    let known = context.seen("my-tokens").map_or(&[][..], |seen| &seen.rows);
    if known.iter().any(|row| row.text(&fields::NAME) == name) {
        return Err(TAKEN);
    }
    let limit = context.input.get(&LIMIT).copied();
    // The gateway takes 0 for a limit that is used up, and −1 for a time that never comes.
    let units = limit.map_or(0, |QuotaUnits(units)| units);
    let expires = context.input.get(&EXPIRES).map_or(-1, |at| at.0);
    let body = Body::object([
        ("name", Body::text(name.as_str())),
        ("expired_time", Body::whole(expires)),
        ("remain_quota", Body::whole(units)),
        ("unlimited_quota", Body::json(&limit.is_none().into())),
    ]);
    let write = Write::post("/api/token/", []).body(body);
    Ok(vec![Step::new(
        write,
        appears("my-tokens", &name, context.baseline),
    )])
}

#[cfg(test)]
mod tests {
    use super::CREATE_TOKEN;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_TOKEN,
            r##"
            form {"name":"ci","limit":"500000","expires":"1970-01-24T03:34"}
            seen {"my-tokens":[{"uuid":"u","name":"default"}]}
            => sends POST /api/token/ {"name":"ci","expired_time":2000040,"remain_quota":500000,"unlimited_quota":false}; ci appears in my-tokens
            form {"limit":false,"expires":false} => sends POST /api/token/ {"name":"ci","expired_time":-1,"remain_quota":0,"unlimited_quota":true}; ci appears in my-tokens
            form {"limit":"0"} => stops Type an amount above zero.
            form {"limit":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            form {"name":"一二三四五六七八九十"} => sends POST /api/token/ {"name":"一二三四五六七八九十","expired_time":2000040,"remain_quota":500000,"unlimited_quota":false}; 一二三四五六七八九十 appears in my-tokens
            form {"name":"一二三四五六七八九十a"} => stops At most 30 bytes
            form {"expires":"1970-01-12T13:46"} => stops This moment has passed.
            form {"name":"default"} => refuses A key of this name was just read
            form {"name":false} => refuses This console made a mistake
            who {"version":"unknown"} => refuses It is not known which version
            who {"role":"common"} & form {"limit":false,"expires":false} => sends POST /api/token/ {"name":"ci","expired_time":-1,"remain_quota":0,"unlimited_quota":true}; ci appears in my-tokens
            "##,
        );
    }
}
