//! The course of one document: its versions, newest first, and what is done with the chosen one.

use std::sync::Arc;

use crate::reactive::*;

use super::{Chains, DOCUMENT, chain_of, compare, title};
use crate::history::StoreProblem;
use crate::history::versions::{Broken, Held, Source, Version, before, check_chain, what};
use crate::pricing::{Between, between, counted};
use crate::screens::looks::Looks;
use crate::screens::navigator::{entry, link, use_navigator};
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::Disclosure;
use crate::ui::drawer::Drawer;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::toggle::Chosen;
use crate::ui::tone::{Badge, Tone};
use crate::words::{Language, Phrase, Say, Text, shortened};

/// The most versions that are shown at first.
const SHOWN: usize = 20;

const GONE: Text =
    text!("No versions of this document are in this browser." / "此浏览器中没有该文档的版本。");
const IMPORTED: Text = text!(
    "Imported from a file. What this browser noted itself is another line of the list."
        / "从文件导入。此浏览器自行记录的版本位于列表的另一行。"
);
const IMPORTED_FROM: Text = text!(
    "Imported from a file of the console at {from}: this is a document of that gateway, and is not put back here. Its text can be copied into the editor."
        / "从 {from} 处控制台的文件导入：属于该网关的文档，不会在此恢复。可将其文本复制到编辑器。"
);
const CHANGED: Text = text!(
    "Version {n} is not what it was when it was noted: this browser's storage was changed or damaged."
        / "版本 {n} 与记录时不一致：浏览器存储已被更改或损坏。"
);
const GAP: Text = text!(
    "Versions before version {n} are missing: this browser's storage was changed or damaged."
        / "版本 {n} 之前的版本缺失：浏览器存储已被更改或损坏。"
);
const BEGINS: Text = text!(
    "Begins with version {n}: older ones were deleted, because there are too many."
        / "从版本 {n} 开始：更早的版本因数量过多已删除。"
);
const NUMBER: Text = text!("Version {n}" / "版本 {n}");
const ENTRY: Text = text!("Journal entry" / "日志记录");
const DELETE: Text = text!("Delete these versions" / "删除这些版本");
const DELETE_HINT: Text = text!(
    "They are deleted from this browser only; the gateway keeps what it holds. Export them first if they may be needed."
        / "仅从此浏览器删除；网关保留其当前内容。如可能需要，请先导出。"
);
const DELETE_ALL: Text = text!("Delete all of them" / "全部删除");
const OLDER: Text = text!("Show {n} older" / "Show {n} older" / "显示更早的 {n} 个");
const VERSIONS: Text = text!("Versions" / "版本");
const SUMMARY: Text = text!(
    "{changed} changed, {added} new, {gone} taken out"
        / "{changed} 项更改，{added} 项新增，{gone} 项移除"
);
const FORMATTING: Text = text!("only blanks, order or spellings" / "仅空白、顺序或写法");
const SAME: Text = text!("no difference" / "无差异");
const OTHER_TEXT: Text = text!("another text" / "文本不同");

/// Returns the tone of the words for a version.
pub(super) fn tone(version: &Version) -> Tone {
    match (&version.source, version.held) {
        (Source::Seen, _) if version.number == 1 => Tone::Neutral,
        (Source::Seen, _) | (_, Held::NotKnown) => Tone::Attention,
        (Source::Saved(_), Held::Yes) => Tone::Good,
        (Source::Saved(_), Held::No | Held::NotSent) => Tone::Neutral,
    }
}

/// Draws the drawer of the document with this word.
pub(super) fn drawer(session: Session, looks: Looks, all: Memo<Chains>, word: &str) -> AnyView {
    let navigator = use_navigator();
    let close = move || navigator.set(&[(DOCUMENT, "")], false);
    let chain = {
        let word = word.to_owned();
        live::fresh(move || chain_of(&all.read(), &word).unwrap_or_default())
    };
    let heading = move || {
        let chain = chain.read();
        let last = chain.last();
        last.map_or_else(
            || TITLE_OF_NONE.say(looks.language.get()).to_owned(),
            |last| title(session, last, looks.language.get()),
        )
    };
    let chosen = RwSignal::new(None::<u32>);
    let compared = compare::Compared::new(session, chain, chosen);
    let is_some = live::memo(move || !chain.read().is_empty());
    let body = move || {
        live::part(move || match is_some.get() {
            false => view! { <Notice>{t(GONE)}</Notice> }.into_any(),
            true => view! {
                {live::part(move || state(&chain.read()))}
                {timeline(session, looks, chain, chosen)}
                {compared.draw(looks)}
                {delete(session, chain)}
            }
            .into_any(),
        })
    };
    let foot = move || compared.foot(looks, all);
    view! {
        <Drawer title=heading subject=word.to_owned() on_close=close foot>
            {body()}
        </Drawer>
    }
    .into_any()
}

const TITLE_OF_NONE: Text = text!("Not in this browser" / "不在此浏览器中");

/// Says whether the chain holds, and where it begins.
fn state(chain: &[Version]) -> AnyView {
    let language = crate::ui::language::use_language();
    let numbered = move |words: Text, number: u32| {
        live::text(move || {
            Phrase::from(words)
                .with("n", number.to_string())
                .say(language.get())
        })
    };
    let broken = check_chain(chain).err().map(|broken| {
        let (words, number) = match broken {
            Broken::Changed(number) => (CHANGED, number),
            Broken::Gap(number) => (GAP, number),
        };
        view! { <Notice tone=Tone::Bad>{numbered(words, number)}</Notice> }
    });
    let first = chain.first();
    let begins = first.filter(|first| first.number > 1).map(|first| {
        view! { <p class="hint">{numbered(BEGINS, first.number)}</p> }
    });
    let imported = first.filter(|first| !first.of.import.is_empty());
    let imported = imported.map(|first| {
        let from = first
            .of
            .came_from()
            .map(|from| shortened(from).into_owned());
        let words = from.as_ref().map_or(IMPORTED, |_| IMPORTED_FROM);
        let from = from.unwrap_or_default();
        let said = live::text(move || {
            let words = Phrase::from(words).with("from", from.as_str());
            words.say(language.get())
        });
        view! { <Notice>{said}</Notice> }
    });
    view! { {broken} {imported} {begins} }.into_any()
}

/// Draws the button that deletes the versions from this browser, folded away.
fn delete(session: Session, chain: Memo<Arc<Vec<Version>>>) -> AnyView {
    let language = crate::ui::language::use_language();
    let problem: RwSignal<Option<StoreProblem>> = RwSignal::new(None);
    let delete = move || {
        let chain = chain.get_untracked();
        spawn_local(async move {
            problem.try_set(session.versions.forget(&chain).await.err());
        });
    };
    let failed = live::maybe(move || {
        let problem = problem.get()?;
        let words = move || problem.phrase().say(language.get());
        Some(view! { <Notice tone=Tone::Bad>{live::text(words)}</Notice> }.into_any())
    });
    view! {
        <Disclosure title=t(DELETE)>
            <p class="hint">{t(DELETE_HINT)}</p>
            <Button kind=Kind::Danger on_click=delete>{t(DELETE_ALL)}</Button>
            {failed}
        </Disclosure>
    }
    .into_any()
}

fn timeline(
    session: Session,
    looks: Looks,
    chain: Memo<Arc<Vec<Version>>>,
    chosen: RwSignal<Option<u32>>,
) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let items = move || {
        let (chain, most) = (chain.get(), shown.get());
        let newest = chain.iter().rev().take(most);
        let items = newest.map(|version| item(session, looks, &chain, version, chosen));
        let items = items.collect_view();
        let rest = chain.len().saturating_sub(most);
        let more = (rest > 0).then(|| {
            let words = looks.words(move |view| Phrase::from(OLDER).with("n", rest).say(view.language));
            view! { <Button on_click=move || shown.update(|most| *most += 10 * SHOWN)>{words}</Button> }
        });
        view! { <ol class="course" aria-label=t(VERSIONS)>{items}</ol> {more} }.into_any()
    };
    live::part(items)
}

/// Draws a version as a line that can be chosen.
fn item(
    session: Session,
    looks: Looks,
    chain: &[Version],
    version: &Version,
    chosen: RwSignal<Option<u32>>,
) -> AnyView {
    let number = version.number;
    let newest = chain.last().map(|last| last.number);
    let is_chosen = move || chosen.get().or(newest) == Some(number);
    let at = version.at.seconds();
    let heading = looks.words(move |view| {
        Phrase::from(NUMBER)
            .with("n", number.to_string())
            .say(view.language)
    });
    let summary = summary(before(chain, number), version);
    let summary = looks.words(move |view| said(&summary, view.language));
    let stamp = looks.words(move |view| (view.stamp)(at));
    let reason = (!version.reason.is_empty()).then(|| {
        let reason = shortened(&version.reason).into_owned();
        view! { <span class="course-reason" dir="auto">{live::text(reason)}</span> }
    });
    let of_entry = match &version.source {
        Source::Saved(id) if version.of.import.is_empty() => Some(id.as_str().to_owned()),
        _ => None,
    };
    let of_entry = of_entry.map(|id| {
        session
            .connection()
            .get()
            .map(|_| link(entry(&id), t(ENTRY).into_any()))
    });
    let badge = view! { <Badge tone=tone(version) word=t(what(version)) /> };
    view! {
        <li class="course-item" class:chosen=is_chosen>
            <Chosen
                class="course-choose"
                is_chosen=Signal::derive(is_chosen)
                on_choose=move || chosen.set(Some(number))
            >
                <span class="course-head">{heading} {badge}</span>
                <span class="course-when">{stamp}</span>
                <span class="course-summary">{summary}</span>
                {reason}
            </Chosen>
            {of_entry}
        </li>
    }
    .into_any()
}

fn summary(before: Option<&Version>, version: &Version) -> Option<Between> {
    Some(between(&before?.text, &version.text))
}

fn said(summary: &Option<Between>, language: Language) -> String {
    match summary {
        None => String::new(),
        Some(Between::Nothing) => SAME.say(language).to_owned(),
        Some(Between::Formatting) => FORMATTING.say(language).to_owned(),
        Some(Between::Texts) => OTHER_TEXT.say(language).to_owned(),
        Some(Between::Names(changes)) => {
            let [changed, added, gone] = counted(changes).map(|count| count.to_string());
            let words = Phrase::from(SUMMARY).with("changed", changed);
            words.with("added", added).with("gone", gone).say(language)
        }
    }
}
