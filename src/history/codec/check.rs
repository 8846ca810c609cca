//! Stored checks: an object whose `check` field names the variant.

use serde_json::Value as Json;

use super::json::{list, object, read, read_text, read_texts, read_truth, read_whole, word};
use super::value::{read_id, read_locator, read_value, write_locator, write_value};
use crate::domain::ids::Id;
use crate::schema::{Baseline, Check, Locator, Value};

pub(super) fn write_check(check: &Check) -> Json {
    let (name, fields) = match check {
        Check::Becomes {
            at,
            field,
            before,
            to,
        } => ("becomes", of_field(at, field, before, Some(("to", to)))),
        Check::Rises {
            at,
            field,
            before,
            by,
        } => ("rises", of_field(at, field, before, Some(("by", by)))),
        Check::Differs { at, field, before } => ("differs", of_field(at, field, before, None)),
        Check::Goes { at } => ("goes", vec![("at", write_locator(at))]),
        Check::Appears {
            of,
            name,
            baseline,
            count,
        } => (
            "appears",
            vec![
                ("of", word(of)),
                ("name", word(name)),
                ("before", texts(&baseline.ids)),
                ("whole", Json::Bool(baseline.whole)),
                ("count", Json::from(*count)),
            ],
        ),
        Check::Lists { of, ids } => ("lists", vec![("of", word(of)), ("ids", texts(ids))]),
        Check::Named { of, by_step } => ("named", of_step(of, *by_step)),
        Check::Made {
            of,
            by_step,
            field,
            to,
        } => {
            let mut fields = of_step(of, *by_step);
            fields.push(("field", word(field)));
            fields.push(("to", write_value(to)));
            ("made", fields)
        }
        Check::Removed { of, by_step } => ("removed", of_step(of, *by_step)),
        Check::ResponseOnly => ("answered", vec![]),
    };
    let mut all = vec![("check", word(name))];
    all.extend(fields);
    object(all)
}

fn of_field<'a>(
    at: &Locator,
    field: &Id,
    before: &Value,
    then: Option<(&'a str, &Value)>,
) -> Vec<(&'a str, Json)> {
    let mut fields = vec![
        ("at", write_locator(at)),
        ("field", word(field)),
        ("before", write_value(before)),
    ];
    fields.extend(then.map(|(name, value)| (name, write_value(value))));
    fields
}

fn of_step(of: &Id, by_step: usize) -> Vec<(&'static str, Json)> {
    vec![("of", word(of)), ("by_step", Json::from(by_step))]
}

fn texts(texts: &[String]) -> Json {
    list(texts, |text| word(text))
}

pub(super) fn read_check(json: &Json) -> Option<Check> {
    let at = || read(json, "at", read_locator);
    let field = || read(json, "field", read_id);
    let before = || read(json, "before", read_value);
    let of = || read(json, "of", read_id);
    let by_step = || read(json, "by_step", read_whole);
    Some(match json.get("check")?.as_str()? {
        "becomes" => Check::Becomes {
            at: at()?,
            field: field()?,
            before: before()?,
            to: read(json, "to", read_value)?,
        },
        "rises" => Check::Rises {
            at: at()?,
            field: field()?,
            before: before()?,
            by: read(json, "by", read_value)?,
        },
        "differs" => Check::Differs {
            at: at()?,
            field: field()?,
            before: before()?,
        },
        "goes" => Check::Goes { at: at()? },
        "appears" => Check::Appears {
            of: of()?,
            name: read(json, "name", read_text)?,
            baseline: Baseline {
                ids: read(json, "before", read_texts)?,
                whole: read(json, "whole", read_truth)?,
            },
            count: read(json, "count", read_whole)?,
        },
        "lists" => Check::Lists {
            of: of()?,
            ids: read(json, "ids", read_texts)?,
        },
        "named" => Check::Named {
            of: of()?,
            by_step: by_step()?,
        },
        "made" => Check::Made {
            of: of()?,
            by_step: by_step()?,
            field: field()?,
            to: read(json, "to", read_value)?,
        },
        "removed" => Check::Removed {
            of: of()?,
            by_step: by_step()?,
        },
        "answered" => Check::ResponseOnly,
        _ => return None,
    })
}
