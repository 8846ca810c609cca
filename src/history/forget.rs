//! What the journal lets go when it grows past its cap: the oldest settled entries.
//! An entry whose end is not known is never forgotten.

use super::record::Record;
use crate::domain::ids::ChangeId;
use crate::domain::order::sorted;

/// Characters of entries that are kept: about ten thousand changes.
pub const MOST_CHARACTERS: usize = 20_000_000;

/// The entries to forget so that the rest fits into `most` characters.
#[must_use]
pub fn to_forget(records: &[Record], most: usize) -> Vec<ChangeId> {
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
    use crate::domain::ids::ChangeId;
    use crate::domain::time::UnixMillis;
    use crate::history::record::Record;

    #[test]
    fn the_oldest_settled_go_first() {
        let record = |id: &str, at, settled| Record {
            id: ChangeId(id.into()),
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
            let got: Vec<String> = to_forget(&records, most)
                .into_iter()
                .map(|id| id.0)
                .collect();
            assert_eq!(got, expect, "{most}");
        };
        check(30, &[]);
        check(29, &["b"]);
        check(19, &["b", "c"]);
        check(0, &["b", "c"]);
    }
}
