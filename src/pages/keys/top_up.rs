//! Topping a key up: the amount, what it comes to, then the gate. The key is read again before the
//! gate opens, so that what is shown there is what the gateway holds.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::KeysModel;
use crate::api::error::{ApiError, Unreachable};
use crate::domain::access::{Role, WhyNot};
use crate::domain::key::Key;
use crate::domain::money::Usd;
use crate::domain::page::Cursor;
use crate::drafts::top_up::{Preview, amount, preview};
use crate::gate::asking::Asking;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::gate::seek::Whereabouts;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::keys::{KeyForm, Keys};
use crate::parts::budget::budget_details;
use crate::parts::explained::CallFailed;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;

/// A key that is being topped up, and the cursor of the page that brought it.
#[derive(Clone, PartialEq, Eq)]
pub struct Topping {
    /// The key as the list has it.
    pub key: Key,
    /// Where it is found again.
    pub cursor: Option<Cursor>,
}

/// What keeps the form from the gate.
#[derive(Clone, PartialEq, Eq)]
enum Stop {
    /// The key could not be read again.
    Failed(ApiError),
    /// It is not where it was.
    Gone,
    /// It may not be topped up as it is now.
    Refused(WhyNot),
}

/// The dialog.
#[component]
pub fn TopUp(model: KeysModel, topping: RwSignal<Option<Topping>>) -> impl IntoView {
    let language = use_language();
    let text = RwSignal::new(String::new());
    let (touched, busy) = (RwSignal::new(false), RwSignal::new(false));
    let stop = RwSignal::new(None);
    let open = live::memo(move || topping.with(Option::is_some));
    live::effect(move || {
        open.track();
        text.set(String::new());
        touched.set(false);
        stop.set(None);
    });
    let error = Signal::derive(move || {
        let problem = amount(&text.get()).err().filter(|_| touched.get());
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    let review = move || {
        if busy.get_untracked() {
            return;
        }
        touched.set(true);
        let (Some(subject), Ok(amount)) = (topping.get_untracked(), amount(&text.get_untracked()))
        else {
            return;
        };
        busy.set(true);
        stop.set(None);
        spawn_local(async move {
            let result = ask(model, &subject, amount, topping).await;
            busy.try_set(false);
            stop.try_set(result.err());
        });
    };
    let foot = move || {
        view! {
            <Button on_click=move || topping.set(None)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy=busy on_click=review>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(KeyForm::TopUpTitle) closable=move || !busy.get() on_close=move || topping.set(None) foot>
            {live::maybe(move || topping.get().map(|topping| subject(&topping.key)))}
            <Form on_submit=review>
                <Field label=t(KeyForm::Amount) hint=t(KeyForm::AmountHint) error=error>
                    <TextInput value=text inputmode="decimal" unit="USD" monospace=true focus=true />
                </Field>
            </Form>
            {live::maybe(move || sum(&topping.get()?.key, &text.get()))}
            <p class="hint">{t(KeyForm::TopUpLead)}</p>
            {live::maybe(move || stop.get().map(stopped))}
        </Dialog>
    }
}

fn subject(key: &Key) -> AnyView {
    let (name, value) = (
        key.label().to_owned(),
        key.redacted_value.clone().unwrap_or_default(),
    );
    let budget = budget_details(&key.budget);
    view! {
        <Details>
            <Detail label=t(Keys::Name)>{name} " " <span class="monospace faint">{value}</span></Detail>
            {budget}
        </Details>
    }
    .into_any()
}

/// The limit before and after, while an amount is typed.
fn sum(key: &Key, text: &str) -> Option<AnyView> {
    let view = match preview(&key.budget, amount(text).ok()?) {
        Preview::Limit { before, after } => view! {
            <Details>
                <Detail label=t(KeyForm::Now)><span class="sum">{before.exact()} " USD"</span></Detail>
                <Detail label=t(KeyForm::After)><strong class="sum">{after.exact()} " USD"</strong></Detail>
            </Details>
        }
        .into_any(),
        Preview::WithoutAmounts => view! { <Notice>{t(KeyForm::WithoutAmounts)}</Notice> }.into_any(),
    };
    Some(view)
}

fn stopped(stop: Stop) -> AnyView {
    match stop {
        Stop::Failed(error) => view! { <CallFailed error=Some(error) /> }.into_any(),
        Stop::Gone => view! { <Notice>{t(Keys::GoneKey)}</Notice> }.into_any(),
        Stop::Refused(why) => view! { <Notice>{t(why)}</Notice> }.into_any(),
    }
}

/// Reads the key again, looks what is known of earlier top-ups, and opens the gate.
async fn ask(
    model: KeysModel,
    subject: &Topping,
    amount: Usd,
    topping: RwSignal<Option<Topping>>,
) -> Result<(), Stop> {
    let session = model.session;
    let at = Whereabouts::of(&subject.key, subject.cursor.as_ref());
    let fresh = model.list.reread(&at).await.map_err(Stop::Failed)?;
    let key = fresh.here().ok_or(Stop::Gone)?;
    if let Some(why) = key.why_not_top_up(Role::Organization) {
        return Err(Stop::Refused(why));
    }
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::Failed(ApiError::Unreachable(Unreachable::NotSent)));
    };
    // A journal that cannot be read knows nothing; the gate says so when it cannot be written.
    let known = session
        .journal
        .known_top_ups(&session, &key.id, amount)
        .await
        .unwrap_or_default();
    let plan = Plan::top_up(
        connection.dialect(),
        &key,
        subject.cursor.as_ref(),
        amount,
        session.fresh_id(),
    );
    let asking = Asking::new(plan.map_err(Stop::Refused)?, known);
    // Cancelled, or another key chosen, while the gateway was asked: the question is not put.
    let still = topping.try_get_untracked().flatten();
    if still.is_none_or(|still| still.key.id != key.id) {
        return Ok(());
    }
    topping.try_set(Some(Topping {
        key: key.clone(),
        cursor: subject.cursor.clone(),
    }));
    let cursor = subject.cursor.clone();
    session.ask(asking, move |outcomes| {
        ended(model, key, cursor, outcomes, topping)
    });
    Ok(())
}

/// After the gate: the row is read again, and the form goes unless it may be needed again.
fn ended(
    model: KeysModel,
    key: Key,
    cursor: Option<Cursor>,
    outcomes: Option<Vec<Outcome>>,
    topping: RwSignal<Option<Topping>>,
) {
    let Some(outcomes) = outcomes else {
        return;
    };
    if outcomes.iter().any(Outcome::has_happened) {
        topping.try_set(None);
    }
    spawn_local(async move {
        // The outcome was told already; a failure here only leaves the older row in place.
        let _ = model
            .list
            .reread(&Whereabouts::of(&key, cursor.as_ref()))
            .await;
    });
}
