//! A document of ratios as the lines of a table, beside what it was when editing began.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::diff::{Change, is_same};
use super::holds::Holds;
use super::ratios::Ratios;
use crate::domain::exact::Exact;

/// How an entry stands to what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It cannot be saved: no number of 0 or more, or no name.
    Faulty,
    /// It is no longer in the document.
    Gone,
    /// It was not in the document.
    New,
    /// It has another ratio.
    Changed,
    /// It is as it was, perhaps in another spelling.
    Same,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// The text of the ratio; `None` if the name is gone.
    pub ratio: Option<String>,
    /// The text of the ratio when editing began.
    pub before: Option<String>,
    /// How it stands to that.
    pub state: State,
}

/// By what the lines are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The order of the document; names that are gone follow.
    Document,
    /// The name.
    Name,
    /// The ratio, as a number, or the name that stands in its place.
    Ratio,
    /// What was changed first.
    State,
}

impl Line {
    /// Returns the ratio divided by what it was, rounded; `None` where that says nothing.
    #[must_use]
    pub fn factor(&self) -> Option<Exact> {
        let read = |text: &Option<String>| Exact::read(text.as_deref()?);
        let changed = self.state == State::Changed;
        Some(read(&self.ratio)?.over(&read(&self.before)?)?.value).filter(|_| changed)
    }

    /// Returns whether its name holds a text, which is in lower case.
    #[must_use]
    pub fn is_found(&self, text: &str) -> bool {
        text.is_empty() || self.name.to_lowercase().contains(text)
    }
}

/// Returns a number as a person reads it, without an exponent: `0.0000002` for `2e-7`. What is no number,
/// or would be longer than thirty characters, stays as it is written.
#[must_use]
pub fn without_exponent(ratio: &str) -> Cow<'_, str> {
    let number = ratio
        .contains(['e', 'E'])
        .then(|| Exact::read(ratio))
        .flatten();
    let plain = number.map(|number| number.plain());
    match plain.filter(|plain| plain.len() <= 30) {
        Some(plain) => Cow::Owned(plain),
        None => Cow::Borrowed(ratio),
    }
}

/// Returns the lines of a document; `base` is what it was, if that could be read. Of a name that stands
/// twice the last one is shown, which counts, and is at fault.
#[must_use]
pub fn lines(base: Option<&Ratios<'_>>, now: &Ratios<'_>, holds: Holds) -> Vec<Line> {
    let before = base.map_or_else(HashMap::new, Ratios::by_name);
    let last = now.by_name();
    let mut seen = HashSet::with_capacity(last.len());
    let names = now.entries().map(|(name, _)| name);
    let twice: HashSet<&str> = names.filter(|name| !seen.insert(*name)).collect();
    let mut lines: Vec<Line> = Vec::new();
    for (name, ratio) in now
        .entries()
        .filter(|(name, ratio)| last.get(name) == Some(ratio))
    {
        let before = before.get(name).map(|before| before.text);
        let state = match before {
            _ if name.is_empty() || twice.contains(name) => State::Faulty,
            before if holds.problem(before, ratio.text).is_some() => State::Faulty,
            None => State::New,
            Some(before) if is_same(before, ratio.text) => State::Same,
            Some(_) => State::Changed,
        };
        lines.push(Line {
            name: name.to_owned(),
            ratio: Some(ratio.text.to_owned()),
            before: before.map(str::to_owned),
            state,
        });
    }
    let gone = base.into_iter().flat_map(Ratios::entries);
    for (name, ratio) in gone.filter(|(name, _)| !last.contains_key(name)) {
        if lines
            .iter()
            .rev()
            .take_while(|line| line.ratio.is_none())
            .all(|line| line.name != name)
        {
            lines.push(Line {
                name: name.to_owned(),
                ratio: None,
                before: Some(ratio.text.to_owned()),
                state: State::Gone,
            });
        }
    }
    lines
}

/// How many entries mean something else than they did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With another ratio.
    pub changed: usize,
    /// That were not there.
    pub new: usize,
    /// That are no longer there.
    pub gone: usize,
}

impl Counts {
    /// Counts lines, by the same rule as [`super::diff()`].
    #[must_use]
    pub fn of(lines: &[Arc<Line>]) -> Self {
        let mut counts = Self::default();
        for line in lines.iter().filter(|line| line.state != State::Same) {
            match (&line.before, &line.ratio) {
                (None, _) => counts.new += 1,
                (_, None) => counts.gone += 1,
                (Some(before), Some(now)) => counts.changed += usize::from(!is_same(before, now)),
            }
        }
        counts
    }

    /// Counts changes.
    #[must_use]
    pub fn of_changes(changes: &[Change]) -> Self {
        let mut counts = Self::default();
        for change in changes {
            match (&change.before, &change.after) {
                (None, _) => counts.new += 1,
                (_, None) => counts.gone += 1,
                _ => counts.changed += 1,
            }
        }
        counts
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn are_none(self) -> bool {
        self == Self::default()
    }
}

/// Returns the lines as shared ones; each that is in its place of `earlier` already is that one, so that
/// it need not be drawn again.
#[must_use]
pub fn shared(lines: Vec<Line>, earlier: &[Arc<Line>]) -> Vec<Arc<Line>> {
    let lines = lines.into_iter().enumerate();
    let lines = lines.map(|(at, line)| match earlier.get(at) {
        Some(same) if **same == line => Arc::clone(same),
        _ => Arc::new(line),
    });
    lines.collect()
}

/// Returns the places of the lines that hold a text, in an order.
#[must_use]
pub fn arranged(lines: &[Arc<Line>], text: &str, by: By, descending: bool) -> Vec<usize> {
    let text = text.trim().to_lowercase();
    if text.is_empty() && by == By::Document && !descending {
        return (0..lines.len()).collect();
    }
    let found = lines.iter().map(|line| &**line).enumerate();
    let found = found.filter(|(_, line)| line.is_found(&text));
    let mut found: Vec<(usize, &Line)> = found.collect();
    let number = |line: &Line| line.ratio.as_deref().and_then(Exact::read);
    match by {
        By::Document => {}
        By::Name => found.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name)),
        By::Ratio => found.sort_by_cached_key(|(_, line)| {
            let number = number(line);
            // What is no number is ordered as text.
            let text = number.is_none().then(|| line.ratio.clone());
            (Numbered(number), text)
        }),
        By::State => found.sort_by_key(|(_, line)| line.state),
    }
    let mut places: Vec<usize> = found.into_iter().map(|(place, _)| place).collect();
    if descending {
        places.reverse();
    }
    places
}

/// Orders numbers, and what is none behind them.
#[derive(PartialEq, Eq)]
struct Numbered(Option<Exact>);

impl PartialOrd for Numbered {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Numbered {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{By, Counts, arranged, lines, shared, without_exponent};
    use crate::domain::table::{check_table, parts};
    use crate::pricing::{BelowZero, Change, Holds, Ratios, diff};

    const NUMBERS: Holds = Holds::Numbers(BelowZero::Stays);

    #[test]
    fn numbers_as_a_person_reads_them() {
        let check =
            |ratio: &str, expect: &str| assert_eq!(without_exponent(ratio), expect, "{ratio}");
        check("2e-7", "0.0000002");
        check("1E3", "1000");
        check("2.50", "2.50");
        check("1e-400", "1e-400");
        check("free", "free");
        check("\"e\"", "\"e\"");
    }

    #[test]
    fn lines_and_how_they_stand() {
        check_table(
            r##"
            {"a":1,"b":2} | {"a":1.0,"b":3} => a 1.0 Same; b 3 Changed ×1.5
            {"a":1,"b":2} | {"b":2,"c":0} => b 2 Same; c 0 New; a - Gone
            {"a":1} | {"a":null,"":1,"c":-1} => a null Faulty;  1 Faulty; c -1 Faulty
            {"a":1,"a":2} | {} => a - Gone
            {"a":1} | {"a":2,"a":3} => a 3 Faulty
            {"a":0} | {"a":3} => a 3 Changed
            {"a":-5,"b":-5} | {"a":-5,"b":-6} => a -5 Same; b -6 Faulty
            "##,
            |line| {
                let [base, now] = parts(line);
                let read = |text| Ratios::read(text).expect("a document");
                let (base, now) = (read(base), read(now));
                let found = lines(Some(&base), &now, NUMBERS);
                counted_as_compared(&base, &now);
                let found = found.iter().map(|line| {
                    let ratio = line.ratio.as_deref().unwrap_or("-");
                    let by = line.factor();
                    let by = by.map_or_else(String::new, |by| format!(" ×{}", by.plain()));
                    format!("{} {ratio} {:?}{by}", line.name, line.state)
                });
                found.collect::<Vec<_>>().join("; ")
            },
        );
    }

    /// The counts are those of a comparison of the documents.
    fn counted_as_compared(base: &Ratios<'_>, now: &Ratios<'_>) {
        let counts = Counts::of(&shared(lines(Some(base), now, NUMBERS), &[]));
        let changes = diff(base, now).changes;
        let count = |is: fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
        let expect = Counts {
            changed: count(|change| change.before.is_some() && change.after.is_some()),
            new: count(|change| change.before.is_none()),
            gone: count(|change| change.after.is_none()),
        };
        assert_eq!(counts, expect, "{} {}", base.text(), now.text());
    }

    #[test]
    fn a_line_that_stays_is_the_same_one() {
        let read = |text| Ratios::read(text).expect("a document");
        let base = read(r#"{"a":1,"b":2,"c":3}"#);
        let earlier = shared(lines(Some(&base), &base, NUMBERS), &[]);
        let now = lines(Some(&base), &read(r#"{"a":1,"b":5,"c":3,"d":4}"#), NUMBERS);
        let now = shared(now, &earlier);
        let same = now
            .iter()
            .zip(&earlier)
            .map(|(now, earlier)| Arc::ptr_eq(now, earlier));
        assert_eq!(same.collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(now.len(), 4);
    }

    #[test]
    fn lines_are_searched_and_ordered() {
        let base = Ratios::read(r#"{"GPT-b":10,"gpt-a":2,"claude":1e1}"#).expect("a document");
        let now = r#"{"GPT-b":10,"gpt-a":0.5,"claude":1e1,"odd":"x"}"#;
        let found = lines(
            Some(&base),
            &Ratios::read(now).expect("a document"),
            NUMBERS,
        );
        let found = shared(found, &[]);
        let check = |text, by, descending, expect: &[usize]| {
            assert_eq!(
                arranged(&found, text, by, descending),
                expect,
                "{text} {by:?}"
            );
        };
        check("", By::Document, false, &[0, 1, 2, 3]);
        check(" gpt", By::Document, false, &[0, 1]);
        check("", By::Name, false, &[0, 2, 1, 3]);
        check("", By::Ratio, false, &[1, 0, 2, 3]);
        check("", By::Ratio, true, &[3, 2, 0, 1]);
        check("", By::State, false, &[3, 1, 0, 2]);
        check("none", By::Name, false, &[]);
    }
}
