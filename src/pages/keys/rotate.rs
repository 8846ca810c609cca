//! The form of a rotation: how long the old value works on, and at what moment it dies.

use leptos::prelude::*;

use super::subject;
use crate::domain::key::Key;
use crate::drafts::rotate_key::{Grace, old_value_ends};
use crate::i18n::Say;
use crate::i18n::gate::Gate;
use crate::i18n::key_form::{self, KeyForm};
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::detail::{Detail, Details};
use crate::ui::devices::{use_devices, use_now};
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::relative::relative;

/// The chooser's words, in order.
const GRACES: [(&str, KeyForm, Grace); 5] = [
    ("0", KeyForm::GraceNone, Grace::Seconds(0)),
    ("900", KeyForm::GraceQuarter, Grace::Seconds(900)),
    ("3600", KeyForm::GraceHour, Grace::Seconds(3_600)),
    ("86400", KeyForm::GraceDay, Grace::Seconds(86_400)),
    ("own", KeyForm::GraceOwn, Grace::Own),
];

/// The choice that a form begins with: long enough to hand the new value on, and no longer.
const FIRST: (&str, Grace) = ("3600", Grace::Seconds(3_600));

/// What is chosen and typed.
#[derive(Clone, Copy)]
pub struct RotateForm {
    choice: RwSignal<String>,
    own: RwSignal<String>,
    touched: RwSignal<bool>,
}

impl RotateForm {
    /// The form as it begins.
    #[must_use]
    pub fn new() -> Self {
        Self {
            choice: RwSignal::new(FIRST.0.to_owned()),
            own: RwSignal::new(String::new()),
            touched: RwSignal::new(false),
        }
    }

    /// Starts over.
    pub fn clear(self) {
        self.choice.set(FIRST.0.to_owned());
        self.own.set(String::new());
        self.touched.set(false);
    }

    fn grace(self) -> Grace {
        let choice = self.choice.read();
        let found = GRACES.iter().find(|(word, ..)| *word == choice.as_str());
        found.map_or(FIRST.1, |(.., grace)| *grace)
    }

    /// The seconds of grace; what is wrong with typed ones is shown beside them.
    #[must_use]
    pub fn checked(self) -> Option<u32> {
        self.touched.set(true);
        untrack(|| self.grace().seconds(&self.own.get())).ok()
    }

    /// The form.
    pub fn body(self, key: Memo<Option<Key>>, review: Callback<()>) -> AnyView {
        let choices: Vec<Choice> = GRACES
            .iter()
            .map(|(word, label, _)| Choice::new(*word, t(*label)))
            .collect();
        view! {
            {live::maybe(move || Some(facts(&key.get()?)))}
            <Form on_submit=review>
                <RadioGroup label=t(KeyForm::Grace) value=self.choice choices />
                {live::when(move || self.grace() == Grace::Own, move || own(self))}
            </Form>
            <Details>
                <Detail label=t(Gate::OldValueEnds)>{ends(self)}</Detail>
            </Details>
            <p class="hint">{t(KeyForm::RotateLead)}</p>
        }
        .into_any()
    }
}

fn own(form: RotateForm) -> AnyView {
    let language = use_language();
    let error = Signal::derive(move || {
        let problem = Grace::Own.seconds(&form.own.get()).err();
        let problem = problem.filter(|_| form.touched.get());
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    view! {
        <Field label=t(KeyForm::GraceSeconds) hint=t(KeyForm::GraceHint) error=error>
            <TextInput value=form.own inputmode="numeric" monospace=true focus=true />
        </Field>
    }
    .into_any()
}

/// The moment at which the old value would die if the rotation were sent now; it moves with the
/// clock.
fn ends(form: RotateForm) -> AnyView {
    let (now, language, clock) = (use_now(), use_language(), use_devices().clock);
    live::text(move || {
        let (language, now) = (language.get(), now.get().seconds());
        let Ok(grace) = form.grace().seconds(&form.own.get()) else {
            return "–".to_owned();
        };
        let Some(end) = old_value_ends(grace, now) else {
            return Gate::AtOnce.say(language).to_owned();
        };
        let exact = end.wall_clock(clock.offset_minutes(end.millis()));
        let soon = relative(end.0, now.0, language);
        key_form::ends_at(language, &soon, &exact, &clock.zone())
    })
}

fn facts(key: &Key) -> AnyView {
    let now = use_now().get_untracked().seconds();
    let (name, last_use) = (subject::name(key), subject::last_use(key));
    view! {
        {subject::used_lately(key, now, KeyForm::UsedLatelyRotate)}
        <Details>{name} {last_use}</Details>
    }
    .into_any()
}
