//! Decides what an operator must do to confirm a plan: type a name, or an amount that is unusually
//! large or repeated.

use crate::call::is_addressable;
use crate::domain::money::{Amount, Usd};
use crate::schema::{
    Action, Confirm, Context, Field, FieldValue, Locator, Record, Resource, SAME_TWICE,
};
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
        amount: Usd,
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
}

const TEN_TIMES: Text = text!(
    "This is at least ten times the last amount for this {one} ({last})."
        / "此金额至少是该{one}上次金额（{last}）的十倍。"
);
const AT_LEAST_THE_LIMIT: Text = text!(
    "This browser knows no earlier top-up of this {one}, and the amount is at least its present limit ({limit})."
        / "此浏览器没有该{one}的充值记录，且此金额不低于其当前限额（{limit}）。"
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
const MAY_BE_APPLIED_TWICE: Text = text!(
    "An earlier attempt was applied, or may have been. A gateway that ignores idempotency keys would apply it a second time."
        / "之前的请求已生效或可能已生效。若网关忽略幂等键，则会再生效一次。"
);

fn in_usd(amount: Usd) -> String {
    format!("{}\u{a0}USD", amount.exact())
}

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
            let Some(amount) = context.input.get(&amount) else {
                return Confirmation::Review;
            };
            let limit = context
                .row
                .get(&limit)
                .and_then(crate::domain::budget::Budget::limit);
            match why_typed(resource.one, amount.value, limit, context) {
                Some(why) => Confirmation::TypeAmount {
                    amount: amount.value,
                    why,
                },
                None => Confirmation::Review,
            }
        }
    }
}

/// Returns why an amount must be typed again; `None` if it need not be.
fn why_typed(one: Text, amount: Usd, limit: Option<Usd>, context: &Context) -> Option<Phrase> {
    let of = |value: &Option<crate::schema::Value>| {
        let amount = value.as_ref().and_then(Amount::read);
        amount.map(|amount| amount.value)
    };
    let say = |text: Text| Phrase::from(text).with("one", one);
    if let Some(value) = &context.prior.unresolved {
        let earlier = Amount::read(value).map_or_else(|| "?".to_owned(), |it| in_usd(it.value));
        return Some(say(UNRESOLVED).with("earlier", earlier));
    }
    if context.prior.twin.is_some() {
        return Some(say(SAME_AGAIN));
    }
    match (of(&context.prior.last), limit) {
        // A product that overflows is more than any amount.
        (Some(last), _) => last
            .times(10)
            .is_some_and(|ten| amount >= ten)
            .then(|| say(TEN_TIMES).with("last", in_usd(last))),
        (None, Some(limit)) => {
            (amount >= limit).then(|| say(AT_LEAST_THE_LIMIT).with("limit", in_usd(limit)))
        }
        (None, None) => Some(NOTHING_TO_COMPARE.into()),
    }
}

/// Returns how a repeat is confirmed of a plan that may have been applied: a gateway that ignores
/// idempotency keys would apply it twice.
pub(super) fn repeated(action: &Action, at: &Locator, input: &Record) -> Option<Confirmation> {
    if action.if_applied_twice == SAME_TWICE {
        return None;
    }
    let why = Phrase::from(MAY_BE_APPLIED_TWICE);
    if let Confirm::RuleOfTen { amount, .. } = action.confirm
        && let Some(amount) = input.get::<Amount>(&Field::new(amount.id))
    {
        return Some(Confirmation::TypeAmount {
            amount: amount.value,
            why,
        });
    }
    Some(type_name(at, why))
}

fn type_name(at: &Locator, why: Phrase) -> Confirmation {
    Confirmation::TypeName {
        name: at.label().to_owned(),
        id: at.id.to_string(),
        why,
    }
}

impl Confirmation {
    /// Returns whether `typed` confirms the plan.
    #[must_use]
    pub fn accepts(&self, typed: &str) -> bool {
        let typed = typed.trim();
        match self {
            Self::Review => true,
            Self::TypeAmount { amount, .. } => Usd::from_operator(typed) == Ok(*amount),
            Self::TypeName { name, id, .. } => {
                typed == name.trim() || is_addressable(id) && typed == id
            }
        }
    }
}

#[cfg(test)]
mod tests;
