//! An intent in words: the sentence the gate opens with, the button that repeats it, its short
//! name.

use super::Language;
use crate::domain::access::Role;
use crate::domain::pool::Owner;
use crate::gate::intent::{Action, Intent, KeyMove};

/// The intent as a sentence: what will happen, to what.
#[must_use]
pub fn sentence(language: Language, intent: &Intent) -> String {
    match language {
        Language::English => english(intent),
        Language::Chinese => chinese(intent),
    }
}

fn english(intent: &Intent) -> String {
    match intent {
        Intent::CreateKey { new, role } => {
            let place = match role {
                Role::Organization => "",
                Role::Pool => " in your default pool",
            };
            format!("Create the API key “{}”{place}.", new.name)
        }
        Intent::TopUpKey { name, amount, key } => {
            format!(
                "Raise the limit of “{name}” ({key}) by {} USD.",
                amount.exact()
            )
        }
        Intent::RotateKey { key, name, .. } => {
            format!("Give “{name}” ({key}) a new value in place of the one in use.")
        }
        Intent::DeleteKey { key, name } => format!("Delete the API key “{name}” ({key}) for good."),
        Intent::MoveKeys(moves) => {
            let what = match moves.as_slice() {
                [one] => format!("“{}” ({})", one.name, one.key),
                many => format!("{} keys", many.len()),
            };
            match intent.destination() {
                Some(Some(pool)) => format!(
                    "Move {what} into the pool “{}” ({}).",
                    pool.label(),
                    pool.id
                ),
                Some(None) => format!(
                    "Take {what} out of {}.",
                    only_origin(moves, "its pool", "their pools")
                ),
                None => format!("Move {what}, each into the pool named below."),
            }
        }
        Intent::CreatePool(new) => match &new.owner {
            Some(owner) => format!("Create the pool “{}”, owned by {owner}.", new.name),
            None => format!("Create the pool “{}”, owned by nobody.", new.name),
        },
        Intent::DeletePool(pool) => {
            format!("Delete the pool “{}” ({}) for good.", pool.label(), pool.id)
        }
        Intent::SetOwner { pool, owner } => match owner.as_ref().and_then(person) {
            Some(owner) => format!(
                "Make {owner} the owner of the pool “{}” ({}).",
                pool.label(),
                pool.id
            ),
            None => format!(
                "Take the owner of the pool “{}” ({}) away.",
                pool.label(),
                pool.id
            ),
        },
    }
}

fn chinese(intent: &Intent) -> String {
    match intent {
        Intent::CreateKey { new, role } => {
            let place = match role {
                Role::Organization => "",
                Role::Pool => "在您的默认资源池中",
            };
            format!("{place}创建 API 密钥“{}”。", new.name)
        }
        Intent::TopUpKey { name, amount, key } => {
            format!("将“{name}”（{key}）的限额提高 {} USD。", amount.exact())
        }
        Intent::RotateKey { key, name, .. } => {
            format!("为“{name}”（{key}）生成新值，替换正在使用的值。")
        }
        Intent::DeleteKey { key, name } => format!("永久删除 API 密钥“{name}”（{key}）。"),
        Intent::MoveKeys(moves) => {
            let what = match moves.as_slice() {
                [one] => format!("“{}”（{}）", one.name, one.key),
                many => format!(" {} 个密钥", many.len()),
            };
            match intent.destination() {
                Some(Some(pool)) => {
                    format!("将{what}移入资源池“{}”（{}）。", pool.label(), pool.id)
                }
                Some(None) => format!(
                    "将{what}移出{}。",
                    only_origin(moves, "其资源池", "各自的资源池")
                ),
                None => format!("将{what}分别移入下列资源池。"),
            }
        }
        Intent::CreatePool(new) => match &new.owner {
            Some(owner) => format!("创建资源池“{}”，所有者为 {owner}。", new.name),
            None => format!("创建资源池“{}”，无所有者。", new.name),
        },
        Intent::DeletePool(pool) => format!("永久删除资源池“{}”（{}）。", pool.label(), pool.id),
        Intent::SetOwner { pool, owner } => match owner.as_ref().and_then(person) {
            Some(owner) => format!(
                "将资源池“{}”（{}）的所有者设为 {owner}。",
                pool.label(),
                pool.id
            ),
            None => format!("移除资源池“{}”（{}）的所有者。", pool.label(), pool.id),
        },
    }
}

/// The pool that all come from, by its name; otherwise words for one or several.
fn only_origin(moves: &[KeyMove], one: &str, several: &str) -> String {
    let mut origins = moves.iter().map(|one| one.from.as_ref());
    let Some(Some(first)) = origins.next() else {
        return several.to_owned();
    };
    if origins.all(|origin| origin.is_some_and(|pool| pool.id == first.id)) {
        format!("“{}”", first.label())
    } else if moves.len() == 1 {
        one.to_owned()
    } else {
        several.to_owned()
    }
}

/// An owner with the id that is sent: two people may be called alike.
fn person(owner: &Owner) -> Option<String> {
    match (&owner.name, &owner.id) {
        (Some(name), Some(id)) if *name != id.0 => Some(format!("{name} ({id})")),
        _ => owner.label().map(str::to_owned),
    }
}

/// The button: the verb and the amount again.
#[must_use]
pub fn verb(language: Language, intent: &Intent) -> String {
    let words = |english: &str, chinese: &str| language.pick(english, chinese).to_owned();
    match intent {
        Intent::CreateKey { .. } => words("Create key", "创建密钥"),
        Intent::TopUpKey { amount, .. } => language.pick(
            format!("Top up {} USD", amount.exact()),
            format!("充值 {} USD", amount.exact()),
        ),
        Intent::RotateKey { .. } => words("Rotate key", "轮换密钥"),
        Intent::DeleteKey { .. } => words("Delete key", "删除密钥"),
        Intent::MoveKeys(moves) => match (moves.len(), intent.destination()) {
            (1, Some(None)) => words("Remove key from pool", "将密钥移出资源池"),
            (1, _) => words("Move key", "移动密钥"),
            (count, Some(None)) => language.pick(
                format!("Remove {count} keys from pool"),
                format!("将 {count} 个密钥移出资源池"),
            ),
            (count, _) => {
                language.pick(format!("Move {count} keys"), format!("移动 {count} 个密钥"))
            }
        },
        Intent::CreatePool(_) => words("Create pool", "创建资源池"),
        Intent::DeletePool(_) => words("Delete pool", "删除资源池"),
        Intent::SetOwner { owner: Some(_), .. } => words("Set owner", "设置所有者"),
        Intent::SetOwner { owner: None, .. } => words("Remove owner", "移除所有者"),
    }
}

/// The short name of an action, for the journal.
#[must_use]
pub fn action(language: Language, action: Action) -> &'static str {
    match action {
        Action::CreateKey => language.pick("Create key", "创建密钥"),
        Action::TopUpKey => language.pick("Top up key", "密钥充值"),
        Action::RotateKey => language.pick("Rotate key", "轮换密钥"),
        Action::DeleteKey => language.pick("Delete key", "删除密钥"),
        Action::MoveKeys => language.pick("Move keys", "移动密钥"),
        Action::CreatePool => language.pick("Create pool", "创建资源池"),
        Action::DeletePool => language.pick("Delete pool", "删除资源池"),
        Action::SetOwner => language.pick("Change pool owner", "更改资源池所有者"),
    }
}

#[cfg(test)]
mod tests {
    use super::verb;
    use crate::domain::ids::{KeyId, PoolId};
    use crate::domain::pool::PoolRef;
    use crate::gate::intent::{Intent, KeyMove};
    use crate::i18n::Language;

    #[test]
    fn what_is_taken_out_of_a_pool_is_said_to_be_removed() {
        let check = |places: &[(Option<&str>, Option<&str>)], english, chinese| {
            let pool = |id: Option<&str>| {
                id.map(|id| PoolRef {
                    id: PoolId(id.to_owned()),
                    name: None,
                })
            };
            let moving = places.iter().map(|(from, to)| KeyMove {
                key: KeyId("k".to_owned()),
                name: "K".to_owned(),
                from: pool(*from),
                to: pool(*to),
            });
            let intent = Intent::MoveKeys(moving.collect());
            assert_eq!(verb(Language::English, &intent), english);
            assert_eq!(verb(Language::Chinese, &intent), chinese);
        };
        let (out, over) = ((Some("a"), None), (Some("a"), Some("b")));
        check(&[out], "Remove key from pool", "将密钥移出资源池");
        check(
            &[out, out],
            "Remove 2 keys from pool",
            "将 2 个密钥移出资源池",
        );
        check(&[over], "Move key", "移动密钥");
        check(&[over, over], "Move 2 keys", "移动 2 个密钥");
        // Each to its own place: some into a pool.
        check(&[out, over], "Move 2 keys", "移动 2 个密钥");
    }
}
