//! Why the journal's store cannot be used, and what to do.

use crate::text;
use crate::words::Phrase;

/// Why the store cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StoreProblem {
    /// The browser provides no database for this page.
    Missing,
    /// There is no room left.
    Full,
    /// Another tab has an older version open.
    Blocked,
    /// A later version of the app created it.
    Newer,
    /// It was closed while in use: by a later version in another tab, or because site data were
    /// cleared.
    Closed,
    /// Anything else, in the browser's words.
    Failed(String),
}

impl StoreProblem {
    /// Returns what happened, and what to do.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Missing => text!(
                "This browser gives the page no database (private mode, or site data is blocked), so there is no journal."
                    / "此浏览器未向页面提供数据库（隐私模式或已禁止网站数据），因此没有操作日志。"
            ),
            Self::Full => text!(
                "The browser's storage is full. Export the journal, then free some space."
                    / "浏览器存储空间已满。请先导出操作日志，再释放空间。"
            ),
            Self::Blocked => text!(
                "Another tab has an older version of the journal open. Close the other tabs of this app and reload."
                    / "另一个标签页正在使用旧版操作日志。请关闭本应用的其他标签页并刷新。"
            ),
            Self::Newer | Self::Closed => text!(
                "A later version in another tab closed or changed the journal. Reload the page."
                    / "操作日志已被关闭，或已由另一标签页中的较新版本更改。请刷新页面。"
            ),
            Self::Failed(words) => {
                let failed = text!(
                    "The journal could not be opened. {words}" / "无法打开操作日志。{words}"
                );
                return Phrase::from(failed).with("words", words.as_str());
            }
        }
        .into()
    }
}
