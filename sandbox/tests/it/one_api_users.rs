//! Users and logs as they are read: who uses a group, and why a channel was disabled.

use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;
use crate::test_gateway::TestRequest;

fn names(list: &Value) -> Vec<&str> {
    let rows = list["data"].as_array().expect("a list").iter();
    rows.map(|row| row["username"].as_str().unwrap_or_default())
        .collect()
}

async fn with_people(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    for (name, status, quota) in [
        ("alice", 1, 5),
        ("alice-bot", 1, 9),
        ("gone", 3, 1),
        ("al_x", 2, 7),
    ] {
        let row = json!({"username": name, "display_name": name, "status": status, "quota": quota,
            "access_token": format!("canary-{name}"), "group": "vip"});
        gateway.plant("users", row).await;
    }
    gateway
}

#[tokio::test]
async fn lists_hide_the_deleted_and_searches_do_not() {
    for (version, query, expect) in [
        ("f2", "/api/user/", "al_x alice-bot alice root"),
        (
            "f2",
            "/api/user/?sort=quota&order=asc&size=3",
            "alice al_x alice-bot",
        ),
        ("f2", "/api/user/?order=quota&size=2", "root alice-bot"),
        (
            "f2",
            "/api/user/?sort=aff_code",
            "al_x alice-bot alice root",
        ),
        ("u", "/api/user/?order=quota", "root alice-bot al_x alice"),
        (
            "u",
            "/api/user/?sort=quota&size=2",
            "al_x alice-bot alice root",
        ),
        ("f2", "/api/user/search?keyword=alice", "alice-bot alice"),
        ("u", "/api/user/search?keyword=ALICE", "alice alice-bot"),
        ("f2", "/api/user/search?keyword=al_ce", "alice-bot alice"),
        ("f2", "/api/user/search?keyword=al%25x", "al_x"),
        ("f2", "/api/user/search?keyword=lice", ""),
        ("f2", "/api/user/search?keyword=gone", "gone"),
        ("f2", "/api/user/search?keyword=2", ""),
        ("u", "/api/user/search?keyword=2", "alice"),
    ] {
        let list = with_people(version).await.get(query).await;
        assert_eq!(names(&list).join(" "), expect, "{version} {query}");
    }
}

#[tokio::test]
async fn only_the_list_of_older_versions_leaks_access_tokens() {
    for (version, leaks) in [("f2", false), ("f1", true), ("u", true)] {
        let gateway = with_people(version).await;
        for (path, is_list) in [
            ("/api/user/", true),
            ("/api/user/search?keyword=al", true),
            ("/api/user/self", false),
        ] {
            let text = gateway.get(path).await.to_string();
            assert_eq!(
                text.contains("canary-alice"),
                leaks && is_list,
                "{version} {path}"
            );
        }
    }
}

#[tokio::test]
async fn the_total_is_the_forks() {
    for (version, total) in [("f2", json!(4)), ("f1", json!(4)), ("u", Value::Null)] {
        let list = with_people(version).await.get("/api/user/?size=1").await;
        assert_eq!(list["total"], total, "{version}");
    }
}

#[tokio::test]
async fn logs_are_filtered_exactly() {
    for (version, query, expect) in [
        ("f2", "", "d c b a"),
        ("f2", "?type=5", "c a"),
        ("f2", "?type=x", "d c b a"),
        ("f2", "?username=ali", ""),
        ("f2", "?username=alice", "b"),
        (
            "f2",
            "?channel=0198c7a2-4b10-7c31-9a55-1f0c2d3e4b90&type=5",
            "c",
        ),
        ("f2", "?start_timestamp=20&end_timestamp=30", "c b"),
        ("f2", "?sort=quota&order=asc", "d a b c"),
        ("f2", "?sort_by=quota&sort_order=asc", "d a b c"),
        ("u", "?sort=quota&order=asc", "d c b a"),
        ("u", "?channel=9", "c"),
        ("u", "?channel=0", "d c b a"),
    ] {
        let gateway = with_logs(version).await;
        let list = gateway.get(&format!("/api/log/{query}")).await;
        assert_eq!(contents(&list), expect, "{version} {query}");
    }
}

#[tokio::test]
async fn a_long_range_is_not_sorted() {
    let gateway = with_logs("f2").await;
    let month = 30 * 24 * 3600;
    for (end, refusal) in [
        (month + 1, ""),
        (month + 2, "Date range for sorting cannot exceed 30 days"),
    ] {
        let path = format!("/api/log/?sort=x&start_timestamp=1&end_timestamp={end}");
        assert_eq!(gateway.get(&path).await["message"], refusal);
    }
}

#[tokio::test]
async fn a_search_in_logs_means_something_else_in_the_original() {
    for (version, keyword, expect) in [
        ("f2", "c", "c"),
        ("f2", "", "d c b a"),
        ("f2", "0198C7A24B107C319A551F0C2D3E4B90", "c"),
        ("u", "5", "c a"),
        ("u", "b", "b"),
    ] {
        let gateway = with_logs(version).await;
        let list = gateway
            .get(&format!("/api/log/search?keyword={keyword}"))
            .await;
        assert_eq!(contents(&list), expect, "{version} {keyword}");
    }
}

async fn with_logs(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    let uuid = "0198c7a2-4b10-7c31-9a55-1f0c2d3e4b90";
    gateway
        .plant("channels", json!({"id": 9, "uuid": uuid, "name": "c"}))
        .await;
    for (content, kind, at, quota) in [
        ("a", 5, 10, 2),
        ("b", 2, 20, 3),
        ("c", 5, 30, 4),
        ("d", 4, 40, 1),
    ] {
        let mut row = json!({"content": content, "type": kind, "created_at": at, "quota": quota});
        match content {
            "b" => row["username"] = json!("alice"),
            "c" => {
                row["channel_id"] = json!(9);
                row["channel_uuid"] = json!(uuid);
            }
            _ => {}
        }
        gateway.plant("logs", row).await;
    }
    gateway
}

fn contents(list: &Value) -> String {
    let rows = list["data"].as_array().expect("a list").iter();
    let contents = rows.map(|row| row["content"].as_str().unwrap_or_default());
    contents.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_minted_token_replaces_the_one_before() {
    let gateway = OneApi::empty("f2");
    let minted = gateway.get("/api/user/token").await;
    let token = minted["data"].as_str().expect("a token");
    assert_eq!(token.len(), 32);
    assert_eq!(gateway.get("/api/user/self").await["success"], false);
    let own = TestRequest::get("/api/user/self").bearer(token);
    assert_eq!(gateway.0.send(own).await.body["success"], true);
}
