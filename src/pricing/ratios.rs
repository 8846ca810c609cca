//! An object of names and ratios, read with the place of each entry in its text.

use std::borrow::Cow;
mod nested;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Value as Json;

use super::holds::problem_of_name;
use crate::domain::decimal;

pub use nested::{beside, last_step, nested, outer_step, place, twice};

/// Decimals at which two ratios are compared: more than anyone writes.
const DECIMALS: u32 = 12;

/// Why a text is no document of ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRatios {
    /// It is not JSON from this place on, both counted from 1 and in characters.
    NotJson {
        /// The line.
        line: usize,
        /// The character in the line.
        column: usize,
    },
    /// It is JSON, but not an object.
    NotAnObject,
}

/// What is wrong with an entry. A gateway stores it all the same, and bills by something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The name is empty.
    NoName,
    /// The name stands more than once; the last one counts. Each place is a fault.
    Twice(String),
    /// The ratio is null.
    Null(String),
    /// The ratio is not a number, or larger than a 64-bit float.
    NotANumber(String),
    /// The ratio is below zero.
    Negative(String),
    /// It should be a name, and is none.
    NotAName(String),
}

/// An entry: its name, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry<'a> {
    name: Cow<'a, str>,
    /// Where the name begins, with its quote.
    begins: usize,
    /// The text of the ratio.
    ratio: Range<usize>,
}

/// A ratio as it stands in a text. Two are equal if they are the same place of the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio<'a> {
    /// Its text.
    pub text: &'a str,
    at: usize,
}

/// A document of ratios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratios<'a> {
    text: &'a str,
    entries: Vec<Entry<'a>>,
    /// Just behind the opening brace.
    inside: usize,
}

impl<'a> Ratios<'a> {
    /// Reads a text. Entries may be faulty: [`Ratios::fault`] tells.
    ///
    /// # Errors
    /// When the text is not a JSON object.
    pub fn read(text: &'a str) -> Result<Self, NotRatios> {
        // A document is read at each keystroke. Without escapes its grammar is all there is to check.
        let checked = match text.contains("\\u") {
            true => serde_json::from_str::<Json>(text).map(drop),
            false => serde_json::from_str::<IgnoredAny>(text).map(drop),
        };
        match checked {
            Ok(()) if text.trim_start().starts_with('{') => {
                Ok(scan(text).ok_or(NotRatios::NotAnObject)?)
            }
            Ok(()) => Err(NotRatios::NotAnObject),
            Err(error) => {
                let line = text.lines().nth(error.line().saturating_sub(1));
                let bytes = error.column().saturating_sub(1);
                let before = line.and_then(|line| line.get(..bytes.min(line.len())));
                Err(NotRatios::NotJson {
                    line: error.line(),
                    column: before.map_or(bytes, |before| before.chars().count()) + 1,
                })
            }
        }
    }

    /// Returns the names in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.name)
    }

    /// Returns the whole text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the names with their ratios, in the order of the text.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Ratio<'a>)> {
        self.entries.iter().map(|entry| {
            let ratio = Ratio {
                text: self.text.get(entry.ratio.clone()).unwrap_or_default(),
                at: entry.ratio.start,
            };
            (&*entry.name, ratio)
        })
    }

    /// Returns the ratio of each name; the last one if the name stands more than once.
    #[must_use]
    pub fn by_name(&self) -> HashMap<&str, Ratio<'a>> {
        self.entries().collect()
    }

    /// Returns the text of a ratio; of the last one if the name stands more than once.
    #[must_use]
    pub fn ratio(&self, name: &str) -> Option<&'a str> {
        let mut entries = self.entries.iter().rev();
        let entry = entries.find(|entry| entry.name == name)?;
        self.text.get(entry.ratio.clone())
    }

    /// Returns the first fault of an entry.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.faults().next()
    }

    /// Returns the faults of the entries, at most one of each.
    pub fn faults(&self) -> impl Iterator<Item = Fault> {
        self.faults_with_places().map(|(_, fault)| fault)
    }

    /// Returns the faults of the entries with the bytes that are at fault: the name, or the ratio.
    pub fn faults_with_places(&self) -> impl Iterator<Item = (Range<usize>, Fault)> {
        self.faults_by(|ratio| {
            // Nearly all are: reading ten thousand of them as decimals takes longer than a frame.
            if is_plain(ratio) {
                return None;
            }
            match decimal::size(ratio, DECIMALS) {
                _ if ratio == "null" => Some(Fault::Null),
                None => Some(Fault::NotANumber),
                Some(size) if size < 0 => Some(Fault::Negative),
                Some(_) => None,
            }
        })
    }

    /// Returns the same of a document that holds names.
    pub fn faults_of_names(&self) -> impl Iterator<Item = (Range<usize>, Fault)> {
        self.faults_by(|value| problem_of_name(value).map(|_| Fault::NotAName as fn(String) -> _))
    }

    fn faults_by(
        &self,
        of_value: impl Fn(&str) -> Option<fn(String) -> Fault>,
    ) -> impl Iterator<Item = (Range<usize>, Fault)> {
        let mut seen = HashSet::with_capacity(self.entries.len());
        let names = self.entries.iter().map(|entry| &*entry.name);
        let twice: HashSet<&str> = names.filter(|name| !seen.insert(*name)).collect();
        self.entries.iter().filter_map(move |entry| {
            let name = || entry.name.clone().into_owned();
            let of_name = || {
                let ends = end_of_text(self.text.as_bytes(), entry.begins);
                entry.begins..ends.unwrap_or(entry.ratio.start)
            };
            let ratio = self.text.get(entry.ratio.clone()).unwrap_or_default();
            if entry.name.trim().is_empty() {
                Some((of_name(), Fault::NoName))
            } else if twice.contains(&*entry.name) {
                Some((of_name(), Fault::Twice(name())))
            } else {
                Some((entry.ratio.clone(), of_value(ratio)?(name())))
            }
        })
    }

    /// Returns the text with one ratio changed, or with a new entry at the end, spaced like the last
    /// one. Every other byte stays.
    #[must_use]
    pub fn with(&self, name: &str, ratio: &str) -> String {
        self.with_all(&[(name, ratio)])
    }

    /// Returns the text with several ratios changed, or added at the end, as [`Ratios::with`] does with
    /// one. Each name is given once.
    #[must_use]
    pub fn with_all(&self, ratios: &[(&str, &str)]) -> String {
        let wanted: HashMap<&str, &str> = ratios.iter().copied().collect();
        let places: HashMap<&str, usize> = self
            .entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (&*entry.name, place))
            .collect();
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for (place, entry) in self.entries.iter().enumerate() {
            // Of a name that stands more than once the last one counts.
            let is_last = places.get(&*entry.name) == Some(&place);
            if let Some(ratio) = wanted.get(&*entry.name).filter(|_| is_last) {
                text.push_str(self.text.get(from..entry.ratio.start).unwrap_or_default());
                text.push_str(ratio);
                from = entry.ratio.end;
            }
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        let added = ratios.iter().filter(|(name, _)| !places.contains_key(name));
        let added: Vec<&(&str, &str)> = added.collect();
        match (added.is_empty(), Ratios::read(&text)) {
            (false, Ok(changed)) => changed.appended(&added),
            _ => text,
        }
    }

    /// Returns the text with new entries at the end.
    fn appended(&self, added: &[&(&str, &str)]) -> String {
        let Some(last) = self.entries.last() else {
            let all = added
                .iter()
                .map(|(name, ratio)| format!("{}:{ratio}", Json::from(*name)));
            let all = all.collect::<Vec<_>>().join(",");
            return self.replaced(self.inside..self.inside, &all);
        };
        let part = |range| self.text.get(range).unwrap_or_default();
        // Without an earlier entry the blanks behind the brace are what a line begins with.
        let gap = match self.entries.iter().rev().nth(1) {
            Some(before) => part(before.ratio.end..last.begins).to_owned(),
            None => format!(",{}", part(self.inside..last.begins)),
        };
        let colon = part(last.begins..last.ratio.start);
        let colon = colon.get(colon.rfind(':').unwrap_or(0)..).unwrap_or(":");
        let end = last.ratio.end;
        let all = added
            .iter()
            .map(|(name, ratio)| format!("{gap}{}{colon}{ratio}", Json::from(*name)));
        self.replaced(end..end, &all.collect::<String>())
    }

    /// Returns the text without a name, wherever it stands. Every other entry stays as it is.
    #[must_use]
    pub fn without(&self, name: &str) -> String {
        let Some(place) = self.entries.iter().position(|entry| entry.name == name) else {
            return self.text.to_owned();
        };
        let at = |place: usize| self.entries.get(place);
        let Some(entry) = at(place) else {
            return self.text.to_owned();
        };
        let before = place.checked_sub(1).and_then(at);
        let range = match (before, at(place + 1)) {
            (Some(before), _) => before.ratio.end..entry.ratio.end,
            (None, Some(next)) => entry.begins..next.begins,
            (None, None) => entry.begins..entry.ratio.end,
        };
        let rest = self.replaced(range, "");
        match Ratios::read(&rest) {
            Ok(ratios) => ratios.without(name),
            Err(_) => rest,
        }
    }

    fn replaced(&self, range: Range<usize>, by: &str) -> String {
        let part = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let (before, after) = (part(0..range.start), part(range.end..self.text.len()));
        [before, by, after].concat()
    }
}

/// Returns whether a text is a number of 0 or more as nearly all ratios are written, such as `15` or
/// `0.25`. Others may be numbers too.
pub(super) fn is_plain(ratio: &str) -> bool {
    let (whole, part) = ratio.split_once('.').unwrap_or((ratio, "0"));
    let is_digits = |text: &str| {
        (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_digits(whole) && is_digits(part) && (whole == "0" || !whole.starts_with('0'))
}

/// Finds the entries of a text that is known to be a JSON object.
fn scan(text: &str) -> Option<Ratios<'_>> {
    let bytes = text.as_bytes();
    let blank = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let inside = blank(0) + 1;
    let mut entries = Vec::new();
    let mut at = blank(inside);
    while bytes.get(at) == Some(&b'"') {
        let begins = at;
        at = end_of_text(bytes, at)?;
        let quoted = text.get(begins..at)?;
        let name = match quoted.contains('\\') {
            true => Cow::Owned(serde_json::from_str(quoted).ok()?),
            false => Cow::Borrowed(quoted.get(1..quoted.len() - 1)?),
        };
        // Behind the colon.
        let starts = blank(blank(at) + 1);
        at = end_of_value(bytes, starts)?;
        entries.push(Entry {
            name,
            begins,
            ratio: starts..at,
        });
        at = blank(at);
        if bytes.get(at) == Some(&b',') {
            at = blank(at + 1);
        }
    }
    Some(Ratios {
        text,
        entries,
        inside,
    })
}

/// Returns the place behind a text in quotes.
fn end_of_text(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Returns the place behind a value, without the blanks that follow it.
fn end_of_value(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut depth, mut end) = (from, 0_usize, from);
    loop {
        match bytes.get(at)? {
            b'"' => {
                at = end_of_text(bytes, at)?;
                end = at;
                continue;
            }
            b'[' | b'{' => depth += 1,
            b',' | b'}' if depth == 0 => return Some(end),
            b']' | b'}' => depth -= 1,
            blank if blank.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            _ => {}
        }
        at += 1;
        end = at;
    }
}

#[cfg(test)]
mod tests;
