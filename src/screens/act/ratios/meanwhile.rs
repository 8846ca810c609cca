//! What somebody saved since the edits began: their changes, and the names that both changed. Mine go into
//! theirs, never over them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::reactive::*;

use super::super::Subject;
use super::super::doing::with_context;
use super::Editor;
use crate::pricing::{Conflict, Merged, merge, put};
use crate::records::typed;
use crate::schema::Record;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text, shortened};

const MOVED: Text = text!(
    "Somebody saved this document since you began. Their changes: {names}."
        / "自您开始编辑以来，他人保存了此文档。其更改：{names}。"
);
const MOVED_ONLY: Text = text!(
    "Somebody saved this document since you began; no entry means anything else."
        / "自您开始编辑以来，他人保存了此文档；条目含义未变。"
);
const UNREADABLE: Text = text!(
    "What the gateway holds now cannot be read, so nothing can be merged. Your text would replace it."
        / "网关当前的内容无法解读，因此无法合并。您的文本将替换它。"
);
const MEND_FIRST: Text = text!(
    "Somebody saved this document since you began. Mend your text first: then their changes are shown here."
        / "自您开始编辑以来，他人保存了此文档。请先修正您的文本：之后此处将显示他人的更改。"
);
const TAKE_OVER: Text = text!("Put my changes into theirs" / "将我的更改并入其中");
const ON_TOP: Text = text!("Replace it with my text" / "用我的文本替换");
const BOTH: Text =
    text!("{name}: {theirs} by them, {mine} by you" / "{name}：他人改为 {theirs}，您改为 {mine}");
const CHOOSE: Text =
    text!("Choose for each name that both changed." / "请为双方都更改的每个名称作出选择。");
const THEIRS: Text = text!("keep theirs" / "保留他人的");
const MINE: Text = text!("take mine" / "采用我的");
const OUT: Text = text!("taken out" / "移除");

/// Draws what came meanwhile; nothing while the gateway holds what the edits began with.
pub(super) fn meanwhile(editor: Editor) -> AnyView {
    let Some(Subject(subject)): Option<Subject> = use_context() else {
        return ().into_any();
    };
    let (session, input): (Session, _) = (expect_context(), editor.state.input);
    // What the form would begin with now.
    let live = live::memo(move || {
        let doing = subject.get()?;
        let begun = with_context(session, &doing, &Record::default(), input.initial);
        Some(typed(&begun))
    });
    // Where nothing was typed there is nothing to merge: the row was read when the form opened.
    live::effect(move || {
        let Some(live) = live.get() else { return };
        let untouched = editor.base.get() == editor.state.text.get();
        if untouched && live != editor.base.get_untracked() {
            editor.begin_with(&live);
        }
    });
    // What I chose stays while I go on typing.
    let choices: Choices = RwSignal::new(HashMap::new());
    live::maybe(move || {
        let live = live.get()?;
        let (base, mine) = (editor.base.get(), editor.state.text.get());
        (live != base).then(|| untrack(|| moved(editor, choices, (&base, live, &mine))))
    })
}

/// The choices that were made for names that both changed: whose ratio is kept.
type Choices = RwSignal<HashMap<Asked, String>>;

/// What a choice was asked for: a name with their ratio. Who kept their 2 has not kept the 20 that they
/// saved after it.
type Asked = (String, Option<String>);

fn asked(conflict: &Conflict) -> Asked {
    (conflict.name.clone(), conflict.theirs.clone())
}

fn moved(editor: Editor, choices: Choices, (base, live, mine): (&str, String, &str)) -> AnyView {
    if editor.shape.read(mine).is_err() {
        return view! { <Notice tone=Tone::Attention>{t(MEND_FIRST)}</Notice> }.into_any();
    }
    // What began broken, or is broken now at the gateway, has nothing to merge.
    let shape = editor.shape;
    let Ok(merged) = merge(shape.object(base), shape.object(&live), shape.object(mine)) else {
        let on = move || editor.base.set(live.clone());
        return view! {
            <Notice tone=Tone::Bad>
                <p>{t(UNREADABLE)}</p>
                <Button on_click=on>{t(ON_TOP)}</Button>
            </Notice>
        }
        .into_any();
    };
    let language = use_language();
    let conflicts = merged.conflicts.iter().cloned();
    let conflicts = conflicts.map(|conflict| both(conflict, choices));
    let conflicts = conflicts.collect_view();
    let names: Vec<String> = merged
        .theirs
        .iter()
        .map(|change| shortened(&change.name).into_owned())
        .collect();
    let said = live::text(move || {
        let language = language.get();
        match names.is_empty() {
            true => MOVED_ONLY.say(language).to_owned(),
            false => {
                let words: Vec<Cow<'_, str>> = names.iter().map(Cow::from).collect();
                Phrase::from(MOVED)
                    .with("names", language.join(&words))
                    .say(language)
            }
        }
    });
    let to_choose: Vec<Asked> = merged.conflicts.iter().map(asked).collect();
    let undecided = Signal::derive(move || {
        let is_open = |asked: &Asked| choices.with(|choices| !choices.contains_key(asked));
        let is_open = to_choose.iter().any(is_open);
        is_open.then(|| CHOOSE.say(language.get()).to_owned())
    });
    let take = move || {
        let text = decided(merged.clone(), &choices.get_untracked());
        editor.base.set(live.clone());
        editor.edit(&text);
        choices.set(HashMap::new());
    };
    view! {
        <Notice tone=Tone::Attention>
            <p>{said}</p>
            {conflicts}
            <Button disabled_reason=undecided reason_beside=true on_click=take>{t(TAKE_OVER)}</Button>
        </Notice>
    }
    .into_any()
}

/// Draws a name that both changed, and whose ratio is kept.
fn both(conflict: Conflict, choices: Choices) -> AnyView {
    let language = use_language();
    let asked = asked(&conflict);
    let made = choices.with_untracked(|choices| choices.get(&asked).cloned());
    let value = RwSignal::new(made.unwrap_or_default());
    live::effect(move || {
        let made = value.get();
        if !made.is_empty() {
            choices.update(|choices| {
                choices.insert(asked.clone(), made.clone());
            });
        }
    });
    let label = live_label(conflict, language);
    view! {
        <RadioGroup
            label
            value
            choices=vec![Choice::new("theirs", t(THEIRS)), Choice::new("mine", t(MINE))]
            segmented=true
        />
    }
    .into_any()
}

fn live_label(conflict: Conflict, language: RwSignal<crate::words::Language>) -> Signal<String> {
    Signal::derive(move || {
        let language = language.get();
        let word = |text: &Option<String>| match text {
            Some(text) => shortened(text).into_owned(),
            None => OUT.say(language).to_owned(),
        };
        Phrase::from(BOTH)
            .with("name", shortened(&conflict.name).into_owned())
            .with("theirs", word(&conflict.theirs))
            .with("mine", word(&conflict.mine))
            .say(language)
    })
}

/// Returns the merged text, with mine where I chose so.
fn decided(merged: Merged, choices: &HashMap<Asked, String>) -> String {
    let is_mine = |conflict: &&Conflict| {
        let made = choices.get(&asked(conflict));
        made.is_some_and(|made| made == "mine")
    };
    let chosen = merged.conflicts.iter().filter(is_mine);
    chosen.fold(merged.text.clone(), |text, conflict| {
        put(&text, &conflict.name, conflict.mine.as_deref()).unwrap_or(text)
    })
}
