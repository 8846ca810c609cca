//! Who may do what, and what a pool's and an owner's calls refuse: in the gateway's own words.

use headgate::api::call::Write;
use headgate::api::error::ApiError;
use headgate::api::gateway::{Answer, Dialect, ListQuery};
use headgate::domain::access::{Role, WhyNot};
use headgate::domain::ids::{KeyId, PoolId, UserId};
use headgate::domain::key::NewKey;
use headgate::domain::money::Usd;
use headgate::domain::page::Row;
use headgate::domain::pool::{NewPool, Pool};
use headgate::gate::perform::Transport;
use serde_json::{Value, json};

use crate::gateway::{Gateway, POOL};
use crate::reads::{find, word};

const DIALECT: Dialect = Dialect::OneKeyLlm;
const KEYS: &str = "/v1/organization/admin_api_keys";
const POOLS: &str = "/v1/organization/pools";

type Call = Result<Write<Answer>, WhyNot>;

/// Sends a write past the gate and says what it came to.
async fn said(gateway: &Gateway, call: Call) -> String {
    let write = call.expect("the call exists");
    let reply = gateway.write(write.request()).await;
    let answer = write.conclude(reply);
    answer.map_or_else(|error| word(&error), |_| "done".to_owned())
}

fn new_key() -> NewKey {
    NewKey {
        name: "CI".to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    }
}

fn new_pool(name: &str, owner: Option<&str>) -> NewPool {
    NewPool {
        name: name.to_owned(),
        owner: owner.map(|id| UserId(id.to_owned())),
    }
}

/// Makes something and gives its id.
async fn make(gateway: &Gateway, path: &str, row: Value) -> String {
    let made = gateway.desk("POST", path, row).await;
    made["id"].as_str().expect("an id").to_owned()
}

#[tokio::test(start_paused = true)]
async fn what_pools_and_owners_refuse() {
    let gateway = Gateway::new(3);
    let empty = PoolId(make(&gateway, POOLS, json!({"name": "Empty"})).await);
    let full = PoolId(make(&gateway, POOLS, json!({"name": "Full"})).await);
    let inside = json!({"name": "Inside", "pool_id": full.0});
    let inside = KeyId(make(&gateway, KEYS, inside).await);
    let no_pool = PoolId("pool_000000ff".to_owned());
    let no_key = KeyId("key_000000ff".to_owned());
    let nobody = UserId("user_000000ff".to_owned());
    let default = PoolId("pool_00000001".to_owned());
    for key in crate::reads::keys(&gateway).await {
        if key.pool == Some(default.clone()) {
            let path = format!("{POOLS}/{default}/api_keys/{}", key.id);
            gateway.desk("DELETE", &path, Value::Null).await;
        }
    }
    for (call, expect) in [
        (
            DIALECT.create_pool(&new_pool("Full", None)),
            "refused 409 name_taken",
        ),
        (
            DIALECT.create_pool(&new_pool(" ", None)),
            "refused 400 invalid_name",
        ),
        (
            DIALECT.create_pool(&new_pool("A", Some("user_x"))),
            "refused 404 owner_not_found",
        ),
        (DIALECT.delete_pool(&full), "refused 409 pool_not_empty"),
        (DIALECT.delete_pool(&default), "refused 409 pool_is_default"),
        (DIALECT.delete_pool(&no_pool), "refused 404 pool_not_found"),
        (
            DIALECT.assign(&no_pool, &inside),
            "refused 404 pool_not_found",
        ),
        (DIALECT.assign(&empty, &no_key), "refused 404 key_not_found"),
        (DIALECT.assign(&full, &inside), "done"),
        (
            DIALECT.remove(&empty, &inside),
            "refused 404 key_not_in_pool",
        ),
        (
            DIALECT.remove(&full, &no_key),
            "refused 404 key_not_in_pool",
        ),
        (DIALECT.remove(&full, &inside), "done"),
        (
            DIALECT.remove(&full, &inside),
            "refused 404 key_not_in_pool",
        ),
        (
            DIALECT.set_owner(&empty, &nobody),
            "refused 404 owner_not_found",
        ),
        (
            DIALECT.set_owner(&no_pool, &nobody),
            "refused 404 pool_not_found",
        ),
        (DIALECT.remove_owner(&empty), "done"),
        (DIALECT.remove_owner(&no_pool), "refused 404 pool_not_found"),
        (DIALECT.rotate(&no_key, 0), "refused 404 key_not_found"),
        (
            DIALECT.rotate(&inside, 86_401),
            "refused 400 invalid_parameter",
        ),
        (DIALECT.delete_key(&inside), "done"),
        (DIALECT.delete_key(&inside), "refused 404 key_not_found"),
        (DIALECT.delete_pool(&full), "done"),
        (DIALECT.delete_pool(&full), "refused 404 pool_not_found"),
    ] {
        let target = call.as_ref().map(|write| write.request().target());
        let target = target.unwrap_or_default();
        assert_eq!(said(&gateway, call).await, expect, "{target}");
    }
}

const NOT_ALLOWED: &str = "not allowed insufficient_permissions";
const NOT_OWN: &str = "not allowed not_pool_owner";

#[tokio::test(start_paused = true)]
async fn what_an_operator_of_one_pool_may_do() {
    let gateway = Gateway::new(8);
    let (own, other) = (
        PoolId("pool_00000001".to_owned()),
        PoolId("pool_00000002".to_owned()),
    );
    let mine = json!({"name": "Mine", "limit_usd": "5", "pool_id": own.0});
    let mine = KeyId(make(&gateway, KEYS, mine).await);
    let theirs = json!({"name": "Theirs", "limit_usd": "5", "pool_id": other.0});
    let theirs = KeyId(make(&gateway, KEYS, theirs).await);
    let user = UserId("user_00000001".to_owned());
    let gateway = gateway.asked_with(POOL);
    let one = Usd::from_operator("1").expect("an amount");
    for (call, expect) in [
        (
            DIALECT.create_key(Role::Organization, &new_key()),
            NOT_ALLOWED,
        ),
        (DIALECT.create_key(Role::Pool, &new_key()), "done"),
        (DIALECT.top_up(&theirs, one), NOT_ALLOWED),
        (DIALECT.top_up(&mine, one), "done"),
        (DIALECT.rotate(&theirs, 0), NOT_ALLOWED),
        (DIALECT.rotate(&mine, 0), "done"),
        (DIALECT.delete_key(&theirs), NOT_ALLOWED),
        (DIALECT.create_pool(&new_pool("A", None)), NOT_ALLOWED),
        (DIALECT.delete_pool(&own), NOT_ALLOWED),
        (DIALECT.delete_pool(&other), NOT_ALLOWED),
        (DIALECT.assign(&other, &mine), NOT_OWN),
        (DIALECT.assign(&own, &theirs), NOT_ALLOWED),
        (DIALECT.remove(&other, &theirs), NOT_OWN),
        (DIALECT.set_owner(&own, &user), NOT_ALLOWED),
        (DIALECT.remove_owner(&own), NOT_ALLOWED),
        (DIALECT.delete_key(&mine), "done"),
    ] {
        let target = call.as_ref().map(|write| write.request().target());
        let target = target.unwrap_or_default();
        assert_eq!(said(&gateway, call).await, expect, "{target}");
    }
}

/// The lists of such an operator: only the own pool, and the charges of the keys in it.
#[tokio::test(start_paused = true)]
async fn what_an_operator_of_one_pool_sees() {
    let gateway = Gateway::new(0);
    let sample = json!({"seed": 30, "pools": 6, "charges": 60});
    gateway.desk("POST", "/sandbox/reset", sample).await;
    let own = PoolId("pool_00000001".to_owned());
    let keys = crate::reads::keys(&gateway).await;
    let own_keys: Vec<KeyId> = keys
        .into_iter()
        .filter(|key| key.pool == Some(own.clone()))
        .map(|key| key.id)
        .collect();
    let gateway = gateway.asked_with(POOL);
    let all = ListQuery::newest(None);
    let keys = gateway.ask(&DIALECT.keys(&all).expect("a call")).await;
    assert_eq!(
        keys.map_err(|error| word(&error)).err().as_deref(),
        Some(NOT_ALLOWED)
    );
    let pools = gateway.ask(&DIALECT.pools(&all).expect("a call")).await;
    assert_eq!(
        pools.map_err(|error| word(&error)).err().as_deref(),
        Some(NOT_ALLOWED)
    );
    let charges = gateway
        .ask(&DIALECT.pending_charges(&all).expect("a call"))
        .await;
    let charges = charges.expect("charges are allowed").rows;
    assert!(!charges.is_empty());
    for charge in charges.iter().filter_map(Row::read) {
        let key = charge.key.as_ref().expect("each names its key");
        assert!(own_keys.contains(key), "{key} is in the own pool");
    }
    let none = json!({"bearer": "pool", "pool_id": null});
    gateway.desk("POST", "/sandbox/default-pool", none).await;
    let charges = gateway
        .ask(&DIALECT.pending_charges(&all).expect("a call"))
        .await;
    let Err(ApiError::Refused(refusal)) = charges else {
        panic!("there is no pool whose charges it could see: {charges:?}");
    };
    assert_eq!(refusal.code.as_deref(), Some("default_pool_not_assigned"));
}

/// What reading shows after each call that changes a pool.
#[tokio::test(start_paused = true)]
async fn a_pool_and_its_members() {
    let gateway = Gateway::new(0);
    let call = async |call: Call| assert_eq!(said(&gateway, call).await, "done");
    let pool = async |name: &str| {
        let read = DIALECT.pools(&ListQuery::newest(None)).expect("a call");
        let page = gateway.ask(&read).await.expect("a page");
        let mut rows = page.rows.iter().filter_map(Row::read);
        rows.find(|pool| pool.name.as_deref() == Some(name))
            .cloned()
    };
    let shown = |pool: &Pool| {
        let owner = pool.owner.as_ref().and_then(|owner| owner.id.clone());
        (pool.key_count, owner.map(|id| id.0))
    };
    let owner = |number: u32| UserId(format!("user_0000000{number}"));
    call(DIALECT.create_pool(&new_pool("A", Some("user_00000001")))).await;
    call(DIALECT.create_pool(&new_pool("B", None))).await;
    let (a, b) = (pool("A").await.expect("A"), pool("B").await.expect("B"));
    assert_eq!(shown(&a), (Some(0), Some("user_00000001".to_owned())));
    assert_eq!(shown(&b), (Some(0), None));
    let key = KeyId(make(&gateway, KEYS, json!({"name": "CI"})).await);
    for (change, place, in_a, in_b) in [
        (DIALECT.assign(&a.id, &key), Some(&a.id), 1, 0),
        (DIALECT.assign(&b.id, &key), Some(&b.id), 0, 1),
        (DIALECT.assign(&b.id, &key), Some(&b.id), 0, 1),
        (DIALECT.remove(&b.id, &key), None, 0, 0),
    ] {
        call(change).await;
        assert_eq!(find(&gateway, "CI").await.pool.as_ref(), place);
        let counts =
            [pool("A").await, pool("B").await].map(|pool| pool.and_then(|it| it.key_count));
        assert_eq!(counts, [Some(in_a), Some(in_b)]);
    }
    call(DIALECT.set_owner(&a.id, &owner(2))).await;
    let now = pool("A").await.map(|pool| shown(&pool).1);
    assert_eq!(now, Some(Some(owner(2).0)));
    call(DIALECT.remove_owner(&a.id)).await;
    assert_eq!(pool("A").await.map(|pool| shown(&pool).1), Some(None));
    call(DIALECT.delete_pool(&a.id)).await;
    assert_eq!(pool("A").await, None);
}
