//! Every login of the catalogue, from its start to its end, against the sandbox and against a gateway
//! of another shape: what is said of its end is what the account list holds.

use std::cell::RefCell;

use headgate::call::{Lost, Reply, Request, Secret};
use headgate::domain::time::UnixMillis;
use headgate::flows::account::End;
use headgate::flows::clock::{Now, SteadyMillis};
use headgate::flows::device::{DeviceLogin, Event, Next};
use headgate::flows::paste::{Completion, PasteLogin};
use headgate::gate::{
    After, Intent, Outcome, Transport, conclude_login, prepare, send_login, start_login,
};
use headgate::schema::{
    Action, Check, Locator, Login, PASTED_CODE, PASTED_STATE, Prior, Record, Resource, Target,
    Value,
};
use serde_json::{Value as Json, json};

use crate::cases::{rows, who};
use crate::gateway::{DIALECT, Gateway};

const WALL: i64 = 1_711_471_533_000;

/// Faults of the styles in which a gateway reports how a device login stands.
const STYLES: [&str; 6] = [
    "gateway",
    "rfc8628-poll",
    "openai-poll",
    "openai-poll-404",
    "other-names",
    "code-once",
];

/// Faults under which a request is lost, or refused for a moment.
const TROUBLE: [&str; 6] = [
    "drop-before",
    "drop-after",
    "bad-gateway-html",
    "server-error",
    "rate-limited",
    "body-cut",
];

fn at(seconds: i64) -> Now {
    Now {
        steady: SteadyMillis(seconds * 1000),
        wall: UnixMillis(WALL + seconds * 1000),
    }
}

fn gateway() -> Gateway {
    Gateway::of(0, 0, 0, 6)
}

fn login_actions() -> Vec<(&'static Resource, &'static Action)> {
    let resources = DIALECT.resources.iter().copied();
    let actions = resources.flat_map(|resource| {
        let of = resource.actions.iter().copied();
        of.filter(|action| action.login().is_some())
            .map(move |action| (resource, action))
    });
    actions.collect()
}

/// A login that was begun: its checks, and the response to its start.
struct Begun {
    resource: &'static Resource,
    action: &'static Action,
    checks: Vec<Check>,
    reply: Option<Reply>,
    /// The row that is signed in again.
    row: Option<String>,
}

/// Prepares a login as its screen does, and sends its start.
async fn begin(resource: &'static Resource, action: &'static Action, gateway: &Gateway) -> Begun {
    let who = who(gateway).await.expect("an account");
    let listed = rows(gateway, resource).await;
    let row = (action.on == Target::Row).then(|| listed.first().cloned().expect("a row"));
    let input = Record::default().with_value("mode".into(), Value::Text("oauth".to_owned()));
    let (at, shown) = match row.clone() {
        Some(found) => found,
        None => (Locator::of_id(resource.id, ""), Record::default()),
    };
    let intent = Intent {
        dialect: DIALECT,
        resource,
        action,
        who: &who,
        subjects: vec![(at, shown, input)],
        secrets: Vec::new(),
        prior: &|_, _| Prior::default(),
        now: UnixMillis(WALL).seconds(),
        fresh: "fresh".to_owned(),
    };
    let review = prepare(&intent, gateway)
        .await
        .ok()
        .expect("it is available")
        .review;
    let confirmed = review.confirm("", 0).ok().expect("a login needs no typing");
    let (plan, reply) = start_login(confirmed, gateway).await;
    Begun {
        resource,
        action,
        checks: plan.steps()[0].step.checks.clone(),
        reply,
        row: row.map(|(at, _)| at.id.to_string()),
    }
}

impl Begun {
    async fn concluded(&self, end: &End, gateway: &Gateway) -> Outcome {
        let of = self.resource.id.into();
        conclude_login(DIALECT, &of, &self.checks, end, 200, gateway).await
    }

    fn device(&self, now: Now) -> DeviceLogin {
        let Some(Login::Device { start, .. }) = self.action.login() else {
            panic!("a device login")
        };
        DeviceLogin::start(self.reply.as_ref().map(start), now).expect("a login")
    }

    fn paste(&self, now: Now) -> PasteLogin {
        let Some(Login::Paste { start, .. }) = self.action.login() else {
            panic!("a pasted authorization")
        };
        PasteLogin::start(self.reply.as_ref().map(start), now)
            .ok()
            .expect("a login")
    }
}

/// Runs a device login to its end, with the sandbox's clock beside its own. `meanwhile` is called before
/// each poll with its number.
async fn run(
    begun: &Begun,
    gateway: &Gateway,
    transport: &impl Transport,
    mut meanwhile: impl AsyncFnMut(usize),
) -> (End, usize) {
    let Some(Login::Device { poll, read, .. }) = begun.action.login() else {
        panic!("a device login")
    };
    let (mut now, mut polls) = (0, 0);
    let mut login = begun.device(at(now));
    let mut next = login.handle(Event::Tick, at(now));
    loop {
        next = match next {
            Next::Await => panic!("a poll is under way that nobody sent"),
            Next::End => break,
            Next::At(due) => {
                let due = (due.0 + 999) / 1000;
                let seconds = (due - now).max(1);
                gateway
                    .call(
                        "POST",
                        "/sandbox/clock",
                        json!({"advance_seconds": seconds}),
                    )
                    .await;
                now += seconds;
                login.handle(Event::Tick, at(now))
            }
            Next::Poll => {
                meanwhile(polls).await;
                polls += 1;
                let write = poll(login.correlation());
                let event = match send_login(DIALECT, &write, transport).await {
                    Some(reply) => Event::Responded(Box::new(read(&reply))),
                    None => Event::Lost,
                };
                login.handle(event, at(now))
            }
        };
        assert!(polls < 400, "it does not end");
    }
    (login.outcome().expect("it ended").end(), polls)
}

async fn decide(gateway: &Gateway, action: &str) {
    gateway
        .call("POST", "/sandbox/device-login", json!({"action": action}))
        .await;
}

async fn ids(gateway: &Gateway, resource: &Resource) -> Vec<String> {
    let rows = rows(gateway, resource).await;
    rows.into_iter().map(|(at, _)| at.id.to_string()).collect()
}

/// Checks that an outcome says of the list what it holds.
fn is_true(begun: &Begun, outcome: &Outcome, before: &[String], after: &[String], label: &str) {
    let new: Vec<&String> = after.iter().filter(|id| !before.contains(id)).collect();
    match outcome {
        Outcome::Applied { after, .. } => match after.as_slice() {
            [After::Created(ids)] => assert_eq!(ids.iter().collect::<Vec<_>>(), new, "{label}"),
            [After::SignedIn(id)] => {
                assert!(new.is_empty(), "{label}: {new:?}");
                assert!(before.contains(id), "{label}");
                assert!(begun.row.as_ref().is_none_or(|row| row == id), "{label}");
            }
            other => panic!("{label}: {other:?}"),
        },
        _ => assert!(new.is_empty(), "{label}: {outcome:?} {new:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn every_device_login_ends_as_the_list_shows() {
    let decisions = [
        "approve",
        "approve-new",
        "approve-without-workspace",
        "deny",
        "expire",
        "fail",
    ];
    for (resource, action) in login_actions() {
        if !matches!(action.login(), Some(Login::Device { .. })) {
            continue;
        }
        for style in STYLES {
            for decision in decisions {
                let label = format!("{} {style} {decision}", action.id);
                let gateway = gateway();
                gateway
                    .call("POST", "/sandbox/poll-style", json!({"style": style}))
                    .await;
                let before = ids(&gateway, resource).await;
                let begun = begin(resource, action, &gateway).await;
                let decides = async |poll| {
                    if poll == 1 {
                        decide(&gateway, decision).await;
                    }
                };
                let (end, _) = run(&begun, &gateway, &gateway, decides).await;
                let outcome = begun.concluded(&end, &gateway).await;
                let expect = match decision {
                    "deny" | "fail" => "Refused",
                    "expire" => "Expired",
                    // Another person than the row's is refused by the gateway.
                    _ if begun.row.is_some() && decision != "approve" => "Refused",
                    _ => "Applied",
                };
                assert!(
                    format!("{outcome:?}").starts_with(expect),
                    "{label}: {outcome:?}"
                );
                let after = ids(&gateway, resource).await;
                is_true(&begun, &outcome, &before, &after, &label);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_single_failure_ends_a_device_login() {
    for (resource, action) in login_actions() {
        if !matches!(action.login(), Some(Login::Device { .. })) {
            continue;
        }
        for fault in TROUBLE {
            let label = format!("{} {fault}", action.id);
            let gateway = gateway();
            let before = ids(&gateway, resource).await;
            let begun = begin(resource, action, &gateway).await;
            let decides = async |poll| match poll {
                1 => gateway.arm_times(fault, "poll-codex", Some(2)).await,
                3 => decide(&gateway, "approve").await,
                _ => {}
            };
            let (end, _) = run(&begun, &gateway, &gateway, decides).await;
            assert!(matches!(end, End::Completed(_)), "{label}: {end:?}");
            let outcome = begun.concluded(&end, &gateway).await;
            assert!(outcome.was_applied(), "{label}: {outcome:?}");
            let after = ids(&gateway, resource).await;
            is_true(&begun, &outcome, &before, &after, &label);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_that_nobody_finishes_expires_and_adds_nothing() {
    for (resource, action) in login_actions() {
        let gateway = gateway();
        let before = ids(&gateway, resource).await;
        let begun = begin(resource, action, &gateway).await;
        let end = match action.login() {
            Some(Login::Device { .. }) => run(&begun, &gateway, &gateway, async |_| {}).await.0,
            _ => {
                let mut login = begun.paste(at(0));
                login.tick(at(600));
                login.outcome().expect("its time is over")
            }
        };
        assert_eq!(end, End::Expired, "{}", action.id);
        assert_eq!(begun.concluded(&end, &gateway).await, Outcome::Expired);
        assert_eq!(ids(&gateway, resource).await, before);
    }
}

/// Sends what is pasted for a login, as its screen does.
async fn complete(
    begun: &Begun,
    login: &mut PasteLogin,
    pasted: &str,
    gateway: &Gateway,
) -> Completion {
    let Some(Login::Paste { complete, read, .. }) = begun.action.login() else {
        panic!("a pasted authorization")
    };
    let authorization = login.send(pasted).ok().expect("it can be a code");
    let state = login.state().unwrap_or_default().to_owned();
    gateway.fill_with(&[
        (PASTED_CODE, Secret::new(authorization.sent())),
        (PASTED_STATE, Secret::new(state)),
    ]);
    let reply = send_login(DIALECT, &complete(login.correlation()), gateway).await;
    let completion = reply.as_ref().map_or(Completion::Lost, read);
    login.take(completion.clone());
    completion
}

/// What a person could paste for the newest login.
async fn pastes(gateway: &Gateway) -> Json {
    let logins = gateway.call("GET", "/sandbox/logins", Json::Null).await;
    let all = logins["oauth_logins"].as_array().expect("a list");
    all.last().expect("a login")["pastes"].clone()
}

#[tokio::test(start_paused = true)]
async fn every_pasted_form_ends_as_the_list_shows() {
    let forms = [
        "code_and_state",
        "bare_code",
        "callback",
        "dead_address",
        "used_code",
    ];
    for (resource, action) in login_actions() {
        if !matches!(action.login(), Some(Login::Paste { .. })) {
            continue;
        }
        for form in forms {
            let label = format!("{} {form}", action.id);
            let gateway = gateway();
            let before = ids(&gateway, resource).await;
            let begun = begin(resource, action, &gateway).await;
            let mut login = begun.paste(at(0));
            let pasted = pastes(&gateway).await[form]
                .as_str()
                .expect("a text")
                .to_owned();
            complete(&begun, &mut login, &pasted, &gateway).await;
            let end = login
                .outcome()
                .unwrap_or_else(|| panic!("{label}: {:?}", login.completion()));
            let outcome = begun.concluded(&end, &gateway).await;
            let after = ids(&gateway, resource).await;
            assert_eq!(
                outcome.was_applied(),
                form != "used_code",
                "{label}: {outcome:?}"
            );
            is_true(&begun, &outcome, &before, &after, &label);
            // No secret is in what is recorded of the start.
            let sent = gateway.writes();
            assert!(!sent[0].arrived.body.contains(&pasted), "{label}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_paste_under_every_trouble_is_never_added_twice_and_never_lost() {
    for (resource, action) in login_actions() {
        if !matches!(action.login(), Some(Login::Paste { .. })) {
            continue;
        }
        let besides = [
            "exchange-failed",
            "network-rejected",
            "provider-unavailable",
        ];
        for fault in TROUBLE.iter().chain(&besides) {
            let label = format!("{} {fault}", action.id);
            let gateway = gateway();
            let before = ids(&gateway, resource).await;
            let begun = begin(resource, action, &gateway).await;
            let mut login = begun.paste(at(0));
            let pasted = pastes(&gateway).await["code_and_state"]
                .as_str()
                .expect("a text")
                .to_owned();
            gateway.arm_times(fault, "complete-claude", Some(1)).await;
            let first = complete(&begun, &mut login, &pasted, &gateway).await;
            gateway.clear().await;
            let unseen = begun.concluded(&End::Unknown, &gateway).await;
            let after = ids(&gateway, resource).await;
            let applied = *fault == "drop-after" || *fault == "body-cut";
            // The list tells what a lost response did not.
            assert_eq!(
                unseen.was_applied(),
                applied,
                "{label}: {first:?} {unseen:?}"
            );
            assert_eq!(
                after.len() > before.len(),
                applied && begun.row.is_none(),
                "{label}"
            );
            if login.outcome().is_some() || applied {
                continue;
            }
            // Where nothing came of it, sending it again does.
            complete(&begun, &mut login, &pasted, &gateway).await;
            let end = login
                .outcome()
                .unwrap_or_else(|| panic!("{label}: {:?}", login.completion()));
            let outcome = begun.concluded(&end, &gateway).await;
            assert!(outcome.was_applied(), "{label}: {outcome:?}");
            let after = ids(&gateway, resource).await;
            is_true(&begun, &outcome, &before, &after, &label);
        }
    }
}

/// A gateway of another shape: camelCase, ISO times, ids as numbers, errors of RFC 8628 with HTTP 400, a
/// success without a body, and one 502 in the middle.
struct Strange {
    polls: RefCell<Vec<(u16, &'static str)>>,
    list: RefCell<Vec<(u16, String)>>,
    sent: RefCell<Vec<String>>,
}

impl Transport for Strange {
    async fn read(&self, _: &Request) -> Result<Reply, Lost> {
        let mut list = self.list.borrow_mut();
        let (status, body) = if list.len() > 1 {
            list.remove(0)
        } else {
            list[0].clone()
        };
        Ok(reply(status, &body))
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        self.sent
            .borrow_mut()
            .push(format!("{} {}", request.method.word(), request.target));
        let (status, body) = self.polls.borrow_mut().remove(0);
        Ok(reply(status, body))
    }

    async fn pause(&self, _: u32) {}
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        body: body.to_owned(),
        ..Reply::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_gateway_of_another_shape() {
    let resource = DIALECT.resource("codex-accounts").expect("it is listed");
    let action = resource.action("add-codex-account").expect("an action");
    let sandbox = gateway();
    let begun = Begun {
        reply: Some(reply(
            200,
            r#"{"success":true,"data":{"flowId":77,"userCode":"QX7M-KT05R","verificationUrl":"https://auth.openai.com/codex/device","interval":"2","expiresAt":"2024-03-26T17:00:33Z"}}"#,
        )),
        ..begin(resource, action, &sandbox).await
    };
    let login = begun.device(at(0));
    assert_eq!(login.seconds_left(at(0)), 900);
    assert_eq!(
        login.code().map(|code| code.user_code.as_str()),
        Some("QX7M-KT05R")
    );
    let strange = Strange {
        polls: RefCell::new(vec![
            (400, r#"{"error":"authorization_pending","error_description":"Not yet."}"#),
            (400, r#"{"error":"slow_down"}"#),
            (502, "<html>Bad gateway</html>"),
            (204, ""),
            (200, r#"{"success":true,"data":{"state":"CONNECTED","account":{"id":901,"createdAt":"2024-03-26T16:50:00Z"}}}"#),
        ]),
        list: RefCell::new(vec![(
            200,
            r#"{"accounts":[{"id":901,"email":"grace@example.com","createdAt":"2024-03-26T16:50:00Z"}]}"#.to_owned(),
        )]),
        sent: RefCell::default(),
    };
    let (end, polls) = run(&begun, &sandbox, &strange, async |_| {}).await;
    assert_eq!(polls, 5);
    let to = "POST /v1/organization/codex_accounts/device_code/77/poll";
    assert!(strange.sent.borrow().iter().all(|sent| sent == to));
    let of = resource.id.into();
    let outcome = conclude_login(DIALECT, &of, &begun.checks, &end, 200, &strange).await;
    let created = Outcome::Applied {
        after: vec![After::Created(vec!["901".to_owned()])],
        reported_success: true,
    };
    assert_eq!(outcome, created);
}
