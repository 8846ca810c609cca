//! Giving a pool another owner, or none: who it is, then the gate. The pool is read again before
//! the gate opens.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::owner_field::OwnerField;
use super::subject::{Desk, Stop, Subject, stopped};
use crate::api::error::{ApiError, Unreachable};
use crate::domain::pool::{Owner, PoolRef};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::i18n::interface::Interface;
use crate::i18n::keys::{KeyForm, Keys};
use crate::i18n::pools::{self, PoolForm, Pools};
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::dialog::Dialog;
use crate::ui::form::Form;
use crate::ui::language::t;
use crate::ui::live;

/// The dialog.
#[component]
pub fn ChangeOwner(desk: Desk) -> impl IntoView {
    let owning = desk.owning;
    let field = OwnerField::new();
    let busy = RwSignal::new(false);
    let stop = RwSignal::new(None);
    let open = live::memo(move || owning.with(Option::is_some));
    live::effect(move || {
        let Some(subject) = owning.get() else { return };
        field.start(subject.pool.owner.as_ref());
        stop.set(None);
        let keys = desk.model.keys;
        // Their owners are offered too.
        if !keys.started.get_untracked() {
            keys.reload();
        }
    });
    let review = move || {
        if busy.get_untracked() {
            return;
        }
        let checked = untrack(|| field.draft().check(&desk.model.owners()));
        field.tell(checked.as_ref().err().copied());
        let (Some(subject), Ok(owner)) = (owning.get_untracked(), checked) else {
            return;
        };
        busy.set(true);
        stop.set(None);
        spawn_local(async move {
            let result = ask(desk, subject, owner).await;
            busy.try_set(false);
            stop.try_set(result.err());
        });
    };
    let foot = move || {
        view! {
            <Button on_click=move || owning.set(None)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy=busy on_click=review>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(PoolForm::OwnerTitle) closable=move || !busy.get() on_close=move || owning.set(None) foot>
            {live::maybe(move || owning.get().map(|subject| present(desk, field, &subject)))}
            <Form on_submit=review>{field.view(desk.model)}</Form>
            {live::maybe(move || stop.get().map(stopped))}
        </Dialog>
    }
}

/// The pool, its owner now, and who it would be.
fn present(desk: Desk, field: OwnerField, subject: &Subject) -> AnyView {
    let (name, now) = (subject.pool.label().to_owned(), subject.pool.owner.clone());
    let after = move || {
        let checked = field.draft().check(&desk.model.owners()).ok();
        checked.map_or_else(|| "–".into_any(), |owner| person(owner.as_ref()))
    };
    view! {
        <Details>
            <Detail label=t(Keys::Name)>{name}</Detail>
            <Detail label=t(KeyForm::Now)>{person(now.as_ref())}</Detail>
            <Detail label=t(KeyForm::After)>{live::part(after)}</Detail>
        </Details>
    }
    .into_any()
}

/// A person with the id beside the name.
pub fn person(owner: Option<&Owner>) -> AnyView {
    let Some(owner) = owner else {
        return view! { <span class="faint">{t(Pools::Nobody)}</span> }.into_any();
    };
    match &owner.id {
        Some(id) => pools::person(owner.name.as_deref(), id.as_str()).into_any(),
        None => owner.name.clone().unwrap_or_default().into_any(),
    }
}

/// Reads the pool again, and opens the gate.
async fn ask(desk: Desk, subject: Subject, owner: Option<Owner>) -> Result<(), Stop> {
    let (model, owning) = (desk.model, desk.owning);
    let fresh = model.list.reread(&subject.whereabouts()).await;
    let pool = fresh.map_err(Stop::Failed)?.here().ok_or(Stop::Gone)?;
    let Some(connection) = model.session.connection().get_untracked() else {
        return Err(Stop::Failed(ApiError::Unreachable(Unreachable::NotSent)));
    };
    let plan = Plan::set_owner(connection.dialect(), &pool, subject.cursor.as_ref(), owner);
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    // Cancelled while the gateway was asked: the question is not put any more.
    if owning.try_get_untracked().flatten().is_none() {
        return Ok(());
    }
    model.session.ask(asking, move |outcomes| {
        let Some(outcomes) = outcomes else { return };
        if outcomes.iter().any(Outcome::has_happened) {
            owning.try_set(None);
        }
        desk.refresh(&PoolRef::from(&pool));
    });
    Ok(())
}
