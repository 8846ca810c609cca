//! The inference table of contract 9.1.

use super::findings;
use crate::dialects::oneapi::channel_tests::{CONTENT, OUTCOME, TESTED_AT};
use crate::dialects::oneapi::channels::fields::health::{
    BALANCE, BALANCE_READ, RESPONSE_TIME, TESTED,
};
use crate::dialects::oneapi::channels::fields::{STATUS, UPDATED};
use crate::dialects::oneapi::options::{KEY, VALUE};
use crate::dialects::oneapi::who::ROLE;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::schema::{Decimal, Evidence, Finding, Locator, Record, Seen};

/// The first words of each finding, which tell them apart.
fn told(finding: &Finding) -> &'static str {
    let all = [
        (super::BY_HAND, "by hand, at most since"),
        (super::BY_HAND_OFF, "by hand"),
        (super::NO_STATUS, "no status"),
        (super::TEST_FAILED, "test failed"),
        (super::TOO_SLOW, "too slow"),
        (super::NO_CHAT, "no chat"),
        (super::LIVE_CALL, "live call"),
        (super::NOT_KNOWN, "not known"),
        (super::NO_LOG, "no log"),
        (super::NO_CREDIT, "no credit"),
        (super::POLICY_ON, "on"),
        (super::POLICY_OFF, "off"),
        (super::POLICY_HIDDEN, "policy hidden"),
        (super::POLICY_NOT_READ, "policy not read"),
        (super::RE_ENABLES, "re-enables"),
    ];
    let found = all.iter().find(|(words, _)| *words == finding.words);
    found.map_or("?", |(_, told)| told)
}

fn row(words: &str) -> Record {
    let decimal = |text: &str, unit: &'static str| Decimal {
        text: text.to_owned(),
        unit: unit.into(),
    };
    words.split(' ').fold(Record::default(), |row, word| {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let time = || UnixSeconds(value.parse().expect("a time"));
        match name {
            "took" => row.with(&RESPONSE_TIME, decimal(value, "ms")),
            "tested" => row.with(&TESTED, time()),
            "updated" => row.with(&UPDATED, time()),
            "balance" => {
                let row = row.with(&BALANCE, decimal(value, "USD"));
                row.with(&BALANCE_READ, UnixSeconds(900))
            }
            status => row.with(&STATUS, status.to_owned()),
        }
    })
}

fn tests(words: &str) -> Option<Seen> {
    let test = |word: &str| {
        let (outcome, at) = word.split_once('@').expect("an outcome and a time");
        Record::default()
            .with(&OUTCOME, outcome.to_owned())
            .with(&CONTENT, "test channel a failed, error: no way".to_owned())
            .with(&TESTED_AT, UnixSeconds(at.parse().expect("a time")))
    };
    let words = words.split(' ').filter(|word| !word.is_empty());
    let known: Vec<&str> = words.collect();
    (known != ["-"]).then(|| Seen {
        of: "channel-tests",
        rows: known.into_iter().map(test).collect(),
        whole: true,
    })
}

fn options(words: &str) -> Option<Seen> {
    let option = |word: &str| {
        let (key, value) = word.split_once('=').expect("a key and a value");
        let key = match key {
            "disables" => "AutomaticDisableChannelEnabled",
            "enables" => "AutomaticEnableChannelEnabled",
            _ => "ChannelDisableThreshold",
        };
        Record::default()
            .with(&KEY, key.to_owned())
            .with(&VALUE, value.to_owned())
    };
    (words != "-").then(|| Seen {
        of: "options",
        rows: words.split(' ').map(option).collect(),
        whole: true,
    })
}

#[test]
fn why_a_channel_is_not_enabled() {
    // The channel, the log of its tests, the options; `-` is what the account may not read.
    check_table(
        r##"
        disabled updated=5 |  | disables=false => by hand, at most since
        disabled |  | disables=true enables=true => by hand; re-enables
        unknown |  | - => no status
        auto_disabled tested=100 | failed@100 | disables=true most=5 => test failed; on
        auto_disabled took=9000 tested=100 | failed@90 passed@100 | disables=true most=5 => too slow; on
        auto_disabled took=5000 tested=100 | passed@100 | disables=true most=5 => live call; on
        auto_disabled took=9000 tested=100 | passed@100 | disables=true most=0 => live call; on
        auto_disabled took=9000 tested=100 | passed@100 | - => not known; policy hidden
        auto_disabled tested=100 | passed@10 | disables=false most=5 => no chat; off
        auto_disabled tested=100 | passed@110 | disables=false most=5 => live call; off
        auto_disabled |  | disables=TRUE most=5 => live call; off
        auto_disabled tested=100 | - | - => not known; no log; policy hidden
        auto_disabled tested=100 root | - | - => not known; no log; policy not read
        auto_disabled took=9000 tested=100 | - | disables=true most=5 => too slow; no log; on
        auto_disabled balance=0 |  | disables=true most=5 => live call; no credit; on
        auto_disabled balance=-0.01 |  | - => not known; no credit; policy hidden
        disabled balance=0.01 |  | - => by hand
        "##,
        |line| {
            let [channel, log, policy] = parts(line);
            let role = if channel.ends_with(" root") {
                "root"
            } else {
                "admin"
            };
            let channel = channel.trim_end_matches(" root");
            let seen: Vec<Seen> = [tests(log), options(policy)]
                .into_iter()
                .flatten()
                .collect();
            let found = findings(&Evidence {
                at: &Locator::of_id("channels", "1"),
                row: &row(channel),
                who: &Record::default().with(&ROLE, role.to_owned()),
                seen: &seen,
                now: UnixSeconds(1_000),
            });
            found.iter().map(told).collect::<Vec<_>>().join("; ")
        },
    );
}
