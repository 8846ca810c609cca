//! What a gateway lists: the fields of a row, how the list is read, filtered and added up, and what
//! can be done.

use super::action::Action;
use super::context::{Level, WhyNot};
use super::field::FieldSpec;
use super::record::{Locator, Record};
use super::value::Value;
use super::{All, Choices, Str};
use crate::call::Read;
use crate::domain::ids::Id;
use crate::domain::time::UnixSeconds;
use crate::words::Text;

/// Words of a list.
#[derive(Clone, Copy)]
pub struct ListWords {
    /// The label of the search field: what it looks at.
    pub search: Text,
    /// The list is empty: the heading, and how to make the first row.
    pub empty: [Text; 2],
    /// No row passes the filters: the heading, and what to do.
    pub no_match: [Text; 2],
    /// The row that an address names is proved not to be listed.
    pub gone: Text,
    /// It was not on the pages that were read.
    pub not_seen: Text,
    /// The list could not be read.
    pub failed: Text,
    /// The key may not read the list.
    pub not_allowed: Text,
}

/// Which rows are wanted. A gateway may ignore `text` and `by`, so rows are compared again here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Rows for one page.
    pub limit: usize,
    /// The cursor to go on after: the id of a row, or the number of a page.
    pub after: Option<String>,
    /// The rows to go on after, where the list is paged by number.
    pub offset: usize,
    /// The newest rows first; a gateway may not know how.
    pub newest_first: bool,
    /// A text that a row should contain.
    pub text: Option<String>,
    /// A facet and its value that the gateway should filter by.
    pub by: Option<(Id, String)>,
}

/// What the cursor of a page begins with that goes by its number; no gateway gives such an id.
const PAGE: &str = "?page=";

impl Query {
    /// The most rows that a gateway gives at once (contract 5.1).
    pub const MOST: usize = 100;

    /// Returns the cursor of a page that goes by its number.
    #[must_use]
    pub fn cursor_of_page(number: i64) -> String {
        format!("{PAGE}{number}")
    }

    /// Returns the number of the page that a cursor names, where the gateway counts pages.
    #[must_use]
    pub fn page_of(cursor: &str) -> Option<&str> {
        cursor.strip_prefix(PAGE)
    }

    /// Returns the number of the page that is wanted, where the gateway counts pages.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        self.after.as_deref().and_then(Self::page_of)
    }

    /// Returns the id of the row to go on after.
    #[must_use]
    pub fn after_row(&self) -> Option<&str> {
        self.after.as_deref().filter(|_| self.page().is_none())
    }

    /// Asks for the first page in the order of creation.
    #[must_use]
    pub const fn oldest() -> Self {
        Self {
            limit: Self::MOST,
            after: None,
            offset: 0,
            newest_first: false,
            text: None,
            by: None,
        }
    }

    /// Asks for the first page, the newest rows first.
    #[must_use]
    pub fn newest() -> Self {
        Self {
            newest_first: true,
            ..Self::oldest()
        }
    }

    /// Asks for rows that contain `text`.
    #[must_use]
    pub fn containing(text: &str) -> Self {
        Self {
            text: Some(text.to_owned()),
            ..Self::oldest()
        }
    }
}

/// How a list is paged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// After the last row's id, or by page where the gateway counts pages.
    Cursor,
    /// After so many rows.
    Offset,
    /// All rows at once.
    Whole,
    /// The response is the only row.
    One,
}

/// What a facet sorts rows by.
#[derive(Clone, Copy)]
pub enum FacetOf {
    /// The value of a field: a status, a reference, a word.
    Field(Str),
    /// A rule, and its answers in the order in which they are shown.
    Rule(fn(&Record, UnixSeconds) -> Option<Str>, Choices),
}

/// A filter with few values.
#[derive(Clone, Copy)]
pub struct Facet {
    /// Its id: in addresses.
    pub id: Str,
    /// Its label.
    pub label: Text,
    /// No filter.
    pub any: Text,
    /// What it sorts by.
    pub of: FacetOf,
    /// The rows without a value, under the word `none`.
    pub none: Option<Text>,
    /// Whether the gateway is asked to filter by it.
    pub server: bool,
}

/// Adds up a field of the rows that are shown.
#[derive(Clone, Copy)]
pub struct Total {
    /// The field: money.
    pub of: Str,
    /// The field by whose words the sums are kept apart.
    pub by: Option<Str>,
    /// What a row without a word in that field is called.
    pub without: Text,
    /// The field that says how many things a row sums up, and what is said where rows do.
    pub sums: Option<(Str, Text)>,
}

/// A row of another resource that stands beside the list where a facet names it.
#[derive(Clone, Copy)]
pub struct Beside {
    /// The facet.
    pub facet: Str,
    /// The resource.
    pub of: Str,
    /// Its fields.
    pub fields: All<Str>,
    /// The title.
    pub title: Text,
    /// How the two belong together.
    pub note: Text,
    /// The words of the way from a row to all rows that name the same.
    pub all: Text,
}

/// An action on rows of another list from a row's drawer.
#[derive(Clone, Copy)]
pub struct RelatedAction {
    /// The action, on several rows.
    pub action: &'static Action,
    /// The words of its button while nothing is chosen.
    pub button: Text,
    /// The words of the button with `{n}` rows.
    pub counted: Text,
    /// Why it does nothing while nothing is chosen.
    pub choose: Text,
    /// What the form is told: the row that the drawer is about, or nothing.
    pub input: fn(&Locator) -> Record,
    /// The rows are chosen among all of the list, in a dialog with this title; `{name}` is the row.
    pub among_all: Option<Text>,
}

/// How rows of another list belong to a row.
#[derive(Clone, Copy)]
pub enum RelatedBy {
    /// By the facet of this id: the gateway is asked by it, and its field is compared.
    Facet(Str),
    /// All that the gateway lists, for those to whom it lists only what belongs to the row.
    All(fn(&Record) -> bool),
}

/// Rows of another list in the drawer.
#[derive(Clone, Copy)]
pub struct Related {
    /// The other resource.
    pub of: Str,
    /// How its rows belong to the row.
    pub by: RelatedBy,
    /// The title.
    pub title: Text,
    /// None of them.
    pub none: Text,
    /// What can be done with them.
    pub actions: All<RelatedAction>,
}

/// A number on the overview, of all rows that were read.
#[derive(Clone, Copy)]
pub struct Figure {
    /// Its label.
    pub label: Text,
    /// The number.
    pub of: fn(&[&Record], UnixSeconds) -> Value,
    /// Whether a row tells what the number is of.
    pub told: fn(&Record) -> bool,
}

/// Rows of one kind in a section of the overview, with the way to their list.
#[derive(Clone, Copy)]
pub struct AttentionGroup {
    /// The facet and its word that show them, or an order.
    pub view: (Str, Str),
    /// How many, with `{n}`.
    pub words: Text,
    /// Which rows.
    pub of: fn(&Record, UnixSeconds) -> bool,
}

/// A section of the overview: rows that need attention.
#[derive(Clone, Copy)]
pub struct Attention {
    /// Its id.
    pub id: Str,
    /// How much it matters.
    pub level: Level,
    /// The title.
    pub title: Text,
    /// Nothing needs attention here.
    pub quiet: Text,
    /// The groups.
    pub groups: All<AttentionGroup>,
    /// A row's rank: the highest stand first; `None` for a row that needs no attention.
    pub rank: fn(&Record, UnixSeconds) -> Option<i64>,
    /// The fields that stand beside a row's name.
    pub tells: All<Str>,
    /// A field that at least one row must tell for the section to be judged, and what is said where
    /// none does. A gateway may tell it of no row at all.
    pub needs: Option<(Str, Text)>,
}

/// A picture in the navigation, always beside a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Something that opens.
    Key,
    /// Several things in one.
    Pool,
    /// Money.
    Money,
    /// Where calls are forwarded to.
    Provider,
    /// Looking something up.
    Look,
}

/// What a gateway lists.
pub struct Resource {
    /// Its id: in addresses and in the journal.
    pub id: Str,
    /// The word of an address that names the row whose drawer is open.
    pub opens: Str,
    /// Its picture in the navigation.
    pub picture: Picture,
    /// Its title.
    pub title: Text,
    /// One of its rows, as a noun: "key".
    pub one: Text,
    /// So many of its rows: "{n} keys".
    pub counted: Text,
    /// What it is, below the title.
    pub lead: Option<Text>,
    /// Words of the list.
    pub words: ListWords,
    /// How a page is read.
    pub list: fn(&Query) -> Read,
    /// How the list is paged.
    pub paging: Paging,
    /// Names under which its rows, or its only row, may stand in a response.
    pub rows: All<Str>,
    /// Where a row's id stands.
    pub ids: All<Str>,
    /// The field that is a row's name.
    pub name: Str,
    /// Resources whose rows its rows refer to by id alone: their names are read beside the list.
    pub labels: All<Str>,
    /// What a row is called where the name is not enough, e.g. "12.50 USD · Payments".
    pub heading: Option<fn(&Record) -> String>,
    /// What two rows share that stand for one thing, such as an e-mail address and a workspace; `None`
    /// for a row that says too little. Such rows are pointed out.
    pub twin: Option<fn(&Record) -> Option<String>>,
    /// The field that tells when a row was made.
    pub made: Option<Str>,
    /// The order while the address names none: a field, `-field`, or nothing for the gateway's own.
    pub usual_order: Str,
    /// The fields of a row.
    pub fields: All<FieldSpec>,
    /// Fields that are secret in its rows and in responses to its writes.
    pub secrets: All<Str>,
    /// The filters.
    pub facets: All<Facet>,
    /// What is added up.
    pub total: Option<Total>,
    /// What stands beside the list.
    pub beside: Option<Beside>,
    /// What stands in the drawer.
    pub related: All<Related>,
    /// Numbers on the overview.
    pub figures: All<Figure>,
    /// Sections of the overview.
    pub attention: All<Attention>,
    /// What can be done.
    pub actions: All<&'static Action>,
    /// Why who is signed in does not see the list.
    pub not_listed: fn(&Record) -> Option<WhyNot>,
    /// What a refusal with this code means for the list.
    pub refusals: All<(Str, Text)>,
}

impl Resource {
    /// Returns the field of this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Returns the facet of this id.
    #[must_use]
    pub fn facet(&self, id: &str) -> Option<&'static Facet> {
        self.facets.iter().find(|facet| facet.id == id)
    }

    /// Returns the action of this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&'static Action> {
        self.actions.iter().copied().find(|action| action.id == id)
    }
}

impl std::fmt::Debug for Resource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}
