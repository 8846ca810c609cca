//! Creating a key: the form, then the gate. What the gateway holds just before is read first, so
//! that the new key can be told from older ones of the same name.

use leptos::prelude::*;

use super::create_form::{self, form};
use super::model::KeysModel;
use crate::api::gateway::ListQuery;
use crate::domain::access::{Role, WhyNot};
use crate::domain::key::NewKey;
use crate::domain::page::Row;
use crate::domain::pool::Pool;
use crate::domain::time::UnixSeconds;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::earlier::Earlier;
use crate::gate::outcome::Outcome;
use crate::gate::plan::{BeforeCreate, Plan};
use crate::i18n::key_form::KeyForm;
use crate::parts::approach::{Approach, Put, Stop};
use crate::route::List;
use crate::session::{Connection, Session};
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
    let approach = Approach::new(List::Keys);
    let clock = StoredValue::new(use_devices().clock);
    live::effect(move || {
        open.track();
        form_state.clear();
        approach.reset();
    });
    let review = Callback::new(move |()| {
        let clock = clock.get_value();
        let offset = |at: UnixSeconds| clock.offset_minutes(at.millis());
        if let Some(new) = form_state.checked(clock.now().seconds(), &offset) {
            approach.go(ask(session, model, new, open));
        }
    });
    let close = Callback::new(move |()| open.set(false));
    let pools = Signal::derive(move || model.map(|model| model.pools.get()));
    view! {
        <Dialog open=open title=t(KeyForm::CreateTitle) on_close=close foot=approach.foot(close, review)>
            <Form on_submit=review>{form(form_state, pools)}</Form>
            {approach.stopped()}
        </Dialog>
    }
}

/// Reads what is there before: the way to the gate.
async fn ask(
    session: Session,
    model: Option<KeysModel>,
    new: NewKey,
    open: RwSignal<bool>,
) -> Result<Put, Stop> {
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::DISCONNECTED);
    };
    let (before, name_taken) = before(session, &connection, &new.name).await?;
    let known = Known {
        name_taken,
        ..Known::default()
    };
    let plan = Plan::create_key(
        connection.dialect(),
        connection.role,
        new,
        before,
        session.fresh_id(),
    );
    let asking = Asking::new(plan.map_err(Stop::Refused)?, known);
    Ok(Box::new(move || {
        session.ask(asking, move |outcomes| ended(model, outcomes, open));
    }))
}

/// What is there before, and whether a key of this name is among it.
async fn before(
    session: Session,
    connection: &Connection,
    name: &str,
) -> Result<(BeforeCreate, bool), Stop> {
    let dialect = connection.dialect();
    match connection.role {
        Role::Organization => {
            let page = session
                .read(dialect.keys(&ListQuery::newest(None)))
                .await
                .map_err(Stop::Failed)?;
            let mut keys = page.rows.iter().filter_map(Row::read);
            let taken = keys.any(|key| key.name.as_deref() == Some(name));
            Ok((BeforeCreate::Keys(Earlier::of(&page)), taken))
        }
        Role::Pool => match session
            .read(dialect.my_pool())
            .await
            .map_err(Stop::Failed)?
        {
            Some(Pool { id, key_count, .. }) => Ok((BeforeCreate::MyPool(id, key_count), false)),
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
