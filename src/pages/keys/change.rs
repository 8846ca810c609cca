//! The one dialog in which a key is topped up, rotated, moved or deleted: the form of the act, then
//! the gate. The key is read again before the gate opens, so that what is shown there is what the
//! gateway holds; and once more after it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::delete;
use super::model::KeysModel;
use super::moving::MoveForm;
use super::rotate::RotateForm;
use super::subject::{Act, Subject};
use super::top_up::TopUpForm;
use crate::api::gateway::Dialect;
use crate::domain::access::WhyNot;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::money::Usd;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;
use crate::gate::plan::{Moving, Plan};
use crate::gate::seek::Sought;
use crate::i18n::Say;
use crate::i18n::key_form::KeyForm;
use crate::parts::approach::{Approach, Put, Stop};
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::List;
use crate::session::Session;
use crate::ui::dialog::Dialog;
use crate::ui::language::use_language;
use crate::ui::live;

/// What the operator asks for, once it is fit to be reviewed.
enum Wanted {
    TopUp(Usd),
    Rotate { grace_seconds: u32 },
    Move { to: Option<PoolId> },
    Delete,
}

/// What is typed and chosen for each act.
#[derive(Clone, Copy)]
struct Forms {
    top_up: TopUpForm,
    rotate: RotateForm,
    moving: MoveForm,
}

impl Forms {
    fn new() -> Self {
        Self {
            top_up: TopUpForm::new(),
            rotate: RotateForm::new(),
            moving: MoveForm::new(),
        }
    }

    fn clear(self) {
        self.top_up.clear();
        self.rotate.clear();
        self.moving.clear();
    }

    /// What is asked for; `None` when it is not fit, and then the form says why.
    fn checked(self, subject: &Subject) -> Option<Wanted> {
        match subject.act {
            Act::TopUp => self.top_up.checked().map(Wanted::TopUp),
            Act::Rotate => {
                let grace = self.rotate.checked();
                grace.map(|grace_seconds| Wanted::Rotate { grace_seconds })
            }
            Act::Move => {
                let to = self.moving.checked(subject.key.pool.as_ref());
                to.map(|to| Wanted::Move { to })
            }
            Act::Delete => Some(Wanted::Delete),
        }
    }

    fn body(
        self,
        act: Act,
        model: KeysModel,
        key: Memo<Option<Key>>,
        review: Callback<()>,
    ) -> AnyView {
        match act {
            Act::TopUp => {
                let now = move || model.session.now().seconds();
                self.top_up.body(key, now, review)
            }
            Act::Rotate => self.rotate.body(key, review),
            Act::Move => self.moving.body(model, key, review),
            Act::Delete => delete::body(model, key),
        }
    }
}

const fn title(act: Act) -> KeyForm {
    match act {
        Act::TopUp => KeyForm::TopUpTitle,
        Act::Rotate => KeyForm::RotateTitle,
        Act::Move => KeyForm::MoveTitle,
        Act::Delete => KeyForm::DeleteTitle,
    }
}

/// The dialog; there while `subject` holds something.
#[component]
pub fn ChangeKey(model: KeysModel, subject: RwSignal<Option<Subject>>) -> impl IntoView {
    let (forms, navigator) = (Forms::new(), use_navigator());
    let approach = Approach::new(List::Keys);
    let act = live::memo(move || subject.with(|subject| subject.as_ref().map(|one| one.act)));
    let key = live::memo(move || subject.get().map(|subject| subject.key));
    live::effect(move || {
        act.track();
        forms.clear();
        approach.reset();
    });
    let review = Callback::new(move |()| {
        let wanted = subject.get_untracked().and_then(|now| {
            let wanted = forms.checked(&now)?;
            Some((now, wanted))
        });
        if let Some((now, wanted)) = wanted {
            approach.go(ask(model, navigator, now, wanted, subject));
        }
    });
    let close = Callback::new(move |()| subject.set(None));
    let language = use_language();
    let title = move || {
        let word = act.get().map_or(KeyForm::TopUpTitle, title);
        word.say(language.get())
    };
    view! {
        <Dialog open=move || act.get().is_some() title on_close=close foot=approach.foot(close, review)>
            {live::maybe(move || Some(forms.body(act.get()?, model, key, review)))}
            {approach.stopped()}
        </Dialog>
    }
}

/// Reads the key again: the way to the gate on what is wanted.
async fn ask(
    model: KeysModel,
    navigator: Navigator,
    asked: Subject,
    wanted: Wanted,
    open: RwSignal<Option<Subject>>,
) -> Result<Put, Stop> {
    let session = model.session;
    let key = Stop::unless_here(model.list.reread(&asked.at()).await)?;
    let Some(connection) = session.connection().get_untracked() else {
        return Err(Stop::DISCONNECTED);
    };
    let known = known(session, &key, &wanted).await;
    let fresh = Subject {
        key,
        ..asked.clone()
    };
    open.set(Some(fresh.clone()));
    if let Some(why) = fresh.act.why_not(&fresh.key) {
        return Err(Stop::Refused(why));
    }
    if asked.is_used_meanwhile(&fresh.key, session.now().seconds()) {
        return Err(Stop::UsedMeanwhile);
    }
    let plan = plan(model, connection.dialect(), &fresh, wanted).map_err(Stop::Refused)?;
    let asking = Asking::new(plan, known);
    Ok(Box::new(move || {
        session.ask(asking, move |outcomes| {
            if let Some(outcomes) = outcomes {
                ended(model, navigator, fresh, &outcomes, open);
            }
        });
    }))
}

/// What is known here of earlier top-ups of the key. A journal that cannot be read knows nothing;
/// the gate says so when it cannot be written.
async fn known(session: Session, key: &Key, wanted: &Wanted) -> Known {
    let Wanted::TopUp(amount) = wanted else {
        return Known::default();
    };
    let known = session
        .journal
        .known_top_ups(&session, &key.id, *amount)
        .await;
    known.unwrap_or_default()
}

fn plan(
    model: KeysModel,
    dialect: Dialect,
    subject: &Subject,
    wanted: Wanted,
) -> Result<Plan, WhyNot> {
    let (key, cursor) = (&subject.key, subject.cursor.as_ref());
    let idempotency_key = || model.session.fresh_id();
    match wanted {
        Wanted::TopUp(amount) => Plan::top_up(dialect, key, cursor, amount, idempotency_key()),
        Wanted::Rotate { grace_seconds } => {
            Plan::rotate(dialect, key, cursor, grace_seconds, idempotency_key())
        }
        Wanted::Delete => Plan::delete_key(dialect, key, cursor),
        Wanted::Move { to } => {
            let moving = Moving {
                key: key.clone(),
                cursor: cursor.cloned(),
                from: key.pool.as_ref().map(|id| model.pool(id)),
                to: to.as_ref().map(|id| model.pool(id)),
            };
            Plan::move_keys(dialect, vec![moving])
        }
    }
}

/// After the gate: the row is read again, and the form goes unless it may be needed again. With a
/// key that is gone its drawer goes too.
fn ended(
    model: KeysModel,
    navigator: Navigator,
    subject: Subject,
    outcomes: &[Outcome],
    open: RwSignal<Option<Subject>>,
) {
    if outcomes.iter().any(Outcome::has_happened) {
        open.try_set(None);
    }
    spawn_local(async move {
        // The outcome was told already; a failure here only leaves the older row in place.
        let sought = model.list.reread(&subject.at()).await;
        if matches!(sought, Ok(Sought::Gone)) {
            open.try_set(None);
            navigator.close(List::Keys, subject.key.id.as_str());
        }
    });
}
