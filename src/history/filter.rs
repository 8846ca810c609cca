//! Which entries of the journal show.

use super::change::Change;
use super::record::Entry;
use crate::gate::outcome::{Ending, Outcome};

/// What an entry must be to show. Empty words filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// An ending's word.
    pub outcome: String,
    /// An action's word.
    pub action: String,
    /// Text that must occur in the name, the id or the gateway's name.
    pub search: String,
}

/// The step whose end matters most: the first that did not end well, else the last.
#[must_use]
pub fn worst(change: &Change) -> Option<&Outcome> {
    let outcomes = || change.steps.iter().map(|step| step.outcome.as_ref());
    let not_well = outcomes().find(|outcome| !matches!(outcome, Some(Outcome::Applied { .. })));
    not_well.unwrap_or_else(|| outcomes().next_back().flatten())
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
                let ending = Ending::of(worst(change)).word();
                (self.outcome.is_empty() || ending == self.outcome)
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
}
