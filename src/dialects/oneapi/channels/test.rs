//! Tests a channel: the gateway sends a short chat to the provider, which costs a little and changes
//! no status (contract 3.1.7). It is a GET with an effect, so it is sent like a write.

use super::super::said::{NO_CREDIT, says};
use super::super::who::why_no_admin_write;
use super::fields::health::TESTED;
use super::fields::setup::TESTING_MODEL;
use super::fields::{MODELS, STATUS};
use crate::call::{Method, PathPart, Refusal, Write};
use crate::schema::{
    Action, All, Column, Confirm, Context, Decimal, FieldSpec, Finding, Input, Level, SAME_TWICE,
    Step, Target, TypedInput, Undo, Value, Yields, moves,
};
use crate::text;
use crate::words::Text;

/// Seconds to wait: a provider may be slow, and the gateway has no limit of its own.
pub const PATIENCE_SECONDS: u16 = 120;

/// The model to ask for.
pub const MODEL: TypedInput<String> = Input::text("model", text!("Model" / "模型"), 200)
    .hint(text!(
        "One of the channel's models. Empty: the gateway chooses."
            / "渠道的模型之一。留空则由网关选择。"
    ))
    .initial(|context| match context.row.get(&TESTING_MODEL) {
        Some(model) => Value::Text(model.clone()),
        None => Value::Missing,
    });

const TOOK: Column<Decimal> = FieldSpec::decimal("time", text!("Took" / "用时"), &["time"], "s");
const TESTED_MODEL: Column<String> =
    FieldSpec::mono("model", text!("Model" / "模型"), &["modelName"]);
const REPLY: Column<String> = FieldSpec::text("message", text!("Response" / "响应"), &["message"]);

const TOLD: All<FieldSpec> = &[TOOK.spec, TESTED_MODEL.spec, REPLY.spec];

fn advice(refusal: &Refusal) -> Text {
    if says(&refusal.message.to_lowercase(), NO_CREDIT) {
        text!(
            "The provider's words are about credit: top the account up there. The channel's status is as before; its last test was recorded."
                / "提供商提示与额度有关：请在提供商处充值。渠道状态不变，测试已记录。"
        )
    } else {
        text!(
            "The channel's status is as before; its last test was recorded."
                / "渠道状态不变，测试已记录。"
        )
    }
}

/// What a test tells, and what its refusal means.
pub const RESULT: Yields = Yields::Trial {
    fields: TOLD,
    failed: text!("The test failed: {words}" / "测试失败：{words}"),
    advice,
};

/// Makes the request of a test, of the model that is named or that the gateway chooses.
pub fn request(of: PathPart, model: Option<&str>) -> Write {
    Write::new(Method::Get, "/api/channel/test/{}", [of]).with_some("model", model)
}

/// The action.
pub static TEST_CHANNEL: Action = Action {
    id: "test-channel",
    on: Target::Row,
    button: text!("Test" / "测试"),
    title: text!("Test a channel" / "测试渠道"),
    lead: Some(text!(
        "The gateway sends a short chat to the provider. It costs a little, and changes no status."
            / "网关会向提供商发送一次简短对话，产生少量费用，不改变状态。"
    )),
    sentence: |_| text!("Test “{name}” with a short chat." / "用简短对话测试“{name}”。"),
    verb: |_| text!("Test channel" / "测试渠道"),
    inputs: &[MODEL.spec],
    check: |_| None,
    facts: &["status", "models", "test_time", "response_time"],
    lookups: &[],
    offered: crate::schema::always,
    why_not: |context| why_no_admin_write(context.who),
    notes,
    plan: |context| {
        let model = Some(context.input.text(&MODEL)).filter(|model| !model.is_empty());
        let write = request(context.at.part(), model);
        let check = moves(context.at, &TESTED, context.row);
        Ok(vec![Step::new(write, check).patience(PATIENCE_SECONDS)])
    },
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "There is nothing to undo: it changes no status." / "无需撤销：不改变状态。"
    )),
    yields: RESULT,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn notes(context: &Context) -> Vec<Finding> {
    let model = context.input.text(&MODEL);
    let is_listed = context
        .row
        .get(&MODELS)
        .is_none_or(|models| models.is_empty() || models.iter().any(|known| known == model));
    let unlisted = (!model.is_empty() && !is_listed).then(|| {
        let words = text!(
            "The channel does not list this model: the fork refuses to test it."
                / "渠道未列出此模型：分支版本会拒绝测试。"
        );
        Finding::new(Level::Caution, words)
    });
    let off = (context.row.text(&STATUS) != super::fields::ENABLED).then(|| {
        let words =
            text!("It can be tested although it is not enabled." / "未启用的渠道也可以测试。");
        Finding::new(Level::Note, words)
    });
    unlisted.into_iter().chain(off).collect()
}

#[cfg(test)]
mod tests {
    use super::{TEST_CHANNEL, advice};
    use crate::call::Refusal;
    use crate::dialects::sample::check_cases;
    use crate::words::{Language, Say};

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &TEST_CHANNEL,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":1,"models":"gpt-4o,o3","test_time":100}
            => sends GET /api/channel/test/u-1; test_time differs from Time(UnixSeconds(100))
            form {"model":"gpt-4o"} => sends GET /api/channel/test/u-1?model=gpt-4o; test_time differs from Time(UnixSeconds(100))
            form {"model":"a/b c"} => sends GET /api/channel/test/u-1?model=a%2Fb%20c; test_time differs from Time(UnixSeconds(100))
            form {"model":"other"} => notes The channel does not list this model
            row {"status":3} => notes It can be tested although
            row {"test_time":0} => sends GET /api/channel/test/u-1; test_time differs from Null
            who {"version":"unknown"} => refuses It is not known which version
            "##,
        );
    }

    #[test]
    fn an_error_about_credit_is_told_apart() {
        let check = |message: &str, is_credit| {
            let refusal = Refusal {
                message: message.to_owned(),
                ..Refusal::default()
            };
            let said = advice(&refusal).say(Language::English);
            assert_eq!(said.contains("credit"), is_credit, "{message}");
        };
        check(
            "You exceeded your current quota, please check your plan and billing details.",
            true,
        );
        check(
            "Your credit balance is too low to access the Claude API.",
            true,
        );
        check("账户余额不足", true);
        check("Incorrect API key provided: bad", false);
        check("status code 401", false);
    }
}
