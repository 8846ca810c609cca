//! Cells of a table, a line per kind of value.

use super::{Shown, View, cell};
use crate::domain::time::UnixSeconds;
use crate::records::sample::{THINGS, record};
use crate::words::Language;

/// A cell in one line.
fn word(shown: &Shown) -> String {
    let plain = |text: &str| text.replace('\u{a0}', " ");
    match shown {
        Shown::Dash => "–".to_owned(),
        Shown::Faint(text) => format!("faint {text}"),
        Shown::Text(text) => plain(text),
        Shown::Mono(text) => format!("mono {text}"),
        Shown::Figure {
            text,
            exact,
            approximate,
        } => {
            let mark = if *approximate { "≈" } else { "" };
            format!("{mark}{} ({})", plain(text), plain(exact))
        }
        Shown::Badge { tone, word } => format!("{tone:?} {word}"),
        Shown::Meter { percent, words } => format!("meter {percent} {}", plain(words)),
        Shown::Moment(at) => format!("at {}", at.0),
    }
}

#[test]
fn cells_of_each_kind() {
    let check = |fields: &str, field: &str, english: &str, chinese: &str| {
        for (language, expect) in [(Language::English, english), (Language::Chinese, chinese)] {
            let view = View {
                language,
                now: UnixSeconds(1_000),
                stamp: &|at| at.0.to_string(),
                label: &|resource, id| {
                    (resource == "groups" && id == "g1").then(|| "Team A".to_owned())
                },
            };
            let spec = THINGS.field(field).expect("the sample has the field");
            let shown = cell(spec, &record(fields), &view);
            assert_eq!(word(&shown), expect, "{fields}");
        }
    };
    let both = |fields: &str, field: &str, expect: &str| check(fields, field, expect, expect);
    both("", "name", "–");
    both(r#""name":null"#, "name", "–");
    both(r#""name":"A""#, "name", "A");
    check(
        r#""name":[]"#,
        "name",
        "Attention unreadable",
        "Attention 无法解读",
    );
    both(r#""masked_value":"sk-...a""#, "masked", "mono sk-...a");
    check(r#""status":"ACTIVE""#, "status", "Good Active", "Good 正常");
    both(r#""status":"Odd ""#, "status", "Neutral Odd");
    both("", "status", "–");
    both(r#""size":12345"#, "size", "12345");
    check(r#""is_ready":1"#, "ready", "yes", "是");
    both(r#""made_at":7"#, "made", "at 7");
    check(r#""ends_at":0"#, "ends", "faint Never", "faint 永不");
    both("", "ends", "–");
    both(
        r#""price_usd":"49448.845767200""#,
        "price",
        "49 448.85 (49 448.8457672 USD)",
    );
    both(
        r#""price_usd":"0.000000001""#,
        "price",
        "0.000000001 (0.000000001 USD)",
    );
    both(r#""price_usd":1.5"#, "price", "≈1.50 (1.50 USD)");
    both(
        r#""price_usd":"999999999999.999999999""#,
        "price",
        "≈1 000 000 000 000.00 (999 999 999 999.999999999 USD)",
    );
    both(r#""quota":-500000"#, "quota", "−500 000");
    both(r#""pace":2.50"#, "pace", "2.50 (2.50 s)");
    both(r#""share_percent":12.345"#, "share", "12.3 %");
    both(r#""owner":{"id":"u","name":"Ada"}"#, "owner", "Ada");
    check(
        "\"owner\":null",
        "owner",
        "faint No owner",
        "faint 无所有者",
    );
    both("", "owner", "–");
    both(r#""group_id":"g1""#, "group", "Team A");
    both(r#""group_id":"g2""#, "group", "g2");
    check(r#""tags":["a","b"]"#, "tags", "a, b", "a、b");
    both(r#""tags":[]"#, "tags", "–");
    both(r#""settings":"{}""#, "note", "mono {}");
    // Parts of a budget.
    check(
        r#""budget":null"#,
        "remaining",
        "faint No limit",
        "faint 无限额",
    );
    check(r#""budget":null"#, "used", "faint No limit", "faint 无限额");
    both("", "remaining", "–");
    both("", "used", "–");
    let half = r#""budget":{"limit_usd":"10","used_usd":"5"}"#;
    both(half, "remaining", "5.00 (5.00 USD)");
    both(half, "used", "meter 50 50 %");
    both(half, "budget", "meter 50 50 %");
    // Of a limit of zero, all is spent: both figures were told.
    both(
        r#""budget":{"limit_usd":"0","used_usd":"0"}"#,
        "used",
        "meter 100 100 %",
    );
    both(
        r#""budget":{"limit_usd":"10","used_usd":"12.5"}"#,
        "used",
        "meter 125 125 %",
    );
    both(r#""budget":{"used_percent":98.5}"#, "remaining", "–");
    both(
        r#""budget":{"limit_usd":10.5,"used_usd":"1"}"#,
        "remaining",
        "≈9.50 (9.50 USD)",
    );
    check(
        r#""budget":"$5""#,
        "remaining",
        "Attention unreadable",
        "Attention 无法解读",
    );
    // Windows.
    both(
        r#""window":{"used_percent":40,"resets_at":1001}"#,
        "window",
        "meter 40 40 %",
    );
    check(
        r#""window":{"used_percent":40,"resets_at":1000}"#,
        "window",
        "faint window over",
        "faint 窗口已结束",
    );
}
