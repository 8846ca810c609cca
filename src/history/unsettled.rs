//! Which entries of the journal are still without a known end. Only sorts them out: looking again is
//! the session's.

use super::change::Change;
use super::record::Entry;

/// Writes whose end is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Through the gateway that was asked about, in the journal's order.
    pub here: Vec<Change>,
    /// How many through other gateways.
    pub elsewhere: usize,
    /// How many that another version of this console wrote.
    pub foreign: usize,
}

impl Unsettled {
    /// The entries without a known end, seen from the gateway at `base`.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, base: &str) -> Self {
        let mut found = Self::default();
        for entry in entries {
            match entry {
                Entry::Read(change) if change.is_settled() => {}
                Entry::Read(change) if change.base == base => found.here.push((**change).clone()),
                Entry::Read(_) => found.elsewhere += 1,
                Entry::Foreign(record) => found.foreign += usize::from(!record.settled),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Unsettled;
    use crate::domain::ids::ChangeId;
    use crate::domain::time::UnixMillis;
    use crate::gate::judge::Doubt;
    use crate::gate::outcome::Outcome;
    use crate::history::record::{Entry, Record};
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn which_are_open() {
        let doubt = Some(Outcome::CannotTell {
            doubt: Doubt::NotFound,
            answered: false,
        });
        let entry = |base: &str, key: &str, outcome: Option<Outcome>| {
            Entry::Read(Box::new(top_up_change(base, key, "5", 1, outcome)))
        };
        let foreign = |settled| {
            Entry::Foreign(Record {
                id: ChangeId("strange".into()),
                at: UnixMillis(1),
                settled,
                schema: 9,
                text: String::new(),
            })
        };
        let entries = [
            entry("/", "a", None),
            entry("/", "b", Some(Outcome::NotLanded)),
            entry("/", "c", doubt),
            entry("/g/x/", "d", None),
            foreign(true),
            foreign(false),
        ];
        let found = Unsettled::of(&entries, "/");
        let keys = found.here.iter().flat_map(|change| change.intent.targets());
        assert_eq!(keys.count(), 2);
        assert_eq!((found.elsewhere, found.foreign), (1, 1));
        assert_eq!(Unsettled::of(&[], "/"), Unsettled::default());
    }
}
