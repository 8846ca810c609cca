//! Decides what an operator must do to confirm a plan: type a name, or an amount that is unusually
//! large or repeated.

use crate::call::is_addressable;
use crate::domain::budget::Budget;
use crate::domain::decimal;
use crate::domain::money::Usd;
use crate::domain::quota::QuotaUnits;
use crate::schema::{Action, Confirm, Context, Locator, Record, Resource, SAME_TWICE, Value};
use crate::text;
use crate::words::{Phrase, Text};

/// What the operator must do to confirm a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Read the review and press its button.
    Review,
    /// Type the amount again.
    TypeAmount {
        /// The amount.
        amount: TypedAmount,
        /// Why.
        why: Phrase,
    },
    /// Type the name again, or the id.
    TypeName {
        /// The name.
        name: String,
        /// The id; empty for a row to be created.
        id: String,
        /// Why.
        why: Phrase,
    },
    /// Type a word: a whole list has no name to type.
    TypeWord {
        /// The word.
        word: String,
        /// Why.
        why: Phrase,
    },
    /// Type how many rows are changed: their names are too many to type.
    TypeCount {
        /// The number of rows.
        rows: usize,
        /// Why, for one of them.
        why: Phrase,
    },
}

/// An amount that is added to something: of money, or of quota in the gateway's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypedAmount {
    /// Money.
    Usd(Usd),
    /// Units of quota.
    Units(QuotaUnits),
}

impl TypedAmount {
    /// Returns the sum in a value: an amount, quota, or the limit of a budget.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Amount(amount) => Some(Self::Usd(amount.value)),
            Value::QuotaUnits(units) => Some(Self::Units(*units)),
            Value::Budget(budget) => Budget::limit(budget).map(Self::Usd),
            _ => None,
        }
    }

    /// Writes it: `25.00 USD`, or every digit of the units.
    #[must_use]
    pub fn written(self) -> String {
        match self {
            Self::Usd(amount) => format!("{}\u{a0}USD", amount.exact()),
            Self::Units(units) => decimal::grouped(&units.0.to_string()),
        }
    }

    /// Returns whether it is at least ten times an earlier sum. A product that overflows is more than
    /// any sum; a sum of another kind cannot be compared, so it counts as larger.
    fn is_ten_times(self, last: Self) -> bool {
        match (self, last) {
            (Self::Usd(now), Self::Usd(last)) => last.times(10).is_some_and(|ten| now >= ten),
            (Self::Units(now), Self::Units(last)) => {
                last.0.checked_mul(10).is_some_and(|ten| now.0 >= ten)
            }
            (Self::Usd(_), Self::Units(_)) | (Self::Units(_), Self::Usd(_)) => true,
        }
    }

    /// Returns whether typed text is this sum.
    fn is_typed(self, typed: &str) -> bool {
        match self {
            Self::Usd(amount) => Usd::from_operator(typed) == Ok(amount),
            Self::Units(units) => {
                let digits: String = typed.chars().filter(|one| !one.is_whitespace()).collect();
                digits == units.0.to_string()
            }
        }
    }
}

const TEN_TIMES: Text = text!(
    "This is at least ten times the last amount for this {one} ({last})."
        / "此金额至少是该{one}上次金额（{last}）的十倍。"
);
const AT_LEAST_THE_LIMIT: Text = text!(
    "This browser knows no earlier top-up of this {one}, and the amount is at least its present limit ({limit})."
        / "此浏览器没有该{one}的充值记录，且此金额不低于其当前限额（{limit}）。"
);
const AT_LEAST_WHAT_IS_LEFT: Text = text!(
    "This browser knows no earlier top-up of this {one}, and the amount is at least what it has left ({limit})."
        / "此浏览器没有该{one}的充值记录，且此金额不低于其剩余额度（{limit}）。"
);
const NOTHING_TO_COMPARE: Text =
    text!("There is nothing to compare this amount with." / "没有可与该金额比较的信息。");
const SAME_AGAIN: Text = text!(
    "The same amount was sent for the same {one} within the last ten minutes, from this browser."
        / "十分钟内，此浏览器已为同一{one}发送过相同金额。"
);
const UNRESOLVED: Text = text!(
    "The outcome of an earlier amount for this {one} ({earlier}) is unknown: this one may be added to it. See the journal."
        / "该{one}之前的一笔金额（{earlier}）结果未知：此次可能叠加其上。详见操作日志。"
);
const MAY_ARRIVE_TOO: Text = text!(
    "Whether an earlier attempt was applied is not known. If it was, or still arrives, this is done twice."
        / "此前的请求是否生效尚不确定。若已生效或稍后生效，则会执行两次。"
);
const MAY_BE_APPLIED_TWICE: Text = text!(
    "An earlier attempt was applied, or may have been. A gateway that ignores idempotency keys would apply it a second time."
        / "之前的请求已生效或可能已生效。若网关忽略幂等键，则会再生效一次。"
);

/// Returns how the action is confirmed for one row.
pub(super) fn required(resource: &Resource, action: &Action, context: &Context) -> Confirmation {
    match action.confirm {
        Confirm::Review | Confirm::Begun => Confirmation::Review,
        Confirm::TypeName(why) => type_name(context.at, why.into()),
        Confirm::TypeNameIf(rule) => match rule(context) {
            Some(why) => type_name(context.at, why.into()),
            None => Confirmation::Review,
        },
        Confirm::RuleOfTen { amount, limit } => {
            let Some(amount) = TypedAmount::of(context.input.value(amount)) else {
                return Confirmation::Review;
            };
            let limit = TypedAmount::of(context.row.value(limit));
            match why_typed(resource.one, amount, limit, context) {
                Some(why) => Confirmation::TypeAmount { amount, why },
                None => Confirmation::Review,
            }
        }
    }
}

/// Returns why an amount must be typed again; `None` if it need not be.
fn why_typed(
    one: Text,
    amount: TypedAmount,
    limit: Option<TypedAmount>,
    context: &Context,
) -> Option<Phrase> {
    let say = |text: Text| Phrase::from(text).with("one", one);
    if let Some(value) = &context.prior.unresolved {
        let earlier = TypedAmount::of(value).map_or_else(|| "?".to_owned(), TypedAmount::written);
        return Some(say(UNRESOLVED).with("earlier", earlier));
    }
    if context.prior.twin.is_some() {
        return Some(say(SAME_AGAIN));
    }
    match (context.prior.last.as_ref().and_then(TypedAmount::of), limit) {
        (Some(last), _) => amount
            .is_ten_times(last)
            .then(|| say(TEN_TIMES).with("last", last.written())),
        (None, Some(limit)) => {
            let words = match limit {
                TypedAmount::Usd(_) => AT_LEAST_THE_LIMIT,
                TypedAmount::Units(_) => AT_LEAST_WHAT_IS_LEFT,
            };
            (amount >= limit).then(|| say(words).with("limit", limit.written()))
        }
        (None, None) => Some(NOTHING_TO_COMPARE.into()),
    }
}

/// Returns how a repeat is confirmed of a plan that may have been applied: a gateway that ignores
/// idempotency keys would apply it twice.
pub(super) fn repeated(
    action: &Action,
    at: &Locator,
    input: &Record,
    is_keyed: bool,
) -> Option<Confirmation> {
    if action.if_applied_twice == SAME_TWICE {
        return None;
    }
    let why = Phrase::from(match is_keyed {
        true => MAY_BE_APPLIED_TWICE,
        false => MAY_ARRIVE_TOO,
    });
    if let Confirm::RuleOfTen { amount, .. } = action.confirm
        && let Some(amount) = TypedAmount::of(input.value(amount))
    {
        return Some(Confirmation::TypeAmount { amount, why });
    }
    Some(type_name(at, why))
}

fn type_name(at: &Locator, why: Phrase) -> Confirmation {
    if at.label().is_empty() {
        let word = at.of.to_string();
        return Confirmation::TypeWord { word, why };
    }
    Confirmation::TypeName {
        name: at.label().to_owned(),
        id: at.id.to_string(),
        why,
    }
}

impl Confirmation {
    /// Returns how a plan of so many rows is confirmed, if one of them alone is confirmed like this.
    pub(super) fn of_rows(self, rows: usize) -> Self {
        match self {
            Self::TypeName { why, .. } if rows > 1 => Self::TypeCount { rows, why },
            same => same,
        }
    }

    /// Returns whether `typed` confirms the plan.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        let typed = typed.trim();
        match self {
            Self::Review => true,
            Self::TypeAmount { amount, .. } => amount.is_typed(typed),
            Self::TypeName { name, id, .. } => {
                typed == name.trim() || is_addressable(id) && typed == id
            }
            Self::TypeWord { word, .. } => typed == word,
            Self::TypeCount { rows, .. } => typed == rows.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
