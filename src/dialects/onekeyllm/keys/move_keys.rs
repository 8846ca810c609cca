//! Moves keys into a pool, or out of their pool (contract 5.5). A key is in at most one pool.

use crate::call::{PathPart, Write};
use crate::schema::{
    Action, Confirm, Context, Input, Ref, SAME_TWICE, Step, Summary, Target, TypedInput, Undo,
    Value, WhyNot, Yields, always, becomes, nothing,
};
use crate::text;
use crate::words::Text;

use super::super::who::organization_only;
use super::fields::POOL;

/// The new pool.
pub const TO: TypedInput<Ref> = Input::pick(
    "pool",
    text!("Move to" / "移至"),
    "pools",
    Some(text!("no pool" / "无资源池")),
)
.required(text!(
    "Choose where the key should go." / "请选择目标资源池。"
))
.current(|context| context.row.value("pool").clone());

/// The action.
pub static MOVE_KEYS: Action = Action {
    id: "move-keys",
    on: Target::Rows { most: 50 },
    button: text!("Move" / "移动"),
    title: text!("Move key" / "Move {n} keys" / "移动密钥（{n} 个）"),
    lead: Some(text!(
        "A key is in one pool at most. Its id and its value stay the same."
            / "一个密钥最多属于一个资源池。标识和密钥值不变。"
    )),
    sentence,
    verb,
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["redacted_value", "pool"],
    lookups: &[],
    offered: always,
    why_not: organization_only,
    notes: nothing,
    plan: |context| {
        let (write, to) = match context.input.value(TO.id) {
            Value::Ref(to) => (assign(context, to)?, Some((**to).clone())),
            Value::Null => (remove(context)?, None),
            _ => return Err(WhyNot::BUG),
        };
        Ok(vec![Step::new(
            write,
            becomes(context.at, &POOL, context.row, to),
        )])
    },
    confirm: Confirm::Review,
    undo: Undo::Same {
        field: "pool",
        input: "pool",
        unless: |_, _| None,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn assign(context: &Context, to: &Ref) -> Result<Write, WhyNot> {
    if context
        .row
        .value("pool")
        .is_same(context.input.value(TO.id))
    {
        return Err(WhyNot::ALREADY_SO);
    }
    let pool = to.id.clone().ok_or(WhyNot::BUG)?;
    let parts = [PathPart::Id(pool), context.at.part()];
    Ok(Write::post("/v1/organization/pools/{}/api_keys/{}", parts))
}

/// Removes a key only from the pool in which the operator saw it.
fn remove(context: &Context) -> Result<Write, WhyNot> {
    const MOVED: WhyNot = WhyNot {
        words: text!(
            "It is no longer in the pool that was shown. Look at it again."
                / "它已不在所显示的资源池中。请重新查看。"
        ),
        source: "",
    };
    const NOT_NAMED: WhyNot = WhyNot {
        words: text!(
            "The id of its pool cannot be read, so it cannot be removed from there."
                / "无法解读其资源池的标识，因此无法移出。"
        ),
        source: "6.2",
    };
    let now = context.row.value("pool");
    let Some(Ref { id: Some(pool), .. }) = context.row.get(&POOL) else {
        return Err(match now.is_present() {
            true => NOT_NAMED,
            false => WhyNot::ALREADY_SO,
        });
    };
    let shown = context.shown.value("pool");
    if shown.is_present() && !shown.is_same(now) {
        return Err(MOVED);
    }
    let parts = [PathPart::Id(pool.clone()), context.at.part()];
    Ok(Write::delete(
        "/v1/organization/pools/{}/api_keys/{}",
        parts,
    ))
}

fn sentence(summary: &Summary) -> Text {
    let is_one = summary.count() == 1;
    match summary.same("pool") {
        Some(Value::Ref(_)) if is_one => text!(
            "Move “{name}” ({id}) into the pool “{pool}” ({pool.id})."
                / "将“{name}”（{id}）移入资源池“{pool}”（{pool.id}）。"
        ),
        Some(Value::Ref(_)) => text!(
            "Move {n} keys into the pool “{pool}” ({pool.id})."
                / "将 {n} 个密钥移入资源池“{pool}”（{pool.id}）。"
        ),
        Some(_) => match summary.before("pool") {
            Some(Value::Ref(_)) if is_one => text!(
                "Remove “{name}” ({id}) from the pool “{was.pool}”."
                    / "将“{name}”（{id}）移出资源池“{was.pool}”。"
            ),
            Some(Value::Ref(_)) => text!(
                "Remove {n} keys from the pool “{was.pool}”."
                    / "将 {n} 个密钥移出资源池“{was.pool}”。"
            ),
            _ if is_one => {
                text!("Remove “{name}” ({id}) from its pool." / "将“{name}”（{id}）移出其资源池。")
            }
            _ => text!("Remove {n} keys from their pools." / "将 {n} 个密钥移出各自的资源池。"),
        },
        None => text!(
            "Move {n} keys, each into the pool shown below." / "将 {n} 个密钥分别移入下列资源池。"
        ),
    }
}

fn verb(summary: &Summary) -> Text {
    match summary.same("pool") {
        Some(Value::Ref(_)) | None => {
            text!("Move key" / "Move {n} keys" / "移动密钥（{n} 个）")
        }
        Some(_) => {
            text!("Remove key from pool" / "Remove {n} keys from pool" / "将 {n} 个密钥移出资源池")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MOVE_KEYS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &MOVE_KEYS,
            r#"
            row {"pool":{"id":"a","name":"A"}}
            form {"pool":{"id":"b/2","name":"B"}} => sends POST /v1/organization/pools/b%2F2/api_keys/row%2F1; pool becomes b/2
            form {"pool":null} => sends DELETE /v1/organization/pools/a/api_keys/row%2F1; pool becomes nothing
            row {"pool":null} & form {"pool":{"id":"b/2","name":"B"}} => sends POST /v1/organization/pools/b%2F2/api_keys/row%2F1; pool becomes b/2
            form {"pool":{"id":"a","name":"renamed"}} => refuses It is so already
            row {"pool":null} & form {"pool":null} => refuses It is so already
            row {"pool":true} & form {"pool":null} => refuses The id of its pool cannot be read
            row {"pool":"Team A"} & form {"pool":null} => refuses The id of its pool cannot be read
            form {"pool":false} => refuses This console made a mistake
            shown {"pool":{"id":"b","name":"B"}} & form {"pool":null} => refuses It is no longer in the pool
            form {"pool":{"id":"b","name":"B"}} => says Move “Row 1” (row/1) into the pool “B” (b). / Move key
            form {"pool":null} => says Remove “Row 1” (row/1) from the pool “A”. / Remove key from pool
            form {"pool":{"id":"b","name":"B"}} | also form {"pool":{"id":"b","name":"B"}} => says Move 2 keys into the pool “B” (b). / Move 2 keys
            form {"pool":null} | also form {"pool":null} => says Remove 2 keys from the pool “A”. / Remove 2 keys from pool
            form {"pool":null} | also form {"pool":null} & row {"pool":{"id":"c","name":"C"}} => says Remove 2 keys from their pools. / Remove 2 keys from pool
            form {"pool":null} | also form {"pool":{"id":"b","name":"B"}} => says Move 2 keys, each into the pool shown below. / Move 2 keys
            "#,
        );
    }
}
