//! What the gateway says of itself to anybody (contract 1.8).

use axum::http::Method;
use rusqlite::Result;
use serde_json::json;

use super::routes::EVERY;
use super::{Answer, Context, Limiter, Role, Route};

/// The routes.
pub(crate) const ROUTES: &[Route] = &[Route {
    method: Method::GET,
    path: "/api/status",
    role: Role::Guest,
    word: "status",
    writes: false,
    limiter: Limiter::Api,
    versions: EVERY,
    handle: status,
}];

fn status(context: &Context) -> Result<Answer> {
    let mut data = json!({
        "chat_link": "", "display_in_currency": true, "email_verification": false,
        "footer_html": "", "github_client_id": "", "github_oauth": false, "lark_client_id": "",
        "logo": "", "oidc": false, "oidc_authorization_endpoint": "", "oidc_client_id": "",
        "oidc_token_endpoint": "", "oidc_userinfo_endpoint": "", "oidc_well_known": "",
        "quota_per_unit": 500_000, "server_address": "http://localhost:3000",
        "start_time": context.api.started_at(), "system_name": "One API", "top_up_link": "",
        "turnstile_check": false, "turnstile_site_key": "",
        "version": context.version.say("(devel)", "v0.0.0"), "wechat_login": false,
        "wechat_qrcode": "",
    });
    if context.version.is_fork() {
        data["password_login"] = json!(true);
        data["password_register"] = json!(true);
    }
    if context.version.has_uuids() {
        data["stripe_enabled"] = json!(false);
        data["min_topup_usd"] = json!(5);
    }
    Ok(Answer::data(data))
}
