//! How far a plan has come, or how it ended and what to do about it.

use crate::reactive::*;

use super::{Known, findings};
use crate::gate::{About, Ending, Outcome, Progress, explain, left_behind, look_up};
use crate::history::Entry;
use crate::history::{End, Phase, Showing};
use crate::schema::{Finding, Yields};
use crate::screens::explained::explained;
use crate::screens::looks::Looks;
use crate::screens::status::{outcome_badge, tone};
use crate::session::Session;
use crate::text;
use crate::ui::landing::Landing;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

const TOO_OLD: Text = text!(
    "Nothing was sent: this was read more than a minute ago. Go back and review once more; it is read again then."
        / "未发送任何内容：以上内容读取于一分钟以前。请返回并再次核对，届时会重新读取。"
);
const NOT_RECORDED: Text = text!(
    "The journal could not be written, so nothing was sent."
        / "无法写入操作日志，因此未发送任何内容。"
);
const UNRECORDED_HINT: Text = text!(
    "For an emergency only: after a reload nothing here will know of this change."
        / "仅限紧急情况：刷新后此处将无法得知这次更改。"
);
const STOP_HINT: Text = text!(
    "Stopping only ends the waiting. The gateway may still apply it; what it holds is verified afterwards."
        / "停止仅结束等待。网关仍可能执行；之后会核实实际结果。"
);
const OUTCOME_NOT_RECORDED: Text = text!(
    "The outcome could not be written to the journal; note it down."
        / "结果未能写入操作日志；请自行记录。"
);
const VALUE_DOUBTFUL: Text = text!(
    "The gateway returned this value, but what it belongs to is not listed. Keep it only if that turns up."
        / "网关返回了此值，但未列出其所属对象。仅当其出现时才保留。"
);
const REPLAYED: Text = text!(
    "The gateway recognised the idempotency key: the request reached it more than once, and it was applied once. A browser can repeat a request by itself when a connection dies."
        / "网关识别出幂等键：请求到达了不止一次，但只执行了一次。连接中断时浏览器可能自行重发请求。"
);

/// Draws the phase, in its place under the sentence.
pub(super) fn phase(session: Session, looks: Looks, showing: &Showing) -> AnyView {
    let language = use_language();
    let view = match &showing.phase {
        Phase::Asking => return ().into_any(),
        Phase::TooOld => view! { <Notice tone=Tone::Attention>{t(TOO_OLD)}</Notice> }.into_any(),
        Phase::NotRecorded(problem) => {
            let words: Phrase = problem.phrase();
            view! {
                <Notice tone=Tone::Bad>
                    <p>{t(NOT_RECORDED)}</p>
                    <p>{live::text(move || words.say(language.get()))}</p>
                    <p>{t(UNRECORDED_HINT)}</p>
                </Notice>
            }
            .into_any()
        }
        Phase::Sending(step, progress) => sending(*step, showing.entry.steps.len(), *progress),
        Phase::Ended(end) => ended(session, looks, showing, end),
    };
    view! { <Landing class="gate-phase">{view}</Landing> }.into_any()
}

/// How far it has come; which step, when there are several.
fn sending(step: usize, of: usize, progress: Progress) -> AnyView {
    let hint =
        (progress == Progress::Sending).then(|| view! { <p class="hint">{t(STOP_HINT)}</p> });
    view! {
        <p class="gate-progress">
            <span class="spinner on" aria-hidden="true"></span>
            {(of > 1).then(|| format!("{} / {of} · ", step + 1))}
            {t(progress)}
        </p>
        {hint}
    }
    .into_any()
}

fn ended(session: Session, looks: Looks, showing: &Showing, end: &End) -> AnyView {
    let yields = Known::of(session, &showing.entry).map(|known| known.action.yields);
    let sure = end.outcomes.iter().all(Outcome::was_applied);
    let notice = |tone: Tone, words: Text| view! { <Notice tone>{t(words)}</Notice> }.into_any();
    let doubtful = (end.value.is_some() && !sure).then(|| notice(Tone::Attention, VALUE_DOUBTFUL));
    let lost = match yields {
        Some(Yields::Value { lost, .. }) if end.lost_value => Some(notice(Tone::Attention, lost)),
        _ => None,
    };
    let replayed = end
        .replayed
        .then(|| view! { <p class="hint">{t(REPLAYED)}</p> });
    let unrecorded = end
        .unrecorded
        .is_some()
        .then(|| notice(Tone::Bad, OUTCOME_NOT_RECORDED));
    let outcomes: Vec<Option<&Outcome>> = end.outcomes.iter().map(Some).collect();
    view! {
        {results(session, looks, &showing.entry, &outcomes)}
        {sure.then(|| left(session, looks, &showing.entry))}
        {doubtful}
        {lost}
        {replayed}
        {unrecorded}
    }
    .into_any()
}

/// Draws which rows still name a row that is gone, read once more.
fn left(session: Session, looks: Looks, entry: &Entry) -> Option<AnyView> {
    let known = Known::of(session, entry)?;
    let lookups = known.action.lookups.iter();
    let (lookup, words) = lookups.filter_map(|one| Some((one, one.left?))).next()?;
    let at = entry.subjects.first()?.at.clone();
    let (wire, dialect) = session.gate_way().ok()?;
    let found: RwSignal<Option<Finding>> = RwSignal::new(None);
    spawn_local(async move {
        let seen = look_up(dialect, &session.who(), lookup, Some(&at), &wire).await;
        found.try_set(Some(left_behind(&words, seen.ok().as_ref())));
    });
    Some(live::maybe(move || Some(findings(looks, &[found.get()?]))))
}

/// Draws how the steps of an entry ended: steps that ended alike are told together, by name where
/// there are several. `None` is a step whose outcome is not known yet.
#[must_use]
pub fn results(
    session: Session,
    looks: Looks,
    entry: &Entry,
    outcomes: &[Option<&Outcome>],
) -> AnyView {
    let mut groups: Vec<(Option<&Outcome>, Vec<usize>)> = Vec::new();
    for (number, end) in outcomes.iter().enumerate() {
        match groups.iter_mut().find(|(other, _)| other == end) {
            Some((_, steps)) => steps.push(number),
            None => groups.push((*end, vec![number])),
        }
    }
    let several = groups.len() > 1;
    let groups = groups.into_iter();
    groups
        .map(|(end, steps)| {
            let names = if several {
                steps.iter().map(|step| step_name(entry, *step)).collect()
            } else {
                Vec::new()
            };
            result(session, looks, entry, end, steps[0], names)
        })
        .collect_view()
        .into_any()
}

fn result(
    session: Session,
    looks: Looks,
    entry: &Entry,
    end: Option<&Outcome>,
    step: usize,
    names: Vec<String>,
) -> AnyView {
    let language = use_language();
    let mark = outcome_badge(end);
    let words = end.and_then(|end| {
        let known = Known::of(session, entry);
        let dialect = known
            .map(|known| known.dialect)
            .or_else(|| session.dialect())?;
        let steps = entry
            .steps
            .get(step)
            .map(|step| (step.checks.as_slice(), step.sent.is_keyed()));
        let (checks, is_keyed) = steps.unwrap_or_default();
        let words = looks.with(|view| {
            explain(
                end,
                &About {
                    dialect,
                    resource: known.map(|known| known.resource),
                    action: known.map(|known| known.action),
                    checks,
                    is_keyed,
                    view,
                },
            )
        });
        Some(explained(tone(Ending::of(Some(end))), words))
    });
    let names = (!names.is_empty()).then(|| {
        let names = live::text(move || language.get().join(&names));
        view! { <p class="gate-names">{names}</p> }
    });
    view! { <div class="gate-outcome">{mark} {names} {words}</div> }.into_any()
}

/// The name of what a step writes to.
fn step_name(entry: &Entry, step: usize) -> String {
    let subject = entry
        .steps
        .get(step)
        .and_then(|step| entry.subject_of(step));
    subject.map_or_else(String::new, |subject| subject.at.label().to_owned())
}
