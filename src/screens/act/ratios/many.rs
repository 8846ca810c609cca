//! Several entries at once: a new one, and a factor for the selected ones with the values that it makes.

use crate::reactive::*;

use super::Editor;
use super::entry::why;
use crate::domain::exact::Exact;
use crate::pricing::Holds;
use crate::pricing::table::Line;
use crate::text;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Language, Phrase, Say, Text, shortened};

/// The most values that are shown before a factor is applied.
const SHOWN: usize = 6;

const ADD: Text = text!("Add entry" / "添加条目");
const NAME: Text = text!("New name" / "新名称");
const RATIO: Text = text!("Its ratio" / "其倍率");
const AT_PROVIDER: Text = text!("Its name at the provider" / "其在提供商处的名称");
const EXISTS: Text = text!("There is such a name already." / "名称已存在。");
const NO_NAME: Text = text!("Type a name." / "请输入名称。");
const UNREADABLE: Text =
    text!("The raw text cannot be read. Mend it first." / "原始文本无法读取。请先修正。");
const NOT_ADDED: Text = text!(
    "The new entry is not added yet. Press “Add entry”, or clear its fields."
        / "新条目尚未添加。请点“添加条目”，或清空其字段。"
);
const FACTOR: Text = text!("Multiply the selected by" / "将所选乘以");
const SCALE: Text = text!("Multiply {n}" / "Multiply {n}" / "相乘（{n}）");
const TAKE_OUT: Text = text!("Take out {n}" / "Take out {n}" / "移除（{n}）");
const HIDDEN: Text = text!(
    "{n} of them is hidden by the search, and is changed too."
        / "{n} of them are hidden by the search, and are changed too."
        / "其中 {n} 项被搜索隐藏，同样会更改。"
);
/// Words for entries that are not listed.
pub(super) const MORE: Text = text!("and {n} more" / "and {n} more" / "另有 {n} 项");
const NOT_A_FACTOR: Text = text!("Type a number above 0." / "请输入大于 0 的数字。");

/// Draws the parts below the table.
pub(super) fn many(editor: Editor) -> AnyView {
    let is_ticked = move || editor.ticked.with(|ticked| !ticked.is_empty());
    let is_free = move || !is_ticked() && editor.chosen.with(Option::is_none);
    // What is half typed stays in sight.
    let adds = move || !editor.shape.is_nested() && (is_free() || editor.is_adding());
    view! {
        {live::when(is_ticked, move || scale(editor))}
        {live::when(adds, move || add(editor))}
    }
    .into_any()
}

fn add(editor: Editor) -> AnyView {
    let [name, ratio] = editor.added;
    let pressed = RwSignal::new(false);
    let language = use_language();
    let wrong_name = move || {
        let typed = name.get();
        match typed.trim() {
            "" => Some(NO_NAME),
            typed => {
                let exists = || editor.line(typed)?.ratio.map(|_| EXISTS);
                let broken = editor.broken.get().map(|_| UNREADABLE);
                broken.or_else(|| editor.wrong_name(typed)).or_else(exists)
            }
        }
    };
    let holds = editor.holds;
    let wrong_ratio = move || ratio.with(|typed| holds.problem_typed(typed)).map(why);
    let inputmode = editor.inputmode();
    let label = match holds {
        Holds::Numbers(_) => RATIO,
        Holds::Names => AT_PROVIDER,
    };
    let said = move |wrong: Option<Text>| {
        let shown = wrong.filter(|_| pressed.get());
        shown.map(|words| words.say(language.get()).to_owned())
    };
    // What stands here and is not added would be left out of the review without a word.
    let hold = move |why| {
        editor
            .form
            .hold_back(editor.state.input.id, "new entry", why)
    };
    live::effect(move || {
        let is_adding = editor.is_adding();
        if !is_adding {
            pressed.set(false);
        }
        hold(is_adding.then_some(NOT_ADDED));
    });
    on_cleanup(move || hold(None));
    let on = move || {
        pressed.set(true);
        if untrack(wrong_name).is_some() || untrack(wrong_ratio).is_some() {
            return;
        }
        let (of, to) = (name.get_untracked(), ratio.get_untracked());
        editor.change(|ratios| ratios.with(of.trim(), &holds.written(&to)));
        for field in [name, ratio] {
            field.set(String::new());
        }
        pressed.set(false);
    };
    view! {
        <div class="ratios-row">
            <Field label=t(NAME) error=Signal::derive(move || said(wrong_name()))>
                <TextInput value=name />
            </Field>
            <Field label=t(label) error=Signal::derive(move || said(wrong_ratio()))>
                <TextInput value=ratio inputmode monospace=true />
            </Field>
            <Button on_click=on>{t(ADD)}</Button>
        </div>
    }
    .into_any()
}

/// Returns the selected names with their ratios before and after a factor.
fn scaled(editor: Editor, by: &Exact) -> Vec<(String, String, String)> {
    let ticked = editor.ticked.get();
    let of_name = |name: &String| {
        let before = editor.line(name)?.ratio?;
        let after = Exact::read(&before)?.times(by)?;
        Some((name.clone(), before, after.plain()))
    };
    ticked.iter().filter_map(of_name).collect()
}

fn scale(editor: Editor) -> AnyView {
    let factor = RwSignal::new(String::new());
    let language = use_language();
    let by = move || {
        let read = Exact::read(factor.get().trim())?;
        (!read.is_zero() && !read.is_negative()).then_some(read)
    };
    let error = Signal::derive(move || {
        let is_wrong = !factor.get().trim().is_empty() && by().is_none();
        is_wrong.then(|| NOT_A_FACTOR.say(language.get()).to_owned())
    });
    let preview = live::part(move || {
        let found = by().map(|by| scaled(editor, &by)).unwrap_or_default();
        let lines = found.iter().take(SHOWN).map(|(name, before, after)| {
            let name = shortened(name).into_owned();
            view! { <li>{live::text(name)} ": " <span class="monospace">{before.clone()} " → " {after.clone()}</span></li> }
        });
        let lines = lines.collect_view();
        let rest = found.len().saturating_sub(SHOWN);
        let more = (rest > 0).then(|| {
            let words = Phrase::from(MORE).with("n", rest).say(language.get());
            view! { <li>{words}</li> }
        });
        view! { <ul class="ratios-preview">{lines} {more}</ul> }.into_any()
    });
    let on = move || {
        let Some(by) = untrack(by) else { return };
        let found = untrack(|| scaled(editor, &by));
        let pairs: Vec<(&str, &str)> = found
            .iter()
            .map(|(name, _, after)| (name.as_str(), after.as_str()))
            .collect();
        editor.change(|ratios| ratios.with_all(&pairs));
        factor.set(String::new());
        editor.ticked.set(Vec::new());
    };
    let take_out = move || {
        let names = editor.ticked.get_untracked();
        editor.change(|ratios| {
            names.iter().fold(ratios.text().to_owned(), |text, name| {
                crate::pricing::put(&text, name, None).unwrap_or(text)
            })
        });
        editor.ticked.set(Vec::new());
    };
    // A name may be gone since it was ticked, and not every value is a number.
    let is_there = |line: &Line| line.ratio.is_some();
    let is_number = |line: &Line| {
        line.ratio
            .as_deref()
            .is_some_and(|it| Exact::read(it).is_some())
    };
    let count = move |is: fn(&Line) -> bool| {
        let ticked = editor.ticked.get();
        let lines = ticked.iter().filter_map(|name| editor.line(name));
        lines.filter(is).count()
    };
    let counted = move |words: Text, is: fn(&Line) -> bool| {
        live::text(move || say(words, count(is), language.get()))
    };
    let hidden = live::maybe(move || {
        let search = editor.search.get().trim().to_lowercase();
        let n = count(is_there)
            - editor.ticked.with(|ticked| {
                let lines = ticked.iter().filter_map(|name| editor.line(name));
                let shown = lines.filter(|line| is_there(line) && line.is_found(&search));
                shown.count()
            });
        let said = move || say(HIDDEN, n, language.get());
        (n > 0).then(|| view! { <p class="hint">{live::text(said)}</p> }.into_any())
    });
    let by_factor = (editor.holds != Holds::Names).then(|| {
        view! {
            <Field label=t(FACTOR) error>
                <TextInput value=factor inputmode="decimal" monospace=true />
            </Field>
            <Button on_click=on>{counted(SCALE, is_number)}</Button>
        }
    });
    view! {
        <div class="ratios-row">
            {by_factor}
            {(!editor.shape.is_nested())
                .then(|| view! { <Button on_click=take_out>{counted(TAKE_OUT, is_there)}</Button> })}
        </div>
        {hidden}
        {preview}
    }
    .into_any()
}

pub(super) fn say(words: Text, n: usize, language: Language) -> String {
    Phrase::from(words).with("n", n).say(language)
}
