//! Sample channels: every type, every state, the causes that the logs tell, and odd rows. The same
//! count gives the same rows.

use rusqlite::{Connection, Result, params};

use super::catalogue::{self, ODD, OF_EVERY_TYPE, Plain, WORDS};
use super::{DAY, HOUR, uuid};
use crate::oneapi::version::Version;
use crate::random::Generator;

/// Groups of the channels: some shared, some in no table of ratios.
const GROUPS: [&str; 8] = [
    "default",
    "default,vip",
    "vip",
    "default,vip,svip",
    "svip",
    "team-red",
    "default",
    "retired",
];

/// Why a channel was disabled automatically, as the newest test row says; no text where live
/// traffic did it, which leaves no row.
pub(super) const CAUSES: [Option<&str>; 5] = [
    Some("Incorrect API key provided: canary-upstream-text"),
    Some("You exceeded your current quota"),
    Some(
        "failed to do request: upstream request failed for channel openai: dial tcp 127.0.0.1:9: connect: connection refused",
    ),
    None,
    Some("<html><img src=x onerror=alert('canary-html')>Service unavailable</html>"),
];

/// What the logs have to know of a sample channel.
pub(super) struct SampleChannel {
    pub(super) id: i64,
    pub(super) uuid: String,
    pub(super) name: String,
    pub(super) models: String,
    /// When it was tested last, in seconds.
    pub(super) test_time: i64,
    pub(super) cause: Option<&'static str>,
}

/// How a sample channel is.
struct State {
    status: i64,
    test_time: i64,
    response_time: i64,
    cause: Option<&'static str>,
}

fn state(number: i64, now: i64, generator: &mut Generator) -> State {
    let tested = now - HOUR - generator.below_signed(9 * DAY);
    let (status, response_time) = match number % 10 {
        // By hand.
        3 => (2, 300),
        // Automatically; one of five by live traffic.
        6 | 9 => (3, generator.below_signed(60)),
        _ => (1, 200 + generator.below_signed(4000)),
    };
    let cause = usize::try_from(number / 5).unwrap_or(0) % CAUSES.len();
    let cause = CAUSES[cause].filter(|_| status == 3);
    let by_traffic = status == 3 && cause.is_none();
    let is_untested = by_traffic || number % 17 == 0;
    State {
        status,
        test_time: if is_untested { 0 } else { tested },
        response_time: if is_untested { 0 } else { response_time },
        cause,
    }
}

/// The type, name and models of the channel with this number, counted from 0.
fn plain(number: usize, generator: &mut Generator) -> (i64, String, String) {
    let named = |(kind, name, models): Plain| (kind, name.to_owned(), models.to_owned());
    // Odd rows stand between the plain ones, so that few rows hold both.
    let turn = number / 4;
    if number % 4 == 3
        && let Some(odd) = ODD.get(turn)
    {
        return named(*odd);
    }
    let before = turn.min(ODD.len());
    if let Some(row) = OF_EVERY_TYPE.get(number - before) {
        return named(*row);
    }
    let kind = [1, 3, 14, 24, 50][number % 5];
    let name = format!(
        "{}-{}-{number}",
        generator.pick(&WORDS),
        generator.pick(&WORDS)
    );
    (kind, name, "gpt-4o,gpt-4o-mini".to_owned())
}

/// Inserts `count` channels.
pub(super) fn fill(
    connection: &Connection,
    version: Version,
    count: u32,
    now: i64,
) -> Result<Vec<SampleChannel>> {
    let mut generator = Generator::new(0x0ea1);
    let mut insert = connection.prepare(INSERT)?;
    let mut made = Vec::new();
    for number in 0..i64::from(count) {
        let (kind, name, models) = plain(usize::try_from(number).unwrap_or(0), &mut generator);
        // Older versions know fewer types.
        let last = *crate::oneapi::catalogue::types(version).end();
        let kind = if (last + 1..99).contains(&kind) {
            50
        } else {
            kind
        };
        let state = state(number, now, &mut generator);
        let created = now - (i64::from(count) - number) * 600 - DAY;
        let base_url = match (kind, number % 12) {
            (3, _) => "https://RESOURCE.openai.azure.com",
            (50 | 52 | 8 | 43, _) => "http://10.0.0.7:8000",
            (_, 5) => "",
            _ => "https://api.example.com",
        };
        let balance_read = matches!(kind, 1 | 4 | 5 | 8 | 10 | 12 | 13 | 20 | 36 | 44 | 50);
        let balance = if balance_read {
            balance(number, &mut generator)
        } else {
            0.0
        };
        let read_at = if balance_read {
            now - (number % 40) * DAY
        } else {
            0
        };
        let configs = (number % 9 == 0 && version.is_fork())
            .then_some(r#"{"gpt-4o":{"ratio":1.25,"completion_ratio":4}}"#);
        let mapping = (number % 7 == 0).then_some(r#"{"gpt-4o":"my-deployment"}"#);
        let id = number + 1;
        let uuid = uuid(created, &mut generator);
        insert.execute(params![
            id,
            uuid,
            kind,
            catalogue::key(kind, id),
            state.status,
            name,
            number % 3,
            (number % 4) * 10,
            created,
            created * 1000,
            state.test_time,
            state.response_time,
            base_url,
            balance,
            read_at,
            models,
            GROUPS[usize::try_from(number).unwrap_or(0) % GROUPS.len()],
            generator.below_signed(900_000_000),
            mapping,
            catalogue::config(kind),
            configs,
        ])?;
        made.push(SampleChannel {
            id,
            uuid,
            name,
            models,
            test_time: state.test_time,
            cause: state.cause,
        });
    }
    Ok(made)
}

/// A balance: many are low, some are below 0, some are fine.
fn balance(number: i64, generator: &mut Generator) -> f64 {
    let cents = match number % 4 {
        0 => 0,
        1 => -350,
        2 => generator.below_signed(200),
        _ => generator.below_signed(90_000),
    };
    f64::from(i32::try_from(cents).unwrap_or(0)) / 100.0
}

const INSERT: &str = r#"
INSERT INTO oneapi_channels (
  id, uuid, type, key, status, name, weight, priority, created_time, created_at, updated_at,
  test_time, response_time, base_url, balance, balance_updated_time, models, "group", used_quota,
  model_mapping, config, model_configs, ratelimit
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
  ?21, 0
)"#;
