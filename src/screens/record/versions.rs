//! Links to the versions of a row's documents, which are noted when the row is opened.

use std::sync::Arc;

use crate::reactive::*;

use super::Shown;
use crate::domain::ids::Id;
use crate::history::versions::DocumentKey;
use crate::records::Row;
use crate::schema::{FieldSpec, Value, Versions};
use crate::screens::looks::Looks;
use crate::screens::navigator::{link, versions_of};
use crate::text;
use crate::ui::live;
use crate::words::{Phrase, Text};

const VERSIONS: Text = text!("Versions of “{field}”" / "“{field}”的版本");

/// Notes the documents of the row, and draws a link to the versions of each that it has.
pub(super) fn versions(looks: Looks, shown: Shown) -> AnyView {
    let resource = shown.resource;
    let kept = |spec: &&FieldSpec| spec.versions != Versions::NotKept;
    let fields: Vec<&'static FieldSpec> = resource.fields.iter().filter(kept).collect();
    if fields.is_empty() {
        return ().into_any();
    }
    live::effect(move || {
        if let Some(row) = shown.row.get() {
            shown.session.note_opened(resource, &row);
        }
    });
    live::maybe(move || {
        let row = shown.row.get()?;
        let base = shown.session.connected_as(|(base, _)| base.to_owned())?;
        let links = fields
            .iter()
            .filter(|spec| has(&row, spec))
            .map(|spec| {
                let of = DocumentKey::of(&base, &row.locator(resource, None), &Id::from(spec.id));
                let label = spec.label;
                let words = looks.words(move |view| {
                    Phrase::from(VERSIONS)
                        .with("field", label)
                        .say(view.language)
                });
                view! { <p>{link(versions_of(&of.word()), words)}</p> }
            })
            .collect_view();
        Some(links.into_any())
    })
}

/// Returns whether a row has a document, or may have had one.
fn has(row: &Arc<Row>, spec: &FieldSpec) -> bool {
    match row.record.value(spec.id) {
        Value::Document(_) => true,
        Value::Null => spec.versions == Versions::OnceOpened,
        _ => false,
    }
}
