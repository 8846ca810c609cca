//! Creating a key: the form, then the gate. What the gateway holds just before is read first, so
//! that the new key can be told from older ones of the same name.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create_form::{self, form};
use super::model::KeysModel;
use super::subject::{Stop, stopped};
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::ListQuery;
use crate::domain::access::{Role, WhyNot};
use crate::domain::key::NewKey;
use crate::domain::page::Row;
use crate::domain::pool::Pool;
use crate::domain::time::UnixSeconds;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::{BeforeCreate, Plan};
use crate::i18n::interface::Interface;
use crate::i18n::keys::KeyForm;
use crate::session::{Connection, Session};
use crate::ui::button::{Button, Kind};
use crate::ui::devices::use_devices;
use crate::ui::dialog::Dialog;
use crate::ui::form::Form;
use crate::ui::language::t;
use crate::ui::live;

/// The dialog. `model` is the list to refresh, for an operator who has one.
#[component]
pub fn CreateKey(
    session: Session,
    model: Option<KeysModel>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let form_state = create_form::Form::new();
    let busy = RwSignal::new(false);
    let stop = RwSignal::new(None);
    let clock = StoredValue::new(use_devices().clock);
    live::effect(move || {
        if open.get() {
            form_state.clear();
            stop.set(None);
        }
    });
    let review = move || {
        if busy.get_untracked() {
            return;
        }
        let clock = clock.get_value();
        let offset = |at: UnixSeconds| clock.offset_minutes(at.millis());
        let Some(new) = form_state.checked(clock.now().seconds(), &offset) else {
            return;
        };
        busy.set(true);
        stop.set(None);
        spawn_local(async move {
            let result = ask(session, model, new, open).await;
            busy.try_set(false);
            stop.try_set(result.err());
        });
    };
    let pools = Signal::derive(move || model.map(|model| model.pools.get()));
    let foot = move || {
        view! {
            <Button on_click=move || open.set(false)>{t(Interface::Cancel)}</Button>
            <Button kind=Kind::Primary busy=busy on_click=review>{t(KeyForm::Review)}</Button>
        }
    };
    view! {
        <Dialog open=open title=t(KeyForm::CreateTitle) closable=move || !busy.get() on_close=move || open.set(false) foot>
            <Form on_submit=review>{form(form_state, pools)}</Form>
            {live::maybe(move || stop.get().map(stopped))}
        </Dialog>
    }
}

/// Reads what is there before, and opens the gate.
async fn ask(
    session: Session,
    model: Option<KeysModel>,
    new: NewKey,
    open: RwSignal<bool>,
) -> Result<(), Stop> {
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::Failed(ApiError::Unreachable(Unreachable::NotSent)));
    };
    let before = before(session, &connection).await?;
    let plan = Plan::create_key(
        connection.dialect(),
        connection.role,
        new,
        before,
        session.fresh_id(),
    );
    let asking = Asking::new(plan.map_err(Stop::Refused)?, Known::default());
    // Cancelled while the gateway was asked: the question is not put any more.
    if open.try_get_untracked() != Some(true) {
        return Ok(());
    }
    session.ask(asking, move |outcomes| ended(model, outcomes, open));
    Ok(())
}

async fn before(session: Session, connection: &Connection) -> Result<BeforeCreate, Stop> {
    let dialect = connection.dialect();
    match connection.role {
        Role::Organization => {
            let page = session
                .read(dialect.keys(&ListQuery::newest(None)))
                .await
                .map_err(Stop::Failed)?;
            let known = page
                .rows
                .iter()
                .filter_map(Row::read)
                .map(|key| key.id.clone());
            Ok(BeforeCreate::Newest(known.collect()))
        }
        Role::Pool => match session
            .read(dialect.my_pool())
            .await
            .map_err(Stop::Failed)?
        {
            Some(Pool { id, key_count, .. }) => Ok(BeforeCreate::MyPool(id, key_count)),
            None => Err(Stop::Refused(WhyNot::NoDefaultPool)),
        },
    }
}

/// After the gate: the new key goes to the front, and the form goes unless it may be needed again.
fn ended(model: Option<KeysModel>, outcomes: Option<Vec<Outcome>>, open: RwSignal<bool>) {
    let Some(outcomes) = outcomes else {
        return;
    };
    if outcomes.iter().any(Outcome::has_happened) {
        open.try_set(false);
    }
    if let Some(model) = model {
        model.list.refresh_front();
    }
}
