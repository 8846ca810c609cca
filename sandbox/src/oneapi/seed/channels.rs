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

/// What the newest test of a channel left in the logs.
#[derive(Clone, Copy)]
pub(super) enum Trace {
    /// There was no test, or one that leaves no row.
    None,
    Success,
    Failure(&'static str),
}

/// Why a channel was disabled automatically, as far as the logs tell.
#[derive(Clone, Copy)]
enum Cause {
    /// The newest test failed with this text.
    Failed(&'static str),
    /// The newest test took too long.
    Slow,
    /// Live traffic, which leaves nothing.
    Traffic,
    /// A sweep found no model that can chat, which leaves the time of the test.
    Untestable,
}

const CAUSES: [Cause; 7] = [
    Cause::Failed("Incorrect API key provided: canary-upstream-text"),
    Cause::Failed("You exceeded your current quota"),
    Cause::Traffic,
    Cause::Failed(
        "failed to do request: upstream request failed for channel openai: dial tcp 127.0.0.1:9: connect: connection refused",
    ),
    Cause::Slow,
    Cause::Failed("<html><img src=x onerror=alert('canary-html')>Service unavailable</html>"),
    Cause::Untestable,
];

/// What the logs have to know of a sample channel.
pub(super) struct SampleChannel {
    pub(super) id: i64,
    pub(super) uuid: String,
    pub(super) name: String,
    pub(super) models: String,
    /// When it was tested last, in seconds.
    pub(super) test_time: i64,
    pub(super) trace: Trace,
}

/// How a sample channel is.
struct State {
    status: i64,
    test_time: i64,
    response_time: i64,
    trace: Trace,
}

fn state(number: i64, can_chat: bool, now: i64, generator: &mut Generator) -> State {
    let tested = now - HOUR - generator.below_signed(9 * DAY);
    let usual = 200 + generator.below_signed(4000);
    let state = |status, test_time, response_time, trace| State {
        status,
        test_time,
        response_time,
        trace,
    };
    match number % 10 {
        // By hand.
        3 => state(2, tested, usual, Trace::Success),
        // Automatically.
        6 | 9 => {
            let cause = usize::try_from(number / 5).unwrap_or(0) % CAUSES.len();
            match CAUSES[cause] {
                _ if !can_chat => state(3, tested, 0, Trace::None),
                Cause::Failed(text) => state(3, tested, usual % 60, Trace::Failure(text)),
                Cause::Slow => state(3, tested, 9000 + usual, Trace::Success),
                Cause::Traffic => state(3, 0, 0, Trace::None),
                Cause::Untestable => state(3, tested, 0, Trace::None),
            }
        }
        _ if number % 17 == 0 => state(1, 0, 0, Trace::None),
        _ => state(1, tested, usual, Trace::Success),
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
        let first = models.split(',').next().unwrap_or_default();
        let can_chat = crate::oneapi::catalogue::can_chat(kind, first);
        let state = state(number, can_chat, now, &mut generator);
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
            trace: state.trace,
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
