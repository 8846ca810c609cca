//! Paging, order and filters.

use serde_json::{Value, json};

use crate::test_gateway::{CHARGES, KEYS, POOLS, TestGateway, TestRequest, UPSTREAMS, id, rows};

/// A list's path, the field that identifies its rows, and the fault to read it with.
type List = (&'static str, &'static str, &'static str);

const LISTS: [List; 5] = [
    (KEYS, "id", "none"),
    (POOLS, "id", "none"),
    (CHARGES, "id", "none"),
    (UPSTREAMS, "id", "none"),
    (CHARGES, "api_key_id", "charges-totals"),
];

async fn page(gateway: &TestGateway, query: &str) -> Value {
    page_of(gateway, LISTS[0], query).await
}

async fn page_of(gateway: &TestGateway, (path, _, fault): List, query: &str) -> Value {
    let request = TestRequest::get(format!("{path}?{query}")).fault(fault);
    gateway.send(request).await.ok()
}

/// Reads a list page by page; returns all ids and the number of pages.
async fn all_pages(gateway: &TestGateway, list: List, query: &str) -> (Vec<String>, usize) {
    let (mut ids, mut pages, mut after) = (Vec::new(), 0, String::new());
    loop {
        let page = page_of(gateway, list, &format!("{query}&after={after}")).await;
        pages += 1;
        ids.extend(names(&page, list.1));
        if page["has_more"] == json!(false) {
            return (ids, pages);
        }
        after = page["last_id"]
            .as_str()
            .expect("more rows have a last id")
            .to_owned();
    }
}

fn names(page: &Value, by: &str) -> Vec<String> {
    let name = |row: &Value| row[by].as_str().expect("an id").to_owned();
    rows(page).iter().map(name).collect()
}

/// Stops the test unless every row comes once, in either order.
async fn check(gateway: &TestGateway, list: List, query: &str, expect: (usize, usize)) {
    let (ids, pages) = all_pages(gateway, list, query).await;
    assert_eq!((ids.len(), pages), expect, "{list:?} by {query:?}");
    assert!(
        ids.is_sorted_by(|one, two| one < two),
        "in the order of creation, none twice"
    );
    let (mut newest_first, _) = all_pages(gateway, list, &format!("{query}&order=desc")).await;
    newest_first.reverse();
    assert_eq!(newest_first, ids);
}

#[tokio::test]
async fn every_row_comes_once() {
    for (rows, query, expect_pages) in [
        (0, "", 1),
        (1, "", 1),
        (20, "", 1),
        (21, "", 2),
        (21, "limit=1", 21),
        (5000, "limit=100", 50),
    ] {
        let gateway = TestGateway::sized(rows, rows, rows);
        for list in &LISTS[..4] {
            check(&gateway, *list, query, (rows as usize, expect_pages)).await;
        }
    }
}

#[tokio::test]
async fn every_sum_comes_once() {
    let gateway = TestGateway::sized(0, 0, 0);
    for key in 0..21 {
        for _ in 0..=key % 3 {
            let key_id = format!("key_{key:08x}");
            gateway
                .charge(json!({"key_id": key_id, "amount_usd": "1"}))
                .await;
        }
    }
    check(&gateway, LISTS[4], "", (21, 2)).await;
    check(&gateway, LISTS[4], "limit=1", (21, 21)).await;
}

#[tokio::test]
async fn an_empty_list_has_no_ids() {
    let empty =
        json!({"object": "list", "data": [], "first_id": null, "last_id": null, "has_more": false});
    let gateway = TestGateway::new(0);
    for list in LISTS {
        assert_eq!(page_of(&gateway, list, "").await, empty);
    }
}

/// Deletes the row with this id from a list.
async fn delete(gateway: &TestGateway, list: List, id: &str) {
    let request = match list.0 {
        CHARGES => TestRequest::post("/sandbox/settle", &json!({"charge_id": id})),
        path => TestRequest::delete(format!("{path}/{id}")),
    };
    gateway.send(request.fault("delete-orphans")).await.ok();
}

#[tokio::test]
async fn a_deleted_cursor_still_works() {
    for list in &LISTS[..4] {
        for order in ["asc", "desc"] {
            let gateway = TestGateway::sized(45, 45, 45);
            let (all, _) = all_pages(&gateway, *list, &format!("order={order}")).await;
            let first = page_of(&gateway, *list, &format!("order={order}")).await;
            let cursor = id(&rows(&first)[19]);
            assert_eq!(first["last_id"], cursor);
            delete(&gateway, *list, &cursor).await;
            let rest = format!("order={order}&after={cursor}");
            let second = page_of(&gateway, *list, &rest).await;
            assert_eq!(names(&second, "id"), all[20..40]);
        }
    }
}

#[tokio::test]
async fn every_list_may_be_a_bare_array() {
    let gateway = TestGateway::sized(30, 30, 30);
    for list in [KEYS, POOLS, CHARGES, UPSTREAMS] {
        let bare = gateway
            .send(TestRequest::get(list).fault("bare-array"))
            .await
            .ok();
        assert_eq!(bare.as_array().map(Vec::len), Some(20), "{list}");
    }
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let gateway = TestGateway::new(300);
    let (all, _) = all_pages(&gateway, LISTS[0], "limit=100").await;
    for status in ["active", "expired", "exhausted", "disabled"] {
        let found = page(&gateway, &format!("limit=100&status={status}")).await;
        assert!(!rows(&found).is_empty(), "sample data has {status} keys");
        assert!(rows(&found).iter().all(|row| row["status"] == status));
    }
    let in_pool = page(&gateway, "limit=100&pool_id=pool_00000002").await;
    assert!(
        !rows(&in_pool).is_empty()
            && rows(&in_pool)
                .iter()
                .all(|row| row["pool_id"] == "pool_00000002")
    );
    assert!(rows(&page(&gateway, "pool_id=nonsense").await).is_empty());
    let named = page(&gateway, "q=ATLAS").await;
    assert!(rows(&named).iter().all(|row| {
        row["name"]
            .as_str()
            .is_some_and(|name| name.contains("Atlas"))
    }));
    let by_id = page(&gateway, &format!("q={}", all[7])).await;
    assert_eq!(rows(&by_id).len(), 1);
    let ignored = page(&gateway, "colour=red").await;
    assert_eq!(rows(&ignored).len(), 20);
}

#[tokio::test]
async fn pools_page_too() {
    let gateway = TestGateway::new(1);
    let page = |query: &'static str| TestRequest::get(format!("{POOLS}?{query}"));
    let first = gateway.send(page("limit=4")).await.ok();
    assert_eq!((rows(&first).len(), &first["has_more"]), (4, &json!(true)));
    let rest = gateway.send(page("limit=4&after=pool_00000004")).await.ok();
    assert_eq!((rows(&rest).len(), &rest["has_more"]), (2, &json!(false)));
    let newest = gateway.send(page("limit=1&order=desc")).await.ok();
    assert_eq!(newest["first_id"], "pool_00000006");
    let found = gateway.send(page("q=research")).await.ok();
    assert_eq!(rows(&found).len(), 1);
}

#[tokio::test]
async fn sample_budgets_are_of_every_kind() {
    let gateway = TestGateway::new(48);
    let list = page(&gateway, "limit=100").await;
    let has = |predicate: &dyn Fn(&Value) -> bool| {
        rows(&list).iter().any(|row| predicate(&row["budget"]))
    };
    assert!(has(&Value::is_null), "unlimited");
    assert!(has(&|budget| budget["limit_usd"] == "0.000000000"), "zero");
    assert!(has(&|budget| budget["used_usd"] == "0.000000001"), "tiny");
    assert!(
        has(&|budget| budget["limit_usd"] == "123456789012.500000000"),
        "twelve digits"
    );
    assert!(
        has(&|budget| budget["remaining_usd"]
            .as_str()
            .is_some_and(|text| text.starts_with('-'))),
        "over"
    );
    assert!(
        has(&|budget| budget.is_object() && budget.get("limit_usd").is_none()),
        "percentages only"
    );
    assert!(
        has(&|budget| budget["limit_usd"].is_number()),
        "JSON numbers"
    );
}
