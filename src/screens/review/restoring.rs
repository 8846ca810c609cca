//! The compensation of a step: what is sent if it fails, shown before it is needed, and how it ended.

use crate::reactive::*;

use super::When;
use super::outcome::explain_outcome;
use super::request::request;
use crate::gate::{Explained, Outcome};
use crate::history::{Entry, StoredCompensation};
use crate::schema::CompensateWhen;
use crate::screens::explained::explained;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::language::t;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

const COMPENSATION: Text = text!("Request if it fails" / "失败时的恢复请求");
const IF_A_LATER_STEP_FAILS: Text = text!(
    "If a later step fails, this step is undone at once." / "若后续步骤失败，将立即撤销此步骤。"
);
const IF_THE_TEXT_IS_BROKEN: Text = text!(
    "If a check afterwards fails, after a refusal too, and the gateway then holds a broken text or exactly this one, the earlier text is sent back at once. A valid text that somebody else saved meanwhile is never overwritten."
        / "若之后的核实未通过（被拒绝后也会核实），且网关保存的是损坏的文本或正是此文本，将立即恢复之前的文本。绝不会覆盖他人在此期间保存的有效文本。"
);
const NOT_SENT_BACK: Text = text!(
    "The earlier state was not sent back: it could not be told whether it must be. Look at what the gateway holds."
        / "未发送之前的状态：无法判断是否需要恢复。请查看网关的当前状态。"
);
const SENT_BACK: Text =
    text!("The earlier state was sent back. {what}" / "已发送之前的状态。{what}");

/// Draws the compensations of an entry.
#[must_use]
pub fn compensations(session: Session, looks: Looks, entry: &Entry, when: When) -> AnyView {
    let steps = entry.steps.iter();
    let drawn = steps.filter_map(|step| {
        let back = step.compensation.as_ref()?;
        match &back.outcome {
            Some(_) => ended(session, looks, (entry, when), back),
            None if when == When::Now && step.outcome.is_none() => Some(announced(back)),
            None => None,
        }
    });
    drawn.collect_view().into_any()
}

fn announced(back: &StoredCompensation) -> AnyView {
    let words = match back.when {
        CompensateWhen::LaterStepFailed => IF_A_LATER_STEP_FAILS,
        CompensateWhen::NotAppliedAndLiveBrokenOrOurs(_) => IF_THE_TEXT_IS_BROKEN,
    };
    view! { <p class="hint">{t(words)}</p> {request(back.sent.drawn(), back.sent.curl.clone(), COMPENSATION)} }
        .into_any()
}

fn ended(
    session: Session,
    looks: Looks,
    drawn: (&Entry, When),
    back: &StoredCompensation,
) -> Option<AnyView> {
    let outcome = back.outcome.as_ref()?;
    if *outcome == Outcome::NotSent {
        return Some(view! { <Notice tone=Tone::Attention>{t(NOT_SENT_BACK)}</Notice> }.into_any());
    }
    let sent = (back.checks.as_slice(), false);
    let (tone, Explained { what, then }) = explain_outcome(session, looks, drawn, sent, outcome)?;
    let what = Phrase::from(SENT_BACK).with("what", what);
    let words = explained(tone, Explained { what, then });
    let sent = request(back.sent.drawn(), back.sent.curl.clone(), COMPENSATION);
    Some(view! { {words} {sent} }.into_any())
}
