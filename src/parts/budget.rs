//! A budget in a drawer: limit, used and remaining in money where known, percentages where not.

use leptos::prelude::*;

use super::usd::usd_exact;
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::i18n::money::BudgetWord;
use crate::ui::detail::Detail;
use crate::ui::figure::Meter;
use crate::ui::language::t;

/// The rows of a budget.
#[must_use]
pub fn budget_details(budget: &Budget) -> AnyView {
    match budget {
        Budget::Unlimited => word(BudgetWord::Unlimited),
        Budget::NotTold => word(BudgetWord::NotTold),
        Budget::Limited(figures) => limited(figures),
    }
}

fn word(word: BudgetWord) -> AnyView {
    view! { <Detail label=t(BudgetWord::Limit)>{t(word)}</Detail> }.into_any()
}

fn limited(figures: &Figures) -> AnyView {
    let row = |label: BudgetWord, amount: &Option<Amount>| {
        let exact = amount.as_ref().map(usd_exact)?;
        Some(view! { <Detail label=t(label)>{exact}</Detail> }.into_any())
    };
    let spent = figures.spent().map(spent_row);
    let odd = figures
        .contradictory()
        .then(|| view! { <p class="hint">{t(BudgetWord::Contradictory)}</p> });
    view! {
        {spent}
        {row(BudgetWord::Limit, &figures.limit)}
        {row(BudgetWord::Used, &figures.used)}
        {row(BudgetWord::Remaining, &figures.remaining)}
        {odd}
    }
    .into_any()
}

fn spent_row(spent: Percent) -> AnyView {
    let whole = u32::try_from(spent.thousandths() / 1000).unwrap_or(0);
    let words = spent.short();
    let shown = words.clone();
    view! {
        <Detail label=t(BudgetWord::Spent)>
            <span class="meter-row"><Meter percent=whole label=t(BudgetWord::Spent) words=words /> {shown}</span>
        </Detail>
    }
    .into_any()
}

/// The spent part of a budget in a list: a bar and its figure, or the word that stands for it.
#[must_use]
pub fn spent_cell(budget: &Budget) -> AnyView {
    let plain = |word: BudgetWord| view! { <span class="faint">{t(word)}</span> }.into_any();
    let spent = match budget {
        Budget::Unlimited => return plain(BudgetWord::Unlimited),
        Budget::NotTold => return plain(BudgetWord::NotTold),
        Budget::Limited(figures) => figures.spent(),
    };
    let Some(spent) = spent else {
        return plain(BudgetWord::NotTold);
    };
    let whole = u32::try_from(spent.thousandths() / 1000).unwrap_or(0);
    let words = spent.short();
    view! {
        <span class="meter-row">
            <Meter percent=whole label=t(BudgetWord::Used) words=words.clone() />
            <span class="meter-figure">{words}</span>
        </span>
    }
    .into_any()
}
