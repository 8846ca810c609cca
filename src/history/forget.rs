//! Chooses which entries to delete when the journal exceeds its limit: the oldest settled ones. An
//! entry whose outcome is unknown is never deleted.

use super::record::Record;
use crate::domain::ids::EntryId;
use crate::domain::order::sorted;

/// The most characters of entries to keep: about ten thousand entries.
pub const MOST_CHARACTERS: usize = 20_000_000;

/// Returns the entries to delete so that the rest fits into `most` characters.
#[must_use]
pub fn to_forget(records: &[Record], most: usize) -> Vec<EntryId> {
    let mut total: usize = records.iter().map(|record| record.text.len()).sum();
    let settled: Vec<&Record> = records.iter().filter(|record| record.settled).collect();
    let oldest_first = sorted(settled, |a, b| a.at.cmp(&b.at));
    let mut forgotten = Vec::new();
    for record in oldest_first {
        if total <= most {
            break;
        }
        total -= record.text.len();
        forgotten.push(record.id.clone());
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use super::to_forget;
    use crate::domain::ids::EntryId;
    use crate::domain::time::UnixMillis;
    use crate::history::record::Record;

    #[test]
    fn the_oldest_settled_go_first() {
        let record = |id: &str, at, settled| Record {
            id: EntryId(id.into()),
            at: UnixMillis(at),
            settled,
            schema: 1,
            text: "x".repeat(10),
        };
        let records = [
            record("c", 3, true),
            record("a", 1, false),
            record("b", 2, true),
        ];
        let check = |most, expect: &[&str]| {
            let got = to_forget(&records, most).into_iter();
            assert_eq!(got.map(|id| id.0).collect::<Vec<_>>(), expect, "{most}");
        };
        check(30, &[]);
        check(29, &["b"]);
        check(19, &["b", "c"]);
        check(0, &["b", "c"]);
    }
}
