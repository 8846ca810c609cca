//! Rows and filled-in forms of every kind that an action's rules may tell apart, made from the kinds of
//! fields and inputs alone.

use headgate::domain::budget::{Budget, Figures, Window};
use headgate::domain::ids::{SpelledId, id};
use headgate::domain::money::Amount;
use headgate::domain::percent::Percent;
use headgate::domain::quota::QuotaUnits;
use headgate::domain::time::UnixSeconds;
use headgate::schema::{
    Action, Control, Decimal, Document, FieldSpec, Input, Kind, Known, Record, Ref, SecretShape,
    Str, Value,
};

/// When every sample is looked at.
pub const NOW: UnixSeconds = UnixSeconds(1_700_000_000);

const DAY: i64 = 86_400;

/// How many forms are tried of an action: more than any action has ways to be filled in.
const MOST_FORMS: usize = 4_096;

/// Texts of which one pleases an input's own check.
const TEXTS: [&str; 4] = [
    "text",
    "https://gateway.example/",
    "name@gateway.example",
    "1",
];

/// A form that was filled in.
#[derive(Clone, Default)]
pub struct Form {
    /// What it was told.
    pub told: Record,
    /// The shapes of its secrets.
    pub secrets: Vec<(Str, SecretShape)>,
}

/// Returns rows in which up to two fields differ from the first.
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

/// Returns the ways in which an action's form can be filled in.
pub fn forms(action: &Action) -> Vec<Form> {
    let mut forms = vec![Form::default()];
    for (at, input) in action.inputs.iter().enumerate() {
        let extended = forms.iter().flat_map(|form| extended(form, input, at));
        forms = extended.take(MOST_FORMS).collect();
    }
    forms.retain(|form| (action.check)(&form.told).is_none());
    forms
}

fn extended(form: &Form, input: &Input, at: usize) -> Vec<Form> {
    if !(input.shown)(&form.told) {
        return vec![form.clone()];
    }
    if matches!(input.control, Control::Secret) {
        let given = form.with_secret(input.id, false);
        let blank = form.with_secret(input.id, true);
        return std::iter::once(given)
            .chain(input.required.is_none().then_some(blank))
            .collect();
    }
    let values = of_input(input, at).into_iter();
    let fit = values.filter(|value| !value.is_told() || (input.check)(value, NOW).is_none());
    let told = |value| form.with_told(input.id, value);
    fit.map(told).collect()
}

impl Form {
    fn with_told(&self, name: Str, value: Value) -> Self {
        let told = self.told.clone().with_value(id(name), value);
        Self {
            told,
            ..self.clone()
        }
    }

    fn with_secret(&self, name: Str, blank: bool) -> Self {
        let count = usize::from(!blank);
        let shape = SecretShape {
            blank,
            lines: count,
            parts: count,
        };
        let mut form = self.clone();
        form.secrets.push((name, shape));
        form
    }
}

/// The values of a field, the usual one first.
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
        // It is found in the budget's field.
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

/// The values of an input, the usual one first. Two inputs of a form have different ones.
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
        Control::Text { .. } => {
            let own = format!("input-{}", input.id);
            let is_own = (input.check)(&Value::Text(own.clone()), NOW).is_none();
            let other = TEXTS.iter().find(fits).map(|text| (*text).to_owned());
            let text = if is_own { Some(own) } else { other };
            text.map(Value::Text).into_iter().collect()
        }
        Control::Lines { .. } => vec![Value::Words(vec![format!("input-{}", input.id)])],
        Control::Switch => vec![Value::Truth(true), Value::Truth(false)],
        Control::Moment => vec![UnixSeconds(NOW.0 + (90 + number) * DAY).value()],
        // No rule sees it.
        Control::Secret => Vec::new(),
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
    Amount::from_text(&format!("{dollars}.5")).map_or(Value::Missing, Known::value)
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
    use headgate::schema::Asked;
    use headgate::text;

    use super::*;

    const CHOICES: &[(Str, headgate::words::Text)] = &[
        ("one", text!("One" / "一")),
        ("other", text!("Other" / "其他")),
    ];
    const CHOICE: Asked<String> = Input::radio("choice", text!("Choice" / "选择"), CHOICES);
    const COUNT: Asked<i64> = Input::whole("count", text!("Count" / "数量"), 1, 9)
        .required(text!("Type a number." / "请输入数字。"))
        .shown(|form| form.text(&CHOICE) == "other");
    const ADDRESS: Asked<String> =
        Input::text("address", text!("Address" / "地址"), 99).check(|value, _| {
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
        let told: Vec<&Value> = forms.iter().map(|form| form.told.value("count")).collect();
        assert_eq!(told, [&Value::Missing, &Value::Whole(1)]);
    }

    #[test]
    fn a_text_pleases_its_check_or_is_left_out() {
        let forms = extend(&[Form::default()], &ADDRESS.spec);
        let told: Vec<&Value> = forms
            .iter()
            .map(|form| form.told.value("address"))
            .collect();
        assert_eq!(told, [&Value::Text(TEXTS[1].to_owned()), &Value::Missing]);
    }

    #[test]
    fn two_fields_of_a_row_differ() {
        let fields = ["a", "b"].map(|name| FieldSpec::truth(name, text!("A" / "甲"), &[]).spec);
        let rows = rows(&fields);
        let told = |row: &Record| ["a", "b"].map(|name| row.value(name) == &Value::Truth(true));
        let mut told: Vec<[bool; 2]> = rows.iter().map(told).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [[false, false], [false, true], [true, false], [true, true]]
        );
    }
}
