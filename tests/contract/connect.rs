//! How a gateway and the signed-in account are recognised, and what an operator of one pool sees.

use headgate::call::{ApiError, Refusal, Request};
use headgate::dialects::ALL;
use headgate::gate::Transport;
use headgate::records::{Effect, Page, classify};
use headgate::schema::{Field, Listed, Query, Record, Ref, Resource};
use serde_json::json;

use crate::gateway::{ADMIN, DIALECT, Gateway, POOL};

fn resource(id: &str) -> &'static Resource {
    DIALECT.resource(id).expect("it is listed")
}

#[tokio::test(start_paused = true)]
async fn a_stranger_is_asked_without_the_key() {
    let gateway = Gateway::of(0, 0, 0, 0);
    for dialect in ALL {
        let mut replies = Vec::new();
        for probe in dialect.probes {
            let request = Request::anonymous(probe);
            let attempt = gateway.read(&request).await;
            replies.push(classify(Effect::Read, request.path(), attempt).ok());
        }
        let replies: Vec<_> = replies.iter().map(Option::as_ref).collect();
        let is_it = (dialect.recognise)(&replies);
        assert_eq!(is_it, dialect.id == DIALECT.id, "{dialect:?}");
    }
    let exchanges = gateway.exchanges();
    assert!(!exchanges.is_empty(), "the gateway is asked");
    for exchange in exchanges {
        assert_eq!(exchange.arrived.header("authorization"), None);
    }
}

/// Reads each list of the dialect with a bearer, and identifies the account.
async fn who(bearer: &str) -> Result<Record, ApiError> {
    let gateway = Gateway::of(3, 3, 3, 3).asked_with(bearer);
    let mut found = Vec::new();
    for list in DIALECT.who.lists {
        let page = gateway.page(resource(list), &Query::oldest()).await;
        let listed = page.map(|page| Listed {
            rows: page.rows().map(|row| row.record.clone()).collect(),
            total: page.total,
        });
        found.push((*list, listed));
    }
    (DIALECT.who.record)(&|list| {
        let known = found.iter().find(|(known, _)| *known == list);
        known.map(|(_, rows)| rows)
    })
}

#[tokio::test(start_paused = true)]
async fn who_is_signed_in() {
    let check = |who: Result<Record, ApiError>, role: &str, pool: Option<&str>, home: &str| {
        let who = who.expect("it is known");
        assert_eq!(who.text(&Field::new("role")), role);
        let own = who.get(&Field::<Ref>::new("own_pool"));
        assert_eq!(own.and_then(|own| own.name.as_deref()), pool);
        assert_eq!((DIALECT.who.home)(&who), home);
    };
    check(who(ADMIN).await, "organization", None, "keys");
    check(who(POOL).await, "pool", Some("Platform"), "my-pool");
    let wrong = who("wrong").await;
    assert!(matches!(wrong, Err(ApiError::SignedOut(_))), "{wrong:?}");
}

async fn charges(gateway: &Gateway) -> Result<Page, ApiError> {
    gateway.page(resource("charges"), &Query::newest()).await
}

/// The lists of an operator of one pool: the own pool, and the charges of its keys.
#[tokio::test(start_paused = true)]
async fn what_an_operator_of_one_pool_sees() {
    let gateway = Gateway::of(30, 6, 60, 12);
    let pool: Field<Ref> = Field::new("pool");
    let keys = gateway.page(resource("keys"), &Query::newest()).await;
    let keys = keys.expect("a page");
    let is_own = |pool: &Ref| {
        pool.id
            .as_ref()
            .is_some_and(|id| id.as_str() == "pool_00000001")
    };
    let own = keys
        .rows()
        .filter(|row| row.record.get(&pool).is_some_and(is_own));
    let own: Vec<&str> = own.map(|row| row.id.as_str()).collect();
    let gateway = gateway.asked_with(POOL);
    for list in DIALECT.resources {
        let listed = gateway.page(list, &Query::newest()).await;
        let hidden = (list.not_listed)(&who(POOL).await.expect("it is known")).is_some();
        let refused = matches!(listed, Err(ApiError::NotAllowed(_)));
        assert_eq!(refused, hidden, "{list:?}: what is refused is not offered");
    }
    let page = charges(&gateway).await.expect("charges are allowed");
    assert!(page.rows().count() > 0);
    for charge in page.rows() {
        let key = charge.record.get(&Field::<Ref>::new("key"));
        let key = key
            .and_then(|key| key.id.as_ref())
            .expect("it names its key");
        assert!(own.contains(&key.as_str()), "{key} is in the own pool");
    }
    let none = json!({"bearer": "pool", "pool_id": null});
    gateway.call("POST", "/sandbox/default-pool", none).await;
    let mine = gateway.page(resource("my-pool"), &Query::newest()).await;
    assert_eq!(mine, Ok(Page::default()), "no pool is assigned");
    let Err(ApiError::Refused(Refusal { code, .. })) = charges(&gateway).await else {
        panic!("there is no pool whose charges it could see");
    };
    let refusals = resource("charges").refusals;
    let is_known = refusals
        .iter()
        .any(|(known, _)| code.as_deref() == Some(*known));
    assert!(is_known, "{code:?}");
}

#[tokio::test(start_paused = true)]
async fn a_malformed_cursor_is_a_refusal() {
    let gateway = Gateway::of(3, 3, 3, 3);
    let query = Query {
        after: Some("elsewhere".to_owned()),
        ..Query::newest()
    };
    let said = gateway.page(resource("keys"), &query).await;
    let Err(ApiError::Refused(refusal)) = said else {
        panic!("{said:?}");
    };
    assert_eq!(refusal.code.as_deref(), Some("invalid_cursor"));
}
