//! A pasted authorization from its start to its end, on clocks that the test moves.

use super::super::{Completion, Problem, Redirect};
use super::{LinkResponse, PasteLogin};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::time::UnixMillis;
use crate::flows::account::{Account, End};
use crate::flows::clock::{Now, SteadyMillis};
use crate::flows::deadline::Told;
use crate::flows::problem::{Missing, StartProblem};

const LINK: &str = "https://claude.ai/oauth/authorize?code=true&redirect_uri=https%3A%2F%2Fplatform.claude.com%2Foauth%2Fcode%2Fcallback&state=STATE789";

fn at(seconds: i64) -> Now {
    Now {
        steady: SteadyMillis(seconds * 1000),
        wall: UnixMillis(1_711_471_533_000 + seconds * 1000),
    }
}

fn good() -> LinkResponse {
    LinkResponse {
        status: 200,
        login_id: Some("login_02".into()),
        correlation: vec![(Id::Borrowed("login_id"), "login_02".into())],
        link: Some(LINK.to_owned()),
        told: Told {
            expires_in: Some(600),
            ..Told::default()
        },
        ..LinkResponse::default()
    }
}

fn started() -> PasteLogin {
    PasteLogin::start(Some(good()), at(0)).expect("a login")
}

#[test]
fn what_a_start_needs() {
    let check = |response: Option<LinkResponse>, expect: Result<(&str, &str), StartProblem>| {
        let login = PasteLogin::start(response, at(0));
        let got = login.map(|login| {
            let (login_id, _) = login.correlation();
            (
                login_id.as_str().to_owned(),
                login.state().unwrap_or("-").to_owned(),
            )
        });
        let expect = expect.map(|(login_id, state)| (login_id.to_owned(), state.to_owned()));
        assert_eq!(got, expect);
    };
    check(Some(good()), Ok(("login_02", "STATE789")));
    let only_link = LinkResponse {
        login_id: None,
        correlation: Vec::new(),
        ..good()
    };
    check(Some(only_link.clone()), Ok(("STATE789", "STATE789")));
    let nothing = LinkResponse {
        link: Some("https://claude.ai/oauth/authorize".to_owned()),
        ..only_link
    };
    check(Some(nothing), Err(StartProblem::Missing(200, Missing::Id)));
    let no_link = LinkResponse {
        link: Some(" ".to_owned()),
        ..good()
    };
    check(
        Some(no_link),
        Err(StartProblem::Missing(200, Missing::Link)),
    );
    let limited = LinkResponse {
        status: 429,
        ..LinkResponse::default()
    };
    check(Some(limited), Err(StartProblem::Limited));
    check(None, Err(StartProblem::Lost));
}

#[test]
fn nothing_is_sent_that_cannot_be_a_code_of_this_attempt() {
    let check = |pasted: &str, expect: Result<&str, Option<Problem>>| {
        let sent = started().send(pasted).map(|sent| sent.sent());
        assert_eq!(sent, expect.map(str::to_owned), "{pasted}");
    };
    check("CODE123456#STATE789", Ok("CODE123456#STATE789"));
    check("CODE123456", Ok("CODE123456"));
    check("CODE123456#OTHER", Err(Some(Problem::OtherAttempt)));
    check("sk-ant-oat01-abc", Err(Some(Problem::Token)));
    let mut login = started();
    assert!(login.send("CODE123456").is_ok());
    // A second press, and a paste after the end, send nothing.
    assert!(matches!(login.send("CODE123456"), Err(None)));
    login.take(Completion::Expired);
    assert!(matches!(login.send("CODE123456"), Err(None)));
}

#[test]
fn it_goes_on_after_what_can_be_mended() {
    let check = |completion: Completion, expect: Option<End>| {
        let mut login = started();
        assert!(login.send("CODE123456").is_ok());
        login.take(completion);
        assert_eq!(login.outcome(), expect);
        // The link and the attempt are kept as long as they are of use.
        assert_eq!(login.link().is_some(), expect.is_none());
        assert_eq!(login.attempt(at(1)).is_some(), expect.is_none());
    };
    check(Completion::WrongCode(None), None);
    check(Completion::OtherAttempt, None);
    check(Completion::Lost, None);
    check(Completion::NetworkBlocked(None), None);
    check(Completion::CodeRefused(None), Some(End::Refused(None)));
    check(Completion::Expired, Some(End::Expired));
    check(Completion::Gone, Some(End::Unknown));
    let done = Account::default();
    check(Completion::Done(done.clone()), Some(End::Completed(done)));
}

#[test]
fn its_time_ends() {
    let mut login = started();
    login.tick(at(599));
    assert_eq!((login.outcome(), login.seconds_left(at(599))), (None, 1));
    // What was sent in time may still come through.
    assert!(login.send("CODE123456").is_ok());
    login.tick(at(601));
    assert!(login.is_sending());
    login.take(Completion::WrongCode(None));
    login.tick(at(602));
    assert_eq!(login.outcome(), Some(End::Expired));
    // Whether a lost one came through is looked up.
    let mut login = started();
    assert!(login.send("CODE123456").is_ok());
    login.take(Completion::Lost);
    login.tick(at(600));
    assert_eq!(login.outcome(), Some(End::Unknown));
    let mut login = started();
    login.cancel();
    assert_eq!(login.outcome(), Some(End::Abandoned));
}

#[test]
fn a_reload_keeps_what_the_end_needs() {
    let login = started();
    let kept = login.attempt(at(420)).expect("an open login");
    assert!(!kept.to_text().contains("claude.ai"));
    let again = PasteLogin::resume(kept, at(425));
    assert_eq!(again.state(), Some("STATE789"));
    assert_eq!(again.correlation().0, &SpelledId::from("login_02"));
    assert_eq!(again.seconds_left(at(425)), 175);
    assert_eq!((again.link(), again.redirect()), (None, Redirect::Unknown));
}
