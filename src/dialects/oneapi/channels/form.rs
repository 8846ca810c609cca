//! The form of an existing channel: each input has the id of its field (contract 3.1.3).

use super::super::type_models;
use super::super::version::Version;
use super::super::who::version;
use super::entered::address_problem;
use super::fields::TYPE;
use crate::schema::{Input, TypedInput};
use crate::text;

/// The input of the field. Every change of a channel sends the name.
pub const NAME_TO: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 200)
    .required(text!(
        "Type a name: the gateway refuses a channel without one."
            / "请输入名称：网关拒绝无名渠道。"
    ))
    .initial(|context| context.row.value("name").clone());

/// The input of the field.
pub const GROUPS_TO: TypedInput<Vec<String>> = Input::words("group", text!("Groups" / "分组"), 100)
    .hint(text!(
        "One on each line or between commas." / "每行一个或以逗号分隔。"
    ))
    .required(text!(
        "Type a group: the gateway does not empty this." / "请输入分组：网关不允许清空。"
    ))
    .initial(|context| context.row.value("group").clone())
    .offers("group-names", |_, _| true);

/// The input of the field.
pub const MODELS_TO: TypedInput<Vec<String>> =
    Input::words("models", text!("Models" / "模型"), 1000)
        .hint(text!(
            "One on each line or between commas." / "每行一个或以逗号分隔。"
        ))
        .required(text!(
            "Type a model: the gateway does not empty this." / "请输入模型：网关不允许清空。"
        ))
        .initial(|context| context.row.value("models").clone())
        .offers("type-models", |asked, model| {
            model.text(&type_models::TYPE) == asked.row.text(&TYPE)
        });

/// The input of the field.
pub const PRIORITY_TO: TypedInput<i64> =
    Input::whole("priority", text!("Priority" / "优先级"), i64::MIN, i64::MAX)
        .hint(text!(
            "Channels with a higher one are tried first." / "数值越高越优先使用。"
        ))
        .initial(|context| context.row.value("priority").clone());

/// The input of the field.
pub const WEIGHT_TO: TypedInput<i64> =
    Input::whole("weight", text!("Weight" / "权重"), 0, 4_294_967_295)
        .hint(text!(
            "The share among channels of one priority." / "相同优先级渠道之间的分配比例。"
        ))
        .initial(|context| context.row.value("weight").clone());

/// The input of the field.
pub const BASE_URL_TO: TypedInput<String> =
    Input::text("base_url", text!("Base URL" / "基础地址"), 2_048)
        .initial(|context| context.row.value("base_url").clone())
        .check(|value, _| address_problem(value));

/// The input of the field.
pub const RATE_LIMIT_TO: TypedInput<i64> = Input::whole(
    "ratelimit",
    text!("Calls per key in 180 s" / "每密钥 180 秒请求数"),
    0,
    2_147_483_647,
)
.hint(text!("0 is no limit." / "0 为不限。"))
.shown(|asked| version(asked.who) != Version::U)
.initial(|context| context.row.value("ratelimit").clone());

/// The input of the field.
pub const TESTING_MODEL_TO: TypedInput<String> =
    Input::text("testing_model", text!("Model for tests" / "测试模型"), 200)
        .hint(text!("One of the models." / "模型之一。"))
        .shown(|asked| version(asked.who) != Version::U)
        .initial(|context| context.row.value("testing_model").clone());

/// The input of the field.
pub const SYSTEM_PROMPT_TO: TypedInput<String> = Input::prose(
    "system_prompt",
    text!("System prompt" / "系统提示词"),
    100_000,
)
.initial(|context| context.row.value("system_prompt").clone());
