//! One entry of the document: its ratio, and what it costs in money where the ratios are prices. What is
//! typed stays as it is typed, and counts as soon as it is a number.

use crate::reactive::*;

use super::Editor;
use crate::domain::exact::Exact;
use crate::pricing::{Per, Why, problem, ratio, shown_price};
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
    }
}

/// Draws the fields of the chosen entry.
pub(super) fn entry(editor: Editor) -> AnyView {
    live::maybe(move || {
        let name = editor.chosen.get()?;
        Some(untrack(|| fields(editor, name)))
    })
}

fn fields(editor: Editor, name: String) -> AnyView {
    let line = editor.line(&name);
    let typed = RwSignal::new(line.and_then(|line| line.ratio).unwrap_or_default());
    let (of_typing, of_text, of_back, of_out) =
        (name.clone(), name.clone(), name.clone(), name.clone());
    // Typed here, it is put into the document as soon as it is a number.
    live::effect(move || {
        let text = typed.get();
        let is_new = untrack(|| editor.line(&of_typing))
            .is_none_or(|line| line.ratio.as_deref() != Some(text.trim()));
        if is_new && problem(text.trim()).is_none() {
            let now = editor.state.text.get_untracked();
            if let Ok(ratios) = crate::pricing::Ratios::read(&now) {
                let place = format!("entry {of_typing}");
                editor.grow(&ratios.with(&of_typing, text.trim()), &place);
            }
        }
    });
    // Changed elsewhere, by undoing or in the raw text, it is shown so; another spelling of what is
    // being typed is not.
    live::effect(move || {
        let now = editor.line(&of_text).and_then(|line| line.ratio);
        let (Some(now), held) = (now, typed.get_untracked()) else {
            return;
        };
        if now != held.trim() && problem(held.trim()).is_none() {
            typed.set(now);
        }
    });
    let language = use_language();
    let error = Signal::derive(move || {
        let text = typed.get();
        let found = problem(text.trim()).filter(|_| !text.trim().is_empty());
        found.map(|found| why(found).say(language.get()).to_owned())
    });
    let back = move || {
        let before = editor.line(&of_back).and_then(|line| line.before);
        editor.change(|ratios| match &before {
            Some(before) => ratios.with(&of_back, before),
            None => ratios.without(&of_back),
        });
        typed.set(before.unwrap_or_default());
    };
    let take_out = move || {
        editor.change(|ratios| ratios.without(&of_out));
        editor.chosen.set(None);
    };
    let is_priced = editor.form.asked(&Default::default(), |asked| {
        (editor.state.input.priced)(asked)
    });
    view! {
        <div class="ratios-entry">
            <p class="form-subject">{clamped(name)}</p>
            <Field label=t(RATIO) error>
                <TextInput value=typed inputmode="decimal" monospace=true focus=true />
            </Field>
            {is_priced.then(|| prices(typed))}
            <div class="ratios-buttons">
                <Button on_click=back>{t(BACK)}</Button>
                <Button kind=Kind::Danger on_click=take_out>{t(TAKE_OUT)}</Button>
                <Button kind=Kind::Plain on_click=move || editor.chosen.set(None)>{t(CLOSE)}</Button>
            </div>
        </div>
    }
    .into_any()
}

/// Draws the fields of the price, each of which can be typed into.
fn prices(typed: RwSignal<String>) -> Option<AnyView> {
    let session: Session = expect_context();
    let units = session.quota_rate()?.units();
    let rate = RwSignal::new("1".to_owned());
    let language = use_language();
    let of_rate = move || Exact::read(rate.get().trim()).filter(|rate| !rate.is_zero());
    let of_ratio = move || Exact::read(typed.get().trim());
    let field = |per: Per, label: Text| {
        let told = RwSignal::new(String::new());
        let read = move || Exact::read(told.get().trim());
        // From the ratio, unless what is typed is that price already.
        live::effect(move || {
            let (Some(rate), Some(of)) = (of_rate(), of_ratio()) else {
                return;
            };
            let held = untrack(read).and_then(|held| ratio(&held, per, &units, &rate));
            if held.is_none_or(|held| held.value != of)
                && let Some(found) = shown_price(&of, per, &units, &rate)
            {
                told.set(found.plain());
            }
        });
        // To the ratio, unless it is that ratio already.
        live::effect(move || {
            let (Some(rate), Some(held)) = (untrack(of_rate), read()) else {
                return;
            };
            if let Some(found) = ratio(&held, per, &units, &rate)
                && untrack(of_ratio) != Some(found.value)
            {
                typed.set(found.value.plain());
            }
        });
        let rounded = live::maybe(move || {
            let found = ratio(&read()?, per, &units, &of_rate()?)?;
            let words = (!found.exact).then(|| ROUNDED.say(language.get()))?;
            Some(view! { <p class="hint">{words}</p> }.into_any())
        });
        view! {
            <Field label=t(label)>
                <TextInput value=told inputmode="decimal" monospace=true />
            </Field>
            {rounded}
        }
        .into_any()
    };
    Some(
        view! {
            {field(Per::Million, PER_MILLION)}
            {field(Per::Thousand, PER_THOUSAND)}
            <Field label=t(CURRENCY) hint=t(CURRENCY_HINT)>
                <TextInput value=rate inputmode="decimal" monospace=true />
            </Field>
        }
        .into_any(),
    )
}
