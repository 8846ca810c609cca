//! Words of the pending charges page.

use super::declare::words;
use super::{Language, Say};
use crate::api::error::ApiError;
use crate::domain::charge::{Age, PendingCharge, Total, Totals};
use crate::i18n::errors::{Explained, gateway_words};
use crate::i18n::lists::failed;

words! {
    /// What the pending charges page says.
    pub enum Charges {
        Title: "Pending charges" / "待结扣费",
        Lead: "Money on its way into a budget or out of it, and not written off yet. It is not part of what budgets show as used." / "正在计入或转出预算、尚未结清的金额。它不包含在预算的“已用”之内。",
        Key: "Key" / "密钥",
        KeyId: "Key's id" / "密钥标识",
        Since: "Since" / "起始",
        Amount: "Amount, USD" / "金额，USD",
        Pending: "Pending" / "待结金额",
        Kind: "Kind" / "类型",
        NoKind: "no kind told" / "未提供类型",
        Status: "Status" / "状态",
        Model: "Model" / "模型",
        ChargeId: "Charge's id" / "扣费标识",
        OpenKey: "Open the key" / "打开此密钥",
        Request: "Request" / "请求",
        Count: "Charges" / "笔数",
        Search: "Search key, model, request, id" / "搜索密钥、模型、请求、标识",
        Empty: "Nothing is pending" / "没有待结扣费",
        EmptyThen: "A charge stands here from the moment a request begins until the gateway writes it off." / "从请求开始到网关结清，扣费会显示在这里。",
        NoMatch: "No charge matches" / "没有匹配的扣费",
        NoMatchThen: "Clear a filter, or load the rest of the list." / "请清除筛选条件，或加载其余列表。",
        Failed: "The pending charges could not be read" / "无法读取待结扣费",
        Gone: "The gateway lists no such charge: it may be settled by now." / "网关未列出此扣费，可能已结清。",
        NotSeen: "This charge was not on the pages that were read. It may be settled by now, or on a later page." / "已读取的页中未找到此扣费，可能已结清，或在后续页中。",
        OnlySums: "This gateway gives one sum per key, without single charges and without their age." / "此网关只提供每个密钥的合计，不提供单笔扣费及其时长。",
        NotTold: "not told" / "未提供",
        Unnamed: "The charge carries no name for this key." / "此扣费未附带密钥名称。",
        AllOfKey: "All of this key's charges" / "此密钥的全部扣费",
        Beside: "Beside the key's budget" / "与密钥预算对照",
        NotSubtracted: "What is pending is not in these figures and is not subtracted from them: the gateway does not say when, or whether, it will be." / "待结金额不在这些数字之内，也不会从中扣除：网关并未说明何时或是否会扣除。",
        ReadingKey: "Reading the key" / "正在读取密钥",
        KeyDeleted: "No key with this id is listed any more: it was deleted." / "列表中已没有此标识的密钥：它已被删除。",
        KeyNotSeen: "The key was not on the pages that were read. It may be deleted, or further back in the list." / "已读取的页面中没有此密钥。它可能已被删除，或位于列表更后面。",
        KeyNotAllowed: "The key's budget is not shown: a key limited to one pool may not list keys." / "不显示密钥的预算：限于单个资源池的密钥无权列出密钥。",
        NoPool: "No default pool is assigned to your key" / "尚未为您的密钥分配默认资源池",
        NoPoolThen: "The gateway shows such a key the charges of its own pool only, and there is none. Ask for a default pool to be assigned." / "网关只向此类密钥显示其资源池的扣费，而目前没有资源池。请申请分配默认资源池。",
        Forbidden: "Your key may not read pending charges" / "您的密钥无权读取待结扣费",
        ForbiddenThen: "Everything else works on. A key with wider rights may read them." / "其他功能不受影响。权限更高的密钥可以读取。",
        OutOfRange: "too large to add up here" / "数值过大，无法在此求和",
    }
}

words! {
    /// How long charges have been pending, as the facet and the overview list it.
    pub enum AgeWord {
        Stuck: "more than a day" / "超过一天",
        Old: "an hour to a day" / "一小时至一天",
        Slow: "ten minutes to an hour" / "十分钟至一小时",
        Fresh: "up to ten minutes" / "十分钟以内",
        NotTold: "age not told" / "未提供时长",
    }
}

/// An age's words.
#[must_use]
pub const fn age(age: Age) -> AgeWord {
    match age {
        Age::Stuck => AgeWord::Stuck,
        Age::Old => AgeWord::Old,
        Age::Slow => AgeWord::Slow,
        Age::Fresh => AgeWord::Fresh,
        Age::NotTold => AgeWord::NotTold,
    }
}

/// A kind's or a state's word: the gateway's own, and translated where the contract names it.
#[must_use]
pub fn gateways_word(language: Language, word: &str) -> String {
    let chinese = match word {
        "request" => "请求",
        "topup" => "充值",
        "subscription" => "订阅",
        "reversal" => "冲回",
        "pending" => "待结",
        other => other,
    };
    language.pick(word, chinese).to_owned()
}

/// What a drawer is about: `0.0123 USD · Claude Prod`.
#[must_use]
pub fn title(language: Language, charge: &PendingCharge) -> String {
    let amount = charge.amount.as_ref();
    let amount = amount.map(|amount| format!("{} USD", amount.value.exact()));
    let amount = amount.unwrap_or_else(|| Charges::NotTold.say(language).to_owned());
    format!("{amount} · {}", charge.key_label())
}

/// An exact sum with its unit, marked where a part of it was not exact.
#[must_use]
pub fn sum(language: Language, total: &Total) -> String {
    let mark = if total.sum.exact { "" } else { "≈ " };
    total.sum.total.map_or_else(
        || Charges::OutOfRange.say(language).to_owned(),
        |sum| format!("{mark}{} USD", sum.exact()),
    )
}

/// What rows come to: one sum where all are of a kind, else each kind with its own.
#[must_use]
pub fn sums(language: Language, totals: &Totals) -> String {
    let named = |(kind, total): &(Option<String>, Total)| {
        let kind = kind.as_deref().map(|kind| gateways_word(language, kind));
        let kind = kind.unwrap_or_else(|| Charges::NoKind.say(language).to_owned());
        format!("{kind} {}", sum(language, total))
    };
    match totals.kinds() {
        [] => sum(language, &Total::of([])),
        [(_, total)] => sum(language, total),
        kinds => kinds.iter().map(named).collect::<Vec<_>>().join(" · "),
    }
}

/// What stands before a sum: which rows are in it, and of how many.
#[must_use]
pub fn sum_of(language: Language, shown: usize, loaded: usize, more: bool) -> String {
    match (language, more) {
        (Language::English, true) => {
            format!("Sum of the {shown} shown, of {loaded} loaded, more available:")
        }
        (Language::English, false) => format!("Sum of the {shown} shown, of all {loaded}:"),
        (Language::Chinese, true) => {
            format!("所示 {shown} 条（已加载 {loaded} 条，还有更多）合计：")
        }
        (Language::Chinese, false) => format!("所示 {shown} 条（共 {loaded} 条）合计："),
    }
}

/// What a key's sum covers: `3 rows of 100 loaded, more available`.
#[must_use]
pub fn sum_of_key(language: Language, rows: usize, loaded: usize, more: bool) -> String {
    let of_rows = if rows == 1 {
        "1 row"
    } else {
        &format!("{rows} rows")
    };
    match (language, more) {
        (Language::English, true) => format!("{of_rows} of {loaded} loaded, more available"),
        (Language::English, false) => format!("{of_rows} of all {loaded}"),
        (Language::Chinese, true) => format!("已加载 {loaded} 条中的 {rows} 条，还有更多"),
        (Language::Chinese, false) => format!("全部 {loaded} 条中的 {rows} 条"),
    }
}

/// Rows that are not in a sum; nothing when there are none.
#[must_use]
pub fn left_out(language: Language, rows: usize) -> Option<String> {
    let words = match (language, rows) {
        (_, 0) => return None,
        (Language::English, 1) => "1 row without an amount is not in it".to_owned(),
        (Language::English, rows) => format!("{rows} rows without an amount are not in it"),
        (Language::Chinese, rows) => format!("其中 {rows} 行没有金额，未计入"),
    };
    Some(words)
}

/// Why charges cannot be read: what a limited key runs into is put in its own words.
#[must_use]
pub fn failure(language: Language, error: &ApiError) -> Explained {
    let (what, then, refusal) = match error {
        ApiError::Refused(refusal)
            if refusal.code.as_deref() == Some("default_pool_not_assigned") =>
        {
            (Charges::NoPool, Charges::NoPoolThen, refusal)
        }
        ApiError::NotAllowed(refusal) => (Charges::Forbidden, Charges::ForbiddenThen, refusal),
        other => {
            return failed(Charges::Failed.say(language), language, other);
        }
    };
    Explained {
        what: what.say(language).to_owned(),
        then: format!("{} {}", then.say(language), gateway_words(refusal)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Charges, failure, gateways_word, left_out, sum_of, sums, title};
    use crate::api::error::{ApiError, Refusal, Unreachable};
    use crate::domain::charge::tests::charge;
    use crate::domain::charge::{PendingCharge, Totals};
    use crate::i18n::{Language, Say};

    #[test]
    fn kinds_are_told_apart() {
        let check = |rows: &[(&str, &str)], expect: &str| {
            let rows: Vec<_> = rows
                .iter()
                .map(|(kind, amount)| PendingCharge {
                    kind: Some((*kind).to_owned()).filter(|kind| !kind.is_empty()),
                    ..charge("k", Some(amount))
                })
                .collect();
            assert_eq!(sums(Language::English, &Totals::of(&rows)), expect);
        };
        check(&[], "0.00 USD");
        check(&[("request", "0.5"), ("request", "1")], "1.50 USD");
        check(
            &[("topup", "250"), ("request", "0.5")],
            "request 0.50 USD · topup 250.00 USD",
        );
        check(
            &[("topup", "250"), ("", "1")],
            "no kind told 1.00 USD · topup 250.00 USD",
        );
    }

    #[test]
    fn sums_say_what_they_cover() {
        let en = Language::English;
        let check = |got: String, expect| assert_eq!(got, expect);
        check(
            sum_of(en, 18, 200, true),
            "Sum of the 18 shown, of 200 loaded, more available:",
        );
        check(sum_of(en, 3, 18, false), "Sum of the 3 shown, of all 18:");
        assert_eq!(left_out(en, 0), None);
        assert_eq!(
            left_out(en, 1).as_deref(),
            Some("1 row without an amount is not in it")
        );
    }

    #[test]
    fn unknown_words_stay_as_they_came() {
        let check = |word, english: &str, chinese: &str| {
            assert_eq!(gateways_word(Language::English, word), english);
            assert_eq!(gateways_word(Language::Chinese, word), chinese);
        };
        check("request", "request", "请求");
        check("Reversal", "Reversal", "Reversal");
    }

    #[test]
    fn titles() {
        let check = |amount, expect| {
            assert_eq!(title(Language::English, &charge("key_01", amount)), expect);
        };
        check(Some("0.012345678"), "0.012345678 USD · key_01");
        check(None, "not told · key_01");
    }

    #[test]
    fn what_a_limited_key_runs_into_has_words_of_its_own() {
        let refusal = |code: &str| Refusal {
            status: 404,
            code: Some(code.into()),
            ..Refusal::default()
        };
        let check = |error: ApiError, expect: Charges| {
            for language in Language::ALL {
                assert_eq!(
                    failure(language, &error).what,
                    expect.say(language),
                    "{error:?}"
                );
            }
        };
        check(
            ApiError::Refused(refusal("default_pool_not_assigned")),
            Charges::NoPool,
        );
        check(
            ApiError::NotAllowed(refusal("insufficient_permissions")),
            Charges::Forbidden,
        );
        check(ApiError::Refused(refusal("invalid_limit")), Charges::Failed);
        check(ApiError::Unreachable(Unreachable::Network), Charges::Failed);
    }
}
