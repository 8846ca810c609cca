//! Actions of one-api under every fault of the sandbox on the write itself, while reads work: what is said of
//! a write is what the ledger has of it. One of each kind of check and path, on the fork and on the original.

use headgate::call::Secret;
use headgate::domain::ids::id;
use headgate::records::read_input;
use headgate::schema::{Action, Control, Record, Resource, SAME_TWICE, Str, Value};
use sandbox::{Dialect, OneApiVersion, Options};

use crate::cases::{Case, now, rows, send, who};
use crate::forms::{Filled, TYPED_SECRET};
use crate::gateway::{ADMIN, Gateway};
use crate::ledger::counted;
use crate::truth::word;

/// An action, the field and the value by which its row is found (none for one that creates or is applied to
/// a list), and what is typed.
type Sample = (Str, Option<(Str, Str)>, &'static [(Str, Str)]);

const SAMPLES: &[Sample] = &[
    ("disable-users", Some(("status", "1")), &[]),
    (
        "top-up-users",
        Some(("status", "1")),
        &[("amount", "500000"), ("remark", "law")],
    ),
    (
        "set-group-of-users",
        Some(("status", "1")),
        &[("group", "default")],
    ),
    (
        "edit-user",
        Some(("status", "1")),
        &[("display_name", "Other")],
    ),
    ("delete-user", Some(("status", "2")), &[]),
    ("disable-channel", Some(("status", "enabled")), &[]),
    (
        "edit-channel",
        Some(("status", "enabled")),
        &[("priority", "77")],
    ),
    (
        "edit-model-mapping",
        Some(("status", "enabled")),
        &[("model_mapping", "{\"a\":\"b\"}")],
    ),
    ("delete-channel", Some(("status", "disabled")), &[]),
    (
        "set-group-ratio",
        Some(("name", "vip")),
        &[("ratio", "0.75")],
    ),
    ("enable-users", Some(("status", "2")), &[]),
    ("demote-user", Some(("status", "1")), &[]),
    ("set-quota", Some(("status", "1")), &[("quota", "123456")]),
    (
        "create-codes",
        None,
        &[("name", "law"), ("count", "2"), ("quota", "500000")],
    ),
    ("disable-codes", Some(("status", "1")), &[]),
    ("enable-channel", Some(("status", "disabled")), &[]),
    ("add-group", None, &[("name", "law"), ("ratio", "1.5")]),
    (
        "set-switch-option",
        Some(("key", "RegisterEnabled")),
        &[("value", "false")],
    ),
    (
        "set-number-option",
        Some(("key", "RetryTimes")),
        &[("value", "3")],
    ),
    (
        "set-text-option",
        Some(("key", "SystemName")),
        &[("value", "Law")],
    ),
    (
        "set-document-option",
        Some(("key", "GroupRatio")),
        &[("document", "{\"default\":1,\"vip\":0.25,\"svip\":2}")],
    ),
    ("disable-token", Some(("status", "1")), &[]),
    (
        "create-token",
        None,
        &[("name", "law"), ("limit", "500000")],
    ),
    (
        "create-channel",
        None,
        &[
            ("name", "law"),
            ("type", "1"),
            ("key", TYPED_SECRET),
            ("models", "gpt-4o"),
            ("group", "default"),
            ("next", "nothing"),
        ],
    ),
    ("duplicate-channel", Some(("status", "enabled")), &[]),
    ("remove-group", Some(("name", "svip")), &[]),
];

fn sample(version: OneApiVersion) -> Gateway {
    Gateway::sized(Options {
        dialect: Dialect::OneApi(version),
        seed: Some(8),
        tokens: Some(6),
        logs: Some(6),
        ..Options::default()
    })
}

fn f2() -> Gateway {
    sample(OneApiVersion::F2)
}

fn f1() -> Gateway {
    sample(OneApiVersion::F1)
}

fn u() -> Gateway {
    sample(OneApiVersion::U)
}

fn filled(action: &Action, typed: &[(Str, Str)]) -> Filled {
    let (mut values, mut secrets) = (Record::default(), Vec::new());
    for (name, text) in typed {
        let mut inputs = action.inputs.iter();
        let input = inputs.find(|input| input.id == *name);
        let input = input.unwrap_or_else(|| panic!("{} asks for no {name}", action.id));
        if matches!(input.control, Control::Secret | Control::SecretLines) {
            secrets.push((input.id, Secret::new((*text).to_owned())));
            continue;
        }
        let value = read_input(input, text, now(), &|_| 0);
        let value = value.unwrap_or_else(|_| panic!("{}: {name} cannot be {text}", action.id));
        values.set(id(input.id), value);
    }
    Filled {
        values,
        secrets,
        label: String::new(),
    }
}

/// Makes the case on a gateway of its own, whose rows have ids of their own.
async fn case(sample: fn() -> Gateway, (wanted, at, typed): &Sample) -> (Case, Gateway) {
    let gateway = sample();
    gateway.hold_clock().await;
    let who = who(&gateway).await.expect("the token is known");
    let resources: &[&'static Resource] = gateway.dialect.resources;
    let mut all = resources.iter().flat_map(|resource| {
        let actions = resource.actions.iter();
        actions.map(move |action| (*resource, *action))
    });
    let found = all.find(|(_, action)| action.id == *wanted);
    let (resource, action) = found.unwrap_or_else(|| panic!("no action {wanted}"));
    let mut ids = Vec::new();
    if let Some((field, text)) = at {
        let fits = |row: &Record| matches!(row.value(field), Value::Text(found) if found == text);
        let listed = rows(&gateway, resource).await;
        let row = listed.iter().find(|(_, row)| fits(row));
        let (at, _) = row.unwrap_or_else(|| panic!("{wanted}: no row with {field} {text}"));
        ids.push(at.id.to_string());
    }
    let filled = filled(action, typed);
    gateway.fill_with(&filled.secrets);
    let case = Case {
        resource,
        action,
        bearer: ADMIN,
        who,
        rows: ids,
        filled,
        calls: String::new(),
    };
    (case, gateway)
}

async fn hold(sample: fn() -> Gateway) {
    let faults = sample().faults().await;
    assert!(faults.len() > 20, "{faults:?}");
    for wanted in SAMPLES {
        for fault in &faults {
            let (case, gateway) = case(sample, wanted).await;
            let label = format!("{} under {fault}", case.label());
            let Ok(review) = case.prepare(&gateway).await else {
                // Only the fork can duplicate.
                assert_eq!(case.action.id, "duplicate-channel", "{label}");
                continue;
            };
            gateway.arm_times(fault, "write", Some(1)).await;
            let performed = send(review, &gateway).await;
            gateway.clear().await;
            let (requests, applied) = counted(&gateway).await;
            let [outcome] = performed.outcomes.as_slice() else {
                panic!("{label}: {:?}", performed.outcomes);
            };
            let said = word(outcome);
            let is_true = match (requests, said) {
                (1, "applied" | "applied, response lost") => applied == 1,
                (1, "applied-twice") => applied == 2,
                (1, "refused" | "not-applied" | "no-change") => applied == 0,
                // Nothing shows yet, and it may arrive.
                (1, "unknown") => applied == 0 || *fault == "refuse-halfway",
                // Refused, and yet stored: what was there before went back, as the review had shown.
                (2, "refused") => applied == 2 && *fault == "refuse-after",
                _ => false,
            };
            assert!(
                is_true,
                "{label}: {requests} requests, {applied} times, said {outcome:?}"
            );
        }
    }
}

/// Sends each action over a connection that dies once, so that the browser sends it again by itself.
async fn hold_repeated(sample: fn() -> Gateway) {
    for wanted in SAMPLES {
        for fault in ["drop-before", "drop-after"] {
            let (case, mut gateway) = case(sample, wanted).await;
            gateway.repeats = true;
            let label = format!("{} repeated by the browser, {fault}", case.label());
            let Ok(review) = case.prepare(&gateway).await else {
                assert_eq!(case.action.id, "duplicate-channel", "{label}");
                continue;
            };
            gateway.arm_times(fault, "write", Some(1)).await;
            let performed = send(review, &gateway).await;
            let (requests, applied) = counted(&gateway).await;
            assert_eq!(requests, 2, "{label}");
            let adds = case.action.if_applied_twice != SAME_TWICE;
            let told: Vec<Str> = performed.outcomes.iter().map(word).collect();
            let is_true = match told.as_slice() {
                ["applied-twice"] => adds && applied == 2,
                ["applied" | "applied, response lost"] => applied == 1 || (!adds && applied == 2),
                _ => false,
            };
            assert!(is_true, "{label}: {applied} times, said {told:?}");
        }
    }
}

/// Marks of a page, of JSON and of a shell, letters that change the direction or do not show, and others.
const HOSTILE: Str =
    "<img src=x onerror=alert(1)>\u{202e}\u{200b} \"O'Brien\" \\n $HOME & %00 密钥";

/// What is typed into each kind of input beside the sample's own text.
fn extremes(control: Control) -> Vec<String> {
    match control {
        Control::Text { .. } | Control::Prose { .. } => vec![HOSTILE.to_owned()],
        Control::Words { .. } | Control::Lines { .. } => vec![format!("default\n{HOSTILE}")],
        Control::Whole { least, most } => vec![least.to_string(), most.to_string()],
        Control::Quota => vec![
            i64::MAX.to_string(),
            i64::MIN.to_string(),
            "9007199254740993".to_owned(),
        ],
        _ => Vec::new(),
    }
}

/// Types them into each input of each action in turn. What a form refuses sends nothing; anything else
/// arrives as it was typed, is applied once, and is said to be.
async fn hold_extremes(sample: fn() -> Gateway) {
    let mut sent = 0;
    for wanted in SAMPLES {
        for (name, _) in wanted.2 {
            let (found, _) = case(sample, wanted).await;
            let mut inputs = found.action.inputs.iter();
            let input = inputs.find(|input| input.id == *name).expect("an input");
            for text in extremes(input.control) {
                let Ok(value) = read_input(input, &text, now(), &|_| 0) else {
                    continue;
                };
                let (mut case, gateway) = case(sample, wanted).await;
                let label = format!("{} with {name} {text}", case.label());
                case.filled.values.set(id(name), value);
                if (case.action.check)(&case.filled.values).is_some() {
                    continue;
                }
                let Ok(review) = case.prepare(&gateway).await else {
                    continue;
                };
                let performed = send(review, &gateway).await;
                let (requests, applied) = counted(&gateway).await;
                let told: Vec<Str> = performed.outcomes.iter().map(word).collect();
                let is_true = match told.as_slice() {
                    ["applied"] => applied == 1,
                    ["refused"] => applied == 0,
                    _ => false,
                };
                assert!(
                    is_true,
                    "{label}: {requests} requests, {applied} times, said {:?} on {:?}",
                    performed.outcomes, case.who
                );
                let bodies = gateway.writes();
                let arrived = bodies
                    .iter()
                    .map(|exchange| exchange.arrived.body.replace("\\\\", "\\"));
                let typed =
                    serde_json::Value::from(text.trim_start_matches("default\n")).to_string();
                let typed = typed.trim_matches('"').replace("\\\\", "\\");
                let typed = typed.as_str();
                assert!(
                    arrived.clone().any(|body| body.contains(typed)),
                    "{label}: {typed} in {:?}",
                    arrived.collect::<Vec<_>>()
                );
                sent += 1;
            }
        }
    }
    assert!(sent > 8, "only {sent} were sent");
}

#[tokio::test(start_paused = true)]
async fn hostile_texts_and_extreme_numbers_arrive_as_they_were_typed() {
    for sample in [f2 as fn() -> Gateway, f1, u] {
        hold_extremes(sample).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_browser_repeats_is_told() {
    for sample in [f2 as fn() -> Gateway, f1, u] {
        hold_repeated(sample).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so_on_the_fork() {
    hold(f2).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so_on_the_original() {
    hold(u).await;
}
