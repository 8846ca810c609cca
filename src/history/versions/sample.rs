//! A chain of versions for the tests of this module.

use super::{DocumentKey, Held, Source, Version, sealed};
use crate::domain::ids::{ProfileId, id};
use crate::domain::time::UnixMillis;
use crate::schema::Locator;

/// Makes a version that is not sealed yet.
pub(crate) fn version(text: &str, at: i64) -> Version {
    Version {
        of: DocumentKey::of("/", &Locator::of_id("things", "a"), &id("note")),
        number: 0,
        at: UnixMillis(at),
        profile: ProfileId("p".into()),
        gateway: "G".into(),
        dialect: "sample".into(),
        name: "A".into(),
        source: Source::Seen,
        reason: String::new(),
        held: Held::Yes,
        text: text.into(),
        previous: String::new(),
        hash: String::new(),
    }
}

/// Makes a chain of seen texts, a millisecond apart.
pub(crate) fn chain(texts: &[&str]) -> Vec<Version> {
    let mut chain: Vec<Version> = Vec::new();
    for (text, at) in texts.iter().zip(1..) {
        let next = sealed(chain.last(), version(text, at));
        chain.push(next);
    }
    chain
}
