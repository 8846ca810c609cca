//! What accounts at a provider have in common, whichever provider it is (contract 5.6, 5.7).

pub mod fields;
pub mod login;
pub mod sign_in;
pub mod state;
pub mod status;
pub mod windows;

use crate::schema::{All, Str};
use crate::text;
use crate::words::Text;

/// What a gateway must not send and a screen must not show of an account: what signs in for it.
pub const SECRETS: All<Str> = &[
    "value",
    "key",
    "api_key",
    "secret",
    "token",
    "access_token",
    "refresh_token",
    "id_token",
    "setup_token",
    "device_auth_id",
    "code_verifier",
    "authorization_code",
];

/// That no account passes the search and the filters, and what to do.
pub const NO_MATCH: [Text; 2] = [
    text!("No account matches" / "没有匹配的账户"),
    text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
];

/// That an account is not listed.
pub const GONE: Text = text!(
    "The gateway does not list this account: it was deleted or never existed."
        / "网关未列出此账户：已被删除，或从未存在。"
);

/// That an account was not found so far.
pub const NOT_SEEN: Text = text!(
    "This account was not on the pages that were read. It may be on a later page."
        / "已读取的页中未找到此账户，可能在后续页中。"
);
