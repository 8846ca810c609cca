//! The form of a top-up: the amount, and what it comes to.

use leptos::prelude::*;

use super::subject;
use crate::domain::key::{Expiry, Key, KeyStatus};
use crate::domain::money::Usd;
use crate::domain::time::UnixSeconds;
use crate::drafts::top_up::{Preview, amount, preview};
use crate::i18n::Say;
use crate::i18n::key_form::KeyForm;
use crate::parts::budget::budget_details;
use crate::ui::detail::{Detail, Details};
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// What is typed.
#[derive(Clone, Copy)]
pub struct TopUpForm {
    amount: RwSignal<String>,
    touched: RwSignal<bool>,
}

impl TopUpForm {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self {
            amount: RwSignal::new(String::new()),
            touched: RwSignal::new(false),
        }
    }

    /// Starts over.
    pub fn clear(self) {
        self.amount.set(String::new());
        self.touched.set(false);
    }

    /// The amount; what is wrong with it is shown beside it.
    #[must_use]
    pub fn checked(self) -> Option<Usd> {
        self.touched.set(true);
        amount(&self.amount.get_untracked()).ok()
    }

    /// The form.
    pub fn body(
        self,
        key: Memo<Option<Key>>,
        now: impl Fn() -> UnixSeconds + Send + 'static,
        review: Callback<()>,
    ) -> AnyView {
        let language = use_language();
        let error = Signal::derive(move || {
            let problem = amount(&self.amount.get()).err();
            let problem = problem.filter(|_| self.touched.get());
            problem.map(|problem| problem.say(language.get()).to_owned())
        });
        view! {
            {live::maybe(move || Some(facts(&key.get()?)))}
            {live::maybe(move || unspendable(&key.get()?, now()))}
            <Form on_submit=review>
                <Field label=t(KeyForm::Amount) hint=t(KeyForm::AmountHint) error=error>
                    <TextInput value=self.amount inputmode="decimal" unit="USD" monospace=true focus=true />
                </Field>
            </Form>
            {live::maybe(move || sum(&key.get()?, &self.amount.get()))}
            <p class="hint">{t(KeyForm::TopUpLead)}</p>
        }
        .into_any()
    }
}

fn facts(key: &Key) -> AnyView {
    let (name, budget) = (subject::name(key), budget_details(&key.budget));
    view! { <Details>{name} {budget}</Details> }.into_any()
}

/// What is added to such a key could not be spent, nor taken back.
fn unspendable(key: &Key, now: UnixSeconds) -> Option<AnyView> {
    let word = match (key.expiry(now), &key.status) {
        (Expiry::Past, _) | (_, KeyStatus::Expired) => KeyForm::TopUpExpired,
        (_, KeyStatus::Disabled) => KeyForm::TopUpDisabled,
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Attention>{t(word)}</Notice> }.into_any())
}

/// The limit before and after, while an amount is typed.
fn sum(key: &Key, text: &str) -> Option<AnyView> {
    let view = match preview(&key.budget, amount(text).ok()?) {
        Preview::Limit { before, after } => view! {
            <Details>
                <Detail label=t(KeyForm::Now)><span class="sum">{before.exact()} " USD"</span></Detail>
                <Detail label=t(KeyForm::After)><strong class="sum">{after.exact()} " USD"</strong></Detail>
            </Details>
        }
        .into_any(),
        Preview::WithoutAmounts => view! { <Notice>{t(KeyForm::WithoutAmounts)}</Notice> }.into_any(),
    };
    Some(view)
}
