//! What the gateway says of itself to anybody (contract 1.8).

use crate::call::Read;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Column, Decimal, FieldSpec, FieldValue, Figure, ListWords, Paging, Picture, Reads, Record,
    Resource, Str, Value,
};
use crate::text;

const SYSTEM_NAME: Column<String> = FieldSpec::text(
    "system_name",
    text!("System name" / "系统名称"),
    &["system_name"],
);
const VERSION: Column<String> = FieldSpec::mono("version", text!("Version" / "版本"), &["version"]);
const START_TIME: Column<UnixSeconds> = FieldSpec::time(
    "start_time",
    text!("Running since" / "启动时间"),
    &["start_time"],
);

/// How many units of quota are a US dollar. The only source of the rate: an admin cannot read the
/// option, and other amounts in the status are no rates.
pub const QUOTA_PER_UNIT: Column<Decimal> = FieldSpec::decimal(
    "quota_per_unit",
    text!("Quota per US dollar" / "每美元额度"),
    &["quota_per_unit"],
    "",
)
.declared();

const IN_CURRENCY: Column<bool> = FieldSpec::truth(
    "display_in_currency",
    text!("Users see money" / "向用户显示金额"),
    &["display_in_currency"],
);
const SERVER_ADDRESS: Column<String> = FieldSpec::mono(
    "server_address",
    text!("Server address" / "服务器地址"),
    &["server_address"],
);
const PASSWORD_LOGIN: Column<bool> = FieldSpec::truth(
    "password_login",
    text!("Login by password" / "密码登录"),
    &["password_login"],
);
const PASSWORD_REGISTER: Column<bool> = FieldSpec::truth(
    "password_register",
    text!("Registration by password" / "密码注册"),
    &["password_register"],
);
const EMAIL_VERIFICATION: Column<bool> = FieldSpec::truth(
    "email_verification",
    text!("E-mail verification" / "邮箱验证"),
    &["email_verification"],
);
const GITHUB: Column<bool> = FieldSpec::truth(
    "github_oauth",
    text!("Login by GitHub" / "GitHub 登录"),
    &["github_oauth"],
);
const WECHAT: Column<bool> = FieldSpec::truth(
    "wechat_login",
    text!("Login by WeChat" / "微信登录"),
    &["wechat_login"],
);
const OIDC: Column<bool> =
    FieldSpec::truth("oidc", text!("Login by OIDC" / "OIDC 登录"), &["oidc"]);
const TURNSTILE: Column<bool> = FieldSpec::truth(
    "turnstile_check",
    text!("Turnstile check" / "Turnstile 校验"),
    &["turnstile_check"],
);
const STRIPE: Column<bool> = FieldSpec::truth(
    "stripe_enabled",
    text!("Payment by Stripe" / "Stripe 支付"),
    &["stripe_enabled"],
);
const MIN_TOP_UP: Column<Decimal> = FieldSpec::decimal(
    "min_topup_usd",
    text!("Smallest top-up" / "最小充值金额"),
    &["min_topup_usd"],
    "USD",
);
const TOP_UP_LINK: Column<String> = FieldSpec::mono(
    "top_up_link",
    text!("Top-up link" / "充值链接"),
    &["top_up_link"],
);
const CHAT_LINK: Column<String> =
    FieldSpec::mono("chat_link", text!("Chat link" / "聊天链接"), &["chat_link"]);

/// Whether the status holds keys that only the fork has (contract 8).
pub const IS_FORK: Column<bool> = FieldSpec::truth("is_fork", text!("Fork" / "分支"), &["is_fork"])
    .nowhere()
    .read_by(|status| {
        let has = |name: &str| status.get(name).is_some();
        Some((has("password_login") || has("stripe_enabled")).value())
    });

const FIELDS: All<FieldSpec> = &[
    SYSTEM_NAME.spec,
    VERSION.spec,
    START_TIME.spec,
    QUOTA_PER_UNIT.spec,
    IN_CURRENCY.spec,
    SERVER_ADDRESS.spec,
    PASSWORD_LOGIN.spec,
    PASSWORD_REGISTER.spec,
    EMAIL_VERIFICATION.spec,
    GITHUB.spec,
    WECHAT.spec,
    OIDC.spec,
    TURNSTILE.spec,
    STRIPE.spec,
    MIN_TOP_UP.spec,
    TOP_UP_LINK.spec,
    CHAT_LINK.spec,
    IS_FORK.spec,
];

/// Returns a value of the only row.
fn only(rows: &[&Record], field: Str) -> Value {
    rows.first()
        .map_or(Value::Missing, |row| row.value(field).clone())
}

/// The resource.
pub static GATEWAY_STATUS: Resource = Resource {
    id: "gateway-status",
    opens: "status",
    picture: Picture::Gauge,
    title: text!("Gateway" / "网关"),
    one: text!("status" / "状态"),
    counted: text!("{n} status" / "{n} statuses" / "{n} 个状态"),
    lead: Some(text!(
        "What the gateway says of itself to everybody, also without a token."
            / "网关对所有人公开的信息，无需令牌。"
    )),
    words: ListWords {
        search: text!("Search" / "搜索"),
        empty: [
            text!("The gateway says nothing of itself" / "网关未提供自身信息"),
            text!("Reload to ask again." / "请刷新重试。"),
        ],
        no_match: [
            text!("The gateway says nothing of itself" / "网关未提供自身信息"),
            text!("Reload to ask again." / "请刷新重试。"),
        ],
        gone: text!("The gateway restarted since." / "网关此后已重启。"),
        not_seen: text!("The gateway restarted since." / "网关此后已重启。"),
        failed: text!("The status could not be read" / "无法读取状态"),
        not_allowed: text!("Your token may not read the status" / "您的令牌无权读取状态"),
    },
    list: |_| Read::new("/api/status", []),
    paging: Paging::One,
    rows: &["status"],
    ids: &["start_time", "version", "system_name"],
    name: "system_name",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: &[],
    facets: &[],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[
        Figure {
            label: text!("Running since" / "启动时间"),
            of: |rows, _| only(rows, START_TIME.id),
            covers: |row| row.get(&START_TIME).is_some(),
        },
        Figure {
            label: text!("Quota per US dollar" / "每美元额度"),
            of: |rows, _| only(rows, QUOTA_PER_UNIT.id),
            covers: |row| row.get(&QUOTA_PER_UNIT).is_some(),
        },
        Figure {
            label: text!("Version" / "版本"),
            of: |rows, _| only(rows, VERSION.id),
            covers: |row| row.get(&VERSION).is_some(),
        },
    ],
    attention: &[],
    actions: &[],
    not_listed: |_| None,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};
