//! Rows as lines of a CSV file (RFC 4180): numbers as plain digits, times in UTC, and no text that a
//! spreadsheet would take for a formula.

use std::borrow::Cow;

use super::draw::{View, with_unit};
use super::facts::exact_in;
use super::row::Row;
use crate::domain::ids::SpelledId;
use crate::domain::time::UnixSeconds;
use crate::schema::{FieldSpec, Kind, Place, Resource, Value};

/// Tells a spreadsheet that the file is UTF-8.
pub const MARK: &str = "\u{feff}";

/// Returns the fields of an export: all that the console shows, in the order of the catalogue. A
/// secret is no field.
fn fields(resource: &Resource) -> impl Iterator<Item = &'static FieldSpec> {
    let shown = |field: &&FieldSpec| {
        field.place != Place::Nowhere && !matches!(field.kind, Kind::Part { .. })
    };
    resource.fields.iter().filter(shown)
}

/// Returns the first line: the labels of the fields. Quota stands in units and in money, and a reference
/// as a name and an id.
#[must_use]
pub fn head(resource: &Resource, view: &View) -> String {
    let mut cells = Vec::new();
    for field in fields(resource) {
        let label = view.say(field.label);
        let also = match field.kind {
            Kind::Quota => Some("USD"),
            Kind::Ref(_) => Some("id"),
            _ => None,
        };
        let unit = match field.kind {
            Kind::Decimal(unit) if !unit.is_empty() => Some(unit),
            Kind::Money => Some("USD"),
            _ => None,
        };
        cells.push(unit.map_or_else(|| label.clone(), |unit| format!("{label} ({unit})")));
        cells.extend(also.map(|also| format!("{label} ({also})")));
    }
    line(cells.into_iter().map(Cow::Owned))
}

/// Returns the line of a row.
#[must_use]
pub fn row(resource: &Resource, row: &Row, view: &View) -> String {
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    for field in fields(resource) {
        let value = field.value(&row.record);
        cells.push(cell(field, value, view));
        match (field.kind, value) {
            (Kind::Quota, Value::QuotaUnits(units)) => {
                let money = view.quota.and_then(|rate| rate.money(*units));
                let money = money.map_or_else(String::new, |money| money.value.plain());
                cells.push(money.into());
            }
            (Kind::Ref(_), Value::Ref(reference)) => {
                let id = reference.id.as_ref().map_or("", SpelledId::as_str);
                cells.push(guarded(id.into()));
            }
            (Kind::Quota | Kind::Ref(_), _) => cells.push("".into()),
            _ => {}
        }
    }
    line(cells.into_iter())
}

fn cell<'a>(field: &FieldSpec, value: &'a Value, view: &View) -> Cow<'a, str> {
    match value {
        Value::Missing => "".into(),
        Value::Null => field
            .none
            .map_or_else(String::new, |none| view.say(none))
            .into(),
        Value::Truth(truth) => truth.to_string().into(),
        Value::Whole(whole) => whole.to_string().into(),
        Value::QuotaUnits(units) => units.0.to_string().into(),
        Value::Amount(amount) => amount.value.plain().into(),
        Value::Time(at) => utc(*at).into(),
        Value::Decimal(value) => match field.kind {
            Kind::Decimal(unit) if value.unit == unit => guarded(value.text.as_str().into()),
            _ => guarded(with_unit(&value.text, &value.unit).into()),
        },
        Value::Text(text) if !matches!(field.kind, Kind::Word(_)) => guarded(text.as_str().into()),
        Value::Document(document) => guarded(document.0.as_str().into()),
        Value::Unreadable(text) => guarded(text.as_str().into()),
        Value::Ref(reference) => guarded(view.name_of(reference).into()),
        value => guarded(exact_in(field, value, view).into()),
    }
}

/// Writes an instant as `2026-11-22T09:05:03Z`.
fn utc(at: UnixSeconds) -> String {
    format!("{}Z", at.wall_clock(0).replacen(' ', "T", 1))
}

/// Whether a character has no shape of its own: white space, a control, a mark of direction or width.
fn is_unseen(one: char) -> bool {
    let format = matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    format || one.is_whitespace() || one.is_control()
}

/// Puts an apostrophe before text that a spreadsheet would take for a formula, also where it hides
/// behind white space. A plain number stays one.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_number = text.parse::<i64>().is_ok();
    let is_formula = text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(is_unseen).starts_with(FORMULA);
    match is_formula && !is_number {
        true => format!("'{text}").into(),
        false => text,
    }
}

fn line<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    let special = [',', '"', '\n', '\r', ';', '\t'];
    match cell.contains(special) || cell.starts_with(' ') || cell.ends_with(' ') {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{guarded, head, quoted, row};
    use crate::domain::quota::QuotaRate;
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::View;
    use crate::records::sample::{THINGS, row as sample};
    use crate::words::Language;
    use proptest::prelude::*;

    fn view() -> View<'static> {
        View {
            language: Language::English,
            now: UnixSeconds(0),
            quota: QuotaRate::read("500000"),
            stamp: &|at| at.wall_clock(0),
            label: &|_, _| None,
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run() {
        check_table(
            r##"
            plain => plain
            =1+1 => '=1+1
            +1 (555) => '+1 (555)
            -2+3 => '-2+3
            @cmd => '@cmd
            ＝HYPERLINK => '＝HYPERLINK
            # A number is no formula.
            -5 => -5
            a=b => a=b
            "##,
            |text| guarded(text.into()).into_owned(),
        );
        for hidden in [
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{200b}=1",
            "\u{feff}+1",
            "\u{202e} @1",
        ] {
            assert!(guarded(hidden.into()).starts_with('\''), "{hidden:?}");
        }
    }

    #[test]
    fn a_head_and_its_rows_have_the_same_cells() {
        let count = |line: &str| {
            let mut within = false;
            let commas = line.chars().filter(|one| {
                within ^= *one == '"';
                *one == ',' && !within
            });
            commas.count()
        };
        let head = head(&THINGS, &view());
        for json in [
            r#"{"id":1}"#,
            r#"{"id":"=1","name":"a, \"b\"\n=c","owner":{"id":"p","name":"-P"},"price_usd":"0.000000001","size":9007199254740993,"status":"active","tags":["x","y"],"created_at":5}"#,
            r#"{"id":1,"name":null,"owner":null,"size":"odd","price_usd":"$7"}"#,
        ] {
            let line = row(&THINGS, &sample(json), &view());
            assert_eq!(count(&line), count(&head), "{head}{line}");
            assert!(line.ends_with("\r\n"));
        }
    }

    #[test]
    fn values_are_exact() {
        let line = row(
            &THINGS,
            &sample(
                r#"{"id":1,"name":"=cmd|' /C calc'!A0","size":-9223372036854775808,"price_usd":"0.000000001"}"#,
            ),
            &view(),
        );
        for part in ["'=cmd|' /C calc'!A0", "-9223372036854775808", "0.000000001"] {
            assert!(line.contains(part), "{line}");
        }
    }

    proptest! {
        /// No text ends its cell or begins a formula.
        #[test]
        fn any_text_is_one_cell(text in any::<String>()) {
            let cell = quoted(&guarded(text.as_str().into()));
            let (inner, is_quoted) = match cell.strip_prefix('"') {
                Some(rest) => (rest.strip_suffix('"').expect("closed").to_owned(), true),
                None => (cell.clone(), false),
            };
            prop_assert!(!inner.replace("\"\"", "").contains('"'));
            let inner = inner.replace("\"\"", "\"");
            prop_assert!(is_quoted || !inner.contains([',', '\n', '\r']));
            let is_number = inner.parse::<i64>().is_ok();
            prop_assert!(is_number || !inner.trim_start().starts_with(['=', '+', '-', '@']));
        }
    }
}
