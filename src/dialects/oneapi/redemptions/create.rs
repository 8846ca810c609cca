//! Creates redemption codes. They are money, so the quota of each is typed again, and they are shown once
//! and kept nowhere (contract 6.2).

use super::super::users::top_up;
use super::super::who::why_no_admin_write;
use super::NAME;
use crate::call::{Body, Write};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Finding, Input, Level, Step, Target, TypedInput,
    Undo, Value, WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

const NAME_OF: TypedInput<String> = Input::text("name", text!("Name" / "名称"), 20)
    .required(text!("Type a name." / "请输入名称。"))
    .hint(text!(
        "For you, to find them again; the same for all of them." / "供您日后查找，同一批名称相同。"
    ))
    .check(|value, _| too_long(value));

/// Returns what is wrong with a name: the gateway counts its bytes.
pub fn too_long(value: &Value) -> Option<Text> {
    let too_long = matches!(value, Value::Text(name) if name.len() > 20);
    too_long.then_some(text!(
        "At most 20 bytes: a Chinese character takes three." / "最多 20 字节：一个汉字占三个字节。"
    ))
}

const COUNT: TypedInput<i64> = Input::whole("count", text!("How many" / "数量"), 1, 100)
    .required(text!("Type how many." / "请输入数量。"));

const QUOTA: TypedInput<QuotaUnits> = Input::quota("quota", text!("Quota of each" / "每个的额度"))
    .required(text!("Type an amount." / "请输入数额。"))
    .check(|value, _| top_up::problem(value));

/// The action.
pub static CREATE_CODES: Action = Action {
    id: "create-codes",
    on: Target::New,
    button: text!("Create codes" / "创建兑换码"),
    title: text!("Create redemption codes" / "创建兑换码"),
    lead: None,
    sentence: |_| {
        text!(
            "Create redemption codes named “{name}”, {quota} each. Number of codes: {count}."
                / "创建名为“{name}”的兑换码，每个 {quota}，数量：{count}。"
        )
    },
    verb: |_| text!("Create codes" / "创建兑换码"),
    inputs: &[NAME_OF.spec, COUNT.spec, QUOTA.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes: |context| {
        let words = text!("All of them together: {sum}." / "合计：{sum}。");
        let note = |sum| Finding::new(Level::Note, words).with("sum", QuotaUnits(sum).value());
        together(context).map(note).into_iter().collect()
    },
    plan,
    confirm: Confirm::RuleOfTen {
        amount: QUOTA.field.id,
        limit: "",
    },
    undo: Undo::Not(text!(
        "To undo it, disable the codes before they are redeemed."
            / "如需撤销，请在兑换前禁用这些兑换码。"
    )),
    yields: Yields::Value {
        title: text!("The codes" / "兑换码"),
        once: text!(
            "Headgate shows them this once and keeps them nowhere. Whoever has one can redeem it."
                / "Headgate 仅显示这一次，不保存。持有者即可兑换。"
        ),
        at: &[],
        old_ends: None,
        lost: text!(
            "The codes were created, but they did not arrive with the response. Disable them and create others."
                / "兑换码已创建，但未随响应到达。请将其禁用并重新创建。"
        ),
        snippets: |_| Vec::new(),
    },
    destroys: false,
    if_applied_twice: text!(
        "A browser can repeat a request when a connection breaks. Which of these codes the values belong to cannot be told: if you need only some, disable all of them and create others."
            / "连接中断时浏览器可能重发请求。无法判断所显示的值对应哪些兑换码：如只需部分，请全部禁用后重新创建。"
    ),
};

/// Returns what all codes come to together; `None` where that is beyond 64 bits, or not typed yet.
fn together(context: &Context) -> Option<i64> {
    let count = context.input.get(&COUNT)?;
    let QuotaUnits(units) = context.input.get(&QUOTA)?;
    units.checked_mul(*count)
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const TOO_MUCH: WhyNot = WhyNot {
        words: text!(
            "All codes together would be above 1 000 000 000 000 000 units. A balance that overflows makes the gateway's lists fail for good."
                / "全部兑换码合计将超过 1 000 000 000 000 000 单位。余额溢出会使网关的列表永久失效。"
        ),
        source: "3.2",
    };
    const TAKEN: WhyNot = WhyNot {
        words: text!(
            "Codes of this name were just read. With another name it can be told how many were made."
                / "刚读取到同名兑换码。换一个名称才能核对创建的数量。"
        ),
        source: "6.2",
    };
    let name = context.want(&NAME_OF)?;
    let known = context
        .seen("redemptions")
        .map_or(&[][..], |seen| &seen.rows);
    if known.iter().any(|row| row.text(&NAME) == name) {
        return Err(TAKEN);
    }
    let count = context.want(&COUNT)?;
    let quota = context.want(&QUOTA)?;
    if together(context).is_none_or(|all| all > top_up::MOST) {
        return Err(TOO_MUCH);
    }
    let body = Body::object([
        ("name", Body::text(name.as_str())),
        ("count", Body::whole(count)),
        ("quota", Body::whole(quota.0)),
    ]);
    let check = Check::Appears {
        of: id("redemptions"),
        name,
        baseline: context.baseline.clone(),
        count: usize::try_from(count).map_err(|_| WhyNot::BUG)?,
    };
    let write = Write::post("/api/redemption/", []).body(body);
    Ok(vec![Step::new(write, check)])
}

#[cfg(test)]
mod tests {
    use super::CREATE_CODES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CREATE_CODES,
            r##"
            form {"name":"launch","count":"3","quota":"500000"}
            seen {"redemptions":[{"uuid":"u","name":"spring"}]}
            => sends POST /api/redemption/ {"name":"launch","count":3,"quota":500000}; 3 × launch appears in redemptions
            => notes All of them together: 1 500 000.
            form {"name":"spring"} => refuses Codes of this name were just read
            form {"quota":"0"} => stops Type an amount above zero.
            form {"quota":"1000000000000001"} => stops At most 1 000 000 000 000 000 units
            form {"count":"100","quota":"10000000000001"} => refuses All codes together would be above
            form {"count":"100","quota":"10000000000000"} => notes All of them together
            form {"name":"一二三四五六七"} => stops At most 20 bytes
            form {"count":"101"} => stops This number is too large.
            form {"count":false} => refuses This console made a mistake
            who {"version":"unknown"} => refuses It is not known which version
            "##,
        );
    }
}
