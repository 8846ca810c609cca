//! Lists: the query parameters, and the envelope of a page.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::faults::{Faults, Kind as Fault};
use crate::ids::{Kind, Number};
use crate::store::Cursor;

/// The default number of rows on a page.
const DEFAULT_LIMIT: usize = 20;
/// The number of rows in a capped list, whatever the request says.
const CAP: usize = 20;

/// The validated query of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ListQuery {
    /// The number of rows on a page, 1–100.
    pub(crate) limit: usize,
    /// The page's number from 1, where pages are requested by number.
    page: usize,
    /// The row before the first one of the page; it may have been deleted.
    pub(crate) after: Option<Number>,
    /// Whether the newest row comes first.
    pub(crate) descending: bool,
    /// Only keys of the pool with this id.
    pub(crate) pool_id: Option<String>,
    /// Only charges of the key with this id.
    pub(crate) api_key_id: Option<String>,
    /// Only rows with this status.
    pub(crate) status: Option<String>,
    /// Only rows that contain this text, in lower case.
    pub(crate) q: Option<String>,
}

impl ListQuery {
    /// Reads a query; the cursor must be an id of `kind`. Unknown parameters are ignored, and an
    /// empty value counts as absent.
    pub(crate) fn read(query: &str, kind: Kind) -> Result<Self, ApiError> {
        let mut read = Self {
            limit: DEFAULT_LIMIT,
            page: 1,
            after: None,
            descending: false,
            pool_id: None,
            api_key_id: None,
            status: None,
            q: None,
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match (&*name, &*value) {
                (_, "") => {}
                ("limit", text) => read.limit = limit(text)?,
                ("page", text) => read.page = text.parse().unwrap_or(1).max(1),
                ("after", text) => read.after = Some(cursor(text, kind)?),
                ("order", text) => read.descending = is_descending(text)?,
                ("pool_id", text) => read.pool_id = Some(text.to_owned()),
                ("api_key_id", text) => read.api_key_id = Some(text.to_owned()),
                ("status", text) => read.status = Some(text.to_owned()),
                ("q", text) => read.q = Some(text.to_lowercase()),
                _ => {}
            }
        }
        Ok(read)
    }

    /// Where the page starts, unless a fault ignores the order or cursors.
    pub(crate) fn cursor(&self, faults: &Faults) -> Cursor {
        let after = self.after.filter(|_| !is_capped(faults));
        (after, self.descending && !faults.has(Fault::NoOrder))
    }

    /// How many rows to read: one more than the page shows, or all where they are counted.
    pub(crate) fn rows_to_read(&self, faults: &Faults) -> usize {
        if is_capped(faults) {
            usize::MAX
        } else {
            self.limit + 1
        }
    }

    /// Whether one of `texts` contains the text that is searched for.
    pub(crate) fn matches(&self, texts: &[&str]) -> bool {
        self.q.as_ref().is_none_or(|wanted| {
            texts
                .iter()
                .any(|text| text.to_lowercase().contains(wanted))
        })
    }
}

fn limit(text: &str) -> Result<usize, ApiError> {
    text.parse()
        .ok()
        .filter(|limit| (1..=100).contains(limit))
        .ok_or_else(|| {
            ApiError::invalid(
                "invalid_limit",
                "limit",
                "limit must be a number from 1 to 100.",
            )
        })
}

fn cursor(text: &str, kind: Kind) -> Result<Number, ApiError> {
    kind.number(text).ok_or_else(|| {
        ApiError::invalid(
            "invalid_cursor",
            "after",
            "after must be the id of a row of this list.",
        )
    })
}

fn is_descending(text: &str) -> Result<bool, ApiError> {
    match text {
        "asc" => Ok(false),
        "desc" => Ok(true),
        _ => Err(ApiError::invalid(
            "invalid_parameter",
            "order",
            "order must be asc or desc.",
        )),
    }
}

/// Whether a fault caps lists.
fn is_capped(faults: &Faults) -> bool {
    faults.has(Fault::Capped) || faults.has(Fault::NumberedPages)
}

/// Builds one page from as many rows as [`ListQuery::rows_to_read`] says. `name` is the field that
/// identifies a row.
pub(crate) fn page(name: &str, rows: Vec<Value>, query: &ListQuery, faults: &Faults) -> Value {
    if !is_capped(faults) {
        return envelope(name, rows, query.limit);
    }
    let total = rows.len();
    let numbered = faults.has(Fault::NumberedPages);
    let page = if numbered { query.page } else { 1 };
    let rows = rows.into_iter().skip((page - 1).saturating_mul(CAP));
    let items: Vec<Value> = rows.take(CAP).collect();
    let mut data = json!({"items": items, "total": total});
    if numbered {
        data["page"] = json!(page);
        data["page_size"] = json!(CAP);
        data["pages"] = json!(total.div_ceil(CAP));
    }
    json!({"success": true, "message": "", "data": data})
}

/// The envelope with the first `limit` of `rows`. One row more means that there is a next page.
fn envelope(name: &str, mut rows: Vec<Value>, limit: usize) -> Value {
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let id = |row: Option<&Value>| row.map_or(Value::Null, |row| row[name].clone());
    let (first, last) = (id(rows.first()), id(rows.last()));
    json!({"object": "list", "data": rows, "first_id": first, "last_id": last, "has_more": has_more})
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ListQuery, envelope, page};
    use crate::faults::Faults;
    use crate::ids::Kind;

    fn refused(query: &str, code: &str) {
        let error = ListQuery::read(query, Kind::Key).expect_err("refused");
        assert_eq!(error.envelope()["error"]["code"], code, "{query}");
    }

    #[test]
    fn queries() {
        let read = ListQuery::read(
            "limit=100&after=key_00000003&order=desc&q=Prod%20CI&colour=red",
            Kind::Key,
        )
        .expect("accepted");
        assert_eq!(
            (read.limit, read.after, read.descending),
            (100, Some(3), true)
        );
        assert_eq!(read.q.as_deref(), Some("prod ci"));
        assert_eq!(
            ListQuery::read("", Kind::Key),
            ListQuery::read("limit=&after=&order=", Kind::Key)
        );
        refused("limit=0", "invalid_limit");
        refused("limit=101", "invalid_limit");
        refused("limit=ten", "invalid_limit");
        refused("after=pool_00000001", "invalid_cursor");
        refused("after=key_1", "invalid_cursor");
        refused("order=newest", "invalid_parameter");
    }

    #[test]
    fn a_page_says_whether_there_is_more() {
        let rows = |ids: &[u32]| ids.iter().map(|id| json!({"key": id})).collect();
        assert_eq!(
            envelope("key", rows(&[1, 2, 3]), 2),
            json!({"object": "list", "data": [{"key": 1}, {"key": 2}], "first_id": 1, "last_id": 2, "has_more": true})
        );
        assert_eq!(envelope("key", rows(&[1, 2]), 2)["has_more"], json!(false));
    }

    #[test]
    fn a_capped_list_says_how_many_there_are() {
        let response = |fault: &str, query: &str| {
            let faults = Faults::read(fault).expect("a known word");
            let query = ListQuery::read(query, Kind::Key).expect("accepted");
            assert_eq!(query.cursor(&faults).0, None, "cursors are ignored");
            let rows = (1..=45).map(|id| json!({"id": id})).collect();
            let mut body = page("id", rows, &query, &faults)["data"].take();
            let ids = body["items"].take();
            let ids = ids.as_array().expect("rows").len();
            (ids, body)
        };
        let capped = json!({"items": null, "total": 45});
        assert_eq!(
            response("capped", "limit=100&after=key_00000003&page=2"),
            (20, capped)
        );
        let third = json!({"items": null, "total": 45, "page": 3, "page_size": 20, "pages": 3});
        assert_eq!(response("numbered-pages", "limit=100&page=3"), (5, third));
    }

    #[test]
    fn an_empty_page_has_no_ids() {
        let empty = json!({"object": "list", "data": [], "first_id": null, "last_id": null, "has_more": false});
        assert_eq!(envelope("id", Vec::new(), 20), empty);
    }
}
