//! Earlier texts of a document, from the journal of this browser: the way to a good text when the
//! gateway holds a broken one. A press puts a text into the form; nothing is sent by it.

use std::borrow::Cow;

use crate::reactive::*;

use super::Doing;
use super::form::InputState;
use crate::domain::time::UnixSeconds;
use crate::history::{EarlierText, Entry, StoredEntry, earlier_texts};
use crate::pricing::{Ratios, diff};
use crate::records::read_input;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::detail::Disclosure;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text, shortened};

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
const ELSEWHERE: Text = text!(
    "Changed elsewhere since it was saved from this browser on {at}."
        / "自 {at} 从此浏览器保存以来，已在别处更改。"
);
const ELSEWHERE_NAMES: Text = text!(
    "Changed elsewhere since it was saved from this browser on {at}: {names}."
        / "自 {at} 从此浏览器保存以来，已在别处更改：{names}。"
);
const USE: Text = text!("Use this text" / "使用此文本");

/// Draws the earlier texts of the field that an input sets; nothing if there are none.
pub(super) fn earlier(state: InputState) -> Option<AnyView> {
    let (session, doing): (Session, Doing) = (expect_context(), use_context()?);
    let (looks, input) = (Looks::here(), state.input);
    let at = doing.rows.first()?.0.clone();
    let texts: RwSignal<Vec<EarlierText>> = RwSignal::new(Vec::new());
    let elsewhere: RwSignal<Option<Elsewhere>> = RwSignal::new(None);
    let now = state.text.get_untracked();
    spawn_local(async move {
        let entries = session.journal.entries().await.unwrap_or_default();
        let entries: Vec<&Entry> = entries.iter().filter_map(StoredEntry::entry).collect();
        let found = session.connected_as(|of| earlier_texts(&entries, of, &at, input.id));
        // The newest text is what this browser made of it, so another one came from elsewhere.
        let last = found.as_ref().and_then(|found| found.first());
        let last = last.filter(|last| !last.before && last.text != now);
        elsewhere.try_set(last.map(|last| Elsewhere::of(last, &now)));
        let is_fit = |text: &str| read_input(input, text, UnixSeconds(0), &|_| 0).is_ok();
        let other = found.into_iter().flatten();
        let other = other.filter(|one| one.text != now && is_fit(&one.text));
        texts.try_set(other.take(MOST).collect());
    });
    let changed = live::maybe(move || Some(elsewhere.get()?.draw(looks)));
    let list = live::maybe(move || {
        let texts = texts.get();
        (!texts.is_empty()).then(|| list(looks, state, &texts))
    });
    Some(view! { {changed} {list} }.into_any())
}

/// A change that was not made from this browser.
#[derive(Clone)]
struct Elsewhere {
    /// When this browser last saved.
    since: UnixSeconds,
    /// The names that mean something else, if both texts are ratios.
    names: Vec<String>,
}

impl Elsewhere {
    fn of(last: &EarlierText, now: &str) -> Self {
        let names = match (Ratios::read(&last.text), Ratios::read(now)) {
            (Ok(before), Ok(now)) => diff(&before, &now).changes,
            _ => Vec::new(),
        };
        let names = names.into_iter().take(MOST);
        Self {
            since: last.at.seconds(),
            names: names
                .map(|change| shortened(&change.name).into_owned())
                .collect(),
        }
    }

    fn draw(self, looks: Looks) -> AnyView {
        let words = looks.words(move |view| {
            let names: Vec<Cow<'_, str>> = self.names.iter().map(Cow::from).collect();
            let words = match names.is_empty() {
                true => ELSEWHERE,
                false => ELSEWHERE_NAMES,
            };
            let words = Phrase::from(words).with("at", (view.stamp)(self.since));
            words
                .with("names", view.language.join(&names))
                .say(view.language)
        });
        view! { <Notice tone=Tone::Neutral>{words}</Notice> }.into_any()
    }
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
