//! The signed-in account: its role, the version of its gateway, and how quota is counted there
//! (contract 1.4, 1.8, 8).

use super::version::{Signs, Version};
use super::{account, gateway_status, users};
use crate::call::{ApiError, Body, Unreachable};
use crate::domain::quota::QuotaRate;
use crate::schema::{Decimal, Field, Found, Record, Str, WhyNot};
use crate::text;
use crate::words::Text;

/// The role: `root`, `admin` or `common`.
pub const ROLE: Field<String> = Field::new("role");
/// The version of the gateway.
pub const VERSION: Field<String> = Field::new("version");
/// How many units of quota are a US dollar.
pub const QUOTA_PER_UNIT: Field<Decimal> = Field::new("quota_per_unit");

const ADMINS_ONLY: WhyNot = WhyNot {
    words: text!(
        "Your token belongs to a user without admin rights. The gateway shows this to admins only."
            / "您的令牌属于没有管理员权限的用户。网关仅向管理员显示此内容。"
    ),
    source: "1.4",
};

const ROOT_ONLY: WhyNot = WhyNot {
    words: text!(
        "Your token belongs to an admin. The gateway allows this for root only."
            / "您的令牌属于管理员。网关仅允许超级管理员（root）执行此操作。"
    ),
    source: "1.4",
};

const VERSION_NOT_KNOWN: WhyNot = WhyNot {
    words: text!(
        "It is not known which version of one-api this is, and a write in the wrong form can succeed without effect. So nothing is written. Reload, and connect again."
            / "无法确定此 one-api 的版本，形式错误的写入可能返回成功却不生效，因此不执行写入。请刷新并重新连接。"
    ),
    source: "0.15, 8",
};

/// Identifies the account by its own row, the status, and the first list.
///
/// # Errors
/// The failure that prevents this.
pub fn record(found: &Found) -> Result<Record, ApiError> {
    const NOT_SENT: ApiError = ApiError::Unreachable(Unreachable::NotSent);
    let own = found("my-account").ok_or(NOT_SENT)?;
    let own = own.as_ref().map_err(Clone::clone)?;
    let own = own.rows.first().ok_or(NOT_SENT)?;
    let status = found("gateway-status").and_then(|status| status.as_ref().ok()?.rows.first());
    let channels = found("channels").and_then(|list| list.as_ref().ok());
    let version = Version::of(Signs {
        is_fork: status.and_then(|status| status.get(&gateway_status::IS_FORK)) == Some(&true),
        has_uuid: own.get(&account::HAS_UUID).copied(),
        has_total: channels.map(|list| list.total.is_some()),
    });
    let who = Record::default()
        .with(&ROLE, own.text(&users::fields::ROLE).to_owned())
        .with(&VERSION, version.word().to_owned());
    let per_unit = status.and_then(|status| status.get(&gateway_status::QUOTA_PER_UNIT));
    Ok(match per_unit {
        Some(per_unit) => who.with(&QUOTA_PER_UNIT, per_unit.clone()),
        None => who,
    })
}

/// Returns the sign of the user whose token it is. The original lists channels newest first, ten a page, so
/// the oldest are not known.
pub fn sign(found: &Found) -> Option<String> {
    let own = found("my-account")?.as_ref().ok()?.rows.first()?;
    let name = own.text(&users::fields::USERNAME);
    let number = own.text(&users::fields::ID);
    (!name.is_empty()).then(|| format!("user {number} {name}"))
}

/// Returns the version of the gateway.
#[must_use]
pub fn version(who: &Record) -> Version {
    Version::from_word(who.text(&VERSION))
}

/// Begins a body with a row's id, under the name that the version knows.
#[must_use]
pub fn identified(who: &Record, id: Body) -> Body {
    match version(who) {
        Version::F2 => Body::object([("uuid", id)]),
        Version::F1 | Version::U | Version::Unknown => Body::object([("id", id)]),
    }
}

/// Returns how quota is converted to money.
#[must_use]
pub fn quota_rate(who: &Record) -> Option<QuotaRate> {
    QuotaRate::read(&who.get(&QUOTA_PER_UNIT)?.text)
}

/// Returns the account's title.
#[must_use]
pub fn title(who: &Record) -> Text {
    match (who.text(&ROLE), version(who)) {
        ("root", Version::F2) => text!("Root · fork with UUIDs" / "超级管理员 · 分支（UUID）"),
        ("root", Version::F1) => {
            text!("Root · fork with numbers" / "超级管理员 · 分支（数字标识）")
        }
        ("root", Version::U) => text!("Root · original" / "超级管理员 · 原版"),
        ("root", Version::Unknown) => text!("Root · version unknown" / "超级管理员 · 版本未知"),
        ("admin", Version::F2) => text!("Admin · fork with UUIDs" / "管理员 · 分支（UUID）"),
        ("admin", Version::F1) => text!("Admin · fork with numbers" / "管理员 · 分支（数字标识）"),
        ("admin", Version::U) => text!("Admin · original" / "管理员 · 原版"),
        ("admin", Version::Unknown) => text!("Admin · version unknown" / "管理员 · 版本未知"),
        _ => text!("User without admin rights" / "无管理员权限的用户"),
    }
}

/// Returns the page that opens first.
#[must_use]
pub fn home(who: &Record) -> Str {
    match why_no_admin(who) {
        Some(_) if !who.text(&ROLE).is_empty() => "my-account",
        _ => "channels",
    }
}

/// Returns why a list for admins is not available to the account.
#[must_use]
pub fn why_no_admin(who: &Record) -> Option<WhyNot> {
    (!matches!(who.text(&ROLE), "root" | "admin")).then_some(ADMINS_ONLY)
}

/// Returns why a list for root is not available to the account.
#[must_use]
pub fn why_no_root(who: &Record) -> Option<WhyNot> {
    match who.text(&ROLE) {
        "root" => None,
        "admin" => Some(ROOT_ONLY),
        _ => Some(ADMINS_ONLY),
    }
}

/// Returns why the account may not write even what is its own.
#[must_use]
pub fn why_no_write(who: &Record) -> Option<WhyNot> {
    (version(who) == Version::Unknown).then_some(VERSION_NOT_KNOWN)
}

/// Returns why the account may not write what admins write.
#[must_use]
pub fn why_no_admin_write(who: &Record) -> Option<WhyNot> {
    let unknown = (version(who) == Version::Unknown).then_some(VERSION_NOT_KNOWN);
    why_no_admin(who).or(unknown)
}

/// Returns why the account may not write what root writes.
#[must_use]
pub fn why_no_root_write(who: &Record) -> Option<WhyNot> {
    let unknown = (version(who) == Version::Unknown).then_some(VERSION_NOT_KNOWN);
    why_no_root(who).or(unknown)
}
