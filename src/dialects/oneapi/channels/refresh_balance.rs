//! Asks the provider for the balance of a channel (contract 3.1.8). It is a GET with an effect, so it
//! is sent like a write.

use super::super::who::why_no_admin_write;
use super::fields::TYPE;
use super::fields::health::BALANCE_READ;
use crate::call::{Method, Write};
use crate::schema::{
    Action, All, Column, Confirm, Decimal, FieldSpec, Locator, Record, SAME_TWICE, Step, Str,
    Target, Undo, WhyNot, Yields, moves, nothing,
};
use crate::text;

/// The types whose providers tell a balance.
const TELLING: All<Str> = &["1", "4", "5", "8", "10", "12", "13", "20", "36", "44", "50"];

const BALANCE: Column<Decimal> =
    FieldSpec::decimal("balance", text!("Balance" / "余额"), &["balance"], "");

/// What the provider tells.
pub const RESULT: Yields = Yields::Trial {
    fields: &[BALANCE.spec],
    failed: text!("The balance could not be read: {words}" / "无法读取余额：{words}"),
    advice: |_| text!("The balance shown is the earlier one." / "显示的是之前的余额。"),
};

/// Whether the provider of a channel tells a balance.
pub fn tells(row: &Record) -> bool {
    TELLING.contains(&row.text(&TYPE))
}

/// Makes the request for the balance of a channel.
pub fn request(at: &Locator) -> Write {
    Write::new(Method::Get, "/api/channel/update_balance/{}", [at.part()])
}

/// The action.
pub static REFRESH_BALANCE: Action = Action {
    id: "refresh-balance",
    on: Target::Row,
    button: text!("Refresh balance" / "更新余额"),
    title: text!("Refresh the balance of a channel" / "更新渠道余额"),
    lead: None,
    sentence: |_| {
        text!("Ask the provider for the balance of “{name}”." / "向提供商查询“{name}”的余额。")
    },
    verb: |_| text!("Refresh balance" / "更新余额"),
    inputs: &[],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: tells,
    why_not: |context| {
        const NOT_TOLD: WhyNot = WhyNot {
            words: text!(
                "The gateway cannot ask the providers of this type for a balance."
                    / "网关无法查询此类型提供商的余额。"
            ),
            source: "3.1.8",
        };
        let tells = tells(context.row);
        why_no_admin_write(context.who).or_else(|| (!tells).then_some(NOT_TOLD))
    },
    notes: nothing,
    plan: |context| {
        let check = moves(context.at, &BALANCE_READ, context.row);
        Ok(vec![Step::new(request(context.at), check)])
    },
    confirm: Confirm::Begun,
    undo: Undo::Not(text!(
        "There is nothing to undo: it only asks the provider." / "无需撤销：仅向提供商查询。"
    )),
    yields: RESULT,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::REFRESH_BALANCE;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &REFRESH_BALANCE,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","type":1,"balance_updated_time":100}
            => sends GET /api/channel/update_balance/u-1; balance_updated_time differs from Time(UnixSeconds(100))
            row {"balance_updated_time":0} => sends GET /api/channel/update_balance/u-1; balance_updated_time differs from Null
            row {"type":3} => refuses The gateway cannot ask the providers of this type
            row {"type":14} => refuses The gateway cannot ask the providers of this type
            "##,
        );
    }
}
