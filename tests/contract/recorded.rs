//! What real one-api servers sent, as read by the console: every recorded list and row of what it
//! lists. The recordings are of the fork with UUIDs (`f2`) and of the original (`u`).

use std::fs;
use std::path::PathBuf;

use headgate::call::{ApiError, Reply};
use headgate::dialects::oneapi::version::Version;
use headgate::dialects::oneapi::{ONE_API, who};
use headgate::records::{Line, Page, conclude_made, conclude_page, conclude_read, read_row};
use headgate::schema::{Listed, Query, Record, Resource, Value};
use serde_json::Value as Json;

/// A recorded exchange.
struct Recording {
    name: String,
    method: String,
    path: String,
    reply: Reply,
}

fn recordings(version: &str) -> Vec<Recording> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/one-api/recorded");
    let files = fs::read_dir(folder.join(version)).expect("the recordings");
    let mut names: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    names.sort();
    names.iter().map(read).collect()
}

fn read(file: &PathBuf) -> Recording {
    let text = fs::read_to_string(file).expect("a recording");
    let json: Json = serde_json::from_str(&text).expect("JSON");
    let (request, response) = (&json["request"], &json["response"]);
    let body = match response["text"].as_str() {
        Some(text) => text.to_owned(),
        None => response["body"].to_string(),
    };
    let word = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    Recording {
        name: file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned(),
        method: word(&request["method"]),
        path: word(&request["path"]),
        reply: Reply {
            status: u16::try_from(response["status"].as_u64().unwrap_or(0)).unwrap_or(0),
            body,
            ..Reply::default()
        },
    }
}

fn resource(id: &str) -> &'static Resource {
    ONE_API.resource(id).expect(id)
}

/// The resource whose rows a recorded read returned.
fn of(recording: &Recording) -> Option<&'static Resource> {
    let path = recording.path.split('?').next().unwrap_or_default();
    Some(resource(match path {
        _ if recording.method != "GET" => return None,
        "/api/channel/" | "/api/channel/search" => "channels",
        "/api/user/" | "/api/user/search" => "users",
        "/api/log/" if recording.path.contains("type=5") => "channel-tests",
        "/api/log/" | "/api/log/search" => "logs",
        "/api/token/" | "/api/token/search" => "my-tokens",
        "/api/admin/tokens/" => "tokens",
        "/api/redemption/" | "/api/redemption/search" => "redemptions",
        "/api/user/dashboard" => "usage",
        "/api/option/" => "options",
        "/api/user/self" => "my-account",
        "/api/status" => "gateway-status",
        "/api/channel/default-pricing" => "default-prices",
        _ => return None,
    }))
}

fn page(recording: &Recording, resource: &Resource, who: &Record) -> Result<Page, ApiError> {
    let (query, reply) = (Query::newest(), recording.reply.clone());
    match resource.reads.joined {
        None => conclude_page(&ONE_API, resource, &query, Ok(reply)),
        Some(joined) => conclude_made(&ONE_API, resource, &query, Ok(reply), |json| {
            (joined.rows)(&json, &[], who)
        }),
    }
}

fn account(version: &str) -> Record {
    let all = recordings(version);
    let listed = |name: &str, of: &str| {
        let recording = all.iter().find(|one| one.name == name).expect(name);
        page(recording, resource(of), &Record::default()).map(|page| Listed {
            rows: page.rows().map(|row| row.record.clone()).collect(),
            total: page.total,
        })
    };
    let own = listed("self", "my-account");
    let status = listed("status", "gateway-status");
    let channels = listed("channel-list", "channels");
    let found = |list: &str| match list {
        "my-account" => Some(&own),
        "gateway-status" => Some(&status),
        _ => Some(&channels),
    };
    (ONE_API.who.record)(&found).expect("it is known")
}

#[test]
fn the_servers_are_told_apart() {
    let check = |folder: &str, expect| {
        let who = account(folder);
        assert_eq!(who::version(&who), expect, "{folder}");
        assert_eq!(who.text(&who::ROLE), "root");
        assert!(who::quota_rate(&who).is_some());
    };
    check("f2", Version::F2);
    check("u", Version::U);
}

#[test]
fn every_recorded_row_is_read_whole() {
    for folder in ["f2", "u"] {
        let who = account(folder);
        let (mut lists, mut rows) = (0, 0);
        for recording in recordings(folder) {
            let Some(resource) = of(&recording) else {
                continue;
            };
            let named = format!("{folder}/{}", recording.name);
            let Ok(page) = page(&recording, resource, &who) else {
                continue;
            };
            lists += 1;
            assert!(page.is_readable(), "{named}");
            for row in page.rows() {
                rows += 1;
                for (field, value) in row.record.values() {
                    let reads = !matches!(value, Value::Unreadable(_));
                    assert!(reads, "{named}: {field} {value:?}");
                }
            }
        }
        assert!(
            lists > 25 && rows > 100,
            "{folder}: {lists} lists, {rows} rows"
        );
    }
}

#[test]
fn the_default_prices_of_a_type_are_read() {
    let all = recordings("f2");
    let recording = all.iter().find(|one| one.name == "channel-default-pricing");
    let recording = recording.expect("recorded");
    let page = page(recording, resource("default-prices"), &account("f2")).expect("prices");
    let rows = page.rows().map(|row| {
        let text = |field: &str| match row.record.value(field) {
            Value::Text(text) => text.clone(),
            other => panic!("{field}: {other:?}"),
        };
        format!("{} {} {}", row.id, text("ratio"), text("completion_ratio"))
    });
    let expect = [
        "deepseek-v4-flash 0.07 2",
        "deepseek-v4-flash-vision-exp 0.07 2",
        "deepseek-v4-pro 0.2175 2",
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expect);
}

/// What a refusal is, whatever its HTTP status.
fn refusal(folder: &str, name: &str) -> String {
    let all = recordings(folder);
    let recording = all.iter().find(|one| one.name == name).expect(name);
    let read = conclude_read(&ONE_API, &recording.path, Ok(recording.reply.clone()));
    match read {
        Ok(json) => format!("read {json}"),
        Err(ApiError::SignedOut(_)) => "signed out".to_owned(),
        Err(ApiError::NotAllowed(_)) => "not allowed".to_owned(),
        Err(ApiError::Limited { .. }) => "limited".to_owned(),
        Err(ApiError::Refused(refusal)) => format!("refused {}", refusal.message),
        Err(other) => format!("{other:?}"),
    }
}

#[test]
fn what_recorded_refusals_mean() {
    let check = |folder: &str, name: &str, expect: &str| {
        assert_eq!(refusal(folder, name), expect, "{folder}/{name}");
    };
    for folder in ["f2", "u"] {
        check(folder, "error-no-token", "signed out");
        check(folder, "error-bad-token", "signed out");
        check(folder, "error-disabled-user", "signed out");
        check(folder, "common-channel-forbidden", "not allowed");
        check(folder, "admin-option-forbidden", "not allowed");
        check(folder, "error-rate-limited", "limited");
    }
    check(
        "f2",
        "error-no-trailing-slash",
        "refused Invalid URL (GET /api/channel)",
    );
    check(
        "f2",
        "channel-get-missing",
        "refused resource reference not found",
    );
    check("u", "channel-get-missing", "refused record not found");
}

#[test]
fn a_channel_by_its_id_is_the_row_of_the_list() {
    for (folder, missing) in [("f2", "channel-get-missing"), ("u", "channel-get-missing")] {
        let all = recordings(folder);
        let channels = resource("channels");
        let one_row = channels.reads.one_row.expect("a channel is read by its id");
        let named = |name: &str| all.iter().find(|one| one.name == name).expect("recorded");
        let json = conclude_read(&ONE_API, "", Ok(named("channel-get").reply.clone()));
        let Line::Row(row) = read_row(channels, &json.expect("a channel")) else {
            panic!("{folder}");
        };
        let listed = page(named("channel-list"), channels, &Record::default()).expect("a list");
        let same = listed
            .rows()
            .find(|listed| listed.id == row.id)
            .expect("it is listed");
        assert_eq!(same.label(channels), row.label(channels));
        let gone = conclude_read(&ONE_API, "", Ok(named(missing).reply.clone()));
        let Err(ApiError::Refused(refusal)) = gone else {
            panic!("{gone:?}");
        };
        assert!((one_row.gone)(&refusal));
    }
}

#[test]
fn no_recorded_secret_is_kept() {
    // Access tokens in U's rows of users, and a secret that U lists among the options.
    for (name, of, secret) in [
        ("user-list", "users", "6675895bdbee41dc87127af6b93a7697"),
        ("option-list-after", "options", "ts-canary"),
    ] {
        let all = recordings("u");
        let recording = all.iter().find(|one| one.name == name).expect(name);
        assert!(recording.reply.body.contains(secret), "{name}");
        let page = page(recording, resource(of), &account("u")).expect(name);
        for row in page.rows() {
            let kept = format!("{:?} {} {}", row.record, row.raw, row.haystack);
            assert!(!kept.contains(secret), "{name}: {kept}");
        }
    }
}
