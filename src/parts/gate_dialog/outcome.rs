//! Where a plan stands: under way, or how it ended and what to do about it.

use leptos::prelude::*;

use crate::gate::intent::Intent;
use crate::gate::outcome::{Ending, Outcome};
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
    let one = |outcome: &Outcome| {
        let language = use_language();
        let (intent, outcome) = (showing.change.intent.clone(), outcome.clone());
        let (mark, tone) = (badge(Some(&outcome)), tone(Some(&outcome)));
        view! {
            <div class="gate-outcome">
                {mark}
                {live::part(move || explained(tone, i18n::outcome::outcome(language.get(), &intent, &outcome)))}
            </div>
        }
    };
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
    // Steps that went alike are told once; each step's own end stands beside it in the plan.
    let mut told: Vec<&Outcome> = Vec::new();
    for outcome in &end.outcomes {
        if !told
            .iter()
            .any(|other| Ending::of(Some(other)) == Ending::of(Some(outcome)))
        {
            told.push(outcome);
        }
    }
    view! {
        {told.into_iter().map(one).collect_view()}
        {doubtful}
        {dead}
        {lost}
        {replayed}
        {unrecorded}
    }
    .into_any()
}
