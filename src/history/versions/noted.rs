//! What is added to a chain: a text that was seen and is news, and the texts of a change, before it is
//! sent. Decides only; nothing is stored here.

use super::{DocumentKey, Held, Source, Version, sealed};
use crate::domain::ids::Id;
use crate::gate::Outcome;
use crate::history::entry::{Entry, StoredStep};
use crate::schema::{Check, Document, Locator, Value};

/// Returns whether a field of a resource is a document whose versions are kept.
pub type VersionedField<'a> = &'a dyn Fn(&str, &str) -> bool;

/// A document that a change sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The document.
    pub of: DocumentKey,
    /// The row's name.
    pub name: String,
    /// The text before.
    pub before: String,
    /// The text that is sent.
    pub text: String,
    /// Whether the gateway held it, as far as is known.
    pub held: Held,
}

/// Returns the documents that an entry sets, each once, in the order of its steps.
#[must_use]
pub fn saved_by(entry: &Entry, is_versioned: VersionedField<'_>) -> Vec<Saved> {
    let mut found: Vec<Saved> = Vec::new();
    // What a repeat leaves to another attempt stands in that attempt's version.
    let elsewhere = |step: &&StoredStep| step.outcome == Some(Outcome::InAnotherAttempt);
    for step in entry.steps.iter().filter(|step| !elsewhere(step)) {
        let Some((at, field, before, to)) = document_of(step, is_versioned) else {
            continue;
        };
        let of = DocumentKey::of(&entry.base, at, field);
        if found.iter().all(|saved| saved.of != of) {
            found.push(Saved {
                of,
                name: at.label().to_owned(),
                before: words(before),
                text: words(to),
                held: held(step),
            });
        }
    }
    found
}

fn document_of<'a>(
    step: &'a StoredStep,
    is_versioned: VersionedField<'_>,
) -> Option<(&'a Locator, &'a Id, &'a Value, &'a Value)> {
    step.checks.iter().find_map(|check| match check {
        Check::Becomes {
            at,
            field,
            before,
            to,
        } if is_versioned(&at.of, field) => Some((at, field, before, to)),
        _ => None,
    })
}

/// Returns the text of a document; none is an empty text.
fn words(value: &Value) -> String {
    match value {
        Value::Document(Document(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Returns whether the gateway held what a step sent.
fn held(step: &StoredStep) -> Held {
    let restored = step.compensation.as_ref();
    let restored = restored.and_then(|compensation| compensation.outcome.as_ref());
    match &step.outcome {
        _ if restored.is_some_and(Outcome::was_applied) => Held::No,
        Some(Outcome::NotSent | Outcome::Outdated { .. }) => Held::NotSent,
        Some(outcome) if outcome.was_applied() => Held::Yes,
        Some(outcome) if outcome.changed_nothing() => Held::No,
        _ => Held::NotKnown,
    }
}

/// Returns whether a text that was seen now is news: not the newest one that the gateway is known to
/// have held, and not one that was sent since and whose outcome is still to be known.
#[must_use]
pub fn is_news(chain: &[Version], text: &str) -> bool {
    for version in chain.iter().rev() {
        match version.held {
            Held::Yes => return version.text != text,
            Held::NotKnown if version.text == text => return false,
            Held::NotKnown | Held::No | Held::NotSent => {}
        }
    }
    true
}

/// Returns the versions to store for a change: the text before, if it is news, and the text that is
/// sent; or the sent one again, when more is known of it.
#[must_use]
pub fn additions(chain: &[Version], saved: &Saved, entry: &Entry) -> Vec<Version> {
    let is_it = |version: &&Version| version.source == Source::Saved(entry.id.clone());
    if let Some(known) = chain.iter().find(is_it) {
        let changed = known.held != saved.held;
        let now = Version {
            held: saved.held,
            ..known.clone()
        };
        return changed.then_some(now).into_iter().collect();
    }
    let noted = |source, held, text: &str, reason: &str| Version {
        of: saved.of.clone(),
        number: 0,
        at: entry.at,
        profile: entry.profile.clone(),
        gateway: entry.gateway.clone(),
        dialect: entry.dialect.clone(),
        name: saved.name.clone(),
        source,
        reason: reason.to_owned(),
        held,
        text: text.to_owned(),
        previous: String::new(),
        hash: String::new(),
    };
    let mut added: Vec<Version> = Vec::new();
    if is_news(chain, &saved.before) {
        let before = noted(Source::Seen, Held::Yes, &saved.before, "");
        added.push(sealed(chain.last(), before));
    }
    let source = Source::Saved(entry.id.clone());
    let sent = noted(source, saved.held, &saved.text, &entry.reason);
    let last = added.last().or(chain.last());
    let sent = sealed(last, sent);
    added.push(sent);
    added
}

#[cfg(test)]
mod tests {
    use super::{additions, is_news, saved_by};
    use crate::gate::{Outcome, Uncertainty};
    use crate::history::Entry;
    use crate::history::sample::{applied, raise, unknown};
    use crate::history::versions::sample::chain;
    use crate::history::versions::{Held, Source, Version, check_chain};
    use crate::schema::{Check, Document, FieldValue, Locator};

    fn saving(at: i64, before: &str, to: &str, outcome: Option<Outcome>) -> Entry {
        let mut entry = raise("/", "a", "1", at, outcome);
        entry.reason = "cheaper".into();
        let document = |text: &str| Document(text.to_owned()).value();
        entry.steps[0].checks = vec![Check::Becomes {
            at: Locator::of_id("things", "a"),
            field: crate::domain::ids::id("note"),
            before: document(before),
            to: document(to),
        }];
        entry
    }

    fn is_versioned(resource: &str, field: &str) -> bool {
        (resource, field) == ("things", "note")
    }

    /// Stores what an entry adds, as the store does: by number.
    fn store(chain: &mut Vec<Version>, entry: &Entry) {
        for saved in saved_by(entry, &is_versioned) {
            for added in additions(chain, &saved, entry) {
                chain.retain(|known| known.number != added.number);
                chain.push(added);
                chain.sort_by_key(|version| version.number);
            }
        }
    }

    fn told(chain: &[Version]) -> String {
        let each = chain.iter().map(|version| {
            let source = match version.source {
                Source::Seen => "seen",
                Source::Saved(_) => "saved",
            };
            format!("{source} {} {:?}", version.text, version.held)
        });
        each.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_a_change_adds() {
        let mut known = Vec::new();
        let sent = saving(1, "a", "b", None);
        store(&mut known, &sent);
        assert_eq!(told(&known), "seen a Yes, saved b NotKnown");
        // Recorded again with its outcome, it is the same version.
        let ended = saving(1, "a", "b", applied());
        store(&mut known, &ended);
        store(&mut known, &ended);
        assert_eq!(told(&known), "seen a Yes, saved b Yes");
        assert_eq!(known[1].reason, "cheaper");
        // The text before is the one that was sent, so nothing was seen.
        store(&mut known, &saving(2, "b", "c", Some(Outcome::NotApplied)));
        assert_eq!(told(&known), "seen a Yes, saved b Yes, saved c No");
        // Somebody else wrote in between.
        store(
            &mut known,
            &saving(3, "x", "c", unknown(Uncertainty::TooEarly)),
        );
        assert_eq!(
            told(&known[3..]),
            "seen x Yes, saved c NotKnown",
            "{known:?}"
        );
        assert_eq!(check_chain(&known), Ok(()));
        let mut other = saving(4, "a", "b", None);
        other.steps[0].outcome = Some(Outcome::InAnotherAttempt);
        assert_eq!(saved_by(&other, &is_versioned), vec![]);
        assert_eq!(saved_by(&ended, &|_, _| false), vec![]);
    }

    #[test]
    fn what_is_news() {
        let check = |held: &[Held], text: &str, expect| {
            let mut chain = chain(&["a", "b", "c"]);
            for (version, held) in chain.iter_mut().zip(held) {
                version.held = *held;
            }
            assert_eq!(is_news(&chain, text), expect, "{held:?} {text}");
        };
        let (yes, no, open) = (Held::Yes, Held::No, Held::NotKnown);
        check(&[yes, yes, yes], "c", false);
        check(&[yes, yes, yes], "b", true);
        // What was sent and may have arrived is not news; what stood before it is not, either.
        check(&[yes, yes, open], "c", false);
        check(&[yes, yes, open], "b", false);
        check(&[yes, yes, open], "a", true);
        check(&[yes, yes, no], "c", true);
        check(&[yes, yes, no], "b", false);
        check(&[no, no, no], "c", true);
        assert!(is_news(&[], ""));
    }
}
