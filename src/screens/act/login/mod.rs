//! The login screen: begins logins, and shows those that are open as cards. The request that will be
//! sent is shown beside the button that sends it, so no dialog asks again.

mod begin;
mod card;
mod countdown;
mod device;
mod ended;
mod paste;

use crate::reactive::*;

use super::stopped;
use crate::gate::Stop;
use crate::schema::{Action, Login, Resource};
use crate::screens::looks::Looks;
use crate::screens::navigator::{Navigator, link, list_of};
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::words::RETRY;
use crate::words::{Phrase, Text};
use begin::{Beginning, begin_form, subject};

/// The query word of a list's address that opens its login screen: the action's id.
pub const LOGIN: &str = "login";

/// The id of the heading above the cards.
const CARDS_ID: &str = "login-cards";

const CONDITIONS: Text = text!("Before a code works" / "代码生效的前提");
const CARDS: Text = text!("Logins in this tab" / "此标签页中的登录");
const NO_CARDS: Text = text!(
    "None yet. A login goes on while you look at other pages, and after a reload."
        / "暂无。浏览其他页面或重新加载后，登录会继续进行。"
);
const WAITING: Text =
    text!("{n} login is waiting" / "{n} logins are waiting" / "{n} 个登录正在等待");

/// Returns the action whose login screen the address opens.
#[must_use]
pub fn opened_login(resource: &'static Resource, navigator: Navigator) -> Option<&'static Action> {
    let action = resource.action(&navigator.word(LOGIN))?;
    action.login().map(|_| action)
}

/// Opens the login screen of an action; `row` is the id of the row that is signed in again.
pub fn open_login(
    navigator: Navigator,
    resource: &'static Resource,
    action: &'static Action,
    row: &str,
) {
    let to = list_of(resource)
        .with(resource.opens, row)
        .with(LOGIN, action.id);
    navigator.to(to, false);
}

/// Draws the login screen of an action. `row` is the id of the row that is signed in again.
#[must_use]
pub fn login_screen(resource: &'static Resource, action: &'static Action, row: String) -> AnyView {
    let session: Session = expect_context();
    let looks = Looks::here();
    let beginning = Beginning::new(session);
    let stop: RwSignal<Option<Stop>> = RwSignal::new(None);
    let read = Callback::new(move |()| {
        let row = row.clone();
        stop.set(None);
        spawn_local(async move {
            match subject(session, resource, action, &row).await {
                Ok(found) => drop(beginning.doing.try_set(Some(found))),
                Err(why) => drop(stop.try_set(Some(why))),
            }
        });
    });
    read.run(());
    let is_read = live::memo(move || beginning.doing.with(Option::is_some));
    let form = move || match (stop.get(), is_read.get()) {
        (Some(why), _) => view! {
            {stopped::words(resource, &why)}
            <div><Button on_click=read>{t(RETRY)}</Button></div>
        }
        .into_any(),
        (None, true) => {
            beginning.begun.track();
            untrack(|| begin_form(looks, beginning))
        }
        (None, false) => view! { <Skeleton rows=3 /> }.into_any(),
    };
    let none = move || session.with_logins_of(resource, |here| here.is_empty());
    view! {
        <div class="page login">
            <header class="page-head">
                <h1>{t(action.title)}</h1>
                <div class="page-actions">
                    {link(list_of(resource), live::text(t(resource.title)))}
                </div>
            </header>
            <section class="login-begin" aria-label=t(action.title)>
                <div class="stack">{live::part(form)}</div>
                {conditions(action)}
            </section>
            <section class="login-cards" aria-label=t(CARDS)>
                <h2 id=CARDS_ID tabindex="-1">{t(CARDS)}</h2>
                {live::when(none, || view! { <p class="hint">{t(NO_CARDS)}</p> }.into_any())}
                {card::cards(session, resource)}
            </section>
        </div>
    }
    .into_any()
}

/// Draws what has to be switched on at the provider before a code works.
fn conditions(action: &Action) -> AnyView {
    let Some(Login::Device { conditions, .. }) = action.login() else {
        return ().into_any();
    };
    let facts = conditions.iter().map(|(title, words)| {
        view! { <Detail label=t(*title)>{t(*words)}</Detail> }
    });
    let facts = facts.collect_view();
    view! {
        <aside class="login-conditions">
            <h2>{t(CONDITIONS)}</h2>
            <Details>{facts}</Details>
        </aside>
    }
    .into_any()
}

/// Draws the link to the logins of a list that are waiting, if any are.
#[must_use]
pub fn waiting_logins(session: Session, resource: &'static Resource) -> AnyView {
    let language = use_language();
    live::maybe(move || {
        let count = session.with_logins_of(resource, |here| {
            here.iter().filter(|card| !card.is_over()).count()
        });
        if count == 0 {
            return None;
        }
        // Any login of the list opens the screen on which all of them are.
        let mut actions = resource
            .actions
            .iter()
            .filter(|action| action.login().is_some());
        let action = actions.next()?;
        let words = Phrase::from(WAITING).with("n", count);
        let words = live::text(move || words.say(language.get()));
        Some(link(list_of(resource).with(LOGIN, action.id), words))
    })
}
