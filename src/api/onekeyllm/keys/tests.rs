//! The contract's own bodies and the strange ones a real gateway might send.

use super::{create, create_mine, list, top_up};
use crate::api::call::Reply;
use crate::api::error::ApiError;
use crate::api::gateway::ListQuery;
use crate::domain::budget::Budget;
use crate::domain::ids::{KeyId, PoolId};
use crate::domain::key::{Foundation, Key, KeyStatus, NewKey};
use crate::domain::money::{Precision, Usd};
use crate::domain::page::{Cursor, Page, Row};
use crate::domain::time::UnixSeconds;
use proptest::prelude::*;

const CONTRACT_KEY: &str = include_str!("../../../../tests/fixtures/onekeyllm/key.json");

fn ok(body: &str) -> Reply {
    Reply {
        status: 200,
        body: body.to_owned(),
        ..Reply::default()
    }
}

fn page(body: &str) -> Result<Page<Key>, ApiError> {
    list(&ListQuery {
        limit: 2,
        ..ListQuery::after(None)
    })
    .conclude(Ok(ok(body)))
}

fn key(body: &str) -> Key {
    let Ok(Page { rows, .. }) = page(&format!("[{body}]")) else {
        panic!("a page: {body}")
    };
    match rows.into_iter().next() {
        Some(Row::Read(key)) => key,
        other => panic!("a key: {other:?}"),
    }
}

#[test]
fn the_contracts_key() {
    let key = key(CONTRACT_KEY);
    assert_eq!(key.label(), "Claude Prod");
    assert_eq!(key.redacted_value.as_deref(), Some("sk-lazytech-...abcd"));
    assert_eq!(key.last_used_at, Some(UnixSeconds(1_711_555_126)));
    assert_eq!((key.expires_at, &key.status), (None, &KeyStatus::Active));
    assert_eq!(key.pool, Some(PoolId("pool_01".into())));
    assert_eq!(
        key.owner.and_then(|owner| owner.name).as_deref(),
        Some("Ada")
    );
    assert_eq!(key.budget.limit().map(Usd::plain).as_deref(), Some("50200"));
    let windows = key.subscription.expect("a subscription");
    assert_eq!(
        windows.five_hour.and_then(|window| window.resets_at),
        Some(UnixSeconds(1_711_489_533))
    );
}

#[test]
fn pages_and_their_cursors() {
    let check = |body, expect: Option<(usize, Option<&str>)>| {
        let got = page(body).ok().map(|page| (page.rows.len(), page.next));
        assert_eq!(
            got,
            expect.map(|(rows, next)| (rows, next.map(|id| Cursor(id.into())))),
            "{body}"
        );
    };
    check(
        r#"{"data":[{"id":"a"},{"id":"b"}],"last_id":"b","has_more":true}"#,
        Some((2, Some("b"))),
    );
    check(
        r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#,
        Some((2, Some("b"))),
    );
    check(
        r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":false}"#,
        Some((2, None)),
    );
    check(r#"{"data":[{"id":"a"},{"id":"b"}]}"#, Some((2, Some("b"))));
    check(r#"{"data":[{"id":"a"}]}"#, Some((1, None)));
    check(r#"{"data":[],"has_more":true}"#, Some((0, None)));
    check(r#"[{"id":"a"},{"id":"b"}]"#, Some((2, None)));
    check(
        r#"{"success":true,"data":{"items":[{"id":1}]}}"#,
        Some((1, None)),
    );
    check(r#"{"success":false,"message":"no"}"#, None);
    check("<html>", None);
}

#[test]
fn a_strange_row_is_kept_with_the_reason() {
    let check = |row: &str, why: &str| {
        let page = page(&format!("[{row},{{\"id\":\"good\"}}]")).expect("a page");
        let Some(Row::Unreadable(unreadable)) = page.rows.first() else {
            panic!("unreadable: {row}")
        };
        assert_eq!(unreadable.why, why);
        assert!(
            page.rows.get(1).and_then(Row::read).is_some(),
            "its neighbour is read"
        );
    };
    check("7", "the row is no object");
    check("{}", "the row has no id");
    check(r#"{"id":null}"#, "the row has no id");
    check(
        r#"{"id":"a","created_at":"tomorrow"}"#,
        r#"created_at is "tomorrow""#,
    );
    check(
        r#"{"id":"a","budget":{"limit_usd":"lots"}}"#,
        r#"limit_usd is "lots""#,
    );
    check(r#"{"id":"a","budget":3}"#, "budget is 3");
}

#[test]
fn budgets_in_every_form() {
    let check = |budget: &str, expect: &str| {
        let key = key(&format!("{{\"id\":\"a\"{budget}}}"));
        let shown = match key.budget {
            Budget::NotTold => "not told".into(),
            Budget::Unlimited => "unlimited".into(),
            Budget::Limited(figures) => {
                let amount = |amount: Option<crate::domain::money::Amount>| {
                    amount.map_or("-".into(), |amount| {
                        amount.value.plain()
                            + if amount.precision == Precision::Exact {
                                ""
                            } else {
                                "~"
                            }
                    })
                };
                let percent = figures
                    .used_percent
                    .map_or("-".into(), |percent| percent.thousandths().to_string());
                format!(
                    "{} {} {} {percent}",
                    amount(figures.limit),
                    amount(figures.used),
                    amount(figures.remaining)
                )
            }
        };
        assert_eq!(shown, expect, "{budget}");
    };
    check("", "not told");
    check(r#","budget":null"#, "unlimited");
    check(
        r#","budget":{"limit_usd":"0.000000000","used_usd":"0.000000000","remaining_usd":"0.000000000"}"#,
        "0 0 0 -",
    );
    check(
        r#","budget":{"limit_usd":"10.000000000","used_usd":"12.500000000"}"#,
        "10 12.5 -2.5 -",
    );
    check(
        r#","budget":{"used_usd":"0.000000001"}"#,
        "- 0.000000001 - -",
    );
    check(
        r#","budget":{"limit_usd":"999999999999.000000000"}"#,
        "999999999999 - - -",
    );
    check(r#","budget":{"used_percent":98.5}"#, "- - - 98500");
    check(r#","budget":{"remaining_fraction":0.25}"#, "- - - 75000");
    check(
        r#","budget":{"limit_usd":100.5,"used_usd":0.1}"#,
        "100.5~ 0.1~ 100.4 -",
    );
    check(r#","max_budget":"5","spend":"1""#, "5 1 4 -");
    check(r#","budget":{"limitUsd":"5"}"#, "5 - - -");
}

#[test]
fn secrets_never_reach_a_row() {
    let key = key(
        r#"{"id":"a","value":"canary-1","session_token":"canary-2","deep":{"api_key":"canary-3"},"colour":"red"}"#,
    );
    assert!(!key.raw.contains("canary"), "{}", key.raw);
    assert!(key.raw.contains("red"), "other extra fields stay");
}

#[test]
fn broken_json_is_not_quoted() {
    let check = |body: &str, expect: &str| {
        let Err(ApiError::Unreadable { excerpt, .. }) = page(body) else {
            panic!("unreadable: {body}")
        };
        assert_eq!(excerpt, expect);
    };
    check(r#"{"id":"a","value":"canary"#, "");
    check("<html>Bad gateway", "<html>Bad gateway");
}

#[test]
fn what_a_create_sends() {
    let new = NewKey {
        name: "CI".into(),
        limit: Usd::from_operator("100").ok(),
        foundation: Some(Foundation("all".into())),
        expires_at: Some(UnixSeconds(1_735_689_600)),
        pool: Some(PoolId("pool_01".into())),
    };
    let bare = NewKey {
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
        ..new.clone()
    };
    let check = |request: &crate::api::call::Request, target: &str, body: &str| {
        assert_eq!(request.target(), target);
        assert_eq!(
            request
                .body
                .as_ref()
                .map(crate::api::body::Body::drawn)
                .as_deref(),
            Some(body)
        );
    };
    let mine = "/v1/organization/my/admin_api_keys";
    check(
        create(&new).request(),
        "/v1/organization/admin_api_keys",
        r#"{"name":"CI","limit_usd":"100","foundation":"all","expires_at":1735689600,"pool_id":"pool_01"}"#,
    );
    check(
        create_mine(&new).request(),
        mine,
        r#"{"name":"CI","limit_usd":"100","foundation":"all","expires_at":1735689600}"#,
    );
    check(create_mine(&bare).request(), mine, r#"{"name":"CI"}"#);
    let amount = Usd::from_operator("25.5").expect("an amount");
    check(
        top_up(&KeyId("key/01".into()), amount).request(),
        "/v1/organization/admin_api_keys/key%2F01/topup",
        r#"{"amount_usd":"25.5"}"#,
    );
}

#[test]
fn what_a_create_answers() {
    let answer = |body: &str| {
        create(&NewKey {
            name: "CI".into(),
            limit: None,
            foundation: None,
            expires_at: None,
            pool: None,
        })
        .conclude(Ok(ok(body)))
    };
    let check = |body: &str, expect: Option<(Option<&str>, Option<&str>)>| {
        let got = answer(body).ok().map(|answer| {
            (
                answer.key.map(|key| key.id.0),
                answer.secret.map(|secret| secret.expose().to_owned()),
            )
        });
        let own = |word: Option<&str>| word.map(str::to_owned);
        assert_eq!(
            got,
            expect.map(|(id, value)| (own(id), own(value))),
            "{body}"
        );
    };
    check(
        r#"{"id":"key_1","value":"sk-1"}"#,
        Some((Some("key_1"), Some("sk-1"))),
    );
    check(
        r#"{"id":"key_1","value":null}"#,
        Some((Some("key_1"), None)),
    );
    check(
        r#"{"success":true,"data":{"id":7,"secret":"sk-1"}}"#,
        Some((Some("7"), Some("sk-1"))),
    );
    check(
        r#"{"api_key":{"id":"key_1"},"value":"sk-1"}"#,
        Some((Some("key_1"), Some("sk-1"))),
    );
    check(r#"{"value":"sk-1"}"#, Some((None, Some("sk-1"))));
    check("", Some((None, None)));
    check(r#"{"ok":1}"#, None);
    check(r#"{"success":false,"message":"no"}"#, None);
}

proptest! {
    #[test]
    fn no_answer_panics(body in "\\PC{0,80}") {
        let _ = page(&body);
    }

    #[test]
    fn no_key_shaped_answer_panics(
        name in "id|name|budget|created_at|limit_usd|used_percent|value|subscription|five_hour|pool_ids",
        value in "null|true|-?[0-9]{1,30}(\\.[0-9]{1,12})?|\"\\PC{0,10}\"|\\[1\\]|\\{\\}",
    ) {
        for body in [format!("[{{\"id\":\"a\",\"{name}\":{value}}}]"), format!("{{\"data\":{{\"{name}\":{value}}}}}"), format!("[{{\"id\":1,\"budget\":{{\"{name}\":{value}}}}}]")] {
            let _ = page(&body);
        }
    }
}
