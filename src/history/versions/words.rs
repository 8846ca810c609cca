//! What a version comes from, in words, and the text that it is compared with.

use super::{Held, Source, Version};
use crate::text;
use crate::words::Text;

/// Returns what a version comes from.
#[must_use]
pub const fn what(version: &Version) -> Text {
    match (&version.source, version.held) {
        (Source::Seen, _) if version.number == 1 => text!("First seen" / "首次看到"),
        (Source::Seen, _) => text!("Changed elsewhere" / "在别处更改"),
        (Source::Saved(_), Held::Yes) => text!("Saved from here" / "从此处保存"),
        (Source::Saved(_), Held::No) => {
            text!("From here, not applied" / "来自此处，未生效")
        }
        (Source::Saved(_), Held::NotSent) => {
            text!("From here, not sent" / "来自此处，未发送")
        }
        (Source::Saved(_), Held::NotKnown) => {
            text!("From here, not confirmed" / "来自此处，未确认")
        }
    }
}

/// Returns the version that this one is compared with: the newest before it that the gateway held.
#[must_use]
pub fn before(chain: &[Version], number: u32) -> Option<&Version> {
    let earlier = chain.iter().rev().filter(|version| version.number < number);
    let mut held = earlier.filter(|version| version.held == Held::Yes);
    held.next()
}

#[cfg(test)]
mod tests {
    use super::{before, what};
    use crate::domain::ids::EntryId;
    use crate::history::versions::sample::chain;
    use crate::history::versions::{Held, Source};
    use crate::words::{Language, Say};

    #[test]
    fn where_a_version_comes_from() {
        let check = |number: usize, saved: bool, held, expect| {
            let mut version = chain(&["a", "b"]).remove(number - 1);
            version.held = held;
            if saved {
                version.source = Source::Saved(EntryId("e".into()));
            }
            assert_eq!(what(&version).say(Language::English), expect);
        };
        check(1, false, Held::Yes, "First seen");
        check(2, false, Held::Yes, "Changed elsewhere");
        check(2, true, Held::Yes, "Saved from here");
        check(2, true, Held::No, "From here, not applied");
        check(1, true, Held::NotKnown, "From here, not confirmed");
        check(2, true, Held::NotSent, "From here, not sent");
    }

    #[test]
    fn what_a_version_is_compared_with() {
        let mut versions = chain(&["a", "b", "c", "d"]);
        versions[2].held = Held::No;
        let check = |number, expect| {
            let found = before(&versions, number).map(|version| version.number);
            assert_eq!(found, expect, "{number}");
        };
        check(1, None);
        check(2, Some(1));
        check(3, Some(2));
        check(4, Some(2));
    }
}
