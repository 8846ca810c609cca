//! Ratios from a clipboard: a copy of this console, JSON with or without comments, CSV, or two columns of
//! a spreadsheet. Bad rows are refused one by one, and the good ones stay.

mod comments;

use std::collections::HashSet;

use serde_json::{Value as Json, json};

use self::comments::without_comments;
use super::diff::is_same;
use super::holds::{BelowZero, Holds, problem_of_name};
use super::ratios::{NotRatios, Ratios, is_plain};
use crate::domain::decimal;

/// Marks a copy of this console.
const MARK: &str = "headgate-ratios";

/// Where a copy comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The gateway's name.
    pub gateway: String,
    /// The document's name.
    pub document: String,
    /// The unit of its numbers.
    pub unit: String,
    /// A fingerprint of the whole text.
    pub base: String,
    /// When it was copied, in seconds since 1970.
    pub at: i64,
}

/// A name with its ratio as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// The text of the ratio.
    pub ratio: String,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The row as it came.
    pub row: String,
    /// Why.
    pub why: Why,
}

/// Why a row cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has no name.
    NoName,
    /// It has no second column.
    NoRatio,
    /// The ratio has a comma, which could mean either.
    Comma,
    /// The ratio is no number.
    NotANumber,
    /// The ratio is below 0.
    Negative,
    /// The name stood in an earlier row with another ratio.
    Twice,
    /// It is no object of prices.
    NotPrices,
    /// It is the first of several rows, and its second column is no number: the heading of a table.
    Heading,
    /// The document takes no such name.
    Name,
    /// Behind the name stands no other name.
    NotAName,
    /// It has more than two columns.
    Columns,
}

/// What was pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Where it comes from, if it is a copy of this console.
    pub origin: Option<Origin>,
    /// The rows that can be taken, in their order.
    pub pairs: Vec<Pair>,
    /// The rows that cannot.
    pub refused: Vec<Refused>,
    /// Why nothing of a text of JSON could be read.
    pub broken: Option<NotRatios>,
}

/// What is done with pasted rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They become the document.
    Replace,
    /// They are set, and other names stay.
    Merge,
    /// Only names that exist already are set.
    Known,
}

/// Returns a fingerprint of a text, to tell whether it is the same as before. No proof against forgery.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    // FNV-1a, 64 bits.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Writes a copy of a document with its origin.
#[must_use]
pub fn envelope(origin: &Origin, text: &str) -> String {
    let head = json!({
        MARK: 1,
        "gateway": origin.gateway,
        "document": origin.document,
        "unit": origin.unit,
        "base": origin.base,
        "at": origin.at,
    });
    // The document goes in as it is written, so that each number keeps its spelling.
    let head = head.to_string();
    let head = head.strip_suffix('}').unwrap_or(&head);
    format!("{head},\"ratios\":{}}}", text.trim())
}

/// Reads a pasted text of names with ratios.
#[must_use]
pub fn paste(text: &str) -> Pasted {
    let text = text.trim_start_matches('\u{feff}').trim();
    let plain = without_comments(text);
    match plain.trim_start().starts_with('{') {
        true => of_json(&plain, problem),
        false => columns(text, Holds::Numbers(BelowZero::Never)),
    }
}

/// Reads a pasted text of names with names.
#[must_use]
pub fn paste_names(text: &str) -> Pasted {
    let text = text.trim_start_matches('\u{feff}').trim();
    let plain = without_comments(text);
    match plain.trim_start().starts_with('{') {
        true => of_json(&plain, problem_of_name),
        false => columns(text, Holds::Names),
    }
}

/// Reads a pasted text of models with their prices: each has an object, which is taken as it is written.
#[must_use]
pub fn paste_prices(text: &str) -> Pasted {
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.is_empty() {
        true => Pasted::default(),
        false => of_json(&without_comments(text), |prices| {
            (!prices.starts_with('{')).then_some(Why::NotPrices)
        }),
    }
}

fn of_json(plain: &str, problem: fn(&str) -> Option<Why>) -> Pasted {
    let outer = match Ratios::read(plain) {
        Ok(outer) => outer,
        Err(why) => {
            return Pasted {
                broken: Some(why),
                ..Pasted::default()
            };
        }
    };
    let Some(inner) = outer.ratio(MARK).and_then(|_| outer.ratio("ratios")) else {
        return of_document(&outer, problem);
    };
    let head: Json = serde_json::from_str(plain).unwrap_or_default();
    let word = |name: &str| head[name].as_str().unwrap_or_default().to_owned();
    let origin = Origin {
        gateway: word("gateway"),
        document: word("document"),
        unit: word("unit"),
        base: word("base"),
        at: head["at"].as_i64().unwrap_or_default(),
    };
    let pasted = match Ratios::read(inner) {
        Ok(inner) => of_document(&inner, problem),
        Err(why) => Pasted {
            broken: Some(why),
            ..Pasted::default()
        },
    };
    Pasted {
        origin: Some(origin),
        ..pasted
    }
}

fn of_document(ratios: &Ratios<'_>, problem: fn(&str) -> Option<Why>) -> Pasted {
    let rows = ratios.entries().map(|(name, ratio)| {
        let row = format!("{}: {}", Json::from(name), ratio.text);
        (row, name.to_owned(), Some(ratio.text.to_owned()))
    });
    sort(rows, problem)
}

fn columns(text: &str, holds: Holds) -> Pasted {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows: Vec<(String, String, Option<String>)> = lines
        .map(|line| {
            let mut cells = cells(line).into_iter();
            let name = cells.next().unwrap_or_default();
            let rest: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
            // A comma between digits splits a number in two.
            let fits = !rest.is_empty() && (holds != Holds::Names || rest.len() == 1);
            let ratio = fits.then(|| holds.written(&rest.join(",")));
            (line.to_owned(), name, ratio)
        })
        .collect();
    let is_head = |(_, _, ratio): &(String, String, Option<String>)| {
        let ratio = ratio.as_deref().unwrap_or_default();
        !ratio.contains(|letter: char| letter.is_ascii_digit()) && !ratio.is_empty()
    };
    // Of two columns of names nothing tells the first row from the others.
    let can_have_head = holds != Holds::Names && rows.len() > 1;
    let has_head = can_have_head && rows.first().is_some_and(is_head);
    let mut pasted = match holds {
        Holds::Numbers(_) => sort(rows.into_iter(), problem),
        Holds::Names => sort(rows.into_iter(), problem_of_name),
    };
    for refused in &mut pasted.refused {
        // A third column is no part of the name in the second one.
        if holds == Holds::Names && cells(&refused.row).len() > 2 {
            refused.why = Why::Columns;
        } else if holds == Holds::Names && refused.why == Why::NoRatio {
            refused.why = Why::NotAName;
        }
    }
    // It is told too: what looks like a heading may be a row with a mistake.
    if let Some(first) = pasted.refused.first_mut().filter(|_| has_head) {
        first.why = Why::Heading;
    }
    pasted
}

/// Returns the cells of a line: between tabs, or else between commas or semicolons, where a cell may
/// stand in quotes.
fn cells(line: &str) -> Vec<String> {
    if line.contains('\t') {
        return line.split('\t').map(|cell| unquoted(cell.trim())).collect();
    }
    let separator = if line.contains(';') { ';' } else { ',' };
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => {
                quoted = !quoted;
                cell.push(letter);
            }
            letter if letter == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells.iter().map(|cell| unquoted(cell.trim())).collect()
}

fn unquoted(cell: &str) -> String {
    let inner = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}

fn sort(
    rows: impl Iterator<Item = (String, String, Option<String>)>,
    problem: fn(&str) -> Option<Why>,
) -> Pasted {
    let mut pasted = Pasted::default();
    let mut seen: HashSet<String> = HashSet::new();
    for (row, name, ratio) in rows {
        let why = match ratio.as_deref() {
            _ if name.trim().is_empty() => Some(Why::NoName),
            None => Some(Why::NoRatio),
            Some(ratio) => problem(ratio),
        };
        match (why, ratio) {
            (None, Some(ratio)) if seen.insert(name.clone()) => {
                pasted.pairs.push(Pair { name, ratio });
            }
            (None, Some(_)) => pasted.refused.push(Refused {
                row,
                why: Why::Twice,
            }),
            (why, _) => pasted.refused.push(Refused {
                row,
                why: why.unwrap_or(Why::NoRatio),
            }),
        }
    }
    pasted
}

/// Says what is wrong with the text of a ratio.
#[must_use]
pub fn problem(ratio: &str) -> Option<Why> {
    if is_plain(ratio) {
        return None;
    }
    let is_json = serde_json::from_str::<Json>(ratio).is_ok_and(|json| json.is_number());
    match decimal::size(ratio, 12) {
        _ if ratio.contains(',') => Some(Why::Comma),
        Some(size) if is_json && size < 0 => Some(Why::Negative),
        Some(_) if is_json => None,
        _ => Some(Why::NotANumber),
    }
}

impl Pasted {
    /// Refuses the rows whose names do not fit.
    #[must_use]
    pub fn only_named(mut self, fits: impl Fn(&str) -> bool) -> Self {
        let pairs = std::mem::take(&mut self.pairs);
        for pair in pairs {
            if fits(&pair.name) {
                self.pairs.push(pair);
            } else {
                self.refused.push(Refused {
                    row: format!("{}: {}", pair.name, pair.ratio),
                    why: Why::Name,
                });
            }
        }
        self
    }
}

/// Puts pasted rows into a document. Rows that mean the same already are left as they are written. `None`
/// if the document cannot be read; replacing needs no reading.
#[must_use]
pub fn apply(now: &str, pairs: &[Pair], mode: Mode) -> Option<String> {
    if mode == Mode::Replace {
        let line = |pair: &Pair| format!("  {}: {}", Json::from(&*pair.name), pair.ratio);
        let lines: Vec<String> = pairs.iter().map(line).collect();
        return Some(format!("{{\n{}\n}}", lines.join(",\n")));
    }
    let now = Ratios::read(now).ok()?;
    let held = now.by_name();
    let known = |pair: &Pair| held.get(pair.name.as_str()).map(|ratio| ratio.text);
    let differs = |pair: &&Pair| known(pair).is_none_or(|known| !is_same(known, &pair.ratio));
    let is_known = |pair: &Pair| known(pair).is_some();
    let pairs = pairs.iter().filter(differs);
    let pairs = pairs.filter(|pair| mode == Mode::Merge || is_known(pair));
    let pairs: Vec<(&str, &str)> = pairs.map(|pair| (&*pair.name, &*pair.ratio)).collect();
    Some(now.with_all(&pairs))
}

#[cfg(test)]
mod tests;
