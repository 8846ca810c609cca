//! Lists from a gateway that answers oddly: leaks, words nobody knows, rows that make no sense, and
//! budgets in other spellings. Nothing is lost, and nothing secret is kept.

use headgate::api::gateway::{Dialect, ListQuery};
use headgate::domain::access::Role;
use headgate::domain::budget::Budget;
use headgate::domain::key::{Key, KeyStatus, NewKey};
use headgate::domain::money::Precision;
use headgate::domain::page::{Page, Row};
use headgate::gate::perform::Transport;
use serde_json::Value;

use crate::gateway::Gateway;
use crate::reads::{last, page, read};

const DIALECT: Dialect = Dialect::OneKeyLlm;

/// The newest keys of a gateway of three that answers lists in this odd way, and what came.
async fn odd(fault: &str) -> (Page<Key>, String) {
    let gateway = Gateway::new(3);
    gateway.arm(fault, "list").await;
    let page = page(&gateway, &ListQuery::newest(None))
        .await
        .expect("a page");
    let reply = last(&gateway).reply.expect("an answer");
    (page, reply.body)
}

#[tokio::test(start_paused = true)]
async fn secrets_that_a_list_leaks_are_dropped_where_it_is_read() {
    let (page, body) = odd("extra-fields").await;
    assert!(
        body.contains("canary-session_token"),
        "the gateway does leak"
    );
    let mut rows = 0;
    for key in read(page) {
        rows += 1;
        assert!(
            key.raw.contains("eu-central-1"),
            "harmless extra fields are kept"
        );
        assert!(!key.raw.contains("canary"), "{}", key.raw);
        assert!(!format!("{key:?}").contains("canary"));
    }
    assert_eq!(rows, 3);
}

#[tokio::test(start_paused = true)]
async fn secrets_beside_a_new_keys_value_are_dropped() {
    let gateway = Gateway::new(3);
    gateway.arm("extra-fields", "create").await;
    let new = NewKey {
        name: "CI".to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let write = DIALECT
        .create_key(Role::Organization, &new)
        .expect("the call exists");
    let answer = write
        .conclude(gateway.write(write.request()).await)
        .expect("an answer");
    let value = answer.secret.expect("the value");
    assert!(
        value.expose().starts_with("sk-lazytech-"),
        "no other secret is taken for it"
    );
    let shown = format!("{:?}", answer.key.expect("the row"));
    assert!(shown.contains("eu-central-1"), "{shown}");
    assert!(
        !shown.contains("canary") && !shown.contains(value.expose()),
        "{shown}"
    );
}

#[tokio::test(start_paused = true)]
async fn words_nobody_knows_stay_visible() {
    let (page, _) = odd("unknown-enum").await;
    let states: Vec<_> = read(page).into_iter().map(|key| key.status).collect();
    assert_eq!(states, vec![KeyStatus::Other("quarantined".to_owned()); 3]);
}

#[tokio::test(start_paused = true)]
async fn a_row_that_makes_no_sense_is_kept_as_it_came() {
    let (page, body) = odd("bad-row").await;
    let [Row::Read(_), Row::Unreadable(bad), Row::Read(_)] = page.rows.as_slice() else {
        panic!("the second row cannot be read: {page:?}");
    };
    assert_eq!(bad.why, "the row has no id");
    let sent: Value = serde_json::from_str(&body).expect("JSON");
    let raw: Value = serde_json::from_str(&bad.raw).expect("the raw view is JSON");
    assert_eq!(raw, sent["data"][1]);
}

#[tokio::test(start_paused = true)]
async fn a_bare_array_is_the_whole_list() {
    let (page, body) = odd("bare-array").await;
    assert!(body.starts_with('['));
    assert_eq!((page.rows.len(), page.next), (3, None));
}

#[tokio::test(start_paused = true)]
async fn budgets_in_other_spellings() {
    let (page, _) = odd("percent-only").await;
    for key in read(page) {
        assert_eq!(key.budget.limit(), None);
        assert!(!matches!(key.budget, Budget::NotTold));
    }
    let amount = |page| {
        let limits = read(page).into_iter().map(|key| match key.budget {
            Budget::Limited(figures) => figures.limit.map(|limit| limit.precision),
            _ => None,
        });
        limits.flatten().collect::<Vec<_>>()
    };
    let (page, _) = odd("json-numbers").await;
    let precisions = amount(page);
    assert!(!precisions.is_empty(), "some sample key has a limit");
    assert!(
        precisions
            .iter()
            .all(|precision| *precision == Precision::Approximate),
        "{precisions:?}"
    );
}
