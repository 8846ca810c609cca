//! What changes: before and after, or what a new thing will be.

use leptos::prelude::*;

use crate::domain::budget::Budget;
use crate::domain::key::NewKey;
use crate::domain::money::Usd;
use crate::domain::pool::{Owner, PoolRef};
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::drafts::top_up::{Preview, preview};
use crate::gate::check::Check;
use crate::gate::intent::{Intent, KeyMove};
use crate::gate::judge::After;
use crate::gate::outcome::Outcome;
use crate::history::change::{Change, Step};
use crate::history::showing::TakingBack;
use crate::i18n;
use crate::i18n::gate::Gate;
use crate::i18n::journal::{Journal, left_out_lines, takes_back};
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::i18n::money::BudgetWord;
use crate::parts::instant::{instant, stamp};
use crate::parts::person::person;
use crate::parts::status::outcome as badge;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// The change of an entry.
#[must_use]
pub fn changes(change: &Change) -> AnyView {
    let first = change.steps.first();
    match (&change.intent, first.map(|step| &step.check)) {
        (Intent::CreateKey { new, .. }, _) => new_key(new),
        (Intent::TopUpKey { amount, .. }, Some(Check::LimitRises { before, .. })) => {
            limit(before, *amount)
        }
        (Intent::RotateKey { grace_seconds, .. }, Some(Check::ValueChanges { before, .. })) => {
            let end = first.and_then(|step| step.outcome.as_ref());
            value(before.as_deref(), *grace_seconds, end, change.at)
        }
        (Intent::MoveKeys(moves), _) => moved(moves, &change.steps),
        (Intent::SetOwner { owner, .. }, Some(Check::OwnerBecomes { before, .. })) => {
            owners(before.as_ref(), owner.as_ref())
        }
        _ => ().into_any(),
    }
}

/// What the question takes back, and what of that is left as it is.
pub(super) fn taking_back(back: &TakingBack) -> AnyView {
    let language = use_language();
    let intent = back.of.intent.clone();
    let on = stamp(back.of.at);
    let of = live::text(move || {
        let language = language.get();
        takes_back(language, &i18n::intent::sentence(language, &intent), &on)
    });
    let names = back.left_out.clone();
    let left = (!names.is_empty()).then(move || {
        let lines = live::part(move || {
            let lines = left_out_lines(language.get(), &names).into_iter();
            lines
                .map(|line| view! { <p>{line}</p> })
                .collect_view()
                .into_any()
        });
        view! { <Notice tone=Tone::Attention><p>{t(Journal::LeftAsItIs)}</p> {lines}</Notice> }
    });
    view! { <p>{of}</p> {left} }.into_any()
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

/// The value that goes, and the moment it stops working: what the gateway said, else what the
/// grace period makes of the moment of sending.
fn value(
    before: Option<&str>,
    grace_seconds: u32,
    outcome: Option<&Outcome>,
    at: UnixMillis,
) -> AnyView {
    let told = match outcome {
        Some(Outcome::Applied { after, .. } | Outcome::LandedTwice { after }) => match after {
            After::Value { old_ends, .. } => *old_ends,
            _ => None,
        },
        _ => None,
    };
    let goes_on = matches!(
        outcome,
        Some(Outcome::Refused { .. } | Outcome::NotLanded | Outcome::NotApplied | Outcome::NotSent)
    );
    let ends = match (told, grace_seconds) {
        (None, _) if goes_on => t(Gate::GoesOn).into_any(),
        (Some(end), _) => instant(Some(end), Keys::Never),
        (None, 0) => t(Gate::AtOnce).into_any(),
        (None, seconds) => {
            let end = UnixSeconds(at.seconds().0.saturating_add(seconds.into()));
            let end = instant(Some(end), Keys::Never);
            let words = match outcome {
                None => Gate::IfSentNow,
                Some(_) => Gate::About,
            };
            view! { {t(words)} " " {end} }.into_any()
        }
    };
    let before = before.unwrap_or("–").to_owned();
    view! {
        <Details>
            <Detail label=t(Gate::OldValue) monospace=true>{before}</Detail>
            <Detail label=t(Gate::OldValueEnds)>{ends}</Detail>
        </Details>
    }
    .into_any()
}

/// Each key with where it comes from and goes to, and how its step ended.
fn moved(moves: &[KeyMove], steps: &[Step]) -> AnyView {
    let one = |(moved, step): (&KeyMove, &Step)| {
        let (name, id) = (moved.name.clone(), moved.key.0.clone());
        let end = step.outcome.as_ref().map(|outcome| badge(Some(outcome)));
        view! {
            <tr>
                <th scope="row">{name} " " <span class="faint monospace">{id}</span></th>
                <td>{pool(moved.from.as_ref())}</td>
                <td>{pool(moved.to.as_ref())}</td>
                <td>{end}</td>
            </tr>
        }
    };
    let rows = moves.iter().zip(steps).map(one).collect_view();
    view! {
        <table class="plan">
            <thead>
                <tr>
                    <th scope="col">{t(Keys::Name)}</th>
                    <th scope="col">{t(Gate::FromPool)}</th>
                    <th scope="col">{t(Gate::ToPool)}</th>
                    <th scope="col">{t(Keys::Status)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn pool(pool: Option<&PoolRef>) -> AnyView {
    match pool {
        Some(pool) => pool.label().to_owned().into_any(),
        None => view! { <span class="faint">{t(Gate::NoPool)}</span> }.into_any(),
    }
}

fn owners(before: Option<&Owner>, after: Option<&Owner>) -> AnyView {
    let (before, after) = (person(before), person(after));
    view! {
        <Details>
            <Detail label=t(Gate::Before)>{before}</Detail>
            <Detail label=t(Gate::After)>{after}</Detail>
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
        Some(end) => instant(Some(end), Keys::NeverExpires),
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
