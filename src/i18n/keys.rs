//! Words of the keys page: its table, facets, drawer and forms.

use super::charges::{Charges, left_out};
use super::declare::words;
use super::{Language, Say};
use crate::domain::charge::Total;
use crate::domain::key::{Expiry, KeyStatus};
use crate::drafts::create_key::Problem;
use crate::drafts::rotate_key;

words! {
    /// What the keys page says.
    pub enum Keys {
        Title: "API keys" / "API 密钥",
        Create: "Create key" / "创建密钥",
        CreateMine: "Create key in my pool" / "在我的资源池中创建密钥",
        Name: "Name" / "名称",
        Status: "Status" / "状态",
        Value: "Key" / "密钥",
        Pool: "Pool" / "资源池",
        Remaining: "Remaining, USD" / "剩余，USD",
        Limit: "Limit, USD" / "限额，USD",
        Used: "Used" / "已用",
        LastUsed: "Last used" / "上次使用",
        Expires: "Expires" / "到期",
        Created: "Created" / "创建时间",
        Owner: "Owner" / "所有者",
        Foundation: "Foundation" / "模型来源",
        Identifier: "Id" / "标识",
        Budget: "Budget" / "预算",
        Subscription: "Subscription" / "订阅",
        FiveHours: "Five hours" / "五小时",
        Week: "Week" / "每周",
        Resets: "resets" / "重置于",
        WindowOver: "the window is over; its figure says nothing about now" / "该窗口已结束；其数值不代表当前",
        Never: "never" / "从未",
        NeverExpires: "never" / "永不",
        NoPool: "no pool" / "无资源池",
        Search: "Search name, key, id, owner" / "搜索名称、密钥、标识、所有者",
        AnyStatus: "Any status" / "所有状态",
        AnyPool: "Any pool" / "所有资源池",
        AnyBudget: "Any budget" / "所有预算",
        AnyExpiry: "Any expiry" / "所有到期",
        ClearFilters: "Clear filters" / "清除筛选",
        LoadMore: "Load more" / "加载更多",
        LoadAll: "Load all" / "全部加载",
        StopLoading: "Stop" / "停止",
        Empty: "No keys yet" / "尚无密钥",
        EmptyThen: "A key lets a program call the models behind this gateway. Create the first one." / "程序凭密钥调用此网关后的模型。请创建第一个。",
        NoMatch: "No key matches" / "没有匹配的密钥",
        NoMatchThen: "Clear a filter, or load the rest of the list." / "请清除筛选条件，或加载其余列表。",
        Failed: "The keys could not be read" / "无法读取密钥",
        StaleRows: "The list could not be refreshed; these rows are from the last good reading." / "列表刷新失败；以下为上次成功读取的数据。",
        Unreadable: "unreadable row" / "无法解读的行",
        UnreadableWhy: "This row did not make sense, so it is kept as it came." / "此行无法解读，按原样保留。",
        Raw: "As the gateway sent it" / "网关原始数据",
        TopUp: "Top up" / "充值",
        Rotate: "Rotate" / "轮换",
        Move: "Move" / "移动",
        Delete: "Delete" / "删除",
        ShowPending: "Those of this key" / "此密钥的待结扣费",
        AllPending: "Show them all" / "查看全部",
        GoneKey: "This key is not among the rows that are loaded." / "已加载的行中没有此密钥。",
        MyPool: "My pool" / "我的资源池",
        MyPoolLead: "Your key is limited to one pool. The gateway does not list keys for it; what it allows is here." / "您的密钥限于单个资源池。网关不向其列出密钥；可用操作如下。",
        NoDefaultPool: "None assigned" / "未分配",
        PoolNotRead: "Your pool has not been read, so it is not known whether a key can go there." / "尚未读取您的资源池，无法确定能否在其中创建密钥。",
        KeysInPool: "Keys in it" / "其中的密钥数",
        ListKeys: "List keys" / "列出密钥",
        PoolFailed: "Your pool could not be read" / "无法读取您的资源池",
        NotForYou: "Not with this key" / "此密钥不可执行",
    }
}

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
        DeleteLead: "What does not come back: the id, the value, what is left of the budget, and the usage kept under the id. A new key of the same name is another key." / "无法恢复的内容：标识、密钥值、剩余预算以及该标识下的用量记录。同名的新密钥是另一个密钥。",
        MoveTitle: "Move a key" / "移动密钥",
        MoveFrom: "Pool now" / "当前资源池",
        MoveTo: "Move it to" / "移至",
        MoveHere: "It is there now." / "当前所在。",
        MoveChoose: "Choose where the key should go." / "请选择目标资源池。",
        MoveLead: "A key is in one pool at most. Its id and its value stay the same." / "一个密钥最多属于一个资源池。标识和密钥值不变。",
        SearchPools: "Search pools" / "搜索资源池",
        Gone: "The key is gone: the gateway does not list it any more. Nothing was sent." / "密钥已不存在：网关不再列出。未发送任何内容。",
        NotSeen: "The key was not on the pages that were read, so nothing was sent. Load more of the list, and try again." / "在已读取的页中未找到此密钥，因此未发送任何内容。请加载更多后重试。",
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

words! {
    /// How far off an expiry is, as the facet lists it.
    pub enum ExpiryWord {
        Never: "never expires" / "永不过期",
        Later: "in more than 7 days" / "7 天以后",
        Soon: "within 7 days" / "7 天内",
        Past: "expired" / "已过期",
    }
}

/// An expiry's words.
#[must_use]
pub const fn expiry(expiry: Expiry) -> ExpiryWord {
    match expiry {
        Expiry::Never => ExpiryWord::Never,
        Expiry::Later => ExpiryWord::Later,
        Expiry::Soon => ExpiryWord::Soon,
        Expiry::Past => ExpiryWord::Past,
    }
}

/// A state's word: translated when known, the gateway's own otherwise.
#[must_use]
pub fn status(language: Language, status: &KeyStatus) -> String {
    match status {
        KeyStatus::Active => language.pick("active", "启用").to_owned(),
        KeyStatus::Expired => language.pick("expired", "已过期").to_owned(),
        KeyStatus::Exhausted => language.pick("exhausted", "已耗尽").to_owned(),
        KeyStatus::Disabled => language.pick("disabled", "已停用").to_owned(),
        KeyStatus::Other(word) => word.clone(),
        KeyStatus::NotTold => language.pick("not told", "未提供").to_owned(),
    }
}

/// `200 loaded, more available` or `all 48 loaded`, and how many of them show.
#[must_use]
pub fn coverage(language: Language, shown: usize, loaded: usize, more: bool) -> String {
    let loaded = match (language, more) {
        (Language::English, true) => format!("{loaded} loaded, more available"),
        (Language::English, false) => format!("all {loaded} loaded"),
        (Language::Chinese, true) => format!("已加载 {loaded} 条，还有更多"),
        (Language::Chinese, false) => format!("已全部加载，共 {loaded} 条"),
    };
    language.pick(
        format!("{shown} shown · {loaded}"),
        format!("显示 {shown} 条 · {loaded}"),
    )
}

/// What search and facets cover.
#[must_use]
pub fn covers(language: Language, more: bool) -> &'static str {
    match (language, more) {
        (Language::English, true) => {
            "Search, filters, sorting and counts cover the loaded rows only."
        }
        (Language::English, false) => "Search, filters, sorting and counts cover the whole list.",
        (Language::Chinese, true) => "搜索、筛选、排序和计数仅涵盖已加载的行。",
        (Language::Chinese, false) => "搜索、筛选、排序和计数涵盖整个列表。",
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

/// What the list of pools leaves out: pools that match and are not shown, and those beyond `read`,
/// when not all were read.
#[must_use]
pub fn pools_left(language: Language, hidden: usize, read: Option<usize>) -> String {
    let mut told = Vec::new();
    if hidden > 0 {
        told.push(language.pick(
            format!("{hidden} more match: type more of the name."),
            format!("另有 {hidden} 个匹配：请输入更多字符。"),
        ));
    }
    if let Some(read) = read {
        told.push(language.pick(
            format!("Only the first {read} pools were read."),
            format!("仅读取了前 {read} 个资源池。"),
        ));
    }
    told.join(" ")
}

/// What is pending, exactly; `whole` says that there are no other charges than those added up.
#[must_use]
pub fn pending(language: Language, total: &Total, whole: bool) -> String {
    let rows = total.rows + total.left_out;
    if rows == 0 {
        return match whole {
            true => language.pick("none", "无"),
            false => language.pick("none among those that were read", "已读取的记录中没有"),
        }
        .to_owned();
    }
    let mark = if total.sum.exact { "" } else { "≈ " };
    let sum = total.sum.total.map_or_else(
        || Charges::OutOfRange.say(language).to_owned(),
        |sum| format!("{mark}{} USD", sum.exact()),
    );
    let row = if rows == 1 { "row" } else { "rows" };
    let told = language.pick(
        format!("{sum} in {rows} {row}"),
        format!("{sum}，共 {rows} 行"),
    );
    let more = (!whole).then(|| {
        let words = language.pick(
            "these were read, and there are more",
            "仅限已读取的，还有更多",
        );
        words.to_owned()
    });
    let parts = [Some(told), left_out(language, total.left_out), more];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What stands for the kind of a row that sums charges up.
#[must_use]
pub fn sum_of(language: Language, count: Option<u64>) -> String {
    match count {
        Some(count) => language.pick(format!("sum of {count}"), format!("{count} 笔合计")),
        None => language.pick("sum", "合计").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{pending, pools_left};
    use crate::domain::charge::Total;
    use crate::domain::charge::tests::charge;
    use crate::i18n::Language::English;

    #[test]
    fn what_is_pending() {
        let check = |amounts: &[Option<&str>], whole, expect: &str| {
            let charges: Vec<_> = amounts.iter().map(|amount| charge("k", *amount)).collect();
            assert_eq!(pending(English, &Total::of(&charges), whole), expect);
        };
        check(&[], true, "none");
        check(&[], false, "none among those that were read");
        check(&[Some("0.5")], true, "0.50 USD in 1 row");
        check(
            &[Some("0.5"), Some("0.000000001"), None],
            true,
            "0.500000001 USD in 3 rows · 1 row without an amount is not in it",
        );
        check(
            &[Some("7"), Some("7")],
            false,
            "14.00 USD in 2 rows · these were read, and there are more",
        );
    }

    #[test]
    fn what_a_list_of_pools_leaves_out() {
        let check = |hidden, read, expect: &str| {
            assert_eq!(pools_left(English, hidden, read), expect);
        };
        check(0, None, "");
        check(7, None, "7 more match: type more of the name.");
        check(0, Some(500), "Only the first 500 pools were read.");
    }
}
