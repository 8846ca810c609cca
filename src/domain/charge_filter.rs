//! Which pending charges a list shows. Knows nothing of how much of the list is loaded.

use super::charge::{Age, PendingCharge};
use super::entity::Found;
use super::filter::Filter;
use super::ids::KeyId;
use super::time::UnixSeconds;

/// What a row must be to show. Empty words filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChargeFilter {
    /// Text that must occur, in lower case.
    pub search: String,
    /// A kind's word, as the gateway sends it.
    pub kind: String,
    /// An age's word, see [`Age::word`].
    pub age: String,
    /// A key's id.
    pub key: String,
}

impl Filter<PendingCharge> for ChargeFilter {
    fn shows(&self, found: &Found<PendingCharge>, now: UnixSeconds) -> bool {
        let charge = &found.row;
        let key = charge.key.as_ref().map_or("", KeyId::as_str);
        found.haystack.contains(&self.search)
            && (self.kind.is_empty() || charge.kind.as_deref() == Some(&self.kind))
            && (self.age.is_empty() || Age::of(charge.created_at, now).word() == self.age)
            && (self.key.is_empty() || key == self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::ChargeFilter;
    use crate::domain::charge::PendingCharge;
    use crate::domain::charge::tests::charge;
    use crate::domain::entity::Found;
    use crate::domain::filter::Filter;
    use crate::domain::time::UnixSeconds;

    #[test]
    fn which_rows_show() {
        let row = Found::of(PendingCharge {
            kind: Some("Reversal".into()),
            model: Some("GPT-5.4".into()),
            created_at: Some(UnixSeconds(0)),
            ..charge("key_01", None)
        });
        let check = |(search, kind, age, key): (&str, &str, &str, &str), expect| {
            let filter = ChargeFilter {
                search: search.into(),
                kind: kind.into(),
                age: age.into(),
                key: key.into(),
            };
            let shows = filter.shows(&row, UnixSeconds(3_601));
            assert_eq!(shows, expect, "{filter:?}");
        };
        check(("", "", "", ""), true);
        check(("gpt-5", "", "", ""), true);
        check(("claude", "", "", ""), false);
        check(("", "Reversal", "", ""), true);
        check(("", "reversal", "", ""), false);
        check(("", "", "old", ""), true);
        check(("", "", "stuck", ""), false);
        check(("", "", "", "key_01"), true);
        check(("", "", "", "key_0"), false);
        check(("gpt", "Reversal", "old", "key_01"), true);
    }

    #[test]
    fn what_has_no_word_passes_only_what_asks_for_none() {
        let row = Found::of(charge("key_01", None));
        let filter = ChargeFilter {
            kind: "request".into(),
            ..ChargeFilter::default()
        };
        assert!(!filter.shows(&row, UnixSeconds(0)));
        assert!(ChargeFilter::default().shows(&row, UnixSeconds(0)));
    }
}
