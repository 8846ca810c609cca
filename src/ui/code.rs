//! A text area for code: with line numbers, colours, search, and marks at what is wrong. It is an element
//! of a file that is loaded when the first one is drawn; until then, and where the file does not arrive,
//! it is a plain text area.

use crate::reactive::*;
use leptos::ev::Event;

use super::field::Wiring;
use super::input::TextArea;
use super::language::use_language;
use super::live;
use super::marks::{Mark, encoded};
use crate::text;
use crate::words::{Language, Say, Text};
use serde_json::Value as Json;

/// The file that defines the element, provided by the app as a context.
#[derive(Clone)]
pub struct CodeFile {
    /// Its address.
    pub address: String,
    /// Its integrity, which the browser checks; empty in development.
    pub integrity: String,
    /// Whether it has arrived.
    pub is_here: RwSignal<bool>,
}

impl CodeFile {
    /// Names a file that has not arrived.
    #[must_use]
    pub fn new(address: String, integrity: String) -> Self {
        Self {
            address,
            integrity,
            is_here: RwSignal::new(false),
        }
    }
}

/// The element's own words, and what they are called there.
const WORDS: [(&str, Text); 17] = [
    ("Find", text!("Find" / "查找")),
    ("Replace", text!("Replace with" / "替换为")),
    ("next", text!("Next" / "下一个")),
    ("previous", text!("Previous" / "上一个")),
    ("all", text!("Select all" / "全选")),
    ("match case", text!("Match case" / "区分大小写")),
    ("regexp", text!("Regular expression" / "正则表达式")),
    ("by word", text!("Whole words" / "全字匹配")),
    ("replace", text!("Replace" / "替换")),
    ("replace all", text!("Replace all" / "全部替换")),
    ("close", text!("Close" / "关闭")),
    ("current match", text!("Current match" / "当前匹配")),
    ("on line", text!("on line" / "所在行")),
    (
        "replaced match on line $",
        text!("Replaced the match on line $" / "已替换第 $ 行的匹配"),
    ),
    (
        "replaced $ matches",
        text!("Matches replaced: $" / "已替换的匹配数：$"),
    ),
    ("Control character", text!("Control character" / "控制字符")),
    (
        "Selection deleted",
        text!("Selection deleted" / "已删除所选内容"),
    ),
];

/// A text area for code.
#[component]
pub fn CodeArea(
    /// The text.
    value: RwSignal<String>,
    /// The lines that are shown while it is plain.
    #[prop(default = 10)]
    rows: u32,
    /// What is wrong in the text.
    #[prop(optional, into)]
    marks: Signal<Vec<Mark>>,
    /// Undoes, or with `true` does again, the last change that is known outside. Without it the area
    /// has a history of its own.
    #[prop(optional, into)]
    on_step: Option<Callback<bool>>,
    /// Whether it receives the focus when it appears.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let plain = move || view! { <TextArea value rows monospace=true focus /> }.into_any();
    let Some(CodeFile {
        address,
        integrity,
        is_here,
    }) = use_context()
    else {
        return plain();
    };
    let language = use_language();
    let wiring = Wiring::here();
    let control = wiring.control;
    let id = live::derived(move || is_here.get().then(|| control.clone()));
    let marks = live::derived(move || {
        let marks = marks.get();
        value.with(|text| encoded(text, &marks))
    });
    let phrases = live::derived(move || phrases(language.get()));
    // The plain text can be typed into before the file is evaluated, which takes the page a while.
    let is_painted = RwSignal::new(is_here.get_untracked());
    live::after_paint(move || {
        is_painted.try_set(true);
    });
    let step = move |again: bool| {
        if let Some(on_step) = on_step {
            on_step.run(again);
        }
    };
    let file = move || {
        let (src, integrity) = (address.clone(), integrity.clone());
        view! { <script type="module" src=src integrity=integrity></script> }.into_any()
    };
    view! {
        <div class="input monospace">
            <code-area
                id=id
                aria-describedby=wiring.described_by
                aria-invalid=live::flag(move || wiring.invalid.get())
                prop:value=value
                prop:marks=marks
                prop:phrases=phrases
                prop:history=if on_step.is_none() { "own" } else { "outside" }
                prop:takesFocus=focus
                on:ready=live::handler(move |_: Event| { is_here.try_set(true); })
                on:input=live::handler(move |event: Event| value.set(event_target_value(&event)))
                on:undo=live::handler(move |_: Event| step(false))
                on:redo=live::handler(move |_: Event| step(true))
            >
                {live::when(move || !is_here.get(), plain)}
            </code-area>
            {live::when(move || is_painted.get(), file)}
        </div>
    }
    .into_any()
}

/// Returns the element's words as JSON.
fn phrases(language: Language) -> String {
    let words = WORDS.iter().map(|(name, words)| {
        let words = Json::from(words.say(language));
        format!("{}:{words}", Json::from(*name))
    });
    format!("{{{}}}", words.collect::<Vec<_>>().join(","))
}
