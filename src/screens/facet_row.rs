//! A row of another list that rows of a list refer to: its fields, and the link to all rows that
//! refer to it.

use crate::reactive::*;

use crate::gate::Found;
use crate::records::Row;
use crate::schema::{Dialect, FacetRow, Query, Resource, Value};
use crate::screens::looks::{Looks, facts};
use crate::screens::navigator::{link, narrowed, use_navigator};
use crate::session::Session;
use crate::session::list::{LiveList, RowSearch};
use crate::ui::detail::Details;
use crate::ui::language::t;
use crate::ui::live;

/// Draws the fields of the row with this id, once it is found; nothing if the account may not list
/// it.
#[must_use]
pub fn facet_row_facts(
    session: Session,
    looks: Looks,
    facet_row: FacetRow,
    id: &str,
) -> Option<AnyView> {
    let (dialect, of) = listed(session, facet_row)?;
    let list = LiveList::new(session, of, Query::newest());
    list.search(id.to_owned());
    let id = id.to_owned();
    Some(live::maybe(move || match list.row_search(&id)? {
        RowSearch::Ended(Found::Here(row)) => {
            let facts = facts(looks, dialect, of, facet_row.fields, &row.record);
            Some(view! { <Details>{facts}</Details> }.into_any())
        }
        RowSearch::Ended(Found::Gone) => {
            Some(view! { <p class="hint">{t(of.words.gone)}</p> }.into_any())
        }
        RowSearch::Reading | RowSearch::Ended(Found::NotSeen) | RowSearch::Failed(_) => None,
    }))
}

fn listed(session: Session, facet_row: FacetRow) -> Option<(&'static Dialect, &'static Resource)> {
    let dialect = session.dialect()?;
    let of = dialect.resource(facet_row.of)?;
    (of.not_listed)(&session.who())
        .is_none()
        .then_some((dialect, of))
}

/// Draws the related row in a row's drawer.
#[must_use]
pub fn facet_row_of(
    session: Session,
    looks: Looks,
    resource: &'static Resource,
    row: &Row,
) -> Option<AnyView> {
    let facet_row = resource.facet_row?;
    let facet = resource.facet(facet_row.facet)?;
    let field = facet.of.field()?;
    let Value::Ref(reference) = row.record.value(field) else {
        return None;
    };
    let id = reference.id.as_ref()?.as_str();
    let is_narrowed = use_navigator().word(facet.id) == id;
    let all = (!is_narrowed).then(|| {
        let to = narrowed(resource, facet, id);
        view! { <p>{link(to, live::text(t(facet_row.all)))}</p> }
    });
    let facts = facet_row_facts(session, looks, facet_row, id);
    let facts = facts.map(|facts| {
        view! { <h3>{t(facet_row.title)}</h3> {facts} <p class="hint">{t(facet_row.note)}</p> }
    });
    Some(view! { <section class="stack">{facts} {all}</section> }.into_any())
}
