//! The price of input that a completion ratio is a multiple of: on the original it is in another option
//! (contract 4.3).

use super::{DOCUMENT, KEY};
use crate::pricing::Ratios;
use crate::schema::{Document, Lookup, Record, Seen, Usual};
use crate::text;

/// The ratio of a model in ModelRatio, beside its entry in CompletionRatio.
pub const INPUT_RATIO: Usual = Usual {
    of: Lookup::all("options", 1).only_for(|row| row.text(&KEY) == "CompletionRatio"),
    value: of_model,
    words: text!("Ratio of input, in ModelRatio: {value}." / "输入倍率（ModelRatio）：{value}。"),
};

fn of_model(seen: &Seen, model: &str) -> Option<String> {
    let of_models = |row: &&Record| row.text(&KEY) == "ModelRatio";
    let Document(text) = seen.rows.iter().find(of_models)?.get(&DOCUMENT)?;
    Ratios::read(text).ok()?.ratio(model).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT, INPUT_RATIO, KEY};
    use crate::schema::{Document, Record, Seen};

    #[test]
    fn the_ratio_of_input_is_in_the_other_option() {
        let option = |key: &str, text: &str| {
            let record = Record::default().with(&KEY, key.to_owned());
            record.with(&DOCUMENT, Document(text.to_owned()))
        };
        let seen = Seen {
            of: "options",
            rows: vec![
                option("CompletionRatio", r#"{"gpt-4o":4}"#),
                option("ModelRatio", r#"{"gpt-4o":1.250}"#),
            ],
            whole: true,
        };
        let check = |model: &str, expect: Option<&str>| {
            assert_eq!(
                (INPUT_RATIO.value)(&seen, model).as_deref(),
                expect,
                "{model}"
            );
        };
        check("gpt-4o", Some("1.250"));
        check("o3", None);
        let of = |key: &str| (INPUT_RATIO.of.applies)(&option(key, "{}"));
        assert!(of("CompletionRatio") && !of("ModelRatio") && !of("GroupRatio"));
    }
}
