//! Takes an action: its form, and the review that follows. The rows are read again before the
//! review opens, so that it shows current values, and once more after it.

mod doing;
mod draft;
mod earlier;
mod form;
mod input_state;
mod inputs;
mod lead;
mod login;
mod offers;
mod picker;
mod preparation;
mod quota;
mod ratios;
mod reading;
mod stopped;

use std::sync::Arc;

use crate::reactive::*;

use crate::gate::{Gathered, Outcome, Stop};
use crate::schema::{Input, Record, Value};
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::{Dialog, arrived};
use crate::ui::form::Form as FormElement;
use crate::ui::landing::Landing;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::toast::use_toasts;
use crate::ui::words::CANCEL;
use crate::words::{Phrase, Say, Text};
use doing::with_context;
pub use doing::{Doing, preset};
use form::Form;
pub use login::{login_screen, open_login, opened_login, waiting_logins};
pub use preparation::{Open, Preparation};
use reading::Act;
pub use stopped::why_stopped;

const REVIEW: Text = text!("Review" / "核对");
const DISCARD_QUESTION: Text = text!("Discard what you typed?" / "放弃已输入的内容？");
const DISCARD: Text = text!("Discard" / "放弃");
const KEEP: Text = text!("Keep editing" / "继续编辑");

/// The current value of a picker's field, which cannot be chosen.
fn current(input: &Input) -> Option<Value> {
    let (session, doing): (Session, Doing) = (expect_context(), use_context()?);
    let rule = input.current?;
    Some(with_context(session, &doing, &Record::default(), rule))
}

/// Called after an action, with the outcomes of its steps.
pub type Done = Callback<(Doing, Vec<Outcome>)>;

/// Draws the form of an action, while `doing` holds one. `list` holds the rows that were shown, and
/// receives those that are read again.
#[component]
pub fn ActDialog(
    /// The action.
    doing: RwSignal<Option<Doing>>,
    /// The list of the rows.
    #[prop(optional_no_strip)]
    list: Option<LiveList>,
    /// Called with the outcomes.
    #[prop(optional, into)]
    on_done: Option<Done>,
) -> impl IntoView {
    let session: Session = expect_context();
    let (preparation, navigator) = (Preparation::new(), use_navigator());
    let subject = live::memo(move || doing.get());
    let form: RwSignal<Option<Form>> = RwSignal::new(None);
    let gathered: RwSignal<Option<Result<Arc<Gathered>, Stop>>> = RwSignal::new(None);
    let looks = Looks::here();
    // One form per action: it stays open when its rows are read again or some are left out.
    let begun = live::memo(move || subject.with(|doing| Some(doing.as_ref()?.action.id)));
    let act = Act {
        session,
        navigator,
        doing,
        list,
        on_done,
        toasts: StoredValue::new(use_toasts()),
        language: use_language(),
    };
    live::effect(move || {
        let is_open = subject.with(Option::is_some);
        session
            .unsaved
            .set(is_open && form.get().is_some_and(Form::is_typed));
    });
    on_cleanup(move || {
        session.unsaved.try_set(false);
    });
    let read = move || {
        let Some(open) = subject.get_untracked() else {
            return;
        };
        if open.action.lookups.is_empty() {
            return;
        }
        gathered.set(None);
        spawn_local(async move {
            let read = act.gathered(&open).await;
            gathered.try_set(Some(read.map(Arc::new)));
        });
    };
    let review = Callback::new(move |()| {
        let (Some(doing_now), Some(form)) = (doing.get_untracked(), form.get_untracked()) else {
            return;
        };
        let clock = looks.clock();
        let offset = |at: crate::domain::time::UnixSeconds| clock.offset_minutes(at.millis());
        match form.checked(doing_now.action, session.now_seconds(), &offset) {
            Some(values) => preparation.go(act.prepared(doing_now, form, values)),
            // What was refused before is not about what is typed now.
            None => preparation.stop.set(None),
        }
    });
    // Closing with Escape, the cross or by going back would lose what was typed, so it asks.
    let asking = RwSignal::new(false);
    live::effect(move || {
        // A memo never notifies unless it is read; tracking it is not enough.
        begun.with(|_| ());
        preparation.reset();
        gathered.set(None);
        asking.set(false);
        let clock = looks.clock();
        let offset = |at: crate::domain::time::UnixSeconds| clock.offset_minutes(at.millis());
        let fresh = subject.get_untracked().map(|doing| {
            Form::new(&doing, session.who(), &offset, |input| {
                with_context(session, &doing, &Record::default(), input.initial)
            })
        });
        let asks_nothing = fresh.is_some_and(|form| form.inputs().is_empty());
        form.set(fresh);
        read();
        // Without inputs and facts, the review opens directly.
        if asks_nothing && !shows_a_form(&subject.get_untracked()) {
            review.run(());
        }
    });
    // After a refusal, the data that the form shows is out of date.
    live::effect(move || {
        let refused = |stop: &Option<Stop>| matches!(stop, Some(Stop::Refused(_)));
        if preparation.stop.with(refused) {
            read();
        }
    });
    // A refusal is about what was in the form then.
    live::effect(move || {
        if let Some(form) = form.get() {
            form.follow();
        }
        let is_refusal = |stop: &Option<Stop>| matches!(stop, Some(Stop::Refused(_)));
        if untrack(|| preparation.stop.with(is_refusal)) {
            preparation.stop.set(None);
        }
    });
    let is_open = move || {
        let stopped = preparation.stop.with(Option::is_some);
        subject.with(|doing| doing.is_some() && (shows_a_form(doing) || stopped))
    };
    let discard = Callback::new(move |()| {
        asking.set(false);
        if let Some(form) = form.get_untracked() {
            form.forget_drafts(session);
        }
        doing.set(None);
    });
    let close = Callback::new(move |()| {
        let is_typed = untrack(|| form.get().is_some_and(Form::is_typed));
        match is_typed {
            // Escape once more takes the question back.
            true => asking.update(|asking| *asking = !*asking),
            false => discard.run(()),
        }
    });
    // "Cancel" says what it does, and a document may still be the work of an hour.
    let cancel = Callback::new(move |()| {
        let form = form.get_untracked();
        match form.is_some_and(Form::has_document) {
            true => close.run(()),
            false => discard.run(()),
        }
    });
    let language = use_language();
    let title = move || {
        let title = subject.with(|doing| {
            let doing = doing.as_ref()?;
            Some(Phrase::from(doing.action.title).with("n", doing.rows.len()))
        });
        title.map_or_else(String::new, |title| title.say(language.get()))
    };
    let why_not = Signal::derive(move || {
        let why = lead::why_not(session, &subject.get()?, gathered.get()?.ok()?.as_ref())?;
        Some(why.say(language.get()).to_owned())
    });
    let foot = move || {
        let busy = live::derived(move || preparation.is_busy());
        live::part(move || match asking.get() {
            true => view! {
                <Landing class="foot-question">{t(DISCARD_QUESTION)}</Landing>
                <Button kind=Kind::Danger on_click=discard>{t(DISCARD)}</Button>
                <Button kind=Kind::Primary on_click=move || asking.set(false)>{t(KEEP)}</Button>
            }
            .into_any(),
            false => {
                // The button that was pressed to keep editing is gone.
                arrived();
                view! {
                    <Button on_click=cancel>{t(CANCEL)}</Button>
                    <Button
                        kind=Kind::Primary
                        busy
                        reason_beside=true
                        disabled_reason=why_not
                        on_click=review
                    >
                        {t(REVIEW)}
                    </Button>
                }
                .into_any()
            }
        })
    };
    let body = move || {
        let (doing, form) = (subject.get_untracked()?, form.get()?);
        provide_context(doing.clone());
        provide_context(Subject(subject));
        let dialect = session.dialect()?;
        Some(
            view! {
                {lead::lead(looks, dialect, subject, form, gathered, Callback::new(move |()| read()))}
                <FormElement on_submit=review>{inputs::inputs(form)}</FormElement>
                {live::when(
                    move || why_not.with(Option::is_none),
                    move || stopped::why_stopped(doing.resource, preparation),
                )}
            }
            .into_any(),
        )
    };
    view! {
        <Dialog open=is_open title on_close=close foot>
            {live::maybe(body)}
        </Dialog>
    }
}

/// What the form is about, as it was last read.
#[derive(Clone, Copy)]
struct Subject(Memo<Option<Doing>>);

/// Returns whether the form has inputs or facts to show before the review.
fn shows_a_form(doing: &Option<Doing>) -> bool {
    let Some(doing) = doing else { return false };
    let asks = doing.action.inputs.iter().any(|input| doing.asks(input));
    asks || (!doing.action.facts.is_empty() && doing.rows.len() == 1)
}
