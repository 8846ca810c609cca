//! Creates an upstream. The provider's key is write-only: the gateway never returns it.

use crate::call::{Body, Hole, Write};
use crate::domain::ids::id;
use crate::records::provider_address_problem;
use crate::schema::{
    Action, Choices, Confirm, Context, Hidden, Input, Step, Target, TypedInput, Undo, Value,
    WhyNot, Yields, always, appears, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::budgets::{self, LIMIT, with_limit};
use super::super::keys::new::FOUNDATION;
use super::super::keys::value::DEFAULT;
use super::super::names::{is_taken, name, name_input};
use super::super::who::organization_only;

const NAME: TypedInput<String> = name_input(
    "name",
    text!(
        "What you call the provider. No two upstreams have the same name."
            / "提供商的名称。上游名称不可重复。"
    ),
);

const PROVIDERS: Choices = &[
    (
        "openai_compatible",
        text!("OpenAI-compatible" / "OpenAI 兼容"),
    ),
    (
        "anthropic_compatible",
        text!("Anthropic-compatible" / "Anthropic 兼容"),
    ),
];

const PROVIDER: TypedInput<String> =
    Input::select("provider", text!("Provider" / "提供商"), PROVIDERS)
        .required(text!("Choose a provider." / "请选择提供商。"))
        .initial(|_| Value::Text("openai_compatible".to_owned()));

const BASE_URL: TypedInput<String> = Input::text("base_url", text!("Base URL" / "基础地址"), 2_048)
    .hint(text!(
        "The address below which the provider's API stands, e.g. https://provider.example/v1."
            / "提供商接口的根地址，如 https://provider.example/v1。"
    ))
    .required(text!("Type an address." / "请输入地址。"))
    .check(|value, _| problem(value));

const API_KEY: TypedInput<Hidden> = Input::secret("api_key", text!("Provider key" / "提供商密钥"))
    .hint(text!(
        "Sent to the gateway once. It is not stored here, and the gateway does not return it."
            / "仅发送给网关一次。此处不会保存，网关也不会返回。"
    ))
    .required(text!("Paste the provider's key." / "请粘贴提供商的密钥。"));

const LIMIT_CHOICE: TypedInput<String> = budgets::LIMIT_CHOICE.note(|value| {
    let words = text!(
        "The gateway can spend everything behind this provider key."
            / "网关可以花掉此提供商密钥后的全部额度。"
    );
    (*value == Value::Text("unlimited".to_owned())).then_some(words)
});

/// The action.
pub static CREATE_UPSTREAM: Action = Action {
    id: "create-upstream",
    on: Target::New,
    button: text!("Create upstream" / "创建上游"),
    title: text!("Create upstream" / "创建上游"),
    lead: None,
    sentence: |_| {
        text!("Create the upstream “{name}” at {base_url}." / "创建上游“{name}”，地址 {base_url}。")
    },
    verb: |_| text!("Create upstream" / "创建上游"),
    inputs: &[
        NAME.spec,
        PROVIDER.spec,
        BASE_URL.spec,
        API_KEY.spec,
        FOUNDATION.spec,
        LIMIT_CHOICE.spec,
        LIMIT.spec,
    ],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone from here: disable the upstream, then delete it."
            / "无法在此撤销：请先停用该上游，然后删除。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Disable and delete the upstream that is not needed."
            / "连接中断时浏览器可能重发请求。请停用并删除多余的上游。"
    ),
};

/// Checks for addresses that the gateway refuses (contract 5.8).
fn problem(value: &Value) -> Option<Text> {
    match value {
        Value::Text(address) => provider_address_problem(address),
        _ => None,
    }
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "An upstream of this name exists already; the gateway accepts a name once."
                / "已有同名上游；网关不接受重复的名称。"
        ),
        source: "5.8 name_taken",
    };
    let name = name(context, &NAME)?;
    if is_taken(context, "upstreams") {
        return Err(TAKEN);
    }
    if context.secret(&API_KEY).blank {
        return Err(WhyNot::BUG);
    }
    let check = appears("upstreams", &name, context.baseline);
    let base_url = context.want(&BASE_URL)?;
    let mut body = Body::object([
        ("name", Body::Text(name)),
        ("provider", Body::Text(context.want(&PROVIDER)?)),
        ("base_url", Body::text(base_url.trim())),
        ("api_key", Body::Hole(Hole::Secret(id(API_KEY.field.id)))),
    ]);
    match context.input.text(&FOUNDATION) {
        "" | DEFAULT => {}
        word => body = body.with("foundation", Body::text(word)),
    }
    let body = with_limit(body, context)?;
    let write = Write::post("/v1/organization/upstreams", []);
    Ok(vec![Step::new(
        write.body(body).keyed(context.fresh),
        check,
    )])
}

#[cfg(test)]
mod tests {
    use super::CREATE_UPSTREAM;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_UPSTREAM,
            r#"
            form {"name":"Backup","provider":"openai_compatible","base_url":" https://provider.example/v1 ","api_key":"x","foundation":"gateway","limit_choice":"unlimited"}
            => sends POST /v1/organization/upstreams {"name":"Backup","provider":"openai_compatible","base_url":"https://provider.example/v1","api_key":"‹api_key›"} keyed; Backup appears in upstreams
            form {"foundation":"openai","limit_choice":"limited","limit":"500"} => sends POST /v1/organization/upstreams {"name":"Backup","provider":"openai_compatible","base_url":"https://provider.example/v1","api_key":"‹api_key›","foundation":"openai","limit_usd":"500"} keyed; Backup appears in upstreams
            form {"api_key":false} => refuses This console made a mistake
            seen {"upstreams":[{"name":"Backup"}]} => refuses An upstream of this name exists already
            "#,
        );
    }
}
