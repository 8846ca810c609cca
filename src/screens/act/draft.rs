//! Edits of a document that were not sent: kept in this browser while they are typed, and offered when
//! the form opens again.

use crate::reactive::*;

use super::earlier::document_of;
use super::form::Form;
use super::input_state::InputState;
use crate::history::StoreProblem;
use crate::history::versions::Draft;
use crate::pricing::{Between, between};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::devices::use_devices;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

/// Milliseconds without a further edit after which edits are written.
const PAUSE_MILLIS: u32 = 400;

const UNSENT: Text =
    text!("You edited this on {at} and did not send it." / "您于 {at} 编辑了此文档，但未发送。");
const UNSENT_COUNT: Text = text!(
    "You edited this on {at} and did not send it: {n} name differs from what it was then."
        / "You edited this on {at} and did not send it: {n} names differ from what it was then."
        / "您于 {at} 编辑了此文档，但未发送：{n} 个名称与当时不同。"
);
const MOVED: Text = text!(
    "Somebody saved it since. Taken up, your edits are put into what was saved, after you have seen both."
        / "此后他人保存了此文档。采用后，您会先看到双方的更改，再将编辑并入其中。"
);
const REPLACES: Text = text!(
    "Somebody saved it since, and your edits would replace that. Compare before you take them up."
        / "此后他人保存了此文档，您的编辑会替换其内容。采用前请对比。"
);
const TAKE_UP: Text = text!("Take the edits up" / "采用这些编辑");
const FORGET: Text = text!("Forget them" / "放弃这些编辑");

/// Keeps the edits of an input, and draws those that an earlier form left. `base` is the text that the
/// edits began with; `take_up` puts a draft into the form, and `merges` says whether the form then merges it with
/// what was saved since.
pub(super) fn draft(
    form: Form,
    state: InputState,
    base: Signal<String>,
    (take_up, merges): (Callback<Draft>, bool),
) -> Option<AnyView> {
    let session: Session = expect_context();
    let (looks, language) = (Looks::here(), use_language());
    let of = document_of(session, state)?;
    let mine = session.fresh_id();
    form.keeps_draft(of.clone(), mine.clone());
    let offered: RwSignal<Vec<Draft>> = RwSignal::new(Vec::new());
    let problem: RwSignal<Option<StoreProblem>> = RwSignal::new(None);
    let (of, mine) = (StoredValue::new(of), StoredValue::new(mine));
    let forget = move |form: String| {
        offered.update(|offered| offered.retain(|left| left.form != form));
        let of = of.get_value();
        spawn_local(async move { session.versions.forget_draft(&of, &form).await });
    };
    spawn_local(async move {
        let Some(key) = of.try_get_value() else {
            return;
        };
        let left = session.versions.drafts(&key).await;
        let Some(now) = state.text.try_get_untracked() else {
            return;
        };
        // What the gateway holds by now was sent.
        let (sent, open): (Vec<Draft>, Vec<Draft>) =
            left.into_iter().partition(|left| left.text == now);
        offered.try_set(open);
        for left in sent {
            session.versions.forget_draft(&key, &left.form).await;
        }
    });
    let (clock, serial) = (
        StoredValue::new(use_devices().clock),
        StoredValue::new(0_u32),
    );
    live::effect(move || {
        let (text, base) = (state.text.get(), base.get());
        serial.update_value(|serial| *serial = serial.wrapping_add(1));
        let turn = serial.get_value();
        spawn_local(async move {
            let Some(pause) = clock.try_with_value(|clock| clock.sleep(PAUSE_MILLIS)) else {
                return;
            };
            pause.await;
            let last = serial.try_get_value() == Some(turn);
            let (Some(key), Some(form), true) = (of.try_get_value(), mine.try_get_value(), last)
            else {
                return;
            };
            if text == base {
                return session.versions.forget_draft(&key, &form).await;
            }
            let at = session.now();
            let draft = Draft {
                form,
                base,
                text,
                at,
            };
            let kept = session.versions.keep_draft(&key, &draft).await;
            problem.try_set(kept.err());
        });
    });
    let failed = live::maybe(move || {
        let problem = problem.get()?;
        let words = move || problem.phrase().say(language.get());
        Some(view! { <Notice tone=Tone::Attention>{live::text(words)}</Notice> }.into_any())
    });
    let notice = move || {
        let offered = offered.get();
        let each = offered.into_iter().map(|left| {
            let of_forget = left.form.clone();
            let taken = left.clone();
            let take = move || {
                take_up.run(taken.clone());
                forget(taken.form.clone());
            };
            let moved = if merges { MOVED } else { REPLACES };
            offer(looks, (left, base, moved), take, move || {
                forget(of_forget.clone())
            })
        });
        each.collect_view().into_any()
    };
    Some(view! { {failed} {live::part(notice)} }.into_any())
}

/// Draws edits that were not sent, to be taken up or forgotten.
fn offer(
    looks: Looks,
    (left, base, if_moved): (Draft, Signal<String>, Text),
    take: impl Fn() + Send + Sync + 'static,
    forget: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let count = match between(&left.base, &left.text) {
        Between::Names(changes) => Some(changes.len()),
        _ => None,
    };
    let at = left.at.seconds();
    let said = looks.words(move |view| {
        let words = count.map_or(UNSENT, |_| UNSENT_COUNT);
        let words = Phrase::from(words).with("at", (view.stamp)(at));
        words
            .with("n", count.unwrap_or_default())
            .say(view.language)
    });
    let begun = left.base;
    let moved = move || (begun != base.get()).then(|| view! { <p>{t(if_moved)}</p> }.into_any());
    view! {
        <Notice tone=Tone::Attention>
            <p>{said}</p>
            {live::maybe(moved)}
            <div class="ratios-buttons">
                <Button on_click=take>{t(TAKE_UP)}</Button>
                <Button on_click=forget>{t(FORGET)}</Button>
            </div>
        </Notice>
    }
    .into_any()
}
