//! Words around amounts, budgets and problems with typed amounts.

use super::declare::words;
use super::{Language, Say};
use crate::domain::access::WhyNot;
use crate::domain::budget::Band;
use crate::domain::money::AmountProblem;

impl Say for AmountProblem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Empty => language.pick("Type an amount.", "请输入金额。"),
            Self::Comma => language.pick(
                "Use a point for decimals and no commas: a comma could mean either.",
                "小数请用句点，不要使用逗号：逗号有歧义。",
            ),
            Self::NotANumber => language.pick(
                "Type a plain number such as 25 or 0.5.",
                "请输入普通数字，如 25 或 0.5。",
            ),
            Self::TooManyDecimals => language.pick(
                "At most nine decimals. Nothing is rounded for you.",
                "最多九位小数。系统不会替您四舍五入。",
            ),
            Self::TooLarge => language.pick(
                "At most twelve digits before the point.",
                "小数点前最多十二位。",
            ),
            Self::NotPositive => {
                language.pick("Type an amount above zero.", "请输入大于零的金额。")
            }
        }
    }
}

words! {
    /// What stands where a budget's figure would be.
    pub enum BudgetWord {
        Unlimited: "No limit" / "无限额",
        NotTold: "not told" / "未提供",
        Limit: "Limit" / "限额",
        Used: "Used" / "已用",
        Spent: "Part used" / "已用比例",
        Remaining: "Remaining" / "剩余",
        Approximate: "sent as a number, so it may be rounded by the gateway" / "以数字形式发送，网关可能已取整",
        Rounded: "more than nine decimals; rounded here for sums" / "超过九位小数；此处为求和取整",
        Contradictory: "used and remaining do not add up to a hundred; used is shown" / "已用与剩余相加不等于一百；此处显示已用",
    }
}

words! {
    /// The bands of a budget, as the facet lists them.
    pub enum BandWord {
        Comfortable: "under 75 % used" / "已用不足 75 %",
        Low: "75 % used or more" / "已用 75 % 及以上",
        Spent: "spent" / "已用尽",
        Unlimited: "no limit" / "无限额",
        Unknown: "not told" / "未提供",
    }
}

/// A band's words.
#[must_use]
pub const fn band(band: Band) -> BandWord {
    match band {
        Band::Comfortable => BandWord::Comfortable,
        Band::Low => BandWord::Low,
        Band::Spent => BandWord::Spent,
        Band::Unlimited => BandWord::Unlimited,
        Band::Unknown => BandWord::Unknown,
    }
}

impl Say for WhyNot {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::UnlimitedBudget => language.pick("This key has no limit, so there is nothing to raise.", "此密钥无限额，无需充值。"),
            Self::PoolLimited => language.pick("Your key is limited to one pool; the gateway gives this to organization-wide keys only.", "您的密钥限于单个资源池；网关仅允许组织级密钥执行此操作。"),
            Self::NoDefaultPool => language.pick("No default pool is assigned to you, so the gateway would not know where to put a key.", "尚未为您分配默认资源池，网关无法确定密钥的归属。"),
            Self::DefaultPool => language.pick("This is somebody's default pool: new keys go there.", "这是某位管理员的默认资源池：新密钥会放入其中。"),
            Self::PoolHoldsKeys => language.pick("The pool still holds keys: move them first.", "资源池中仍有密钥：请先移出。"),
            Self::AlreadySo => language.pick("It is so already.", "当前已是如此。"),
            Self::NoSuchCall => language.pick("This gateway has no call for it.", "此网关没有对应的接口。"),
        }
    }
}
