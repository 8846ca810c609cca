//! The steps of a login for the laws: what its screen does, against the sandbox's router.

use headgate::call::{Reply, Secret};
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

/// When every login begins, in milliseconds.
pub(crate) const WALL: i64 = 1_711_471_533_000;

pub(crate) fn at(seconds: i64) -> Now {
    Now {
        steady: SteadyMillis(seconds * 1000),
        wall: UnixMillis(WALL + seconds * 1000),
    }
}

pub(crate) fn gateway() -> Gateway {
    Gateway::of(0, 0, 0, 6)
}

pub(crate) fn login_actions() -> Vec<(&'static Resource, &'static Action)> {
    let resources = DIALECT.resources.iter().copied();
    let actions = resources.flat_map(|resource| {
        let of = resource.actions.iter().copied();
        of.filter(|action| action.login().is_some())
            .map(move |action| (resource, action))
    });
    actions.collect()
}

/// A login that was begun: its checks, and the response to its start.
pub(crate) struct Begun {
    pub(crate) resource: &'static Resource,
    pub(crate) action: &'static Action,
    pub(crate) checks: Vec<Check>,
    pub(crate) reply: Option<Reply>,
    /// The row that is signed in again.
    pub(crate) row: Option<String>,
}

/// Prepares a login as its screen does, and sends its start.
pub(crate) async fn begin(
    resource: &'static Resource,
    action: &'static Action,
    gateway: &Gateway,
) -> Begun {
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
    pub(crate) async fn concluded(&self, end: &End, gateway: &Gateway) -> Outcome {
        let of = self.resource.id.into();
        conclude_login(DIALECT, &of, &self.checks, end, 200, gateway).await
    }

    pub(crate) fn device(&self, now: Now) -> DeviceLogin {
        let Some(Login::Device { start, .. }) = self.action.login() else {
            panic!("a device login")
        };
        DeviceLogin::start(self.reply.as_ref().map(start), now).expect("a login")
    }

    pub(crate) fn paste(&self, now: Now) -> PasteLogin {
        let Some(Login::Paste { start, .. }) = self.action.login() else {
            panic!("a pasted authorization")
        };
        PasteLogin::start(self.reply.as_ref().map(start), now).expect("a login")
    }
}

/// Runs a device login to its end, with the sandbox's clock beside its own. `meanwhile` is called before
/// each poll with its number.
pub(crate) async fn run(
    begun: &Begun,
    gateway: &Gateway,
    transport: &impl Transport,
    mut meanwhile: impl AsyncFnMut(usize),
) -> (End, usize) {
    let Some(Login::Device { poll, read, .. }) = begun.action.login() else {
        panic!("a device login")
    };
    gateway.hold_clock().await;
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

pub(crate) async fn decide(gateway: &Gateway, action: &str) {
    gateway
        .call("POST", "/sandbox/device-login", json!({"action": action}))
        .await;
}

pub(crate) async fn ids(gateway: &Gateway, resource: &Resource) -> Vec<String> {
    let rows = rows(gateway, resource).await;
    rows.into_iter().map(|(at, _)| at.id.to_string()).collect()
}

/// Checks that an outcome says of the list what it holds.
pub(crate) fn is_true(
    begun: &Begun,
    outcome: &Outcome,
    before: &[String],
    after: &[String],
    label: &str,
) {
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

/// Sends what is pasted for a login, as its screen does.
pub(crate) async fn complete(
    begun: &Begun,
    login: &mut PasteLogin,
    pasted: &str,
    gateway: &Gateway,
) -> Completion {
    let Some(Login::Paste { complete, read, .. }) = begun.action.login() else {
        panic!("a pasted authorization")
    };
    let authorization = login.send(pasted).expect("it can be a code");
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
pub(crate) async fn pastes(gateway: &Gateway) -> Json {
    let logins = gateway.call("GET", "/sandbox/logins", Json::Null).await;
    let all = logins["oauth_logins"].as_array().expect("a list");
    all.last().expect("a login")["pastes"].clone()
}
