//! Money on the screen: the short form in lists, the exact one where it matters, and a mark where
//! the gateway's own number was not exact.

use leptos::prelude::*;

use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Precision};
use crate::i18n::Say;
use crate::i18n::money::BudgetWord;
use crate::ui::figure::{Figure, dash};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// Decimals that every amount leaves room for: charges are often fractions of a cent.
const DECIMALS: usize = 9;

/// An amount in a list: decimals under decimals, the exact value on hover.
#[must_use]
pub fn usd_cell(amount: Option<&Amount>) -> AnyView {
    let Some(amount) = amount else {
        return dash();
    };
    let mark = (amount.precision != Precision::Exact).then_some("≈");
    view! {
        <span class="usd" title=format!("{} USD", amount.value.exact())>
            {mark.map(|mark| view! { <span class="usd-mark" aria-hidden="true">{mark}</span> })}
            <Figure text=amount.value.short() />
        </span>
    }
    .into_any()
}

/// A figure of a budget in a list, or the word that stands for one that has no limit.
#[must_use]
pub fn budget_cell(budget: &Budget, of: fn(&Figures) -> Option<&Amount>) -> AnyView {
    match budget {
        Budget::Limited(figures) => usd_cell(of(figures)),
        Budget::NotTold => usd_cell(None),
        Budget::Unlimited => {
            view! { <span class="faint">{t(BudgetWord::Unlimited)}</span> }.into_any()
        }
    }
}

/// An amount with every decimal, under those of the rows above.
#[must_use]
pub fn usd_column(amount: &Amount) -> AnyView {
    let mark = (amount.precision != Precision::Exact).then_some("≈");
    view! {
        <span class="usd">
            {mark.map(|mark| view! { <span class="usd-mark" aria-hidden="true">{mark}</span> })}
            <Figure text=amount.value.exact() decimals=DECIMALS />
        </span>
    }
    .into_any()
}

/// An amount in a drawer: exact, with its unit, and the gateway's own text where it differs.
#[must_use]
pub fn usd_exact(amount: &Amount) -> AnyView {
    let language = use_language();
    let why = match amount.precision {
        Precision::Exact => None,
        Precision::Rounded => Some(BudgetWord::Rounded),
        Precision::Approximate => Some(BudgetWord::Approximate),
    };
    let text = amount.text.clone();
    let note = why.map(|why| {
        view! { <span class="usd-note">{live::text(move || format!("{text} · {}", why.say(language.get())))}</span> }
    });
    view! {
        <span class="usd-exact">{amount.value.exact()} " USD"</span>
        {note}
    }
    .into_any()
}
