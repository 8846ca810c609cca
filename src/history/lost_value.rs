//! Whether a write made a value that is shown once and never arrived: the answer was cut off, or
//! the page was gone before it came.

use super::change::Change;
use crate::domain::ids::KeyId;
use crate::gate::intent::Intent;
use crate::gate::judge::After;
use crate::gate::outcome::Outcome;

/// The keys whose new value nobody got: none where the gateway does not tell which they are.
/// `None` where no value was made, or where it arrived.
#[must_use]
pub fn lost_value(change: &Change) -> Option<Vec<KeyId>> {
    let outcomes = change.steps.iter().filter_map(|step| step.outcome.as_ref());
    let end = outcomes.into_iter().find(|end| end.has_happened())?;
    if !change.intent.makes_a_secret() || change.value_came.unwrap_or_else(|| may_have_come(end)) {
        return None;
    }
    Some(match (&change.intent, end) {
        (Intent::RotateKey { key, .. }, _) => vec![key.clone()],
        (
            _,
            Outcome::Applied {
                after: After::Keys(keys),
                ..
            }
            | Outcome::LandedTwice {
                after: After::Keys(keys),
            },
        ) => keys.clone(),
        _ => Vec::new(),
    })
}

/// Entries of the first versions say only whether an answer came.
const fn may_have_come(end: &Outcome) -> bool {
    !matches!(
        end,
        Outcome::Applied {
            answered: false,
            ..
        }
    )
}

#[cfg(test)]
mod tests {
    use super::lost_value;
    use crate::domain::access::Role;
    use crate::domain::ids::KeyId;
    use crate::domain::key::NewKey;
    use crate::gate::intent::Intent;
    use crate::gate::judge::After;
    use crate::gate::outcome::Outcome;
    use crate::history::undo::tests::top_up_change;

    #[test]
    fn which_values_nobody_got() {
        let keys = || After::Keys(vec![KeyId("new".into())]);
        let once = |after, answered| Some(Outcome::Applied { after, answered });
        let create = || Intent::CreateKey {
            new: NewKey {
                name: "CI".into(),
                limit: None,
                foundation: None,
                expires_at: None,
                pool: None,
            },
            role: Role::Organization,
        };
        let rotate = || Intent::RotateKey {
            key: KeyId("k".into()),
            name: "CI".into(),
            grace_seconds: 0,
        };
        let check = |intent, outcome, came, expect: Option<&[&str]>| {
            let mut change = top_up_change("/", "k", "1", 0, outcome);
            let case = format!("{intent:?} {:?} {came:?}", change.steps[0].outcome);
            (change.intent, change.value_came) = (intent, came);
            let lost = lost_value(&change);
            let lost = lost
                .as_ref()
                .map(|keys| keys.iter().map(KeyId::as_str).collect::<Vec<_>>());
            assert_eq!(lost.as_deref(), expect, "{case}");
        };
        let (new, k): (&[&str], &[&str]) = (&["new"], &["k"]);
        // The answer was cut off, or the page was reloaded before it came.
        check(create(), once(keys(), false), Some(false), Some(new));
        check(rotate(), once(keys(), false), Some(false), Some(k));
        // A yes came, and made no sense.
        check(create(), once(keys(), true), Some(false), Some(new));
        // In an operator's own pool the keys are only counted.
        check(
            create(),
            once(After::Count(3), false),
            Some(false),
            Some(&[]),
        );
        let twice = || Some(Outcome::LandedTwice { after: keys() });
        check(create(), twice(), Some(false), Some(new));
        // It was shown, whatever was read of it later.
        check(create(), once(keys(), true), Some(true), None);
        check(create(), once(keys(), false), Some(true), None);
        check(create(), twice(), Some(true), None);
        // Nothing was made, as far as is known.
        check(create(), None, Some(false), None);
        check(create(), Some(Outcome::NotLanded), Some(false), None);
        // An entry of the first versions.
        check(create(), once(keys(), true), None, None);
        check(create(), once(keys(), false), None, Some(new));
        check(rotate(), once(keys(), false), None, Some(k));
        check(create(), twice(), None, None);
        // It makes no value.
        let top_up = top_up_change("/", "k", "1", 0, None).intent;
        check(top_up, once(keys(), false), None, None);
    }
}
