//! Creating a pool: the form, then the gate. The newest pools are read first, so that the new one
//! can be told from those that were there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::PoolsModel;
use super::owner_field::OwnerField;
use super::subject::{Stop, stopped};
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::ListQuery;
use crate::domain::page::Row;
use crate::domain::pool::NewPool;
use crate::drafts::create_pool::{Draft, Problem, Problems};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::keys::{KeyForm, Keys};
use crate::i18n::pools::PoolForm;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The dialog.
#[component]
pub fn CreatePool(model: PoolsModel, open: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let (name, owner) = (RwSignal::new(String::new()), OwnerField::new());
    let problem: RwSignal<Option<Problem>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let stop = RwSignal::new(None);
    live::effect(move || {
        if open.get() {
            name.set(String::new());
            owner.start(None);
            problem.set(None);
            stop.set(None);
            // The owners of keys are offered too.
            if !model.keys.started.get_untracked() {
                model.keys.reload();
            }
        }
    });
    let check = move || {
        let checked = untrack(|| {
            let draft = Draft {
                name: name.get(),
                owner: owner.draft(),
            };
            draft.check(|name| model.is_taken(name), &model.owners())
        });
        let problems = checked.as_ref().err().copied();
        let Problems {
            name,
            owner: of_owner,
        } = problems.unwrap_or_default();
        problem.set(name);
        owner.tell(of_owner);
        checked.ok()
    };
    let review = move || {
        if busy.get_untracked() {
            return;
        }
        let Some(new) = check() else { return };
        busy.set(true);
        stop.set(None);
        spawn_local(async move {
            let result = ask(model, new, open, problem).await;
            busy.try_set(false);
            stop.try_set(result.err());
        });
    };
    let error = Signal::derive(move || {
        let problem = problem.get();
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    let foot = move || {
        view! {
            <Button on_click=move || open.set(false)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy=busy on_click=review>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(PoolForm::CreateTitle) closable=move || !busy.get() on_close=move || open.set(false) foot>
            <Form on_submit=review>
                <Field label=t(Keys::Name) hint=t(PoolForm::NameHint) error>
                    <TextInput value=name focus=true />
                </Field>
                {owner.view(model)}
            </Form>
            {live::maybe(move || stop.get().map(stopped))}
        </Dialog>
    }
}

/// Reads what is there before, and opens the gate.
async fn ask(
    model: PoolsModel,
    new: NewPool,
    open: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
) -> Result<(), Stop> {
    let session = model.session;
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::Failed(ApiError::Unreachable(Unreachable::NotSent)));
    };
    let query = ListQuery::newest(None);
    let page = session.read(connection.dialect().pools(&query)).await;
    let page = page.map_err(Stop::Failed)?;
    let pools = || page.rows.iter().filter_map(Row::read);
    if pools().any(|pool| pool.name.as_deref().map(str::trim) == Some(&new.name)) {
        problem.try_set(Some(Problem::Taken));
        return Ok(());
    }
    let known = pools().map(|pool| pool.id.clone()).collect();
    let plan = Plan::create_pool(connection.dialect(), new, known, session.fresh_id());
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    // Cancelled while the gateway was asked: the question is not put any more.
    if open.try_get_untracked() != Some(true) {
        return Ok(());
    }
    session.ask(asking, move |outcomes| {
        let Some(outcomes) = outcomes else { return };
        if outcomes.iter().any(Outcome::has_happened) {
            open.try_set(false);
        }
        model.list.refresh_front();
    });
    Ok(())
}
