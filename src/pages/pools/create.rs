//! Creating a pool: the form, then the gate. The newest pools are read first, so that the new one
//! can be told from those that were there.

use leptos::prelude::*;

use super::model::PoolsModel;
use super::owner_field::OwnerField;
use crate::api::gateway::ListQuery;
use crate::domain::page::Row;
use crate::domain::pool::NewPool;
use crate::drafts::create_pool::{Draft, Problem, Problems};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::earlier::Earlier;
use crate::gate::outcome::Outcome;
use crate::gate::plan::Plan;
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::i18n::pool_form::PoolForm;
use crate::parts::approach::{Approach, Put, Stop};
use crate::route::List;
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
    let approach = Approach::new(List::Pools);
    live::effect(move || {
        approach.reset();
        if open.get() {
            name.set(String::new());
            owner.start(None);
            problem.set(None);
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
    let review = Callback::new(move |()| {
        if let Some(new) = check() {
            approach.go(ask(model, new, open, problem));
        }
    });
    let close = Callback::new(move |()| open.set(false));
    let error = Signal::derive(move || {
        let problem = problem.get();
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    view! {
        <Dialog open=open title=t(PoolForm::CreateTitle) on_close=close foot=approach.foot(close, review)>
            <Form on_submit=review>
                <Field label=t(Keys::Name) hint=t(PoolForm::NameHint) error>
                    <TextInput value=name focus=true />
                </Field>
                {owner.view(model)}
            </Form>
            {approach.stopped()}
        </Dialog>
    }
}

/// Reads what is there before: the way to the gate.
async fn ask(
    model: PoolsModel,
    new: NewPool,
    open: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
) -> Result<Put, Stop> {
    let session = model.session;
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::DISCONNECTED);
    };
    let query = ListQuery::newest(None);
    let page = session.read(connection.dialect().pools(&query)).await;
    let page = page.map_err(Stop::Failed)?;
    let mut pools = page.rows.iter().filter_map(Row::read);
    if pools.any(|pool| pool.name.as_deref().map(str::trim) == Some(&new.name)) {
        return Ok(Box::new(move || problem.set(Some(Problem::Taken))));
    }
    let earlier = Earlier::of(&page);
    let plan = Plan::create_pool(connection.dialect(), new, earlier, session.fresh_id());
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    Ok(Box::new(move || {
        session.ask(asking, move |outcomes| {
            let Some(outcomes) = outcomes else { return };
            if outcomes.iter().any(Outcome::has_happened) {
                open.try_set(false);
            }
            model.list.refresh_front();
        });
    }))
}
