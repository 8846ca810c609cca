//! Words of the gateways by which their responses are recognised: of the fork in English, of the
//! original in Chinese (contract 1.4, 7.4). They are never shown as words of the console.

use crate::schema::{All, Str};

/// The token is missing, unknown, or belongs to a banned user.
pub const SIGNED_OUT: All<Str> = &[
    "access token is invalid",
    "access token 无效",
    "User has been banned",
    "用户已被封禁",
    "not logged in and no access token",
    "未登录且未提供 access token",
];

/// The role of the token's user is too low.
pub const NOT_ALLOWED: All<Str> = &["insufficient permissions", "权限不足"];

/// The row does not exist.
pub const GONE: All<Str> = &["resource reference not found", "record not found"];

/// A test of a channel failed.
pub const TEST_FAILED: All<Str> = &["failed, error: ", "测试失败，错误："];

/// A test of a channel passed.
pub const TEST_PASSED: All<Str> = &[" succeed，response: ", "测试成功，响应："];

/// The provider has no credit left, in lower case.
pub const NO_CREDIT: All<Str> = &[
    "credit",
    "quota",
    "balance",
    "billing",
    "insufficient",
    "payment",
    "余额",
    "欠费",
];

/// Returns whether a text holds one of these words.
#[must_use]
pub fn says(text: &str, words: All<Str>) -> bool {
    words.iter().any(|part| text.contains(part))
}
