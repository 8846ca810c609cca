//! The journal as a file: one JSON document. Entries hold no secret, so nothing is taken out here.

use super::codec;
use super::record::{Entry, SCHEMA};
use crate::api::json::Json;
use crate::domain::time::UnixMillis;

/// The document for these entries, newest first as they are given.
#[must_use]
pub fn document(entries: &[Entry], now: UnixMillis) -> String {
    Json::object(vec![
        ("format", Json::Text("headgate.journal".to_owned())),
        ("exported_at", Json::Number(now.0.to_string())),
        ("entries", Json::List(entries.iter().map(line).collect())),
    ])
    .indented()
}

fn line(entry: &Entry) -> Json {
    let (schema, settled, change) = match entry {
        Entry::Read(change) => (SCHEMA, change.is_settled(), codec::write_change(change)),
        Entry::Foreign(record) => (record.schema, record.settled, as_it_is(&record.text)),
    };
    Json::object(vec![
        ("schema", Json::Number(schema.to_string())),
        ("settled", Json::Bool(settled)),
        ("change", change),
    ])
}

/// A record that cannot be read keeps its own JSON; a damaged one goes out as the text it is.
fn as_it_is(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|_| Json::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::api::error::{ApiError, Refusal};
    use crate::api::json::Json;
    use crate::domain::budget::Budget;
    use crate::domain::ids::ChangeId;
    use crate::domain::time::UnixMillis;
    use crate::gate::judge::{After, Doubt};
    use crate::gate::outcome::Outcome;
    use crate::history::record::{Entry, Record};
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn records_read_back_with_every_outcome() {
        let error = ApiError::Refused(Refusal {
            status: 409,
            code: Some("c".into()),
            ..Refusal::default()
        });
        for outcome in [
            None,
            Some(Outcome::Applied {
                after: After::Count(3),
                answered: true,
            }),
            Some(Outcome::Refused {
                error: error.clone(),
            }),
            Some(Outcome::Refused {
                error: ApiError::Limited { retry_after: None },
            }),
            Some(Outcome::NotApplied),
            Some(Outcome::LandedTwice {
                after: After::Budget(Budget::Unlimited),
            }),
            Some(Outcome::NotLanded),
            Some(Outcome::CannotTell {
                doubt: Doubt::ReadFailed(error),
                answered: false,
            }),
            Some(Outcome::NotSent),
        ] {
            let change = top_up_change("/", "k", "0.000000001", 7, outcome);
            assert_eq!(Record::of(&change).entry(), Entry::Read(Box::new(change)));
        }
    }

    #[test]
    fn what_another_version_wrote_is_kept() {
        let record = |schema, text: &str| Record {
            id: ChangeId("x".into()),
            at: UnixMillis(1),
            settled: true,
            schema,
            text: text.into(),
        };
        for foreign in [record(2, "{}"), record(1, "{}"), record(1, "damaged")] {
            assert_eq!(foreign.clone().entry(), Entry::Foreign(foreign));
        }
    }

    #[test]
    fn a_document_is_json_and_keeps_money_as_text() {
        let entries = [
            Entry::Read(Box::new(top_up_change("/", "k", "25.5", 7, None))),
            Entry::Foreign(Record {
                id: ChangeId("x".into()),
                at: UnixMillis(1),
                settled: true,
                schema: 9,
                text: r#"{"new":1}"#.into(),
            }),
            Entry::Foreign(Record {
                id: ChangeId("y".into()),
                at: UnixMillis(1),
                settled: true,
                schema: 1,
                text: "dam".into(),
            }),
        ];
        let json = Json::parse(&document(&entries, UnixMillis(9))).expect("JSON");
        let lines = json.field("entries").and_then(Json::list).expect("entries");
        let amount = lines
            .first()
            .and_then(|line| line.field("change")?.field("intent")?.field("amount"))
            .and_then(Json::text);
        assert_eq!(amount, Some("25.500000000"));
        assert_eq!(
            lines
                .get(1)
                .and_then(|line| line.field("change"))
                .map(Json::compact)
                .as_deref(),
            Some(r#"{"new":1}"#)
        );
        assert_eq!(
            lines
                .get(2)
                .and_then(|line| line.field("change"))
                .map(Json::compact)
                .as_deref(),
            Some(r#""dam""#)
        );
    }
}
