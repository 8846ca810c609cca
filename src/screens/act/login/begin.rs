//! Begins a login: its form, the request that will be sent, and the button that sends it.

use crate::reactive::*;

use super::super::doing::Doing;
use super::super::form::Form;
use super::super::preparation::{Open, Preparation};
use super::super::reading::Act;
use super::super::{inputs, lead, stopped, with_context};
use crate::call::{Body, PATIENCE_SECONDS};
use crate::gate::{Found, Stop};
use crate::schema::{Action, Locator, Record, Resource, Summary, Target};
use crate::screens::limited::limited;
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::session::logins::LoginCard;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Code, Disclosure};
use crate::ui::form::Form as FormElement;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::toast::use_toasts;
use crate::words::{Say, Text};

const REQUEST: Text = text!("The request that is sent" / "将要发送的请求");

/// What begins logins: one for the screen, and one for each card.
#[derive(Clone, Copy)]
pub(super) struct Beginning {
    session: Session,
    /// The action, once its row was read.
    pub doing: RwSignal<Option<Doing>>,
    /// The preparation of the start.
    pub preparation: Preparation,
    /// How many logins were begun here: each begins with an empty form.
    pub begun: RwSignal<u32>,
    act: Act,
}

impl Beginning {
    pub(super) fn new(session: Session) -> Self {
        let doing = RwSignal::new(None);
        Self {
            session,
            doing,
            preparation: Preparation::new(),
            begun: RwSignal::new(0),
            act: Act {
                session,
                navigator: use_navigator(),
                doing,
                list: None,
                on_done: None,
                toasts: StoredValue::new(use_toasts()),
                language: use_language(),
            },
        }
    }

    /// Reads what the start needs, and sends it. `recorded` is false at the operator's explicit choice.
    fn begin(self, doing: Doing, form: Form, values: Record, recorded: bool) {
        self.preparation.go(async move {
            let review = self.act.reviewed(&doing, form, &values).await?;
            let session = self.session;
            let open: Open = Box::new(move || {
                // The empty form first: the focus then goes to the card.
                self.begun.try_update(|begun| *begun += 1);
                session.begin_login(review, recorded);
            });
            Ok(open)
        });
    }

    /// Begins the login of a card once more, with what was typed for it; the card goes.
    pub(super) fn again(self, card: &LoginCard, recorded: bool) {
        let (session, resource, action) = (self.session, card.resource, card.action);
        let row = card
            .row
            .as_ref()
            .map(|row| row.id.to_string())
            .unwrap_or_default();
        let subjects = card.entry.subjects.first();
        let values = subjects
            .map(|subject| subject.input.clone())
            .unwrap_or_default();
        let over = card.entry.id.clone();
        self.preparation.go(async move {
            let doing = subject(session, resource, action, &row).await?;
            let typed = Doing {
                preset: values.clone(),
                ..doing.clone()
            };
            let form = Form::new(&typed, session.who(), &|_| 0, |_| {
                crate::schema::Value::Missing
            });
            let review = self.act.reviewed(&doing, form, &values).await?;
            let open: Open = Box::new(move || {
                session.dismiss_login(&over);
                session.begin_login(review, recorded);
            });
            Ok(open)
        });
    }
}

/// Returns what a login is begun for: a new account, or the row with this id as it is now.
pub(super) async fn subject(
    session: Session,
    resource: &'static Resource,
    action: &'static Action,
    row: &str,
) -> Result<Doing, Stop> {
    if action.on == Target::New {
        return Ok(Doing::new(resource, action));
    }
    let at = Locator::of_id(resource.id, row);
    match session.find(&at).await {
        Ok(Found::Here(row)) => {
            let at = row.locator(resource, None);
            Ok(Doing::on(resource, action, at, row))
        }
        Ok(Found::Gone) => Err(Stop::Gone(at)),
        Ok(Found::NotSeen) => Err(Stop::NotSeen(at)),
        Err(error) => Err(Stop::Failed(error)),
    }
}

/// Draws the form, once the row was read.
pub(super) fn begin_form(looks: Looks, beginning: Beginning) -> AnyView {
    let session = beginning.session;
    let (Some(doing), Some(dialect)) = (beginning.doing.get_untracked(), session.dialect()) else {
        return ().into_any();
    };
    let (resource, action) = (doing.resource, doing.action);
    let form = Form::new(&doing, session.who(), &|_| 0, |input| {
        with_context(session, &doing, &Record::default(), input.initial)
    });
    let subject = live::memo(move || beginning.doing.get());
    let press = Callback::new(move |()| {
        let Some(doing) = beginning.doing.get_untracked() else {
            return;
        };
        let clock = looks.clock();
        let offset = |at: crate::domain::time::UnixSeconds| clock.offset_minutes(at.millis());
        if let Some(values) = form.checked(action, session.now_seconds(), &offset) {
            beginning.begin(doing, form, values, true);
        }
    });
    let (language, limited) = (use_language(), limited(session, action));
    let reason = Signal::derive(move || {
        if let Some(waits) = limited.get() {
            return Some(waits);
        }
        let why = subject.get()?.why_not(session)?;
        Some(why.say(language.get()).to_owned())
    });
    let busy = live::derived(move || beginning.preparation.is_busy());
    let nothing_read = RwSignal::new(None);
    let lead = lead::lead(
        looks,
        dialect,
        subject,
        form,
        nothing_read,
        Callback::new(|()| ()),
    );
    view! {
        {lead}
        <FormElement on_submit=press>{inputs::inputs(form)}</FormElement>
        {stopped::why_stopped(resource, beginning.preparation)}
        <div class="login-send">
            <Button kind=Kind::Primary busy disabled_reason=reason reason_beside=true on_click=press>
                {t(verb(action))}
            </Button>
        </div>
        <Disclosure title=t(REQUEST)>
            <Code text=live::derived(move || drawn(session, subject, form)) label=t(REQUEST) />
        </Disclosure>
    }
    .into_any()
}

/// Returns the label of the button that sends the start.
pub(super) fn verb(action: &Action) -> Text {
    (action.verb)(&Summary {
        inputs: Vec::new(),
        checks: Vec::new(),
    })
}

/// Draws the request of a login with the values so far, without its headers.
fn drawn(session: Session, subject: Memo<Option<Doing>>, form: Form) -> String {
    let (Some(doing), Some(dialect)) = (subject.get(), session.dialect()) else {
        return String::new();
    };
    let values = form.values_so_far();
    let steps = with_context(session, &doing, &values, |context| {
        (doing.action.plan)(context)
    });
    let steps = steps.unwrap_or_default();
    let request = steps
        .first()
        .and_then(|step| step.write.drawn(dialect.credential, PATIENCE_SECONDS).ok());
    request.map_or_else(String::new, |request| {
        let line = format!("{} {}", request.method.word(), request.target);
        let body = request.body.as_ref().map(Body::drawn);
        body.map_or(line.clone(), |body| format!("{line}\n\n{body}"))
    })
}
