//! The bytes at the router are the text that the review showed and the journal stored, for every
//! action and every form value, and the copied curl command sends the same.

use headgate::domain::ids::SpelledId;
use headgate::history::Sent;
use headgate::schema::{Record, Ref, Value};
use url::Url;

use crate::cases::{Case, all, send, ways};
use crate::forms::TYPED_SECRET;
use crate::gateway::{ADMIN, Arrived, Gateway};
use crate::journal::{ADDRESS, starting, stored};
use crate::shell;
use crate::truth::value;

/// Parses the drawn text, with its holes filled.
fn read_back(drawn: &str, case: &Case) -> Arrived {
    let (head, body) = drawn.split_once("\n\n").unwrap_or((drawn, ""));
    let mut lines = head.lines();
    let first = lines.next().and_then(|line| line.split_once(' '));
    let (method, url) = first.expect("a first line");
    let mut headers: Vec<_> = lines.map(shell::header).collect();
    for (_, value) in &mut headers {
        *value = value.replace("‹admin key›", case.bearer);
    }
    headers.sort();
    let target = url.strip_prefix(ADDRESS);
    // What a browser makes of the address (the URL standard) is the address: `..` would be resolved.
    let read = Url::parse(url).expect("an address");
    assert_eq!(read.as_str(), url);
    Arrived {
        method: method.to_owned(),
        target: target.expect("it goes to the gateway").to_owned(),
        headers,
        body: filled(body, case),
    }
}

/// Fills the holes of secret inputs.
fn filled(body: &str, case: &Case) -> String {
    let secrets = case.filled.secrets.iter();
    secrets.fold(body.to_owned(), |body, (name, secret)| {
        assert!(!body.contains(TYPED_SECRET), "{body}");
        let hole = format!("‹{name}›");
        assert!(body.contains(&hole), "{body}");
        body.replace(&hole, secret.expose())
    })
}

/// Sends a case and compares what arrived with what was drawn.
async fn compare(case: &Case, gateway: &Gateway) {
    let label = case.label();
    let review = case.review(gateway).await;
    let entry = starting(review.plan());
    gateway.forget_exchanges();
    send(review, gateway).await;
    let writes = gateway.writes();
    let reply = writes.first().map(|write| &write.reply);
    let value = reply.and_then(|reply| value(case.action, reply));
    stored(&entry, value.as_deref(), &label);
    let arrived: Vec<Arrived> = writes.into_iter().map(|write| write.arrived).collect();
    let sent: Vec<&Sent> = entry.steps.iter().map(|step| &step.sent).collect();
    let drawn: Vec<Arrived> = sent
        .iter()
        .map(|sent| read_back(&sent.drawn(), case))
        .collect();
    assert_eq!(arrived, drawn, "{label}");
    for (sent, arrived) in sent.into_iter().zip(&arrived) {
        assert!(!sent.curl.contains(case.bearer), "{label}: no key in it");
        let mut typed = shell::request(&sent.curl, ADDRESS);
        typed.body = filled(&typed.body, case);
        for (_, value) in &mut typed.headers {
            *value = value.replace(ADMIN, case.bearer);
        }
        assert_eq!(typed, *arrived, "{}", sent.curl);
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_sent_are_the_text_drawn() {
    for case in all() {
        compare(case, &case.gateway()).await;
    }
}

/// The escaped form of the letters of [`odd`] in a path.
const ESCAPED: &str = "%2F%20%3F%C3%A9%252F%23";

/// Returns an id with letters that must be escaped in a path.
fn odd(id: &str) -> String {
    id.replace("_0000", "/ ?é%2F#_0000")
}

fn odd_values(values: &Record) -> Record {
    let value = |value: &Value| match value {
        Value::Ref(named) => Value::Ref(Box::new(Ref {
            id: named
                .id
                .as_ref()
                .map(|id| SpelledId::Text(odd(id.as_str()))),
            ..(**named).clone()
        })),
        value => value.clone(),
    };
    let values = values.values().iter();
    Record::new(
        values
            .map(|(name, values)| (name.clone(), value(values)))
            .collect(),
    )
}

#[tokio::test(start_paused = true)]
async fn ids_with_odd_letters_are_sent_as_they_are_drawn() {
    let mut escaped = 0;
    for case in ways() {
        let mut case = case.clone();
        case.rows = case.rows.iter().map(|id| odd(id)).collect();
        case.filled.values = odd_values(&case.filled.values);
        let gateway = case.gateway().changed(|_, mut reply| {
            reply.body = odd(&reply.body);
            reply
        });
        gateway.fill_with(&case.filled.secrets);
        compare(&case, &gateway).await;
        let mut writes = gateway.writes().into_iter();
        escaped += usize::from(writes.any(|write| write.arrived.target.contains(ESCAPED)));
    }
    assert!(escaped > 0, "some action sends an id");
}
