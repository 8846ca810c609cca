//! The line at the top of the overview: which lists it is based on, how much of them is loaded, and
//! loading the rest. Also says when nothing needs attention.

use crate::reactive::*;

use super::model::{Overview, Watched};
use crate::screens::coverage::{rest, unreadable};
use crate::text;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Phrase, Text};

const BASED_ON: Text = text!("Based on:" / "依据：");
const QUIET: Text = text!("Nothing needs attention." / "目前没有需要关注的事项。");
const ALL: Text = text!("{counted} in all" / "共 {counted}");
const LOADED: Text = text!("{counted} loaded, more available" / "已加载 {counted}，还有更多");
const CAPPED: Text = text!(
    "{counted} loaded; this gateway gives no way to the rest"
        / "已加载 {counted}；此网关不提供其余部分"
);
const ENTRIES: Text = text!("{n} journal entry" / "{n} journal entries" / "{n} 条操作日志");

/// Draws the line.
pub(super) fn based_on(overview: Overview) -> AnyView {
    let language = use_language();
    let parts = overview.lists().into_iter().map(|watched| {
        live::when(
            move || watched.reading.with(|reading| reading.started),
            move || part(watched),
        )
    });
    let parts = parts.collect_view();
    let entries = live::maybe(move || {
        let Some(Ok((count, _))) = overview.journal.get() else {
            return None;
        };
        let words = Phrase::from(ENTRIES).with("n", count).say(language.get());
        Some(view! { <span class="eyes-part">{words}</span> }.into_any())
    });
    let quiet = live::when(
        move || overview.is_quiet(),
        || view! { <strong>{t(QUIET)}</strong> }.into_any(),
    );
    view! {
        <div class="eyes-cover">
            <p role="status">{quiet}</p>
            <span>{t(BASED_ON)}</span>
            {parts}
            {entries}
        </div>
    }
    .into_any()
}

/// Draws one list: how much of it is loaded, and the button for the rest.
fn part(watched: Watched) -> AnyView {
    let language = use_language();
    let (reading, counted) = (watched.reading, watched.resource.counted);
    let words = move || {
        let reading = reading.get();
        // An empty list has no "all".
        let frame = match (reading.whole, reading.loaded) {
            (true, 0) => None,
            (true, _) => Some(ALL),
            (false, _) if reading.has_more => Some(LOADED),
            (false, _) => Some(CAPPED),
        };
        let counted = Phrase::from(counted).with("n", reading.loaded);
        let words = match frame {
            Some(frame) => Phrase::from(frame).with("counted", counted),
            None => counted,
        };
        words.say(language.get())
    };
    let has_more = move || reading.with(|reading| reading.has_more || reading.loading_all);
    let more = live::when(has_more, move || rest(watched.list));
    view! { <span class="eyes-part">{live::text(words)} {unreadable(watched.list)} {more}</span> }
        .into_any()
}
