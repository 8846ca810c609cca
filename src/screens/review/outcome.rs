//! Draws the progress of a plan, or its result and what to do next.

use crate::reactive::*;

use super::{EntryAction, When, findings};
use crate::gate::{
    About, Ending, Explained, Outcome, Progress, explain, explain_unreachable, look_up,
    remaining_references,
};
use crate::history::Entry;
use crate::history::{End, Phase, Showing};
use crate::schema::{Check, Finding, Yields};
use crate::screens::explained::explained;
use crate::screens::looks::{Looks, facts_of};
use crate::screens::status::{outcome_badge, state_badge, tone};
use crate::session::Session;
use crate::text;
use crate::ui::clamp::clamped;
use crate::ui::detail::Details;
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
const SENT_MEANWHILE: Text = text!(
    "Nothing was sent: since this review opened, another tab of this browser sent a change of the same thing. Go back and review once more."
        / "未发送任何内容：自打开此核对以来，此浏览器的另一个标签页发送了对同一对象的更改。请返回并再次核对。"
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
    "The gateway returned this value, but its list does not confirm the change. Keep the value only if it works."
        / "网关返回了此值，但列表未能确认此次变更。仅当该值可用时才保留。"
);
const VALUE_GONE: Text = text!(
    "The gateway repeated its response without the value, which nobody has now. Replace the value once more, or delete what was made."
        / "网关重复了之前的响应，但不含该值，现已无人持有。请再次更换，或删除所创建的对象。"
);
const NO_RESPONSE: Text = text!("Why no response came: {why}" / "未收到响应的原因：{why}");
const REPEATED: Text = text!(
    "The gateway recognised the idempotency key of the earlier attempt: that one was applied, and this one did nothing more."
        / "网关识别出之前请求的幂等键：之前的请求已生效，本次未再执行。"
);
const REPLAYED: Text = text!(
    "The gateway recognised the idempotency key: the request reached it more than once, and it was applied once. A browser can repeat a request by itself when a connection dies."
        / "网关识别出幂等键：请求到达了不止一次，但只执行了一次。连接中断时浏览器可能自行重发请求。"
);

const TAKEN_BACK: Text = text!(
    "The gateway did not take it as it should, so the earlier state was sent back."
        / "网关未按预期处理，因此已恢复之前的状态。"
);
const TAKEN_BACK_FROM: Text = text!(
    "What was live before that, the text that was sent or a broken one, is replaced."
        / "此前生效的内容（所发送的文本或损坏的文本）已被替换。"
);

/// Draws the phase, below the sentence.
pub(super) fn phase(session: Session, looks: Looks, showing: &Showing) -> AnyView {
    let language = use_language();
    let view = match &showing.phase {
        Phase::Confirming => return ().into_any(),
        Phase::TooOld => view! { <Notice tone=Tone::Attention>{t(TOO_OLD)}</Notice> }.into_any(),
        Phase::SentMeanwhile => {
            view! { <Notice tone=Tone::Attention>{t(SENT_MEANWHILE)}</Notice> }.into_any()
        }
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

/// Draws the progress; with the number of the step if there are several.
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
    let yields = EntryAction::of(session, &showing.entry).map(|known| known.action.yields);
    let sure = end.outcomes.iter().all(Outcome::was_applied);
    let notice = |tone: Tone, words: Text| view! { <Notice tone>{t(words)}</Notice> }.into_any();
    let doubtful = (end.value.is_some() && !sure).then(|| notice(Tone::Attention, VALUE_DOUBTFUL));
    let lost = match yields {
        Some(Yields::Value { .. }) if end.lost_value && end.replayed => {
            Some(notice(Tone::Attention, VALUE_GONE))
        }
        Some(Yields::Value { lost, .. }) if end.lost_value => Some(notice(Tone::Attention, lost)),
        _ => None,
    };
    let language = looks.language;
    let cause = end.lost.map(|why| {
        let why = explain_unreachable(why).what;
        let words = Phrase::from(NO_RESPONSE).with("why", why);
        view! { <p class="hint">{live::text(move || words.say(language.get()))}</p> }
    });
    let replayed = end.replayed.then(|| {
        let words = if showing.is_repeat {
            REPEATED
        } else {
            REPLAYED
        };
        view! { <p class="hint">{t(words)}</p> }
    });
    let unrecorded = end
        .unrecorded
        .is_some()
        .then(|| notice(Tone::Bad, OUTCOME_NOT_RECORDED));
    let told = match (EntryAction::of(session, &showing.entry), yields) {
        // Of several rows the response to the last one would be taken for that of all.
        (Some(known), Some(Yields::Trial { fields, .. })) if !is_of_several(&showing.entry) => {
            let rows = facts_of(looks, known.dialect, fields.iter(), &end.told);
            Some(view! { <Details>{rows}</Details> }.into_any())
        }
        _ => None,
    };
    let outcomes: Vec<Option<&Outcome>> = end.outcomes.iter().map(Some).collect();
    view! {
        {results(session, looks, (&showing.drawn(), When::Now), &outcomes)}
        {told.filter(|_| sure)}
        {sure.then(|| remaining(session, looks, &showing.entry))}
        {cause}
        {doubtful}
        {lost}
        {replayed}
        {unrecorded}
    }
    .into_any()
}

/// Draws which rows still refer to a deleted row, read again after the deletion.
fn remaining(session: Session, looks: Looks, entry: &Entry) -> Option<AnyView> {
    let known = EntryAction::of(session, entry)?;
    let lookups = known.action.lookups.iter();
    let (lookup, words) = lookups
        .filter_map(|one| Some((one, one.remaining?)))
        .next()?;
    let at = entry.subjects.first()?.at.clone();
    let (wire, dialect) = session.wire_and_dialect().ok()?;
    let found: RwSignal<Option<Finding>> = RwSignal::new(None);
    spawn_local(async move {
        let seen = look_up(dialect, &session.who(), lookup, Some(at.id.as_str()), &wire).await;
        found.try_set(Some(remaining_references(&words, seen.ok().as_ref())));
    });
    Some(live::maybe(move || Some(findings(looks, &[found.get()?]))))
}

/// Draws the outcome of an entry: in full if all steps ended alike, otherwise one verdict for all,
/// and each step shows its own. `None` is a step whose outcome is not known yet.
#[must_use]
pub fn results(
    session: Session,
    looks: Looks,
    (entry, when): (&Entry, When),
    outcomes: &[Option<&Outcome>],
) -> AnyView {
    let step_words = |step: usize| {
        let outcome = outcomes.get(step).copied()?;
        explain_step(session, looks, (entry, when), step, outcome)
    };
    let alike = outcomes.windows(2).all(|two| two[0] == two[1]);
    let (mark, words) = if alike {
        let words = step_words(0).map(|(tone, words)| explained(tone, words));
        (outcome_badge(outcomes.first().copied().flatten()), words)
    } else {
        let all: Vec<_> = (0..outcomes.len()).filter_map(step_words).collect();
        let same = all.windows(2).all(|two| two[0].1.what == two[1].1.what);
        let first = all.first().filter(|_| same);
        let words = first.map(|(tone, words)| {
            let what = words.what.clone();
            let what = looks.words(move |view| what.say(view.language));
            view! { <Notice tone=*tone><p class="explained-what">{what}</p></Notice> }.into_any()
        });
        (state_badge(entry), words)
    };
    // Steps on a single row are not listed in the table of rows.
    let steps = (!alike && entry.subjects.len() == 1).then(|| {
        let each = entry.steps.iter().enumerate();
        let each = each.filter_map(|(number, step)| {
            let (tone, words) = step_words(number)?;
            let sent = step.sent.line();
            let which = format!("{}. {sent}", number + 1);
            let words = explained(tone, words);
            let row = row_of_step(entry, number).map(|name| {
                view! { <p class="form-subject">{clamped(name.to_owned())}</p> }
            });
            Some(view! { {row} <p class="hint monospace">{which}</p> {words} }.into_any())
        });
        each.collect_view()
    });
    view! { <div class="gate-outcome">{mark} {words} {steps}</div> }.into_any()
}

/// Returns the name of the row of a step, where steps are about different rows.
fn row_of_step(entry: &Entry, step: usize) -> Option<&str> {
    let at = entry.steps.get(step)?.checks.first()?.at()?;
    let subject = entry.subjects.first()?;
    (at.id != subject.at.id)
        .then_some(at.name.as_deref())
        .flatten()
}

/// Returns whether the steps are about different rows.
fn is_of_several(entry: &Entry) -> bool {
    let rows = entry
        .steps
        .iter()
        .filter_map(|step| step.checks.first()?.at());
    let mut ids = rows.map(|at| at.id.as_str());
    let first = ids.next();
    ids.any(|id| Some(id) != first)
}

/// Explains how a step ended, and what to do.
pub(super) fn explain_step(
    session: Session,
    looks: Looks,
    (entry, when): (&Entry, When),
    step: usize,
    end: Option<&Outcome>,
) -> Option<(Tone, Explained)> {
    let end = end?;
    let steps = entry.steps.get(step);
    let restored = steps.and_then(|step| step.compensation.as_ref()?.outcome.as_ref());
    if restored.is_some_and(Outcome::was_applied) && !end.was_applied() {
        let (what, then) = (TAKEN_BACK.into(), TAKEN_BACK_FROM.into());
        return Some((Tone::Attention, Explained { what, then }));
    }
    let sent = steps.map(|step| (step.checks.as_slice(), step.sent.is_keyed()));
    explain_outcome(session, looks, (entry, when), sent.unwrap_or_default(), end)
}

/// Explains how a write of an entry ended: `checks` are those of the write.
pub(super) fn explain_outcome(
    session: Session,
    looks: Looks,
    (entry, when): (&Entry, When),
    (checks, is_keyed): (&[Check], bool),
    end: &Outcome,
) -> Option<(Tone, Explained)> {
    let known = EntryAction::of(session, entry);
    let dialect = known
        .map(|known| known.dialect)
        .or_else(|| session.dialect())?;
    let words = looks.with(|view| {
        explain(
            end,
            &About {
                dialect,
                resource: known.map(|known| known.resource),
                action: known.map(|known| known.action),
                checks,
                is_keyed,
                is_past: when == When::Then,
                view,
            },
        )
    });
    Some((tone(Ending::of(Some(end))), words))
}
