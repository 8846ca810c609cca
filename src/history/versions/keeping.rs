//! Which versions to delete when there are too many: the oldest of a document first. The newest of
//! each document stays, and so does the newest that a gateway is known to have held.

use std::collections::HashMap;

use super::{DocumentKey, Held, Version};
use crate::domain::order::sorted;

/// The most versions of one document to keep.
pub const MOST_OF_ONE: usize = 300;

/// The most bytes of the texts of all versions to keep.
pub const MOST_OF_ALL: usize = 40_000_000;

/// Returns the stored names of the versions to delete, so that no document has more than `of_one`
/// versions, and all together no more than `of_all` bytes. `versions` are those of all documents,
/// in any order.
#[must_use]
pub fn versions_to_forget(versions: &[Version], of_one: usize, of_all: usize) -> Vec<String> {
    let mut documents: HashMap<&DocumentKey, Vec<&Version>> = HashMap::new();
    for version in versions {
        documents.entry(&version.of).or_default().push(version);
    }
    let mut total: usize = versions.iter().map(|version| version.text.len()).sum();
    let mut forgotten = Vec::new();
    let mut may_go: Vec<&Version> = Vec::new();
    for chain in documents.values_mut() {
        *chain = sorted(std::mem::take(chain), |a, b| a.number.cmp(&b.number));
        let held = chain
            .iter()
            .rposition(|version| version.held == Held::Yes)
            .unwrap_or_default();
        // Deleted is a beginning of the chain, so that the rest still is one.
        let free = held.min(chain.len().saturating_sub(1));
        let surplus = chain.len().saturating_sub(of_one).min(free);
        for version in chain.iter().take(surplus) {
            total -= version.text.len();
            forgotten.push(version.stored_as());
        }
        may_go.extend(chain.iter().take(free).skip(surplus));
    }
    for version in sorted(may_go, |a, b| (a.at, a.number).cmp(&(b.at, b.number))) {
        if total <= of_all {
            break;
        }
        total -= version.text.len();
        forgotten.push(version.stored_as());
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use super::versions_to_forget;
    use crate::history::versions::sample::chain;
    use crate::history::versions::{Held, Version};

    #[test]
    fn the_oldest_of_a_document_go_first() {
        let check = |of_one, of_all, change: fn(&mut Vec<Version>), expect: &[u32]| {
            let mut versions = chain(&["aaaa", "bbbb", "cccc", "dddd"]);
            change(&mut versions);
            let gone = versions_to_forget(&versions, of_one, of_all);
            let expect: Vec<String> = expect
                .iter()
                .map(|number| format!("{}\u{1f}{number:08}", versions[0].of.word()))
                .collect();
            assert_eq!(gone, expect, "{of_one} {of_all}");
        };
        check(9, 16, |_| (), &[]);
        check(3, 99, |_| (), &[1]);
        check(9, 15, |_| (), &[1]);
        check(9, 11, |_| (), &[1, 2]);
        check(3, 11, |_| (), &[1, 2]);
        check(0, 0, |_| (), &[1, 2, 3]);
        // What a gateway held last stays, with all after it.
        let unknown = |all: &mut Vec<Version>| {
            all[2].held = Held::No;
            all[3].held = Held::NotKnown;
        };
        check(0, 0, unknown, &[1]);
        assert!(versions_to_forget(&[], 0, 0).is_empty());
    }
}
