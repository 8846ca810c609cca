//! How a gateway of this dialect is recognised, connected to and read.

use serde_json::{Value as Json, json};

mod reads;

use super::who::{self, QUOTA_PER_UNIT, ROLE};
use super::{ONE_API, account, channel_tests, channels, gateway_status, users};
use crate::call::{ApiError, Refusal, Reply};
use crate::domain::quota::QuotaUnits;
use crate::domain::table::{check_table, parts};
use crate::records::{Line, conclude_page, read_row};
use crate::schema::{Listed, Query, Record, Resource, Value};

#[test]
fn what_is_one_api() {
    let check = |status, body: &str, expect| {
        let reply = Reply {
            status,
            body: body.to_owned(),
            ..Reply::default()
        };
        assert_eq!((ONE_API.recognise)(&[Some(&reply)]), expect, "{body}");
    };
    check(
        200,
        r#"{"success":true,"message":"","data":{"version":"v0.6"}}"#,
        true,
    );
    check(404, r#"{"success":false,"data":{}}"#, false);
    check(200, r#"{"success":true,"data":[]}"#, false);
    check(200, r#"{"status":"ok"}"#, false);
    check(200, "<!doctype html>", false);
    assert!(!(ONE_API.recognise)(&[None]));
    assert!(!(ONE_API.recognise)(&[]));
}

fn record(resource: &Resource, json: &Json) -> Record {
    match read_row(resource, json) {
        Line::Row(row) => row.record.clone(),
        Line::Unreadable(broken) => panic!("{}: {json}", broken.why),
    }
}

/// What gateways leak in their rows is dropped where a row is decoded (contract 0.6, 3.2, 3.3, 6.2, 8).
#[test]
fn no_row_keeps_what_its_gateway_leaks() {
    for resource in ONE_API.resources {
        let row = json!({
            "id": 7, "uuid": "u-7", "name": "n", "username": "n", "key": "canary-key",
            "access_token": "canary-access", "totp_secret": "canary-totp",
            "verification_code": "canary-code", "metadata": {"access_token": "canary-inside"},
        });
        let prepared = resource
            .reads
            .prepare
            .map_or_else(|| row.clone(), |prepare| prepare(&row));
        let seen = match read_row(resource, &prepared) {
            Line::Row(row) => format!("{} {} {:?}", row.raw, row.haystack, row.record),
            Line::Unreadable(broken) => format!("{} {}", broken.raw, broken.why),
        };
        // What these list is made here, or has none of these fields.
        let has_none = [
            "options",
            "groups",
            "group-names",
            "default-prices",
            "type-models",
            "gateway-status",
            "usage",
        ];
        let allowed = has_none.contains(&resource.id);
        assert!(
            allowed || !seen.contains("canary"),
            "{}: {seen}",
            resource.id
        );
    }
}

#[test]
fn users_that_are_deleted_are_not_listed() {
    let check = |name: &str, status: i64, expect: bool| {
        let body = json!({"success": true, "message": "", "data": [{"uuid": "u-7", "username": name, "status": status}]});
        let reply = Reply {
            status: 200,
            body: body.to_string(),
            ..Reply::default()
        };
        let page = conclude_page(&ONE_API, &users::USERS, &Query::newest(), Ok(reply));
        assert_eq!(
            page.expect("a page").rows().count() == 1,
            expect,
            "{name} {status}"
        );
    };
    // One that was only marked so works on, so it is listed; one that was deleted has another name.
    for (status, expect) in [(1, true), (2, true), (3, true), (9, true)] {
        check("n", status, expect);
    }
    check("deleted_0123456789abcdef0123456789abcdef", 3, false);
}

#[test]
fn who_is_connected() {
    // The account, the status, the channels; then role, version, page to open first, rate, sign.
    check_table(
        r##"
        {"uuid":"01a2-b","role":100} | {"quota_per_unit":500000,"password_login":true} | 3 => root f2 channels 500000 user 01a2-b one
        {"uuid":"01a2-b","role":10} | - | refused => admin f2 channels - user 01a2-b one
        {"id":1,"role":100} | {"quota_per_unit":500000.5,"stripe_enabled":false} | 0 => root f1 channels 500000.5 user 1 one
        {"id":1,"role":100} | {"quota_per_unit":0} | none => root u channels 0 user 1 one
        {"id":1,"role":10} | {"quota_per_unit":1} | failed => admin unknown channels 1 user 1 one
        {"id":7,"role":1} | {"quota_per_unit":1} | refused => common unknown my-account 1 user 7 one
        {"id":7,"role":99} | - | none => admin u channels - user 7 one
        {"id":7} | - | none => - u channels - user 7 one
        refused | {} | 1 => failed
        "##,
        |line| {
            let [own, status, channels] = parts(line);
            let refused = || ApiError::NotAllowed(Refusal::default());
            let one = |resource: &Resource, text: &str, more: &str| match text {
                "-" => Err(ApiError::Limited { retry_after: None }),
                "refused" => Err(refused()),
                text => {
                    let mut json: Json = serde_json::from_str(text).expect("JSON");
                    json[more] = Json::from("one");
                    let rows = vec![record(resource, &json)];
                    Ok(Listed { rows, total: None })
                }
            };
            let own = one(&account::MY_ACCOUNT, own, "username");
            let status = one(&gateway_status::GATEWAY_STATUS, status, "version");
            let channels = match channels {
                "refused" => Err(refused()),
                "failed" => Err(ApiError::Limited { retry_after: None }),
                total => Ok(Listed {
                    total: total.parse().ok(),
                    rows: Vec::new(),
                }),
            };
            let found = |list: &str| match list {
                "my-account" => Some(&own),
                "gateway-status" => Some(&status),
                _ => Some(&channels),
            };
            let Ok(who) = who::record(&found) else {
                return "failed".to_owned();
            };
            let rate = who
                .get(&QUOTA_PER_UNIT)
                .map_or("-", |rate| rate.text.as_str());
            let version = who::version(&who).word();
            let role = Some(who.text(&ROLE)).filter(|role| !role.is_empty());
            let role = role.unwrap_or("-");
            let sign = who::sign(&found).unwrap_or_default();
            format!("{role} {version} {} {rate} {sign}", who::home(&who))
        },
    );
}

#[test]
fn lists_that_nobody_expects() {
    // The response to a page of channels, and what is read: rows, whether there is more, total.
    check_table(
        r##"
        {"success":true,"message":"","data":[],"total":0} => 0 end Some(0)
        {"success":true,"message":"","data":null,"total":0} => 0 end None
        {"success":true,"message":"","data":null} => 0 end None
        {"success":true,"message":"","data":[{"uuid":"a"}],"total":3} => 1 more Some(3)
        {"success":true,"message":"","data":[{"id":1}]} => 1 end None
        {"success":true,"message":"","data":[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5},{"id":6},{"id":7},{"id":8},{"id":9},{"id":10}]} => 10 more None
        {"success":true,"message":"","data":[{"uuid":"a","models":null,"group":null}],"total":1} => 1 end Some(1)
        {"success":true,"message":"","data":[{"name":"no id"},7],"total":2} => 2 end Some(2)
        {"success":false,"message":"无权进行此操作，权限不足"} => not allowed
        {"success":false,"message":"无权进行此操作，access token 无效"} => signed out
        {"success":false,"message":"database is locked"} => refused database is locked
        "##,
        |body| {
            let reply = Reply {
                status: 200,
                body: body.to_owned(),
                ..Reply::default()
            };
            let query = Query::newest();
            match conclude_page(&ONE_API, &channels::CHANNELS, &query, Ok(reply)) {
                Ok(page) => {
                    let next = if page.next.is_some() { "more" } else { "end" };
                    format!("{} {next} {:?}", page.lines.len(), page.total)
                }
                Err(ApiError::NotAllowed(_)) => "not allowed".to_owned(),
                Err(ApiError::SignedOut(_)) => "signed out".to_owned(),
                Err(ApiError::Refused(refusal)) => format!("refused {}", refusal.message),
                Err(other) => format!("{other:?}"),
            }
        },
    );
}

#[test]
fn quota_keeps_every_digit() {
    for units in [i64::MAX, i64::MIN, (1 << 53) + 1, 0, -625_000] {
        let row = json!({"id": 1, "name": "a", "used_quota": units});
        let read = record(&channels::CHANNELS, &row);
        assert_eq!(
            read.value("used_quota"),
            &Value::QuotaUnits(QuotaUnits(units))
        );
    }
    // A float after an overflow of SQLite is not a 64-bit number, and is kept as it came.
    let odd: Json =
        serde_json::from_str(r#"{"id":1,"used_quota":9.223372036854776e18}"#).expect("JSON");
    let read = record(&channels::CHANNELS, &odd);
    assert!(matches!(read.value("used_quota"), Value::Unreadable(_)));
}

#[test]
fn what_a_gateway_leaks_is_dropped() {
    let leaks = json!({
        "id": 1, "username": "alice", "name": "a", "key": "canary", "access_token": "canary",
        "totp_secret": "canary", "password": "canary", "verification_code": "canary",
        "config": "{\"ak\":\"canary\",\"custom_headers\":{\"Authorization\":\"canary\"}}",
    });
    for resource in [&channels::CHANNELS, &users::USERS, &account::MY_ACCOUNT] {
        let Line::Row(row) = read_row(resource, &leaks) else {
            panic!("{}", resource.id);
        };
        let kept = format!("{:?}{}{}", row.record, row.raw, row.haystack);
        let kept = if resource.id == "channels" {
            kept
        } else {
            without_config(&kept)
        };
        assert!(!kept.contains("canary"), "{}: {kept}", resource.id);
    }
}

/// Only channels have a `config`; in other rows it is made up here and stays as it is.
fn without_config(kept: &str) -> String {
    kept.replace(
        "{\\\"ak\\\":\\\"canary\\\",\\\"custom_headers\\\":{\\\"Authorization\\\":\\\"canary\\\"}}",
        "",
    )
}

#[test]
fn rows_of_the_log_of_tests() {
    check_table(
        r##"
        {"uuid":"a","channel_uuid":"c","channel_name":"C","content":"test channel C failed, error: no way"} => c C failed
        {"uuid":"a","channel_uuid":"c","content":"test channel C succeed，response: 2 + 2 = 4"} => c - passed
        {"id":7,"channel":3,"content":"渠道 C 测试失败，错误：http status code: 401"} => 3 - failed
        {"id":7,"channel":3,"content":"渠道 C 测试成功，响应：4"} => 3 - passed
        {"id":7,"channel":3,"content":"something else"} => 3 - -
        {"uuid":"a","channel_uuid":null} => - - -
        "##,
        |text| {
            let json: Json = serde_json::from_str(text).expect("JSON");
            let row = record(&channel_tests::CHANNEL_TESTS, &json);
            let channel = match row.value("channel") {
                Value::Ref(of) => {
                    let id = of.id.as_ref().map_or("-", |id| id.as_str());
                    format!("{id} {}", of.name.as_deref().unwrap_or("-"))
                }
                _ => "- -".to_owned(),
            };
            let outcome = row.get(&channel_tests::OUTCOME).map_or("-", String::as_str);
            format!("{channel} {outcome}")
        },
    );
}

#[test]
fn channels_as_they_are_shown() {
    let row = json!({
        "uuid": "01a2", "name": "a", "type": 36, "status": 3, "group": "default,vip", "models": "a, b",
        "balance": 12, "balance_updated_time": 1_795_309_880, "response_time": 842,
        "test_time": 1_795_309_880, "created_time": 1_795_309_880, "updated_at": 1_795_309_880_357_i64,
    });
    let read = record(&channels::CHANNELS, &row);
    let shown = |name: &str| format!("{:?}", read.value(name));
    assert_eq!(shown("status"), "Text(\"auto_disabled\")");
    assert_eq!(shown("type"), "Text(\"36\")");
    assert_eq!(shown("group"), "Words([\"default\", \"vip\"])");
    assert_eq!(shown("models"), "Words([\"a\", \"b\"])");
    assert_eq!(
        shown("balance"),
        "Decimal(Decimal { text: \"12\", unit: \"CNY\" })"
    );
    assert_eq!(
        shown("response_time"),
        "Decimal(Decimal { text: \"842\", unit: \"ms\" })"
    );
    assert_eq!(shown("created_time"), "Time(UnixSeconds(1795309880))");
    assert_eq!(shown("updated_at"), "Time(UnixSeconds(1795309880))");
    let bare = record(
        &channels::CHANNELS,
        &json!({"id": 1, "status": 9, "type": 99, "balance": 0,
        "balance_updated_time": 0, "response_time": 0, "test_time": 0, "models": null}),
    );
    let shown = |name: &str| format!("{:?}", bare.value(name));
    assert_eq!(shown("status"), "Text(\"status 9\")");
    assert_eq!(shown("type"), "Text(\"type 99\")");
    assert_eq!(shown("balance"), "Null");
    assert_eq!(shown("response_time"), "Null");
    assert_eq!(shown("test_time"), "Null");
    assert_eq!(shown("models"), "Null");
}
