//! What changes: before and after, or what a new thing will be.

use leptos::prelude::*;

use crate::domain::budget::Budget;
use crate::domain::key::NewKey;
use crate::domain::money::Usd;
use crate::drafts::top_up::{Preview, preview};
use crate::gate::check::Check;
use crate::gate::plan::Intent;
use crate::history::change::Change;
use crate::i18n::gate::Gate;
use crate::i18n::keys::{KeyForm, Keys};
use crate::i18n::money::BudgetWord;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::t;
use crate::ui::moment::Moment;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// The change of an entry.
#[must_use]
pub fn changes(change: &Change) -> AnyView {
    match &change.intent {
        Intent::CreateKey { new, .. } => new_key(new),
        Intent::TopUpKey { amount, .. } => {
            let before = change.steps.first().and_then(|step| match &step.check {
                Check::LimitRises { before, .. } => Some(before),
                Check::KeyAppears { .. } | Check::PoolGrows { .. } => None,
            });
            before.map_or_else(|| ().into_any(), |before| limit(before, *amount))
        }
    }
}

fn limit(before: &Budget, amount: Usd) -> AnyView {
    match preview(before, amount) {
        Preview::Limit { before, after } => before_after(before, after),
        Preview::WithoutAmounts => {
            view! { <Notice>{t(KeyForm::WithoutAmounts)}</Notice> }.into_any()
        }
    }
}

/// The limit before and after, decimals under decimals.
fn before_after(before: Usd, after: Usd) -> AnyView {
    view! {
        <Details>
            <Detail label=t(Gate::Before)><span class="sum">{before.exact()} " USD"</span></Detail>
            <Detail label=t(Gate::After)><strong class="sum">{after.exact()} " USD"</strong></Detail>
        </Details>
    }
    .into_any()
}

fn new_key(new: &NewKey) -> AnyView {
    let limit = match new.limit {
        Some(limit) => view! { <span class="sum">{limit.exact()} " USD"</span> }.into_any(),
        None => view! { <span>{t(BudgetWord::Unlimited)}</span> }.into_any(),
    };
    let foundation = match &new.foundation {
        Some(foundation) => foundation.0.clone().into_any(),
        None => t(KeyForm::FoundationDefault).into_any(),
    };
    let expires = match new.expires_at {
        Some(end) => view! { <Moment at=end.millis() /> <span class="faint">" " {end.wall_clock(0)} " UTC"</span> }.into_any(),
        None => t(Keys::NeverExpires).into_any(),
    };
    let pool = new.pool.as_ref().map(|pool| {
        let pool = pool.0.clone();
        view! { <Detail label=t(Keys::Pool) monospace=true>{pool}</Detail> }
    });
    let warning = new
        .limit
        .is_none()
        .then(|| view! { <Notice tone=Tone::Attention>{t(Gate::NoLimitConsequence)}</Notice> });
    view! {
        <Details>
            <Detail label=t(BudgetWord::Limit)>{limit}</Detail>
            <Detail label=t(Keys::Foundation)>{foundation}</Detail>
            <Detail label=t(Keys::Expires)>{expires}</Detail>
            {pool}
        </Details>
        {warning}
    }
    .into_any()
}
