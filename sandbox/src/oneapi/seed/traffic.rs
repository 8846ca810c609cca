//! Sample log rows of traffic: calls half an hour apart, a month of everything, and the burst that
//! used up the balance of `alice`.

use super::logs::{LogRow, Sample, about};
use super::{DAY, HOUR};
use crate::oneapi::version::Version;
use crate::random::Generator;

/// Models with prices: the ratio and the factor for generated tokens.
const MODELS: [(&str, &str, f64); 5] = [
    ("gpt-4o", "1.25", 4.0),
    ("gpt-4o-mini", "0.07", 4.0),
    ("claude-sonnet-4", "1.50", 5.0),
    ("deepseek-chat", "0.14", 2.0),
    ("gpt-4.1", "1.00", 4.0),
];

/// Texts that a page must not run, and one of an upstream that is long.
const HOSTILE: [&str; 3] = [
    "<script>alert('canary-log')</script>",
    "=HYPERLINK(\"http://canary-log.example\")",
    "upstream said: <html><body onload=alert('canary-log')>{\"error\":{\"message\":\"no\"}}</body></html>",
];

/// What the row of a call says about its price.
fn price(version: Version, ratio: &str, completion: f64) -> String {
    if version.is_fork() {
        format!(
            "model rate {ratio}, group rate 1.00, completion rate {completion:.2}, cached_prompt 0, cache_write_5m 0, cache_write_1h 0"
        )
    } else {
        format!("倍率：{ratio} × 1.00 × {completion:.2}")
    }
}

/// Calls of the first users through all channels, half an hour apart until now.
pub(super) fn recent<'a>(
    sample: &Sample<'a>,
    count: i64,
    generator: &mut Generator,
    rows: &mut Vec<LogRow<'a>>,
) {
    let users = sample.users;
    for number in 0..count {
        let user = generator.pick(&users[..users.len().min(60)]);
        let channel = generator.pick(sample.channels);
        let model = channel.models.split(',').next().unwrap_or_default();
        let content = match sample.version.is_fork() {
            true => price(sample.version, "1.25", 4.0),
            false => price(sample.version, "2.50", 4.0),
        };
        let at = sample.now - (count - number) * 1800;
        rows.push(LogRow {
            channel: Some(channel),
            model: model.to_owned(),
            quota: 1 + generator.below_signed(9000),
            tokens: (1200, 300),
            ..about(user, 2, at, content)
        });
    }
}

/// A month of traffic of all users but `alice`: mostly calls, some of them free, and rows of every
/// other kind.
pub(super) fn month<'a>(sample: &Sample<'a>, count: i64, rows: &mut Vec<LogRow<'a>>) {
    let mut generator = Generator::new(0x3d);
    let is_fork = sample.version.is_fork();
    let others = &sample.users[1.min(sample.users.len() - 1)..];
    for number in 0..count {
        let at = sample.now - 30 * DAY + number * (30 * DAY) / count.max(1);
        let user = generator.pick(others);
        let say = |fork: &str, original: &str| if is_fork { fork } else { original }.to_owned();
        let row = match number % 100 {
            0 => LogRow {
                quota: 500_000,
                ..about(
                    user,
                    1,
                    at,
                    say(
                        "Recharged via API ＄1.000000 quota",
                        "通过 API 充值 ＄1.000000 额度",
                    ),
                )
            },
            // A redeemed code has its amount in the text only.
            1 => about(
                user,
                1,
                at,
                say(
                    "Recharged ＄0.200000 quota using redemption code",
                    "通过兑换码充值 ＄0.200000 额度",
                ),
            ),
            2 => about(
                user,
                3,
                at,
                say(
                    "Field quota changed from ＄3.000000 quota to ＄0.000000 quota (admin_id=1)",
                    "管理员将用户额度从 ＄3.000000 额度修改为 ＄0.000000 额度",
                ),
            ),
            3 => about(
                user,
                4,
                at,
                say(
                    "New user registration gift ＄0.002468 quota",
                    "新用户注册赠送 ＄0.002468 额度",
                ),
            ),
            4 => about(user, 4, at, (*generator.pick(&HOSTILE)).to_owned()),
            _ => call(sample, at, number, &mut generator, user),
        };
        rows.push(row);
    }
}

fn call<'a>(
    sample: &Sample<'a>,
    at: i64,
    number: i64,
    generator: &mut Generator,
    user: &'a super::users::SampleUser,
) -> LogRow<'a> {
    let (model, ratio, completion) = *generator.pick(&MODELS);
    let (prompt, generated) = (
        20 + generator.below_signed(4000),
        generator.below_signed(900),
    );
    let quota = if number % 50 == 7 {
        0
    } else {
        1 + generator.below_signed(12_000)
    };
    LogRow {
        channel: Some(generator.pick(sample.channels)),
        model: model.to_owned(),
        quota,
        tokens: (prompt, generated),
        ..about(user, 2, at, price(sample.version, ratio, completion))
    }
}

/// The calls of `alice`: a few in a month, then many in the last two days, most of them by one
/// token with one model.
pub(super) fn of_alice<'a>(sample: &Sample<'a>, rows: &mut Vec<LogRow<'a>>) {
    let (Some(alice), false) = (sample.users.first(), sample.tokens.is_empty()) else {
        return;
    };
    let mut generator = Generator::new(0xa1);
    let calm = (0..28).map(|day| (sample.now - (30 - day) * DAY, 4000));
    let burst = (0..96).map(|half| (sample.now - 2 * DAY + HOUR / 2 * half, 60_000));
    for (number, (at, most)) in calm.chain(burst).enumerate() {
        let place = match number % 8 {
            0 => 1,
            1 => 2,
            _ => 0,
        };
        let (model, ratio, completion) = MODELS[place];
        rows.push(LogRow {
            channel: Some(generator.pick(sample.channels)),
            model: model.to_owned(),
            quota: most / 2 + generator.below_signed(most),
            tokens: (9000, 2500),
            token: sample.tokens.get(place),
            ..about(alice, 2, at, price(sample.version, ratio, completion))
        });
    }
}
