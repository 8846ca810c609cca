//! Facets and filters: the words of a row, which rows match, and how many rows have each word.

use std::borrow::Cow;
use std::sync::Arc;

use super::draw::{View, yes_or_no};
use super::row::Row;
use crate::domain::days::Between;
use crate::domain::ids::SpelledId;
use crate::domain::order::sorted;
use crate::domain::tally::{Tallied, tally};
use crate::domain::time::UnixSeconds;
use crate::schema::{Facet, FacetOf, Kind, Record, Ref, Resource, Str, Value};

/// The word of a facet for rows with an explicit null; no gateway uses it as an id.
pub const NO_VALUE: &str = "-";

/// The conditions for showing a row. The default filter shows all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Lower-case text that a row must contain.
    text: String,
    /// Facets with the word that a row must have.
    facets: Vec<(String, String)>,
    /// A field with a time, and between what it must be.
    between: Option<(Str, Between)>,
}

impl Filter {
    /// Makes a filter from a text, in any case, and from facets. An empty text or word matches
    /// every row.
    #[must_use]
    pub fn new(text: &str, facets: Vec<(String, String)>) -> Self {
        Self {
            text: text.trim().to_lowercase(),
            facets,
            between: None,
        }
    }

    /// Lets it match only rows with this time in a field.
    #[must_use]
    pub fn between(mut self, field: Str, between: Between) -> Self {
        self.between = Some((field, between)).filter(|_| between != Between::ALWAYS);
        self
    }

    /// Returns whether it matches every row. Only then are unreadable rows shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let has_facet = self.facets.iter().any(|(_, word)| !word.is_empty());
        self.text.is_empty() && !has_facet && self.between.is_none()
    }

    /// Returns whether every row that it matches was matched by `wider` too. Some facets depend on
    /// the time, so with any facet that is certain only at the `same_time`.
    #[must_use]
    pub fn is_within(&self, wider: &Self, same_time: bool) -> bool {
        let has_facet = self.facets.iter().any(|(_, word)| !word.is_empty());
        let is_longer = self.text.contains(&wider.text);
        let same = self.facets == wider.facets && self.between == wider.between;
        is_longer && same && (same_time || !has_facet)
    }

    /// Returns whether a row matches. A facet that the resource does not have matches every row.
    #[must_use]
    pub fn shows(&self, resource: &Resource, row: &Row, now: UnixSeconds) -> bool {
        let has = |(facet, word): &(String, String)| {
            let facet = resource.facet(facet).filter(|_| !word.is_empty());
            facet.is_none_or(|facet| {
                let words = words(resource, facet, &row.record, now);
                words.iter().any(|(known, _)| known == word)
            })
        };
        let is_between = self.between.is_none_or(|(field, between)| {
            matches!(row.record.value(field), Value::Time(at) if between.holds(*at))
        });
        is_between && row.haystack.contains(&self.text) && self.facets.iter().all(has)
    }
}

/// A word of a facet with the number of rows that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The word as in the address.
    pub word: String,
    /// The number of rows.
    pub count: usize,
}

/// A row's word with the name sent along with it, which is usually empty.
type Word<'a> = (Cow<'a, str>, &'a str);

/// Returns the words that a row has for a facet; empty if the gateway does not send the field.
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
        FacetOf::Field(field) | FacetOf::Typed(field) => field,
        FacetOf::Days(_) => return Vec::new(),
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

/// Returns the words that occur, with the number of rows. Words of a rule and of a status are in
/// the order of the catalogue, others in the order of the name or word in the rows. Rows without a
/// value come first.
#[must_use]
pub fn counts(
    resource: &Resource,
    facet: &Facet,
    rows: &mut dyn Iterator<Item = &Arc<Row>>,
    now: UnixSeconds,
) -> Vec<Counted> {
    let all: Vec<Word> = rows
        .flat_map(|row| words(resource, facet, &row.record, now))
        .collect();
    let mut pairs = all.iter().map(|(word, name)| (word.as_ref(), *name));
    let place = |one: Tallied| {
        let label = if one.label.is_empty() {
            &one.word
        } else {
            &one.label
        };
        let place = (rank(resource, facet, &one.word), label.to_lowercase());
        (place, one)
    };
    let tallied = tally(&mut pairs, "").into_iter().map(place).collect();
    let sorted = sorted(tallied, |(a, _), (b, _)| a.cmp(b));
    let counted = |(_, one): (_, Tallied)| Counted {
        word: one.word,
        count: one.count,
    };
    sorted.into_iter().map(counted).collect()
}

/// Returns the label of a facet's word.
#[must_use]
pub fn facet_label(resource: &Resource, facet: &Facet, word: &str, view: &View) -> String {
    let field = match facet.of {
        FacetOf::Rule(_, words) => {
            let known = words.iter().find(|(known, _)| *known == word);
            return known.map_or_else(|| word.to_owned(), |(_, words)| view.say(*words));
        }
        FacetOf::Field(field) | FacetOf::Typed(field) | FacetOf::Days(field) => field,
    };
    if let (NO_VALUE, Some(none)) = (word, facet.none) {
        return view.say(none);
    }
    let known = match resource.field(field).map(|field| field.kind) {
        Some(Kind::Word(words)) => {
            let known = words.iter().find(|(known, ..)| *known == word);
            known.map(|(_, words, _)| view.say(*words))
        }
        Some(Kind::Truth) => word.parse().ok().map(|truth| view.say(yes_or_no(truth))),
        Some(Kind::Ref(of)) => (view.label)(of, word),
        _ => None,
    };
    known.unwrap_or_else(|| word.to_owned())
}

/// Returns the references in a record that have both an id and a name, so that the name can be
/// shown wherever the id is used.
pub fn named(record: &Record) -> impl Iterator<Item = &Ref> {
    let references = record.values().iter().filter_map(|(_, value)| match value {
        Value::Ref(reference) => Some(reference.as_ref()),
        _ => None,
    });
    references.filter(|reference| reference.id.is_some() && reference.name.is_some())
}

/// Returns the position of a word among the words of its facet.
fn rank(resource: &Resource, facet: &Facet, word: &str) -> usize {
    let place = |at: Option<usize>| at.map_or(usize::MAX, |at| at + 1);
    match facet.of {
        FacetOf::Rule(_, words) => place(words.iter().position(|(known, _)| *known == word)),
        FacetOf::Field(_) if word == NO_VALUE && facet.none.is_some() => 0,
        FacetOf::Field(field) | FacetOf::Typed(field) | FacetOf::Days(field) => match resource
            .field(field)
            .map(|field| field.kind)
        {
            Some(Kind::Word(words)) => place(words.iter().position(|(known, ..)| *known == word)),
            _ => usize::MAX,
        },
    }
}

#[cfg(test)]
mod tests;
