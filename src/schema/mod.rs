//! The vocabulary of a dialect: values, fields, resources, actions, checks and steps. Only types
//! and their laws; no request is made here, and no gateway's resource is named.

mod absent;
mod action;
mod chart;
mod check;
mod context;
mod dialect;
mod explanation;
mod field;
mod input;
mod login;
mod query;
mod reads;
mod record;
mod resource;
#[cfg(test)]
pub(crate) mod sample;
mod step;
mod value;

pub use absent::Absent;
pub use action::{
    Action, Confirm, Lookup, RemainingWords, SAME_TWICE, Snippet, Summary, Target, Undo, Yields,
    always, nothing,
};
pub use chart::{Chart, Each};
pub use check::{Baseline, Check, RisesBy, appears, becomes, differs, moves, rises};
pub use context::{Context, Finding, Level, Prior, Rule, SecretShape, Seen, WhyNot};
pub use dialect::{Ask, Dialect, Found, Group, Listed, Meaning, Who};
pub use explanation::{Evidence, Explanation};
pub use field::{
    BudgetPart, Column, FieldSpec, Kind, Origin, Place, Priority, StatusWords, Tone, Versions,
};
pub use input::{
    Asked, Choices, Control, Input, Names, Offers, Priced, TypedInput, Usual, base_of,
};
pub use login::{Correlation, Login, PASTED_CODE, PASTED_STATE};
pub use query::Query;
pub use reads::{CountedSum, Joined, MakeRows, OneRow, Reads, Recent};
pub use record::{EXPORTED, EXPORTED_ROWS, Field, Hidden, Locator, Record, Typed};
pub use resource::{
    Attention, AttentionGroup, Facet, FacetOf, FacetRow, Figure, ListWords, Paging, Picture, Rank,
    Related, RelatedAction, RelatedBy, Resource, Total,
};
pub use step::{CompensateWhen, Compensation, Precondition, Requires, Step};
pub use value::{Decimal, Document, DocumentKind, FieldValue, Ref, Value};

/// A text of the program.
pub type Str = &'static str;

/// A list of the catalogue.
pub type All<T> = &'static [T];
