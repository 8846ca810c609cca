//! Rows of lists: planted so that the page that was recorded comes out, among rows that other pages
//! or other filters would show.

use serde_json::{Value, json};

use super::super::recording::Recording;
use super::{Presumed, Row, object};

/// Plants the rows of a list, a search or a read, with as many around them as `total` says.
pub(super) fn plant(table: &'static str, recording: &Recording, presumed: &mut Presumed) {
    let mut rows: Vec<Row> = recording.rows();
    rows.retain(|row| {
        row.get("username").and_then(Value::as_str) != Some("root") || table != "users"
    });
    let is_search = recording.path().ends_with("/search");
    let is_sorted = recording.query("sort").is_some() && recording.dialect != "u";
    if is_sorted {
        rows.sort_by_key(|row| row.get("created_at").and_then(Value::as_i64));
    } else {
        rows.reverse();
    }
    if let Some(row) = stranger(table, recording).filter(|_| is_search || has_filter(recording)) {
        presumed.rows.push((table, row));
    }
    let shown = rows.len();
    let newer = newer(recording);
    let total = recording
        .received()
        .get("total")
        .and_then(Value::as_u64)
        .unwrap_or(0);
    let total = usize::try_from(total).unwrap_or(0);
    let older = if table == "users" {
        0
    } else {
        total.saturating_sub(newer + shown)
    };
    let filler = |row: &Row| {
        let mut row = row.clone();
        row.shift_remove("uuid");
        row.shift_remove("id");
        if matches!(table, "tokens" | "redemptions") {
            row.shift_remove("key");
        }
        if is_sorted {
            row.insert("quota".to_owned(), json!(0));
        }
        row
    };
    let plain = match table {
        "tokens" | "redemptions" => object(json!({"name": "filler"})),
        _ => object(json!({"type": 1, "name": "filler", "status": 1, "group": "default"})),
    };
    let first = filler(rows.first().unwrap_or(&plain));
    let last = filler(rows.last().unwrap_or(&plain));
    let mut id = 1_000;
    let mut push = |row: Row| {
        id += 1;
        let mut row = row;
        // The original hides the identifiers of own logs.
        if row.get("id") == Some(&json!(0)) {
            row.shift_remove("id");
        }
        // Any other recorded identifier stays.
        row.entry("id").or_insert(json!(id));
        if matches!(table, "tokens" | "redemptions") {
            row.entry("key").or_insert(json!(format!("key-{id}")));
        }
        presumed.rows.push((table, row));
    };
    (0..older).for_each(|_| push(first.clone()));
    rows.iter().for_each(|row| push(row.clone()));
    (0..newer).for_each(|_| push(last.clone()));
}

/// How many rows stand on the pages before the recorded one.
fn newer(recording: &Recording) -> usize {
    let number = |name: &str| {
        recording
            .query(name)
            .and_then(|text| text.parse::<usize>().ok())
    };
    let page = number("p").unwrap_or(0);
    if page == 0 {
        return 0;
    }
    if recording.rows().is_empty() {
        // A page past the end: all rows stand before it.
        return 7;
    }
    let size = if recording.dialect == "u" {
        10
    } else {
        number("size").unwrap_or(10).min(100)
    };
    page * size
}

fn has_filter(recording: &Recording) -> bool {
    ["type", "channel", "username"]
        .iter()
        .any(|name| recording.query(name).is_some())
}

/// A row that neither a filter nor a search finds.
fn stranger(table: &str, recording: &Recording) -> Option<Row> {
    let keyword = recording.query("keyword");
    if keyword.as_deref() == Some("") {
        return None;
    }
    Some(object(match table {
        "logs" => json!({"id": 1, "type": 4, "content": "nothing", "username": "stranger",
            "created_at": 1_795_309_000})
        .clone(),
        "users" => json!({"id": 50, "username": "stranger", "display_name": "stranger", "role": 1,
            "status": 1, "group": "default", "uuid": "0198c7a2-4b10-7c31-9a55-1f0c2d3e4b50"}),
        "tokens" | "redemptions" => json!({"id": 900, "name": "stranger", "key": "stranger",
            "user_id": 5}),
        _ => json!({"id": 900, "type": 1, "name": "stranger", "status": 1, "group": "default",
            "key": "good-03", "models": "gpt-4o"}),
    }))
    .filter(|row| {
        recording.query("type").as_deref() != Some("4") || row.get("type") != Some(&json!(4))
    })
}
