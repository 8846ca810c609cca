//! Reads other rows before a review: the rows of a lookup, and the list before a row is created.
//! Never writes.

use std::sync::Arc;

use super::read::{Pages, is_last, read_page, read_pages};
use super::slices::read_at_once;
use super::{Intent, Transport};
use crate::call::ApiError;
use crate::domain::ids::id;
use crate::records::{Listing, Page, Row};
use crate::schema::{
    Baseline, Dialect, FieldValue, Finding, Level, Lookup, Paging, Query, Record, RemainingWords,
    Resource, Seen, Value,
};

/// Reads the list before a row is created or the list is acted on, if the account may read it.
pub(super) async fn baseline(
    intent: &Intent<'_>,
    seen: &mut Vec<Seen>,
    transport: &impl Transport,
) -> Result<(Baseline, Vec<Arc<Row>>), ApiError> {
    let resource = intent.resource;
    if (resource.not_listed)(intent.who).is_some() {
        return Ok((Baseline::default(), Vec::new()));
    }
    let (page, is_all) = match resource.reads.whole {
        Some(_) => (all_rows(intent.dialect, resource, transport).await?, true),
        None => {
            let newest = Query::newest();
            let page = read_page(intent.dialect, resource, &newest, transport).await?;
            let is_all = is_last(resource, &page, 0);
            (page, is_all)
        }
    };
    let whole = is_all && page.is_readable();
    let baseline = Baseline {
        ids: page.rows().map(|row| row.id.to_string()).collect(),
        whole,
    };
    seen.push(Seen {
        of: resource.id,
        rows: page.rows().map(|row| row.record.clone()).collect(),
        whole,
    });
    Ok((baseline, page.rows().cloned().collect()))
}

/// Reads all rows of a resource that offers this in one request.
pub(super) async fn all_rows(
    dialect: &Dialect,
    resource: &Resource,
    transport: &impl Transport,
) -> Result<Page, ApiError> {
    let page = read_at_once(dialect, resource, transport, &|| true).await?;
    Ok(page.unwrap_or_default())
}

/// Reads the rows of a lookup: those that refer to what is asked with, or all rows if there is no row yet or
/// the lookup names no field. A gateway may ignore the filter, so the rows are compared again.
///
/// # Errors
/// When a read fails.
pub async fn look_up(
    dialect: &'static Dialect,
    who: &Record,
    lookup: &Lookup,
    asked: Option<&str>,
    transport: &impl Transport,
) -> Result<Seen, ApiError> {
    let nothing = Seen {
        of: lookup.of,
        rows: Vec::new(),
        whole: false,
    };
    let Some(resource) = dialect.resource(lookup.of) else {
        return Ok(nothing);
    };
    if (resource.not_listed)(who).is_some() {
        return Ok(nothing);
    }
    let by = asked.filter(|_| !lookup.by.is_empty() && resource.paging != Paging::One);
    let facet = resource.facet(lookup.by);
    let query = Query {
        by: by
            .filter(|_| facet.is_none_or(|facet| facet.server))
            .map(|asked| (id(lookup.by), asked.to_owned()))
            .into_iter()
            .collect(),
        ..Query::oldest()
    };
    let pages = match (by, resource.reads.whole) {
        // All rows are wanted, and one request tells them.
        (None, Some(_)) => {
            let page = all_rows(dialect, resource, transport).await?;
            let listing = Listing::default().with(page);
            Pages {
                listing,
                whole: true,
            }
        }
        _ => {
            let all = |_: &Listing| false;
            let most = lookup.most_pages;
            read_pages(dialect, resource, &query, most, &all, transport).await?
        }
    };
    let field = facet.and_then(|facet| facet.of.field());
    let field = field.unwrap_or(lookup.by);
    let rows = pages.listing.rows().map(|row| &row.record);
    let is_asked_for = |record: &&Record| {
        by.filter(|_| lookup.with.is_none())
            .is_none_or(|asked| names(record.value(field), asked))
    };
    Ok(Seen {
        of: lookup.of,
        rows: rows.filter(is_asked_for).cloned().collect(),
        whole: pages.whole && pages.is_readable(),
    })
}

/// Says whether rows still refer to a row that is deleted; `None` means they could not be read.
#[must_use]
pub fn remaining_references(words: &RemainingWords, seen: Option<&Seen>) -> Finding {
    let Some(seen) = seen else {
        return Finding::new(Level::Caution, words.failed);
    };
    match i64::try_from(seen.rows.len()) {
        Ok(0) if seen.whole => Finding::new(Level::Note, words.none),
        Ok(0) => Finding::new(Level::Caution, words.none_read),
        Ok(n) => Finding::new(Level::Harm, words.some).with("n", n.value()),
        Err(_) => Finding::new(Level::Harm, words.some),
    }
}

/// Returns whether a value refers to a row.
fn names(value: &Value, row: &str) -> bool {
    match value {
        Value::Ref(reference) => reference.id.as_ref().is_some_and(|id| id.as_str() == row),
        Value::Text(text) => text == row,
        Value::Words(words) => words.iter().any(|word| word == row),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::remaining_references;
    use crate::schema::{Record, RemainingWords, Seen};
    use crate::text;
    use crate::words::{Language, Say};

    #[test]
    fn what_still_names_a_row_that_is_gone() {
        const REMAINING: RemainingWords = RemainingWords {
            none: text!("none" / "无"),
            none_read: text!("none read" / "已读无"),
            some: text!("{n} is left" / "{n} are left" / "剩余 {n}"),
            failed: text!("failed" / "失败"),
        };
        let check = |rows: Option<usize>, whole, expect: &str| {
            let seen = rows.map(|rows| Seen {
                of: "things",
                rows: vec![Record::default(); rows],
                whole,
            });
            let finding = remaining_references(&REMAINING, seen.as_ref());
            assert_eq!(finding.words.say(Language::English), expect);
            assert_eq!(finding.slots.len(), rows.map_or(0, |rows| rows.min(1)));
        };
        check(Some(0), true, "none");
        check(Some(0), false, "none read");
        check(Some(2), false, "{n} are left");
        check(None, true, "failed");
    }
}
