//! What may be typed, a line per case.

use proptest::prelude::*;

use super::{Input, allowed, read_id, read_input, read_key, typed, typed_moment};
use crate::domain::money::Usd;
use crate::domain::time::UnixSeconds;
use crate::schema::{DocumentKind, Value};
use crate::text;
use crate::words::{Language, Say, Text};

const LABEL: Text = text!("Label" / "标签");
const NOW: UnixSeconds = UnixSeconds(1_711_471_533);

fn read(input: &Input, typed: &str) -> Result<Value, Text> {
    read_input(input, typed, NOW, &|_| 0)
}

fn check(input: &Input, text: &str, expect: Result<&str, &str>) {
    let got = read(input, text);
    let got = got.map(|value| typed(&value));
    let got = got.map_err(|problem| problem.say(Language::English));
    assert_eq!(
        got.as_deref().map_err(|problem| *problem),
        expect,
        "{text:?}"
    );
}

#[test]
fn amounts() {
    let input = Input::money("amount", LABEL)
        .required(text!("Type an amount." / "请输入金额。"))
        .spec;
    let check = |text, expect| check(&input, text, expect);
    check("25", Ok("25"));
    check(" 1 234.50 ", Ok("1234.5"));
    check("0.000000001", Ok("0.000000001"));
    check("", Err("Type an amount."));
    check("  ", Err("Type an amount."));
    check(
        "1,5",
        Err("Use a point for decimals and no commas: a comma could mean either."),
    );
    check("$5", Err("Type a plain number such as 25 or 0.5."));
    check("1e3", Err("Type a plain number such as 25 or 0.5."));
    check("0", Err("Type an amount above zero."));
    check("-5", Err("Type an amount above zero."));
    check(
        "0.0000000001",
        Err("At most nine decimals. Nothing is rounded for you."),
    );
    check(
        "1000000000000",
        Err("At most twelve digits before the point."),
    );
}

#[test]
fn names() {
    let input = Input::text("name", LABEL, 128)
        .required(text!("Give it a name." / "请命名。"))
        .spec;
    let check = |text: &str, expect| check(&input, text, expect);
    check(" Team A ", Ok("Team A"));
    check(" \t", Err("Give it a name."));
    check(
        "a\u{7}b",
        Err("Line breaks and control characters are not allowed."),
    );
    check(
        "a\nb",
        Err("Line breaks and control characters are not allowed."),
    );
    check(&"é".repeat(129), Err("This text is too long."));
    let longest = "é".repeat(128);
    check(&longest, Ok(&longest));
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
fn whole_numbers() {
    let input = Input::whole("grace", LABEL, 0, 86_400).spec;
    let whole = "Type a whole number such as 600, without a unit.";
    let check = |text, expect| check(&input, text, expect);
    check(" 90 ", Ok("90"));
    check("0", Ok("0"));
    check("86400", Ok("86400"));
    check("86401", Err("This number is too large."));
    check("99999999999999999999", Err("This number is too large."));
    check("-1", Err(whole));
    check("+1", Err(whole));
    check("1.5", Err(whole));
    check("an hour", Err(whole));
    let input = Input::whole("weight", LABEL, -5, 5).spec;
    let check = |text, expect| self::check(&input, text, expect);
    check("-5", Ok("-5"));
    check("-6", Err("This number is too small."));
    check("-99999999999999999999", Err("This number is too small."));
    check("--5", Err(whole));
    check("-", Err(whole));
    let input = Input::quota("quota", LABEL).spec;
    let check = |text, expect| self::check(&input, text, expect);
    check("500000", Ok("500000"));
    check("-1", Err(whole));
    check("9223372036854775808", Err("This number is too large."));
}

#[test]
fn numbers_with_a_unit() {
    let input = Input::decimal("ratio", LABEL, "x", 2).spec;
    let plain = "Type a plain number such as 25 or 0.5.";
    let many = "Too many decimals. Nothing is rounded for you.";
    let check = |text, expect| check(&input, text, expect);
    check("2.50", Ok("2.50"));
    check("-1", Ok("-1"));
    check("2.505", Err(many));
    check("2.500", Err(many));
    check("2e1", Err(plain));
    check("two", Err(plain));
    check(
        "2,5",
        Err("Use a point for decimals and no commas: a comma could mean either."),
    );
}

#[test]
fn lines_and_choices() {
    let input = Input::lines("models", LABEL, 2).spec;
    check(&input, " a \n\n b\r\n", Ok("a\nb"));
    check(&input, "a\nb\nc", Err("These are too many lines."));
    check(
        &input,
        "a\u{7}",
        Err("Line breaks and control characters are not allowed."),
    );
    let input = Input::select("kind", LABEL, &[("all", text!("All" / "全部"))]).spec;
    check(&input, "all", Ok("all"));
    check(&input, "any", Err("Choose one of these."));
    let input = Input::switch("on", LABEL).spec;
    check(&input, "true", Ok("true"));
    check(&input, "", Ok("false"));
}

#[test]
fn documents() {
    let json = Input::document("doc", LABEL, DocumentKind::Json).spec;
    check(&json, "{ \"a\": 2.50 }", Ok("{ \"a\": 2.50 }"));
    check(&json, "{", Err("This is not valid JSON."));
    let ratios = Input::document("doc", LABEL, DocumentKind::Ratios).spec;
    check(&ratios, r#"{"gpt":2.50}"#, Ok(r#"{"gpt":2.50}"#));
    let no = "This must be a JSON object of names and numbers.";
    check(&ratios, r#"{"gpt":"2"}"#, Err(no));
    check(&ratios, "[]", Err(no));
}

#[test]
fn ids_that_are_typed() {
    let check = |text: &str, expect: Result<&str, &str>| {
        let got = read_id(text).map_err(|problem| problem.say(Language::English));
        assert_eq!(got, expect, "{text:?}");
    };
    check(" u1 ", Ok("u1"));
    check("...", Ok("..."));
    check("  ", Err("Type the id."));
    check("u 9", Err("An id has no spaces or control characters."));
    check("u\u{7}9", Err("An id has no spaces or control characters."));
    check(".", Err("Dots alone are not an id."));
    check("..", Err("Dots alone are not an id."));
}

#[test]
fn keys_that_are_pasted() {
    let broken = "A key has no spaces or special letters: the paste looks broken.";
    let check = |text: &str, expect: Result<&str, &str>| {
        let got = read_key(text).map_err(|problem| problem.say(Language::English));
        assert_eq!(got, expect, "{text:?}");
    };
    check(" sk-lazytech-1\r\n", Ok("sk-lazytech-1"));
    check(" \n", Err("Paste a key."));
    check("Bearer sk-1", Err(broken));
    check("sk-1\nsk-2", Err(broken));
    check("sk-\u{430}", Err(broken));
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
        assert_eq!(
            typed_moment(UnixSeconds(expect), offset(UnixSeconds(expect))),
            text
        );
    };
    check("2024-03-31T00:30", 1_711_846_800 - 5_400);
    check("2024-03-31T03:30", 1_711_846_800 + 1_800);
    check("2024-06-01T12:00", 1_717_236_000);
}

#[test]
fn what_is_allowed() {
    let check = |input: Input, expect: Option<&str>| {
        let words = allowed(&input).map(|words| words.say(Language::English));
        assert_eq!(words.as_deref(), expect);
    };
    check(
        Input::whole("a", LABEL, 0, 86_400).spec,
        Some("A whole number from 0 to 86400."),
    );
    check(
        Input::text("a", LABEL, 128).spec,
        Some("At most 128 characters."),
    );
    check(Input::lines("a", LABEL, 1).spec, Some("At most 1 line."));
    check(
        Input::decimal("a", LABEL, "s", 2).spec,
        Some("At most 2 decimals."),
    );
    check(Input::money("a", LABEL).spec, None);
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
