//! The dialect as a whole: how it is recognised, what its lists ask for.

use super::ONE_KEY_LLM;
use crate::call::{ApiError, Refusal, Reply, Unreachable};
use crate::domain::ids::id;
use crate::schema::Query;

#[test]
fn what_is_a_gateway() {
    let check = |status, body: &str, expect| {
        let reply = Reply {
            status,
            body: body.to_owned(),
            ..Reply::default()
        };
        assert_eq!((ONE_KEY_LLM.recognise)(&[Some(&reply)]), expect, "{body}");
    };
    check(200, r#"{"object":"pong"}"#, true);
    check(204, "", true);
    check(200, "pong", true);
    check(200, "\n <!doctype html>", false);
    check(404, r#"{"error":{}}"#, false);
    assert!(!(ONE_KEY_LLM.recognise)(&[None]));
}

/// A gateway may lack the capacity of accounts, and refuses it in one of three ways (contract 5.9).
#[test]
fn what_a_gateway_may_lack() {
    let refusal = |status| Refusal {
        status,
        ..Refusal::default()
    };
    let check = |error: ApiError, expect: bool| {
        let absent = ["capacity", "codex-accounts"].map(|list| {
            let resource = ONE_KEY_LLM.resource(list).expect("it is listed");
            resource.absent(&error).is_some()
        });
        assert_eq!(absent, [expect, false], "{error:?}");
    };
    check(ApiError::SignedOut(refusal(401)), true);
    check(ApiError::NotAllowed(refusal(403)), true);
    check(ApiError::Refused(refusal(404)), true);
    check(ApiError::Refused(refusal(400)), false);
    check(ApiError::Limited { retry_after: None }, false);
    check(ApiError::Unreachable(Unreachable::ServerError(500)), false);
    check(ApiError::Proxy, false);
}

#[test]
fn how_lists_are_asked_for() {
    let by = |facet, value: &str| Query {
        by: vec![(id(facet), value.to_owned())],
        ..Query::oldest()
    };
    let next = Query {
        after: Some("key/9".into()),
        ..Query::newest()
    };
    let page = Query {
        after: Some(Query::cursor_of_page(3)),
        ..Query::oldest()
    };
    let containing = Query::containing("a b");
    let (oldest, newest) = (Query::oldest(), Query::newest());
    for (list, query, expect) in [
        ("keys", oldest, "admin_api_keys?limit=100"),
        (
            "keys",
            next,
            "admin_api_keys?limit=100&after=key%2F9&order=desc",
        ),
        ("keys", page, "admin_api_keys?limit=100&page=3"),
        ("keys", containing, "admin_api_keys?limit=100&q=a%20b"),
        (
            "keys",
            by("pool", "p&1"),
            "admin_api_keys?limit=100&pool_id=p%261",
        ),
        ("keys", by("status", "active"), "admin_api_keys?limit=100"),
        ("pools", newest.clone(), "pools?limit=100&order=desc"),
        ("my-pool", newest.clone(), "pools/default"),
        // The oldest charges are the ones to look at, so they are always asked for first.
        (
            "charges",
            newest.clone(),
            "admin_api_keys/pending_charges?limit=100",
        ),
        (
            "charges",
            by("key", "k"),
            "admin_api_keys/pending_charges?limit=100&api_key_id=k",
        ),
        ("upstreams", newest, "upstreams?limit=100&order=desc"),
    ] {
        let resource = ONE_KEY_LLM.resource(list).expect("it is listed");
        let request = (resource.list)(&query).request(None).expect("an address");
        assert_eq!(request.target, format!("/v1/organization/{expect}"));
    }
}
