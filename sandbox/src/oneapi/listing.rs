//! Paging, sorting and searching, as all lists have them in common.

use serde_json::Value;

use crate::oneapi::{Context, Version};

/// The most rows on a page of the fork.
const LARGEST: i64 = 100;
/// The rows on a page where nothing else is asked for, and always in the original.
const USUAL: i64 = 10;

/// The parameters behind a path, decoded. The first of several counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// The parameters of a request.
    pub(crate) fn of(context: &Context) -> Self {
        Self::read(&context.request.query)
    }

    fn read(text: &str) -> Self {
        let pairs = form_urlencoded::parse(text.as_bytes());
        Self(pairs.into_owned().collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A whole number; nothing where it is missing or is none.
    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }
}

/// Rows with their count, which the original does not tell.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) rows: Vec<Value>,
    pub(crate) total: Option<i64>,
}

/// Which rows of a list are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

impl Paging {
    /// The page of a query. Too large a size is cut without a word, and the offset with it.
    pub(crate) fn of(version: Version, query: &Query) -> Self {
        let size = query
            .integer("size")
            .or_else(|| query.integer("items_per_page"));
        let limit = match (version.is_fork(), size) {
            (true, Some(size)) if size > 0 => size.min(LARGEST),
            _ => USUAL,
        };
        let page = query.integer("p").unwrap_or(0).max(0);
        Self {
            limit,
            offset: page.saturating_mul(limit),
        }
    }
}

/// The order of a list: a known column of the fork, otherwise the newest first. Nothing breaks
/// ties.
pub(crate) fn order_by(version: Version, query: &Query, known: &[&str], table: &str) -> String {
    let column = query.get("sort").filter(|_| version.is_fork());
    let column = column.and_then(|sort| known.iter().find(|known| **known == sort));
    let Some(column) = column else {
        return format!("{table}.id DESC");
    };
    let is_ascending = query
        .get("order")
        .is_some_and(|order| order.eq_ignore_ascii_case("asc"));
    let direction = if is_ascending { "ASC" } else { "DESC" };
    format!("{table}.\"{column}\" {direction}")
}

/// The identifier that a keyword may stand for: a UUID in both spellings, or a number before there
/// were UUIDs.
pub(crate) fn identifier_in(version: Version, keyword: &str) -> String {
    if version != Version::F2 {
        return keyword.to_owned();
    }
    let keyword = keyword.to_ascii_lowercase();
    let is_bare = keyword.len() == 32 && keyword.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_bare {
        return keyword;
    }
    let cut = |from: usize, to: usize| &keyword[from..to];
    format!(
        "{}-{}-{}-{}-{}",
        cut(0, 8),
        cut(8, 12),
        cut(12, 16),
        cut(16, 20),
        cut(20, 32)
    )
}

#[cfg(test)]
mod tests {
    use super::{Paging, Query, identifier_in, order_by};
    use crate::oneapi::version::Version;

    #[test]
    fn pages_are_cut() {
        for (version, query, limit, offset) in [
            (Version::F2, "", 10, 0),
            (Version::F2, "p=1&size=2", 2, 2),
            (Version::F2, "p=1&size=1000", 100, 100),
            (Version::F2, "p=-1&size=0", 10, 0),
            (Version::F1, "p=x&size=y", 10, 0),
            (Version::U, "p=1&size=2", 10, 10),
        ] {
            let page = Paging::of(version, &Query::read(query));
            assert_eq!(page, Paging { limit, offset }, "{query}");
        }
    }

    #[test]
    fn unknown_orders_are_the_usual_one() {
        for (version, query, expect) in [
            (Version::F2, "", "u.id DESC"),
            (Version::F2, "sort=name", "u.\"name\" DESC"),
            (Version::F2, "sort=name&order=ASC", "u.\"name\" ASC"),
            (Version::F2, "sort=balance&order=asc", "u.id DESC"),
            (Version::F2, "sort=name&sort_order=asc", "u.\"name\" DESC"),
            (Version::U, "sort=name", "u.id DESC"),
        ] {
            let order = order_by(version, &Query::read(query), &["name"], "u");
            assert_eq!(order, expect, "{query}");
        }
    }

    #[test]
    fn a_uuid_has_two_spellings() {
        let uuid = "01a200db-4134-7bde-a249-91f799a7d7b6";
        for keyword in [uuid, "01A200DB41347bdea24991f799a7d7b6"] {
            assert_eq!(identifier_in(Version::F2, keyword), uuid);
        }
        assert_eq!(identifier_in(Version::U, "42"), "42");
    }
}
