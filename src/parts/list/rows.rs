//! Which lines of a list its address and its search box ask for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::entity::{Entity, Line};
use crate::domain::filter::Filter;
use crate::domain::time::UnixSeconds;
use crate::ui::live;

/// The lines of a table.
pub type Lines<T> = Memo<Arc<Vec<Arc<Line<T>>>>>;

/// The lines that pass the filter. A row that made no sense passes only one that leaves nothing out.
pub fn shown<T: Entity, F: Filter<T>>(
    lines: Lines<T>,
    filter: Memo<F>,
    now: impl Fn() -> UnixSeconds + Send + Sync + 'static,
) -> Lines<T> {
    live::fresh(move || {
        let (lines, filter, now) = (lines.get(), filter.read(), now());
        if *filter == F::default() {
            return lines;
        }
        let shows = |line: &&Arc<Line<T>>| match line.as_ref() {
            Line::Row(found, _) => filter.shows(found, now),
            Line::Unreadable(..) => false,
        };
        Arc::new(lines.iter().filter(shows).cloned().collect())
    })
}
