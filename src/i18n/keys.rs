//! Words of the keys page: its table, facets, drawer and forms.

use super::declare::words;
use super::{Language, Say};
use crate::domain::key::{Expiry, KeyStatus};
use crate::drafts::create_key::Problem;

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
        Open: "Open" / "打开",
        GoneKey: "This key is not among the rows that are loaded." / "已加载的行中没有此密钥。",
        MyPool: "My pool" / "我的资源池",
        MyPoolLead: "Your key is limited to one pool. The gateway does not list keys for it; what it allows is here." / "您的密钥限于单个资源池。网关不向其列出密钥；可用操作如下。",
        NoDefaultPool: "None assigned" / "未分配",
        PoolNotRead: "Your pool has not been read, so it is not known whether a key can go there." / "尚未读取您的资源池，无法确定能否在其中创建密钥。",
        KeysInPool: "Keys in it" / "其中的密钥数",
        ListKeys: "List keys" / "列出密钥",
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
        PoolsFailed: "The pools could not be read, so none can be chosen." / "无法读取资源池，因此不能选择。",
    }
}

impl Say for Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::NameEmpty => language.pick("Give the key a name.", "请为密钥命名。"),
            Self::NameTooLong => language.pick("At most 128 characters.", "最多 128 个字符。"),
            Self::NameControl => language.pick(
                "A name has no line breaks or control characters.",
                "名称不能包含换行或控制字符。",
            ),
            Self::Limit(problem) => problem.say(language),
            Self::ExpiryUnreadable => {
                language.pick("Choose a date and a time.", "请选择日期和时间。")
            }
            Self::ExpiryPast => language.pick("That moment has passed.", "该时间已过。"),
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

/// The label that opens a key's drawer.
#[must_use]
pub fn open_key(language: Language, name: &str) -> String {
    language.pick(format!("Open {name}"), format!("打开 {name}"))
}
