//! Draws what must be typed to confirm a plan, and why.

use crate::reactive::*;

use crate::gate::{Confirmation, TypedAmount};
use crate::records::QUOTA_UNIT;
use crate::text;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

/// The label of the field where an amount is typed.
pub const TYPE_AMOUNT: Text = text!("Type the amount again" / "请再次输入金额");
/// The label of the field where a name is typed.
pub const TYPE_NAME: Text = text!("Type the name again" / "请再次输入名称");
const TYPE_NAME_OR_ID: Text =
    text!("Type the name again, or the id" / "请再次输入名称，或输入标识");

const TYPE_WORD: Text = text!("Type “{word}”" / "请输入“{word}”");
const TYPE_COUNT: Text = text!("Type the number of rows" / "请输入行数");

/// Draws the field, and why something must be typed.
pub(super) fn confirmation(
    confirmation: &Confirmation,
    typed: RwSignal<String>,
) -> Option<AnyView> {
    // The control is created inside the field, which gives it its label.
    match confirmation {
        Confirmation::Review => None,
        Confirmation::TypeAmount { why, amount } => {
            let unit: TextProp = match amount {
                TypedAmount::Usd(_) => "USD".into(),
                TypedAmount::Units(_) => t(QUOTA_UNIT).into(),
            };
            Some(
                view! {
                    {reason(why)}
                    <Field label=t(TYPE_AMOUNT)>
                        <TextInput value=typed inputmode="decimal" unit monospace=true />
                    </Field>
                }
                .into_any(),
            )
        }
        Confirmation::TypeWord { word, why } => {
            let label = say(type_word(word));
            Some(
                view! { {reason(why)} <Field label><TextInput value=typed monospace=true /></Field> }
                    .into_any(),
            )
        }
        Confirmation::TypeCount { why, .. } => Some(
            view! {
                {reason(why)}
                <Field label=t(TYPE_COUNT)>
                    <TextInput value=typed inputmode="numeric" monospace=true />
                </Field>
            }
            .into_any(),
        ),
        Confirmation::TypeName { name, id, why } => Some(
            view! {
                {reason(why)}
                <Field label=t(of_name(name, id))><TextInput value=typed /></Field>
            }
            .into_any(),
        ),
    }
}

const REASON: Text = text!("Reason" / "原因");
const REASON_HINT: Text = text!(
    "Optional. Kept with the version in this browser; it is not sent."
        / "可选。与版本一起保存在此浏览器中，不会发送。"
);

/// Draws the field for why a document is changed.
pub(super) fn reason_field(reason: RwSignal<String>) -> AnyView {
    view! {
        <Field label=t(REASON) hint=t(REASON_HINT)><TextInput value=reason /></Field>
    }
    .into_any()
}

/// Returns the label for typing the name of a row, or its id if it has another one.
fn of_name(name: &str, id: &str) -> Text {
    if id.is_empty() || id == name {
        TYPE_NAME
    } else {
        TYPE_NAME_OR_ID
    }
}

fn type_word(word: &str) -> Phrase {
    Phrase::from(TYPE_WORD).with("word", word.to_owned())
}

fn say(words: Phrase) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || words.say(language.get()))
}

fn reason(why: &Phrase) -> AnyView {
    let (language, why) = (use_language(), why.clone());
    view! {
        <Notice tone=Tone::Attention>{live::text(move || why.say(language.get()))}</Notice>
    }
    .into_any()
}

/// Returns what is still to be typed; `None` if nothing is. The review checks again when the button
/// is pressed.
pub(super) fn missing(confirmation: &Confirmation, typed: &str) -> Option<Phrase> {
    let missing = match confirmation {
        Confirmation::Review => return None,
        Confirmation::TypeAmount { .. } => TYPE_AMOUNT.into(),
        Confirmation::TypeName { name, id, .. } => of_name(name, id).into(),
        Confirmation::TypeWord { word, .. } => type_word(word),
        Confirmation::TypeCount { .. } => TYPE_COUNT.into(),
    };
    (!confirmation.accepts(typed)).then_some(missing)
}
