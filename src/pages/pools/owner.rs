//! Giving a pool another owner, or none: who it is, then the gate. The pool is read again before
//! the gate opens.

use leptos::prelude::*;

use super::owner_field::OwnerField;
use super::subject::{Desk, Subject};
use crate::domain::pool::{Owner, PoolRef};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::i18n::pool_form::PoolForm;
use crate::parts::approach::{Approach, Put, Stop};
use crate::parts::person::person;
use crate::route::List;
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
    let approach = Approach::new(List::Pools);
    let open = live::memo(move || owning.with(Option::is_some));
    live::effect(move || {
        approach.reset();
        let Some(subject) = owning.get() else { return };
        field.start(subject.pool.owner.as_ref());
        let keys = desk.model.keys;
        // Their owners are offered too.
        if !keys.started.get_untracked() {
            keys.reload();
        }
    });
    let review = Callback::new(move |()| {
        let checked = untrack(|| field.draft().check(&desk.model.owners()));
        field.tell(checked.as_ref().err().copied());
        if let (Some(subject), Ok(owner)) = (owning.get_untracked(), checked) {
            approach.go(ask(desk, subject, owner));
        }
    });
    let close = Callback::new(move |()| owning.set(None));
    view! {
        <Dialog open=open title=t(PoolForm::OwnerTitle) on_close=close foot=approach.foot(close, review)>
            {live::maybe(move || owning.get().map(|subject| present(desk, field, &subject)))}
            <Form on_submit=review>{field.view(desk.model)}</Form>
            {approach.stopped()}
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

/// Reads the pool again: the way to the gate.
async fn ask(desk: Desk, subject: Subject, owner: Option<Owner>) -> Result<Put, Stop> {
    let session = desk.model.session;
    let pool = Stop::unless_here(desk.model.list.reread(&subject.whereabouts()).await)?;
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::DISCONNECTED);
    };
    let plan = Plan::set_owner(connection.dialect(), &pool, subject.cursor.as_ref(), owner);
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    Ok(Box::new(move || {
        session.ask(asking, move |outcomes| {
            let Some(outcomes) = outcomes else { return };
            if outcomes.iter().any(Outcome::has_happened) {
                desk.owning.try_set(None);
            }
            desk.refresh(&PoolRef::from(&pool));
        });
    }))
}
