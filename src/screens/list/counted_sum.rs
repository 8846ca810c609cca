//! The sum that the gateway counts over all rows which its filters match, also those that were not read.

use crate::reactive::*;

use super::Screen;
use crate::call::ApiError;
use crate::records::exact;
use crate::schema::{CountedSum, Query, Value};
use crate::ui::live;
use crate::words::{Phrase, Say};

/// Draws the sum. It is read again with the list.
pub(super) fn counted_sum(screen: Screen, asked: Memo<Query>) -> AnyView {
    let Some(sum) = screen.resource.reads.sum else {
        return ().into_any();
    };
    // With its query, so that a sum never stands beside other filters.
    let counted = RwSignal::new(None::<(Query, Result<Value, ApiError>)>);
    let read_at = live::memo(move || screen.list.reading.with(|reading| reading.read_at));
    live::effect(move || {
        if read_at.get().is_none() {
            return;
        }
        // A change of the filters reads the list again, and the sum follows that.
        let query = asked.get_untracked();
        spawn_local(async move {
            let read = screen.session.sum(screen.resource, sum, &query).await;
            // Another query may have been asked meanwhile.
            if asked.try_get_untracked().as_ref() == Some(&query) {
                counted.try_set(Some((query, read)));
            }
        });
    });
    live::maybe(move || {
        let (of, counted) = counted.get()?;
        let words = (of == asked.get()).then(|| said(screen, sum, counted))?;
        Some(view! { <p class="sum-line">{words}</p> }.into_any())
    })
}

fn said(screen: Screen, sum: CountedSum, counted: Result<Value, ApiError>) -> String {
    screen.looks.with(|view| match counted {
        Ok(value) if value.is_present() => Phrase::from(sum.words)
            .with("sum", exact(&value, view))
            .say(view.language),
        Ok(_) | Err(_) => sum.failed.say(view.language).to_owned(),
    })
}
