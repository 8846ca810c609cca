//! Why a channel is not enabled. The gateway stores no reason, so it is inferred from the row, the
//! log of tests and the options, and said to be inferred (contract 9.1).

use super::super::channel_tests::{CONTENT, OUTCOME, TESTED_AT};
use super::super::{options, who};
use super::fields::health::{BALANCE, BALANCE_READ, RESPONSE_TIME, TESTED};
use super::fields::{AUTO_DISABLED, DISABLED, STATUS, UPDATED};
use crate::domain::decimal;
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Evidence, FieldValue, Finding, Level, Lookup, Record, Value};
use crate::text;
use crate::words::Text;

/// The log of the channel's tests, and the policy; the latter for root only.
pub const LOOKUPS: All<Lookup> = &[
    Lookup::all("channel-tests", 1).by("channel"),
    Lookup::all("options", 1),
];

/// Seconds between the time that a test leaves in the channel and that of its log row.
const SAME_TEST_SECONDS: i64 = 60;

const BY_HAND: Text = text!(
    "A person or a program disabled it through the API. The gateway does not record who or when; its row last changed {updated}."
        / "由人或程序通过 API 手动禁用。网关不记录操作者和时间；其记录最近一次变更：{updated}。"
);
const BY_HAND_OFF: Text = text!(
    "A person or a program disabled it through the API. The gateway does not record who or when."
        / "由人或程序通过 API 手动禁用。网关不记录操作者和时间。"
);
const NO_STATUS: Text = text!(
    "Its status is neither enabled nor disabled. The gateway treats any such status as off."
        / "其状态既非启用也非禁用。网关将此类状态一律视为停用。"
);
const TEST_FAILED: Text = text!(
    "The test of {at} failed; if a sweep made it, and the gateway takes this error for fatal, that disabled it. {words}"
        / "{at} 的测试失败；如果是批量测试，且网关将此错误视为致命，则因此被禁用。{words}"
);
const TOO_SLOW: Text = text!(
    "Probably a sweep of tests disabled it as too slow: it took {took}, and {most} s are allowed."
        / "可能在批量测试时因响应过慢被禁用：用时 {took}，上限为 {most} 秒。"
);
const NO_CHAT: Text = text!(
    "Probably a sweep disabled it before any test: it was tried {at}, no test was logged, and none of its models may be able to chat."
        / "可能在批量测试前的检查中被禁用：{at} 曾尝试，但没有测试记录，可能没有可对话的模型。"
);
const LIVE_CALL: Text = text!(
    "Probably a live call failed with an error that the gateway takes for fatal: a refused key, or spent credit. That leaves no trace but in the server's own log."
        / "可能是实际请求返回了网关视为致命的错误（密钥被拒或额度用尽）。这只会记录在服务器自身的日志中。"
);
const NOT_KNOWN: Text = text!(
    "The cause cannot be inferred: part of the evidence could not be read. Its last test took {took}."
        / "无法推断原因：部分依据无法读取。其最近一次测试用时 {took}。"
);
const NO_LOG: Text = text!(
    "The log of its tests could not be read, so failed tests are not looked at."
        / "无法读取其测试日志，因此未考虑失败的测试。"
);
const NO_CREDIT: Text = text!(
    "Its balance was {balance} when it was read {at}: it may be out of credit. The gateway disables no channel for its balance."
        / "{at} 读取的余额为 {balance}：可能已无额度。网关不会因余额而禁用渠道。"
);
const POLICY_ON: Text = text!(
    "Automatic disabling is on now; a sweep allows {most} s."
        / "当前已开启自动禁用；批量测试上限为 {most} 秒。"
);
const POLICY_OFF: Text = text!(
    "Automatic disabling is off now, so it was on when this happened, or the status was set through the API."
        / "当前未开启自动禁用，因此当时是开启的，或状态由 API 设置。"
);
const POLICY_HIDDEN: Text = text!(
    "Whether automatic disabling is on, and what time a sweep allows, is shown to root only."
        / "是否开启自动禁用，以及批量测试的时间上限，仅 root 可见。"
);
const POLICY_NOT_READ: Text = text!(
    "Whether automatic disabling is on, and what time a sweep allows, could not be read."
        / "无法读取是否开启自动禁用，以及批量测试的时间上限。"
);
const RE_ENABLES: Text = text!(
    "Automatic enabling is on: the next sweep enables it again if its test passes, although it was disabled by hand."
        / "已开启自动启用：即使手动禁用，下次批量测试通过后也会重新启用。"
);

/// Concludes why the channel is not enabled.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let row = evidence.row;
    let mut found = match row.text(&STATUS) {
        DISABLED => vec![match row.get(&UPDATED) {
            Some(at) => Finding::new(Level::Note, BY_HAND).with("updated", at.value()),
            None => Finding::new(Level::Note, BY_HAND_OFF),
        }],
        AUTO_DISABLED => automatic(evidence),
        _ => vec![Finding::new(Level::Caution, NO_STATUS)],
    };
    found.extend(no_credit(row));
    found.extend(policy(evidence));
    found
}

/// The cause of an automatic disabling that the evidence fits best, and what is missing of it.
fn automatic(evidence: &Evidence) -> Vec<Finding> {
    let (row, tests) = (evidence.row, evidence.seen("channel-tests"));
    let rows = tests.map_or(&[][..], |seen| &seen.rows);
    let newest = rows.iter().max_by_key(|row| row.get(&TESTED_AT).copied());
    let failed = newest.filter(|row| row.text(&OUTCOME) == "failed");
    let cause = if let Some(test) = failed {
        Finding::new(Level::Harm, TEST_FAILED)
            .with("at", test.value(TESTED_AT.id).clone())
            .with("words", test.value(CONTENT.id).clone())
    } else if let Some(most) = too_slow(evidence) {
        Finding::new(Level::Harm, TOO_SLOW)
            .with("took", row.value(RESPONSE_TIME.id).clone())
            .with("most", most.value())
    } else if let Some(at) = tests.and_then(|_| unlogged_test(row, rows)) {
        Finding::new(Level::Harm, NO_CHAT).with("at", at.value())
    } else if tests.is_none() || options::value(evidence, "ChannelDisableThreshold").is_none() {
        // Either could show another cause.
        Finding::new(Level::Caution, NOT_KNOWN).with("took", row.value(RESPONSE_TIME.id).clone())
    } else {
        Finding::new(Level::Harm, LIVE_CALL)
    };
    let no_log = tests
        .is_none()
        .then(|| Finding::new(Level::Caution, NO_LOG));
    [cause].into_iter().chain(no_log).collect()
}

/// Returns the seconds that a sweep allows, if the last test took longer.
fn too_slow(evidence: &Evidence) -> Option<String> {
    let most = options::value(evidence, "ChannelDisableThreshold")?;
    let allowed = decimal::read(most.trim(), 3)?.units;
    let took = evidence.row.get(&RESPONSE_TIME)?;
    let took = decimal::read(&took.text, 0)?.units;
    (allowed > 0 && took > allowed).then(|| most.to_owned())
}

/// Returns when the channel was last tested, if it then had no response and no log row.
fn unlogged_test(row: &Record, tests: &[Record]) -> Option<UnixSeconds> {
    let at = *row.get(&TESTED)?;
    let is_same = |test: &Record| {
        let tested = test.get(&TESTED_AT);
        tested.is_some_and(|tested| (tested.0 - at.0).abs() <= SAME_TEST_SECONDS)
    };
    let no_response = row.get(&RESPONSE_TIME).is_none();
    (no_response && !tests.iter().any(is_same)).then_some(at)
}

fn no_credit(row: &Record) -> Option<Finding> {
    let balance = row.get(&BALANCE)?;
    let is_spent = decimal::read(&balance.text, 9)?.units <= 0;
    is_spent.then(|| {
        Finding::new(Level::Caution, NO_CREDIT)
            .with("balance", balance.clone().value())
            .with("at", row.value(BALANCE_READ.id).clone())
    })
}

/// Says what the options do now; they may have been others when the channel was disabled.
fn policy(evidence: &Evidence) -> Vec<Finding> {
    let is_on = |key| options::value(evidence, key).map(|value| value == "true");
    let disabling = match is_on("AutomaticDisableChannelEnabled") {
        _ if evidence.row.text(&STATUS) != AUTO_DISABLED => None,
        None if who::why_no_root(evidence.who).is_some() => {
            Some(Finding::new(Level::Note, POLICY_HIDDEN))
        }
        None => Some(Finding::new(Level::Caution, POLICY_NOT_READ)),
        Some(false) => Some(Finding::new(Level::Note, POLICY_OFF)),
        Some(true) => {
            let most = options::value(evidence, "ChannelDisableThreshold");
            let most = most.map_or(Value::Missing, |most| most.to_owned().value());
            Some(Finding::new(Level::Note, POLICY_ON).with("most", most))
        }
    };
    let enabling = is_on("AutomaticEnableChannelEnabled") == Some(true);
    let enabling = enabling.then(|| Finding::new(Level::Caution, RE_ENABLES));
    disabling.into_iter().chain(enabling).collect()
}

#[cfg(test)]
mod tests;
