//! What is asked of a gateway, and its rows of users, keys, codes and the log as they are read.

use serde_json::Value as Json;

use super::record;
use crate::call::Refusal;
use crate::dialects::oneapi::{ONE_API, is_gone};
use crate::domain::days::Between;
use crate::domain::ids::Id;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::gate::VERIFY_PAUSES_MILLIS;
use crate::schema::{Query, Value};

/// Makes a query of words: `newest`, `text=…`, a facet with its word, `from=` and `to=` in seconds.
fn query(words: &str) -> Query {
    let mut query = Query::oldest();
    for word in words.split_whitespace() {
        match word.split_once('=') {
            None => query.newest_first = word == "newest",
            Some(("text", text)) => query.text = Some(text.to_owned()),
            Some(("from", at)) => query.between.from = at.parse().ok().map(UnixSeconds),
            Some(("to", at)) => query.between.to = at.parse().ok().map(UnixSeconds),
            Some(("page", page)) => {
                query.after = Some(Query::cursor_of_page(page.parse().expect("a page")));
            }
            Some((facet, word)) => query.by.push((Id::from(facet.to_owned()), word.to_owned())),
        }
    }
    query
}

#[test]
fn what_is_asked() {
    // A list with `sum` for its sum or `whole` for all of it at once, and the query. Both ends of a time
    // are in seconds; a sort together with both would be refused beyond 30 days (contract 7.2).
    check_table(
        r##"
        logs | newest => /api/log/?p=0&size=100
        logs | newest page=3 type=2 username=alice token_name=laptop model_name=gpt-4o channel=c-1 from=1788825600 to=1788911999 => /api/log/?p=3&size=100&type=2&username=alice&token_name=laptop&model_name=gpt-4o&channel=c-1&start_timestamp=1788825600&end_timestamp=1788911999
        logs | from=5 to=9 => /api/log/?p=0&size=100&start_timestamp=5&end_timestamp=9
        logs sum | newest type=2 username=alice from=5 => /api/log/stat?username=alice&start_timestamp=5
        tokens | newest user=01a2-b => /api/admin/tokens/?p=0&size=100&user_id=01a2-b
        tokens | => /api/admin/tokens/?p=0&size=100&sort=id&order=asc
        my-tokens | newest => /api/token/?p=0&size=100
        redemptions | newest => /api/redemption/?p=0&size=100
        users | newest => /api/user/?p=0&size=100
        users | text=ali => /api/user/search?keyword=ali
        users whole | => /api/user/search?keyword=
        channels whole | => /api/channel/search?keyword=
        usage | user=01a2-b => /api/user/dashboard?user_id=01a2-b
        usage | => /api/user/dashboard
        "##,
        |line| {
            let [list, words] = parts(line);
            let (id, what) = list.split_once(' ').unwrap_or((list, ""));
            let resource = ONE_API.resource(id).expect(id);
            let read = match what {
                "sum" => (resource.reads.sum.expect("a sum").read)(&query(words)),
                "whole" => (resource.reads.whole.expect("at once"))(),
                _ => (resource.list)(&query(words)),
            };
            let request = read.request(Some(ONE_API.credential)).expect("an address");
            request.target
        },
    );
}

/// These are GET too: one makes a new access token, and the others test a channel or ask its provider
/// (contract 8.1).
#[test]
fn no_list_is_read_by_a_get_that_changes_something() {
    let changing = [
        "/api/user/token",
        "/api/channel/test",
        "/api/channel/update_balance",
    ];
    let mut queries = vec![Query::newest(), Query::oldest(), Query::containing("a")];
    queries.push(query(
        "newest user=u-1 username=a type=2 channel=c-1 from=1 to=2",
    ));
    for resource in ONE_API.resources {
        let lists = queries.iter().map(|query| (resource.list)(query));
        let others = [
            resource.reads.whole.map(|read| read()),
            resource.reads.sum.map(|sum| (sum.read)(&queries[0])),
        ];
        for read in lists.chain(others.into_iter().flatten()) {
            let request = read.request(Some(ONE_API.credential)).expect("an address");
            let is_changing = changing.iter().any(|path| request.path().starts_with(path));
            assert!(!is_changing, "{}: {}", resource.id, request.target);
        }
    }
}

#[test]
fn rows_as_they_are_read() {
    // Times come in seconds and in milliseconds; what is spent may be negative; 0 and −1 are often none.
    check_table(
        r##"
        users {"uuid":"u","username":"a","created_at":1795309880357} created_at => Time(UnixSeconds(1795309880))
        users {"uuid":"u","username":"a","quota":-625000} quota => QuotaUnits(QuotaUnits(-625000))
        users {"uuid":"u","username":"a","quota":100,"used_quota":-30} granted => QuotaUnits(QuotaUnits(70))
        users {"id":7,"username":"a","status":3} status => Text("hidden")
        tokens {"uuid":"t","name":"a","created_time":1795309880} created_time => Time(UnixSeconds(1795309880))
        tokens {"uuid":"t","name":"a","expired_time":-1} expired_time => Null
        tokens {"uuid":"t","name":"a","expired_time":1795309880} expired_time => Time(UnixSeconds(1795309880))
        tokens {"uuid":"t","name":"a","unlimited_quota":true,"remain_quota":-1} remain_quota => Null
        tokens {"uuid":"t","name":"a","unlimited_quota":false,"remain_quota":-1} remain_quota => QuotaUnits(QuotaUnits(-1))
        tokens {"uuid":"t","name":"a","unlimited_quota":true,"used_quota":5} used_quota => Null
        tokens {"uuid":"t","name":"a","unlimited_quota":true,"accessed_time":9} accessed_time => Null
        tokens {"uuid":"t","name":"a","accessed_time":9,"created_time":9} accessed_time => Null
        tokens {"uuid":"t","name":"a","models":""} models => Null
        tokens {"uuid":"t","name":"a"} models => Missing
        my-tokens {"uuid":"t","name":"a","subnet":""} subnet => Null
        redemptions {"uuid":"r","name":"a","redeemed_time":0} redeemed_time => Null
        redemptions {"uuid":"r","name":"a","quota":-500000} quota => QuotaUnits(QuotaUnits(-500000))
        logs {"uuid":"l","created_at":1795309880} created_at => Time(UnixSeconds(1795309880))
        logs {"uuid":"l","quota":9007199254740993} quota => QuotaUnits(QuotaUnits(9007199254740993))
        logs {"uuid":"l","type":9} type => Text("9")
        logs {"id":1,"channel":0,"user_id":0} channel => Null
        logs {"id":1,"channel":0,"user_id":0} user => Null
        logs {"uuid":"l","channel_uuid":null,"user_uuid":null,"token_uuid":null} token => Null
        "##,
        |line| {
            let (list, rest) = line.split_once(' ').expect("a list");
            let (json, field) = rest.rsplit_once(' ').expect("a field");
            let json: Json = serde_json::from_str(json).expect(json);
            let row = record(ONE_API.resource(list).expect(list), &json);
            format!("{:?}", row.value(field))
        },
    );
    // The original names a user by a number (contract 8).
    let json = serde_json::json!({"id": 1, "user_id": 7, "username": "alice"});
    let row = record(ONE_API.resource("logs").expect("logs"), &json);
    let Value::Ref(user) = row.value("user") else {
        panic!("{:?}", row.value("user"));
    };
    assert_eq!(user.id.as_ref().map(|id| id.as_str()), Some("7"));
    assert_eq!(user.name.as_deref(), Some("alice"));
}

/// A refusal that only quotes these words does not prove that a row is gone.
#[test]
fn only_the_words_themselves_say_that_a_row_is_gone() {
    let check = |message: &str, expect: bool| {
        let refusal = Refusal {
            status: 200,
            message: message.to_owned(),
            ..Refusal::default()
        };
        assert_eq!(is_gone(&refusal), expect, "{message}");
    };
    check("record not found", true);
    check("resource reference not found", true);
    check("failed to get token by id=7: record not found", false);
    check("database is locked", false);
    check("", false);
}

/// 480 calls in 180 seconds are allowed to one address (contract 1.5), and a gateway that batches its
/// writes shows a top-up after up to five seconds (contract 1.7).
#[test]
fn reads_stay_within_the_limit_and_verification_waits_long_enough() {
    let pace = ONE_API.pace;
    let most = pace.burst + 180_000_u32.div_ceil(pace.millis);
    assert!(most < 480, "{most}");
    assert!(VERIFY_PAUSES_MILLIS.iter().sum::<u32>() >= 5_000);
    assert_eq!(Query::newest().between, Between::ALWAYS);
}
