//! What an entry costs in money, of input or of output tokens; each price can be typed into.

use crate::reactive::*;

use super::Editor;
use super::entry::{Typed, why};
use crate::domain::exact::Exact;
use crate::pricing::{Per, Why, problem, ratio, shown_price};
use crate::schema::Priced;
use crate::session::Session;
use crate::text;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::words::{Phrase, Say, Text, shortened};

const PER_MILLION: Text = text!("Price of 1 000 000 tokens" / "每 1 000 000 个 token 的价格");
const PER_THOUSAND: Text = text!("Price of 1 000 tokens" / "每 1 000 个 token 的价格");
const OUT_MILLION: Text =
    text!("Price of 1 000 000 output tokens" / "每 1 000 000 个输出 token 的价格");
const OUT_THOUSAND: Text = text!("Price of 1 000 output tokens" / "每 1 000 个输出 token 的价格");
const TIMES_INPUT: Text = text!(
    "This ratio times the ratio of input, {ratio} in “{name}”."
        / "此倍率乘以“{name}”中的输入倍率 {ratio}。"
);
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

/// Draws the fields of the price, each of which can be typed into.
pub(super) fn prices(
    editor: Editor,
    typed: Typed,
    name: String,
    priced: Priced,
) -> Option<AnyView> {
    let session: Session = expect_context();
    let units = session.quota_rate()?.units();
    let language = use_language();
    let of_rate = move || {
        let typed = editor.rate.get();
        Exact::read(typed.trim()).filter(|_| is_above_zero(&typed))
    };
    let wrong_rate = Signal::derive(move || {
        let is_wrong = of_rate().is_none();
        is_wrong.then(|| NOT_A_RATE.say(language.get()).to_owned())
    });
    let may_be_free = priced == Priced::FreeBelowZero;
    let is_output = matches!(priced, Priced::TimesInput(_) | Priced::TimesUsual);
    let labels = match priced {
        Priced::No => return None,
        _ if is_output => [OUT_MILLION, OUT_THOUSAND],
        _ => [PER_MILLION, PER_THOUSAND],
    };
    let input = live::memo(move || match &priced {
        Priced::TimesInput(names) => above_zero(editor, names),
        Priced::TimesUsual => {
            let (ratio, _) = editor.usual_of(&name)?;
            is_above_zero(&ratio).then_some((None, ratio))
        }
        _ => None,
    });
    // A price of output is one of input in a currency that costs so much more.
    let of_price = move || match input.get() {
        Some((_, ratio)) => of_rate()?.times(&Exact::read(&ratio)?),
        None => of_rate().filter(|_| !is_output),
    };
    let hint = move || {
        // The usual value says so itself.
        let (name, ratio) = input.get()?;
        let words = Phrase::from(TIMES_INPUT)
            .with("ratio", ratio)
            .with("name", shortened(&name?).into_owned());
        Some(view! { <p class="hint">{words.say(language.get())}</p> }.into_any())
    };
    let fields = move || {
        let fields = [Per::Million, Per::Thousand].into_iter().zip(labels);
        let fields = fields
            .map(|(per, label)| price_field(typed, per, label, units, may_be_free, of_price))
            .collect_view();
        view! {
            {live::maybe(hint)}
            {fields}
            <Field label=t(CURRENCY) hint=t(CURRENCY_HINT) error=wrong_rate>
                <TextInput value=editor.rate inputmode="decimal" monospace=true />
            </Field>
        }
        .into_any()
    };
    // Without a ratio of input in the document there is nothing to multiply: another price applies.
    let is_told = move || !is_output || input.with(Option::is_some);
    Some(live::when(is_told, fields))
}

fn is_above_zero(number: &str) -> bool {
    Exact::read(number.trim()).is_some_and(|number| !number.is_zero() && !number.is_negative())
}

/// Returns the first of these entries that is a number above 0: its name and its text.
fn above_zero(editor: Editor, names: &[String]) -> Option<(Option<String>, String)> {
    names.iter().find_map(|name| {
        let ratio = editor.line(name)?.ratio?;
        is_above_zero(&ratio).then(|| (Some(name.clone()), ratio))
    })
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
    on_cleanup(move || {
        typed
            .wrong
            .try_update(|wrong| wrong.retain(|other| *other != per));
    });
    // What was set here and not typed: it says nothing about the ratio.
    let computed = StoredValue::new(told.get_untracked());
    let followed = StoredValue::new(untrack(of_ratio));
    let read = move || {
        let price = Exact::read(told.get().trim());
        price.filter(|price| may_be_free || !price.is_negative())
    };
    // From the ratio, unless what is typed is that price already, or is half typed.
    live::effect(move || {
        let (Some(rate), Some(of), Some(price)) = (of_rate(), of_ratio(), shown()) else {
            return;
        };
        // What is no price moves no ratio, so a ratio that moved was typed after it, and counts.
        let has_moved = followed.with_value(|before| *before != Some(of));
        followed.set_value(Some(of));
        let stays = match untrack(read) {
            Some(held) => ratio(&held, per, &units, &rate).is_some_and(|held| held.value == of),
            None => {
                !has_moved && computed.with_value(|computed| *computed != untrack(|| told.get()))
            }
        };
        if !stays {
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
