//! Earlier texts of a document, from the versions of this browser: the way to a good text when the
//! gateway holds a broken one. A press puts a text into the form; nothing is sent by it.

use std::borrow::Cow;

use crate::reactive::*;

use super::Doing;
use super::input_state::InputState;
use crate::domain::ids::Id;
use crate::domain::time::UnixSeconds;
use crate::history::versions::{DocumentKey, Source, Version, before, what};
use crate::pricing::{Between, between};
use crate::records::read_input;
use crate::screens::looks::Looks;
use crate::screens::navigator::{link, versions_of};
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

const TITLE: Text = text!("Earlier texts, from this browser" / "此浏览器中的历史文本");
const VERSION: Text = text!(
    "Version {number}, {at}, {n} character: {what}"
        / "Version {number}, {at}, {n} characters: {what}"
        / "版本 {number}，{at}，{n} 个字符：{what}"
);
const ELSEWHERE: Text = text!(
    "Changed elsewhere. This browser saw the text before it last on {at}."
        / "已在别处更改。此浏览器上次看到之前的文本是在 {at}。"
);
const ELSEWHERE_NAMES: Text = text!(
    "Changed elsewhere: {names}. This browser saw the text before it last on {at}."
        / "已在别处更改：{names}。此浏览器上次看到之前的文本是在 {at}。"
);
const USE: Text = text!("Use this text" / "使用此文本");
const ALL: Text = text!("All versions" / "全部版本");

/// Returns the document that the input of a form sets.
pub(super) fn document_of(session: Session, state: InputState) -> Option<DocumentKey> {
    let doing: Doing = use_context()?;
    let (at, _) = doing.rows.first()?;
    let field = Id::from(state.input.id);
    session.connected_as(|(base, _)| DocumentKey::of(base, at, &field))
}

/// Draws the earlier texts of the field that an input sets; nothing if there are none.
pub(super) fn earlier(state: InputState) -> Option<AnyView> {
    let session: Session = expect_context();
    let (looks, input) = (Looks::here(), state.input);
    let of = document_of(session, state)?;
    let word = of.word();
    let texts: RwSignal<Vec<Version>> = RwSignal::new(Vec::new());
    let elsewhere: RwSignal<Option<Elsewhere>> = RwSignal::new(None);
    let now = state.text.get_untracked();
    live::effect(move || {
        session.journal.versions().track();
        let (of, now) = (of.clone(), now.clone());
        spawn_local(async move {
            let chain = session.versions.chain(&of).await.unwrap_or_default();
            elsewhere.try_set(Elsewhere::of(&chain));
            let is_fit = |text: &str| read_input(input, text, UnixSeconds(0), &|_| 0).is_ok();
            let mut offered: Vec<Version> = Vec::new();
            for version in chain.into_iter().rev() {
                let is_new = offered.iter().all(|known| known.text != version.text);
                if version.text != now && is_new && is_fit(&version.text) && offered.len() < MOST {
                    offered.push(version);
                }
            }
            texts.try_set(offered);
        });
    });
    let changed = live::maybe(move || Some(elsewhere.get()?.draw(looks)));
    let list = live::maybe(move || {
        let texts = texts.get();
        (!texts.is_empty()).then(|| list(looks, state, &texts, &word))
    });
    Some(view! { {changed} {list} }.into_any())
}

/// A change that was not made from this browser, and came last.
#[derive(Clone)]
struct Elsewhere {
    /// When this browser saw the text before it.
    since: UnixSeconds,
    /// The names that mean something else, if both texts are lists of names.
    names: Vec<String>,
}

impl Elsewhere {
    fn of(chain: &[Version]) -> Option<Self> {
        let last = chain.last().filter(|last| last.source == Source::Seen)?;
        let known = before(chain, last.number)?;
        let names = match between(&known.text, &last.text) {
            Between::Names(changes) => changes,
            _ => Vec::new(),
        };
        let names = names.into_iter().take(MOST);
        Some(Self {
            since: known.at.seconds(),
            names: names
                .map(|change| shortened(&change.name).into_owned())
                .collect(),
        })
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

fn list(looks: Looks, state: InputState, texts: &[Version], word: &str) -> AnyView {
    let each = texts.iter().map(|version| {
        let (at, count) = (version.at.seconds(), version.text.chars().count());
        let (number, what) = (version.number.to_string(), what(version));
        let said = looks.words(move |view| {
            let words = Phrase::from(VERSION).with("at", (view.stamp)(at));
            let words = words.with("number", number.as_str()).with("n", count);
            words.with("what", what).say(view.language)
        });
        let text = version.text.clone();
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
    let all = link(versions_of(word), t(ALL).into_any());
    view! {
        <Disclosure title=t(TITLE)>
            <ul class="earlier">{each}</ul>
            <p>{all}</p>
        </Disclosure>
    }
    .into_any()
}
