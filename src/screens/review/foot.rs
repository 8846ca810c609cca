//! The review's buttons in each phase. The primary one repeats the verb and the amount.

use crate::reactive::*;

use super::confirmation::missing;
use super::{EntryAction, verb_of};
use crate::gate::Outcome;
use crate::history::{End, Phase, Showing};
use crate::screens::limited::limited;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::settling::Settling;
use crate::words::{Say, Text};

const BACK: Text = text!("Back" / "返回");
const READ_AGAIN: Text = text!("Go back to read again" / "返回并重新读取");
const SEND_UNRECORDED: Text = text!("Send without a record" / "不留记录直接发送");
const STOP_WAITING: Text = text!("Stop waiting" / "停止等待");
const VERIFY_AGAIN: Text = text!("Verify again" / "重新核实");
const DONE: Text = text!("Done" / "完成");
const AGAIN: Text = text!("Send again with the same idempotency key" / "使用相同的幂等键再次发送");
const WAIT_FIRST: Text = text!(
    "Wait until it is known whether this one arrived: sent again now, it could be done twice."
        / "请等待确认此次请求是否生效：现在再次发送可能会执行两次。"
);
const AGAIN_PLAIN: Text = text!("Send again" / "再次发送");
const AGAIN_REST: Text = text!("Send what was not applied" / "发送未生效的部分");
const COPY_FIRST: Text =
    text!("Copy the value first, or say that you do not need it." / "请先复制该值，或确认不需要。");

pub(super) fn foot(
    session: Session,
    looks: Looks,
    showing: &Showing,
    typed: RwSignal<String>,
    released: RwSignal<bool>,
) -> AnyView {
    let close = move || session.close_review();
    let buttons = match &showing.phase {
        Phase::Confirming => asking(session, looks, showing, typed),
        Phase::TooOld | Phase::SentMeanwhile => view! {
            <Button kind=Kind::Primary on_click=close>{t(READ_AGAIN)}</Button>
        }
        .into_any(),
        Phase::NotRecorded(_) => view! {
            <Button on_click=close>{t(BACK)}</Button>
            <Button kind=Kind::Danger on_click=move || session.send_unrecorded()>
                {t(SEND_UNRECORDED)}
            </Button>
        }
        .into_any(),
        Phase::Sending(..) => view! {
            <Button on_click=move || session.stop_waiting()>{t(STOP_WAITING)}</Button>
        }
        .into_any(),
        Phase::Ended(end) => ended(session, showing, end, released),
    };
    // These buttons appear where the button of the form or of the previous phase was pressed.
    view! { <Settling>{buttons}</Settling> }.into_any()
}

fn asking(session: Session, looks: Looks, showing: &Showing, typed: RwSignal<String>) -> AnyView {
    let language = use_language();
    let known = EntryAction::of(session, &showing.entry);
    let destroys = known.as_ref().is_some_and(|known| known.action.destroys);
    // What waits for the gateway's limit would look as if it were being sent.
    let waits = known.map(|known| limited(session, known.action));
    let kind = if destroys {
        Kind::Danger
    } else {
        Kind::Primary
    };
    let confirmation = showing.confirmation.clone();
    let reason = Signal::derive(move || {
        let missing = missing(&confirmation, &typed.get());
        let missing = missing.map(|word| word.say(language.get()));
        missing.or_else(|| waits?.get())
    });
    let entry = showing.entry.clone();
    view! {
        <Button on_click=move || session.close_review()>{t(BACK)}</Button>
        // Reading the review and typing the name enables a destructive button.
        <span class:armed=destroys>
            <Button
                kind=kind
                reason_beside=true
                disabled_reason=reason
                on_click=move || session.confirm(&typed.get_untracked())
            >
                {looks.words(move |view| verb_of(session, &entry, view))}
            </Button>
        </span>
    }
    .into_any()
}

fn ended(session: Session, showing: &Showing, end: &End, released: RwSignal<bool>) -> AnyView {
    let language = use_language();
    let open = |outcome: &Outcome| {
        outcome.may_become_known() || matches!(outcome, Outcome::NoChange | Outcome::NotApplied)
    };
    let look = end.outcomes.iter().any(open).then(|| {
        view! { <Button on_click=move || session.verify_again_now()>{t(VERIFY_AGAIN)}</Button> }
    });
    let holds = end.value.is_some();
    let guarded = Signal::derive(move || {
        (holds && !released.get()).then(|| COPY_FIRST.say(language.get()).to_owned())
    });
    let waits = end.waits();
    let waiting = Signal::derive(move || {
        let why = waits.then(|| WAIT_FIRST.say(language.get()).to_owned());
        guarded.get().or(why)
    });
    // Sending again closes this view too, so a value shown in it is protected in the same way.
    let word = repeating(showing, end);
    // A value that may be had again, for minutes only, comes before everything else.
    let recovers = end.lost_value && end.may_repeat;
    let [first, last] = match recovers {
        true => [Kind::Primary, Kind::Quiet],
        false => [Kind::Quiet, Kind::Primary],
    };
    let again = end.may_repeat.then(|| {
        view! {
            <Button kind=first disabled_reason=waiting reason_beside=waits on_click=move || session.ask_again()>
                {t(word)}
            </Button>
        }
    });
    view! {
        {look}
        {again}
        <Button
            kind=last
            reason_beside=true
            disabled_reason=guarded
            on_click=move || session.close_review()
        >
            {t(DONE)}
        </Button>
    }
    .into_any()
}

/// Returns what sending again means: the rest of several steps, the same request with its
/// idempotency key, or the same request without one.
fn repeating(showing: &Showing, end: &End) -> Text {
    if end.outcomes.len() > 1 && end.outcomes.iter().any(Outcome::was_applied) {
        AGAIN_REST
    } else if showing.entry.is_keyed() {
        AGAIN
    } else {
        AGAIN_PLAIN
    }
}
