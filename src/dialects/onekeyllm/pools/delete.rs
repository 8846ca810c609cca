//! Deletes a pool, which must be empty: a gateway may refuse while it has keys, or leave them
//! without a pool (contract 5.5).

use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Context, FieldValue, Finding, Level, Lookup, Ref, RemainingWords,
    SAME_TWICE, Seen, Step, Target, Undo, WhyNot, Yields, always,
};
use crate::text;

use super::super::keys::fields::POOL;
use super::super::who::{OWN_POOL, organization_only};
use super::fields::{IS_DEFAULT, KEY_COUNT};

/// The action.
pub static DELETE_POOL: Action = Action {
    id: "delete-pool",
    on: Target::Row,
    button: text!("Delete pool" / "删除资源池"),
    title: text!("Delete pool" / "删除资源池"),
    lead: Some(text!(
        "The pool is deleted permanently; a new one of the same name has another id. Keys in it would be left without a pool, so it must be empty."
            / "资源池将永久删除；同名的新资源池会有不同的标识。其中的密钥会失去资源池，因此必须先清空。"
    )),
    sentence: |_| {
        text!("Delete the pool “{name}” ({id}) permanently." / "永久删除资源池“{name}”（{id}）。")
    },
    verb: |_| text!("Delete pool" / "删除资源池"),
    inputs: &[],
    check: |_| None,
    facts: &["id", "owner", "key_count"],
    lookups: &[Lookup::all("keys", 20).by("pool").remaining(REMAINING)],
    offered: always,
    why_not,
    notes,
    plan: |context| {
        let write = Write::delete("/v1/organization/pools/{}", [context.at.part()]);
        let at = context.at.clone();
        Ok(vec![Step::new(write, Check::Goes { at })])
    },
    confirm: Confirm::TypeName(text!(
        "It cannot be restored: its id cannot be created again." / "无法恢复：其标识无法再次生成。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: a new pool of that name has another id."
            / "无法撤销：同名的新资源池会有不同的标识。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

/// The sentences about keys that still refer to the pool: a gateway may delete a pool that is not
/// empty.
const REMAINING: RemainingWords = RemainingWords {
    none: text!("No key names this pool any more." / "已没有密钥属于此资源池。"),
    none_read: text!(
        "None of the keys that were read names this pool; there are more, which were not read."
            / "已读取的密钥都不属于此资源池；还有未读取的密钥。"
    ),
    some: text!(
        "{n} key still names this pool, which is gone: move it to another."
            / "{n} keys still name this pool, which is gone: move them to another."
            / "仍有 {n} 个密钥属于已删除的资源池：请移至其他资源池。"
    ),
    failed: text!(
        "The keys could not be read: some may still name this pool."
            / "无法读取密钥：其中可能仍有属于此资源池的。"
    ),
};

fn why_not(context: &Context) -> Option<WhyNot> {
    const DEFAULT: WhyNot = WhyNot {
        words: text!(
            "This is a default pool: new keys go into it." / "这是默认资源池：新密钥会放入其中。"
        ),
        source: "5.5 pool_is_default",
    };
    const HOLDS_KEYS: WhyNot = WhyNot {
        words: text!(
            "The pool still holds keys: move them first." / "资源池中仍有密钥：请先移出。"
        ),
        source: "5.5 pool_not_empty",
    };
    let own = context.who.get(&OWN_POOL).and_then(|own| own.id.as_ref());
    let is_own = own.is_some_and(|own| own.as_str() == context.at.id.as_str());
    let is_default = is_own || context.row.get(&IS_DEFAULT) == Some(&true);
    // The loaded keys are more reliable than the pool's own count.
    let count = || context.row.get(&KEY_COUNT).is_some_and(|count| *count > 0);
    let holds_keys = seen_members(context).map_or_else(count, |(members, _)| members > 0);
    organization_only(context)
        .or_else(|| is_default.then_some(DEFAULT))
        .or_else(|| holds_keys.then_some(HOLDS_KEYS))
}

/// Returns how many of the loaded keys are in the pool; `None` before they are read.
fn seen_members<'a>(context: &Context<'a>) -> Option<(usize, &'a Seen)> {
    let seen = context.seen.iter().find(|seen| seen.of == "keys")?;
    let this = context.at.id.as_str();
    let is_member = |pool: &Ref| pool.id.as_ref().is_some_and(|id| id.as_str() == this);
    let members = seen
        .rows
        .iter()
        .filter(|key| key.get(&POOL).is_some_and(is_member));
    Some((members.count(), seen))
}

fn notes(context: &Context) -> Vec<Finding> {
    let Some((members, seen)) = seen_members(context) else {
        return Vec::new();
    };
    let (level, words) = match (members, seen.whole) {
        (0, true) => (
            Level::Note,
            text!("Counted just now: no key is in it." / "刚刚统计：其中没有密钥。"),
        ),
        (0, false) => (
            Level::Caution,
            text!(
                "Counted just now: none of the keys that were read is in it. There are more, which were not read; one of them may be."
                    / "刚刚统计：已读取的密钥都不在其中。还有未读取的密钥，其中可能有。"
            ),
        ),
        (_, true) => (
            Level::Harm,
            text!(
                "Counted just now: {n} key in it. Move it first."
                    / "Counted just now: {n} keys in it. Move them first."
                    / "刚刚统计：其中有 {n} 个密钥。请先移出。"
            ),
        ),
        (_, false) => (
            Level::Harm,
            text!(
                "Counted just now: at least {n} key in it. Move it first."
                    / "Counted just now: at least {n} keys in it. Move them first."
                    / "刚刚统计：其中至少有 {n} 个密钥。请先移出。"
            ),
        ),
    };
    let finding = Finding::new(level, words);
    vec![match i64::try_from(members) {
        Ok(members) if members > 0 => finding.with("n", members.value()),
        _ => finding,
    }]
}

#[cfg(test)]
mod tests {
    use super::DELETE_POOL;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_POOL,
            r#"
            => sends DELETE /v1/organization/pools/row%2F1; row/1 goes from pools
            row {"is_default":false,"key_count":0} => sends DELETE /v1/organization/pools/row%2F1; row/1 goes from pools
            row {"key_count":2} & seen {"keys":[{"pool_id":"other"}]} => sends DELETE /v1/organization/pools/row%2F1; row/1 goes from pools
            part {"keys":[]} => sends DELETE /v1/organization/pools/row%2F1; row/1 goes from pools
            => types It cannot be restored
            row {"is_default":true} => refuses This is a default pool
            who {"own_pool":{"id":"row/1"}} => refuses This is a default pool
            row {"key_count":2} => refuses The pool still holds keys
            row {"key_count":0} & part {"keys":[{"pool_id":"row/1"}]} => refuses The pool still holds keys
            => notes
            seen {"keys":[]} => notes Counted just now: no key is in it.
            part {"keys":[]} => notes Counted just now: none of the keys that were read
            seen {"keys":[{"pool_id":"row/1"},{"pool_id":"other"}]} => notes Counted just now: 1 key in it. Move it first.
            part {"keys":[{"pool_id":"row/1"},{"pool_id":"row/1"}]} => notes Counted just now: at least 2 keys in it. Move them
            "#,
        );
    }
}
