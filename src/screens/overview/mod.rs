//! The overview: what needs attention, a few rows of each kind with a link to all of them. It shows
//! how much of each list it is based on, and judges nothing itself.

mod based_on;
mod figures;
mod journal;
mod model;
mod recent;
mod section;

use crate::reactive::*;

use crate::screens::coverage::Freshness;
use crate::screens::explained::stale;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::Text;
use model::Overview;

/// The overview's title.
pub const TITLE: Text = text!("Overview" / "概览");

/// The screen.
#[component]
pub fn OverviewScreen() -> impl IntoView {
    let session: Session = expect_context();
    let overview = Overview::new(session);
    overview.start();
    live::effect(move || {
        session.journal.version().track();
        overview.read_journal();
    });
    let looks = Looks::here();
    let failed = move || {
        let lists = overview.lists().into_iter();
        let failed = lists.map(|list| {
            stale(move || {
                list.error
                    .get()
                    .filter(|_| list.reading.with(|it| it.started))
            })
        });
        failed.collect_view()
    };
    view! {
        <div class="page overview">
            <header class="page-head">
                <h1>{t(TITLE)}</h1>
                <div class="page-actions">
                    <Freshness
                        read_at=Signal::derive(move || overview.read_at())
                        busy=Signal::derive(move || overview.is_busy())
                        on_reload=move || {
                            overview.reload();
                            overview.read_journal();
                        }
                    />
                </div>
            </header>
            {figures::figures(overview, looks)}
            {based_on::based_on(overview)}
            {failed()}
            <div class="eyes">
                {journal::unresolved(overview, looks)}
                {section::sections(overview, looks)}
                {recent::recent(overview, looks)}
                {section::not_listed(overview)}
            </div>
        </div>
    }
}
