//! What lies between two texts of a document: names with both values, each to be chosen, and the texts.

use crate::reactive::*;

use super::compare::{BEFORE, LIVE};
use crate::history::versions::Version;
use crate::pricing::{Between, Change, between, changed_leaves};
use crate::screens::looks::Looks;
use crate::text;
use crate::ui::detail::{Code, Detail, Details, Disclosure};
use crate::ui::input::Checkbox;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Phrase, Say, Text, shortened};

const REASON: Text = text!("Reason" / "原因");

/// The most differences that are listed.
const LISTED: usize = 200;

/// The digits of a factor that are shown.
const DIGITS: u32 = 4;

const NOTHING: Text = text!("No difference." / "无差异。");
const FORMATTING: Text =
    text!("Only blanks, order or spellings differ." / "仅空白、顺序或写法不同。");
const NO_NAMES: Text = text!(
    "One of them is no list of names: compare the texts." / "其中之一不是名称列表：请对比文本。"
);
const DIFFERENCES: Text = text!("Differences" / "差异");
const TEXT: Text = text!("Text of version {n}" / "版本 {n} 的文本");
const OTHER_TEXT: Text = text!("Text that it is compared with" / "对比对象的文本");
const AND_MORE: Text = text!("and {n} more" / "and {n} more" / "另有 {n} 项");
const NAME: Text = text!("Name" / "名称");
const THEN: Text = text!("Before" / "之前");
const NOW: Text = text!("Gateway" / "网关");
const HERE: Text = text!("Version {n}" / "版本 {n}");

/// Draws what lies between another text and a version. `with` is the choice of the other text, `chosen` the
/// names that are put back.
pub(super) fn differences(
    looks: Looks,
    with: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    version: &Version,
    other: &str,
) -> AnyView {
    let said = |words: Text| view! { <p class="hint">{t(words)}</p> }.into_any();
    let list = match &between(other, &version.text) {
        Between::Nothing => said(NOTHING),
        Between::Formatting => said(FORMATTING),
        Between::Texts => said(NO_NAMES),
        Between::Names(changes) => names(looks, with, chosen, version.number, changes),
    };
    let (language, number) = (use_language(), version.number);
    let title = Signal::derive(move || {
        let words = Phrase::from(TEXT).with("n", number.to_string());
        words.say(language.get())
    });
    let (text, other) = (version.text.clone(), other.to_owned());
    let reason = version.reason.clone();
    let reason = (!reason.is_empty()).then(|| {
        view! { <Details><Detail label=t(REASON)><bdi class="whole">{live::text(reason)}</bdi></Detail></Details> }
    });
    view! {
        {reason}
        {list}
        <Disclosure title=title><Code text=text label=title /></Disclosure>
        <Disclosure title=t(OTHER_TEXT)><Code text=other label=t(OTHER_TEXT) /></Disclosure>
    }
    .into_any()
}

fn names(
    looks: Looks,
    with: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    number: u32,
    changes: &[Change],
) -> AnyView {
    let rows = changes
        .iter()
        .take(LISTED)
        .map(|change| name(chosen, change));
    let rows = rows.collect_view();
    let rest = changes.len().saturating_sub(LISTED);
    let more = (rest > 0).then(|| {
        let words =
            looks.words(move |view| Phrase::from(AND_MORE).with("n", rest).say(view.language));
        view! { <p class="hint">{words}</p> }
    });
    let there = looks.words(move |view| match with.get().as_str() {
        BEFORE => THEN.say(view.language).to_owned(),
        LIVE => NOW.say(view.language).to_owned(),
        number => Phrase::from(HERE).with("n", number).say(view.language),
    });
    let here = looks.words(move |view| {
        let words = Phrase::from(HERE).with("n", number.to_string());
        words.say(view.language)
    });
    view! {
        <div class="compared-box">
            <table class="compared-names" aria-label=t(DIFFERENCES)>
                <thead>
                    <tr>
                        <th scope="col">{t(NAME)}</th>
                        <th scope="col">{there}</th>
                        <th scope="col">{here}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

/// Draws a name with both values; of a nested one, what differs in it stands below.
fn name(chosen: RwSignal<Vec<String>>, change: &Change) -> AnyView {
    let ticked = RwSignal::new(false);
    let of_tick = change.name.clone();
    live::effect(move || {
        let (on, name) = (ticked.get(), of_tick.clone());
        chosen.update(|names| {
            names.retain(|known| *known != name);
            names.extend(on.then_some(name));
        });
    });
    let label = shortened(&change.name).into_owned();
    let label = view! {
        <Checkbox value=ticked><bdi class="monospace">{live::text(label)}</bdi></Checkbox>
    };
    match inside(change) {
        None => row(label.into_any(), change),
        Some(leaves) => {
            let leaves = leaves.iter().take(LISTED).map(|leaf| {
                let path = shortened(&leaf.name).into_owned();
                row(
                    view! { <bdi class="compared-leaf">{live::text(path)}</bdi> }.into_any(),
                    leaf,
                )
            });
            let leaves = leaves.collect_view();
            view! { <tr><td>{label}</td><td></td><td></td><td></td></tr> {leaves} }.into_any()
        }
    }
}

/// Returns what differs inside a nested value; `None` if it is none, or came or went.
fn inside(change: &Change) -> Option<Vec<Change>> {
    let read = |text: &Option<String>| {
        let json: serde_json::Value = serde_json::from_str(text.as_deref()?).ok()?;
        json.is_object().then_some(json)
    };
    Some(changed_leaves(
        &read(&change.before)?,
        &read(&change.after)?,
    ))
}

fn row(label: AnyView, change: &Change) -> AnyView {
    let word = |text: &Option<String>| {
        let text = text.as_deref().map_or("–".into(), shortened);
        text.into_owned()
    };
    let factor = change.factor();
    let factor = factor.map_or_else(String::new, |by| format!("×{}", by.rounded(DIGITS).plain()));
    let (from, to) = (word(&change.before), word(&change.after));
    view! {
        <tr>
            <td>{label}</td>
            <td class="monospace">{live::text(from)}</td>
            <td class="monospace">{live::text(to)}</td>
            <td class="faint">{live::text(factor)}</td>
        </tr>
    }
    .into_any()
}
