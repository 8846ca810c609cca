//! Words of the keys page: its table and drawers, and what a key limited to one pool is told.

use super::Language;
use super::charges::{left_out, sums};
use super::declare::words;
use crate::domain::charge::Totals;
use crate::domain::key::{Expiry, KeyStatus};

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
        Empty: "No keys yet" / "尚无密钥",
        EmptyThen: "A key lets a program call the models behind this gateway. Create the first one." / "程序凭密钥调用此网关后的模型。请创建第一个。",
        Gone: "The gateway lists no such key: it was deleted, or never there." / "网关未列出此密钥：已被删除，或从未存在。",
        NotSeen: "This key was not on the pages that were read. It may be on a later one: load more of the list." / "已读取的页中未找到此密钥，可能在后续页中：请加载更多。",
        NoMatch: "No key matches" / "没有匹配的密钥",
        NoMatchThen: "Clear a filter, or load the rest of the list." / "请清除筛选条件，或加载其余列表。",
        Failed: "The keys could not be read" / "无法读取密钥",
        TopUp: "Top up" / "充值",
        Rotate: "Rotate" / "轮换",
        Move: "Move" / "移动",
        Delete: "Delete" / "删除",
        ShowPending: "Those of this key" / "此密钥的待结扣费",
        AllPending: "Show them all" / "查看全部",
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

/// What is pending, exactly; `whole` says that there are no other charges than those added up.
#[must_use]
pub fn pending(language: Language, totals: &Totals, whole: bool) -> String {
    let rows = totals.rows();
    if rows == 0 {
        return match whole {
            true => language.pick("none", "无"),
            false => language.pick("none among those that were read", "已读取的记录中没有"),
        }
        .to_owned();
    }
    let sum = sums(language, totals);
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
    let parts = [Some(told), left_out(language, totals.left_out()), more];
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
    use super::pending;
    use crate::domain::charge::Totals;
    use crate::domain::charge::tests::charge;
    use crate::i18n::Language::English;

    #[test]
    fn what_is_pending() {
        let check = |amounts: &[Option<&str>], whole, expect: &str| {
            let charges: Vec<_> = amounts.iter().map(|amount| charge("k", *amount)).collect();
            assert_eq!(pending(English, &Totals::of(&charges), whole), expect);
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
}
