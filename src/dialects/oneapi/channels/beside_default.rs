//! A channel's own prices beside the default ones of its type (contract 3.1.5). The gateway tells only the
//! default ratio and completion ratio.

use serde_json::{Map, Value as Json};

use super::super::default_prices::{COMPLETION_RATIO, NAME, RATIO};
use crate::domain::exact::Exact;
use crate::pricing::{Change, beside, is_same, last_step, outer_step};
use crate::schema::{Column, Evidence, FieldValue, Finding, Level, Lookup, Usual};
use crate::text;
use crate::words::Text;

/// The default prices of the channel's type.
pub const DEFAULTS: Lookup = Lookup::all("default-prices", 1)
    .by("type")
    .asking_with("type");

/// The default of a number of the prices, of those that the gateway tells: `gpt-4o › ratio` and
/// `gpt-4o › completion_ratio`.
pub const USUAL: Usual = Usual {
    of: DEFAULTS,
    value: |seen, path| {
        let is_of_model = beside(path, NAME.field.id).len() == 1;
        let model = outer_step(path).filter(|_| is_of_model)?;
        let row = seen.rows.iter().find(|row| row.text(&NAME) == model)?;
        let field = [&RATIO, &COMPLETION_RATIO]
            .into_iter()
            .find(|field| field.id == last_step(path))?;
        row.get(field).cloned()
    },
    words: text!("Default of the type: {value}." / "该类型默认：{value}。"),
};

const DIFFERS: Text = text!(
    "{model}: {field} {own}, default of the type {default}, ×{factor}."
        / "{model}：{field} {own}，该类型默认 {default}，×{factor}。"
);
const DIFFERS_FROM_ZERO: Text = text!(
    "{model}: {field} {own}, default of the type {default}."
        / "{model}：{field} {own}，该类型默认 {default}。"
);
const SAME: Text = text!(
    "The same ratios as the default of the type: {models}." / "倍率与该类型默认相同：{models}。"
);
const NO_DEFAULT: Text =
    text!("The type has no default price for {models}." / "该类型没有 {models} 的默认价格。");

/// Says of each model with a price of its own how it differs from the default, as far as that was read.
pub fn findings(evidence: &Evidence, models: &Map<String, Json>) -> Vec<Finding> {
    let Some(seen) = evidence.seen(DEFAULTS.of) else {
        return Vec::new();
    };
    let (mut found, mut same, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for (model, entry) in models {
        let own = [&RATIO, &COMPLETION_RATIO].map(|field| (field, own(entry, field)));
        let own: Vec<(&Column<String>, String)> = own
            .into_iter()
            .filter_map(|(field, own)| Some((field, own?)))
            .collect();
        if own.is_empty() {
            continue;
        }
        let Some(default) = seen.rows.iter().find(|row| row.text(&NAME) == model) else {
            without.push(model.clone());
            continue;
        };
        let differs = own.into_iter().filter_map(|(field, own)| {
            let default = default
                .get(field)
                .cloned()
                .unwrap_or_else(|| "–".to_owned());
            (!is_same(&own, &default)).then(|| differs_from(model, field, own, default))
        });
        let differs: Vec<Finding> = differs.collect();
        match differs.is_empty() {
            true => same.push(model.clone()),
            false => found.extend(differs),
        }
    }
    let of = |words, models: Vec<String>| {
        let finding = Finding::new(Level::Note, words);
        (!models.is_empty()).then(|| finding.with("models", models.value()))
    };
    let rest = [of(SAME, same), of(NO_DEFAULT, without)];
    found
        .into_iter()
        .chain(rest.into_iter().flatten())
        .collect()
}

/// Returns a number that an entry sets; 0 sets nothing.
fn own(entry: &Json, field: &Column<String>) -> Option<String> {
    let number = entry.get(field.id).filter(|number| number.is_number())?;
    let text = number.to_string();
    let is_set = Exact::read(&text).is_some_and(|number| !number.is_zero());
    is_set.then_some(text)
}

fn differs_from(model: &str, field: &Column<String>, own: String, default: String) -> Finding {
    let change = Change {
        name: model.to_owned(),
        before: Some(default.clone()),
        after: Some(own.clone()),
    };
    let factor = change.factor();
    let words = if factor.is_some() {
        DIFFERS
    } else {
        DIFFERS_FROM_ZERO
    };
    let finding = Finding::new(Level::Note, words)
        .with("model", change.name.value())
        .with("field", field.id.to_owned().value())
        .with("own", own.value())
        .with("default", default.value());
    match factor {
        Some(factor) => finding.with("factor", factor.rounded(4).plain().value()),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::{COMPLETION_RATIO, NAME, RATIO, USUAL, findings};
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::schema::{Evidence, Locator, Record, Seen, Value};
    use crate::words::Language;

    fn seen() -> Seen {
        let default = |name: &str, ratio: &str, completion: &str| {
            Record::default()
                .with(&NAME, name.to_owned())
                .with(&RATIO, ratio.to_owned())
                .with(&COMPLETION_RATIO, completion.to_owned())
        };
        Seen {
            of: "default-prices",
            rows: vec![default("a", "1.25", "4"), default("free", "0", "1")],
            whole: true,
        }
    }

    #[test]
    fn the_default_of_an_entry() {
        check_table(
            r##"
            a › ratio => 1.25
            a › completion_ratio => 4
            a › max_tokens => -
            a › tiers › 0 › ratio => -
            b › ratio => -
            ratio => -
            "##,
            |path| (USUAL.value)(&seen(), path).unwrap_or_else(|| "-".to_owned()),
        );
    }

    #[test]
    fn own_prices_beside_the_default() {
        let seen = [seen()];
        check_table(
            r##"
            {"a":{"ratio":1.5}} => a: ratio 1.5, default of the type 1.25, ×1.2.
            {"a":{"ratio":1.250,"completion_ratio":2}} => a: completion_ratio 2, default of the type 4, ×0.5.
            {"a":{"ratio":1.250,"completion_ratio":0}} => The same ratios as the default of the type: a.
            {"a":{"ratio":0,"max_tokens":9}} =>
            {"free":{"ratio":2}} => free: ratio 2, default of the type 0.
            {"b":{"ratio":2},"c":{"ratio":3}} => The type has no default price for b, c.
            "##,
            |text| {
                let found = findings(
                    &Evidence {
                        at: &Locator::of_id("channels", "1"),
                        row: &Record::default(),
                        who: &Record::default(),
                        seen: &seen,
                        now: UnixSeconds(0),
                    },
                    &serde_json::from_str(text).expect("an object"),
                );
                let said = found.iter().map(|finding| {
                    finding.words.fill(Language::English, &|slot| {
                        let found = finding.slots.iter().find(|(known, _)| *known == slot);
                        match found.map(|(_, value)| value) {
                            Some(Value::Text(text)) => text.clone(),
                            Some(Value::Words(words)) => words.join(", "),
                            other => panic!("{slot}: {other:?}"),
                        }
                    })
                });
                said.collect::<Vec<_>>().join(" | ")
            },
        );
    }
}
