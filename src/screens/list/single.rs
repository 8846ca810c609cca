//! The screen of a resource that is one thing: its facts, lists that belong to it, and what can be
//! done.

use crate::reactive::*;

use super::create_button;
use crate::schema::{Query, Resource};
use crate::screens::act::{ActDialog, Doing};
use crate::screens::coverage::freshness;
use crate::screens::explained::{failed, list_failure, stale};
use crate::screens::looks::Looks;
use crate::screens::navigator::{link, list_of};
use crate::screens::record::fact_list;
use crate::session::Session;
use crate::session::list::LiveList;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;

/// Draws the screen.
pub(super) fn single_screen(session: Session, resource: &'static Resource) -> AnyView {
    let Some(dialect) = session.dialect() else {
        return ().into_any();
    };
    let looks = Looks::here();
    let list = LiveList::new(session, resource, Query::oldest());
    list.reload();
    let doing: RwSignal<Option<Doing>> = RwSignal::new(None);
    let row = live::memo(move || list.rows().into_iter().next());
    let busy = live::derived(move || list.reading.with(|reading| reading.busy));
    let body = move || {
        let started = list.reading.with(|reading| reading.started);
        match (row.get(), list.error.get()) {
            (Some(row), _) => fact_list(looks, dialect, resource, &row),
            (None, Some(error)) if !started => {
                let retry = Callback::new(move |()| list.reload());
                failed(list_failure(resource, &error), busy, retry)
            }
            (None, _) if started => {
                let [title, then] = resource.words.empty;
                view! { <Notice><p>{t(title)}</p><p>{t(then)}</p></Notice> }.into_any()
            }
            (None, _) => view! { <Skeleton rows=4 /> }.into_any(),
        }
    };
    let actions = resource.actions.iter().copied();
    let actions = actions.map(|action| create_button(session, resource, action, doing));
    let actions = actions.collect_view();
    // A list of what belongs to it is one click away.
    let related = resource.related.iter().filter_map(|related| {
        let of = dialect.resource(related.of)?;
        let words = live::text(t(related.title));
        Some(view! { <p>{link(list_of(of), words)}</p> }.into_any())
    });
    let related = related.collect_view();
    // What was made changes what is counted, so the row is read again when the form closes.
    let mut was_open = false;
    live::effect(move || {
        let open = doing.with(Option::is_some);
        if was_open && !open {
            list.outdate();
        }
        was_open = open;
    });
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(resource.title)}</h1>
                <div class="page-actions">{freshness(list)} {actions}</div>
            </header>
            {resource.lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
            {stale(move || list.error.get().filter(|_| list.reading.with(|it| it.started)))}
            {live::part(body)}
            {related}
            <ActDialog doing />
        </div>
    }
    .into_any()
}
