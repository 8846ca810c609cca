//! The sentences of an action use only slots that can be filled.

use super::{actions, slots};
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Control, Locator, Record, Ref, Str, Summary, Target, Undo, Value,
};
use crate::words::Text;

#[test]
fn sentences_name_what_is_there() {
    for (one, action) in actions() {
        let mut known: Vec<String> = action
            .inputs
            .iter()
            .map(|asked| asked.id.to_owned())
            .collect();
        let picks = action.inputs.iter();
        let picks = picks.filter(|asked| matches!(asked.control, Control::Pick { .. }));
        known.extend(picks.map(|asked| format!("{}.id", asked.id)));
        if action.on != Target::New {
            known.extend(["name".to_owned(), "id".to_owned()]);
            known.extend(one.fields.iter().map(|field| format!("was.{}", field.id)));
        }
        known.push("n".to_owned());
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for text in texts(action) {
            slots(text, &known);
        }
        slots(action.if_applied_twice, &[]);
    }
}

/// Returns the sentences and verbs for every kind of form value.
fn texts(action: &Action) -> Vec<Text> {
    let reference = |of: Str, name: Option<&str>| {
        Value::Ref(Box::new(Ref {
            of: id(of),
            id: Some("x".into()),
            name: name.map(str::to_owned),
        }))
    };
    let mut records = vec![Record::default()];
    for asked in action.inputs {
        let values = match asked.control {
            Control::Pick { of, .. } => {
                vec![reference(of, None), reference(of, Some("X")), Value::Null]
            }
            Control::Radio(choices) | Control::Select(choices) => {
                let word = |(word, _): &(Str, Text)| Value::Text((*word).to_owned());
                choices.iter().map(word).collect()
            }
            _ => vec![Value::Missing],
        };
        let with = |value: &Value| Record::default().with_value(id(asked.id), value.clone());
        records.extend(values.iter().map(with));
    }
    let checks: Vec<Check> = match action.undo {
        Undo::Same { field, .. } => {
            let before = [Value::Null, reference("x", Some("X"))];
            let check = |before: Value| Check::Becomes {
                at: Locator::of_id("x", "x"),
                field: id(field),
                before,
                to: Value::Null,
            };
            before.into_iter().map(check).collect()
        }
        _ => vec![Check::ResponseOnly],
    };
    let mut texts = Vec::new();
    for record in &records {
        for check in &checks {
            for count in [1, 2] {
                let summary = Summary {
                    inputs: vec![record; count],
                    checks: vec![check; count],
                };
                texts.extend([(action.sentence)(&summary), (action.verb)(&summary)]);
            }
        }
    }
    texts
}
