//! Words of the journal page.

use super::declare::words;
use super::errors::{Explained, api_error};
use super::{Language, Say};
use crate::history::problem::StoreProblem;
use crate::history::way_back::{LeftOut, UndoProblem};

words! {
    /// What the journal page says.
    pub enum Journal {
        Title: "Journal" / "操作日志",
        Lead: "Every write from this browser, recorded before it was sent. Kept on this machine only; no secret is in it." / "此浏览器的每次写操作，均在发送前记录。仅保存在本机；不含任何密钥。",
        Time: "Time" / "时间",
        Action: "Action" / "操作",
        Target: "What" / "对象",
        Amount: "Amount, USD" / "金额，USD",
        Outcome: "Outcome" / "结果",
        Gateway: "Gateway" / "网关",
        Search: "Search name, id, gateway" / "搜索名称、标识、网关",
        Export: "Export as JSON" / "导出为 JSON",
        Empty: "Nothing was written yet" / "尚无写操作",
        EmptyThen: "Create a key or top one up: the entry appears here before the request is sent." / "创建密钥或充值后，记录会在请求发送前出现在这里。",
        NoMatch: "No entry matches" / "没有匹配的记录",
        NoMatchThen: "Clear a filter to see more." / "清除筛选条件以查看更多。",
        Foreign: "written by another version" / "由其他版本写入",
        ForeignThen: "This entry is kept as it is; a newer version of this console can read it." / "此记录按原样保留；较新版本的控制台可以读取。",
        Undo: "Way back" / "撤销",
        TakeBack: "Take back" / "撤销此操作",
        LeftOut: "Not everything is taken back." / "部分未撤销。",
        ElsewhereUndo: "Connect to that gateway to take this back." / "请连接到该网关后再撤销。",
        ElsewhereWhy: "Connect to that gateway to look again." / "请连接到该网关后再核对。",
        OtherAccount: "Written for another account of this gateway. Connect with a key of that account." / "属于此网关的另一个账户。请使用该账户的密钥连接。",
        Missing: "This browser gives the page no database (private mode, or site data is blocked), so there is no journal." / "此浏览器未向页面提供数据库（隐私模式或已禁止网站数据），因此没有操作日志。",
        Full: "The browser's storage is full. Export the journal, then free some space." / "浏览器存储空间已满。请先导出操作日志，再释放空间。",
        Blocked: "Another tab holds an older version of the journal open. Close the other tabs of this app and reload." / "另一个标签页正在使用旧版操作日志。请关闭本应用的其他标签页并刷新。",
        Newer: "The journal was closed or changed by a later version in another tab. Reload the page." / "操作日志已被关闭，或已由另一标签页中的较新版本更改。请刷新页面。",
        Failed: "The journal could not be opened." / "无法打开操作日志。",
        Gone: "This entry is not in this browser's journal." / "此浏览器的日志中没有该记录。",
    }
}

/// `12 of 48 entries`.
#[must_use]
pub fn shown(language: Language, shown: usize, total: usize) -> String {
    language.pick(
        format!("{shown} of {total} entries"),
        format!("共 {total} 条，显示 {shown} 条"),
    )
}

/// Why a change cannot be taken back just now.
#[must_use]
pub fn undo_problem(language: Language, problem: &UndoProblem) -> Explained {
    let same = |what: String| Explained {
        what,
        then: String::new(),
    };
    match problem {
        UndoProblem::Not(why) => same(why.say(language).to_owned()),
        UndoProblem::WhyNot(why) => same(why.say(language).to_owned()),
        UndoProblem::Failed(error) => api_error(language, error),
        UndoProblem::NothingLeft(names) => Explained {
            what: language.pick("Not taken back.", "未撤销。").to_owned(),
            then: left_out(language, names),
        },
    }
}

/// What stays as it is when a change is taken back, and why.
#[must_use]
pub fn left_out(language: Language, names: &LeftOut) -> String {
    let told = |names: &[String], english: &str, chinese: &str| {
        let words =
            |names| language.pick(format!("{names}: {english}"), format!("{names}：{chinese}"));
        (!names.is_empty()).then(|| words(language.join(names)))
    };
    let moved_on = told(
        &names.moved_on,
        "changed since, so look before you decide.",
        "此后已被更改，请查看后再决定。",
    );
    let not_found = told(
        &names.not_found,
        "not found, so what it is now is not known.",
        "未找到，无法得知其当前状态。",
    );
    let parts: Vec<String> = [moved_on, not_found].into_iter().flatten().collect();
    parts.join(" ")
}

/// Why the journal's store gives nothing, and what to do.
#[must_use]
pub fn store_problem(language: Language, problem: &StoreProblem) -> String {
    match problem {
        StoreProblem::Missing => Journal::Missing.say(language).to_owned(),
        StoreProblem::Full => Journal::Full.say(language).to_owned(),
        StoreProblem::Blocked => Journal::Blocked.say(language).to_owned(),
        StoreProblem::Newer | StoreProblem::Closed => Journal::Newer.say(language).to_owned(),
        StoreProblem::Failed(words) => format!("{} {words}", Journal::Failed.say(language)),
    }
}

#[cfg(test)]
mod tests {
    use super::undo_problem;
    use crate::history::way_back::{LeftOut, UndoProblem};
    use crate::i18n::Language;

    #[test]
    fn what_was_not_found_is_not_said_to_be_changed() {
        let check = |moved_on: &[&str], not_found: &[&str], expect: [bool; 2]| {
            let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let problem = UndoProblem::NothingLeft(LeftOut {
                moved_on: names(moved_on),
                not_found: names(not_found),
            });
            let english = undo_problem(Language::English, &problem).then;
            let says = ["changed since", "not found"].map(|words| english.contains(words));
            assert_eq!(says, expect, "{english}");
            let chinese = undo_problem(Language::Chinese, &problem).then;
            let says = ["已被更改", "未找到"].map(|words| chinese.contains(words));
            assert_eq!(says, expect, "{chinese}");
        };
        check(&["A", "B"], &[], [true, false]);
        check(&[], &["A"], [false, true]);
        check(&["A"], &["B"], [true, true]);
    }
}
