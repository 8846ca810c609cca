//! The JSON that the contract prints for pending charges and for the writes of keys, pools and
//! owners, read by the dialect. The documents are in `tests/fixtures/onekeyllm`.

use headgate::api::body::Body;
use headgate::api::call::{Reply, Write};
use headgate::api::gateway::{Answer, Dialect, ListQuery};
use headgate::domain::access::WhyNot;
use headgate::domain::charge::PendingCharge;
use headgate::domain::ids::{ChargeId, KeyId, PoolId, UserId};
use headgate::domain::money::Amount;
use headgate::domain::page::{Cursor, Page};
use headgate::domain::pool::{NewPool, Owner};
use headgate::domain::time::UnixSeconds;
use serde_json::Value;

const DIALECT: Dialect = Dialect::OneKeyLlm;

const ROTATED: &str = include_str!("../fixtures/onekeyllm/rotated.json");
const ROTATE_REQUEST: &str = include_str!("../fixtures/onekeyllm/rotate_request.json");
const KEY_DELETED: &str = include_str!("../fixtures/onekeyllm/key_deleted.json");
const CHARGE_LIST: &str = include_str!("../fixtures/onekeyllm/charge_list.json");
const CHARGE_TOTALS: &str = include_str!("../fixtures/onekeyllm/charge_totals.json");
const POOL: &str = include_str!("../fixtures/onekeyllm/pool.json");
const POOL_DELETED: &str = include_str!("../fixtures/onekeyllm/pool_deleted.json");
const CREATE_POOL_REQUEST: &str = include_str!("../fixtures/onekeyllm/create_pool_request.json");
const ASSIGNED: &str = include_str!("../fixtures/onekeyllm/assigned.json");
const REMOVED: &str = include_str!("../fixtures/onekeyllm/removed.json");
const OWNER_REMOVED: &str = include_str!("../fixtures/onekeyllm/owner_removed.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn reply(body: &str) -> Reply {
    Reply {
        status: 200,
        body: body.to_owned(),
        ..Reply::default()
    }
}

fn answered(call: &Result<Write<Answer>, WhyNot>, body: &str) -> Answer {
    let write = call.as_ref().expect("the dialect has the call");
    write.conclude(Ok(reply(body))).expect("a yes")
}

/// The body that a call sends.
fn body(call: &Result<Write<Answer>, WhyNot>) -> Option<Value> {
    let request = call.as_ref().expect("the dialect has the call").request();
    request
        .body
        .as_ref()
        .map(Body::drawn)
        .map(|text| json(&text))
}

fn key_id() -> KeyId {
    KeyId("key_01".to_owned())
}

fn pool_id() -> PoolId {
    PoolId("pool_01".to_owned())
}

fn charges(body: &str) -> Page<PendingCharge> {
    let list = DIALECT.pending_charges(&ListQuery::after(None));
    let list = list.expect("the dialect lists charges");
    list.conclude(Ok(reply(body))).expect("a page")
}

/// Rows without their raw views, which must say what the document says.
fn rows(page: &Page<PendingCharge>, document: &str) -> Vec<PendingCharge> {
    let sent = json(document);
    let sent = sent["data"].as_array().expect("rows");
    assert_eq!(page.rows.len(), sent.len());
    let rows = page.rows.iter().zip(sent).map(|(row, sent)| {
        let row = row.read().expect("it makes sense").clone();
        assert_eq!(json(&row.raw), *sent);
        let raw = String::new();
        PendingCharge { raw, ..row }
    });
    rows.collect()
}

fn charge(key: &str, amount: &str) -> PendingCharge {
    PendingCharge {
        id: None,
        kind: None,
        key: Some(KeyId(key.to_owned())),
        key_name: None,
        amount: Amount::from_text(amount),
        count: None,
        status: None,
        model: None,
        request: None,
        created_at: None,
        expires_at: None,
        raw: String::new(),
    }
}

#[test]
fn charges_one_by_one() {
    let page = charges(CHARGE_LIST);
    assert_eq!(page.next, Some(Cursor("chg_02".to_owned())));
    let pending = |id: &str, kind: &str, created_at| PendingCharge {
        id: Some(ChargeId(id.to_owned())),
        kind: Some(kind.to_owned()),
        status: Some("pending".to_owned()),
        created_at: Some(UnixSeconds(created_at)),
        ..charge("key_09", "25.500000000")
    };
    let request = PendingCharge {
        key: Some(key_id()),
        key_name: Some("Claude Prod".to_owned()),
        amount: Amount::from_text("0.012345678"),
        model: Some("gpt-5.4".to_owned()),
        request: Some("req_01".to_owned()),
        expires_at: Some(UnixSeconds(1_711_555_726)),
        ..pending("chg_01", "request", 1_711_555_126)
    };
    // A kind that nobody knows stays as it came; of a deleted key only the id is left.
    let unknown = pending("chg_02", "surcharge", 1_711_555_000);
    assert_eq!(rows(&page, CHARGE_LIST), [request, unknown]);
}

#[test]
fn charges_as_sums() {
    let page = charges(CHARGE_TOTALS);
    assert_eq!(page.next, Some(Cursor("key_09".to_owned())));
    let sum = |key, amount, count| PendingCharge {
        count: Some(count),
        ..charge(key, amount)
    };
    let expect = [
        sum("key_01", "5.000000001", 3),
        sum("key_09", "0.250000000", 1),
    ];
    assert_eq!(rows(&page, CHARGE_TOTALS), expect);
}

#[test]
fn a_rotated_key() {
    let rotate = DIALECT.rotate(&key_id(), 3_600);
    assert_eq!(body(&rotate), Some(json(ROTATE_REQUEST)));
    let answer = answered(&rotate, ROTATED);
    let key = answer.key.expect("the row");
    assert_eq!(key.id, key_id());
    assert_eq!(key.redacted_value.as_deref(), Some("sk-lazytech-...wxyz"));
    assert!(
        !format!("{key:?}").contains("secret-wxyz"),
        "the value stays out of the row"
    );
    let value = answer.secret.expect("the value");
    assert_eq!(value.expose(), "sk-lazytech-secret-wxyz");
    assert_eq!(answer.old_value_ends, Some(UnixSeconds(1_711_563_600)));
    // The repeat after five minutes: the value is null, the rest is there.
    let replayed = answered(
        &rotate,
        &ROTATED.replace(r#""sk-lazytech-secret-wxyz""#, "null"),
    );
    assert!(replayed.secret.is_none() && replayed.key.is_some());
    assert_eq!(replayed.old_value_ends, Some(UnixSeconds(1_711_563_600)));
}

#[test]
fn answers_that_say_no_more_than_yes() {
    for (call, document) in [
        (DIALECT.delete_key(&key_id()), KEY_DELETED),
        (DIALECT.delete_pool(&pool_id()), POOL_DELETED),
        (DIALECT.assign(&pool_id(), &key_id()), ASSIGNED),
        (DIALECT.remove(&pool_id(), &key_id()), REMOVED),
    ] {
        assert_eq!(body(&call), None, "{document}");
        for document in [document, ""] {
            let answer = answered(&call, document);
            let says_more =
                answer.key.is_some() || answer.pool.is_some() || answer.secret.is_some();
            assert!(!says_more, "{document}");
        }
    }
}

#[test]
fn answers_with_the_pool_as_it_is_now() {
    let owner = UserId("user_01".to_owned());
    let new = NewPool {
        name: "Team A".to_owned(),
        owner: Some(owner.clone()),
    };
    let create = DIALECT.create_pool(&new);
    assert_eq!(body(&create), Some(json(CREATE_POOL_REQUEST)));
    let set = DIALECT.set_owner(&pool_id(), &owner);
    let remove = DIALECT.remove_owner(&pool_id());
    let ada = Owner {
        id: Some(owner),
        name: Some("Ada".to_owned()),
    };
    for (call, document, expect) in [
        (create, POOL, Some(ada.clone())),
        (set, POOL, Some(ada)),
        (remove, OWNER_REMOVED, None),
    ] {
        let pool = answered(&call, document).pool.expect("the pool");
        assert_eq!(json(&pool.raw), json(document));
        assert_eq!(
            (pool.id, pool.owner, pool.key_count),
            (pool_id(), expect, Some(3))
        );
        assert!(answered(&call, "").pool.is_none(), "an empty yes is a yes");
    }
}
