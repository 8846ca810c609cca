//! What accounts at a provider have in common, whichever provider it is (contract 5.6, 5.7).

pub mod fields;
pub mod state;
mod windows;

use crate::schema::{All, Str};

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
