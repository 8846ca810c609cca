//! The routes of options, groups and the public status, which shows some options.

use axum::http::{Method, StatusCode};
use rusqlite::Result;
use serde_json::{Map, Value, json};

use super::{Options, Refusal, Update};
use crate::oneapi::routes::EVERY;
use crate::oneapi::{Context, Limiter, Reply, Role, Route, Version};
use crate::random;

/// The routes.
pub(crate) const ROUTES: &[Route] = &[
    Route {
        method: Method::GET,
        path: "/api/option/",
        role: Role::Root,
        word: "list-options",
        writes: false,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: list,
    },
    Route {
        method: Method::PUT,
        path: "/api/option/",
        role: Role::Root,
        word: "set-option",
        writes: true,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: put,
    },
    Route {
        method: Method::GET,
        path: "/api/group/",
        role: Role::Admin,
        word: "list-groups",
        writes: false,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: groups,
    },
    Route {
        method: Method::GET,
        path: "/api/status",
        role: Role::Guest,
        word: "status",
        writes: false,
        limiter: Limiter::Api,
        versions: EVERY,
        handle: status,
    },
];

/// Lists the options in an order that is another one every time.
fn list(context: &Context) -> Result<Reply> {
    let listed = Options::of(context).listed()?.into_iter();
    let mut rows: Vec<Value> = listed
        .map(|(key, value)| {
            let mut row = json!({"key": key, "value": value});
            if context.version.is_fork() {
                row["created_at"] = json!(0);
                row["updated_at"] = json!(0);
            }
            row
        })
        .collect();
    shuffle(&mut rows);
    Ok(Reply::rows(rows, None))
}

/// Changes an option. Some rules come before the text is stored, and some too late.
fn put(context: &Context) -> Result<Reply> {
    let options = Options::of(context);
    let checked = match Update::read(&context.request.body) {
        Ok(update) => update.check(options)?,
        Err(refusal) => Err(refusal),
    };
    let update = match checked {
        Ok(update) => update,
        Err(Refusal::Malformed) => {
            let words = "invalid parameter";
            return Ok(Reply::refused_with(StatusCode::BAD_REQUEST, words));
        }
        Err(Refusal::Rule(words)) => return Ok(Reply::refused(words)),
        Err(Refusal::Ignored) => {
            let words = "empty value ignored for sensitive option";
            let body = json!({"message": words, "success": true});
            return Ok(Reply::plain(StatusCode::OK, body));
        }
    };
    let reply = match options.store(&update.key, &update.value)? {
        Some(message) => Reply::refused(message),
        None => Reply::done(),
    };
    Ok(reply.changing())
}

/// Lists the names of the live table, in another order every time.
fn groups(context: &Context) -> Result<Reply> {
    let table = Options::of(context).group_ratios()?;
    let mut names: Vec<&str> = table.names().collect();
    shuffle(&mut names);
    Ok(Reply::data(json!(names)))
}

/// What the gateway says of itself to anybody.
fn status(context: &Context) -> Result<Reply> {
    let (options, version) = (Options::of(context), context.version);
    let text = |key: &str| options.text(key).map(Value::from);
    let flag = |key: &str| options.flag(key).map(Value::from);
    let address = match options.text("ServerAddress")? {
        address if address.is_empty() => "http://localhost:3000".to_owned(),
        address => address,
    };
    let mut data = Map::new();
    let mut set = |name: &str, value: Value| {
        data.insert(name.to_owned(), value);
    };
    set("chat_link", text("ChatLink")?);
    set("display_in_currency", flag("DisplayInCurrencyEnabled")?);
    set("email_verification", flag("EmailVerificationEnabled")?);
    set("footer_html", text("Footer")?);
    set("github_client_id", text("GitHubClientId")?);
    set("github_oauth", flag("GitHubOAuthEnabled")?);
    set("lark_client_id", text("LarkClientId")?);
    set("logo", text("Logo")?);
    if version == Version::F2 {
        set(
            "min_topup_usd",
            json!(options.integer("MinTopUpUSD")?.max(1)),
        );
    }
    set("oidc", flag("OidcEnabled")?);
    set(
        "oidc_authorization_endpoint",
        text("OidcAuthorizationEndpoint")?,
    );
    set("oidc_client_id", text("OidcClientId")?);
    set("oidc_token_endpoint", text("OidcTokenEndpoint")?);
    set("oidc_userinfo_endpoint", text("OidcUserinfoEndpoint")?);
    set("oidc_well_known", text("OidcWellKnown")?);
    if version.is_fork() {
        set("password_login", flag("PasswordLoginEnabled")?);
        set("password_register", flag("PasswordRegisterEnabled")?);
    }
    set("quota_per_unit", number(options.number("QuotaPerUnit")?));
    set("server_address", json!(address));
    set("start_time", json!(context.api.started_at()));
    if version == Version::F2 {
        set(
            "stripe_enabled",
            json!(!options.text("StripeSecretKey")?.is_empty()),
        );
    }
    set("system_name", text("SystemName")?);
    set("top_up_link", text("TopUpLink")?);
    set("turnstile_check", flag("TurnstileCheckEnabled")?);
    set("turnstile_site_key", text("TurnstileSiteKey")?);
    set("version", json!(version.say("(devel)", "v0.0.0")));
    set("wechat_login", flag("WeChatAuthEnabled")?);
    set("wechat_qrcode", text("WeChatAccountQRCodeImageURL")?);
    Ok(Reply::data(Value::Object(data)))
}

/// A number as Go spells it: without a fraction where there is none.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only whole numbers within 53 bits are converted"
)]
fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        json!(number as i64)
    } else {
        json!(number)
    }
}

/// Puts rows into a random order, as Go ranges over a map.
fn shuffle<T>(rows: &mut [T]) {
    for at in (1..rows.len()).rev() {
        let [byte, other] = random::secret_bytes::<2>();
        let drawn = usize::from(u16::from_be_bytes([byte, other])) % (at + 1);
        rows.swap(at, drawn);
    }
}
