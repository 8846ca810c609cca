//! What a login's card shows, and which account it names at the end.

use super::super::poll::tests::response;
use super::super::{Event, Outcome};
use super::{PENDING, at, run, started};
use crate::flows::account::Account;
use crate::words::Language;

#[test]
fn what_completes_names_its_account() {
    let check = |text: &str, id: Option<&str>, reconnected| {
        let mut login = started();
        login.handle(Event::Tick, at(5));
        let mut response = response(text);
        if let Some(account) = &mut response.account {
            account.reconnected = reconnected;
        }
        login.handle(Event::Responded(Box::new(response)), at(6));
        let id = id.map(Into::into);
        let expect = Outcome::Completed(Account { id, reconnected });
        assert_eq!(login.outcome(), Some(&expect), "{text}");
    };
    check("200 word=complete account=codex_01", Some("codex_01"), true);
    check(
        "200 word=complete account=codex_01",
        Some("codex_01"),
        false,
    );
    check("200 word=complete account=", None, false);
    check("200 word=complete", None, false);
}

#[test]
fn what_the_card_says() {
    let check = |script: &[&str], now, english: &str| {
        let mut login = started();
        run(&mut login, script, 0);
        let telling = login.telling(at(now));
        let parts = [Some(telling.lead), telling.advice, telling.remark];
        let said =
            parts.map(|part| part.map_or_else(String::new, |part| part.say(Language::English)));
        assert_eq!(said.join("|"), english, "{script:?}");
    };
    let enter = "Open the link and enter the code there.";
    check(
        &[PENDING],
        6,
        &format!("Waiting for approval at the provider.|{enter}|"),
    );
    check(
        &["200 word=scanned"],
        6,
        &format!("Waiting for approval at the provider.|{enter}|The gateway reports: scanned"),
    );
    check(
        &["lost"],
        6,
        "Reconnecting: no response came from the gateway. If a proxy before it asks for a sign-in, sign in there in another tab.|The login goes on. Next check in 9 seconds.|",
    );
    check(
        &["502"],
        14,
        "Reconnecting: the gateway failed (HTTP 502).|The login goes on. Next check in 1 second.|",
    );
    check(
        &["429 retry=30"],
        5,
        "Reconnecting: the gateway limits requests.|The login goes on. Next check in 30 seconds.|",
    );
    check(
        &["401"],
        6,
        "The gateway refused the admin key.|Connect with a key that may add accounts to see the result. The login itself may go on at the provider.|",
    );
    check(
        &["200 word=pending in=3"],
        9,
        &format!("The code has expired. Checking once more.|{enter}|"),
    );
    check(
        &["200 word=access_denied message=Not today."],
        6,
        "The sign-in was refused at the provider. Its message: Not today.|Get a new code to try again.|",
    );
    check(&["200 word=complete"], 6, "The account was added.||");
    check(
        &["404", "404"],
        11,
        "The gateway no longer knows this login.|Look for the account in the account list. If it is not there, get a new code.|",
    );
}
