//! The chain of a document's versions: each holds the hash of the one before, so a version that was
//! changed, taken out or put in between is found. It shows damage and gaps; whoever can write this
//! browser's storage can also make a new chain.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Source, Version};

/// Where a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// This version is not what it was when it was noted.
    Changed(u32),
    /// Between the version before and this one, some are missing.
    Gap(u32),
}

/// Returns a version with its number and hashes, as the next one of a chain.
#[must_use]
pub fn sealed(last: Option<&Version>, version: Version) -> Version {
    let next = Version {
        number: last.map_or(1, |last| last.number.saturating_add(1)),
        previous: last.map_or_else(String::new, |last| last.hash.clone()),
        ..version
    };
    Version {
        hash: hash(&next),
        ..next
    }
}

/// Checks a chain, oldest first. It may begin at any number: old versions are deleted when there are
/// too many.
///
/// # Errors
/// The first place where it does not hold.
pub fn check_chain(chain: &[Version]) -> Result<(), Broken> {
    let mut last: Option<&Version> = None;
    for version in chain {
        if version.hash != hash(version) {
            return Err(Broken::Changed(version.number));
        }
        let follows = |last: &Version| {
            last.number.checked_add(1) == Some(version.number) && last.hash == version.previous
        };
        if last.is_some_and(|last| !follows(last)) {
            return Err(Broken::Gap(version.number));
        }
        last = Some(version);
    }
    Ok(())
}

/// Returns the hash of a version, in hexadecimal digits. Each part is preceded by its length, so that
/// no two versions have the same parts in a row.
fn hash(version: &Version) -> String {
    let entry = match &version.source {
        Source::Seen => "",
        Source::Saved(entry) => entry.as_str(),
    };
    let (number, at) = (version.number.to_string(), version.at.0.to_string());
    let parts = [
        version.previous.as_str(),
        &number,
        &at,
        &version.of.base,
        &version.of.resource,
        &version.of.row,
        &version.of.field,
        version.profile.as_str(),
        &version.gateway,
        &version.dialect,
        &version.name,
        entry,
        &version.reason,
        &version.text,
    ];
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_string());
        digest.update(":");
        digest.update(part);
    }
    let mut words = String::with_capacity(64);
    for byte in digest.finalize() {
        // Writing to a text never fails.
        let _ = write!(words, "{byte:02x}");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Broken, check_chain};
    use crate::domain::ids::EntryId;
    use crate::history::versions::sample::chain;
    use crate::history::versions::{Held, Source, Version};

    #[test]
    fn what_breaks_a_chain() {
        type Change = fn(&mut Vec<Version>);
        let check = |change: Change, expect| {
            let mut versions = chain(&["{}", "{\"a\":1}", "{\"a\":2}", "{}"]);
            change(&mut versions);
            assert_eq!(check_chain(&versions), expect, "{versions:?}");
        };
        check(|_| (), Ok(()));
        check(Vec::clear, Ok(()));
        // Whether a gateway held it may become known later.
        check(|all| all[1].held = Held::NotKnown, Ok(()));
        // The oldest are deleted when there are too many.
        check(|all| drop(all.remove(0)), Ok(()));
        check(|all| drop(all.remove(1)), Err(Broken::Gap(3)));
        check(|all| all.swap(1, 2), Err(Broken::Gap(3)));
        check(|all| all[2].text.push(' '), Err(Broken::Changed(3)));
        check(|all| all[0].reason.push('x'), Err(Broken::Changed(1)));
        check(|all| all[0].at.0 += 1, Err(Broken::Changed(1)));
        check(
            |all| all[3].source = Source::Saved(EntryId("e".into())),
            Err(Broken::Changed(4)),
        );
        check(|all| all[1].number = 7, Err(Broken::Changed(7)));
        check(
            |all| all[1] = chain(&["x", "y"]).remove(1),
            Err(Broken::Gap(2)),
        );
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |name: &str, reason: &str| {
            let mut version = super::super::sample::version("{}", 1);
            version.name = name.to_owned();
            version.reason = reason.to_owned();
            super::sealed(None, version).hash
        };
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_eq!(of("ab", "c"), of("ab", "c"));
    }
}
