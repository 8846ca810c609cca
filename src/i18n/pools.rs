//! Words of the pools page: its table and its drawer.

use super::Language;
use super::declare::words;

words! {
    /// What the pools page says.
    pub enum Pools {
        Title: "Pools" / "资源池",
        Create: "Create pool" / "创建资源池",
        KeyCount: "Keys" / "密钥数",
        Default: "Default" / "默认",
        YourDefault: "your default" / "您的默认",
        NotYourDefault: "no" / "否",
        Nobody: "nobody" / "无",
        NotTold: "not told" / "未提供",
        Search: "Search name, id, owner" / "搜索名称、标识、所有者",
        Empty: "No pools yet" / "尚无资源池",
        EmptyThen: "A pool holds keys that belong together and has one owner. Create the first one." / "资源池存放一组密钥，并有一位所有者。请创建第一个。",
        NoMatch: "No pool matches" / "没有匹配的资源池",
        NoMatchThen: "Clear the search, or load the rest of the list." / "请清除搜索，或加载其余列表。",
        Failed: "The pools could not be read" / "无法读取资源池",
        Gone: "The gateway lists no such pool: it was deleted, or never there." / "网关未列出此资源池：已被删除，或从未存在。",
        NotSeen: "This pool was not on the pages that were read. It may be on a later one: load more of the list." / "已读取的页中未找到此资源池，可能在后续页中：请加载更多。",
        NoDefault: "Your default pool: none assigned." / "您的默认资源池：未分配。",
        DefaultFailed: "Your default pool could not be read." / "无法读取您的默认资源池。",
        Limited: "Your key is limited to one pool. The gateway lists pools, and lets them be created, deleted and given owners, with an organization-wide key only." / "您的密钥限于单个资源池。仅组织级密钥可列出、创建、删除资源池或更改其所有者。",
        LimitedThen: "What it says about your own pool, and what you may do there, is on your pool's page." / "您自己的资源池及可用操作见“我的资源池”页面。",
        ToMyPool: "Open my pool" / "打开我的资源池",
        Members: "Keys in this pool" / "此资源池中的密钥",
        Assign: "Assign keys" / "分配密钥",
        Owner: "Change owner" / "更改所有者",
        Delete: "Delete pool" / "删除资源池",
        ChooseToRemove: "Tick the keys to remove first." / "请先勾选要移出的密钥。",
        Left: "Not included, and no longer ticked:" / "以下未包含，并已取消勾选：",
        Cleared: "Untick all" / "全部取消勾选",
    }
}

/// A number of keys: `1 key`, `3 keys`.
pub(super) fn keys(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::English, 1) => "1 key".to_owned(),
        (Language::English, _) => format!("{count} keys"),
        (Language::Chinese, _) => format!("{count} 个密钥"),
    }
}

/// The caller's default pool.
#[must_use]
pub fn default_pool(language: Language, name: &str) -> String {
    language.pick(
        format!("Your default pool: {name}."),
        format!("您的默认资源池：{name}。"),
    )
}

/// The pool whose default it is, in a drawer.
#[must_use]
pub const fn is_default(told: Option<bool>) -> Pools {
    match told {
        Some(true) => Pools::YourDefault,
        Some(false) => Pools::NotYourDefault,
        None => Pools::NotTold,
    }
}

/// How many members are among the rows that were read.
#[must_use]
pub fn members(language: Language, members: usize, read: usize, complete: bool) -> String {
    let keys = keys(language, members);
    match (language, complete) {
        (Language::English, true) if read == 0 => "No key is in it.".to_owned(),
        (Language::English, true) if members == read => format!("{keys}; the list is complete."),
        (Language::English, true) => format!("{keys} of {read} rows read; the list is complete."),
        (Language::English, false) => {
            format!("{keys} of {read} rows read so far.")
        }
        (Language::Chinese, true) if read == 0 => "其中没有密钥。".to_owned(),
        (Language::Chinese, true) if members == read => format!("{keys}；列表完整。"),
        (Language::Chinese, true) => format!("已读取 {read} 行，其中 {keys}；列表完整。"),
        (Language::Chinese, false) => format!("目前已读取 {read} 行，其中 {keys}。"),
    }
}

/// The button that takes the ticked keys out of their pool.
#[must_use]
pub fn remove(language: Language, count: usize) -> String {
    match count {
        0 => language.pick("Remove from pool", "移出资源池").to_owned(),
        _ => language.pick(
            format!("Remove {} from pool", keys(language, count)),
            format!("将 {count} 个密钥移出资源池"),
        ),
    }
}

/// A person in a chooser: the name with the id, which alone is sent.
#[must_use]
pub fn person(name: Option<&str>, id: &str) -> String {
    match name {
        Some(name) => format!("{name} · {id}"),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, members};

    #[test]
    fn counts_say_what_they_cover() {
        let check = |got: String, expect: &str| assert_eq!(got, expect);
        let english = Language::English;
        check(members(english, 0, 0, true), "No key is in it.");
        check(members(english, 1, 1, true), "1 key; the list is complete.");
        check(
            members(english, 3, 40, true),
            "3 keys of 40 rows read; the list is complete.",
        );
        check(
            members(english, 0, 100, false),
            "0 keys of 100 rows read so far.",
        );
    }
}
