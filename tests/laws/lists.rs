//! Every list of the catalogue, read page by page, contains what the gateway sent: each row once
//! and in order, whatever its length and oddities. No secret is kept.

use headgate::records::Listing;
use headgate::schema::{Field, Paging, Query, Resource};
use serde_json::Value as Json;

use crate::cases::now;
use crate::field_values::assert_field;
use crate::gateway::{ADMIN, DIALECT, Gateway, POOL};

/// Faults that make a list unreadable.
const UNREADABLE: [&str; 19] = [
    "latency=40000",
    "latency-after=40000",
    "refuse",
    "string-error",
    "detail-array",
    "success-false",
    "unauthorized",
    "proxy-sign-in",
    "forbidden",
    "rate-limited",
    "rate-limited-bare",
    "server-error",
    "server-error-after",
    "bad-gateway-html",
    "bad-gateway-after",
    "empty-204",
    "body-cut",
    "drop-before",
    "drop-after",
];

/// Reads a list to its end with this page size.
async fn read(gateway: &Gateway, resource: &Resource, limit: usize) -> Listing {
    read_on(gateway, resource, limit, Listing::default()).await
}

async fn read_on(
    gateway: &Gateway,
    resource: &Resource,
    limit: usize,
    mut listing: Listing,
) -> Listing {
    while listing.has_more() {
        let query = Query {
            limit,
            after: listing.cursor().map(str::to_owned),
            ..Query::newest()
        };
        let page = gateway.page(resource, &query).await;
        listing = listing.with(page.expect("a page"));
    }
    listing
}

/// Returns the rows that the gateway sent for the list, in its order, with the contract's names.
fn sent(gateway: &Gateway) -> Vec<Json> {
    let bodies = gateway.exchanges().into_iter().map(|exchange| {
        let reply = exchange.reply.expect("it was answered");
        serde_json::from_str::<Json>(&reply.body).expect("JSON")
    });
    let rows = bodies.flat_map(|body| match snake(body) {
        Json::Array(rows) => rows,
        body if body["id"].is_string() => vec![body],
        mut body => {
            let inner = match body["data"].is_object() {
                true => body["data"].take(),
                false => body,
            };
            let fields = inner.as_object().into_iter().flatten();
            let arrays = fields.filter_map(|(_, field)| field.as_array());
            arrays.flatten().cloned().collect()
        }
    });
    rows.collect()
}

/// Renames fields such as `lastUsedAt` to `last_used_at`.
fn snake(json: Json) -> Json {
    match json {
        Json::Array(items) => items.into_iter().map(snake).collect(),
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(name, field)| {
                let letters = name.chars().flat_map(|letter| {
                    let line = letter.is_ascii_uppercase().then_some('_');
                    line.into_iter().chain([letter.to_ascii_lowercase()])
                });
                (letters.collect(), snake(field))
            });
            Json::Object(fields.collect())
        }
        other => other,
    }
}

/// Returns the id that identifies a row of a list.
fn id_of(resource: &Resource, row: &Json) -> Option<String> {
    let mut ids = resource.ids.iter();
    ids.find_map(|name| row.get(*name)?.as_str().map(str::to_owned))
}

/// Compares a list with what was sent for it: each row once, in order, including unreadable ones;
/// each field has the value of its JSON; nothing secret is in it.
fn holds_what_was_sent(resource: &Resource, listing: &Listing, sent: &[Json], case: &str) {
    let lines = listing.lines();
    assert_eq!(lines.len(), sent.len(), "{case}");
    for (listed, sent) in lines.iter().zip(sent) {
        let id = id_of(resource, sent);
        let Some(row) = listed.line.row() else {
            assert_eq!(id, None, "{case}: {sent} can be read");
            continue;
        };
        assert_eq!(Some(row.id.as_str()), id.as_deref(), "{case}");
        for field in resource.fields {
            assert_field(
                field,
                field.value(&row.record),
                sent,
                &format!("{case}: {sent}"),
            );
        }
        let raw: Json = serde_json::from_str(&row.raw).expect("the raw view is JSON");
        assert_eq!(
            without_secrets(&snake(raw)),
            without_secrets(sent),
            "{case}"
        );
        let kept = format!("{row:?}");
        assert!(!kept.contains("canary"), "{case}: {kept}");
        if let Some(made) = resource.made {
            let made: Field<headgate::domain::time::UnixSeconds> = Field::new(made);
            assert!(
                row.record.get(&made).is_none_or(|made| *made <= now()),
                "{case}"
            );
        }
    }
    assert!(!format!("{listing:?}").contains("canary"), "{case}");
}

/// Returns JSON without what either side may have removed.
fn without_secrets(json: &Json) -> Json {
    match json {
        Json::Object(fields) => {
            let shown = |text: &Json| {
                let text = text.as_str().unwrap_or_default();
                !text.starts_with("canary") && text != "‹hidden›"
            };
            let fields = fields.iter().filter(|(_, field)| shown(field));
            let fields = fields.map(|(name, field)| (name.clone(), without_secrets(field)));
            Json::Object(fields.collect())
        }
        Json::Array(items) => items.iter().map(without_secrets).collect(),
        other => other.clone(),
    }
}

/// Numbers of rows of each kind, and page sizes.
const LENGTHS: [(u32, usize); 9] = [
    (0, 20),
    (1, 20),
    (20, 20),
    (21, 20),
    (45, 7),
    (0, 100),
    (100, 100),
    (101, 100),
    (250, 100),
];

/// Returns a gateway with a bearer that sees this list, and no requests yet: a single-row resource
/// belongs to an operator of one pool.
fn asked(gateway: Gateway, resource: &Resource) -> Gateway {
    gateway.forget_exchanges();
    gateway.asked_with(match resource.paging {
        Paging::One => POOL,
        _ => ADMIN,
    })
}

/// Returns how many rows of this resource a sample of this size has.
fn held(resource: &Resource, rows: u32) -> usize {
    match resource.paging {
        Paging::One => rows.min(1) as usize,
        _ => rows as usize * kinds(resource),
    }
}

/// Returns how many kinds of sample rows a list has: one lists the accounts of both providers.
pub(crate) fn kinds(resource: &Resource) -> usize {
    match resource.id {
        "capacity" => 2,
        _ => 1,
    }
}

#[tokio::test(start_paused = true)]
async fn lists_of_every_length() {
    for (rows, limit) in LENGTHS {
        let mut gateway = Gateway::of(rows, rows, rows, rows);
        for resource in DIALECT.resources {
            let case = format!("{rows} {} by {limit}", resource.id);
            gateway = asked(gateway, resource);
            let listing = read(&gateway, resource, limit).await;
            let sent = sent(&gateway);
            assert!(listing.is_whole(), "{case}");
            assert_eq!(sent.len(), held(resource, rows), "{case}");
            holds_what_was_sent(resource, &listing, &sent, &case);
            let pages = held(resource, rows).div_ceil(limit).max(1);
            assert_eq!(gateway.exchanges().len(), pages, "{case}: no page too many");
        }
    }
}

/// With every oddity of the sandbox a list is either reported as unreadable, or complete.
#[tokio::test(start_paused = true)]
async fn lists_that_are_told_oddly() {
    for fault in Gateway::of(0, 0, 0, 0).faults().await {
        let mut gateway = Gateway::of(120, 120, 120, 120);
        gateway.arm(&fault, "read").await;
        for resource in DIALECT.resources {
            let case = format!("{} under {fault}", resource.id);
            gateway = asked(gateway, resource);
            let first = gateway.page(resource, &Query::newest()).await;
            gateway.forget_exchanges();
            if let Err(error) = first {
                assert!(!format!("{error:?}").contains("canary"), "{case}");
                // An account without a pool is refused in the same way, which is no failure.
                assert!(
                    fault == "not-offered" || UNREADABLE.contains(&fault.as_str()),
                    "{case}: {error:?}"
                );
                continue;
            }
            assert!(!UNREADABLE.contains(&fault.as_str()), "{case}");
            let listing = read(&gateway, resource, 100).await;
            holds_what_was_sent(resource, &listing, &sent(&gateway), &case);
        }
    }
}

/// Between two pages somebody deletes the row that the cursor names.
#[tokio::test(start_paused = true)]
async fn the_row_of_the_cursor_may_go_between_pages() {
    for resource in DIALECT.resources {
        if resource.paging != Paging::Cursor {
            continue;
        }
        let gateway = Gateway::of(45, 45, 45, 45);
        let query = Query {
            limit: 20,
            ..Query::newest()
        };
        let page = gateway.page(resource, &query).await.expect("a page");
        let listing = Listing::default().with(page);
        let cursor = listing.cursor().expect("there is more").to_owned();
        take_away(&gateway, resource, &cursor).await;
        let listing = read_on(&gateway, resource, 20, listing).await;
        assert!(listing.is_whole(), "{}", resource.id);
        holds_what_was_sent(resource, &listing, &sent(&gateway), resource.id);
        assert_eq!(listing.lines().len(), held(resource, 45), "{}", resource.id);
    }
}

/// Removes a row from a list: by its own call, by that of its account, or as a charge that is settled.
pub(crate) async fn take_away(gateway: &Gateway, resource: &Resource, id: &str) {
    let list = (resource.list)(&Query::oldest()).request(None);
    let path = list.expect("an address").path().to_owned();
    if kinds(resource) > 1 {
        let (provider, _) = id.split_once('_').expect("a provider and a number");
        let path = format!("/v1/organization/{provider}_accounts/{id}");
        gateway.call("DELETE", &path, Json::Null).await;
    } else if resource.actions.iter().any(|action| action.destroys) {
        let path = format!("{path}/{id}");
        gateway.call("DELETE", &path, Json::Null).await;
    } else {
        let settled = serde_json::json!({"charge_id": id});
        gateway.call("POST", "/sandbox/settle", settled).await;
    }
}
