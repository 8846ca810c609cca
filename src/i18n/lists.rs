//! Words that stand around every list, and those that each list has in the same place.

use super::charges::{self, Charges};
use super::declare::words;
use super::errors::{Explained, api_error};
use super::journal::Journal;
use super::keys::Keys;
use super::pools::Pools;
use super::{Language, Say};
use crate::api::error::ApiError;
use crate::route::{Facet, List};

words! {
    /// What is said of any list.
    pub enum Lists {
        LoadMore: "Load more" / "加载更多",
        LoadAll: "Load all" / "全部加载",
        StopLoading: "Stop" / "停止",
        ClearFilters: "Clear filters" / "清除筛选",
        StaleRows: "The list could not be refreshed; these rows are from the last good reading." / "列表刷新失败；以下为上次成功读取的数据。",
        Unreadable: "unreadable row" / "无法解读的行",
        UnreadableWhy: "This row did not make sense, so it is kept as it came." / "此行无法解读，按原样保留。",
        Raw: "As the gateway sent it" / "网关原始数据",
        NothingSent: "Nothing was sent." / "未发送任何内容。",
    }
}

/// A word that every list has in its own wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The page's heading.
    Title,
    /// What the search looks at.
    Search,
    /// There is no row.
    Empty,
    /// What would be here.
    EmptyThen,
    /// There are rows, and none is asked for.
    NoMatch,
    /// What to do then.
    NoMatchThen,
    /// The row that an address names is no longer there.
    Gone,
    /// The row that an address names was not among those that were read.
    NotSeen,
}

/// A word of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of(pub List, pub Word);

impl Say for Of {
    fn say(&self, language: Language) -> &'static str {
        let Self(list, word) = *self;
        match list {
            List::Keys => of_keys(word).say(language),
            List::Pools => of_pools(word).say(language),
            List::Charges => of_charges(word).say(language),
            List::Journal => of_journal(word).say(language),
        }
    }
}

const fn of_keys(word: Word) -> Keys {
    match word {
        Word::Title => Keys::Title,
        Word::Search => Keys::Search,
        Word::Empty => Keys::Empty,
        Word::EmptyThen => Keys::EmptyThen,
        Word::NoMatch => Keys::NoMatch,
        Word::NoMatchThen => Keys::NoMatchThen,
        Word::Gone => Keys::Gone,
        Word::NotSeen => Keys::NotSeen,
    }
}

const fn of_pools(word: Word) -> Pools {
    match word {
        Word::Title => Pools::Title,
        Word::Search => Pools::Search,
        Word::Empty => Pools::Empty,
        Word::EmptyThen => Pools::EmptyThen,
        Word::NoMatch => Pools::NoMatch,
        Word::NoMatchThen => Pools::NoMatchThen,
        Word::Gone => Pools::Gone,
        Word::NotSeen => Pools::NotSeen,
    }
}

const fn of_charges(word: Word) -> Charges {
    match word {
        Word::Title => Charges::Title,
        Word::Search => Charges::Search,
        Word::Empty => Charges::Empty,
        Word::EmptyThen => Charges::EmptyThen,
        Word::NoMatch => Charges::NoMatch,
        Word::NoMatchThen => Charges::NoMatchThen,
        Word::Gone => Charges::Gone,
        Word::NotSeen => Charges::NotSeen,
    }
}

/// The journal is whole: an entry that is not seen in it is not there.
const fn of_journal(word: Word) -> Journal {
    match word {
        Word::Title => Journal::Title,
        Word::Search => Journal::Search,
        Word::Empty => Journal::Empty,
        Word::EmptyThen => Journal::EmptyThen,
        Word::NoMatch => Journal::NoMatch,
        Word::NoMatchThen => Journal::NoMatchThen,
        Word::Gone | Word::NotSeen => Journal::Gone,
    }
}

impl Say for Facet {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Status => Keys::Status.say(language),
            Self::Pool => Keys::Pool.say(language),
            Self::Budget => Keys::Budget.say(language),
            Self::Expiry => Keys::Expires.say(language),
            Self::Kind => Charges::Kind.say(language),
            Self::Age => language.pick("Age", "时长"),
            Self::Key => Charges::Key.say(language),
            Self::Outcome => Journal::Outcome.say(language),
            Self::Action => Journal::Action.say(language),
        }
    }
}

/// The answer of a facet that leaves nothing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Any(pub Facet);

impl Say for Any {
    fn say(&self, language: Language) -> &'static str {
        match self.0 {
            Facet::Status => language.pick("Any status", "所有状态"),
            Facet::Pool => language.pick("Any pool", "所有资源池"),
            Facet::Budget => language.pick("Any budget", "所有预算"),
            Facet::Expiry => language.pick("Any expiry", "所有到期"),
            Facet::Kind => language.pick("Any kind", "所有类型"),
            Facet::Age => language.pick("Any age", "所有时长"),
            Facet::Key => language.pick("Any key", "所有密钥"),
            Facet::Outcome => language.pick("Any outcome", "所有结果"),
            Facet::Action => language.pick("Any action", "所有操作"),
        }
    }
}

/// Why a list of the gateway could not be read at all.
#[must_use]
pub fn failure(list: List, language: Language, error: &ApiError) -> Explained {
    let title = match list {
        List::Keys => Keys::Failed.say(language),
        List::Pools => Pools::Failed.say(language),
        List::Charges => return charges::failure(language, error),
        List::Journal => Journal::Failed.say(language),
    };
    failed(title, language, error)
}

/// A failed reading under the title of what could not be read.
#[must_use]
pub fn failed(title: &str, language: Language, error: &ApiError) -> Explained {
    let Explained { what, then } = api_error(language, error);
    Explained {
        what: title.to_owned(),
        then: format!("{what} {then}"),
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

/// The same where the gateway gave again what it gave, so that nobody knows how much there is.
#[must_use]
pub fn coverage_stuck(language: Language, shown: usize, loaded: usize) -> String {
    language.pick(
        format!(
            "{shown} shown · {loaded} loaded; the gateway repeats itself, so there may be more"
        ),
        format!("显示 {shown} 条 · 已加载 {loaded} 条；网关重复返回相同内容，可能还有更多"),
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
