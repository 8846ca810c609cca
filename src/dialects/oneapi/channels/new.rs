//! The form of a new channel, and what its type asks for (contract 3.1.2).

use super::super::type_models;
use super::composite;
use super::entered::address_problem;
use super::types::CHOICES;
use crate::schema::{Choices, Hidden, Input, Record, Str, TypedInput, Value};
use crate::text;
use crate::words::Text;

/// The name.
pub const NAME: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 200)
    .hint(text!(
        "One that no other channel has: the new channel is found by it."
            / "使用不与其他渠道重复的名称：将以此找到新渠道。"
    ))
    .required(text!("Type a name." / "请输入名称。"));

/// The type.
pub const TYPE: TypedInput<String> = Input::select("type", text!("Type" / "类型"), CHOICES)
    .required(text!("Choose a type." / "请选择类型。"))
    .initial(|_| Value::Text("1".to_owned()));

/// The provider's key, or several, for a type whose key has no parts.
pub const KEY: TypedInput<Hidden> =
    Input::secret_lines("key", text!("Provider key" / "提供商密钥"))
        .hint(text!(
            "Sent to the gateway once. It is not stored here, and no call shows it again. Several keys, one on each line, make a channel each."
                / "仅发送给网关一次。此处不会保存，也没有接口可再次读取。多个密钥每行一个，各创建一个渠道。"
        ))
        .required(text!("Paste the provider's key." / "请粘贴提供商的密钥。"))
        .shown(|asked| composite::of_type(asked.form.text(&TYPE)).is_none());

/// Where calls are forwarded to.
pub const BASE_URL: TypedInput<String> =
    Input::text("base_url", text!("Base URL" / "基础地址"), 2_048)
        .hint(text!(
            "Empty: the usual address of the type, where it has one."
                / "留空则使用该类型的默认地址（如有）。"
        ))
        .check(|value, _| address_problem(value));

/// The version of the API, for Azure alone.
pub const API_VERSION: TypedInput<String> =
    Input::text("api_version", text!("API version" / "API 版本"), 40)
        .hint(text!(
            "For example 2024-10-21. Azure has no default." / "例如 2024-10-21。Azure 没有默认值。"
        ))
        .required(text!("Type a version." / "请输入版本。"))
        .shown(|asked| asked.form.text(&TYPE) == AZURE);

/// The models.
pub const MODELS: TypedInput<Vec<String>> = Input::words("models", text!("Models" / "模型"), 1000)
    .hint(text!(
        "One on each line or between commas, the first is tested. For Azure these are names of deployments."
            / "每行一个或以逗号分隔，测试第一个。对于 Azure，此处为部署名称。"
    ))
    .required(text!("Type a model." / "请输入模型。"))
    .offers("type-models", |asked, model| {
        model.text(&type_models::TYPE) == asked.form.text(&TYPE)
    });

/// The groups.
pub const GROUPS: TypedInput<Vec<String>> = Input::words("group", text!("Groups" / "分组"), 100)
    .hint(text!(
        "One on each line or between commas." / "每行一个或以逗号分隔。"
    ))
    .required(text!("Type a group." / "请输入分组。"))
    .initial(|_| Value::Words(vec!["default".to_owned()]))
    .offers("group-names", |_, _| true);

/// Higher ones are tried first.
pub const PRIORITY: TypedInput<i64> =
    Input::whole("priority", text!("Priority" / "优先级"), i64::MIN, i64::MAX)
        .initial(|_| Value::Whole(0));

/// The share among channels of one priority.
pub const WEIGHT: TypedInput<i64> =
    Input::whole("weight", text!("Weight" / "权重"), 0, 4_294_967_295).initial(|_| Value::Whole(0));

const THENS: Choices = &[
    ("enable", text!("test it, then enable it" / "测试后启用")),
    (
        "test",
        text!("test it, leave it disabled" / "测试后保持禁用"),
    ),
    ("nothing", text!("leave it disabled" / "保持禁用")),
];

/// What is done once it is created.
pub const THEN: TypedInput<String> = Input::radio(
    "next",
    text!("Once it is created, disabled" / "以禁用状态创建后"),
    THENS,
)
.required(text!("Choose one." / "请选择一项。"))
.initial(|_| Value::Text("enable".to_owned()));

const AZURE: &str = "3";

/// Types that have no address of their own.
const WITHOUT_ADDRESS: &[&str] = &[AZURE, "8", "43", "50", "52"];

/// Whether a type has no address of its own.
pub fn needs_address(of_type: &str) -> bool {
    WITHOUT_ADDRESS.contains(&of_type)
}

/// Says what the form lacks: an address, for a type that has none of its own.
pub fn lacks(form: &Record) -> Option<(Str, Text)> {
    let is_missing = !form.value("base_url").is_present();
    let needs = needs_address(form.text(&TYPE));
    (needs && is_missing).then_some((
        "base_url",
        text!("This type has no usual address: type one." / "此类型没有默认地址：请输入。"),
    ))
}
