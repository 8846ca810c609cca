//! Words of the journal page.

use super::declare::words;
use super::errors::{Explained, api_error};
use super::gate::ending;
use super::intent::action;
use super::{Language, Say};
use crate::gate::intent::Intent;
use crate::history::problem::StoreProblem;
use crate::history::standing::Standing;
use crate::history::way_back::{LeftOut, UndoProblem};

words! {
    /// What the journal page says.
    pub enum Journal {
        Title: "Journal" / "操作日志",
        Lead: "Every write from this browser, recorded before it was sent. Kept on this machine only; no secret is in it." / "此浏览器的每次写操作，均在发送前记录。仅保存在本机；不含任何机密值。",
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
        LeftAsItIs: "Left as it is:" / "保持不变：",
        TakesBack: "Takes back" / "所撤销的操作",
        RestCanBeTakenBack: "The rest can be taken back, while nobody has changed it since." / "其余部分可撤销，前提是之后无人更改。",
        ReadBackOn: "Last read back on" / "最近核对时间：",
        ValueLost: "The new value never arrived here: the answer was cut off, or the page was gone before it came. It cannot be read any more." / "新值从未到达此处：应答中断，或页面在其到达前已关闭。该值无法再读取。",
        ValueLostThen: "If that was not done since, rotate the key and hand out the value that you get then, or delete it:" / "若之后尚未处理，请轮换该密钥并使用届时得到的值，或将其删除：",
        ValueLostNamed: "If that was not done since, look for the key by its name in the list; rotate it and hand out the value that you get then, or delete it." / "若之后尚未处理，请在列表中按名称查找该密钥；轮换并使用届时得到的值，或将其删除。",
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

/// How an entry stands, for its badge.
#[must_use]
pub fn standing(language: Language, standing: Standing) -> String {
    match standing {
        Standing::Ended(end) => ending(language, end).to_owned(),
        Standing::Partly { applied, of } => language.pick(
            format!("{applied} of {of} applied"),
            format!("{of} 项中 {applied} 项已生效"),
        ),
        Standing::ValueLost => language
            .pick("applied, value lost", "已生效，新值丢失")
            .to_owned(),
    }
}

/// What was done, in a word or two: as its action, unless what it did is told better.
#[must_use]
pub fn done(language: Language, intent: &Intent) -> &'static str {
    match intent {
        Intent::SetOwner { owner: Some(_), .. } => {
            language.pick("Set pool owner", "设置资源池所有者")
        }
        Intent::SetOwner { owner: None, .. } => {
            language.pick("Remove pool owner", "移除资源池所有者")
        }
        Intent::MoveKeys(_) if intent.destination() == Some(None) => {
            language.pick("Remove from pool", "移出资源池")
        }
        _ => action(language, intent.action()),
    }
}

/// That a change was taken back, and what of it where that is not all.
#[must_use]
pub fn taken_back(language: Language, on: &str, names: &[String]) -> String {
    if names.is_empty() {
        return language.pick(format!("Taken back on {on}"), format!("已于 {on} 撤销"));
    }
    let names = language.join(names);
    language.pick(
        format!("Taken back on {on}: {names}"),
        format!("已于 {on} 撤销：{names}"),
    )
}

/// That a question takes back an earlier change: its sentence and its time.
#[must_use]
pub fn takes_back(language: Language, sentence: &str, on: &str) -> String {
    language.pick(
        format!("Takes back what was sent on {on}: {sentence}"),
        format!("撤销 {on} 发送的操作：{sentence}"),
    )
}

/// What stays as it is when a change is taken back, and why.
#[must_use]
pub fn left_out(language: Language, names: &LeftOut) -> String {
    left_out_lines(language, names).join(" ")
}

/// The same, a line for each reason.
#[must_use]
pub fn left_out_lines(language: Language, names: &LeftOut) -> Vec<String> {
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
    let taken_back = told(&names.taken_back, "taken back before.", "此前已撤销。");
    let not_done = told(
        &names.not_done,
        "not known to have happened, so there is nothing to take back.",
        "未确认其已执行，无可撤销。",
    );
    let lines = [moved_on, not_found, taken_back, not_done];
    lines.into_iter().flatten().collect()
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
    use super::{done, undo_problem};
    use crate::domain::ids::{KeyId, PoolId};
    use crate::domain::pool::{Owner, PoolRef};
    use crate::gate::intent::{Intent, KeyMove};
    use crate::history::way_back::{LeftOut, UndoProblem};
    use crate::i18n::Language;

    #[test]
    fn what_was_done_is_told_as_its_gate_told_it() {
        let pool = || PoolRef {
            id: PoolId("p".into()),
            name: None,
        };
        let moved = |to| KeyMove {
            key: KeyId("k".into()),
            name: "CI".into(),
            from: None,
            to,
        };
        let owner = |owner| Intent::SetOwner {
            pool: pool(),
            owner,
        };
        let check = |intent: Intent, english, chinese| {
            assert_eq!(done(Language::English, &intent), english);
            assert_eq!(done(Language::Chinese, &intent), chinese);
        };
        check(owner(None), "Remove pool owner", "移除资源池所有者");
        let person = Owner {
            id: None,
            name: None,
        };
        check(owner(Some(person)), "Set pool owner", "设置资源池所有者");
        let out = Intent::MoveKeys(vec![moved(None), moved(None)]);
        check(out, "Remove from pool", "移出资源池");
        let each = Intent::MoveKeys(vec![moved(None), moved(Some(pool()))]);
        check(each, "Move keys", "移动密钥");
        check(Intent::DeletePool(pool()), "Delete pool", "删除资源池");
    }

    #[test]
    fn what_was_not_found_is_not_said_to_be_changed() {
        let check = |moved_on: &[&str], not_found: &[&str], expect: [bool; 2]| {
            let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let problem = UndoProblem::NothingLeft(LeftOut {
                moved_on: names(moved_on),
                not_found: names(not_found),
                ..LeftOut::default()
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
