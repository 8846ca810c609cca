//! The journal: every write from this browser, how it ended, and how to undo it.

mod drawer;
mod filter;
mod marks;
mod rest;
mod table;

use std::sync::Arc;

use crate::reactive::*;

use crate::history::{StoreProblem, StoredEntry, document};
use crate::route::SEARCH;
use crate::screens::addressed::{TYPED, addressed, painted};
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::{Failed, Skeleton};
use crate::ui::words::RELOAD;
use crate::words::{Phrase, Text};

pub use filter::OUTCOME;

/// The query word of the open entry.
pub const ENTRY: &str = "entry";

/// The journal's title.
pub const TITLE: Text = text!("Journal" / "操作日志");
const LEAD: Text = text!(
    "Every write from this browser, recorded before it was sent. Kept on this machine only; no secret is in it."
        / "此浏览器的每次写操作，均在发送前记录。仅保存在本机；不含任何机密值。"
);
const SEARCH_LABEL: Text = text!("Search name, id, gateway" / "搜索名称、标识、网关");
const EXPORT: Text = text!("Export as JSON" / "导出为 JSON");
const SHOWN: Text = text!("{shown} of {all} entries" / "共 {all} 条，显示 {shown} 条");
const FAILED: Text = text!("The journal could not be read" / "无法读取操作日志");

/// The entries, once they are read.
type Reading = Option<Result<Arc<Vec<Arc<StoredEntry>>>, StoreProblem>>;

/// The screen.
#[component]
pub fn JournalScreen() -> impl IntoView {
    let session: Session = expect_context();
    let (navigator, language, looks) = (use_navigator(), use_language(), Looks::here());
    let reading: RwSignal<Reading> = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            let entries = session.journal.entries().await;
            let entries = entries.map(|read| Arc::new(read.into_iter().map(Arc::new).collect()));
            reading.try_set(Some(entries));
        });
    };
    live::effect(move || {
        session.journal.version().track();
        load();
    });
    let all = live::fresh(move || reading.get().and_then(Result::ok).unwrap_or_default());
    let search = addressed(
        move || navigator.word(SEARCH),
        TYPED,
        move |text| navigator.set(&[(SEARCH, text.as_str())], true),
    );
    let typed = painted(search);
    let rows = live::fresh(move || {
        let filter = filter::filter(navigator, typed.get());
        let all = all.get();
        let shown = all.iter().filter(|entry| filter.shows(entry));
        Arc::new(shown.map(Arc::clone).collect::<Vec<_>>())
    });
    let export = move || {
        let all = all.get_untracked();
        let text = document(all.iter().map(AsRef::as_ref), session.now());
        session.journal.export(&text);
    };
    let open = navigator.follow(ENTRY);
    // Drawn again when reading starts to fail or to succeed, not after each reading: the rows keep
    // their elements, so that a drawer can return the focus.
    let stands = live::memo(move || {
        let reading = reading.read();
        reading.as_ref().map(|read| read.as_ref().err().cloned())
    });
    let body = move || match stands.get() {
        None => view! { <Skeleton /> }.into_any(),
        Some(Some(problem)) => {
            let text = move || problem.phrase().say(language.get());
            view! { <Failed title=t(FAILED) text=text on_retry=load /> }.into_any()
        }
        Some(None) => table::table(session, looks, rows, all, open),
    };
    let shown = move || {
        Phrase::from(SHOWN)
            .with("shown", rows.read().len())
            .with("all", all.read().len())
            .say(language.get())
    };
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(TITLE)}</h1>
                <div class="page-actions">
                    <Button kind=Kind::Plain label=t(RELOAD) on_click=load>
                        <Icon glyph=Glyph::Reload />
                    </Button>
                    <Button on_click=export>{t(EXPORT)}</Button>
                </div>
            </header>
            <p class="lead">{t(LEAD)}</p>
            <div class="toolbar" role="search">
                <SearchInput value=search label=t(SEARCH_LABEL) />
                {filter::facets(session, looks)}
            </div>
            <div class="coverage"><span role="status">{live::text(shown)}</span></div>
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || open.get().map(|id| drawer::drawer(session, looks, all, &id)))}
            </div>
        </div>
    }
}
