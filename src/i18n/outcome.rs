//! An outcome in words: what happened, what the gateway holds now, and what to do next.

use super::Language;
use super::errors::{Explained, api_error};
use crate::api::error::{ApiError, Unreachable};
use crate::domain::money::Usd;
use crate::domain::pool::Owner;
use crate::gate::intent::Intent;
use crate::gate::judge::{After, Doubt};
use crate::gate::outcome::Outcome;

/// What happened and what to do about it.
#[must_use]
pub fn outcome(language: Language, intent: &Intent, outcome: &Outcome) -> Explained {
    let english = language == Language::English;
    let holds = |after: &After| holds(language, intent, after);
    let words = |what: String, then: String| Explained { what, then };
    match outcome {
        Outcome::Applied { after, answered: true } if english => words("Done, and seen in what the gateway holds now.".into(), holds(after)),
        Outcome::Applied { after, answered: true } => words("已完成，并已在网关当前状态中确认。".into(), holds(after)),
        Outcome::Applied { after, answered: false } if intent.has_idempotency_key() => words(
            language.pick("No usable answer came, but it landed once.", "未收到可用的应答，但已执行一次。").into(),
            // Of a value that was lost on the way, what follows says how it may be had again.
            match intent.makes_a_secret() {
                true => holds(after),
                false => format!("{} {}", holds(after), language.pick("Do not send it again.", "请勿再次发送。")),
            },
        ),
        // Someone else may have done the same, and then the gateway refuses what is so already.
        Outcome::Applied { after, answered: false } => words(
            language
                .pick("It is so now, though no answer says that this write did it.", "当前已是如此，但没有应答表明是此次操作所致。")
                .into(),
            format!("{} {}", holds(after), language.pick("There is nothing more to send.", "无需再发送。")),
        ),
        Outcome::Refused { error } => api_error(language, error),
        Outcome::NotApplied if english => words(
            "The gateway said yes, but nothing changed.".into(),
            "It may show the change later (other nodes can take two minutes). Look again before sending anything more.".into(),
        ),
        Outcome::NotApplied => words("网关应答成功，但没有任何变化。".into(), "变更可能稍后才显示（其他节点最多需两分钟）。再次发送前请先核对。".into()),
        Outcome::LandedTwice { after } => landed_twice(language, intent, &holds(after)),
        Outcome::NotLanded => words(
            language.pick("No usable answer came, and nothing changed.", "未收到可用的应答，且没有任何变化。").into(),
            match intent.has_idempotency_key() {
                true => language.pick(
                    "It did not land. You may send it again; the same idempotency key keeps it to once where the gateway knows such keys.",
                    "请求未生效。可以再次发送；若网关支持幂等键，则只会执行一次。",
                ),
                false => language.pick("It did not land. You may send it again.", "请求未生效。可以再次发送。"),
            }
            .into(),
        ),
        Outcome::CannotTell { doubt, answered } => cannot_tell(language, doubt, *answered),
        Outcome::NotSent if english => words("Not sent: an earlier step did not end well.".into(), "Nothing was changed by it.".into()),
        Outcome::NotSent => words("未发送：前面的步骤未成功。".into(), "此步骤未做任何更改。".into()),
    }
}

fn landed_twice(language: Language, intent: &Intent, holds: &str) -> Explained {
    let what = language.pick(
        "It landed twice, or someone else did the same at the same time.",
        "执行了两次，或有他人同时执行了相同操作。",
    );
    let then = match intent {
        Intent::TopUpKey { .. } => language.pick(
            "A browser can repeat a request by itself when a connection dies. The gateway has no call that lowers a limit: settle it with whoever runs the gateway.",
            "连接中断时浏览器可能自行重发请求。网关没有降低限额的接口：请与网关管理者协商处理。",
        ),
        Intent::CreateKey { .. } => language.pick(
            "A browser can repeat a request by itself when a connection dies. Delete the key that is not needed.",
            "连接中断时浏览器可能自行重发请求。请删除多余的密钥。",
        ),
        Intent::RotateKey { .. } => language.pick(
            "The value that you were shown may be dead. Rotate once more if it does not work.",
            "显示给您的值可能已失效。若其不可用，请再次轮换。",
        ),
        Intent::CreatePool(_) => language.pick(
            "A browser can repeat a request by itself when a connection dies. Delete the pool that is not needed.",
            "连接中断时浏览器可能自行重发请求。请删除多余的资源池。",
        ),
        Intent::DeleteKey { .. }
        | Intent::MoveKeys(_)
        | Intent::DeletePool(_)
        | Intent::SetOwner { .. } => language.pick("Twice comes to the same as once.", "执行两次与一次效果相同。"),
    };
    Explained {
        what: what.to_owned(),
        then: format!("{holds} {then}"),
    }
}

fn cannot_tell(language: Language, doubt: &Doubt, answered: bool) -> Explained {
    let english = language == Language::English;
    let what = match (english, answered) {
        (true, true) => "The gateway said yes, but what it holds could not be compared.",
        (true, false) => "No usable answer came, and what the gateway holds does not tell.",
        (false, true) => "网关应答成功，但无法核对其当前状态。",
        (false, false) => "未收到可用的应答，且网关当前状态无法说明结果。",
    };
    let then = match doubt {
        Doubt::Moved(now) => {
            let now = now.limit().map(Usd::exact).unwrap_or_default();
            language.pick(
                format!("The limit is {now} USD now, which fits neither: someone else changed it too. Compare with the journal of others before doing more."),
                format!("当前限额为 {now} USD，与两种结果都不符：可能有他人同时修改。请先与其他人的记录核对。"),
            )
        }
        Doubt::PoolMoved(pool) => match pool {
            Some(pool) => language.pick(
                format!("The key is in the pool {pool} now: someone else moved it too."),
                format!("密钥现在位于资源池 {pool}：可能有他人同时移动。"),
            ),
            None => language.pick(
                "The key is in no pool now: someone else moved it too.".to_owned(),
                "密钥现在不在任何资源池：可能有他人同时移动。".to_owned(),
            ),
        },
        Doubt::OwnerMoved(owner) => {
            let owner = owner.as_ref().and_then(Owner::label).unwrap_or("–");
            language.pick(
                format!("The pool's owner is {owner} now: someone else changed it too."),
                format!("资源池当前所有者为 {owner}：可能有他人同时更改。"),
            )
        }
        Doubt::OnlyPercentages { fell: true } => language
            .pick(
                "Only percentages are told; the used share fell, as it should.",
                "仅提供百分比；已用比例如预期下降。",
            )
            .into(),
        Doubt::OnlyPercentages { fell: false } => language
            .pick(
                "Only percentages are told; the used share did not fall.",
                "仅提供百分比；已用比例没有下降。",
            )
            .into(),
        Doubt::NowUnlimited => language
            .pick("The budget has no limit now.", "当前预算为无限额。")
            .into(),
        Doubt::NothingToCompare => language
            .pick(
                "The gateway tells nothing that could be compared.",
                "网关未提供可比较的信息。",
            )
            .into(),
        Doubt::NotFound => language
            .pick(
                "The row was not on the pages that were read. Look again later; if it stays so, look for it in its list.",
                "在已读取的页中未找到该行。请稍后再次核对；若仍如此，请在相应列表中查找。",
            )
            .into(),
        Doubt::Overtaken => language
            .pick(
                "A later change of the same thing was sent, so the two cannot be told apart.",
                "之后又对同一对象发送了更改，因此无法区分两者。",
            )
            .into(),
        Doubt::AccountNotKnown => language
            .pick(
                "It is not known whether this key speaks for the account that the write was sent for. Look for it in that account's list.",
                "无法确定当前密钥是否属于发送该写操作的账户。请在该账户的列表中查找。",
            )
            .into(),
        Doubt::TooEarly => language
            .pick(
                "It does not show, but may still be on its way. Look again in half a minute.",
                "尚未显示，但可能仍在途中。请半分钟后再次核对。",
            )
            .into(),
        Doubt::ReadFailed(error) => reading_failed(language, error),
    };
    Explained {
        what: what.to_owned(),
        then,
    }
}

/// Why nothing was read back. What stands here is about the reading: the write before it was sent.
fn reading_failed(language: Language, error: &ApiError) -> String {
    let stopped = matches!(
        error,
        ApiError::Unreachable(Unreachable::NotSent | Unreachable::Stopped)
    );
    let why = match stopped {
        true => language
            .pick("Reading it back was stopped.", "读取结果的过程已停止。")
            .to_owned(),
        false => {
            let Explained { what, .. } = api_error(language, error);
            language.pick(
                format!("Reading it back failed: {what}"),
                format!("读取结果失败：{what}"),
            )
        }
    };
    let then = language.pick(
        "The write itself was sent. Look again before sending anything more.",
        "写操作本身已发送。再次发送前请先核对。",
    );
    format!("{why} {then}")
}

/// What the gateway holds after a write; the intent knows pools by their names.
#[must_use]
pub fn holds(language: Language, intent: &Intent, after: &After) -> String {
    match after {
        After::Budget(budget) => match budget.limit() {
            Some(limit) => language.pick(
                format!("The limit is {} USD now.", limit.exact()),
                format!("当前限额为 {} USD。", limit.exact()),
            ),
            None => String::new(),
        },
        After::Keys(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let ids = language.join(&ids);
            language.pick(format!("In the list: {ids}."), format!("列表中：{ids}。"))
        }
        After::Count(count) => language.pick(
            format!("The pool holds {count} keys now."),
            format!("资源池现有 {count} 个密钥。"),
        ),
        After::Value { redacted, .. } => language.pick(
            format!("The key's value is {redacted} now."),
            format!("密钥当前的值为 {redacted}。"),
        ),
        After::Gone => language
            .pick("It is not in the list any more.", "列表中已不存在。")
            .to_owned(),
        After::Pool(Some(pool)) => {
            let pool = intent.pool_label(pool);
            language.pick(
                format!("It is in the pool {pool} now."),
                format!("现位于资源池 {pool}。"),
            )
        }
        After::Pool(None) => language
            .pick("It is in no pool now.", "现不在任何资源池。")
            .to_owned(),
        After::Pools(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let ids = language.join(&ids);
            language.pick(format!("In the list: {ids}."), format!("列表中：{ids}。"))
        }
        After::Owner(owner) => match owner.as_ref().and_then(Owner::label) {
            Some(owner) => language.pick(
                format!("The owner is {owner} now."),
                format!("当前所有者为 {owner}。"),
            ),
            None => language
                .pick("Nobody owns it now.", "当前无所有者。")
                .to_owned(),
        },
    }
}
