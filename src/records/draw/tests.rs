//! Cells of a table, a line per kind of value.

use super::{Shown, View, cell};
use crate::domain::table::{check_table, parts};
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
        Shown::Badge { tone, word } => format!("{tone:?} {}", plain(word)),
        Shown::Meter { percent, words } => format!("meter {percent} {}", plain(words)),
        Shown::Moment(at) => format!("at {}", at.0),
    }
}

#[test]
fn cells_of_each_kind() {
    let shown = |input: &str, language| {
        let view = View {
            quota: None,
            language,
            now: UnixSeconds(1_000),
            stamp: &|at| at.0.to_string(),
            label: &|of, id| (of == "groups" && id == "g1").then(|| "Team A".to_owned()),
        };
        let [field, fields] = parts(input);
        let spec = THINGS.field(field).expect("the sample has the field");
        word(&cell(spec, &record(fields), &view))
    };
    // The Chinese words stand where they differ.
    check_table(
        r##"
    name |  => –
    name | "name":null => –
    name | "name":"A" => A
    name | "name":[] => Attention unreadable ~ Attention 无法解读
    masked | "masked_value":"sk-...a" => mono sk-...a
    status | "status":"ACTIVE" => Good Active ~ Good 正常
    status | "status":"Odd " => Neutral Odd
    status |  => –
    size | "size":12345 => 12345
    ready | "is_ready":1 => yes ~ 是
    made | "made_at":7 => at 7
    ends | "ends_at":0 => faint Never ~ faint 永不
    ends |  => –
    price | "price_usd":"49448.845767200" => 49 448.85 (49 448.8457672 USD)
    price | "price_usd":"0.000000001" => 0.000000001 (0.000000001 USD)
    price | "price_usd":1.5 => ≈1.50 (1.50 USD)
    price | "price_usd":"999999999999.999999999" => ≈1 000 000 000 000.00 (999 999 999 999.999999999 USD)
    quota | "quota":-500000 => Bad −500 000, overdrawn ~ Bad −500 000，透支
    quota | "quota":0 => 0
    quota | "quota":-9223372036854775808 => Bad −9 223 372 036 854 775 808, overdrawn ~ Bad −9 223 372 036 854 775 808，透支
    quota | "quota":9007199254740993 => 9 007 199 254 740 993
    pace | "pace":2.50 => 2.50 s
    share | "share_percent":12.345 => 12.3 %
    owner | "owner":{"id":"u","name":"Ada"} => Ada
    owner | "owner":null => faint No owner ~ faint 无所有者
    owner |  => –
    group | "group_id":"g1" => Team A
    group | "group_id":"g2" => g2
    tags | "tags":["a","b"] => a, b ~ a、b
    tags | "tags":[] => –
    note | "settings":"{}" => mono {}
    # Parts of a budget.
    remaining | "budget":null => faint No limit ~ faint 无限额
    used | "budget":null => faint No limit ~ faint 无限额
    remaining |  => –
    used |  => –
    remaining | "budget":{"limit_usd":"10","used_usd":"5"} => 5.00 (5.00 USD)
    used | "budget":{"limit_usd":"10","used_usd":"5"} => meter 50 50 %
    budget | "budget":{"limit_usd":"10","used_usd":"5"} => meter 50 50 %
    # Of a limit of zero, all is spent: both figures were told.
    used | "budget":{"limit_usd":"0","used_usd":"0"} => meter 100 100 %
    used | "budget":{"limit_usd":"-5","used_usd":"0"} => meter 100 100 %
    remaining | "budget":{"limit_usd":"-5","used_usd":"0"} => −5.00 (−5.00 USD)
    used | "budget":{"limit_usd":"10","used_usd":"12.5"} => meter 125 125 %
    remaining | "budget":{"used_percent":98.5} => –
    remaining | "budget":{"limit_usd":10.5,"used_usd":"1"} => ≈9.50 (9.50 USD)
    remaining | "budget":"$5" => Attention unreadable ~ Attention 无法解读
    # Windows.
    window | "window":{"used_percent":40,"resets_at":1001} => meter 40 40 %
    window | "window":{"used_percent":40,"resets_at":1000} => faint window over ~ faint 窗口已结束
    "##,
        |input| {
            let [english, chinese] = Language::ALL.map(|language| shown(input, language));
            match english == chinese {
                true => english,
                false => format!("{english} ~ {chinese}"),
            }
        },
    );
}
