//! Copying the document with where it comes from, and pasting ratios of many kinds: what is pasted is
//! shown first, with the rows that cannot be taken.

use crate::reactive::*;

use super::super::Doing;
use super::many::{MORE, say};
use super::seen::Shape;
use super::{Editor, said};
use crate::domain::time::UnixSeconds;
use crate::pricing::table::Counts;
use crate::pricing::{
    Holds, Mode, Origin, Pasted, Ratios, apply, diff, envelope, fingerprint, paste, paste_names,
    paste_prices,
};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::copy::CopyButton;
use crate::ui::detail::Disclosure;
use crate::ui::field::Field;
use crate::ui::input::TextArea;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text, shortened};

/// The most refused rows that are shown.
const SHOWN: usize = 8;

const COPY: Text = text!("Copy with origin" / "复制（含来源）");
const COPY_JSON: Text = text!("Copy JSON" / "复制 JSON");
const PASTE: Text = text!("Paste ratios" / "粘贴倍率");
const PASTE_PRICES: Text = text!("Paste prices" / "粘贴价格");
const PASTE_NAMES: Text = text!("Paste names" / "粘贴名称");
const PASTED: Text = text!("Pasted text" / "粘贴的文本");
const PASTED_HINT: Text = text!(
    "A copy of this console, JSON with or without comments, CSV, or two columns of a spreadsheet."
        / "本控制台的复制内容、JSON（可含注释）、CSV 或电子表格的两列。"
);
const PRICES_HINT: Text = text!(
    "A copy of this console, or JSON with or without comments: models, each with its prices."
        / "本控制台的复制内容，或 JSON（可含注释）：模型及其价格。"
);
const MODE: Text = text!("What to do with them" / "处理方式");
const ONLY_KNOWN: Text = text!("set only names that exist" / "仅设置已有的名称");
const MERGE: Text = text!("set them, and keep the others" / "设置并保留其他条目");
const REPLACE: Text = text!("replace the whole document" / "替换整个文档");
const TAKE: Text = text!("Take over {n}" / "Take over {n}" / "采用（{n}）");
const NOT_TAKEN: Text = text!(
    "What was pasted is not taken over yet. Press “Take over”, or clear it."
        / "粘贴的内容尚未采用。请点“采用”，或将其清空。"
);
const BROKEN: Text = text!(
    "This begins as JSON, and is no object of names." / "以 JSON 开头，但不是由名称组成的对象。"
);
const NO_PRICES: Text =
    text!("This is no JSON of models with their prices." / "不是模型及其价格的 JSON。");
const UNREADABLE: Text = text!(
    "The raw text cannot be read. Mend it first, or replace the whole document."
        / "原始文本无法读取。请先修正，或替换整个文档。"
);
const FROM: Text = text!(
    "Copied from {document} of {gateway} at {time}." / "{time} 复制自 {gateway} 的 {document}。"
);
const ELSEWHERE: Text = text!(
    "This was copied from {document} of {gateway} at {time}, which is another document than this one. Look at every name before you take it over."
        / "此内容于 {time} 复制自 {gateway} 的 {document}，与当前文档不同。采用前请检查每个名称。"
);
const OTHER_UNIT: Text = text!(
    "The numbers were copied in another unit: {unit}. Here they would mean something else."
        / "复制的数字使用另一种单位：{unit}。在此处含义不同。"
);
const MOVED: Text = text!(
    "The gateway holds another text by now than the one that was copied."
        / "网关当前的文本已与复制时不同。"
);
const ALL_THERE: Text =
    text!("All of it is there already: nothing would change." / "内容均已存在：不会更改。");
const REFUSED: Text =
    text!("{n} row cannot be taken:" / "{n} rows cannot be taken:" / "{n} 行无法采用：");

/// Returns what tells where a copy of this document comes from: made anew for each copy, since the base
/// changes with a merge.
fn origin(editor: Editor) -> impl Fn() -> Origin + Copy + Send + Sync + 'static {
    let (session, doing): (Session, Option<Doing>) = (expect_context(), use_context());
    let at = doing.and_then(|doing| doing.rows.first().map(|(at, _)| at.label().to_owned()));
    let at = StoredValue::new(at.unwrap_or_default());
    move || Origin {
        gateway: session.address().unwrap_or_default(),
        document: at.get_value(),
        unit: match editor.holds {
            Holds::Numbers(_) => "ratio".to_owned(),
            Holds::Names => "name".to_owned(),
        },
        base: fingerprint(&editor.base.get()),
        at: session.now_seconds().0,
    }
}

/// Draws the buttons that copy.
pub(super) fn copies(editor: Editor) -> AnyView {
    let origin = origin(editor);
    let whole = Signal::derive(move || {
        let text = editor.state.text.get();
        envelope(&origin(), editor.shape.object(&text))
    });
    let plain = Signal::derive(move || editor.state.text.get());
    view! {
        <CopyButton text=whole label=t(COPY) />
        <CopyButton text=plain label=t(COPY_JSON) />
    }
    .into_any()
}

/// Draws the part that takes a pasted text.
pub(super) fn pasting(editor: Editor) -> AnyView {
    let typed = RwSignal::new(String::new());
    let (here, looks) = (origin(editor), Looks::here());
    let (read, title, hint): (fn(&str) -> Pasted, Text, Text) = match editor.shape {
        Shape::Nested => (paste_prices, PASTE_PRICES, PRICES_HINT),
        Shape::Names => (paste_names, PASTE_NAMES, PASTED_HINT),
        Shape::Flat => (paste, PASTE, PASTED_HINT),
    };
    let pasted =
        live::memo(move || read(&typed.get()).only_named(|name| editor.wrong_name(name).is_none()));
    let is_some = move || pasted.with(|pasted| !pasted.pairs.is_empty());
    // What stands here and is not taken over would be left out of the review without a word.
    let hold = move |why| editor.form.hold_back(editor.state.input.id, "pasted", why);
    live::effect(move || hold(is_some().then_some(NOT_TAKEN)));
    on_cleanup(move || hold(None));
    view! {
        <Disclosure title=t(title)>
            <Field label=t(PASTED) hint=t(hint)>
                <TextArea value=typed rows=4 monospace=true />
            </Field>
            {live::part(move || {
                pasted.with(|pasted| findings(editor, looks, &here(), pasted))
            })}
            {live::when(is_some, move || taking(editor, typed, pasted))}
        </Disclosure>
    }
    .into_any()
}

/// Draws how the pasted rows are taken over, and the button that does it.
fn taking(editor: Editor, typed: RwSignal<String>, pasted: Memo<Pasted>) -> AnyView {
    let (mode, language) = (RwSignal::new("merge".to_owned()), use_language());
    let choices = vec![
        Choice::new("merge", t(MERGE)),
        Choice::new("known", t(ONLY_KNOWN)),
        Choice::new("replace", t(REPLACE)),
    ];
    let chosen = move |mode: &str| match mode {
        "known" => Mode::Known,
        "replace" => Mode::Replace,
        _ => Mode::Merge,
    };
    let take = move || {
        let text = editor.state.text.get_untracked();
        let pairs = pasted.get_untracked().pairs;
        let mode = mode.with_untracked(|mode| chosen(mode));
        if let Some(text) = apply(editor.shape.object(&text), &pairs, mode) {
            editor.edit(&text);
            typed.set(String::new());
        }
    };
    let reason = Signal::derive(move || {
        let is_stuck =
            editor.broken.get().is_some() && mode.with(|mode| chosen(mode) != Mode::Replace);
        is_stuck.then(|| UNREADABLE.say(language.get()).to_owned())
    });
    let verb = live::text(move || {
        let only_known = mode.with(|mode| chosen(mode) == Mode::Known);
        let is_known = |name: &str| editor.line(name).is_some_and(|line| line.ratio.is_some());
        let taken = |pasted: &Pasted| {
            let pairs = pasted.pairs.iter();
            pairs
                .filter(|pair| !only_known || is_known(&pair.name))
                .count()
        };
        let n = pasted.with(taken);
        Phrase::from(TAKE).with("n", n).say(language.get())
    });
    // What it comes to, before it is taken over.
    let comes_to = live::part(move || {
        let (text, mode) = (editor.state.text.get(), mode.with(|mode| chosen(mode)));
        let now = editor.shape.object(&text);
        let after = pasted.with(|pasted| apply(now, &pasted.pairs, mode));
        after.map_or_else(|| ().into_any(), |after| compared(now, &after))
    });
    view! {
        <RadioGroup label=t(MODE) value=mode choices=choices />
        {comes_to}
        <div><Button disabled_reason=reason reason_beside=true on_click=take>{verb}</Button></div>
    }
    .into_any()
}

/// Draws what a text becomes: how many entries change, and the first of them.
fn compared(now: &str, after: &str) -> AnyView {
    let language = use_language();
    // A text that cannot be read holds nothing.
    let before = Ratios::read(now).or_else(|_| Ratios::read("{}"));
    let (Ok(before), Ok(after)) = (before, Ratios::read(after)) else {
        return ().into_any();
    };
    let changes = diff(&before, &after).changes;
    if changes.is_empty() {
        return view! { <p class="hint">{t(ALL_THERE)}</p> }.into_any();
    }
    let counts = Counts::of_changes(&changes);
    let word = |text: &Option<String>| match text {
        Some(text) => shortened(text).into_owned(),
        None => "–".to_owned(),
    };
    let lines = changes.iter().take(SHOWN).map(|change| {
        let name = shortened(&change.name).into_owned();
        let (before, after) = (word(&change.before), word(&change.after));
        view! { <li>{live::text(name)} ": " <span class="monospace">{before} " → " {after}</span></li> }
    });
    let lines = lines.collect_view();
    let rest = changes.len().saturating_sub(SHOWN);
    let more = (rest > 0)
        .then(|| view! { <li>{live::text(move || say(MORE, rest, language.get()))}</li> });
    view! {
        <p class="hint" role="status">{live::text(move || said(counts, language.get()))}</p>
        <ul class="ratios-preview">{lines} {more}</ul>
    }
    .into_any()
}

/// Says where the pasted text comes from, and which rows cannot be taken.
fn findings(editor: Editor, looks: Looks, here: &Origin, pasted: &Pasted) -> AnyView {
    let is_nested = editor.shape.is_nested();
    let language = use_language();
    let broken = pasted
        .broken
        .map(|_| if is_nested { NO_PRICES } else { BROKEN })
        .map(|words| view! { <Notice tone=Tone::Bad>{t(words)}</Notice> });
    let origin = pasted.origin.clone().map(|origin| {
        let is_here = origin.gateway == here.gateway && origin.document == here.document;
        let (words, tone) = match is_here {
            true => (FROM, Tone::Neutral),
            false => (ELSEWHERE, Tone::Attention),
        };
        let other_unit = (origin.unit != here.unit).then(|| {
            let unit = shortened(&origin.unit).into_owned();
            let said = live::text(move || {
                Phrase::from(OTHER_UNIT)
                    .with("unit", unit.clone())
                    .say(language.get())
            });
            view! { <Notice tone=Tone::Bad>{said}</Notice> }
        });
        let moved =
            (is_here && origin.base != here.base).then(|| view! { <p class="hint">{t(MOVED)}</p> });
        let time = looks.stamp(UnixSeconds(origin.at));
        let said = live::text(move || {
            let words =
                Phrase::from(words).with("document", shortened(&origin.document).into_owned());
            let words = words.with("time", time.clone());
            let gateway = shortened(&origin.gateway).into_owned();
            words.with("gateway", gateway).say(language.get())
        });
        view! { {other_unit} <Notice tone>{said} {moved}</Notice> }
    });
    let refused = pasted.refused.len();
    let rows = pasted.refused.iter().take(SHOWN).map(|row| {
        let text = shortened(&row.row).into_owned();
        view! { <li><span class="monospace">{live::text(text)}</span> " " {t(editor.why(row.why))}</li> }
    });
    let rows = rows.collect_view();
    let rest = refused.saturating_sub(SHOWN);
    let more = (rest > 0)
        .then(|| view! { <li>{live::text(move || say(MORE, rest, language.get()))}</li> });
    let refused = (refused > 0).then(|| {
        let said = live::text(move || Phrase::from(REFUSED).with("n", refused).say(language.get()));
        view! {
            <Notice tone=Tone::Attention><p>{said}</p><ul class="ratios-preview">{rows} {more}</ul></Notice>
        }
    });
    view! { {broken} {origin} {refused} }.into_any()
}
