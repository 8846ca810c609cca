//! The review: a sentence, the changes, the request, and a button that repeats the verb; afterwards
//! the result. It draws the exact entry that is recorded and sent.

mod changes;
mod confirmation;
mod foot;
mod outcome;
mod request;
mod restoring;
mod several;
mod value;

use crate::reactive::*;

use crate::gate::Outcome;
use crate::history::Entry;
use crate::history::{End, Phase, Showing, undo_words};
use crate::records::View;
use crate::schema::{Action, Dialect, Resource, Target};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::clamp::clamped_beyond;
use crate::ui::dialog::{Dialog, arrived};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Say, Text};

pub use changes::{draw_changes, findings, left_out};
pub use outcome::results;
pub use request::requests;
pub use restoring::compensations;

const TITLE: Text = text!("Review before sending" / "发送前核对");
const TITLE_SENDING: Text = text!("Sending" / "正在执行");
const TITLE_ENDED: Text = text!("Result" / "执行结果");
const REQUEST: Text = text!("Request" / "请求");

/// When an outcome is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// As soon as it is known.
    Now,
    /// Later: what the gateway held then may have changed since.
    Then,
}

/// The action of an entry; `None` if this version no longer knows it.
#[derive(Clone, Copy)]
pub struct EntryAction {
    /// The dialect.
    pub dialect: &'static Dialect,
    /// The resource.
    pub resource: &'static Resource,
    /// The action.
    pub action: &'static Action,
}

impl EntryAction {
    /// Finds the action of an entry.
    #[must_use]
    pub fn of(session: Session, entry: &Entry) -> Option<Self> {
        let mut dialects = session.dialects().iter().copied();
        let dialect = dialects.find(|dialect| dialect.id == entry.dialect)?;
        let (resource, action) = entry.known(dialect)?;
        Some(Self {
            dialect,
            resource,
            action,
        })
    }
}

/// The characters of a sentence that are always shown: names in it are cut, so that what comes after them,
/// such as an amount, stays in sight.
const SENTENCE_FITS: usize = 400;

/// Draws the sentence of an entry.
#[must_use]
pub fn sentence(session: Session, looks: Looks, entry: &Entry) -> AnyView {
    let entry = entry.clone();
    clamped_beyond(SENTENCE_FITS, move || {
        looks.with(|view| sentence_of(session, &entry, view))
    })
}

/// Returns the sentence of an entry.
#[must_use]
pub fn sentence_of(session: Session, entry: &Entry, view: &View<'_>) -> String {
    match EntryAction::of(session, entry) {
        Some(known) => entry.wording(known.resource, known.action).sentence(view),
        None => format!("{}: {}", entry.action, view.language.join(&entry.names())),
    }
}

/// Returns what an entry is about: the names of its rows, or the title of its list.
#[must_use]
pub fn target_of(session: Session, entry: &Entry, view: &View<'_>) -> String {
    match EntryAction::of(session, entry) {
        Some(known) if known.action.on == Target::List => {
            known.resource.title.say(view.language).to_owned()
        }
        // A login may be begun for an account that nobody has named yet.
        Some(known) if entry.names().iter().all(|name| name.is_empty()) => {
            known.resource.one.say(view.language).to_owned()
        }
        _ => view.language.join(&entry.names()),
    }
}

/// Returns the verb of an entry; of a login its title, since its verb only names the first step.
#[must_use]
pub fn verb_of(session: Session, entry: &Entry, view: &View<'_>) -> String {
    match EntryAction::of(session, entry) {
        Some(known) if known.action.login().is_some() => {
            known.action.title.say(view.language).to_owned()
        }
        Some(known) => entry.wording(known.resource, known.action).verb(view),
        None => entry.action.to_string(),
    }
}

/// The dialog, while a review is open.
#[component]
pub fn ReviewDialog() -> impl IntoView {
    let session: Session = expect_context();
    let (showing, looks, language) = (session.reviews.showing(), Looks::here(), use_language());
    let typed = RwSignal::new(String::new());
    let released = RwSignal::new(false);
    // A review that opens, or reopens, starts with empty text and a protected value.
    let question = live::memo(move || {
        showing.with(|showing| {
            let asking = |showing: &Showing| matches!(showing.phase, Phase::Confirming);
            let showing = showing.as_ref()?;
            Some((showing.entry.id.clone(), asking(showing)))
        })
    });
    live::effect(move || {
        question.with(|_| ());
        typed.set(String::new());
        released.set(false);
    });
    let guarded = move || {
        showing.with(|showing| showing.as_ref().is_some_and(holds_value)) && !released.get()
    };
    let closable = Signal::derive(move || {
        showing.with(|showing| showing.as_ref().is_some_and(Showing::may_close)) && !guarded()
    });
    let title = move || {
        let word = showing.with(|showing| showing.as_ref().map_or(TITLE, title_of));
        word.say(language.get())
    };
    let foot = move || {
        live::maybe(move || {
            let showing = showing.get()?;
            Some(foot::foot(session, looks, &showing, typed, released))
        })
    };
    let body = move || {
        let showing = showing.get()?;
        Some(body(session, looks, &showing, typed, released))
    };
    view! {
        <Dialog
            open=move || showing.with(Option::is_some)
            title=title
            closable
            on_close=move || session.close_review()
            wide=true
            foot
        >
            {live::maybe(body)}
        </Dialog>
    }
}

const fn title_of(showing: &Showing) -> Text {
    match showing.phase {
        Phase::Confirming | Phase::TooOld | Phase::SentMeanwhile | Phase::NotRecorded(_) => TITLE,
        Phase::Sending(..) => TITLE_SENDING,
        Phase::Ended(_) => TITLE_ENDED,
    }
}

fn holds_value(showing: &Showing) -> bool {
    matches!(&showing.phase, Phase::Ended(End { value: Some(_), .. }))
}

fn body(
    session: Session,
    looks: Looks,
    showing: &Showing,
    typed: RwSignal<String>,
    released: RwSignal<bool>,
) -> AnyView {
    let (entry, phase) = (&showing.drawn(), &showing.phase);
    let known = EntryAction::of(session, entry);
    let asking = matches!(phase, Phase::Confirming);
    // If nothing was changed, there is nothing to undo.
    let changed = |outcome: &Outcome| outcome.was_applied() || !outcome.is_settled();
    let may_have_been_applied = match phase {
        Phase::Ended(end) => end.outcomes.iter().any(changed),
        _ => true,
    };
    let undo = known.filter(|_| may_have_been_applied).map(|known| {
        let words = undo_words(entry, known.action);
        view! { <p class="hint">{t(words)}</p> }
    });
    let value = match (phase, known) {
        (
            Phase::Ended(End {
                value: Some(value), ..
            }),
            Some(known),
        ) => Some(value::value_once(
            known.action,
            value,
            &showing.known,
            &showing.address,
            released,
        )),
        _ => None,
    };
    if asking {
        arrived();
    }
    view! {
        <div class="gate-sentence" dir="auto">{sentence(session, looks, &showing.entry)}</div>
        {showing.undoing.as_ref().map(|undoing| changes::undoing(session, looks, undoing))}
        {outcome::phase(session, looks, showing)}
        {value}
        {draw_changes(session, looks, entry, When::Now)}
        {asking.then(|| changes::findings(looks, &showing.findings))}
        {undo}
        {(asking && session.sets_documents(entry))
            .then(|| confirmation::reason_field(session.reviews.reason))}
        {asking.then(|| confirmation::confirmation(&showing.confirmation, typed))}
        {requests(entry, REQUEST)}
        {compensations(session, looks, entry, When::Now)}
    }
    .into_any()
}
