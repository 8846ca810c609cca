//! The texts, lines and columns of a section of related rows.

use std::sync::Arc;

use crate::reactive::*;

use super::Shown;
use crate::domain::reading::Reading;
use crate::records::Row;
use crate::schema::{RelatedAction, Resource};
use crate::screens::looks::Looks;
use crate::text;
use crate::ui::table::{Line, Lines, Stamp};
use crate::words::{Language, Phrase, Say, Text};

const OF_ALL: Text = text!("{rows}; the list is complete." / "{rows}；列表完整。");
const OF_WHOLE: Text = text!("{rows} of all {loaded} rows." / "共 {loaded} 行，其中 {rows}。");
const SO_FAR: Text =
    text!("{rows} of {loaded} rows read so far." / "已读取 {loaded} 行，其中 {rows}。");

/// The most columns of the table besides the name.
const MOST_COLUMNS: usize = 1;

/// Returns the button's label for a number of rows.
pub(super) fn counted(language: Language, act: &RelatedAction, ticked: usize) -> String {
    match ticked {
        0 => act.button.say(language).to_owned(),
        n => Phrase::from(act.counted).with("n", n).say(language),
    }
}

/// Says how many related rows there are, among how many that were read.
pub(super) fn covered(
    language: Language,
    of: &Resource,
    none: Text,
    mine: usize,
    reading: Reading,
) -> String {
    let rows = Phrase::from(of.counted).with("n", mine);
    match (mine, reading.whole) {
        (0, true) => none.say(language).to_owned(),
        (_, true) if mine == reading.loaded => {
            Phrase::from(OF_ALL).with("rows", rows).say(language)
        }
        (_, true) => Phrase::from(OF_WHOLE)
            .with("rows", rows)
            .with("loaded", reading.loaded)
            .say(language),
        _ => Phrase::from(SO_FAR)
            .with("rows", rows)
            .with("loaded", reading.loaded)
            .say(language),
    }
}

/// Returns the columns: the name, and the first status.
pub(super) fn columns(of: &'static Resource) -> Vec<&'static crate::schema::FieldSpec> {
    let status =
        |spec: &&crate::schema::FieldSpec| matches!(spec.kind, crate::schema::Kind::Word(_));
    let name = of.field(of.name).into_iter();
    name.chain(of.fields.iter().filter(status).take(MOST_COLUMNS))
        .collect()
}

/// Returns the lines of a table of rows.
pub(super) fn lines_of(rows: &[Arc<Row>]) -> Lines {
    let line = |row: &Arc<Row>| Line {
        id: row.key(),
        stamp: Stamp::of(row, 0),
    };
    rows.iter().map(line).collect::<Vec<_>>().into()
}

/// Returns a signal that changes when cells must be painted again although no row changed: with the
/// language and the names of rows.
pub(super) fn anew(looks: Looks, shown: Shown) -> Signal<u64> {
    let names = shown.session.labels.version();
    Signal::derive(move || names.get() * 2 + u64::from(looks.language.get() == Language::Chinese))
}
