//! Words of the forms for a key: create, top up, rotate, move, delete.

use super::declare::words;
use super::{Language, Say};
use crate::drafts::create_key::Problem;
use crate::drafts::rotate_key;

words! {
    /// What the forms for a key say.
    pub enum KeyForm {
        CreateTitle: "New API key" / "新建 API 密钥",
        NameHint: "What it is for, e.g. the team and the program." / "用途，如团队和程序名称。",
        LimitChoice: "Spending limit" / "消费限额",
        Limited: "Up to an amount" / "限定金额",
        NoLimit: "No limit" / "无限额",
        NoLimitWarning: "A key without a limit can spend everything behind this gateway." / "无限额的密钥可以花掉此网关后的全部额度。",
        Amount: "Amount" / "金额",
        AmountHint: "US dollars, up to nine decimals." / "美元，最多九位小数。",
        FoundationDefault: "Gateway's default" / "网关默认",
        ExpiryNever: "Never" / "永不",
        ExpiryWeek: "In 7 days" / "7 天后",
        ExpiryMonth: "In 30 days" / "30 天后",
        ExpiryQuarter: "In 90 days" / "90 天后",
        ExpiryAt: "At a date" / "指定日期",
        ExpiryTime: "Date and time" / "日期和时间",
        PoolNone: "None" / "无",
        Review: "Review" / "核对",
        TopUpTitle: "Top up a key" / "为密钥充值",
        TopUpLead: "A top-up raises the key's limit. It cannot be taken back: the gateway has no call that lowers one." / "充值会提高密钥的限额，且无法撤回：网关没有降低限额的接口。",
        TopUpExpired: "This key has expired: what is added cannot be spent, and cannot be taken back." / "此密钥已过期：充入的金额无法使用，也无法撤回。",
        TopUpDisabled: "This key is disabled: what is added cannot be spent while it is, and cannot be taken back." / "此密钥已停用：停用期间充入的金额无法使用，也无法撤回。",
        Now: "Now" / "当前",
        After: "After" / "之后",
        WithoutAmounts: "This gateway tells percentages only, so the sum cannot be shown or checked exactly." / "此网关仅提供百分比，因此无法显示或精确核对合计。",
        RotateTitle: "Rotate a key" / "轮换密钥",
        RotateLead: "Only the value is new: id, name, budget and pool stay. The new value is shown once, when the gateway has answered." / "仅更换密钥值：标识、名称、预算和资源池不变。网关应答后，新值仅显示一次。",
        Grace: "The old value works on" / "旧值继续有效",
        GraceNone: "Not at all" / "不保留",
        GraceQuarter: "15 minutes" / "15 分钟",
        GraceHour: "1 hour" / "1 小时",
        GraceDay: "24 hours" / "24 小时",
        GraceOwn: "Another time" / "自定义",
        GraceSeconds: "Seconds" / "秒数",
        GraceHint: "A whole number from 0 to 86400, which is 24 hours." / "0 到 86400（即 24 小时）之间的整数。",
        UsedLatelyRotate: "This key was used within the last hour. Whatever uses it needs the new value before the old one stops working." / "此密钥在过去一小时内被使用过。使用它的程序须在旧值失效前换用新值。",
        UsedLatelyDelete: "This key was used within the last hour. Whatever uses it stops working." / "此密钥在过去一小时内被使用过。使用它的程序将停止工作。",
        UsedMeanwhile: "The key was used since it was last read: see its last use above, then review again." / "上次读取之后此密钥又被使用：请先查看上方的使用时间，再次核对。",
        DeleteTitle: "Delete a key" / "删除密钥",
        DeleteLead: "What does not come back: the id, the value, and what is left of the budget. Its charges and its place in logs stay under the old id; a new key of the same name is another key." / "无法恢复的内容：标识、密钥值和剩余预算。其扣费与日志记录仍归于旧标识；同名的新密钥是另一个密钥。",
        MoveTitle: "Move a key" / "移动密钥",
        MoveFrom: "Pool now" / "当前资源池",
        MoveTo: "Move it to" / "移至",
        MoveHere: "It is there now." / "当前所在。",
        MoveChoose: "Choose where the key should go." / "请选择目标资源池。",
        MoveLead: "A key is in one pool at most. Its id and its value stay the same." / "一个密钥最多属于一个资源池。标识和密钥值不变。",
        SearchPools: "Search pools" / "搜索资源池",
        PoolsFailed: "The pools could not be read, so none can be chosen." / "无法读取资源池，因此不能选择。",
    }
}

impl Say for Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Name(problem) => problem.say(language),
            Self::Limit(problem) => problem.say(language),
            Self::ExpiryUnreadable => {
                language.pick("Choose a date and a time.", "请选择日期和时间。")
            }
            Self::ExpiryPast => language.pick("That moment has passed.", "该时间已过。"),
        }
    }
}

impl Say for rotate_key::Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Empty => language.pick("Type a number of seconds.", "请输入秒数。"),
            Self::NotWhole => language.pick(
                "Type a whole number such as 600, without a sign or a unit.",
                "请输入整数，如 600，不带符号或单位。",
            ),
            Self::TooLong => language.pick(
                "At most 86400 seconds: a gateway keeps the old value for 24 hours at most.",
                "最多 86400 秒：网关最多保留旧值 24 小时。",
            ),
        }
    }
}

/// The moment at which an old value would stop working: how soon, and exactly.
#[must_use]
pub fn ends_at(language: Language, soon: &str, exact: &str, zone: &str) -> String {
    language.pick(
        format!("{soon}, at {exact} {zone}, if it is sent now"),
        format!("{soon}，即 {exact} {zone}（若现在发送）"),
    )
}

/// What a search among pools came to: none, pools that match and are not shown, and those beyond `read`,
/// when not all were read.
#[must_use]
pub fn pools_left(language: Language, shown: usize, hidden: usize, read: Option<usize>) -> String {
    let mut told = Vec::new();
    if shown == 0 {
        let none = language.pick("No pool matches.", "没有匹配的资源池。");
        told.push(none.to_owned());
    }
    if hidden > 0 {
        told.push(language.pick(
            format!("{hidden} more match: type more of the name."),
            format!("另有 {hidden} 个匹配：请输入更多字符。"),
        ));
    }
    if let Some(read) = read {
        told.push(language.pick(
            format!("Not all pools are here: {read} were read."),
            format!("并非全部资源池：已读取 {read} 个。"),
        ));
    }
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::pools_left;
    use crate::i18n::Language::English;

    #[test]
    fn what_a_list_of_pools_leaves_out() {
        let check = |shown, hidden, read, expect: &str| {
            assert_eq!(pools_left(English, shown, hidden, read), expect);
        };
        check(3, 0, None, "");
        check(0, 0, None, "No pool matches.");
        check(50, 7, None, "7 more match: type more of the name.");
        check(8, 0, Some(500), "Not all pools are here: 500 were read.");
    }
}
