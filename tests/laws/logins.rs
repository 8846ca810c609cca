//! Every login of the catalogue, from its start to its end, against the sandbox: what is said of its end
//! is what the account list holds.

use headgate::flows::account::End;
use headgate::gate::Outcome;
use headgate::schema::Login;

use crate::login_steps::{
    at, begin, complete, decide, gateway, ids, is_true, login_actions, pastes, run,
};

/// The sandbox's own style.
const OWN_STYLE: &str = "gateway";

/// Faults of the styles in which a gateway reports how a device login stands.
const STYLES: [&str; 6] = [
    OWN_STYLE,
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
                if style != OWN_STYLE {
                    gateway.arm(style, "any").await;
                }
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
