//! Filters with few values: the words that a row has, which rows pass, and how many have each word.

use std::borrow::Cow;

use super::draw::{View, yes_or_no};
use super::row::Row;
use crate::domain::ids::SpelledId;
use crate::domain::order::sorted;
use crate::domain::tally::{Tallied, tally};
use crate::domain::time::UnixSeconds;
use crate::schema::{Facet, FacetOf, Kind, Record, Resource, Value};

/// The word of a facet for rows that have an explicit nothing; no gateway gives such an id.
pub const NO_VALUE: &str = "-";

/// What a row must be to be shown. The default one leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Text that must occur, in lower case.
    pub text: String,
    /// Facets and their words.
    pub facets: Vec<(String, String)>,
}

impl Filter {
    /// Makes a filter of what stands in the search field and in the address. An empty word filters
    /// nothing.
    #[must_use]
    pub fn new(text: &str, facets: impl IntoIterator<Item = (String, String)>) -> Self {
        let told = |(_, word): &(String, String)| !word.is_empty();
        Self {
            text: text.trim().to_lowercase(),
            facets: facets.into_iter().filter(told).collect(),
        }
    }

    /// Returns whether it leaves nothing out. Only then is a row shown that cannot be read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether a row is shown. A facet that the resource does not have filters nothing.
    #[must_use]
    pub fn shows(&self, resource: &Resource, row: &Row, now: UnixSeconds) -> bool {
        let has = |(facet, word): &(String, String)| {
            let facet = resource.facet(facet);
            facet.is_none_or(|facet| {
                let words = words(resource, facet, &row.record, now);
                words.iter().any(|(known, _)| known == word)
            })
        };
        row.haystack.contains(&self.text) && self.facets.iter().all(has)
    }
}

/// A row's word with the name that came with it, which is empty for most.
type Word<'a> = (Cow<'a, str>, &'a str);

/// Returns the words that a row has of a facet; none where the gateway does not tell.
fn words<'a>(
    resource: &Resource,
    facet: &Facet,
    record: &'a Record,
    now: UnixSeconds,
) -> Vec<Word<'a>> {
    let field = match facet.of {
        FacetOf::Rule(rule, _) => {
            let word = rule(record, now).map(|word| (Cow::Borrowed(word), ""));
            return word.into_iter().collect();
        }
        FacetOf::Field(field) => field,
    };
    let value = resource
        .field(field)
        .map_or(&Value::Missing, |field| field.value(record));
    let one = |word: Cow<'a, str>| vec![(word, "")];
    match value {
        Value::Null if facet.none.is_some() => one(NO_VALUE.into()),
        Value::Words(words) if words.is_empty() && facet.none.is_some() => one(NO_VALUE.into()),
        Value::Text(text) => one(text.as_str().into()),
        Value::Truth(truth) => one(truth.to_string().into()),
        Value::Whole(whole) => one(whole.to_string().into()),
        Value::Words(words) => {
            let words = words.iter().map(|word| (word.as_str().into(), ""));
            words.collect()
        }
        Value::Ref(reference) => {
            let id = reference.id.as_ref().map(SpelledId::as_str);
            let name = reference.name.as_deref().unwrap_or_default();
            vec![(id.unwrap_or(name).into(), name)]
        }
        _ => Vec::new(),
    }
}

/// Returns the words that occur, each with what it is called and how many rows have it. A `chosen`
/// word that does not occur stays, so that what is shown is never a riddle.
///
/// A rule's words stand in the order of the catalogue, a status's in the order of its words, all
/// others by what they are called; rows without a value stand first.
#[must_use]
pub fn choices<'a>(
    resource: &Resource,
    facet: &Facet,
    rows: impl Iterator<Item = &'a Row>,
    chosen: &str,
    view: &View,
) -> Vec<Tallied> {
    let all: Vec<Word> = rows
        .flat_map(|row| words(resource, facet, &row.record, view.now))
        .collect();
    let mut pairs = all.iter().map(|(word, name)| (word.as_ref(), *name));
    let mut tallied = tally(&mut pairs, chosen);
    for one in &mut tallied {
        // The chosen word stands for its own name until a row tells a better one.
        let came = if one.count > 0 {
            one.label.as_str()
        } else {
            ""
        };
        one.label = label(resource, facet, &one.word, came, view);
    }
    let rank = |one: &Tallied| rank(resource, facet, &one.word);
    sorted(tallied, |a, b| {
        let place = |one: &Tallied| (rank(one), one.label.to_lowercase());
        place(a).cmp(&place(b))
    })
}

/// Returns what a word of a facet is called. `came` is the name that a row gives with it.
#[must_use]
pub fn label(resource: &Resource, facet: &Facet, word: &str, came: &str, view: &View) -> String {
    let field = match facet.of {
        FacetOf::Rule(_, words) => {
            let known = words.iter().find(|(known, _)| *known == word);
            return known.map_or_else(|| word.to_owned(), |(_, words)| view.say(*words));
        }
        FacetOf::Field(field) => field,
    };
    if let (NO_VALUE, Some(none)) = (word, facet.none) {
        return view.say(none);
    }
    let kind = resource.field(field).map(|field| field.kind);
    let known = match kind {
        Some(Kind::Word(words)) => {
            let known = words.iter().find(|(known, ..)| *known == word);
            known.map(|(_, words, _)| view.say(*words))
        }
        Some(Kind::Truth) => word.parse().ok().map(|truth| view.say(yes_or_no(truth))),
        Some(Kind::Ref(of)) => {
            let came = || (!came.is_empty()).then(|| came.to_owned());
            (view.label)(of, word).or_else(came)
        }
        _ => None,
    };
    known.unwrap_or_else(|| word.to_owned())
}

/// Where a word stands among the others of its facet.
fn rank(resource: &Resource, facet: &Facet, word: &str) -> usize {
    let place = |at: Option<usize>| at.map_or(usize::MAX, |at| at + 1);
    match facet.of {
        FacetOf::Rule(_, words) => place(words.iter().position(|(known, _)| *known == word)),
        FacetOf::Field(_) if word == NO_VALUE && facet.none.is_some() => 0,
        FacetOf::Field(field) => match resource.field(field).map(|field| field.kind) {
            Some(Kind::Word(words)) => place(words.iter().position(|(known, ..)| *known == word)),
            _ => usize::MAX,
        },
    }
}

#[cfg(test)]
mod tests;
