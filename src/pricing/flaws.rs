//! Where a text is no sound document of ratios: the place where it is not JSON, or each entry that cannot
//! be saved as it is.

use std::ops::Range;

use super::ratios::{Fault, NotRatios, Ratios};

/// Something wrong at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The bytes of the text; empty in an empty text.
    pub place: Range<usize>,
    /// What is wrong there.
    pub what: Wrong,
}

/// What can be wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The text is no document of ratios.
    Text(NotRatios),
    /// The entry is faulty.
    Entry(Fault),
}

/// Returns what is wrong in a text, in its order. A number below 0 that `base` holds too is left alone:
/// some gateways give it a meaning.
#[must_use]
pub fn flaws(base: Option<&Ratios<'_>>, text: &str) -> Vec<Flaw> {
    match Ratios::read(text) {
        Ok(ratios) => flaws_of(base, &ratios),
        Err(why) => vec![Flaw {
            place: place_of(why, text),
            what: Wrong::Text(why),
        }],
    }
}

/// Returns where a text is not JSON; `None` for JSON of any kind, and for a blank text.
#[must_use]
pub fn not_json(text: &str) -> Option<Flaw> {
    if text.trim().is_empty() {
        return None;
    }
    let why = Ratios::read(text).err();
    let why = why.filter(|why| matches!(why, NotRatios::NotJson { .. }))?;
    Some(Flaw {
        place: place_of(why, text),
        what: Wrong::Text(why),
    })
}

/// Returns the faulty entries of a document of names.
#[must_use]
pub fn flaws_of_names(names: &Ratios<'_>) -> Vec<Flaw> {
    let faults = names.faults_of_names();
    let flaw = |(place, fault)| Flaw {
        place,
        what: Wrong::Entry(fault),
    };
    faults.map(flaw).collect()
}

/// Returns the faulty entries of a document, as [`flaws`] does.
#[must_use]
pub fn flaws_of(base: Option<&Ratios<'_>>, ratios: &Ratios<'_>) -> Vec<Flaw> {
    let is_kept = |fault: &Fault, place: &Range<usize>| match fault {
        Fault::Negative(name) => {
            let before = base.and_then(|base| base.ratio(name));
            before.is_some() && before == ratios.text().get(place.clone())
        }
        _ => false,
    };
    let faults = ratios.faults_with_places();
    faults
        .filter(|(place, fault)| !is_kept(fault, place))
        .map(|(place, fault)| Flaw {
            place,
            what: Wrong::Entry(fault),
        })
        .collect()
}

/// Returns the character from which on a text is not JSON; all of a text that is no object.
fn place_of(why: NotRatios, text: &str) -> Range<usize> {
    let NotRatios::NotJson { line, column } = why else {
        let begins = text.len() - text.trim_start().len();
        return begins..text.trim_end().len();
    };
    let begins = match line.checked_sub(2) {
        Some(breaks) => text
            .match_indices('\n')
            .nth(breaks)
            .map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    let rest = text.get(begins..).unwrap_or_default();
    let mut letters = rest.char_indices();
    match letters.nth(column.saturating_sub(1)) {
        Some((at, letter)) => begins + at..begins + at + letter.len_utf8(),
        // It ends too early: the last character stands for what is missing.
        None => {
            let last = text.chars().next_back().map_or(0, char::len_utf8);
            text.len() - last..text.len()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrong, flaws, not_json};
    use crate::domain::table::{check_table, parts};
    use crate::pricing::Ratios;

    #[test]
    fn flaws_have_places() {
        check_table(
            r##"
            {} | {"a":1,"b":0.5} =>
            {} | {"a":1 => 1: NotJson
            {} | {"组":1, "b":} => }: NotJson
            {} | {"a":1,} => }: NotJson
            {} | [1,2] => [1,2]: NotAnObject
            {} | {"a": "0.4","b":null,"c":-1} => "0.4": NotANumber; null: Null; -1: Negative
            {} | {"组":1,"组" :2,"": 3} => "组": Twice; "组": Twice; "": NoName
            {"a":-5,"b":-5} | {"a":-5,"b":-6,"c":-5} => -6: Negative; -5: Negative
            "##,
            |line| {
                let [base, now] = parts(line);
                let base = Ratios::read(base).expect("a document");
                let found = flaws(Some(&base), now);
                let found = found.iter().map(|flaw| {
                    let what = match &flaw.what {
                        Wrong::Text(why) => format!("{why:?}"),
                        Wrong::Entry(fault) => format!("{fault:?}"),
                    };
                    let what = what.split(['(', ' ']).next().unwrap_or_default();
                    format!("{}: {what}", &now[flaw.place.clone()])
                });
                found.collect::<Vec<_>>().join("; ")
            },
        );
    }

    #[test]
    fn a_place_is_found_in_its_line() {
        let check = |text: &str, expect: std::ops::Range<usize>| {
            assert_eq!(flaws(None, text)[0].place, expect, "{text:?}");
        };
        check("", 0..0);
        check("{", 0..1);
        check("{\n  \"组\": 1,\n}", 14..15);
        check("{\r\n\"a\": x}", 8..9);
        check("{\n\n\n", 3..4);
    }

    #[test]
    fn json_of_any_kind_has_no_flaw() {
        let check = |text: &str, expect: Option<std::ops::Range<usize>>| {
            assert_eq!(not_json(text).map(|flaw| flaw.place), expect, "{text:?}");
        };
        check("", None);
        check(" \n", None);
        check("[1]", None);
        check(r#"{"a":null}"#, None);
        check(r#"{"a":nul}"#, Some(8..9));
    }
}
