//! The input of a ratio, and what its size means.

use crate::domain::decimal;
use crate::pricing::{Step, step};
use crate::schema::{Finding, Input, Level, TypedInput, Value};
use crate::text;
use crate::words::Text;

/// Decimals of a typed ratio: more than anyone needs.
const DECIMALS: usize = 9;

/// Asks for a ratio. It is a text, so that it is stored as it was typed.
pub const RATIO_INPUT: TypedInput<String> = Input::text("ratio", text!("Ratio" / "倍率"), 24)
    .hint(text!(
        "The price of a call is multiplied by it: 1 is the plain price, 0.5 half of it, 0 free."
            / "请求价格乘以此倍率：1 为原价，0.5 为半价，0 为免费。"
    ))
    .required(text!("Type a ratio." / "请输入倍率。"))
    .check(|value, _| problem(value));

/// Says what is wrong with a typed ratio: JSON knows fewer numbers than people write.
fn problem(value: &Value) -> Option<Text> {
    let Value::Text(typed) = value else {
        return None;
    };
    let typed = typed.trim();
    let (whole, decimals) = typed.split_once('.').unwrap_or((typed, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if typed.starts_with('-') && decimal::read(typed, 0).is_some() {
        Some(text!("A ratio is 0 or more." / "倍率不能为负数。"))
    } else if !is_digits(whole) || !is_digits(decimals) {
        Some(text!(
            "Type a plain number such as 0.5, with a point."
                / "请输入普通数字，如 0.5，使用小数点。"
        ))
    } else if whole.len() > 1 && whole.starts_with('0') {
        Some(text!(
            "No zeros in front: JSON does not read such a number."
                / "前面不能有多余的零：JSON 无法读取。"
        ))
    } else if decimals.len() > DECIMALS || whole.len() > 12 {
        Some(text!(
            "At most nine decimals, and twelve digits before the point."
                / "最多九位小数，小数点前最多十二位。"
        ))
    } else {
        None
    }
}

/// Warns of a change that is likely a slip. Without an earlier ratio it is compared with 1, at which
/// the gateway bills a group that has none.
pub fn finding(before: Option<&str>, after: &str) -> Option<Finding> {
    let words = match step(before.unwrap_or("1"), after) {
        Step::ToZero => {
            text!("Calls of this group will cost nothing." / "此分组的请求将不再收费。")
        }
        Step::TenTimes => text!(
            "The ratio becomes at least ten times as large. Is the point in its place?"
                / "倍率将变为至少十倍。小数点位置是否正确？"
        ),
        Step::Tenth => text!(
            "The ratio becomes a tenth or less. Is the point in its place?"
                / "倍率将变为十分之一或更小。小数点位置是否正确？"
        ),
        Step::Small => return None,
    };
    Some(Finding::new(Level::Harm, words))
}

/// Returns why a change is confirmed by typing the group's name; `None` if it need not be.
pub fn why_typed(before: Option<&str>, after: &str) -> Option<Text> {
    const LARGE: Text = text!(
        "Such a large change of a price is confirmed by name." / "如此大的价格变动需输入名称确认。"
    );
    finding(before, after).map(|_| LARGE)
}

#[cfg(test)]
mod tests {
    use super::problem;
    use crate::schema::Value;

    #[test]
    fn what_may_be_typed() {
        let check = |typed: &str, is_fit| {
            let problem = problem(&Value::Text(typed.into()));
            assert_eq!(problem.is_none(), is_fit, "{typed}");
        };
        for typed in [
            "0",
            "1",
            "0.5",
            "0.50",
            "12",
            " 0.4 ",
            "0.000000001",
            "999999999999",
        ] {
            check(typed, true);
        }
        for typed in [
            "-1",
            "-0.5",
            "+1",
            ".5",
            "5.",
            "01",
            "00",
            "1e3",
            "0,5",
            "1,000",
            "x",
            "null",
            "NaN",
            "0.0000000001",
            "1234567890123",
            "0x1",
            "１",
            "1 0",
            "\"1\"",
            "1}",
        ] {
            check(typed, false);
        }
    }
}
