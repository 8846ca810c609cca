//! Which rows a change of several rows did not reach, so that it can be gone on with, also after the tab
//! was closed in between.

use super::entry::{Entry, StoredStep};
use crate::gate::Subject;

/// Returns the rows of a change of several that are known to be as before, and that no later change of
/// the same kind reached or may have reached. A row whose outcome is unknown is not among them: it has
/// to be verified first.
#[must_use]
pub fn unreached<'a>(entry: &'a Entry, all: &[&Entry]) -> Vec<&'a Subject> {
    if entry.subjects.len() < 2 || entry.undoes.is_some() {
        return Vec::new();
    }
    let subjects = entry.subjects.iter().enumerate();
    let unreached = subjects.filter(|(at, subject)| {
        is_unchanged(entry, *at) && !all.iter().any(|later| reached(later, entry, subject))
    });
    unreached.map(|(_, subject)| subject).collect()
}

/// Whether every step of a row changed nothing.
fn is_unchanged(entry: &Entry, subject: usize) -> bool {
    let mut steps = entry.steps.iter().filter(|step| step.subject == subject);
    steps.all(StoredStep::changed_nothing)
}

/// Whether a later entry made the same change to a row, or may have made it.
fn reached(later: &Entry, entry: &Entry, subject: &Subject) -> bool {
    let is_same = later.id != entry.id
        && later.at >= entry.at
        && later.base == entry.base
        && (&later.resource, &later.action) == (&entry.resource, &entry.action);
    let mut subjects = later.subjects.iter().enumerate();
    is_same
        && subjects.any(|(at, other)| {
            let is_row = other.at.id == subject.at.id && other.input == subject.input;
            is_row && !is_unchanged(later, at)
        })
}

#[cfg(test)]
mod tests {
    use super::unreached;
    use crate::domain::table::{check_table, parts};
    use crate::gate::{Outcome, Uncertainty};
    use crate::history::sample::{applied, moving, unknown};

    fn outcome(word: &str) -> Option<Outcome> {
        match word {
            "applied" => applied(),
            "unknown" => unknown(Uncertainty::TooEarly),
            "not-sent" => Some(Outcome::NotSent),
            "not-applied" => Some(Outcome::NotApplied),
            "open" => None,
            other => panic!("{other}"),
        }
    }

    fn rows(text: &str) -> Vec<(&str, Option<Outcome>)> {
        let rows = text.split_whitespace();
        let rows = rows.filter_map(|row| row.split_once('='));
        rows.map(|(key, word)| (key, outcome(word))).collect()
    }

    #[test]
    fn rows_that_a_change_did_not_reach() {
        // The outcomes of `a b c`, then those of a later change of some of them.
        check_table(
            r##"
            a=applied b=not-sent c=not-applied | => b c
            a=applied b=open c=unknown | =>
            a=applied b=not-sent c=not-sent | b=applied => c
            a=applied b=not-sent c=not-sent | b=unknown c=not-sent => c
            a=applied b=not-sent c=not-sent | c=open => b
            # One row is sent again from its review.
            a=not-sent | =>
            "##,
            |line| {
                let [first, then] = parts(line);
                let (first, then) = (moving(1, None, &rows(first)), moving(2, None, &rows(then)));
                let left = unreached(&first, &[&first, &then]);
                let left: Vec<&str> = left.iter().map(|it| it.at.id.as_str()).collect();
                left.join(" ")
            },
        );
    }

    #[test]
    fn an_undo_is_not_gone_on_with() {
        let rows = [("a", applied()), ("b", Some(Outcome::NotSent))];
        assert_eq!(unreached(&moving(2, Some(1), &rows), &[]).len(), 0);
        assert_eq!(unreached(&moving(2, None, &rows), &[]).len(), 1);
    }
}
