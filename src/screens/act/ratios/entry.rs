//! One entry of the document: its ratio, or the name that stands in its place. What is typed stays as it is
//! typed, and counts once all of it is a number or a name.

use crate::reactive::*;

use super::Editor;
use super::list::value_label;
use super::prices::prices;
use super::seen::Shape;
use crate::pricing::{Holds, Per, Why, last_step};
use crate::schema::{Record, Str};
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::clamp::clamped;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Phrase, Say, Text};

/// What of the input is typed here.
pub(super) const PART: Str = "entry";

const HALF: Text =
    text!("A price of the open entry is no number yet." / "打开的条目中有价格尚不是数字。");
const TAKE_OUT: Text = text!("Take out" / "移除");
const BACK: Text = text!("As it was" / "恢复原值");
const CLOSE: Text = text!("Close entry" / "关闭条目");

/// Says what is wrong with a ratio.
pub(super) const fn why(why: Why) -> Text {
    match why {
        Why::Comma => text!(
            "Use a point for decimals and no commas: a comma could mean either."
                / "小数请用句点，不要使用逗号：逗号有歧义。"
        ),
        Why::Negative => text!("A ratio is not below 0." / "倍率不能小于 0。"),
        Why::NotANumber => {
            text!("Type a plain number such as 0.5." / "请输入普通数字，如 0.5。")
        }
        Why::NoName => text!("It has no name." / "没有名称。"),
        Why::NoRatio => text!("It has no ratio." / "没有倍率。"),
        Why::Twice => text!(
            "The name stands more than once; the first one counts." / "名称重复，以第一个为准。"
        ),
        Why::Heading => text!("It is taken for the heading of the table." / "被视为表头。"),
        Why::Name => text!("The document takes no such name." / "文档不接受此名称。"),
        Why::Columns => text!("It has more than two columns." / "超过两列。"),
        Why::NotAName => text!(
            "Behind the name stands another name, and it is not empty."
                / "名称后须为另一个名称，且不可为空。"
        ),
        Why::NotPrices => text!(
            "The prices of a model stand in an object of their own."
                / "模型的价格须写在一个对象中。"
        ),
    }
}

/// Draws the fields of the chosen entry.
pub(super) fn entry(editor: Editor) -> AnyView {
    live::maybe(move || {
        let name = editor.chosen.get()?;
        Some(untrack(|| fields(editor, name)))
    })
}

/// What is typed for an entry. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    holds: Holds,
    /// The ratio.
    pub(super) ratio: RwSignal<String>,
    /// The fields of prices that hold something that is no price.
    pub(super) wrong: RwSignal<Vec<Per>>,
    /// The ratio when the entry was opened: what counts while something half typed stands in a field.
    opened: StoredValue<String>,
}

impl Typed {
    /// Returns what counts for the document.
    fn counts(self) -> String {
        let text = self.ratio.get();
        let is_half = !self.wrong.with(Vec::is_empty) || self.holds.problem_typed(&text).is_some();
        match is_half {
            true => self.opened.get_value(),
            false => text.trim().to_owned(),
        }
    }

    /// Returns why the review has to wait.
    fn half(self) -> Option<Text> {
        let wrong = self
            .ratio
            .with(|text| self.holds.problem_typed(text))
            .map(why);
        let price = self.wrong.with(|wrong| (!wrong.is_empty()).then_some(HALF));
        wrong.or(price)
    }
}

fn fields(editor: Editor, name: String) -> AnyView {
    let line = editor.line(&name);
    let was_there = line.as_ref().is_some_and(|line| line.before.is_some());
    let holds = editor.holds;
    let opened = line.and_then(|line| line.ratio).unwrap_or_default();
    let opened = holds.typed(&opened).into_owned();
    let typed = Typed {
        holds,
        ratio: RwSignal::new(opened.clone()),
        wrong: RwSignal::new(Vec::new()),
        opened: StoredValue::new(opened),
    };
    let (of_typing, of_text, of_back, of_out) =
        (name.clone(), name.clone(), name.clone(), name.clone());
    // A number of a nested document is part of something larger, which only the raw text can take out.
    let is_nested = editor.shape.is_nested();
    // What is typed is put into the document once all of it is a number. `2,50` begins with a number
    // too, so until then the document holds what it held before.
    live::effect(move || {
        let text = typed.counts();
        let written = holds.written(&text);
        let is_new = untrack(|| editor.line(&of_typing))
            .is_none_or(|line| line.ratio.as_deref() != Some(&*written));
        let now = editor.state.text.get_untracked();
        // What the raw text took out comes back only by being typed: a field of a price that follows another
        // one types nothing. A path of a nested document is no name that could be added.
        let may_come = !is_nested && typed.opened.with_value(|opened| *opened != text);
        if is_new
            && !text.is_empty()
            && let Ok(ratios) = editor.shape.read(&now)
            && (may_come || ratios.ratio(&of_typing).is_some())
        {
            editor.grow(
                &ratios.with(&of_typing, &written),
                &format!("entry {of_typing}"),
            );
        }
    });
    let hold = move |why| editor.form.hold_back(editor.state.input.id, PART, why);
    live::effect(move || hold(typed.half()));
    on_cleanup(move || hold(None));
    // Changed elsewhere, by undoing or in the raw text, it is shown so; another spelling of what is
    // being typed is not.
    live::effect(move || {
        let now = editor.line(&of_text).and_then(|line| line.ratio);
        let now = now.map(|now| holds.typed(&now).into_owned());
        let (Some(now), counts) = (now, untrack(|| typed.counts())) else {
            return;
        };
        if now != counts && holds.problem_typed(&now).is_none() {
            typed.opened.set_value(now.clone());
            typed.ratio.set(now);
        }
    });
    let language = use_language();
    let error = Signal::derive(move || {
        let found = typed.ratio.with(|text| holds.problem_typed(text));
        found.map(|found| why(found).say(language.get()).to_owned())
    });
    let back = move || {
        let before = editor.line(&of_back).and_then(|line| line.before);
        let Some(before) = before else {
            if !is_nested {
                editor.change(|ratios| ratios.without(&of_back));
                editor.chosen.set(None);
            }
            return;
        };
        editor.change(|ratios| ratios.with(&of_back, &before));
        typed.ratio.set(holds.typed(&before).into_owned());
    };
    let take_out = move || {
        editor.change(|ratios| ratios.without(&of_out));
        editor.chosen.set(None);
    };
    let priced = editor.form.asked(&Record::default(), |asked| {
        (editor.state.input.priced)(asked, &name)
    });
    let label = match is_nested && last_step(&name).ends_with("ratio") {
        true => value_label(Shape::Flat),
        false => value_label(editor.shape),
    };
    let (of_usual, of_price) = (name.clone(), name.clone());
    let usual = live::maybe(move || {
        let (value, words) = editor.usual_of(&of_usual)?;
        let said = Phrase::from(words).with("value", value).say(language.get());
        Some(view! { <p class="hint">{said}</p> }.into_any())
    });
    let inputmode = editor.inputmode();
    view! {
        <div class="ratios-entry">
            <p class="form-subject">{clamped(name)}</p>
            <Field label=t(label) error>
                <TextInput value=typed.ratio inputmode monospace=true focus=true />
            </Field>
            {usual}
            {prices(editor, typed, of_price, priced)}
            <div class="ratios-buttons">
                {(!is_nested || was_there).then(|| view! { <Button on_click=back>{t(BACK)}</Button> })}
                {(!is_nested).then(|| {
                    view! { <Button kind=Kind::Danger on_click=take_out>{t(TAKE_OUT)}</Button> }
                })}
                <Button kind=Kind::Plain on_click=move || editor.chosen.set(None)>{t(CLOSE)}</Button>
            </div>
        </div>
    }
    .into_any()
}
