//! Paging, order and filters.

use serde_json::{Value, json};

use crate::desk::{Ask, CHARGES, Desk, KEYS, POOLS, UPSTREAMS, id, rows};

/// A list, the field that its rows go by, and the fault it is read with.
type List = (&'static str, &'static str, &'static str);

const LISTS: [List; 5] = [
    (KEYS, "id", "none"),
    (POOLS, "id", "none"),
    (CHARGES, "id", "none"),
    (UPSTREAMS, "id", "none"),
    (CHARGES, "api_key_id", "charges-totals"),
];

async fn page(desk: &Desk, query: &str) -> Value {
    page_of(desk, LISTS[0], query).await
}

async fn page_of(desk: &Desk, (path, _, fault): List, query: &str) -> Value {
    let ask = Ask::get(format!("{path}?{query}")).fault(fault);
    desk.ask(ask).await.ok()
}

/// All ids, page by page, and how many pages it took.
async fn walk(desk: &Desk, list: List, query: &str) -> (Vec<String>, usize) {
    let (mut ids, mut pages, mut after) = (Vec::new(), 0, String::new());
    loop {
        let page = page_of(desk, list, &format!("{query}&after={after}")).await;
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

/// Stops the test unless every row comes once, from either end.
async fn check(desk: &Desk, list: List, query: &str, expect: (usize, usize)) {
    let (ids, pages) = walk(desk, list, query).await;
    assert_eq!((ids.len(), pages), expect, "{list:?} by {query:?}");
    assert!(
        ids.is_sorted_by(|one, two| one < two),
        "in the order of creation, none twice"
    );
    let (mut newest_first, _) = walk(desk, list, &format!("{query}&order=desc")).await;
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
        let desk = Desk::sized(rows, rows, rows);
        for list in &LISTS[..4] {
            check(&desk, *list, query, (rows as usize, expect_pages)).await;
        }
    }
}

#[tokio::test]
async fn every_total_comes_once() {
    let desk = Desk::sized(0, 0, 0);
    for key in 0..21 {
        for _ in 0..=key % 3 {
            let key_id = format!("key_{key:08x}");
            desk.charge(json!({"key_id": key_id, "amount_usd": "1"}))
                .await;
        }
    }
    check(&desk, LISTS[4], "", (21, 2)).await;
    check(&desk, LISTS[4], "limit=1", (21, 21)).await;
}

#[tokio::test]
async fn an_empty_list_has_no_ids() {
    let empty =
        json!({"object": "list", "data": [], "first_id": null, "last_id": null, "has_more": false});
    let desk = Desk::new(0);
    for list in LISTS {
        assert_eq!(page_of(&desk, list, "").await, empty);
    }
}

/// Deletes the row with this id in the way of its list.
async fn delete(desk: &Desk, list: List, id: &str) {
    let ask = match list.0 {
        CHARGES => Ask::post("/sandbox/settle", &json!({"charge_id": id})),
        path => Ask::delete(format!("{path}/{id}")),
    };
    desk.ask(ask.fault("delete-orphans")).await.ok();
}

#[tokio::test]
async fn a_deleted_cursor_still_works() {
    for list in &LISTS[..4] {
        for order in ["asc", "desc"] {
            let desk = Desk::sized(45, 45, 45);
            let (all, _) = walk(&desk, *list, &format!("order={order}")).await;
            let first = page_of(&desk, *list, &format!("order={order}")).await;
            let cursor = id(&rows(&first)[19]);
            assert_eq!(first["last_id"], cursor);
            delete(&desk, *list, &cursor).await;
            let rest = format!("order={order}&after={cursor}");
            let second = page_of(&desk, *list, &rest).await;
            assert_eq!(names(&second, "id"), all[20..40]);
        }
    }
}

#[tokio::test]
async fn every_list_may_be_a_bare_array() {
    let desk = Desk::sized(30, 30, 30);
    for list in [KEYS, POOLS, CHARGES, UPSTREAMS] {
        let bare = desk.ask(Ask::get(list).fault("bare-array")).await.ok();
        assert_eq!(bare.as_array().map(Vec::len), Some(20), "{list}");
    }
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let desk = Desk::new(300);
    let (all, _) = walk(&desk, LISTS[0], "limit=100").await;
    for status in ["active", "expired", "exhausted", "disabled"] {
        let found = page(&desk, &format!("limit=100&status={status}")).await;
        assert!(!rows(&found).is_empty(), "sample data has {status} keys");
        assert!(rows(&found).iter().all(|row| row["status"] == status));
    }
    let in_pool = page(&desk, "limit=100&pool_id=pool_00000002").await;
    assert!(
        !rows(&in_pool).is_empty()
            && rows(&in_pool)
                .iter()
                .all(|row| row["pool_id"] == "pool_00000002")
    );
    assert!(rows(&page(&desk, "pool_id=nonsense").await).is_empty());
    let named = page(&desk, "q=ATLAS").await;
    assert!(rows(&named).iter().all(|row| {
        row["name"]
            .as_str()
            .is_some_and(|name| name.contains("Atlas"))
    }));
    let by_id = page(&desk, &format!("q={}", all[7])).await;
    assert_eq!(rows(&by_id).len(), 1);
    let ignored = page(&desk, "colour=red").await;
    assert_eq!(rows(&ignored).len(), 20);
}

#[tokio::test]
async fn pools_page_too() {
    let desk = Desk::new(1);
    let page = |query: &'static str| Ask::get(format!("{POOLS}?{query}"));
    let first = desk.ask(page("limit=4")).await.ok();
    assert_eq!((rows(&first).len(), &first["has_more"]), (4, &json!(true)));
    let rest = desk.ask(page("limit=4&after=pool_00000004")).await.ok();
    assert_eq!((rows(&rest).len(), &rest["has_more"]), (2, &json!(false)));
    let newest = desk.ask(page("limit=1&order=desc")).await.ok();
    assert_eq!(newest["first_id"], "pool_00000006");
    let found = desk.ask(page("q=research")).await.ok();
    assert_eq!(rows(&found).len(), 1);
}

#[tokio::test]
async fn sample_budgets_are_of_every_kind() {
    let desk = Desk::new(48);
    let list = page(&desk, "limit=100").await;
    let has =
        |wanted: &dyn Fn(&Value) -> bool| rows(&list).iter().any(|row| wanted(&row["budget"]));
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
