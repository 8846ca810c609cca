//! The limits and top-ups of forms (contract 5.3, 5.8).

use super::{BUDGET, has_limit};
use crate::call::{Body, Write};
use crate::domain::budget::Budget;
use crate::domain::money::Amount;
use crate::schema::{
    Choices, Context, Finding, Input, Level, Record, Step, TypedInput, Value, WhyNot, rises,
};
use crate::text;

use super::super::who::organization_only;

/// The amount of a top-up.
pub const AMOUNT: TypedInput<Amount> = Input::money("amount", text!("Amount" / "金额"))
    .hint(text!(
        "US dollars, up to nine decimals." / "美元，最多九位小数。"
    ))
    .required(text!("Type an amount." / "请输入金额。"));

const LIMITS: Choices = &[
    ("limited", text!("Up to an amount" / "限定金额")),
    (UNLIMITED, text!("No limit" / "无限额")),
];

const UNLIMITED: &str = "unlimited";

/// Whether a new row has a limit. An empty amount never means "no limit".
pub const LIMIT_CHOICE: TypedInput<String> =
    Input::radio("limit_choice", text!("Spending limit" / "消费限额"), LIMITS)
        .required(text!(
            "Choose a limit, or no limit." / "请选择限额或无限额。"
        ))
        .initial(|_| Value::Text("limited".to_owned()));

/// The limit of a new row.
pub const LIMIT: TypedInput<Amount> = Input::money("limit", text!("Amount" / "金额"))
    .hint(text!(
        "US dollars, up to nine decimals." / "美元，最多九位小数。"
    ))
    .required(text!("Type an amount." / "请输入金额。"))
    .shown(|asked| !is_unlimited(asked.form));

fn is_unlimited(form: &Record) -> bool {
    form.text(&LIMIT_CHOICE) == UNLIMITED
}

/// Returns the chosen limit; `None` for no limit.
///
/// # Errors
/// When the form has no valid value.
fn limit_of(context: &Context) -> Result<Option<Amount>, WhyNot> {
    if is_unlimited(context.input) {
        return Ok(None);
    }
    context.want(&LIMIT).map(Some)
}

/// Adds the chosen limit to a body; no limit is sent as absent.
///
/// # Errors
/// When the form has no valid value.
pub fn with_limit(body: Body, context: &Context) -> Result<Body, WhyNot> {
    Ok(match limit_of(context)? {
        Some(limit) => body.with("limit_usd", Body::text(limit.value.plain())),
        None => body,
    })
}

/// Returns why a limit cannot be raised.
#[must_use]
pub fn why_not_raise(context: &Context) -> Option<WhyNot> {
    const UNLIMITED: WhyNot = WhyNot {
        words: text!("It has no limit, so there is nothing to raise." / "它没有限额，无需充值。"),
        source: "5.2 budget_unlimited",
    };
    const UNREADABLE: WhyNot = WhyNot {
        words: text!(
            "Its budget cannot be read, so what a top-up changes could be neither shown nor verified."
                / "无法解读其预算，因此无法显示或核实充值的效果。"
        ),
        source: "6.2",
    };
    let why_not_this = || match context.row.value(BUDGET.field.id) {
        Value::Unreadable(_) => Some(UNREADABLE),
        Value::Budget(budget) if **budget == Budget::Unlimited => Some(UNLIMITED),
        _ => None,
    };
    organization_only(context).or_else(why_not_this)
}

/// Makes the step of a top-up at `template`, e.g. `/v1/organization/upstreams/{}/topup`. Without an
/// idempotency key a repeat adds the money twice.
///
/// # Errors
/// When the form has no valid amount.
pub fn raise(context: &Context, template: &'static str) -> Result<Vec<Step>, WhyNot> {
    let amount = context.want(&AMOUNT)?;
    let body = Body::object([("amount_usd", Body::text(amount.value.plain()))]);
    let write = Write::post(template, [context.at.part()]);
    let check = rises(context.at, &BUDGET, context.row, amount);
    Ok(vec![Step::new(
        write.body(body).keyed(context.fresh),
        check,
    )])
}

/// Returns a note if the new limit cannot be shown, because the gateway sends only percentages.
#[must_use]
pub fn only_percentages(row: &Record) -> Option<Finding> {
    let words = text!(
        "This gateway reports percentages only, so the new limit cannot be shown or verified exactly."
            / "此网关仅提供百分比，因此无法显示或精确核实新限额。"
    );
    (!has_limit(row)).then_some(Finding::new(Level::Note, words))
}
