//! The OAuth login object as JSON.

use form_urlencoded::Serializer;
use serde_json::{Value, json};

use crate::ids::Kind;
use crate::pkce;
use crate::store::oauth_logins::OauthLogin;

/// The provider's page where the person signs in.
const AUTHORIZE: &str = "https://claude.ai/oauth/authorize";
/// The gateway's id at the provider, which is public.
const CLIENT_ID: &str = "5a1d0b6e-7c2f-4e53-9d84-2f6b1c0e9a37";
/// The page of the provider that shows the code.
pub(crate) const SHOWS_CODE: &str = "https://platform.claude.com/oauth/code/callback";
/// An address on the person's own machine, where nothing listens.
pub(crate) const DEAD_ADDRESS: &str = "http://localhost:54545/callback";
const FULL_SCOPE: &str = "org:create_api_key user:profile user:inference user:sessions:claude_code user:mcp_servers user:file_upload";
const SETUP_SCOPE: &str = "user:inference";

/// The login object, which contains the challenge but never the verifier.
pub(in crate::endpoints) fn object(row: &OauthLogin, now: i64) -> Value {
    json!({
        "object": "organization.claude_account.oauth_login",
        "login_id": Kind::Login.id(row.number),
        "mode": row.mode,
        "authorize_url": authorize_url(row),
        "redirect_uri": row.redirect_uri,
        "state": row.state,
        "expires_in": (row.expires_at - now).max(0),
        "expires_at": row.expires_at,
        "created_at": row.created_at,
    })
}

fn authorize_url(row: &OauthLogin) -> String {
    let scope = if row.mode == "setup_token" {
        SETUP_SCOPE
    } else {
        FULL_SCOPE
    };
    let query = Serializer::new(String::new())
        .append_pair("code", "true")
        .append_pair("client_id", CLIENT_ID)
        .append_pair("response_type", "code")
        .append_pair("redirect_uri", &row.redirect_uri)
        .append_pair("scope", scope)
        .append_pair("code_challenge", &pkce::challenge(&row.verifier))
        .append_pair("code_challenge_method", "S256")
        .append_pair("state", &row.state)
        .finish();
    format!("{AUTHORIZE}?{query}")
}
