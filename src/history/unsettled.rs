//! Sorts out the entries that need attention: those whose outcome is unknown, and those whose value
//! was lost.

use super::entry::Entry;
use super::lost_value::{is_replaced, lost_value};
use super::record::StoredEntry;
use crate::domain::time::UnixMillis;
use crate::profile::{Account, SameAccount};
use crate::text;
use crate::words::Phrase;

/// The entries that need attention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Entries of this account with an unknown outcome, in the journal's order. An entry that may
    /// or may not be of this account is included.
    pub here: Vec<Entry>,
    /// Entries whose value was created but lost and has not been replaced since.
    pub values_lost: Vec<Entry>,
    /// The number of logins of this account that are still open.
    pub in_progress: usize,
    /// The number of entries for other gateways or accounts.
    pub elsewhere: usize,
    /// The number of entries written by another version of this console.
    pub foreign: usize,
}

impl Unsettled {
    /// Sorts out the entries for an account of the gateway at `base`. A login that is still open
    /// needs nothing here.
    #[must_use]
    pub fn of(entries: &[StoredEntry], base: &str, account: &Account, now: UnixMillis) -> Self {
        let all: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        let mut found = Self::default();
        for entry in entries {
            match entry {
                StoredEntry::Read(entry) if entry.is_settled() => {
                    let lost = lost_value(entry).filter(|lost| !is_replaced(entry, lost, &all));
                    let is_here = entry.speaks_for(base, account) != SameAccount::No;
                    if lost.is_some() && is_here {
                        found.values_lost.push((**entry).clone());
                    }
                }
                StoredEntry::Read(entry) if entry.is_in_progress(now) => {
                    let is_here = entry.speaks_for(base, account) != SameAccount::No;
                    found.in_progress += usize::from(is_here);
                }
                StoredEntry::Read(entry) => match entry.speaks_for(base, account) {
                    SameAccount::No => found.elsewhere += 1,
                    SameAccount::Yes | SameAccount::NotKnown => {
                        found.here.push((**entry).clone());
                    }
                },
                StoredEntry::Foreign(record) => found.foreign += usize::from(!record.settled),
            }
        }
        found
    }

    /// Returns the sentence about entries that cannot be verified from here; `None` if there are
    /// none.
    #[must_use]
    pub fn not_here(&self) -> Option<Phrase> {
        let elsewhere = text!(
            "{n} at another gateway or account"
                / "{n} at other gateways or accounts"
                / "{n} 个属于其他网关或账户"
        );
        let foreign = text!(
            "{n} by another version of this console"
                / "{n} by other versions of this console"
                / "{n} 个由其他版本的控制台写入"
        );
        let also = text!("Also unresolved: {these}." / "其他结果未知的操作：{these}。");
        let both = text!("{first}, {second}" / "{first}，{second}");
        let counted = |text, count: usize| Phrase::from(text).with("n", count);
        let elsewhere = (self.elsewhere > 0).then(|| counted(elsewhere, self.elsewhere));
        let foreign = (self.foreign > 0).then(|| counted(foreign, self.foreign));
        let these = match (elsewhere, foreign) {
            (None, None) => return None,
            (Some(one), None) | (None, Some(one)) => one,
            (Some(first), Some(second)) => Phrase::from(both)
                .with("first", first)
                .with("second", second),
        };
        Some(Phrase::from(also).with("these", these))
    }
}

#[cfg(test)]
mod tests {
    use super::Unsettled;
    use crate::domain::time::UnixMillis;
    use crate::gate::{After, Outcome, Uncertainty};
    use crate::history::record::StoredEntry;
    use crate::history::sample::{account, create, foreign, raise, unknown};
    use crate::words::Language;

    const NOW: UnixMillis = UnixMillis(1_000_000);

    #[test]
    fn which_are_open() {
        let entry = |base: &str, key: &str, outcome: Option<Outcome>| {
            StoredEntry::Read(Box::new(raise(base, key, "5", 1, outcome)))
        };
        let of = |sign: &str| {
            let mut entry = raise("/", sign, "5", 1, None);
            entry.account = account(sign);
            StoredEntry::Read(Box::new(entry))
        };
        let foreign = |settled| StoredEntry::Foreign(foreign("strange", settled, 9, ""));
        let entries = [
            entry("/", "a", None),
            entry("/", "b", Some(Outcome::NotApplied)),
            entry("/", "c", unknown(Uncertainty::NotFound)),
            entry("/g/x/", "d", None),
            of("ours"),
            of("theirs"),
            foreign(true),
            foreign(false),
        ];
        let mut entries = entries.to_vec();
        let after = vec![After::Created(vec!["new".to_owned()])];
        let made = Outcome::AppliedTwice { after };
        let mut lost = create("CI", 0, Some(made));
        lost.value_received = Some(false);
        entries.push(StoredEntry::Read(Box::new(lost)));
        // A login in progress is not listed; one whose time is over is.
        for until in [NOW.0 + 1, NOW.0] {
            let mut login = create("", 0, None);
            login.open_until = Some(UnixMillis(until));
            entries.push(StoredEntry::Read(Box::new(login)));
        }
        let found = Unsettled::of(&entries, "/", &account("ours"), NOW);
        assert_eq!((found.here.len(), found.values_lost.len()), (4, 1));
        assert_eq!((found.elsewhere, found.foreign), (2, 1));
        assert_eq!(found.in_progress, 1);
        let none = Unsettled::of(&[], "/", &account("ours"), NOW);
        assert_eq!(none, Unsettled::default());
    }

    #[test]
    fn what_is_open_elsewhere() {
        let check = |elsewhere, foreign, expect: &str| {
            let unsettled = Unsettled {
                elsewhere,
                foreign,
                ..Unsettled::default()
            };
            let said = unsettled.not_here().map(|said| said.say(Language::English));
            assert_eq!(said.unwrap_or_default(), expect);
        };
        check(0, 0, "");
        let two = "Also unresolved: 2 at other gateways or accounts.";
        check(2, 0, two);
        let both = "Also unresolved: 1 at another gateway or account, 1 by another version of this console.";
        check(1, 1, both);
    }
}
