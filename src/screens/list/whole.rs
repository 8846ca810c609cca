//! What concerns a list as a whole: the buttons of its actions, and what is said where the gateway
//! does not offer it.

use crate::reactive::*;

use super::Screen;
use crate::call::Refusal;
use crate::gate::quoted;
use crate::schema::{Absent, Action};
use crate::screens::act::Doing;
use crate::screens::limited::limited;
use crate::screens::navigator::{link, list_of};
use crate::session::Session;
use crate::ui::button::Button;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::words::Say;

/// Draws the button of an action on the whole list, disabled with the reason if it is not available
/// or the gateway accepts it again only later.
pub(super) fn button(screen: Screen, action: &'static Action) -> AnyView {
    let (session, resource, doing) = (screen.session, screen.resource, screen.doing);
    let (language, limited) = (use_language(), limited(session, action));
    let reason = Signal::derive(move || {
        if let Some(waits) = limited.get() {
            return Some(waits);
        }
        let why = Doing::new(resource, action).why_not(session)?;
        Some(why.say(language.get()).to_owned())
    });
    let busy = live::derived(move || {
        doing.with(|doing| {
            doing
                .as_ref()
                .is_some_and(|doing| doing.action.id == action.id)
        })
    });
    view! {
        <Button
            busy
            reason_beside=true
            disabled_reason=reason
            on_click=move || doing.set(Some(Doing::new(resource, action)))
        >
            {t(action.button)}
        </Button>
    }
    .into_any()
}

/// Says that the gateway does not offer the list, in its own words too, with links to what shows
/// something similar.
pub(super) fn absent(session: Session, absent: Absent, refusal: &Refusal) -> AnyView {
    let language = use_language();
    let [what, then] = absent.words;
    let said = quoted(refusal);
    let said = live::text(move || said.say(language.get()));
    let dialect = session.dialect();
    let instead = absent
        .instead
        .iter()
        .filter_map(move |id| dialect?.resource(id));
    let instead = instead.filter(move |other| (other.not_listed)(&session.who()).is_none());
    let instead = instead.map(|other| {
        let title = live::text(t(other.title));
        view! { <li>{link(list_of(other), title)}</li> }
    });
    view! {
        <Notice>
            <p class="explained-what">{t(what)}</p>
            <p>{t(then)}</p>
            <ul class="links">{instead.collect_view()}</ul>
            <p class="faint">{said}</p>
        </Notice>
    }
    .into_any()
}
