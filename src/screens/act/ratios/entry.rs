//! One entry of the document: its ratio, and what it costs in money where the ratios are prices. What is
//! typed stays as it is typed, and counts once all of it is a number.

use crate::reactive::*;

use super::Editor;
use super::list::VALUE;
use crate::domain::exact::Exact;
use crate::pricing::{Per, Why, last_step, problem, ratio, shown_price};
use crate::schema::{Priced, Record};
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::clamp::clamped;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Say, Text};

const RATIO: Text = text!("Ratio" / "倍率");
const PER_MILLION: Text = text!("Price of 1 000 000 tokens" / "每 1 000 000 个 token 的价格");
const PER_THOUSAND: Text = text!("Price of 1 000 tokens" / "每 1 000 个 token 的价格");
const CURRENCY: Text = text!("Currency for one US dollar" / "一美元可兑换的货币数额");
const CURRENCY_HINT: Text = text!(
    "1 for prices in US dollars. For another currency, how much of it a dollar costs."
        / "美元价格为 1。其他货币则为一美元可兑换的数额。"
);
const ROUNDED: Text = text!(
    "Rounded to twelve digits: the price does not give a finite ratio."
        / "已四舍五入至十二位：该价格无法得到有限小数的倍率。"
);
const NOT_A_RATE: Text = text!("Type a number above 0." / "请输入大于 0 的数字。");
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
struct Typed {
    /// The ratio.
    ratio: RwSignal<String>,
    /// The fields of prices that hold something that is no price.
    wrong: RwSignal<Vec<Per>>,
    /// The ratio when the entry was opened: what counts while something half typed stands in a field.
    opened: StoredValue<String>,
}

impl Typed {
    /// Returns what counts for the document.
    fn counts(self) -> String {
        let text = self.ratio.get();
        let is_half = !self.wrong.with(Vec::is_empty) || problem(text.trim()).is_some();
        match is_half {
            true => self.opened.get_value(),
            false => text.trim().to_owned(),
        }
    }

    /// Returns why the review has to wait.
    fn half(self) -> Option<Text> {
        let wrong = problem(self.ratio.get().trim()).map(why);
        let price = self.wrong.with(|wrong| (!wrong.is_empty()).then_some(HALF));
        wrong.or(price)
    }
}

fn fields(editor: Editor, name: String) -> AnyView {
    let line = editor.line(&name);
    let was_there = line.as_ref().is_some_and(|line| line.before.is_some());
    let opened = line.and_then(|line| line.ratio).unwrap_or_default();
    let typed = Typed {
        ratio: RwSignal::new(opened.clone()),
        wrong: RwSignal::new(Vec::new()),
        opened: StoredValue::new(opened),
    };
    let (of_typing, of_text, of_back, of_out) =
        (name.clone(), name.clone(), name.clone(), name.clone());
    // What is typed is put into the document once all of it is a number. `2,50` begins with a number
    // too, so until then the document holds what it held before.
    live::effect(move || {
        let text = typed.counts();
        let is_new = untrack(|| editor.line(&of_typing))
            .is_none_or(|line| line.ratio.as_deref() != Some(&*text));
        let now = editor.state.text.get_untracked();
        if is_new
            && !text.is_empty()
            && let Ok(ratios) = editor.shape.read(&now)
        {
            editor.grow(
                &ratios.with(&of_typing, &text),
                &format!("entry {of_typing}"),
            );
        }
    });
    live::effect(move || editor.form.hold_back(editor.state.input.id, typed.half()));
    on_cleanup(move || editor.form.hold_back(editor.state.input.id, None));
    // Changed elsewhere, by undoing or in the raw text, it is shown so; another spelling of what is
    // being typed is not.
    live::effect(move || {
        let now = editor.line(&of_text).and_then(|line| line.ratio);
        let (Some(now), counts) = (now, untrack(|| typed.counts())) else {
            return;
        };
        if now != counts && problem(&now).is_none() {
            typed.opened.set_value(now.clone());
            typed.ratio.set(now);
        }
    });
    let language = use_language();
    let error = Signal::derive(move || {
        let found = problem(typed.ratio.get().trim());
        found.map(|found| why(found).say(language.get()).to_owned())
    });
    // A number of a nested document is part of something larger, which only the raw text can take out.
    let is_nested = editor.shape.is_nested();
    let back = move || {
        let before = editor.line(&of_back).and_then(|line| line.before);
        if before.is_none() && is_nested {
            return;
        }
        editor.change(|ratios| match &before {
            Some(before) => ratios.with(&of_back, before),
            None => ratios.without(&of_back),
        });
        typed.ratio.set(before.unwrap_or_default());
    };
    let take_out = move || {
        editor.change(|ratios| ratios.without(&of_out));
        editor.chosen.set(None);
    };
    let priced = editor.form.asked(&Record::default(), |asked| {
        (editor.state.input.priced)(asked, &name)
    });
    let label = match is_nested && !last_step(&name).ends_with("ratio") {
        true => VALUE,
        false => RATIO,
    };
    view! {
        <div class="ratios-entry">
            <p class="form-subject">{clamped(name)}</p>
            <Field label=t(label) error>
                <TextInput value=typed.ratio inputmode="decimal" monospace=true focus=true />
            </Field>
            {(priced != Priced::No).then(|| prices(typed, priced == Priced::FreeBelowZero))}
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

/// Draws the fields of the price, each of which can be typed into.
fn prices(typed: Typed, may_be_free: bool) -> Option<AnyView> {
    let session: Session = expect_context();
    let units = session.quota_rate()?.units();
    let rate = RwSignal::new("1".to_owned());
    let language = use_language();
    let of_rate = move || {
        let read = Exact::read(rate.get().trim());
        read.filter(|rate| !rate.is_zero() && !rate.is_negative())
    };
    let wrong_rate = Signal::derive(move || {
        let is_wrong = of_rate().is_none();
        is_wrong.then(|| NOT_A_RATE.say(language.get()).to_owned())
    });
    let fields = [(Per::Million, PER_MILLION), (Per::Thousand, PER_THOUSAND)];
    let fields =
        fields.map(|(per, label)| price_field(typed, per, label, units, may_be_free, of_rate));
    Some(
        view! {
            {fields.into_iter().collect_view()}
            <Field label=t(CURRENCY) hint=t(CURRENCY_HINT) error=wrong_rate>
                <TextInput value=rate inputmode="decimal" monospace=true />
            </Field>
        }
        .into_any(),
    )
}

fn price_field(
    typed: Typed,
    per: Per,
    label: Text,
    units: Exact,
    may_be_free: bool,
    of_rate: impl Fn() -> Option<Exact> + Copy + Send + Sync + 'static,
) -> AnyView {
    let of_ratio = move || Exact::read(typed.ratio.get().trim());
    let shown = move || Some(shown_price(&of_ratio()?, per, &units, &of_rate()?)?.plain());
    let told = RwSignal::new(untrack(shown).unwrap_or_default());
    // What was set here and not typed: it says nothing about the ratio.
    let computed = StoredValue::new(told.get_untracked());
    let read = move || {
        let price = Exact::read(told.get().trim());
        price.filter(|price| may_be_free || !price.is_negative())
    };
    // From the ratio, unless what is typed is that price already, or is half typed.
    live::effect(move || {
        let (Some(rate), Some(of), Some(price)) = (of_rate(), of_ratio(), shown()) else {
            return;
        };
        let Some(held) = untrack(read) else { return };
        if ratio(&held, per, &units, &rate).is_none_or(|held| held.value != of) {
            computed.set_value(price.clone());
            told.set(price);
        }
    });
    // To the ratio, unless it was not typed.
    live::effect(move || {
        let (text, price) = (told.get(), read());
        typed.wrong.update(|wrong| {
            wrong.retain(|other| *other != per);
            if price.is_none() {
                wrong.push(per);
            }
        });
        let (Some(price), Some(rate)) = (price, untrack(of_rate)) else {
            return;
        };
        let is_typed = computed.with_value(|computed| *computed != text);
        if is_typed
            && let Some(found) = ratio(&price, per, &units, &rate)
            && untrack(of_ratio) != Some(found.value)
        {
            typed.ratio.set(found.value.plain());
        }
    });
    let language = use_language();
    let error = Signal::derive(move || {
        let found = read().is_none().then(|| problem(told.get().trim()));
        found.map(|found| {
            why(found.unwrap_or(Why::NotANumber))
                .say(language.get())
                .to_owned()
        })
    });
    let rounded = live::maybe(move || {
        let found = ratio(&read()?, per, &units, &of_rate()?)?;
        let words = (!found.exact).then(|| ROUNDED.say(language.get()))?;
        Some(view! { <p class="hint">{words}</p> }.into_any())
    });
    view! {
        <Field label=t(label) error>
            <TextInput value=told inputmode="decimal" monospace=true />
        </Field>
        {rounded}
    }
    .into_any()
}
