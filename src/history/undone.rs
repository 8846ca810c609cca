//! Finds what later entries have undone of an entry.

use super::entry::{Entry, StoredStep, subject_key};
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;
use crate::text;
use crate::words::Phrase;

/// What was undone of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The last entry that undid a part of it.
    pub by: EntryId,
    /// When that entry was confirmed.
    pub at: UnixMillis,
    /// The keys of the undone subjects; see [`subject_key`].
    pub keys: Vec<String>,
}

/// Returns what later entries have undone of `entry`. An undo that was itself undone does not
/// count.
#[must_use]
pub fn undone(entry: &Entry, all: &[&Entry]) -> Option<Undone> {
    let mut found: Option<Undone> = None;
    for other in all {
        // Only later entries count, so that entries which refer to each other cannot recurse for
        // ever.
        if other.undoes.as_ref() != Some(&entry.id) || other.at <= entry.at {
            continue;
        }
        let again = undone(other, all);
        let stands = |key: &str| !again.as_ref().is_some_and(|again| again.has(key));
        let applied = applied_keys(other).into_iter();
        let keys: Vec<String> = applied.filter(|key| stands(key)).collect();
        if keys.is_empty() {
            continue;
        }
        match &mut found {
            Some(found) => {
                found.keys.extend(keys);
                if other.at > found.at {
                    (found.at, found.by) = (other.at, other.id.clone());
                }
            }
            None => {
                found = Some(Undone {
                    by: other.id.clone(),
                    at: other.at,
                    keys,
                });
            }
        }
    }
    found
}

/// Returns the subjects whose steps were all applied.
fn applied_keys(entry: &Entry) -> Vec<String> {
    let subjects = entry.subjects.iter().enumerate();
    let applied = subjects.filter(|(place, _)| {
        entry.steps_of(*place).next().is_some()
            && entry.steps_of(*place).all(StoredStep::was_applied)
    });
    applied
        .map(|(_, subject)| subject_key(&subject.at).to_owned())
        .collect()
}

impl Undone {
    /// Returns whether the subject with this key is undone.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|back| back == key)
    }

    /// Returns the names of the undone subjects in `entry`.
    #[must_use]
    pub fn names(&self, entry: &Entry) -> Vec<String> {
        let subjects = entry.subjects.iter();
        let back = subjects.filter(|subject| self.has(subject_key(&subject.at)));
        back.map(|subject| subject.at.label().to_owned()).collect()
    }

    /// Says that an entry was undone on a day, and which part of it if `names` are not all.
    #[must_use]
    pub fn phrase(on: &str, names: Vec<String>) -> Phrase {
        let words = match names.as_slice() {
            [] => text!("Undone on {on}" / "已于 {on} 撤销"),
            _ => text!("Undone on {on}: {names}" / "已于 {on} 撤销：{names}"),
        };
        Phrase::from(words).with("on", on).with("names", names)
    }
}

/// Says that a review undoes an earlier entry: its sentence and its time.
#[must_use]
pub fn undoes(sentence: impl Into<crate::words::Slot>, on: &str) -> Phrase {
    let words =
        text!("Undoes what was sent on {on}: {sentence}" / "撤销 {on} 发送的操作：{sentence}");
    Phrase::from(words)
        .with("on", on)
        .with("sentence", sentence)
}

#[cfg(test)]
mod tests {
    use super::{Undone, undone};
    use crate::gate::Outcome;
    use crate::history::Entry;
    use crate::history::sample::{SAMPLE, applied, moving};
    use crate::history::undo::undo_offer;
    use crate::words::Language;

    /// An entry that moves what these letters name; what is in capitals was not applied.
    fn moved(at: i64, undoes: Option<i64>, keys: &str) -> Entry {
        let keys: Vec<(String, Option<Outcome>)> = keys
            .chars()
            .map(|key| match key.is_uppercase() {
                true => (key.to_lowercase().to_string(), Some(Outcome::NotApplied)),
                false => (key.to_string(), applied()),
            })
            .collect();
        let keys: Vec<_> = keys
            .iter()
            .map(|(key, end)| (key.as_str(), end.clone()))
            .collect();
        moving(at, undoes, &keys)
    }

    #[test]
    fn what_is_back_and_what_can_still_be_undone() {
        let first = moved(1, None, "abC");
        let check = |later: &[(i64, Option<i64>, &str)], back: Option<(i64, &str)>, rest: &str| {
            let entries = later
                .iter()
                .map(|(at, undoes, keys)| moved(*at, *undoes, keys));
            let entries: Vec<Entry> = entries.collect();
            let entries: Vec<&Entry> = entries.iter().collect();
            let found = undone(&first, &entries);
            let told = found.map(|found| (found.at.0, found.names(&first).concat()));
            assert_eq!(
                told,
                back.map(|(at, names)| (at, names.to_owned())),
                "{later:?}"
            );
            let offer = undo_offer(&first, &entries, &SAMPLE);
            let left = offer.map_or_else(
                |_| String::new(),
                |offer| offer.rows.iter().map(|row| row.at.id.to_string()).collect(),
            );
            assert_eq!(left, rest, "{later:?}");
        };
        check(&[], None, "ab");
        // Another entry, and one that moves the same without undoing this one.
        check(&[(2, Some(7), "a"), (3, None, "a")], None, "ab");
        check(&[(2, Some(1), "ab")], Some((2, "AB")), "");
        // One of them was not applied; it follows later.
        check(&[(2, Some(1), "aB")], Some((2, "A")), "b");
        check(
            &[(3, Some(1), "b"), (2, Some(1), "aB")],
            Some((3, "AB")),
            "",
        );
        check(
            &[(2, Some(1), "aB"), (3, Some(1), "b")],
            Some((3, "AB")),
            "",
        );
        // Nothing of it was applied.
        check(&[(2, Some(1), "A")], None, "ab");
        // The undo was undone, of one of them, then of both.
        check(
            &[(3, Some(2), "a"), (2, Some(1), "ab")],
            Some((2, "B")),
            "a",
        );
        check(&[(2, Some(1), "ab"), (3, Some(2), "ab")], None, "ab");
    }

    #[test]
    fn entries_that_name_each_other_come_to_an_end() {
        let (one, two) = (moved(1, Some(2), "a"), moved(2, Some(1), "a"));
        let all = [&one, &two];
        assert!(undone(&one, &all).is_some());
        assert!(undone(&two, &all).is_none());
    }

    #[test]
    fn words_for_what_is_back() {
        let check = |names: &[&str], english, chinese| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            let phrase = Undone::phrase("2 May", names);
            assert_eq!(phrase.say(Language::English), english);
            assert_eq!(phrase.say(Language::Chinese), chinese);
        };
        check(&[], "Undone on 2 May", "已于 2 May 撤销");
        let both = "已于 2 May 撤销：A、B";
        check(&["A", "B"], "Undone on 2 May: A, B", both);
    }
}
