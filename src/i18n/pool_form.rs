//! Words of what is done to a pool and to the keys in it.

use super::declare::words;
use super::pools::keys;
use super::{Language, Say};
use crate::domain::membership::{LeftOut, MOST_MOVES};
use crate::drafts::create_pool::Problem;
use crate::drafts::name::NameProblem;
use crate::drafts::owner;

words! {
    /// What the forms for a pool say.
    pub enum PoolForm {
        CreateTitle: "New pool" / "新建资源池",
        NameHint: "Whose keys it holds, e.g. a team. No two pools have the same name." / "存放哪些密钥，如某个团队。资源池名称不可重复。",
        OwnerNobody: "Nobody" / "无",
        OwnerTyped: "Someone else, by id" / "其他人（按标识）",
        OwnerId: "Owner's id" / "所有者标识",
        OwnerHint: "Those who own a pool or key that is loaded. The gateway lists nobody else." / "已加载的资源池和密钥的所有者。网关不提供其他人的列表。",
        OwnerIdHint: "As the gateway spells it; it refuses one that it does not know." / "按网关的写法；网关会拒绝未知的标识。",
        OwnerTitle: "Owner of the pool" / "资源池的所有者",
        AssignLead: "A key is in one pool at a time: assigning it takes it out of the one it is in now." / "一个密钥同时只属于一个资源池：分配会将其移出当前资源池。",
        SearchKeys: "Search name, key, id, owner" / "搜索名称、密钥、标识、所有者",
        PoolNow: "Pool now" / "当前资源池",
        AlreadyHere: "in this pool already" / "已在此资源池",
        ChooseSome: "Tick the keys to assign." / "请勾选要分配的密钥。",
        DeleteTitle: "Delete the pool" / "删除资源池",
        DeleteLead: "The pool goes for good; a new one of the same name would have another id. Keys that were in it would be left without a pool, so it must be empty." / "资源池将永久删除；同名的新资源池会有不同的标识。其中的密钥会失去资源池，因此必须先清空。",
        Counting: "Counting the keys in it now" / "正在统计其中的密钥",
        CountAgain: "Count again" / "重新统计",
        NotCounted: "The keys in it have not been counted, so it is not deleted." / "尚未统计其中的密钥，因此不会删除。",
    }
}

impl Say for NameProblem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Empty => language.pick("Give it a name.", "请命名。"),
            Self::TooLong => language.pick("At most 128 characters.", "最多 128 个字符。"),
            Self::Control => language.pick(
                "A name has no line breaks or control characters.",
                "名称不能包含换行或控制字符。",
            ),
        }
    }
}

impl Say for Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Name(problem) => problem.say(language),
            Self::Taken => language.pick(
                "A pool of this name is loaded already; the gateway takes a name once.",
                "已加载的资源池中已有此名称；网关不接受重复的名称。",
            ),
        }
    }
}

impl Say for owner::Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Empty => language.pick("Type the owner's id.", "请输入所有者标识。"),
            Self::Blank => language.pick(
                "An id has no blanks or control characters.",
                "标识不能包含空白或控制字符。",
            ),
            Self::Dots => language.pick("Dots alone are no id.", "仅有句点不是标识。"),
        }
    }
}

/// The count just before a deletion.
#[must_use]
pub fn counted(language: Language, members: usize, read: usize, complete: bool) -> String {
    let keys = keys(language, members);
    match (language, members, complete) {
        (Language::English, 0, true) => "Counted just now: no key is in it.".to_owned(),
        (Language::English, 0, false) => format!(
            "Counted just now: none of {read} keys is in it. There are more, which were not read: one of them may be."
        ),
        (Language::English, _, true) => format!(
            "Counted just now: {keys} in it. Remove them from the pool, or assign them to another, first."
        ),
        (Language::English, _, false) => format!(
            "Counted just now: at least {keys} in it. Remove them from the pool, or assign them to another, first."
        ),
        (Language::Chinese, 0, true) => "刚刚统计：其中没有密钥。".to_owned(),
        (Language::Chinese, 0, false) => {
            format!("刚刚统计：{read} 个密钥都不在其中。还有未读取的密钥，其中可能有。")
        }
        (Language::Chinese, _, true) => {
            format!("刚刚统计：其中有 {keys}。请先将其移出或分配到其他资源池。")
        }
        (Language::Chinese, _, false) => {
            format!("刚刚统计：其中至少有 {keys}。请先将其移出或分配到其他资源池。")
        }
    }
}

/// What the key list says once a pool is gone.
#[must_use]
pub fn after_deletion(language: Language, pool: &str, left: usize, complete: bool) -> String {
    let keys = keys(language, left);
    match (language, left, complete) {
        (Language::English, 0, true) => format!("{pool} is gone, and no key names it."),
        (Language::English, 0, false) => {
            format!("{pool} is gone. No key that was read names it; not all were read.")
        }
        (Language::English, ..) => format!(
            "{pool} is gone, but {keys} still name it: they have no pool that exists. Assign them to another."
        ),
        (Language::Chinese, 0, true) => format!("{pool} 已删除，没有密钥属于它。"),
        (Language::Chinese, 0, false) => {
            format!("{pool} 已删除。已读取的密钥都不属于它；并非全部已读取。")
        }
        (Language::Chinese, ..) => format!(
            "{pool} 已删除，但仍有 {keys} 指向它：其资源池已不存在。请将其分配到其他资源池。"
        ),
    }
}

/// What is said when the keys could not be read once a pool is gone.
#[must_use]
pub fn after_deletion_unread(language: Language, pool: &str) -> String {
    language.pick(
        format!("{pool} is gone. Whether keys lost their pool could not be read."),
        format!("{pool} 已删除。无法读取是否有密钥因此失去资源池。"),
    )
}

/// The button that goes on to the gate with the ticked keys.
#[must_use]
pub fn review(language: Language, count: usize) -> String {
    match count {
        0 => language.pick("Review", "核对").to_owned(),
        _ => language.pick(
            format!("Review {}", keys(language, count)),
            format!("核对 {count} 个密钥"),
        ),
    }
}

/// The title of the dialog that assigns keys.
#[must_use]
pub fn assign_title(language: Language, pool: &str) -> String {
    language.pick(
        format!("Assign keys to {pool}"),
        format!("向 {pool} 分配密钥"),
    )
}

/// How many keys are ticked.
#[must_use]
pub fn ticked(language: Language, count: usize) -> String {
    language.pick(
        format!("{} ticked", keys(language, count)),
        format!("已勾选 {count} 个密钥"),
    )
}

/// Why so many cannot go at once.
#[must_use]
pub fn too_many(language: Language, count: usize) -> String {
    language.pick(
        format!("At most {MOST_MOVES} keys at once; {count} are ticked."),
        format!("一次最多 {MOST_MOVES} 个密钥；已勾选 {count} 个。"),
    )
}

/// How far the reading before the gate has come.
#[must_use]
pub fn reading(language: Language, at: usize, of: usize) -> String {
    language.pick(
        format!("Reading where the keys are now: {at} of {of}"),
        format!("正在读取密钥的当前位置：{at} / {of}"),
    )
}

/// Why a key is left out of a plan.
#[must_use]
pub fn left_out(language: Language, key: &str, why: LeftOut) -> String {
    let why = match why {
        LeftOut::Gone => language.pick("it is gone from the gateway", "网关中已不存在"),
        LeftOut::NotSeen => language.pick(
            "it was not on the pages that were read",
            "已读取的页中未找到",
        ),
        LeftOut::AlreadyThere => language.pick("it is in this pool already", "已在此资源池中"),
        LeftOut::NotThere => language.pick("it is no longer in this pool", "已不在此资源池中"),
    };
    language.pick(format!("{key}: {why}."), format!("{key}：{why}。"))
}

/// The name of the box that ticks a key.
#[must_use]
pub fn tick(language: Language, key: &str) -> String {
    language.pick(format!("Tick {key}"), format!("勾选 {key}"))
}

#[cfg(test)]
mod tests {
    use super::{Language, counted};

    #[test]
    fn counts_say_what_they_cover() {
        let check = |got: String, expect: &str| assert_eq!(got, expect);
        let english = Language::English;
        check(
            counted(english, 0, 0, true),
            "Counted just now: no key is in it.",
        );
        check(
            counted(english, 0, 500, false),
            "Counted just now: none of 500 keys is in it. There are more, which were not read: one of them may be.",
        );
    }
}
