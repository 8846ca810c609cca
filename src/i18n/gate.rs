//! Words of the gate: the intent as a sentence, the outcome, and what to do about it.

use super::declare::words;
use super::errors::{Explained, api_error};
use super::{Language, Say};
use crate::domain::access::Role;
use crate::domain::money::Usd;
use crate::gate::confirmation::WhyTyped;
use crate::gate::judge::{After, Doubt};
use crate::gate::outcome::{Ending, Outcome};
use crate::gate::perform::Progress;
use crate::gate::plan::{Action, Intent};
use crate::history::undo::NoWayBack;

words! {
    /// What the gate says.
    pub enum Gate {
        Title: "Review before sending" / "发送前核对",
        TitleSending: "Under way" / "正在执行",
        TitleEnded: "What became of it" / "执行结果",
        Before: "Before" / "之前",
        After: "After" / "之后",
        Request: "The request as it will travel" / "即将发送的请求",
        RequestSent: "The request as it was sent" / "已发送的请求",
        CopyCurl: "Copy as curl" / "复制为 curl",
        TypeAmount: "Type the amount again" / "请再次输入金额",
        TypeName: "Type the name again" / "请再次输入名称",
        StopWaiting: "Stop waiting" / "停止等待",
        StopWaitingHint: "Stopping only ends the waiting. The gateway may still do it; what it holds is read afterwards." / "停止仅结束等待。网关仍可能执行；之后会读取实际结果。",
        Again: "Send again with the same idempotency key" / "使用相同的幂等键再次发送",
        LookAgain: "Look again" / "再次核对",
        Back: "Back" / "返回",
        Done: "Done" / "完成",
        NotRecorded: "The journal could not be written, so nothing was sent." / "无法写入操作日志，因此未发送任何内容。",
        SendUnrecorded: "Send without a record" / "不留记录直接发送",
        SendUnrecordedHint: "For an emergency only: after a reload nothing here will know of this write." / "仅限紧急情况：刷新后此处将无法得知这次写操作。",
        OutcomeNotRecorded: "The outcome could not be written to the journal; note it down." / "结果未能写入操作日志；请自行记录。",
        NoLimitConsequence: "It can spend without a limit." / "其消费没有上限。",
        SecretTitle: "The key's value" / "密钥值",
        SecretOnce: "This is the only time it is shown. The gateway keeps only a hash of it." / "仅此一次显示。网关只保存其哈希值。",
        SecretCopyGuard: "I have stored the value, or do not need it" / "我已保存该值，或不需要它",
        SecretCloseWhy: "Copy the value first, or say that you do not need it." / "请先复制该值，或确认不需要。",
        SecretMissing: "The key was made, but its value did not arrive with the answer. It cannot be read any more. Asking again with the same idempotency key may bring it; a gateway that ignores such keys would make a second key." / "密钥已创建，但其值未随应答到达，也无法再读取。使用相同的幂等键再次请求可能取回；若网关忽略幂等键，则会再创建一个密钥。",
        SecretDoubtful: "The gateway gave this value, but the key does not show. Keep it only if the key turns up." / "网关给出了此值，但未看到该密钥。仅当密钥出现时才保留。",
        Replayed: "The gateway recognised the idempotency key: it repeated its earlier answer and did nothing this time." / "网关识别出幂等键：重复了先前的应答，本次未执行任何操作。",
        ForOpenAi: "For OpenAI clients" / "用于 OpenAI 客户端",
        ForClaude: "For Claude clients" / "用于 Claude 客户端",
    }
}

/// The intent as a sentence: what will happen, to what.
#[must_use]
pub fn sentence(language: Language, intent: &Intent) -> String {
    match (language, intent) {
        (
            Language::English,
            Intent::CreateKey {
                new,
                role: Role::Organization,
            },
        ) => format!("Create the API key “{}”.", new.name),
        (
            Language::English,
            Intent::CreateKey {
                new,
                role: Role::Pool,
            },
        ) => format!("Create the API key “{}” in your default pool.", new.name),
        (
            Language::Chinese,
            Intent::CreateKey {
                new,
                role: Role::Organization,
            },
        ) => format!("创建 API 密钥“{}”。", new.name),
        (
            Language::Chinese,
            Intent::CreateKey {
                new,
                role: Role::Pool,
            },
        ) => format!("在您的默认资源池中创建 API 密钥“{}”。", new.name),
        (Language::English, Intent::TopUpKey { name, amount, key }) => {
            format!(
                "Raise the limit of “{name}” ({key}) by {} USD.",
                amount.exact()
            )
        }
        (Language::Chinese, Intent::TopUpKey { name, amount, key }) => {
            format!("将“{name}”（{key}）的限额提高 {} USD。", amount.exact())
        }
    }
}

/// The button: the verb and the amount again.
#[must_use]
pub fn verb(language: Language, intent: &Intent) -> String {
    match intent {
        Intent::CreateKey { .. } => language.pick("Create key", "创建密钥").to_owned(),
        Intent::TopUpKey { amount, .. } => language.pick(
            format!("Top up {} USD", amount.exact()),
            format!("充值 {} USD", amount.exact()),
        ),
    }
}

/// The short name of an action, for the journal.
#[must_use]
pub const fn action(language: Language, action: Action) -> &'static str {
    match (language, action) {
        (Language::English, Action::CreateKey) => "Create key",
        (Language::Chinese, Action::CreateKey) => "创建密钥",
        (Language::English, Action::TopUpKey) => "Top up key",
        (Language::Chinese, Action::TopUpKey) => "密钥充值",
    }
}

/// Why something must be typed.
#[must_use]
pub fn why_typed(language: Language, why: WhyTyped) -> String {
    match (language, why) {
        (Language::English, WhyTyped::TenTimesTheLast(last)) => {
            format!("This is at least ten times the last top-up of this key ({} USD).", last.exact())
        }
        (Language::Chinese, WhyTyped::TenTimesTheLast(last)) => format!("此金额至少是该密钥上次充值（{} USD）的十倍。", last.exact()),
        (Language::English, WhyTyped::AtLeastTheLimit(limit)) => {
            format!("No earlier top-up of this key is known here, and this is at least its present limit ({} USD).", limit.exact())
        }
        (Language::Chinese, WhyTyped::AtLeastTheLimit(limit)) => format!("此处没有该密钥的充值记录，且金额不低于其当前限额（{} USD）。", limit.exact()),
        (Language::English, WhyTyped::NothingToCompare) => "Nothing is known here that this amount could be compared with.".to_owned(),
        (Language::Chinese, WhyTyped::NothingToCompare) => "此处没有可与该金额比较的信息。".to_owned(),
        (Language::English, WhyTyped::SameAgain(_)) => "The same amount went to the same key within the last ten minutes, from this browser.".to_owned(),
        (Language::Chinese, WhyTyped::SameAgain(_)) => "十分钟内，此浏览器已向同一密钥充值过相同金额。".to_owned(),
        (Language::English, WhyTyped::MayLandTwice) => {
            "The first attempt may have landed. A gateway that ignores idempotency keys would do it a second time.".to_owned()
        }
        (Language::Chinese, WhyTyped::MayLandTwice) => "第一次请求可能已生效。若网关忽略幂等键，则会再执行一次。".to_owned(),
    }
}

/// What is going on while the gate waits.
#[must_use]
pub fn progress(language: Language, progress: Progress) -> &'static str {
    match progress {
        Progress::Sending => {
            language.pick("Sending, and waiting for the answer", "正在发送并等待应答")
        }
        Progress::ReadingBack => language.pick(
            "Reading back what the gateway holds now",
            "正在读取网关的当前状态",
        ),
        Progress::NotVisibleYet => {
            language.pick("Not visible yet; looking again", "尚未显示；正在再次核对")
        }
    }
}

/// An ending's name, for badges and filters.
#[must_use]
pub fn ending(language: Language, ending: Ending) -> &'static str {
    match ending {
        Ending::Open => language.pick("open", "未完成"),
        Ending::Applied => language.pick("applied", "已生效"),
        Ending::Refused => language.pick("refused", "被拒绝"),
        Ending::NotApplied => language.pick("not applied", "未生效"),
        Ending::LandedTwice => language.pick("landed twice", "执行了两次"),
        Ending::NotLanded => language.pick("not landed", "未到达"),
        Ending::CannotTell => language.pick("cannot tell", "无法确定"),
        Ending::NotSent => language.pick("not sent", "未发送"),
    }
}

/// What happened and what to do about it.
#[must_use]
pub fn outcome(language: Language, intent: &Intent, outcome: &Outcome) -> Explained {
    let english = language == Language::English;
    let holds = |after: &After| holds(language, after);
    let words = |what: String, then: String| Explained { what, then };
    match outcome {
        Outcome::Applied { after, answered: true } if english => words("Done, and seen in what the gateway holds now.".into(), holds(after)),
        Outcome::Applied { after, answered: true } => words("已完成，并已在网关当前状态中确认。".into(), holds(after)),
        Outcome::Applied { after, answered: false } if english => {
            words("No usable answer came, but it landed once.".into(), format!("{} Do not send it again.", holds(after)))
        }
        Outcome::Applied { after, answered: false } => words("未收到可用的应答，但已执行一次。".into(), format!("{} 请勿再次发送。", holds(after))),
        Outcome::Refused { error } => api_error(language, error),
        Outcome::NotApplied if english => words(
            "The gateway said yes, but nothing changed.".into(),
            "It may show the change later (other nodes can take two minutes). Look again before sending anything more.".into(),
        ),
        Outcome::NotApplied => words("网关应答成功，但没有任何变化。".into(), "变更可能稍后才显示（其他节点最多需两分钟）。再次发送前请先核对。".into()),
        Outcome::LandedTwice { after } => landed_twice(language, intent, &holds(after)),
        Outcome::NotLanded if english => words(
            "No usable answer came, and nothing changed.".into(),
            "It did not land. You may send it again; the same idempotency key keeps it to once where the gateway knows such keys.".into(),
        ),
        Outcome::NotLanded => words("未收到可用的应答，且没有任何变化。".into(), "请求未生效。可以再次发送；若网关支持幂等键，则只会执行一次。".into()),
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
                "The row was not on the pages that were read. Look again later; if it stays so, look for it in the list of keys.",
                "在已读取的页中未找到该行。请稍后再次核对；若仍如此，请在密钥列表中查找。",
            )
            .into(),
        Doubt::Overtaken => language
            .pick(
                "A later change of the same thing was sent, so the two cannot be told apart.",
                "之后又对同一对象发送了更改，因此无法区分两者。",
            )
            .into(),
        Doubt::TooEarly => language
            .pick(
                "It does not show, but may still be on its way. Look again in half a minute.",
                "尚未显示，但可能仍在途中。请半分钟后再次核对。",
            )
            .into(),
        Doubt::ReadFailed(error) => {
            let Explained { what, then } = api_error(language, error);
            format!("{what} {then}")
        }
    };
    Explained {
        what: what.to_owned(),
        then,
    }
}

/// What the gateway holds after a write.
#[must_use]
pub fn holds(language: Language, after: &After) -> String {
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
            language.pick(
                format!("In the list: {}.", ids.join(", ")),
                format!("列表中：{}。", ids.join("、")),
            )
        }
        After::Count(count) => language.pick(
            format!("The pool holds {count} keys now."),
            format!("资源池现有 {count} 个密钥。"),
        ),
    }
}

impl Say for NoWayBack {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::NothingLowersALimit => language.pick(
                "Cannot be undone: the gateway has no call that lowers a limit.",
                "无法撤销：网关没有降低限额的接口。",
            ),
            Self::OnlyDeletionRemovesAKey => language.pick(
                "Cannot be undone from here: only deleting the key takes it away, and programs may use its value already.",
                "无法在此撤销：只有删除密钥才能移除，且可能已有程序在使用其值。",
            ),
        }
    }
}
