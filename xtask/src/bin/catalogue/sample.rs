//! Sample rows and filled-in forms of every kind that an action's rules may distinguish, made from
//! the kinds of fields and inputs alone.

use headgate::domain::budget::{Budget, Figures, Window};
use headgate::domain::ids::{SpelledId, id};
use headgate::domain::money::Amount;
use headgate::domain::percent::Percent;
use headgate::domain::quota::QuotaUnits;
use headgate::domain::time::UnixSeconds;
use headgate::schema::{
    Action, Asked, Control, Decimal, Document, FieldSpec, FieldValue, Input, Kind, Record, Ref,
    SecretShape, Str, Value,
};

/// The present time of every sample.
pub const NOW: UnixSeconds = UnixSeconds(1_700_000_000);

const DAY: i64 = 86_400;

/// The largest number of forms tried for an action: more than any action needs.
const MAX_FORMS: usize = 4_096;

/// Sample texts, one of which passes an input's own check.
const TEXTS: [&str; 4] = [
    "text",
    "https://gateway.example/",
    "name@gateway.example",
    "1",
];

/// A filled-in form.
#[derive(Clone, Default)]
pub struct Form {
    /// The values of its inputs.
    pub inputs: Record,
    /// The shapes of its secrets.
    pub secrets: Vec<(Str, SecretShape)>,
}

/// Makes rows in which up to two fields differ from the first.
pub fn rows(fields: &[FieldSpec]) -> Vec<Record> {
    let mut first = Record::default();
    let mut others: Vec<(Str, Value)> = Vec::new();
    for field in fields {
        let mut values = of_field(field).into_iter();
        if let Some(value) = values.next() {
            first.set(id(field.id), value);
        }
        others.extend(values.map(|value| (field.id, value)));
    }
    let mut rows = vec![first.clone()];
    for (at, (field, value)) in others.iter().enumerate() {
        let row = first.clone().with_value(id(field), value.clone());
        let rest = others[at + 1..].iter().filter(|(other, _)| other != field);
        rows.extend(rest.map(|(other, value)| row.clone().with_value(id(other), value.clone())));
        rows.push(row);
    }
    rows
}

/// Makes the ways in which an action's form can be filled in.
pub fn forms(action: &Action) -> Vec<Form> {
    let mut forms = vec![Form::default()];
    for (at, input) in action.inputs.iter().enumerate() {
        let extended = forms.iter().flat_map(|form| extended(form, input, at));
        forms = extended.take(MAX_FORMS).collect();
    }
    forms.retain(|form| (action.check)(&form.inputs).is_none());
    forms
}

fn extended(form: &Form, input: &Input, at: usize) -> Vec<Form> {
    let nothing = Record::default();
    let asked = Asked {
        form: &form.inputs,
        who: &nothing,
        row: &nothing,
    };
    if !(input.shown)(&asked) {
        return vec![form.clone()];
    }
    if input.control.is_secret() {
        let given = form.with_secret(input.id, false);
        let blank = form.with_secret(input.id, true);
        return std::iter::once(given)
            .chain(input.required.is_none().then_some(blank))
            .collect();
    }
    let values = of_input(input, at).into_iter();
    let fit = values.filter(|value| !value.is_present() || (input.check)(value, NOW).is_none());
    let extend = |value| form.with_input(input.id, value);
    fit.map(extend).collect()
}

impl Form {
    fn with_input(&self, name: Str, value: Value) -> Self {
        let inputs = self.inputs.clone().with_value(id(name), value);
        Self {
            inputs,
            ..self.clone()
        }
    }

    fn with_secret(&self, name: Str, blank: bool) -> Self {
        let count = usize::from(!blank);
        let shape = SecretShape {
            blank,
            lines: count,
            parts: count,
            repeats: false,
        };
        let mut form = self.clone();
        form.secrets.push((name, shape));
        form
    }
}

/// The sample values of a field, the usual one first.
fn of_field(field: &FieldSpec) -> Vec<Value> {
    match field.kind {
        Kind::Id | Kind::Text | Kind::Mono => vec![Value::Text(format!("row-{}", field.id))],
        Kind::Money => vec![amount(10)],
        Kind::Quota => vec![QuotaUnits(10).value()],
        Kind::Decimal(unit) => vec![
            Decimal {
                text: "1.5".to_owned(),
                unit: id(unit),
            }
            .value(),
        ],
        Kind::Percent => vec![Percent::from_thousandths(10_000).value()],
        Kind::Budget => vec![budget(), Budget::Unlimited.value()],
        // Its value comes from the budget's field.
        Kind::Part { .. } => Vec::new(),
        Kind::Window => vec![
            Window {
                used: None,
                resets_at: None,
            }
            .value(),
        ],
        Kind::Count => vec![Value::Whole(0), Value::Whole(2)],
        Kind::Truth => vec![Value::Truth(true), Value::Truth(false)],
        Kind::Time => vec![UnixSeconds(NOW.0 - 30 * DAY).value()],
        Kind::Ref(of) => vec![reference(of, &format!("row-{}", field.id)), Value::Null],
        Kind::Word(words) => words
            .iter()
            .map(|(word, ..)| Value::Text((*word).to_owned()))
            .collect(),
        Kind::Words => vec![Value::Words(vec![format!("row-{}", field.id)])],
        Kind::Document(_) => vec![Document("{}".to_owned()).value()],
    }
}

/// The sample values of an input, the usual one first. Two inputs of a form get different ones.
fn of_input(input: &Input, at: usize) -> Vec<Value> {
    let number = i64::try_from(at).unwrap_or_default();
    let fits = |text: &&&str| (input.check)(&Value::Text((**text).to_owned()), NOW).is_none();
    let mut values = match input.control {
        Control::Money => vec![amount(25 + number)],
        Control::Quota => vec![QuotaUnits(25 + number).value()],
        Control::Whole { least, most } => vec![Value::Whole((least + number).min(most))],
        Control::Decimal { unit, .. } => {
            vec![
                Decimal {
                    text: format!("{number}.5"),
                    unit: id(unit),
                }
                .value(),
            ]
        }
        Control::Text { .. } | Control::Prose { .. } => {
            let own = format!("input-{}", input.id);
            let is_own = (input.check)(&Value::Text(own.clone()), NOW).is_none();
            let other = TEXTS.iter().find(fits).map(|text| (*text).to_owned());
            let text = if is_own { Some(own) } else { other };
            text.map(Value::Text).into_iter().collect()
        }
        Control::Lines { .. } | Control::Words { .. } => {
            vec![Value::Words(vec![format!("input-{}", input.id)])]
        }
        Control::Switch => vec![Value::Truth(true), Value::Truth(false)],
        // Some inputs ask for a moment to come, others for one that has passed.
        Control::Moment => [1, -1]
            .map(|sign| UnixSeconds(NOW.0 + sign * (90 + number) * DAY).value())
            .to_vec(),
        // No rule reads it.
        Control::Secret | Control::SecretLines => Vec::new(),
        Control::Radio(choices) | Control::Select(choices) => choices
            .iter()
            .map(|(word, _)| Value::Text((*word).to_owned()))
            .collect(),
        Control::Pick { of, none, .. } => {
            let nothing = none.map(|_| Value::Null);
            let row = reference(of, &format!("input-{}", input.id));
            std::iter::once(row).chain(nothing).collect()
        }
        Control::Document(_) => vec![Document("{\"input\":1}".to_owned()).value()],
    };
    let has_words = matches!(
        input.control,
        Control::Radio(_) | Control::Select(_) | Control::Switch
    );
    if input.required.is_none() && !has_words && !values.contains(&Value::Null) {
        values.push(Value::Missing);
    }
    values
}

fn amount(dollars: i64) -> Value {
    Amount::from_text(&format!("{dollars}.5")).map_or(Value::Missing, FieldValue::value)
}

fn budget() -> Value {
    let dollars = |text| Amount::from_text(text);
    let figures = Figures {
        limit: dollars("100"),
        used: dollars("10"),
        ..Figures::default()
    };
    Budget::Limited(figures.completed()).value()
}

fn reference(of: Str, text: &str) -> Value {
    let id_text = SpelledId::from(text);
    Ref {
        of: id(of),
        id: Some(id_text),
        name: Some(text.to_owned()),
    }
    .value()
}

#[cfg(test)]
mod tests {
    use headgate::schema::TypedInput;
    use headgate::text;

    use super::*;

    const CHOICES: &[(Str, headgate::words::Text)] = &[
        ("one", text!("One" / "一")),
        ("other", text!("Other" / "其他")),
    ];
    const CHOICE: TypedInput<String> = Input::radio("choice", text!("Choice" / "选择"), CHOICES);
    const COUNT: TypedInput<i64> = Input::whole("count", text!("Count" / "数量"), 1, 9)
        .required(text!("Type a number." / "请输入数字。"))
        .shown(|asked| asked.form.text(&CHOICE) == "other");
    const ADDRESS: TypedInput<String> = Input::text("address", text!("Address" / "地址"), 99)
        .check(|value, _| {
            let is_address = matches!(value, Value::Text(text) if text.starts_with("https://"));
            (!is_address).then_some(text!("No address." / "不是地址。"))
        });

    fn extend(forms: &[Form], input: &Input) -> Vec<Form> {
        forms
            .iter()
            .flat_map(|form| extended(form, input, 0))
            .collect()
    }

    #[test]
    fn a_hidden_input_is_not_filled_in() {
        let forms = extend(&[Form::default()], &CHOICE.spec);
        let forms = extend(&forms, &COUNT.spec);
        let values: Vec<&Value> = forms
            .iter()
            .map(|form| form.inputs.value("count"))
            .collect();
        assert_eq!(values, [&Value::Missing, &Value::Whole(1)]);
    }

    #[test]
    fn a_text_passes_its_check_or_is_left_out() {
        let forms = extend(&[Form::default()], &ADDRESS.spec);
        let values: Vec<&Value> = forms
            .iter()
            .map(|form| form.inputs.value("address"))
            .collect();
        assert_eq!(values, [&Value::Text(TEXTS[1].to_owned()), &Value::Missing]);
    }

    #[test]
    fn two_fields_of_a_row_differ() {
        let fields = ["a", "b"].map(|name| FieldSpec::truth(name, text!("A" / "甲"), &[]).spec);
        let rows = rows(&fields);
        let values = |row: &Record| ["a", "b"].map(|name| row.value(name) == &Value::Truth(true));
        let mut values: Vec<[bool; 2]> = rows.iter().map(values).collect();
        values.sort_unstable();
        assert_eq!(
            values,
            [[false, false], [false, true], [true, false], [true, true]]
        );
    }
}
