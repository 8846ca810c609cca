//! The parts around every list: its age, how much of it is loaded, and loading more.

use crate::reactive::*;

use crate::domain::reading::{ListCommand, Reading};
use crate::domain::time::UnixMillis;
use crate::records::Listing;
use crate::schema::Paging;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;
use crate::ui::words::RELOAD;
use crate::words::{Language, Phrase, Text};

/// Unlike an action that asks the gateway to do something, it only reads again.
const RELOAD_LIST: Text = text!("Reload list" / "重新加载列表");
const LOAD_MORE: Text = text!("Load more" / "加载更多");
const LOAD_ALL: Text = text!("Load all" / "全部加载");
const STOP: Text = text!("Stop" / "停止");
const MORE_AVAILABLE: Text = text!(
    "{shown} shown · {loaded} loaded, more available"
        / "显示 {shown} 条 · 已加载 {loaded} 条，还有更多"
);
const ALL_LOADED: Text =
    text!("{shown} shown · all {loaded} loaded" / "显示 {shown} 条 · 已全部加载，共 {loaded} 条");
const REPEATS: Text = text!(
    "{shown} shown · {loaded} loaded; the gateway repeats itself, so there may be more"
        / "显示 {shown} 条 · 已加载 {loaded} 条；网关重复返回相同内容，可能还有更多"
);
const CAPPED: Text = text!(
    "{shown} shown · {loaded} of {total} loaded; this gateway gives no way to the rest"
        / "显示 {shown} 条 · 已加载 {loaded} / {total} 条；此网关不提供其余部分"
);
const UNREADABLE: Text =
    text!("{n} row cannot be read." / "{n} rows cannot be read." / "{n} 行无法解读。");
const COVERS_LOADED: Text = text!(
    "Search, filters, sorting and counts cover the loaded rows only."
        / "搜索、筛选、排序和计数仅涵盖已加载的行。"
);
const COVERS_ALL: Text = text!(
    "Search, filters, sorting and counts cover the whole list."
        / "搜索、筛选、排序和计数涵盖整个列表。"
);

const COVERS_ASKED: Text = text!(
    "The gateway filters; search, sorting and counts cover the loaded rows only."
        / "筛选由网关执行；搜索、排序和计数仅涵盖已加载的行。"
);

/// Draws when rows were read, and a reload button.
#[component]
pub fn Freshness(
    /// When the first page was read.
    #[prop(into)]
    read_at: Signal<Option<UnixMillis>>,
    /// Whether something is being read.
    #[prop(into)]
    busy: Signal<bool>,
    /// Reads again.
    #[prop(into)]
    on_reload: Callback<()>,
    /// The name of the button.
    #[prop(default = RELOAD)]
    label: Text,
) -> impl IntoView {
    view! {
        {live::maybe(move || read_at.get().map(|read_at| view! { <Age read_at /> }.into_any()))}
        <Button kind=Kind::Plain label=t(label) busy on_click=on_reload>
            <Icon glyph=Glyph::Reload />
        </Button>
    }
}

/// Says how many rows of a list could not be read, on screens that draw only readable rows.
#[must_use]
pub fn unreadable(list: LiveList) -> AnyView {
    let language = use_language();
    live::maybe(move || {
        let count = list.listing.with(Listing::unreadable);
        let words = Phrase::from(UNREADABLE).with("n", count);
        let words = (count > 0).then(|| words.say(language.get()))?;
        Some(view! { <span class="faint">{words}</span> }.into_any())
    })
}

/// Draws the age of a list.
#[must_use]
pub fn freshness(list: LiveList) -> AnyView {
    let busy = live::derived(move || list.reading.with(|reading| reading.busy));
    let read_at = live::derived(move || list.reading.with(|reading| reading.read_at));
    let label = match list.resource.paging {
        Paging::One => RELOAD,
        Paging::Cursor | Paging::Offset | Paging::Page { .. } | Paging::Whole => RELOAD_LIST,
    };
    view! { <Freshness read_at busy label on_reload=move || list.run(ListCommand::Reload) /> }
        .into_any()
}

/// Says how much of a list is loaded and shown.
#[must_use]
pub fn coverage_words(language: Language, shown: usize, reading: Reading) -> String {
    let (text, total) = match reading.total {
        _ if reading.has_more => (MORE_AVAILABLE, None),
        _ if reading.whole => (ALL_LOADED, None),
        Some(total) if total > reading.loaded => (CAPPED, Some(total)),
        _ => (REPEATS, None),
    };
    Phrase::from(text)
        .with("shown", shown)
        .with("loaded", reading.loaded)
        .with("total", total.unwrap_or_default())
        .say(language)
}

/// Draws how much of a list is loaded, which is what search and counts cover.
#[must_use]
pub fn coverage(list: LiveList, shown: Signal<usize>) -> AnyView {
    let (language, reading) = (use_language(), list.reading);
    let started = move || reading.with(|reading| reading.started);
    let has_more = live::memo(move || reading.with(|reading| reading.has_more));
    let whole = live::memo(move || reading.with(|reading| reading.whole));
    let line = move || coverage_words(language.get(), shown.get(), reading.get());
    let facets = list.resource.facets;
    let is_asked = !facets.is_empty() && facets.iter().all(|facet| facet.server);
    let covers = live::derived(move || match whole.get() {
        true => COVERS_ALL,
        false if is_asked => COVERS_ASKED,
        false => COVERS_LOADED,
    });
    let covered = move || {
        view! {
            <span role="status">{live::text(line)}</span>
            <span class="faint">
                {live::text(move || crate::words::Say::say(&covers.get(), language.get()))}
            </span>
            {live::when(move || has_more.get(), move || more(list))}
        }
        .into_any()
    };
    view! { <div class="coverage">{live::when(started, covered)}</div> }.into_any()
}

/// Draws the buttons that load one more page, or all of them until stopped.
#[must_use]
pub fn more(list: LiveList) -> AnyView {
    let busy = live::derived(move || list.reading.with(|reading| reading.busy));
    view! {
        <Button kind=Kind::Quiet busy on_click=move || list.run(ListCommand::More)>{t(LOAD_MORE)}</Button>
        {rest(list)}
    }
    .into_any()
}

/// Draws the button that loads all of the rest, until stopped.
#[must_use]
pub fn rest(list: LiveList) -> AnyView {
    let loading_all = live::memo(move || list.reading.with(|reading| reading.loading_all));
    live::part(move || {
        let (word, next) = match loading_all.get() {
            true => (STOP, ListCommand::Stop),
            false => (LOAD_ALL, ListCommand::All),
        };
        view! { <Button kind=Kind::Quiet on_click=move || list.run(next)>{t(word)}</Button> }
            .into_any()
    })
}
