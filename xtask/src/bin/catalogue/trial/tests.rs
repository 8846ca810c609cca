//! Tests of what actions send, on the whole catalogue and with plans made by hand.

use headgate::call::{Credential, Write};
use headgate::dialects::ALL;

use super::*;

/// Actions that no generic sample fits: their rules look at what a text holds, such as the key of an
/// option or the entries of GroupRatio, or they name the listed rows one by one. Their own tests pin what
/// they send.
const OF_OWN_TESTS: [&str; 10] = [
    "test-channels",
    "delete-disabled",
    "set-switch-option",
    "set-number-option",
    "set-document-option",
    "set-secret-option",
    "clear-secret-option",
    "set-group-ratio",
    "add-group",
    "remove-group",
];

#[test]
fn every_action_sends_and_is_checked() {
    for dialect in ALL {
        for resource in dialect.resources {
            for action in resource.actions {
                let findings = findings(dialect, resource, action);
                let mut steps = findings.ways.iter().flat_map(|way| &way.steps);
                let is_whole = |sent: &Sent| !sent.checks.is_empty() && !sent.line.contains("row-");
                let is_shown = !findings.ways.is_empty() && steps.all(is_whole);
                let has_own = OF_OWN_TESTS.contains(&action.id);
                assert!(is_shown || has_own, "{}", action.id);
            }
        }
    }
}

#[test]
fn fields_of_all_plans_keep_the_order_of_their_bodies() {
    const BEARER: Credential = Credential {
        header: "Authorization",
        prefix: "Bearer ",
    };
    let mut way = Way::new(vec!["POST /a".to_owned()]);
    for names in [
        &["a", "d"][..],
        &["a", "b", "c", "d"],
        &["a", "c", "d", "e"],
    ] {
        let fields = names.iter().map(|name| (id(name), Body::Null)).collect();
        let write = Write::post("/a", []).body(Body::Object(fields));
        let step = Step::new(write, Check::ResponseOnly);
        let request = step.write.drawn(BEARER, 1).expect("an address");
        way.plans += 1;
        way.steps[0].add(&step, request, &Record::default());
    }
    let mut findings = Findings {
        ways: vec![way],
        ..Findings::default()
    };
    findings.finish();
    let fields = findings.ways[0].steps[0].fields.iter();
    let fields: Vec<(&str, bool)> = fields
        .map(|field| (&*field.name, field.is_optional))
        .collect();
    let expect = [
        ("a", false),
        ("b", true),
        ("c", true),
        ("d", false),
        ("e", true),
    ];
    assert_eq!(fields, expect);
}
