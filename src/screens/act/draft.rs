//! Edits of a document that were not sent: kept in this browser while they are typed, and offered when
//! the form opens again.

use crate::reactive::*;

use super::earlier::document_of;
use super::form::{Form, InputState};
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
    "Somebody saved it since. Compare before you take your edits up."
        / "此后他人保存了此文档。采用前请对比。"
);
const TAKE_UP: Text = text!("Take the edits up" / "采用这些编辑");
const FORGET: Text = text!("Forget them" / "放弃这些编辑");

/// Keeps the edits of an input, and draws those that an earlier form left. `base` is the text that the
/// edits began with; `take_up` puts a draft into the form.
pub(super) fn draft(
    form: Form,
    state: InputState,
    base: Signal<String>,
    take_up: Callback<Draft>,
) -> Option<AnyView> {
    let session: Session = expect_context();
    let (looks, language) = (Looks::here(), use_language());
    let of = document_of(session, state)?;
    form.keeps_draft(of.clone());
    let offered: RwSignal<Option<Draft>> = RwSignal::new(None);
    // Until what was left is known and decided on, nothing is written over it.
    let decided = RwSignal::new(false);
    let problem: RwSignal<Option<StoreProblem>> = RwSignal::new(None);
    let of = StoredValue::new(of);
    spawn_local(async move {
        let Some(key) = of.try_get_value() else {
            return;
        };
        let left = session.versions.draft(&key).await;
        let now = state.text.try_get_untracked();
        let left = left.filter(|left| now.is_some_and(|now| now != left.text));
        decided.try_set(left.is_none());
        offered.try_set(left);
    });
    let (clock, serial) = (
        StoredValue::new(use_devices().clock),
        StoredValue::new(0_u32),
    );
    live::effect(move || {
        let (text, base, decided) = (state.text.get(), base.get(), decided.get());
        serial.update_value(|serial| *serial = serial.wrapping_add(1));
        let mine = serial.get_value();
        if !decided {
            return;
        }
        spawn_local(async move {
            let Some(pause) = clock.try_with_value(|clock| clock.sleep(PAUSE_MILLIS)) else {
                return;
            };
            pause.await;
            let (Some(key), true) = (of.try_get_value(), serial.try_get_value() == Some(mine))
            else {
                return;
            };
            let at = session.now();
            let draft = (text != base).then_some(Draft { base, text, at });
            let kept = session.versions.keep_draft(&key, draft.as_ref()).await;
            problem.try_set(kept.err());
        });
    });
    let forget = move || {
        offered.set(None);
        decided.set(true);
    };
    let failed = live::maybe(move || {
        let problem = problem.get()?;
        let words = move || problem.phrase().say(language.get());
        Some(view! { <Notice tone=Tone::Attention>{live::text(words)}</Notice> }.into_any())
    });
    let notice = live::maybe(move || {
        let left = offered.get()?;
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
        let moved = (left.base != untrack(|| base.get())).then(|| view! { <p>{t(MOVED)}</p> });
        let take = move || {
            take_up.run(left.clone());
            forget();
        };
        Some(
            view! {
                <Notice tone=Tone::Attention>
                    <p>{said}</p>
                    {moved}
                    <div class="ratios-buttons">
                        <Button on_click=take>{t(TAKE_UP)}</Button>
                        <Button on_click=forget>{t(FORGET)}</Button>
                    </div>
                </Notice>
            }
            .into_any(),
        )
    });
    Some(view! { {failed} {notice} }.into_any())
}
