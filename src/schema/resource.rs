//! What a gateway lists: the fields of a row; how the list is read, filtered and summed; and its
//! actions.

use super::absent::Absent;
use super::action::Action;
use super::action::Target;
use super::chart::Chart;
use super::context::{Level, WhyNot};
use super::explanation::Explanation;
use super::field::FieldSpec;
use super::query::Query;
use super::reads::Reads;
use super::record::{Locator, Record};
use super::value::Value;
use super::{All, Choices, Str};
use crate::call::Read;
use crate::domain::time::UnixSeconds;
use crate::words::Text;

/// The texts of a list screen.
#[derive(Clone, Copy)]
pub struct ListWords {
    /// The label of the search field, which names what is searched.
    pub search: Text,
    /// When the list is empty: the heading, and how to create the first row.
    pub empty: [Text; 2],
    /// When no row matches the filters: the heading, and what to do.
    pub no_match: [Text; 2],
    /// When the row named by the address is proved to be gone.
    pub gone: Text,
    /// When that row was not found on the pages that were read.
    pub not_seen: Text,
    /// When the list could not be read.
    pub failed: Text,
    /// When the key may not read the list.
    pub not_allowed: Text,
}

/// How a list is paged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the last row's id, or by page number if the gateway counts pages.
    Cursor,
    /// By the number of rows to skip.
    Offset,
    /// By page number, from 0. A gateway that sends no total returns at least this number of rows
    /// on every page but the last.
    Page {
        /// That number.
        least: usize,
    },
    /// Not at all: one response holds all rows.
    Whole,
    /// Not at all: the response is a single row.
    One,
}

/// What a facet groups rows by.
#[derive(Clone, Copy)]
pub enum FacetOf {
    /// The value of a field: a status, a reference, a word.
    Field(Str),
    /// The value of a field with more words than can be listed, which is typed exactly.
    Typed(Str),
    /// The whole days of a field that is a time, in the operator's time zone.
    Days(Str),
    /// A rule, with its words in display order.
    Rule(fn(&Record, UnixSeconds) -> Option<Str>, Choices),
}

impl FacetOf {
    /// Returns the field whose value is the word.
    #[must_use]
    pub const fn field(self) -> Option<Str> {
        match self {
            Self::Field(field) | Self::Typed(field) => Some(field),
            Self::Days(_) | Self::Rule(..) => None,
        }
    }

    /// Returns whether it is whole days, which have no words.
    #[must_use]
    pub const fn is_days(self) -> bool {
        matches!(self, Self::Days(_))
    }
}

/// A filter with a small set of values.
#[derive(Clone, Copy)]
pub struct Facet {
    /// The id, used in addresses.
    pub id: Str,
    /// Its label.
    pub label: Text,
    /// The label for no filter.
    pub any: Text,
    /// What it groups rows by.
    pub of: FacetOf,
    /// The label for rows without a value, under the word `none`.
    pub none: Option<Text>,
    /// Whether the gateway is asked to filter by it.
    pub server: bool,
}

/// Sums a money field over the shown rows.
#[derive(Clone, Copy)]
pub struct Total {
    /// The field to sum.
    pub of: Str,
    /// The field whose words get separate sums.
    pub by: Option<Str>,
    /// The label for rows without a word in that field.
    pub without: Text,
    /// The field with the number of items that a row stands for, and the text shown when rows have
    /// one.
    pub sums: Option<(Str, Text)>,
}

/// A row of another resource that is shown with the list when a facet selects it.
#[derive(Clone, Copy)]
pub struct FacetRow {
    /// The facet.
    pub facet: Str,
    /// The resource of that row.
    pub of: Str,
    /// The fields that are shown.
    pub fields: All<Str>,
    /// The title.
    pub title: Text,
    /// How the row and the list are related.
    pub note: Text,
    /// The label of the link from a row to all rows with the same reference.
    pub all: Text,
}

/// An action on rows of another list, offered in a row's drawer.
#[derive(Clone, Copy)]
pub struct RelatedAction {
    /// The action, on several rows.
    pub action: &'static Action,
    /// The button's label while no row is selected.
    pub button: Text,
    /// The button's label for `{n}` selected rows.
    pub counted: Text,
    /// Why the button is disabled while no row is selected.
    pub choose: Text,
    /// The initial form values, from the row of the drawer.
    pub input: fn(&Locator) -> Record,
    /// The title of a dialog in which rows are selected from the whole list; `{name}` is the row of
    /// the drawer.
    pub among_all: Option<Text>,
}

/// How rows of another list are related to a row.
#[derive(Clone, Copy)]
pub enum RelatedBy {
    /// By the facet with this id: the gateway filters by it, and the console compares the field.
    Facet(Str),
    /// By the facet with this id, read and shown here although there are no actions on the rows. The
    /// console compares the field; the gateway may not filter.
    Shown(Str),
    /// As `Shown`, by a field that holds the row's name: a log keeps the name at its time, not an id.
    ShownByName(Str),
    /// All listed rows, for accounts to which the gateway lists only related rows.
    All(fn(&Record) -> bool),
}

/// Related rows of another list, shown in the drawer.
#[derive(Clone, Copy)]
pub struct Related {
    /// The other resource.
    pub of: Str,
    /// How its rows are related.
    pub by: RelatedBy,
    /// A facet and the word that the rows have as well: of a log, one type of rows.
    pub also: Option<(Str, Str)>,
    /// The title.
    pub title: Text,
    /// The text when there are none.
    pub none: Text,
    /// The actions on them.
    pub actions: All<RelatedAction>,
    /// The chart above them.
    pub chart: Option<Chart>,
}

/// A figure on the overview, computed from all rows that were read.
#[derive(Clone, Copy)]
pub struct Figure {
    /// Its label.
    pub label: Text,
    /// Computes the value.
    pub of: fn(&[&Record], UnixSeconds) -> Value,
    /// Whether a row has what the figure is computed from.
    pub covers: fn(&Record) -> bool,
}

/// Rows of one kind in a section of the overview, with a link to their list.
#[derive(Clone, Copy)]
pub struct AttentionGroup {
    /// The query word of the link: a facet and its word, or an order.
    pub view: (Str, Str),
    /// The text, with `{n}`.
    pub words: Text,
    /// Whether a row belongs to the group.
    pub of: fn(&Record, UnixSeconds) -> bool,
}

/// A section of the overview that lists rows needing attention.
#[derive(Clone, Copy)]
pub struct Attention {
    /// Its id.
    pub id: Str,
    /// How much it matters.
    pub level: Level,
    /// The title.
    pub title: Text,
    /// The text when no row needs attention.
    pub quiet: Text,
    /// The groups.
    pub groups: All<AttentionGroup>,
    /// A row's rank; the highest ranks come first. `None` if the row needs no attention.
    pub rank: fn(&Record, UnixSeconds) -> Option<i64>,
    /// The fields shown with a row's name.
    pub details: All<Str>,
    /// A field that at least one row must have for the section to be judged, and the text when none
    /// has. A gateway may send it for no row at all.
    pub needs: Option<(Str, Text)>,
}

/// Ranks a row; the highest ranks come first, and rows without a rank last.
pub type Rank = fn(&Record, UnixSeconds) -> Option<i64>;

/// An icon in the navigation, always shown with a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A key.
    Key,
    /// A group of things.
    Pool,
    /// Money.
    Money,
    /// An upstream provider.
    Provider,
    /// A measure of what is used.
    Gauge,
    /// A search.
    Look,
}

/// What a gateway lists.
pub struct Resource {
    /// The id, used in addresses and in the journal.
    pub id: Str,
    /// The query word with the id of the row whose drawer is open.
    pub opens: Str,
    /// Its icon in the navigation.
    pub picture: Picture,
    /// Its title.
    pub title: Text,
    /// The noun for one row: "key".
    pub one: Text,
    /// The noun for `{n}` rows: "{n} keys".
    pub counted: Text,
    /// An introduction below the title.
    pub lead: Option<Text>,
    /// The texts of the list screen.
    pub words: ListWords,
    /// Makes the request for a page.
    pub list: fn(&Query) -> Read,
    /// How the list is paged.
    pub paging: Paging,
    /// Names under which a response may hold its rows, or its only row.
    pub rows: All<Str>,
    /// Names under which a row may hold its id.
    pub ids: All<Str>,
    /// The field that is a row's name.
    pub name: Str,
    /// Resources that its rows refer to by id alone; their names are read along with the list.
    pub labels: All<Str>,
    /// The title of a row whose name is not enough, e.g. "12.50 USD · Payments".
    pub heading: Option<fn(&Record) -> String>,
    /// What two rows share that stand for one thing, such as an e-mail address and a workspace; `None`
    /// for a row that says too little. Such rows are pointed out.
    pub twin: Option<fn(&Record) -> Option<String>>,
    /// The field with the time at which a row was created.
    pub made: Option<Str>,
    /// The order when the address names none: a field, `-field`, or empty for the gateway's own
    /// order.
    pub usual_order: Str,
    /// The order when neither the address nor `usual_order` names one.
    pub usual_rank: Option<Rank>,
    /// The fields of a row.
    pub fields: All<FieldSpec>,
    /// Fields that are secret in its rows and in responses to its writes.
    pub secrets: All<Str>,
    /// The filters.
    pub facets: All<Facet>,
    /// The sum over the shown rows.
    pub total: Option<Total>,
    /// The row that is shown with the list.
    pub facet_row: Option<FacetRow>,
    /// The related rows in the drawer.
    pub related: All<Related>,
    /// The figures on the overview.
    pub figures: All<Figure>,
    /// Sections of the overview.
    pub attention: All<Attention>,
    /// What can be done.
    pub actions: All<&'static Action>,
    /// Returns why the signed-in account cannot see the list; `None` if it can.
    pub not_listed: fn(&Record) -> Option<WhyNot>,
    /// What refusals with these codes mean for the list.
    pub refusals: All<(Str, Text)>,
    /// How rows are read beside the pages of the list.
    pub reads: Reads,
    /// What its rows mean together with other lists.
    pub explanations: All<Explanation>,
    /// Set if a gateway may lack the list. A 401, 403 or 404 then says so, and nothing about the
    /// connection or the key.
    pub if_absent: Option<Absent>,
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

    /// Returns the action on one row that sets a field, if the table offers it.
    #[must_use]
    pub fn edits(&self, field: &FieldSpec) -> Option<&'static Action> {
        let sets = |action: &&'static Action| {
            action.on == Target::Row && action.inputs.iter().any(|input| input.id == field.id)
        };
        let mut actions = self.actions.iter().copied();
        actions.find(sets).filter(|_| field.edited)
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
