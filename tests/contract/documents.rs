//! The JSON that the contract prints, read by the dialect, and the bodies that it asks for,
//! compared as values. The documents are in `tests/fixtures/onekeyllm`.

use headgate::api::body::Body;
use headgate::api::call::{Read, Reply, Request, Write};
use headgate::api::error::{ApiError, Refusal};
use headgate::api::gateway::{Answer, Dialect, ListQuery};
use headgate::api::recognise::first_questions;
use headgate::domain::access::{Role, WhyNot};
use headgate::domain::budget::{Budget, Figures, Subscription, Window};
use headgate::domain::ids::{KeyId, PoolId, UserId};
use headgate::domain::key::{Foundation, Key, KeyStatus, NewKey};
use headgate::domain::money::{Amount, Usd};
use headgate::domain::page::{Cursor, Page, Row};
use headgate::domain::percent::Percent;
use headgate::domain::pool::{Owner, Pool};
use headgate::domain::time::UnixSeconds;
use serde_json::Value;

const DIALECT: Dialect = Dialect::OneKeyLlm;

const KEY: &str = include_str!("../fixtures/onekeyllm/key.json");
const KEY_LIST: &str = include_str!("../fixtures/onekeyllm/key_list.json");
const POOL: &str = include_str!("../fixtures/onekeyllm/pool.json");
const USAGE: &str = include_str!("../fixtures/onekeyllm/usage.json");
const ERROR: &str = include_str!("../fixtures/onekeyllm/error.json");
const NO_DEFAULT_POOL: &str = include_str!("../fixtures/onekeyllm/no_default_pool.json");
const CREATED: &str = include_str!("../fixtures/onekeyllm/created.json");
const CREATE_REQUEST: &str = include_str!("../fixtures/onekeyllm/create_request.json");
const TOPPED_UP: &str = include_str!("../fixtures/onekeyllm/topped_up.json");
const TOP_UP_REQUEST: &str = include_str!("../fixtures/onekeyllm/top_up_request.json");

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        body: body.to_owned(),
        ..Reply::default()
    }
}

fn read<T>(call: Result<T, WhyNot>) -> T {
    call.expect("the dialect has the call")
}

/// What a list of keys says when its body is `body`.
fn listed(body: &str) -> Page<Key> {
    let list = read(DIALECT.keys(&ListQuery::newest(None)));
    list.conclude(Ok(reply(200, body))).expect("a page")
}

fn only(page: Page<Key>) -> Key {
    match page.rows.as_slice() {
        [Row::Read(key)] => key.clone(),
        other => panic!("one row that makes sense, not {other:?}"),
    }
}

fn usd(text: &str) -> Usd {
    Usd::from_operator(text).expect("an amount")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn figures(limit: &str, used: &str, remaining: &str, percents: [&str; 2]) -> Budget {
    let [used_percent, remaining_percent] = percents.map(Percent::from_text);
    Budget::Limited(Figures {
        limit: Amount::from_text(limit),
        used: Amount::from_text(used),
        remaining: Amount::from_text(remaining),
        used_percent,
        remaining_percent,
    })
}

/// The key of contract section 5.3, but for its raw view.
fn claude_prod() -> Key {
    let window = |used, resets_at| Window {
        used: Percent::from_text(used),
        resets_at: Some(UnixSeconds(resets_at)),
    };
    Key {
        id: KeyId("key_01".to_owned()),
        name: Some("Claude Prod".to_owned()),
        redacted_value: Some("sk-lazytech-...abcd".to_owned()),
        created_at: Some(UnixSeconds(1_711_471_533)),
        last_used_at: Some(UnixSeconds(1_711_555_126)),
        expires_at: None,
        status: KeyStatus::Active,
        foundation: Some(Foundation("all".to_owned())),
        pool: Some(PoolId("pool_01".to_owned())),
        owner: Some(ada()),
        budget: figures(
            "50200.000000000",
            "751.154232800",
            "49448.845767200",
            ["1.5", "98.5"],
        ),
        subscription: Some(Subscription {
            product: Some("prod_01".to_owned()),
            five_hour: Some(window("40", 1_711_489_533)),
            weekly: Some(window("12", 1_711_976_400)),
        }),
        raw: String::new(),
    }
}

fn ada() -> Owner {
    Owner {
        id: Some(UserId("user_01".to_owned())),
        name: Some("Ada".to_owned()),
    }
}

/// A key without its raw view, which must say what the document says.
fn without_raw(key: Key, document: &Value) -> Key {
    assert_eq!(json(&key.raw), *document);
    Key {
        raw: String::new(),
        ..key
    }
}

#[test]
fn the_key_in_every_envelope() {
    let document = json(KEY);
    for body in [
        format!(
            r#"{{"object":"list","data":[{KEY}],"first_id":"key_01","last_id":"key_01","has_more":false}}"#
        ),
        format!("[{KEY}]"),
        format!(r#"{{"data":{{"keys":[{KEY}]}}}}"#),
        format!(r#"{{"api_keys":[{KEY}],"total":1}}"#),
        format!(r#"{{"success":true,"data":[{KEY}]}}"#),
        format!(r#"{{"code":0,"message":"","data":{{"items":[{KEY}]}}}}"#),
    ] {
        let page = listed(&body);
        assert_eq!(page.next, None, "{body}");
        assert_eq!(without_raw(only(page), &document), claude_prod(), "{body}");
    }
}

#[test]
fn the_older_and_the_newer_form_of_a_budget() {
    let both = only(listed(&format!("[{USAGE}]")));
    assert_eq!(both.budget, claude_prod().budget);
    let keep = |kept: fn(&str) -> bool| {
        let mut document = json(USAGE);
        let budget = document["budget"].as_object_mut().expect("a budget");
        budget.retain(|name, _| kept(name));
        only(listed(&format!("[{document}]"))).budget
    };
    let older = keep(|name| name.ends_with("_usd"));
    assert_eq!(older.limit(), both.budget.limit());
    let newer = keep(|name| name.ends_with("_percent"));
    let Budget::Limited(newer) = newer else {
        panic!("percentages are a budget: {newer:?}");
    };
    assert_eq!(
        (newer.limit, newer.used_percent),
        (None, Percent::from_text("1.5"))
    );
}

#[test]
fn a_page_of_two_goes_on_after_the_last() {
    let page = listed(KEY_LIST);
    assert_eq!(page.next, Some(Cursor("key_02".to_owned())));
    let [Row::Read(first), Row::Read(second)] = page.rows.as_slice() else {
        panic!("two rows that make sense");
    };
    assert_eq!(first.budget, claude_prod().budget);
    assert_eq!(
        (first.owner.clone(), first.subscription.clone()),
        (None, None)
    );
    assert_eq!(
        (second.budget.clone(), second.pool.clone()),
        (Budget::Unlimited, None)
    );
    assert_eq!(
        (second.status.clone(), second.expires_at),
        (KeyStatus::Disabled, Some(UnixSeconds(1_735_689_600)))
    );
}

#[test]
fn secrets_in_what_cannot_be_read_are_hidden() {
    let leak = r#"{"name":["x"],"client_secret":"canary-1","more":{"accessToken":"canary-2","value":"canary-3"}}"#;
    let page = listed(&format!("[{leak}]"));
    let shown = format!("{:?}", page.rows);
    assert!(
        shown.contains("‹hidden›") && !shown.contains("canary"),
        "{shown}"
    );
    let mine = read(DIALECT.my_pool()).conclude(Ok(reply(200, leak)));
    let Err(ApiError::Unreadable { excerpt, .. }) = mine else {
        panic!("a pool without an id cannot be read: {mine:?}");
    };
    assert!(
        excerpt.contains("‹hidden›") && !excerpt.contains("canary"),
        "{excerpt}"
    );
}

#[test]
fn pools() {
    let team = Pool {
        id: PoolId("pool_01".to_owned()),
        name: Some("Team A".to_owned()),
        created_at: Some(UnixSeconds(1_711_471_533)),
        is_default: Some(false),
        key_count: Some(3),
        owner: Some(ada()),
        raw: String::new(),
    };
    let mine = read(DIALECT.my_pool());
    for body in [
        POOL.to_owned(),
        format!(r#"{{"pool":{POOL}}}"#),
        format!(r#"{{"success":true,"data":{POOL}}}"#),
    ] {
        let read = mine.conclude(Ok(reply(200, &body)));
        let pool = read.expect("an answer").expect("a pool");
        assert_eq!(json(&pool.raw), json(POOL), "{body}");
        let raw = String::new();
        assert_eq!(Pool { raw, ..pool }, team, "{body}");
    }
    assert_eq!(mine.conclude(Ok(reply(404, NO_DEFAULT_POOL))), Ok(None));
    let said = mine.conclude(Ok(reply(404, ERROR)));
    assert!(matches!(said, Err(ApiError::Refused(_))), "{said:?}");
    let list = read(DIALECT.pools(&ListQuery::after(None)));
    let page = list.conclude(Ok(reply(
        200,
        &format!(r#"{{"object":"list","data":[{POOL}],"has_more":false}}"#),
    )));
    let page = page.expect("a page");
    assert_eq!(page.next, None);
    let pools = page.rows.into_iter().map(|row| match row {
        Row::Read(pool) => Pool {
            raw: String::new(),
            ..pool
        },
        Row::Unreadable(row) => panic!("{row:?}"),
    });
    assert_eq!(pools.collect::<Vec<_>>(), [team]);
}

#[test]
fn a_refusal_in_the_contracts_envelope() {
    let refusal = |status| Refusal {
        status,
        code: Some("key_not_found".to_owned()),
        param: Some("id".to_owned()),
        message: "No API key with id key_x.".to_owned(),
        request_id: None,
    };
    let top_up = read(DIALECT.top_up(&KeyId("key_x".to_owned()), usd("0.000000001")));
    let list = read(DIALECT.keys(&ListQuery::newest(None)));
    for (status, expect) in [
        (400, ApiError::Refused(refusal(400))),
        (401, ApiError::SignedOut(refusal(401))),
        (403, ApiError::NotAllowed(refusal(403))),
        (404, ApiError::Refused(refusal(404))),
        (409, ApiError::Refused(refusal(409))),
        (429, ApiError::Limited { retry_after: None }),
        (502, ApiError::Refused(refusal(502))),
        (503, ApiError::Refused(refusal(503))),
    ] {
        let said = top_up.conclude(Ok(reply(status, ERROR))).map(|_| ());
        assert_eq!(said, Err(expect.clone()));
        assert_eq!(list.conclude(Ok(reply(status, ERROR))), Err(expect));
    }
}

fn answered(write: &Write<Answer>, body: &str) -> Answer {
    write.conclude(Ok(reply(200, body))).expect("an answer")
}

fn ci() -> NewKey {
    NewKey {
        name: "CI".to_owned(),
        limit: Usd::from_operator("100").ok(),
        foundation: Some(Foundation("all".to_owned())),
        expires_at: Some(UnixSeconds(1_735_689_600)),
        pool: Some(PoolId("pool_01".to_owned())),
    }
}

#[test]
fn a_created_key_and_its_value() {
    let create = read(DIALECT.create_key(Role::Organization, &ci()));
    let answer = answered(&create, CREATED);
    assert_eq!(
        answer
            .secret
            .map(|value| value.expose().to_owned())
            .as_deref(),
        Some("sk-lazytech-secret-wxyz")
    );
    let key = answer.key.expect("the row");
    assert_eq!(key.id.as_str(), "key_03");
    assert_eq!(key.budget.limit(), Usd::from_operator("100").ok());
    assert!(
        !format!("{key:?}").contains("secret-wxyz"),
        "the value stays out of the row"
    );
    let replayed = CREATED.replace(r#""sk-lazytech-secret-wxyz""#, "null");
    assert!(answered(&create, &replayed).secret.is_none());
}

#[test]
fn a_raised_key() {
    let top_up = read(DIALECT.top_up(&KeyId("key_01".to_owned()), usd("25.5")));
    let answer = answered(&top_up, TOPPED_UP);
    assert!(answer.secret.is_none());
    let expect = figures(
        "50225.500000000",
        "751.154232800",
        "49474.345767200",
        ["1.4", "98.6"],
    );
    assert_eq!(answer.key.map(|key| key.budget), Some(expect));
}

/// A request's method, target and body as they would travel.
fn travels(request: &Request) -> (&'static str, String, Value) {
    let body = request
        .body
        .as_ref()
        .map_or(Value::Null, |body| json(&Body::drawn(body)));
    (request.method.word(), request.target(), body)
}

#[test]
fn the_requests_that_the_contract_names() {
    const KEYS: &str = "/v1/organization/admin_api_keys";
    let create = |role, new: &NewKey| travels(read(DIALECT.create_key(role, new)).request());
    let asked = json(CREATE_REQUEST);
    assert_eq!(
        create(Role::Organization, &ci()),
        ("POST", KEYS.to_owned(), asked.clone())
    );
    let mut without_pool = asked;
    without_pool
        .as_object_mut()
        .expect("an object")
        .remove("pool_id");
    let mine = "/v1/organization/my/admin_api_keys".to_owned();
    assert_eq!(create(Role::Pool, &ci()), ("POST", mine, without_pool));
    let top_up = read(DIALECT.top_up(&KeyId("key_01".to_owned()), usd("25.5")));
    let raise = format!("{KEYS}/key_01/topup");
    assert_eq!(
        travels(top_up.request()),
        ("POST", raise, json(TOP_UP_REQUEST))
    );
}

#[test]
fn a_sign_of_life_is_any_answer_but_a_web_page() {
    let (ping, _): (Read<()>, _) = first_questions();
    for body in ["", "pong", r#"{"object":"ping"}"#] {
        assert_eq!(ping.conclude(Ok(reply(200, body))), Ok(()), "{body}");
    }
    let page = ping.conclude(Ok(reply(200, "<!doctype html>")));
    assert!(matches!(page, Err(ApiError::Unreadable { .. })), "{page:?}");
}
