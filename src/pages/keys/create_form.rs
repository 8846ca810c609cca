//! The fields of a new key. Each problem stands beside its field, and nothing typed is lost.

use leptos::prelude::*;

use super::model::Pools;
use crate::domain::key::{Foundation, NewKey};
use crate::domain::time::UnixSeconds;
use crate::drafts::create_key::{Draft, ExpiryChoice, Field as Place, LimitChoice, Problem};
use crate::i18n::Say;
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::ui::choice::{Choice, RadioGroup, Select};
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// What is typed.
#[derive(Clone, Copy)]
pub struct Form {
    name: RwSignal<String>,
    limited: RwSignal<String>,
    limit: RwSignal<String>,
    foundation: RwSignal<String>,
    expiry_choice: RwSignal<String>,
    expiry: RwSignal<String>,
    pool: RwSignal<String>,
    problems: RwSignal<Vec<(Place, Problem)>>,
}

/// The words of the limit chooser.
const LIMITED: &str = "limited";
const UNLIMITED: &str = "unlimited";

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            name: empty(),
            limited: RwSignal::new(LIMITED.to_owned()),
            limit: empty(),
            foundation: empty(),
            expiry_choice: RwSignal::new("never".to_owned()),
            expiry: empty(),
            pool: empty(),
            problems: RwSignal::new(Vec::new()),
        }
    }

    /// Starts over.
    pub fn clear(&self) {
        for field in [
            self.name,
            self.limit,
            self.foundation,
            self.expiry,
            self.pool,
        ] {
            field.set(String::new());
        }
        self.limited.set(LIMITED.to_owned());
        self.expiry_choice.set("never".to_owned());
        self.problems.set(Vec::new());
    }

    fn draft(&self) -> Draft {
        Draft {
            name: self.name.get(),
            limit_choice: if self.limited.get() == UNLIMITED {
                LimitChoice::Unlimited
            } else {
                LimitChoice::Limited
            },
            limit: self.limit.get(),
            foundation: self.foundation.get(),
            expiry_choice: expiry_choice(&self.expiry_choice.get()),
            expiry: self.expiry.get(),
            pool: self.pool.get(),
        }
    }

    /// The key this form describes; what is wrong is shown beside its field.
    pub fn checked(
        &self,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Option<NewKey> {
        let result = untrack(|| self.draft()).check(now, offset_minutes);
        self.problems
            .set(result.as_ref().err().cloned().unwrap_or_default());
        result.ok()
    }

    fn error(&self, place: Place) -> Signal<Option<String>> {
        let (problems, language) = (self.problems, use_language());
        Signal::derive(move || {
            let found = problems.with(|problems| {
                problems
                    .iter()
                    .find(|(at, _)| *at == place)
                    .map(|(_, problem)| *problem)
            });
            found.map(|problem| problem.say(language.get()).to_owned())
        })
    }
}

/// The expiry chooser's words, in order.
const EXPIRIES: [(&str, KeyForm, ExpiryChoice); 5] = [
    ("never", KeyForm::ExpiryNever, ExpiryChoice::Never),
    ("7", KeyForm::ExpiryWeek, ExpiryChoice::Days(7)),
    ("30", KeyForm::ExpiryMonth, ExpiryChoice::Days(30)),
    ("90", KeyForm::ExpiryQuarter, ExpiryChoice::Days(90)),
    ("at", KeyForm::ExpiryAt, ExpiryChoice::At),
];

fn expiry_choice(word: &str) -> ExpiryChoice {
    EXPIRIES
        .iter()
        .find(|(own, ..)| *own == word)
        .map_or(ExpiryChoice::Never, |(.., choice)| *choice)
}

/// The fields. `pools` is `None` for an operator who cannot choose one.
pub fn form(form: Form, pools: Signal<Option<Pools>>) -> AnyView {
    view! {
        <Field label=t(Keys::Name) hint=t(KeyForm::NameHint) error=form.error(Place::Name)>
            <TextInput value=form.name focus=true />
        </Field>
        {limit(form)}
        {expiry(form)}
        {foundation(form)}
        {live::maybe(move || pools.get().map(|pools| pool(form, &pools)))}
    }
    .into_any()
}

fn limit(form: Form) -> AnyView {
    let choices = vec![
        Choice::new(LIMITED, t(KeyForm::Limited)),
        Choice::new(UNLIMITED, t(KeyForm::NoLimit)),
    ];
    let unlimited = move || form.limited.get() == UNLIMITED;
    view! {
        <RadioGroup label=t(KeyForm::LimitChoice) value=form.limited choices segmented=true />
        {live::part(move || if unlimited() {
            view! { <Notice tone=Tone::Attention>{t(KeyForm::NoLimitWarning)}</Notice> }.into_any()
        } else {
            view! {
                <Field label=t(KeyForm::Amount) hint=t(KeyForm::AmountHint) error=form.error(Place::Limit)>
                    <TextInput value=form.limit inputmode="decimal" unit="USD" monospace=true />
                </Field>
            }.into_any()
        })}
    }
    .into_any()
}

fn expiry(form: Form) -> AnyView {
    let choices: Vec<Choice> = EXPIRIES
        .iter()
        .map(|(word, label, _)| Choice::new(*word, t(*label)))
        .collect();
    let at = move || expiry_choice(&form.expiry_choice.get()) == ExpiryChoice::At;
    view! {
        <Field label=t(Keys::Expires)>
            <Select value=form.expiry_choice choices />
        </Field>
        {live::when(at, move || view! {
            <Field label=t(KeyForm::ExpiryTime) error=form.error(Place::Expiry)>
                <TextInput value=form.expiry kind="datetime-local" />
            </Field>
        }.into_any())}
    }
    .into_any()
}

fn foundation(form: Form) -> AnyView {
    let mut choices = vec![Choice::new("", t(KeyForm::FoundationDefault))];
    choices.extend(Foundation::KNOWN.map(|word| Choice::new(word, word)));
    view! {
        <Field label=t(Keys::Foundation)>
            <Select value=form.foundation choices />
        </Field>
    }
    .into_any()
}

fn pool(form: Form, pools: &Pools) -> AnyView {
    if matches!(pools, Pools::Failed(_)) {
        return view! { <Notice>{t(KeyForm::PoolsFailed)}</Notice> }.into_any();
    }
    let mut choices = vec![Choice::new("", t(KeyForm::PoolNone))];
    choices.extend(
        pools
            .rows()
            .iter()
            .map(|pool| Choice::new(pool.id.0.clone(), pool.label().to_owned())),
    );
    view! {
        <Field label=t(Keys::Pool)>
            <Select value=form.pool choices />
        </Field>
    }
    .into_any()
}
