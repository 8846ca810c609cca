//! The page's section about a resource and its actions.

use std::fmt::Write as _;

use headgate::call::Read;
use headgate::domain::ids::id;
use headgate::schema::{
    Dialect, Facet, FacetOf, FieldSpec, Kind, Locator, Origin, Paging, Place, Priority, Query,
    RelatedBy, Resource,
};
use headgate::words::{Language, Say, Text};

use super::action;

/// The placeholders for the query's values in a sample request.
const AFTER: &str = "sample-after";
const TEXT: &str = "sample-text";
const FACET: &str = "sample-facet";

/// Writes the section about a resource.
pub fn section(dialect: &Dialect, resource: &Resource) -> String {
    let mut page = format!("\n### {} (`{}`)\n\n", english(resource.title), resource.id);
    let mut point = |name: &str, text: &str| {
        let _ = writeln!(page, "* **{name}**: {text}");
    };
    point("List", &list(resource));
    point("Paging", paging(resource.paging));
    point("A row", &row(resource));
    if !resource.secrets.is_empty() {
        point(
            "Secret, dropped where they are read",
            &codes(resource.secrets.iter()),
        );
    }
    for facet in resource.facets {
        point("Facet", &facet_text(facet));
    }
    if resource.usual_rank.is_some() {
        point("Usual order", "by a rule of the row");
    }
    if let Some(absent) = resource.if_absent {
        let instead = codes(absent.instead.iter());
        point(
            "Where a gateway lacks it",
            &format!("a 401, 403 or 404 says so and leads to {instead}"),
        );
    }
    if !resource.related.is_empty() {
        let related = resource.related.iter().map(|related| match related.by {
            RelatedBy::Facet(by) | RelatedBy::Shown(by) | RelatedBy::ShownByName(by) => {
                format!("{} by {by}", related.of)
            }
            RelatedBy::All(_) => related.of.to_owned(),
        });
        point("Related rows", &codes(related));
    }
    if let Some(joined) = resource.reads.joined
        && !joined.with.is_empty()
    {
        let also = joined.with.iter().map(|read| shown(&read()));
        point("Its rows are made from this too", &codes(also));
    }
    if let Some(one_row) = resource.reads.one_row {
        let at = Locator::of_id(id(resource.id), "{id}");
        point("One row", &codes([shown(&(one_row.read)(&at))].iter()));
    }
    if let Some(whole) = resource.reads.whole {
        point("All rows at once", &codes([shown(&whole())].iter()));
    }
    for explanation in resource.explanations {
        let lookups = explanation.lookups.iter();
        let lookups: Vec<&str> = lookups.map(|lookup| lookup.of).collect();
        let looks = match lookups.is_empty() {
            true => String::new(),
            false => format!(", with {}", codes(lookups.iter())),
        };
        let title = english(explanation.title);
        point(
            "Explains",
            &format!("{title} (`{}`){looks}", explanation.id),
        );
    }
    if !resource.figures.is_empty() {
        let figures = resource.figures.iter().map(|figure| english(figure.label));
        point(
            "Figures on the overview",
            &figures.collect::<Vec<_>>().join(", "),
        );
    }
    for attention in resource.attention {
        point(
            "Attention on the overview",
            &format!("{} (`{}`)", english(attention.title), attention.id),
        );
    }
    page.push_str(&fields(resource.fields));
    for action in resource.actions {
        page.push_str(&action::section(dialect, resource, action));
    }
    page
}

/// Writes the table of fields.
pub fn fields(fields: &[FieldSpec]) -> String {
    let mut page = "\n| field | label | kind | whose | read from | shown | |\n| --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    for field in fields {
        let cells = [
            format!("`{}`", field.id),
            english(field.label).to_owned(),
            kind(&field.kind),
            whose(field).to_owned(),
            read_from(field),
            place(field.place),
            marks(field),
        ];
        let _ = writeln!(
            page,
            "| {} |",
            cells.map(|cell| cell.replace('|', "\\|")).join(" | ")
        );
    }
    page
}

/// The list request with every parameter that a query can have.
fn list(resource: &Resource) -> String {
    let mut query = Query {
        after: Some(AFTER.to_owned()),
        text: Some(TEXT.to_owned()),
        ..Query::newest()
    };
    let mut target = target(resource, &query);
    for facet in resource.facets.iter().filter(|facet| facet.server) {
        query.by = vec![(id(facet.id), FACET.to_owned())];
        let filtered = self::target(resource, &query);
        let filter = filtered
            .split(['?', '&'])
            .find(|part| part.ends_with(FACET));
        if let Some((name, _)) = filter.and_then(|filter| filter.split_once('=')) {
            let sign = if target.contains('?') { '&' } else { '?' };
            let _ = write!(target, "{sign}{name}={{{}}}", facet.id);
        }
    }
    let target = target.replace(AFTER, "{after}").replace(TEXT, "{text}");
    format!("`GET {target}`")
}

fn target(resource: &Resource, query: &Query) -> String {
    (resource.list)(query)
        .request(None)
        .map_or_else(|_| "?".to_owned(), |request| request.target)
}

/// Draws a read without the query of a page.
fn shown(read: &Read) -> String {
    let request = read.request(None);
    request.map_or_else(
        |_| "?".to_owned(),
        |request| format!("GET {}", request.target.replace("%7Bid%7D", "{id}")),
    )
}

const fn paging(paging: Paging) -> &'static str {
    match paging {
        Paging::Cursor => "after the last row's id",
        Paging::Offset => "after so many rows",
        Paging::Page { .. } => "by page number, from 0",
        Paging::Whole => "all rows at once",
        Paging::One => "the response is the only row",
    }
}

fn row(resource: &Resource) -> String {
    let ids = codes(resource.ids.iter());
    let name = resource.name;
    let rows = match resource.rows {
        [] => String::new(),
        rows => format!("; in a response under {}", codes(rows.iter())),
    };
    format!("its id at {ids}; its name `{name}`{rows}")
}

fn facet_text(facet: &Facet) -> String {
    let by = match facet.of {
        FacetOf::Field(field) => format!("by the field `{field}`"),
        FacetOf::Typed(field) => {
            format!("by the exact text of the field `{field}`, which is typed")
        }
        FacetOf::Days(field) => format!("by whole days of the field `{field}`"),
        FacetOf::Rule(_, words) => {
            format!("by a rule: {}", codes(words.iter().map(|(word, _)| word)))
        }
    };
    let server = if facet.server {
        ", asked of the gateway"
    } else {
        ""
    };
    format!("`{}`, {}, {by}{server}", facet.id, english(facet.label))
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Id => "id".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Mono => "text, monospace".to_owned(),
        Kind::Money => "money".to_owned(),
        Kind::Quota => "quota".to_owned(),
        Kind::Decimal("") => "number".to_owned(),
        Kind::Decimal(unit) => format!("number in {unit}"),
        Kind::Percent => "percentage".to_owned(),
        Kind::Budget => "budget".to_owned(),
        Kind::Part { budget, part } => {
            format!("{} of `{budget}`", format!("{part:?}").to_lowercase())
        }
        Kind::Window => "window".to_owned(),
        Kind::Count => "count".to_owned(),
        Kind::Truth => "yes or no".to_owned(),
        Kind::Time => "time".to_owned(),
        Kind::Ref(of) => format!("row of `{of}`"),
        Kind::Word(words) => format!("status: {}", codes(words.iter().map(|(word, ..)| word))),
        Kind::Words => "words".to_owned(),
        Kind::Document(kind) => format!("document ({kind:?})"),
    }
}

const fn whose(field: &FieldSpec) -> &'static str {
    match field.origin {
        Origin::Declared => "declared",
        Origin::Counter => "counter",
        Origin::Assigned => "made",
    }
}

fn read_from(field: &FieldSpec) -> String {
    let mut parts = codes(field.aliases.iter());
    let mut also = |what: &str| {
        parts.push_str(if parts.is_empty() { "" } else { "; " });
        parts.push_str(what);
    };
    if field.read.is_some() {
        also("a rule of the row");
    }
    if field.derived.is_some() {
        also("derived where it is not told");
    }
    parts
}

fn place(place: Place) -> String {
    match place {
        Place::Table { priority, .. } => format!("table {}, drawer", width(priority)),
        Place::TableOnly { priority, .. } => format!("table {}", width(priority)),
        Place::Drawer => "drawer".to_owned(),
        Place::Nowhere => "nowhere".to_owned(),
    }
}

const fn width(priority: Priority) -> &'static str {
    match priority {
        Priority::Always => "always",
        Priority::Above720 => "from 720 px",
        Priority::Above1040 => "from 1040 px",
        Priority::Above1200 => "from 1200 px",
    }
}

fn marks(field: &FieldSpec) -> String {
    let marks = [
        (field.sorts, "sorts"),
        (field.searched, "searched"),
        (field.if_present, "column if told"),
    ];
    let marks = marks
        .iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, mark)| *mark);
    marks.collect::<Vec<_>>().join(", ")
}

/// Joins words as code, with commas.
fn codes(words: impl Iterator<Item = impl std::fmt::Display>) -> String {
    words
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn english(text: Text) -> &'static str {
    text.say(Language::English)
}
