//! What may be typed, a line per case.

use proptest::prelude::*;

use super::{Input, allowed, read_id, read_input, read_key, typed};
use crate::domain::money::Usd;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::schema::{DocumentKind, Value};
use crate::text;
use crate::words::{Language, Say, Text};

const LABEL: Text = text!("Label" / "标签");
const NOW: UnixSeconds = UnixSeconds(1_711_471_533);

fn read(input: &Input, typed: &str) -> Result<Value, Text> {
    read_input(input, typed, NOW, &|_| 0)
}

/// An input of each kind.
fn input(kind: &str) -> Input {
    match kind {
        "money" => {
            Input::money("amount", LABEL)
                .required(text!("Type an amount." / "请输入金额。"))
                .spec
        }
        "text" => {
            Input::text("name", LABEL, 8)
                .required(text!("Give it a name." / "请命名。"))
                .spec
        }
        "seconds" => Input::whole("grace", LABEL, 0, 86_400).spec,
        "weight" => Input::whole("weight", LABEL, -5, 5).spec,
        "quota" => Input::quota("quota", LABEL).spec,
        "decimal" => Input::decimal("ratio", LABEL, "x", 2).spec,
        "lines" => Input::lines("models", LABEL, 2).spec,
        "select" => Input::select("kind", LABEL, &[("all", text!("All" / "全部"))]).spec,
        "switch" => Input::switch("on", LABEL).spec,
        "json" => Input::document("doc", LABEL, DocumentKind::Json).spec,
        "ratios" => Input::document("doc", LABEL, DocumentKind::Ratios).spec,
        other => panic!("no such kind: {other}"),
    }
}

/// The result of each text; `·` is a blank at an edge, `⏎` a line break, `␇` a bell character.
#[test]
fn what_may_be_typed() {
    check_table(
        r##"
        money | 25 => 25
        money | ·1 234.50· => 1234.5
        money | 0.000000001 => 0.000000001
        money | => ! Type an amount.
        money | ·· => ! Type an amount.
        money | 1,5 => ! Use a point for decimals and no commas: a comma could mean either.
        money | $5 => ! Type a plain number such as 25 or 0.5.
        money | 1e3 => ! Type a plain number such as 25 or 0.5.
        money | 0 => ! Type an amount above zero.
        money | -5 => ! Type an amount above zero.
        money | 0.0000000001 => ! At most nine decimals. Nothing is rounded for you.
        money | 1000000000000 => ! At most twelve digits before the point.
        text | ·Team A· => Team A
        text | ·· => ! Give it a name.
        text | a␇b => ! Line breaks and control characters are not allowed.
        text | a⏎b => ! Line breaks and control characters are not allowed.
        text | éééééééé => éééééééé
        text | ééééééééé => ! This text is too long.
        seconds | ·90· => 90
        seconds | 0 => 0
        seconds | 86400 => 86400
        seconds | 86401 => ! This number is too large.
        seconds | 99999999999999999999 => ! This number is too large.
        seconds | -1 => ! Type a whole number, without a unit.
        seconds | +1 => ! Type a whole number, without a unit.
        seconds | 1.5 => ! Type a whole number, without a unit.
        seconds | an hour => ! Type a whole number, without a unit.
        weight | -5 => -5
        weight | -6 => ! This number is too small.
        weight | -99999999999999999999 => ! This number is too small.
        weight | --5 => ! Type a whole number, without a unit.
        weight | - => ! Type a whole number, without a unit.
        quota | 500000 => 500000
        quota | -1 => ! Type a whole number, without a unit.
        quota | 9223372036854775808 => ! This number is too large.
        decimal | 2.50 => 2.50
        decimal | -1 => -1
        decimal | 2.505 => ! Too many decimals. Nothing is rounded for you.
        decimal | 2.500 => ! Too many decimals. Nothing is rounded for you.
        decimal | 2e1 => ! Type a plain number such as 25 or 0.5.
        decimal | two => ! Type a plain number such as 25 or 0.5.
        decimal | 2,5 => ! Use a point for decimals and no commas: a comma could mean either.
        lines | ·a·⏎⏎·b⏎ => a⏎b
        lines | a⏎b⏎c => ! These are too many lines.
        lines | a␇ => ! Line breaks and control characters are not allowed.
        select | all => all
        select | any => ! Choose one of these.
        switch | true => true
        switch | => false
        json | { "a": 2.50 } => { "a": 2.50 }
        json | { => ! This is not valid JSON.
        ratios | {"gpt":2.50} => {"gpt":2.50}
        ratios | {"gpt":"2"} => ! This must be a JSON object of names and numbers.
        ratios | {} => {}
        ratios | {"a:\"{":-1, "b" : 2e3} => {"a:\"{":-1, "b" : 2e3}
        ratios | {"a":{"b":1}} => ! This must be a JSON object of names and numbers.
        ratios | {"a":1,"b":[1]} => ! This must be a JSON object of names and numbers.
        ratios | {"a":1,"\ud800":1} => ! This is not valid JSON.
        ratios | "a" => ! This must be a JSON object of names and numbers.
        ratios | 1 => ! This must be a JSON object of names and numbers.
        ratios | [] => ! This must be a JSON object of names and numbers.
        "##,
        |line| {
            let [kind, text] = parts(line);
            said(read(&input(kind), &plain(text)).map(|value| typed(&value)))
        },
    );
}

fn plain(text: &str) -> String {
    text.replace('·', " ")
        .replace('⏎', "\n")
        .replace('␇', "\u{7}")
}

fn said<T: Into<String>>(got: Result<T, Text>) -> String {
    match got {
        Ok(text) => text.into().replace('\n', "⏎"),
        Err(problem) => format!("! {}", problem.say(Language::English)),
    }
}

#[test]
fn ids_that_are_typed() {
    check_table(
        r##"
        ·u1· => u1
        ... => ...
        ·· => ! Type the id.
        u 9 => ! An id has no spaces or control characters.
        u␇9 => ! An id has no spaces or control characters.
        . => ! Dots alone are not an id.
        .. => ! Dots alone are not an id.
        "##,
        |text| said(read_id(&plain(text))),
    );
}

#[test]
fn keys_that_are_pasted() {
    check_table(
        r##"
        ·sk-lazytech-1⏎ => sk-lazytech-1
        ·⏎ => ! Paste a key.
        Bearer sk-1 => ! A key has no spaces or special letters: the paste looks broken.
        sk-1⏎sk-2 => ! A key has no spaces or special letters: the paste looks broken.
        sk-а => ! A key has no spaces or special letters: the paste looks broken.
        "##,
        |text| said(read_key(&plain(text))),
    );
}

#[test]
fn nothing_is_missing_where_that_is_allowed() {
    let check = |input: Input| assert_eq!(read(&input, " "), Ok(Value::Missing));
    check(Input::money("a", LABEL).spec);
    check(Input::text("a", LABEL, 9).spec);
    check(Input::moment("a", LABEL).spec);
    check(Input::select("a", LABEL, &[]).spec);
    check(Input::document("a", LABEL, DocumentKind::Json).spec);
    check(Input::secret("a", LABEL).spec);
}

#[test]
fn moments() {
    let past = text!("That moment has passed." / "该时间已过。");
    const PAST: Text = text!("That moment has passed." / "该时间已过。");
    let input = Input::moment("ends", LABEL)
        .check(|value, now| match value {
            Value::Time(at) if *at <= now => Some(PAST),
            _ => None,
        })
        .spec;
    let choose = text!("Choose a date and a time." / "请选择日期和时间。");
    let check = |text: &str, expect: Result<i64, Text>| {
        let expect = expect.map(|at| Value::Time(UnixSeconds(at)));
        assert_eq!(read(&input, text), expect, "{text}");
    };
    check("2024-03-26T16:46", Ok(1_711_471_560));
    check("2024-03-26T16:45", Err(past));
    check("2024-02-30T10:00", Err(choose));
    check("soon", Err(choose));
    // An hour ahead of UTC until 2024-03-31T01:00Z, two hours from then on.
    let offset = |at: UnixSeconds| if at.0 < 1_711_846_800 { 60 } else { 120 };
    let check = |text: &str, expect| {
        let got = read_input(&input, text, NOW, &offset);
        assert_eq!(got, Ok(Value::Time(UnixSeconds(expect))), "{text}");
    };
    check("2024-03-31T00:30", 1_711_846_800 - 5_400);
    check("2024-03-31T03:30", 1_711_846_800 + 1_800);
    check("2024-06-01T12:00", 1_717_236_000);
}

#[test]
fn what_is_allowed() {
    check_table(
        r##"
        seconds => A whole number from 0 to 86400.
        text => At most 8 characters.
        lines => At most 2 lines.
        decimal => At most 2 decimals.
        money =>
        "##,
        |kind| {
            let words = allowed(&input(kind));
            words.map_or_else(String::new, |words| words.say(Language::English))
        },
    );
}

proptest! {
    #[test]
    fn money_survives_its_text(nanos in 1_i128..10_i128.pow(21)) {
        let input = Input::money("amount", LABEL).spec;
        let amount = crate::domain::money::Amount::computed(Usd::from_nanos(nanos));
        let value = Value::Amount(Box::new(amount));
        prop_assert_eq!(read(&input, &typed(&value)), Ok(value));
    }

    #[test]
    fn whole_numbers_survive_their_text(number in any::<i64>()) {
        let input = Input::whole("a", LABEL, i64::MIN, i64::MAX).spec;
        prop_assert_eq!(read(&input, &number.to_string()), Ok(Value::Whole(number)));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let inputs = [
            Input::money("a", LABEL).spec,
            Input::whole("a", LABEL, -5, 5).spec,
            Input::decimal("a", LABEL, "", 3).spec,
            Input::lines("a", LABEL, 3).spec,
            Input::moment("a", LABEL).spec,
            Input::document("a", LABEL, DocumentKind::Ratios).spec,
        ];
        for input in inputs {
            let _ = read(&input, &text);
        }
        let _ = (read_id(&text).is_ok(), read_key(&text).is_ok());
    }
}
