//! Which entries of the journal show.

use super::change::Change;
use super::record::Entry;
use super::standing::has_ending;
use crate::gate::outcome::Ending;

/// What an entry must be to show. Empty words filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// The word of an ending that some step came to.
    pub outcome: String,
    /// An action's word.
    pub action: String,
    /// Text that must occur in the name, the id or the gateway's name.
    pub search: String,
}

impl JournalFilter {
    /// Whether an entry shows.
    #[must_use]
    pub fn shows(&self, entry: &Entry) -> bool {
        let found = |words: String| {
            words
                .to_lowercase()
                .contains(&self.search.trim().to_lowercase())
        };
        match entry {
            Entry::Read(change) => {
                let mut endings = Ending::ALL.into_iter();
                let ended =
                    |ending: Ending| ending.word() == self.outcome && has_ending(change, ending);
                (self.outcome.is_empty() || endings.any(ended))
                    && (self.action.is_empty() || change.intent.action().word() == self.action)
                    && found(words(change))
            }
            // What is not understood has neither word.
            Entry::Foreign(record) => {
                self.outcome.is_empty() && self.action.is_empty() && found(record.id.0.clone())
            }
        }
    }
}

fn words(change: &Change) -> String {
    let mut words = change.intent.targets();
    words.extend(change.intent.subjects());
    words.extend([change.id.as_str(), &change.gateway]);
    words.join("\n")
}

#[cfg(test)]
mod tests {
    use super::JournalFilter;
    use crate::domain::ids::ChangeId;
    use crate::domain::time::UnixMillis;
    use crate::gate::outcome::Outcome;
    use crate::history::record::{Entry, Record};
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn which_entries_show() {
        let change = top_up_change("/", "key_7", "5", 1, Some(Outcome::NotLanded));
        let read = Entry::Read(Box::new(change));
        let foreign = Entry::Foreign(Record {
            id: ChangeId("strange".into()),
            at: UnixMillis(1),
            settled: true,
            schema: 9,
            text: String::new(),
        });
        let check = |filter: JournalFilter, expect: (bool, bool)| {
            let got = (filter.shows(&read), filter.shows(&foreign));
            assert_eq!(got, expect, "{filter:?}");
        };
        let open = JournalFilter::default;
        let search = |text: &str| JournalFilter {
            search: text.into(),
            ..open()
        };
        check(open(), (true, true));
        check(
            JournalFilter {
                outcome: "not-landed".into(),
                ..open()
            },
            (true, false),
        );
        check(
            JournalFilter {
                outcome: "applied".into(),
                ..open()
            },
            (false, false),
        );
        check(
            JournalFilter {
                action: "top-up-key".into(),
                ..open()
            },
            (true, false),
        );
        check(
            JournalFilter {
                action: "create-key".into(),
                ..open()
            },
            (false, false),
        );
        check(search(" KEY_7"), (true, false));
        check(search("ci"), (true, false));
        check(search("strange"), (false, true));
        check(search("nothing"), (false, false));
    }

    #[test]
    fn an_entry_is_found_by_the_end_of_any_step() {
        let mut change = top_up_change("/", "k", "5", 1, Some(Outcome::NotLanded));
        let mut other = change.steps[0].clone();
        other.outcome = Some(Outcome::NotSent);
        change.steps.push(other);
        let entry = Entry::Read(Box::new(change));
        let check = |word: &str, expect| {
            let filter = JournalFilter {
                outcome: word.into(),
                ..JournalFilter::default()
            };
            assert_eq!(filter.shows(&entry), expect, "{word}");
        };
        check("not-landed", true);
        check("not-sent", true);
        check("applied", false);
        check("no such word", false);
    }
}
