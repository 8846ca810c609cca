//! Where a plan stands: under way, or how it ended and what to do about it.

use leptos::prelude::*;

use crate::gate::intent::Intent;
use crate::gate::outcome::Outcome;
use crate::gate::perform::Progress;
use crate::history::showing::{End, Phase, Showing};
use crate::i18n;
use crate::i18n::gate::Gate;
use crate::i18n::journal::store_problem;
use crate::parts::explained::explained;
use crate::parts::status::{outcome as badge, tone};
use crate::ui::landing::Landing;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// The phase, in its place under the sentence.
pub(super) fn phase(showing: &Showing) -> AnyView {
    let view = match &showing.phase {
        Phase::Asking => return ().into_any(),
        Phase::TooOld => {
            view! { <Notice tone=Tone::Attention>{t(Gate::TooOld)}</Notice> }.into_any()
        }
        Phase::NotRecorded(problem) => {
            let language = use_language();
            let problem = problem.clone();
            view! {
                <Notice tone=Tone::Bad>
                    <p>{t(Gate::NotRecorded)}</p>
                    <p>{live::text(move || store_problem(language.get(), &problem))}</p>
                    <p>{t(Gate::SendUnrecordedHint)}</p>
                </Notice>
            }
            .into_any()
        }
        Phase::Sending(step, progress) => sending(*step, showing.change.steps.len(), *progress),
        Phase::Ended(end) => ended(showing, end),
    };
    view! { <Landing class="gate-phase">{view}</Landing> }.into_any()
}

/// How far it has come; which step, when there are several.
fn sending(step: usize, of: usize, progress: Progress) -> AnyView {
    let language = use_language();
    let hint = (progress == Progress::Sending)
        .then(|| view! { <p class="hint">{t(Gate::StopWaitingHint)}</p> });
    view! {
        <p class="gate-progress">
            <span class="spinner on" aria-hidden="true"></span>
            {(of > 1).then(|| format!("{} / {of} · ", step + 1))}
            {live::text(move || i18n::gate::progress(language.get(), progress))}
        </p>
        {hint}
    }
    .into_any()
}

fn ended(showing: &Showing, end: &End) -> AnyView {
    let sure = end.outcomes.iter().all(Outcome::has_happened);
    let doubtful = (end.secret.is_some() && !sure)
        .then(|| view! { <Notice tone=Tone::Attention>{t(Gate::SecretDoubtful)}</Notice> });
    let rotated = matches!(showing.change.intent, Intent::RotateKey { .. });
    let missing = if rotated {
        Gate::NewValueMissing
    } else {
        Gate::SecretMissing
    };
    let lost = end
        .lost_secret
        .then(|| view! { <Notice tone=Tone::Attention>{t(missing)}</Notice> });
    let twice = |outcome: &Outcome| matches!(outcome, Outcome::LandedTwice { .. });
    let dead = (rotated && end.secret.is_some() && end.outcomes.iter().any(twice))
        .then(|| view! { <Notice tone=Tone::Bad>{t(Gate::NewValueDead)}</Notice> });
    let replayed = end
        .replayed
        .then(|| view! { <p class="hint">{t(Gate::Replayed)}</p> });
    let unrecorded = end
        .unrecorded
        .is_some()
        .then(|| view! { <Notice tone=Tone::Bad>{t(Gate::OutcomeNotRecorded)}</Notice> });
    let ends: Vec<Option<&Outcome>> = end.outcomes.iter().map(Some).collect();
    view! {
        {endings(&showing.change.intent, &ends)}
        {doubtful}
        {dead}
        {lost}
        {replayed}
        {unrecorded}
    }
    .into_any()
}

/// How the steps of a plan ended, in words: steps that ended alike are told together, by name where
/// there are several. `None` is a step whose end is not known yet.
#[must_use]
pub fn endings(intent: &Intent, ends: &[Option<&Outcome>]) -> AnyView {
    let names = intent.targets();
    let mut groups: Vec<(Option<&Outcome>, Vec<&str>)> = Vec::new();
    for (number, end) in ends.iter().enumerate() {
        let name = names.get(number).copied();
        match groups.iter_mut().find(|(other, _)| other == end) {
            Some((_, named)) => named.extend(name),
            None => groups.push((*end, name.into_iter().collect())),
        }
    }
    let several = groups.len() > 1;
    let one = |(end, named): (Option<&Outcome>, Vec<&str>)| {
        let named: Vec<String> = named.into_iter().map(str::to_owned).collect();
        ending(intent, end, if several { named } else { Vec::new() })
    };
    groups.into_iter().map(one).collect_view().into_any()
}

fn ending(intent: &Intent, end: Option<&Outcome>, names: Vec<String>) -> AnyView {
    let language = use_language();
    let (mark, tone) = (badge(end), tone(end));
    let (intent, end) = (intent.clone(), end.cloned());
    let words = live::maybe(move || {
        let words = i18n::outcome::outcome(language.get(), &intent, end.as_ref()?);
        Some(explained(tone, words))
    });
    let names = (!names.is_empty()).then(|| {
        let names = live::text(move || language.get().join(&names));
        view! { <p class="gate-names">{names}</p> }
    });
    view! { <div class="gate-outcome">{mark} {names} {words}</div> }.into_any()
}
