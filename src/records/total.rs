//! What the shown rows come to, the sums of each word by themselves: money that comes in is not added
//! to money that goes out.

use super::row::Row;
use crate::domain::ids::SpelledId;
use crate::domain::money::{Amount, Sum};
use crate::domain::order::sorted;
use crate::schema::{Kind, Record, Resource, Value};
use crate::text;
use crate::words::{Language, Phrase, Say, Text};

const OUT_OF_RANGE: Text = text!("too large to add up" / "数额过大，无法合计");
const LEFT_OUT: Text = text!(
    "{n} row without an amount is not in it"
        / "{n} rows without an amount are not in it"
        / "其中 {n} 行没有金额，未计入"
);

/// What rows of one word come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    /// The word; `None` for rows without one.
    pub word: Option<String>,
    /// The sum, and whether every part of it was exact.
    pub sum: Sum,
    /// Rows that were added up.
    pub rows: usize,
    /// Rows without an amount that could be added.
    pub left_out: usize,
}

/// What rows come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<Subtotal>);

impl Totals {
    /// Adds up what a resource says is added up; `None` where it says nothing. The words stand in
    /// their order, rows without one first.
    #[must_use]
    pub fn of<'a>(resource: &Resource, rows: impl Iterator<Item = &'a Row>) -> Option<Self> {
        let total = resource.total.as_ref()?;
        let mut groups: Vec<(Option<&str>, Vec<Option<&Amount>>)> = Vec::new();
        for row in rows {
            let word = total.by.and_then(|by| word(row.record.value(by)));
            let amount = amount(&row.record, total.of);
            match groups.iter_mut().find(|(known, _)| *known == word) {
                Some((_, amounts)) => amounts.push(amount),
                None => groups.push((word, vec![amount])),
            }
        }
        let groups = sorted(groups, |(a, _), (b, _)| a.cmp(b));
        let add = |(word, amounts): (Option<&str>, Vec<Option<&Amount>>)| {
            let told: Vec<&Amount> = amounts.iter().copied().flatten().collect();
            Subtotal {
                word: word.map(str::to_owned),
                rows: told.len(),
                left_out: amounts.len() - told.len(),
                sum: Sum::of(told),
            }
        };
        Some(Self(groups.into_iter().map(add).collect()))
    }

    /// Returns what the rows of each word come to.
    #[must_use]
    pub fn parts(&self) -> &[Subtotal] {
        &self.0
    }

    /// Returns how many rows there are, with an amount or without.
    #[must_use]
    pub fn rows(&self) -> usize {
        let rows = |part: &Subtotal| part.rows + part.left_out;
        self.0.iter().map(rows).sum()
    }

    /// Returns how many rows have no amount that could be added.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.0.iter().map(|part| part.left_out).sum()
    }

    /// Says the sums: one alone, several with their words: `request 1.50 USD · topup 20.00 USD`.
    #[must_use]
    pub fn say(&self, resource: &Resource, language: Language) -> String {
        let named = |part: &Subtotal| {
            let word = match &part.word {
                Some(word) => word_of(resource, word, language),
                None => {
                    let without = resource.total.as_ref().map(|total| total.without);
                    without.map_or_else(String::new, |word| word.say(language).to_owned())
                }
            };
            format!("{word} {}", sum(&part.sum, language))
        };
        match self.0.as_slice() {
            [] => sum(&Sum::of([]), language),
            [part] => sum(&part.sum, language),
            parts => parts.iter().map(named).collect::<Vec<_>>().join(" · "),
        }
    }
}

/// Says how many rows are not in a sum; nothing where there are none.
#[must_use]
pub fn left_out(rows: usize, language: Language) -> Option<String> {
    (rows > 0).then(|| Phrase::from(LEFT_OUT).with("n", rows).say(language))
}

/// Writes a sum with its unit, marked where a part of it was not exact.
fn sum(sum: &Sum, language: Language) -> String {
    let mark = if sum.exact { "" } else { "≈ " };
    sum.total.map_or_else(
        || OUT_OF_RANGE.say(language).to_owned(),
        |total| format!("{mark}{} USD", total.exact()),
    )
}

fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::Ref(reference) => {
            let id = reference.id.as_ref().map(SpelledId::as_str);
            id.or(reference.name.as_deref())
        }
        _ => None,
    }
}

/// What a word is called: a status in our words, any other as it came.
fn word_of(resource: &Resource, word: &str, language: Language) -> String {
    let by = resource.total.as_ref().and_then(|total| total.by);
    let kind = by.and_then(|by| resource.field(by)).map(|field| field.kind);
    let known = match kind {
        Some(Kind::Word(words)) => words.iter().find(|(known, ..)| *known == word),
        _ => None,
    };
    known.map_or_else(
        || word.to_owned(),
        |(_, words, _)| words.say(language).to_owned(),
    )
}

fn amount<'a>(record: &'a Record, field: &str) -> Option<&'a Amount> {
    match record.value(field) {
        Value::Amount(amount) => Some(amount),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Totals, left_out};
    use crate::records::sample::{MY_THING, THINGS, row};
    use crate::words::Language;

    fn told(things: &[&str], language: Language) -> (String, usize, usize) {
        let rows: Vec<_> = things
            .iter()
            .map(|fields| row(&format!("{{\"id\":1,{fields}}}")))
            .collect();
        let totals = Totals::of(&THINGS, rows.iter().map(AsRef::as_ref));
        let totals = totals.expect("things are added up");
        let said = totals.say(&THINGS, language).replace('\u{a0}', " ");
        (said, totals.rows(), totals.left_out())
    }

    #[test]
    fn words_are_told_apart() {
        let check = |things: &[&str], expect: (&str, usize, usize)| {
            let (said, rows, left_out) = told(things, Language::English);
            assert_eq!((said.as_str(), rows, left_out), expect);
        };
        check(&[], ("0.00 USD", 0, 0));
        check(
            &[
                r#""price_usd":"0.5","status":"active""#,
                r#""price_usd":"0.000000001","status":"active""#,
            ],
            ("0.500000001 USD", 2, 0),
        );
        check(
            &[
                r#""price_usd":"1","status":"odd""#,
                r#""price_usd":"20","status":"active""#,
                r#""price_usd":"2""#,
                r#""price_usd":"3","status":"odd""#,
            ],
            (
                "without status 2.00 USD · Active 20.00 USD · odd 4.00 USD",
                4,
                0,
            ),
        );
        // What is not told, or cannot be read, is in no sum.
        check(
            &[r#""price_usd":"7""#, r#""price_usd":"$7""#, r#""size":1"#],
            ("7.00 USD", 3, 2),
        );
        check(
            &[r#""price_usd":1.5"#, r#""price_usd":"1""#],
            ("≈ 2.50 USD", 2, 0),
        );
        let most = format!("\"price_usd\":\"{}\"", "9".repeat(29));
        check(&[&most, &most], ("too large to add up", 2, 0));
        assert_eq!(Totals::of(&MY_THING, std::iter::empty()), None);
    }

    #[test]
    fn rows_that_are_not_in_it() {
        let check = |rows, language, expect: Option<&str>| {
            assert_eq!(left_out(rows, language).as_deref(), expect);
        };
        check(0, Language::English, None);
        let one = "1 row without an amount is not in it";
        check(1, Language::English, Some(one));
        let two = "2 rows without an amount are not in it";
        check(2, Language::English, Some(two));
        check(2, Language::Chinese, Some("其中 2 行没有金额，未计入"));
    }
}
