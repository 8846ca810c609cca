//! Words of the overview.

use super::Language;
use super::declare::words;

words! {
    /// What the overview says.
    pub enum Overview {
        Title: "Overview" / "概览",
        LookedAt: "Looked at:" / "已查看：",
        Quiet: "Nothing here needs you." / "目前没有需要您处理的事项。",
        Writes: "Writes without a known end" / "结果未知的写操作",
        WritesNone: "Every write from this browser has a known end." / "此浏览器的每次写操作均已知结果。",
        Budgets: "Budgets near their end" / "即将用尽的预算",
        BudgetsNone: "No budget is spent or three quarters used." / "没有预算已用尽或已用四分之三。",
        Expiry: "Expiring and expired keys" / "即将到期和已过期的密钥",
        ExpiryNone: "No key ends within seven days." / "没有密钥在七天内到期。",
        Unused: "Keys never used" / "从未使用的密钥",
        UnusedLead: "Made more than a day ago." / "创建已超过一天。",
        KeysFailedAbove: "The keys could not be read: see above." / "无法读取密钥：见上方。",
        UnusedNone: "Every key that is older than a day was used." / "创建超过一天的密钥均已使用过。",
        UnusedNotTold: "No key tells a last use, so this cannot be judged." / "没有任何密钥提供上次使用时间，因此无法判断。",
        Charges: "Pending charges by age" / "按时长统计的待结扣费",
        ChargesNone: "Nothing is pending." / "没有待结扣费。",
        ChargesSums: "One sum per key, largest first: this gateway tells no age." / "每个密钥一项合计，金额从大到小：此网关不提供时长。",
        Keys: "Keys" / "密钥",
        Expired: "expired" / "已过期",
        ExpiresSoon: "expires soon" / "即将到期",
        NeverUsed: "never used" / "从未使用",
        Made: "made" / "创建于",
        Left: "USD left" / "USD 剩余",
        Spent: "spent" / "已用尽",
        Low: "at three quarters or more" / "已用四分之三以上",
        CannotTell: "cannot be told" / "无法确定",
        Open: "not known yet" / "尚未得知",
        JournalFailed: "The journal could not be read" / "无法读取操作日志",
    }
}

/// How many keys were looked at: `all 40 keys`, `100 keys, more available`.
#[must_use]
pub fn keys(language: Language, loaded: usize, more: bool) -> String {
    match (language, more) {
        (Language::English, true) => format!("{} loaded, more available", many_keys(loaded)),
        (Language::English, false) if loaded == 0 => "no key".to_owned(),
        (Language::English, false) if loaded == 1 => "the only key".to_owned(),
        (Language::English, false) => format!("all {}", many_keys(loaded)),
        (Language::Chinese, true) => format!("已加载 {loaded} 个密钥，还有更多"),
        (Language::Chinese, false) => format!("全部 {loaded} 个密钥"),
    }
}

fn many_keys(count: usize) -> String {
    match count {
        1 => "1 key".to_owned(),
        _ => format!("{count} keys"),
    }
}

/// How many charges were looked at; sums when the gateway gives one per key.
#[must_use]
pub fn charges(language: Language, loaded: usize, more: bool) -> String {
    match (language, more) {
        (Language::English, true) => format!("{} loaded, more available", many_charges(loaded)),
        (Language::English, false) if loaded == 0 => "no pending charge".to_owned(),
        (Language::English, false) => format!("all {}", many_charges(loaded)),
        (Language::Chinese, true) => format!("已加载 {loaded} 条待结扣费，还有更多"),
        (Language::Chinese, false) => format!("全部 {loaded} 条待结扣费"),
    }
}

fn many_charges(count: usize) -> String {
    match count {
        1 => "1 pending charge".to_owned(),
        _ => format!("{count} pending charges"),
    }
}

/// How many journal entries were looked at.
#[must_use]
pub fn entries(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::English, 1) => "1 journal entry".to_owned(),
        (Language::English, count) => format!("{count} journal entries"),
        (Language::Chinese, count) => format!("{count} 条操作日志"),
    }
}

/// How many charges stand in one line.
#[must_use]
pub fn count(language: Language, count: u64) -> String {
    match (language, count) {
        (Language::English, 1) => "1 charge".to_owned(),
        (Language::English, count) => format!("{count} charges"),
        (Language::Chinese, count) => format!("{count} 条"),
    }
}

/// What a count is out of: `of all 40`, `of 100 loaded`.
#[must_use]
pub fn out_of(language: Language, loaded: usize, more: bool) -> String {
    match (language, more) {
        (Language::English, true) => format!("of {loaded} loaded"),
        (Language::English, false) => format!("of all {loaded}"),
        (Language::Chinese, true) => format!("已加载 {loaded} 条"),
        (Language::Chinese, false) => format!("共 {loaded} 条"),
    }
}

/// A link to the rows of one word: `3 spent`.
#[must_use]
pub fn counted(language: Language, count: usize, word: &str) -> String {
    language.pick(format!("{count} {word}"), format!("{word} {count} 个"))
}

/// `98.5 % used`.
#[must_use]
pub fn used(language: Language, percent: &str) -> String {
    language.pick(format!("{percent} used"), format!("已用 {percent}"))
}

/// Rows beyond the few that are shown: `and 12 more`.
#[must_use]
pub fn beyond(language: Language, count: usize) -> String {
    language.pick(format!("and {count} more"), format!("另有 {count} 个"))
}

/// Open writes that cannot be looked at from here; nothing when there are none.
#[must_use]
pub fn not_here(language: Language, elsewhere: usize, foreign: usize) -> Option<String> {
    let mut parts = Vec::new();
    if elsewhere > 0 {
        parts.push(language.pick(
            format!("{elsewhere} at other gateways or accounts"),
            format!("{elsewhere} 个属于其他网关或账户"),
        ));
    }
    if foreign > 0 {
        parts.push(language.pick(
            format!("{foreign} by another version of this console"),
            format!("{foreign} 个由其他版本的控制台写入"),
        ));
    }
    let text = parts.join(language.pick(", ", "，"));
    (!text.is_empty())
        .then(|| language.pick(format!("Also open: {text}."), format!("此外：{text}。")))
}

#[cfg(test)]
mod tests {
    use super::{charges, keys, not_here, out_of};
    use crate::i18n::Language;

    #[test]
    fn what_was_looked_at() {
        let en = Language::English;
        let check = |got: String, expect| assert_eq!(got, expect);
        check(keys(en, 40, false), "all 40 keys");
        check(keys(en, 1, false), "the only key");
        check(keys(en, 100, true), "100 keys loaded, more available");
        check(charges(en, 0, false), "no pending charge");
        check(out_of(en, 100, true), "of 100 loaded");
    }

    #[test]
    fn what_is_open_elsewhere() {
        let check = |elsewhere, foreign, expect: Option<&str>| {
            assert_eq!(
                not_here(Language::English, elsewhere, foreign).as_deref(),
                expect
            );
        };
        check(0, 0, None);
        check(2, 0, Some("Also open: 2 at other gateways or accounts."));
        check(
            1,
            1,
            Some(
                "Also open: 1 at other gateways or accounts, 1 by another version of this console.",
            ),
        );
    }
}
