//! Which entries of the journal are still without a known end. Only sorts them out: looking again is
//! the session's.

use super::change::Change;
use super::record::Entry;
use crate::profile::{Account, SameAccount};

/// Writes whose end is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// For the account that was asked about, in the journal's order; those of which it is not known
    /// are among them.
    pub here: Vec<Change>,
    /// How many for other gateways or accounts.
    pub elsewhere: usize,
    /// How many that another version of this console wrote.
    pub foreign: usize,
}

impl Unsettled {
    /// The entries without a known end, seen from an account of the gateway at `base`.
    #[must_use]
    pub fn of<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        base: &str,
        account: &Account,
    ) -> Self {
        let mut found = Self::default();
        for entry in entries {
            match entry {
                Entry::Read(change) if change.is_settled() => {}
                Entry::Read(change) => match change.speaks_for(base, account) {
                    SameAccount::No => found.elsewhere += 1,
                    SameAccount::Yes | SameAccount::NotKnown => {
                        found.here.push((**change).clone());
                    }
                },
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
    use crate::profile::Account;

    #[test]
    fn which_are_open() {
        let doubt = Some(Outcome::CannotTell {
            doubt: Doubt::NotFound,
            answered: false,
        });
        let account = |sign: &str| Account {
            signs: vec![sign.to_owned()],
        };
        let entry = |base: &str, key: &str, outcome: Option<Outcome>| {
            Entry::Read(Box::new(top_up_change(base, key, "5", 1, outcome)))
        };
        let of = |sign: &str| {
            let mut change = top_up_change("/", sign, "5", 1, None);
            change.account = account(sign);
            Entry::Read(Box::new(change))
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
            of("ours"),
            of("theirs"),
            foreign(true),
            foreign(false),
        ];
        let found = Unsettled::of(&entries, "/", &account("ours"));
        let keys = found.here.iter().flat_map(|change| change.intent.targets());
        assert_eq!(keys.count(), 3);
        assert_eq!((found.elsewhere, found.foreign), (2, 1));
        let none = Unsettled::of(&[], "/", &account("ours"));
        assert_eq!(none, Unsettled::default());
    }
}
