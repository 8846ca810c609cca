//! Starts that begin a login, and starts that do not.

use super::StartResponse;
use crate::domain::time::UnixMillis;
use crate::flows::clock::{Now, SteadyMillis};
use crate::flows::device::{DeviceLogin, Event, Next, interval_seconds};
use crate::flows::problem::{Missing, StartProblem};
use crate::words::Language;

const NOW: Now = Now {
    steady: SteadyMillis(1000),
    wall: UnixMillis(1_711_471_533_000),
};

fn good() -> StartResponse {
    StartResponse {
        status: 200,
        login_id: Some("login_01".into()),
        user_code: Some("QX7M-KT05R".to_owned()),
        address: Some("https://auth.openai.com/codex/device".to_owned()),
        ..StartResponse::default()
    }
}

#[test]
fn the_code_is_shown_as_it_was_sent() {
    let check = |code: &str| {
        let user_code = Some(code.to_owned());
        let login = DeviceLogin::start(
            Some(StartResponse {
                user_code,
                ..good()
            }),
            NOW,
        );
        let login = login.expect("a login");
        assert_eq!(login.code().map(|code| code.user_code.as_str()), Some(code));
    };
    check("QX7M-KT05R");
    check("ABCD-EFGH");
    check("qx7m-kt05r");
    check("FWK1-91A0I");
    check("1");
    check(" a b ");
}

#[test]
fn intervals() {
    let check = |told: Option<&str>, expect| {
        assert_eq!(interval_seconds(told), expect, "{told:?}");
        let interval = told.map(str::to_owned);
        let login = DeviceLogin::start(Some(StartResponse { interval, ..good() }), NOW);
        let next = login.expect("a login").handle(Event::Tick, NOW);
        assert_eq!(next, Next::At(NOW.steady.plus_seconds(expect)), "{told:?}");
    };
    check(None, 5);
    check(Some(""), 5);
    check(Some("null"), 5);
    check(Some("0"), 5);
    check(Some("-1"), 5);
    check(Some("abc"), 5);
    check(Some("5"), 5);
    check(Some(" 7 "), 7);
    check(Some("0.5"), 1);
    check(Some("1"), 1);
    check(Some("1.2"), 2);
    check(Some("60"), 60);
    check(Some("3600"), 60);
    check(Some("1e30"), 60);
}

#[test]
fn starts_that_begin_no_login() {
    let check = |response: Option<StartResponse>, expect, english: &str| {
        let problem = DeviceLogin::start(response, NOW).err();
        assert_eq!(problem, Some(expect));
        let problem = problem.expect("a problem");
        let said = format!(
            "{} {}",
            problem.says().say(Language::English),
            problem.advice().say(Language::English)
        );
        assert_eq!(said, english);
    };
    let empty = |status| StartResponse {
        status,
        ..StartResponse::default()
    };
    let refusal = |status, error: &str| StartResponse {
        status,
        error: Some(error.to_owned()),
        message: Some("In its words.".to_owned()),
        ..StartResponse::default()
    };
    let missing = |what| StartProblem::Missing(200, what);
    check(
        Some(empty(200)),
        missing(Missing::IdAndCode),
        "The gateway reported success (HTTP 200), but its response holds neither a login id nor a code. Try again.",
    );
    check(
        Some(StartResponse {
            user_code: Some(" ".to_owned()),
            ..good()
        }),
        missing(Missing::Code),
        "The gateway reported success (HTTP 200), but its response holds no code. Try again.",
    );
    check(
        Some(StartResponse {
            login_id: Some("".into()),
            ..good()
        }),
        missing(Missing::Id),
        "The gateway reported success (HTTP 200), but its response holds no login id. Try again.",
    );
    let not_offered = |status| StartProblem::NotOffered(status);
    check(
        Some(empty(404)),
        not_offered(404),
        "This gateway does not offer this kind of login at present (HTTP 404). Ask whoever runs the gateway.",
    );
    check(
        Some(refusal(503, "device_login_unavailable")),
        not_offered(503),
        "This gateway does not offer this kind of login at present (HTTP 503). Ask whoever runs the gateway.",
    );
    check(
        Some(refusal(404, "account_not_found")),
        StartProblem::Refused(404, Some("In its words.".to_owned())),
        "The gateway refused (HTTP 404). Its message: In its words. Try again.",
    );
    check(
        Some(refusal(200, "busy")),
        StartProblem::Refused(200, Some("In its words.".to_owned())),
        "The gateway refused. Its message: In its words. Try again.",
    );
    check(
        Some(empty(502)),
        StartProblem::Failing(502),
        "The gateway or its provider failed (HTTP 502). Try again.",
    );
    check(
        Some(refusal(502, "provider_unavailable")),
        StartProblem::Refused(502, Some("In its words.".to_owned())),
        "The gateway refused (HTTP 502). Its message: In its words. Try again.",
    );
    check(
        None,
        StartProblem::Lost,
        "No response came from the gateway. Try again. A login that was started without your seeing it expires by itself.",
    );
    check(
        Some(empty(429)),
        StartProblem::Limited,
        "Too many requests or open logins (HTTP 429). Wait a little, or finish an open login, then try again.",
    );
    check(
        Some(refusal(429, "too_many_logins")),
        StartProblem::Limited,
        "Too many requests or open logins (HTTP 429). Wait a little, or finish an open login, then try again.",
    );
    check(
        Some(empty(401)),
        StartProblem::KeyRefused(401),
        "The gateway refused the admin key (HTTP 401). Connect with a key that may add accounts, then try again.",
    );
    check(
        Some(refusal(403, "insufficient_permissions")),
        StartProblem::KeyRefused(403),
        "The gateway refused the admin key (HTTP 403). Connect with a key that may add accounts, then try again.",
    );
}
