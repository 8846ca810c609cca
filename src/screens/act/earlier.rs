//! Earlier texts of a document, from the journal of this browser: the way to a good text when the
//! gateway holds a broken one. A press puts a text into the form; nothing is sent by it.

use crate::reactive::*;

use super::Doing;
use super::form::InputState;
use crate::domain::time::UnixSeconds;
use crate::history::{EarlierText, Entry, StoredEntry, earlier_texts};
use crate::records::read_input;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::detail::Disclosure;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Phrase, Text};

/// The most characters of a text that are shown, to tell it from others.
const EXCERPT: usize = 120;

/// The most texts to offer.
const MOST: usize = 8;

const TITLE: Text =
    text!("Earlier texts, from this browser's journal" / "此浏览器操作日志中的历史文本");
const MADE: Text = text!(
    "Saved on {at}, {n} character" / "Saved on {at}, {n} characters" / "{at} 保存，{n} 个字符"
);
const BEFORE: Text = text!(
    "Before the change on {at}, {n} character"
        / "Before the change on {at}, {n} characters"
        / "{at} 更改之前，{n} 个字符"
);
const USE: Text = text!("Use this text" / "使用此文本");

/// Draws the earlier texts of the field that an input sets; nothing if there are none.
pub(super) fn earlier(state: InputState) -> Option<AnyView> {
    let (session, doing): (Session, Doing) = (expect_context(), use_context()?);
    let (looks, input) = (Looks::here(), state.input);
    let at = doing.rows.first()?.0.clone();
    let texts: RwSignal<Vec<EarlierText>> = RwSignal::new(Vec::new());
    let now = state.text.get_untracked();
    spawn_local(async move {
        let entries = session.journal.entries().await.unwrap_or_default();
        let entries: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        let found = session.connected_as(|of| earlier_texts(&entries, of, &at, input.id));
        let is_fit = |text: &str| read_input(input, text, UnixSeconds(0), &|_| 0).is_ok();
        let other = found.into_iter().flatten();
        let other = other.filter(|one| one.text != now && is_fit(&one.text));
        texts.try_set(other.take(MOST).collect());
    });
    Some(live::maybe(move || {
        let texts = texts.get();
        (!texts.is_empty()).then(|| list(looks, state, &texts))
    }))
}

fn list(looks: Looks, state: InputState, texts: &[EarlierText]) -> AnyView {
    let each = texts.iter().cloned().map(|one| {
        let words = if one.before { BEFORE } else { MADE };
        let (at, count) = (one.at.seconds(), one.text.chars().count());
        let said = looks.words(move |view| {
            let words = Phrase::from(words).with("at", (view.stamp)(at));
            words.with("n", count).say(view.language)
        });
        let text = one.text;
        let begins: String = text.chars().take(EXCERPT).collect();
        view! {
            <li>
                <span class="earlier-text">
                    {said} <span class="monospace faint">{live::text(begins)}</span>
                </span>
                <Button on_click=move || state.text.set(text.clone())>{t(USE)}</Button>
            </li>
        }
    });
    let each = each.collect_view();
    view! { <Disclosure title=t(TITLE)><ul class="earlier">{each}</ul></Disclosure> }.into_any()
}
