//! The texts that a document had, as far as the journal knows them: before and after each change that
//! was made from this browser.

use super::entry::{Entry, StoredStep};
use crate::domain::time::UnixMillis;
use crate::profile::{Account, SameAccount};
use crate::schema::{Check, Document, Locator, Value};

/// A text that a document had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierText {
    /// When the change was confirmed.
    pub at: UnixMillis,
    /// Whether it was the text before that change; else that change made it.
    pub before: bool,
    /// The text.
    pub text: String,
}

/// Returns the texts that a field of a row had, the newest first, each once. `entries` may be in any
/// order; those of other gateways and accounts are left out.
#[must_use]
pub fn earlier_texts(
    entries: &[&Entry],
    (base, account): (&str, &Account),
    at: &Locator,
    field: &str,
) -> Vec<EarlierText> {
    let ours = |entry: &&&Entry| entry.speaks_for(base, account) != SameAccount::No;
    let mut found: Vec<EarlierText> = Vec::new();
    for entry in entries.iter().filter(ours) {
        for step in &entry.steps {
            for (before, text) in texts(step, at, field) {
                found.push(EarlierText {
                    at: entry.at,
                    before,
                    text,
                });
            }
        }
    }
    // Of one change the text that it made is the newer one.
    found.sort_by_key(|text| (std::cmp::Reverse(text.at), text.before));
    let mut once: Vec<EarlierText> = Vec::new();
    for text in found {
        if once.iter().all(|known| known.text != text.text) {
            once.push(text);
        }
    }
    once
}

/// Returns the texts of a step: what stood before it, and what it made if it was applied.
fn texts(step: &StoredStep, at: &Locator, field: &str) -> Vec<(bool, String)> {
    fn of_check<'a>(
        step: &StoredStep,
        check: &'a Check,
        at: &Locator,
        field: &str,
    ) -> Option<Vec<(bool, &'a Value)>> {
        match check {
            Check::Becomes {
                at: known,
                field: of,
                before,
                to,
            } if of == field && known.of == at.of && known.id == at.id => {
                let made = step.was_applied().then_some((false, to));
                Some(made.into_iter().chain([(true, before)]).collect())
            }
            _ => None,
        }
    }
    let mut checks = step.checks.iter();
    let found = checks.find_map(|check| of_check(step, check, at, field));
    let documents = found.into_iter().flatten();
    documents
        .filter_map(|(before, value)| match value {
            Value::Document(Document(text)) => Some((before, text.clone())),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::earlier_texts;
    use crate::domain::ids::id;
    use crate::gate::{Outcome, Uncertainty};
    use crate::history::Entry;
    use crate::history::sample::{account, applied, raise, unknown};
    use crate::schema::{Check, Document, FieldValue, Locator};

    fn saved(at: i64, row: &str, before: &str, to: &str, outcome: Option<Outcome>) -> Entry {
        let mut entry = raise("https://one.example", "key", "1", at, outcome);
        entry.account = account("k");
        let document = |text: &str| Document(text.to_owned()).value();
        entry.steps[0].checks = vec![Check::Becomes {
            at: Locator::of_id("options", row),
            field: id("document"),
            before: document(before),
            to: document(to),
        }];
        entry
    }

    #[test]
    fn texts_of_one_document() {
        let entries = [
            saved(1, "GroupRatio", "a", "b", applied()),
            saved(3, "GroupRatio", "b", "c", unknown(Uncertainty::TooEarly)),
            saved(2, "GroupRatio", "b", "a", applied()),
            saved(4, "ModelRatio", "x", "y", applied()),
        ];
        let entries: Vec<&Entry> = entries.iter().collect();
        let of = |base: &str| {
            let at = Locator::of_id("options", "GroupRatio");
            let found = earlier_texts(&entries, (base, &account("k")), &at, "document");
            let found = found.iter();
            let found = found.map(|one| format!("{} {} {}", one.at.0, one.before, one.text));
            found.collect::<Vec<_>>().join(", ")
        };
        // A change whose outcome is unknown tells only what stood before it.
        assert_eq!(of("https://one.example"), "3 true b, 2 false a");
        assert_eq!(of("https://other.example"), "");
    }
}
