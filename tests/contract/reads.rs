//! What the reads of the dialect ask the sandbox, and what they make of its answers: in every
//! form of the query, for both roles, and when a gateway answers oddly.

use headgate::api::error::ApiError;
use headgate::api::gateway::{Dialect, ListQuery};
use headgate::api::recognise::{first_questions, recognise, role};
use headgate::domain::access::Role;
use headgate::domain::budget::Budget;
use headgate::domain::key::Key;
use headgate::domain::page::{Cursor, Page, Row};
use headgate::domain::pool::Pool;
use serde_json::{Value, json};

use crate::gateway::{Exchange, Gateway, POOL};

const DIALECT: Dialect = Dialect::OneKeyLlm;

/// An error in a few words.
pub(crate) fn word(error: &ApiError) -> String {
    let code = |refusal: &headgate::api::error::Refusal| refusal.code.clone().unwrap_or_default();
    match error {
        ApiError::Refused(refusal) => format!("refused {} {}", refusal.status, code(refusal)),
        ApiError::NotAllowed(refusal) => format!("not allowed {}", code(refusal)),
        ApiError::SignedOut(refusal) => format!("signed out {}", code(refusal)),
        other => format!("{other:?}"),
    }
}

/// One page of keys.
pub(crate) async fn page(gateway: &Gateway, query: &ListQuery) -> Result<Page<Key>, ApiError> {
    let read = DIALECT.keys(query).expect("the dialect lists keys");
    gateway.ask(&read).await
}

/// The rows of a page that made sense.
pub(crate) fn read(page: Page<Key>) -> Vec<Key> {
    let rows = page.rows.into_iter().filter_map(|row| match row {
        Row::Read(key) => Some(key),
        Row::Unreadable(_) => None,
    });
    rows.collect()
}

/// The newest keys.
pub(crate) async fn keys(gateway: &Gateway) -> Vec<Key> {
    let page = page(gateway, &ListQuery::newest(None)).await;
    read(page.expect("a page"))
}

/// The one key of this name.
pub(crate) async fn find(gateway: &Gateway, name: &str) -> Key {
    let mut found = keys(gateway).await;
    found.retain(|key| key.name.as_deref() == Some(name));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The last request and what became of it.
pub(crate) fn last(gateway: &Gateway) -> Exchange {
    gateway.exchanges().pop().expect("something was sent")
}

/// The last answer's body.
fn last_json(gateway: &Gateway) -> Value {
    let reply = last(gateway).reply.expect("it was answered");
    serde_json::from_str(&reply.body).expect("the answer is JSON")
}

fn id_of(number: u32) -> String {
    format!("key_{number:08x}")
}

#[tokio::test(start_paused = true)]
async fn every_form_of_the_list_query() {
    let gateway = Gateway::new(250);
    let named = json!({"name": "a&b=c/密 钥?"});
    gateway
        .desk("POST", "/v1/organization/admin_api_keys", named)
        .await;
    let after = |number| Some(Cursor(id_of(number)));
    let query = |limit, after, newest_first, text: Option<&str>| ListQuery {
        limit,
        after,
        newest_first,
        text: text.map(str::to_owned),
        pool: None,
        key: None,
    };
    for (query, target, first, rows, next) in [
        (ListQuery::after(None), "?limit=100", 1, 100, Some(100)),
        (
            ListQuery::newest(None),
            "?limit=100&order=desc",
            251,
            100,
            Some(152),
        ),
        (
            ListQuery::newest(after(152)),
            "?limit=100&after=key_00000098&order=desc",
            151,
            100,
            Some(52),
        ),
        (
            ListQuery::after(after(200)),
            "?limit=100&after=key_000000c8",
            201,
            51,
            None,
        ),
        (
            query(1, None, true, None),
            "?limit=1&order=desc",
            251,
            1,
            Some(251),
        ),
        (
            query(1, after(251), false, None),
            "?limit=1&after=key_000000fb",
            0,
            0,
            None,
        ),
        (
            ListQuery::containing("a&b=c/密 钥?".to_owned()),
            "?limit=100&q=a%26b%3Dc%2F%E5%AF%86%20%E9%92%A5%3F",
            251,
            1,
            None,
        ),
        (
            query(20, after(251), true, Some(&id_of(7))),
            "?limit=20&after=key_000000fb&order=desc&q=key_00000007",
            7,
            1,
            None,
        ),
    ] {
        let page = page(&gateway, &query).await.expect("a page");
        let arrived = last(&gateway).arrived;
        assert_eq!(
            arrived.target,
            format!("/v1/organization/admin_api_keys{target}")
        );
        assert_eq!(
            (arrived.method.as_str(), arrived.body.as_str()),
            ("GET", "")
        );
        assert_eq!(
            page.next,
            next.map(|number| Cursor(id_of(number))),
            "{target}"
        );
        let keys = read(page);
        assert_eq!(keys.len(), rows, "{target}");
        let expect = (first > 0).then(|| id_of(first));
        assert_eq!(keys.first().map(|key| key.id.0.clone()), expect, "{target}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_malformed_cursor_is_a_refusal() {
    let gateway = Gateway::new(3);
    let query = ListQuery::newest(Some(Cursor("elsewhere".to_owned())));
    let said = page(&gateway, &query).await.expect_err("a refusal");
    assert_eq!(word(&said), "refused 400 invalid_cursor");
}

/// A field of JSON as text; null and absent are both nothing.
fn text<'a>(json: &'a Value, name: &str) -> Option<&'a str> {
    json[name].as_str()
}

#[tokio::test(start_paused = true)]
async fn every_row_says_what_its_json_says() {
    let gateway = Gateway::new(100);
    let keys = keys(&gateway).await;
    let sent = last_json(&gateway);
    let sent = sent["data"].as_array().expect("rows");
    assert_eq!(keys.len(), 100);
    for (key, json) in keys.iter().zip(sent) {
        assert_eq!(Some(key.id.as_str()), text(json, "id"));
        assert_eq!(key.name.as_deref(), text(json, "name"));
        assert_eq!(key.redacted_value.as_deref(), text(json, "redacted_value"));
        assert_eq!(Some(key.status.word()), text(json, "status"));
        assert_eq!(key.created_at.map(|at| at.0), json["created_at"].as_i64());
        assert_eq!(
            key.last_used_at.map(|at| at.0),
            json["last_used_at"].as_i64()
        );
        assert_eq!(key.expires_at.map(|at| at.0), json["expires_at"].as_i64());
        assert_eq!(
            key.foundation.as_ref().map(|word| word.0.as_str()),
            text(json, "foundation")
        );
        assert_eq!(
            key.pool.as_ref().map(|pool| pool.as_str()),
            text(json, "pool_id")
        );
        let owner = key.owner.as_ref().and_then(|owner| owner.name.as_deref());
        assert_eq!(owner, text(&json["owner"], "name"));
        assert_eq!(key.budget == Budget::Unlimited, json["budget"].is_null());
        if let Budget::Limited(figures) = &key.budget {
            let amount = |told: &Option<headgate::domain::money::Amount>, name: &str| {
                let spelled = match &json["budget"][name] {
                    Value::Null => return,
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(
                    told.as_ref().map(|amount| &amount.text),
                    Some(&spelled),
                    "{name}"
                );
            };
            amount(&figures.limit, "limit_usd");
            amount(&figures.used, "used_usd");
            amount(&figures.remaining, "remaining_usd");
        }
        assert_eq!(key.subscription.is_some(), !json["subscription"].is_null());
        let raw: Value = serde_json::from_str(&key.raw).expect("the raw view is JSON");
        assert_eq!(raw, *json);
    }
}

#[tokio::test(start_paused = true)]
async fn pools_and_the_own_pool() {
    let gateway = Gateway::new(48);
    let list = |after: Option<&Cursor>| {
        DIALECT
            .pools(&ListQuery::after(after.cloned()))
            .expect("the dialect lists pools")
    };
    let pools = gateway.ask(&list(None)).await.expect("a page");
    assert_eq!(
        last(&gateway).arrived.target,
        "/v1/organization/pools?limit=100"
    );
    let sent = last_json(&gateway);
    let sent = sent["data"].as_array().expect("rows");
    assert_eq!((pools.rows.len(), pools.next.clone()), (sent.len(), None));
    for (row, json) in pools.rows.iter().zip(sent) {
        let pool = row.read().expect("a pool that makes sense");
        assert_eq!(Some(pool.id.as_str()), text(json, "id"));
        assert_eq!(pool.name.as_deref(), text(json, "name"));
        assert_eq!(pool.key_count, json["api_key_count"].as_u64());
        let owner = pool.owner.as_ref().and_then(|owner| owner.name.as_deref());
        assert_eq!(owner, text(&json["owner"], "name"));
    }
    let first = pools
        .rows
        .first()
        .and_then(Row::read)
        .cloned()
        .expect("a pool");
    let rest = gateway.ask(&list(Some(&Cursor(first.id.0.clone())))).await;
    assert_eq!(rest.expect("a page").rows, pools.rows[1..]);
    let target = format!("/v1/organization/pools?limit=100&after={}", first.id);
    assert_eq!(last(&gateway).arrived.target, target);

    let mine = || DIALECT.my_pool().expect("the call exists");
    assert_eq!(
        gateway.ask(&mine()).await,
        Ok(None),
        "none is assigned to this bearer"
    );
    let gateway = gateway.asked_with(POOL);
    let own = gateway.ask(&mine()).await.expect("an answer");
    let own = own.expect("a pool");
    assert_eq!(own.is_default, Some(true), "it is this bearer's default");
    let first = Pool {
        is_default: own.is_default,
        raw: own.raw.clone(),
        ..first
    };
    assert_eq!(own, first);
    assert_eq!(
        last(&gateway).arrived.target,
        "/v1/organization/pools/default"
    );
    let none = json!({"bearer": "pool", "pool_id": null});
    gateway.desk("POST", "/sandbox/default-pool", none).await;
    assert_eq!(gateway.ask(&mine()).await, Ok(None));
}

#[tokio::test(start_paused = true)]
async fn what_each_bearer_may_see() {
    let found = async |gateway: &Gateway| {
        let keys = page(gateway, &ListQuery::newest(None)).await;
        let my_pool = DIALECT.my_pool().expect("the call exists");
        let my_pool = gateway.ask(&my_pool).await;
        role(&keys, &my_pool).map_err(|error| word(&error))
    };
    let gateway = Gateway::new(3);
    assert_eq!(found(&gateway).await, Ok(Role::Organization));
    let gateway = gateway.asked_with(POOL);
    assert_eq!(found(&gateway).await, Ok(Role::Pool));
    let said = page(&gateway, &ListQuery::newest(None))
        .await
        .expect_err("a refusal");
    assert_eq!(word(&said), "not allowed insufficient_permissions");
    let pools = DIALECT
        .pools(&ListQuery::after(None))
        .expect("the dialect lists pools");
    let said = gateway.ask(&pools).await.expect_err("a refusal");
    assert_eq!(word(&said), "not allowed insufficient_permissions");
    let gateway = gateway.asked_with("wrong");
    assert_eq!(
        found(&gateway).await,
        Err("signed out invalid_api_key".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_stranger_is_asked_without_the_key() {
    let gateway = Gateway::new(0);
    let (ping, status) = first_questions();
    let said = (gateway.ask(&ping).await, gateway.ask(&status).await);
    assert_eq!(recognise(&said.0, &said.1), Ok(DIALECT));
    let targets: Vec<_> = gateway
        .exchanges()
        .into_iter()
        .map(|it| it.arrived)
        .collect();
    assert_eq!(
        targets
            .iter()
            .map(|it| it.target.as_str())
            .collect::<Vec<_>>(),
        ["/v1/ping", "/api/status"]
    );
    assert!(
        targets
            .iter()
            .all(|arrived| arrived.header("authorization").is_none())
    );
}
