//! Filters the entries of the journal.

use super::entry::{Entry, subject_key};
use super::record::StoredEntry;
use super::state::has_ending;
use crate::gate::Ending;

/// The conditions for showing an entry. An empty text matches every entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// The word of an ending that at least one step must have.
    pub outcome: String,
    /// An action's id.
    pub action: String,
    /// Text that a name, an id or the gateway's name must contain.
    pub search: String,
}

impl JournalFilter {
    /// Returns whether an entry matches.
    #[must_use]
    pub fn shows(&self, entry: &StoredEntry) -> bool {
        let wanted = self.search.trim().to_lowercase();
        match entry {
            StoredEntry::Read(entry) => {
                let mut endings = Ending::ALL.into_iter();
                let ended =
                    |ending: Ending| ending.word() == self.outcome && has_ending(entry, ending);
                (self.outcome.is_empty() || endings.any(ended))
                    && (self.action.is_empty() || entry.action == self.action)
                    && haystack(entry).contains(&wanted)
            }
            // An unreadable entry has neither an outcome nor an action.
            StoredEntry::Foreign(record) => {
                self.outcome.is_empty()
                    && self.action.is_empty()
                    && record.id.0.to_lowercase().contains(&wanted)
            }
        }
    }
}

fn haystack(entry: &Entry) -> String {
    let mut words = entry.names();
    let subjects = entry.subjects.iter();
    words.extend(subjects.map(|subject| subject_key(&subject.at)));
    words.extend([entry.id.as_str(), &entry.gateway]);
    words.join("\n").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::JournalFilter;
    use crate::gate::Outcome;
    use crate::history::record::StoredEntry;
    use crate::history::sample::{foreign, raise};

    #[test]
    fn which_entries_show() {
        let mut entry = raise("/", "key_7", "5", 1, Some(Outcome::NotApplied));
        let mut other = entry.steps[0].clone();
        other.outcome = Some(Outcome::NotSent);
        entry.steps.push(other);
        let read = StoredEntry::Read(Box::new(entry));
        let foreign = StoredEntry::Foreign(foreign("Strange", true, 9, ""));
        let check = |outcome: &str, action: &str, search: &str, expect: (bool, bool)| {
            let filter = JournalFilter {
                outcome: outcome.into(),
                action: action.into(),
                search: search.into(),
            };
            let got = (filter.shows(&read), filter.shows(&foreign));
            assert_eq!(got, expect, "{filter:?}");
        };
        check("", "", "", (true, true));
        check("not-applied", "", "", (true, false));
        check("not-sent", "", "", (true, false));
        check("applied", "", "", (false, false));
        check("no such word", "", "", (false, false));
        check("", "raise", "", (true, false));
        check("", "create", "", (false, false));
        check("", "", " KEY_7", (true, false));
        check("", "", "ci", (true, false));
        check("", "", "strange", (false, true));
        check("", "", "nothing", (false, false));
    }
}
