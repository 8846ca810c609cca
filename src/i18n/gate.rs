//! Words of the gate: its labels, why something must be typed, how far it has come, how it ended.

use super::declare::words;
use super::{Language, Say};
use crate::gate::confirmation::WhyTyped;
use crate::gate::outcome::Ending;
use crate::gate::perform::Progress;
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
        AgainPlain: "Send again" / "再次发送",
        AgainRest: "Send what was not done" / "发送未完成的部分",
        LookAgain: "Look again" / "再次核对",
        Back: "Back" / "返回",
        Done: "Done" / "完成",
        TooOld: "Nothing was sent: this was read more than a minute ago. Go back and ask once more; it is read anew then." / "未发送任何内容：以上内容读取于一分钟以前。请返回并再次发起，届时会重新读取。",
        ReadAgain: "Go back to read again" / "返回并重新读取",
        NotRecorded: "The journal could not be written, so nothing was sent." / "无法写入操作日志，因此未发送任何内容。",
        SendUnrecorded: "Send without a record" / "不留记录直接发送",
        SendUnrecordedHint: "For an emergency only: after a reload nothing here will know of this write." / "仅限紧急情况：刷新后此处将无法得知这次写操作。",
        OutcomeNotRecorded: "The outcome could not be written to the journal; note it down." / "结果未能写入操作日志；请自行记录。",
        NoLimitConsequence: "It can spend without a limit." / "其消费没有上限。",
        SecretTitle: "The key's value" / "密钥值",
        SecretOnce: "This is the only time it is shown. The gateway keeps only a hash of it." / "仅此一次显示。网关只保存其哈希值。",
        SecretCopyGuard: "I have stored the value, or do not need it" / "我已保存该值，或不需要它",
        SecretCloseWhy: "Copy the value first, or say that you do not need it." / "请先复制该值，或确认不需要。",
        NewValueMissing: "The old value was replaced, but the new one did not arrive with the answer. It cannot be read any more. Asking again with the same idempotency key may bring it, for about five minutes; a gateway that ignores such keys would make yet another value. Otherwise rotate once more." / "旧值已被替换，但新值未随应答到达，也无法再读取。约五分钟内使用相同的幂等键再次请求可能取回；若网关忽略幂等键，则会再生成一个新值。否则请再次轮换。",
        NewValueDead: "Yet another value is live now, so the one shown here may be dead already. Try it before you hand it out, or rotate once more." / "当前生效的是另一个值，此处显示的值可能已失效。分发前请先试用，或再次轮换。",
        SecretMissing: "The key was made, but its value did not arrive with the answer. It cannot be read any more. Asking again with the same idempotency key may bring it; a gateway that ignores such keys would make a second key." / "密钥已创建，但其值未随应答到达，也无法再读取。使用相同的幂等键再次请求可能取回；若网关忽略幂等键，则会再创建一个密钥。",
        SecretDoubtful: "The gateway gave this value, but the key does not show. Keep it only if the key turns up." / "网关给出了此值，但未看到该密钥。仅当密钥出现时才保留。",
        Replayed: "The gateway recognised the idempotency key: the request reached it more than once, and it was done once. A browser can repeat a request by itself when a connection dies." / "网关识别出幂等键：请求到达了不止一次，但只执行了一次。连接中断时浏览器可能自行重发请求。",
        OldValue: "Old value" / "旧值",
        OldValueEnds: "It stops working" / "失效时间",
        AtOnce: "at once, when the gateway answers" / "立即（网关应答时）",
        GoesOn: "no: nothing was replaced" / "否：未被替换",
        IfSentNow: "if sent now:" / "若现在发送：",
        About: "estimated:" / "预计：",
        FromPool: "From" / "原资源池",
        ToPool: "To" / "目标资源池",
        NoPool: "no pool" / "不在任何资源池",
        CanBeUndone: "Can be taken back from the journal, while nobody has changed it since." / "可在操作日志中撤销，前提是之后无人更改。",
        ForOpenAi: "For OpenAI clients" / "用于 OpenAI 客户端",
        ForClaude: "For Claude clients" / "用于 Claude 客户端",
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
            "An earlier attempt has landed, or may have. A gateway that ignores idempotency keys would do it a second time.".to_owned()
        }
        (Language::Chinese, WhyTyped::MayLandTwice) => "之前的请求已生效或可能已生效。若网关忽略幂等键，则会再执行一次。".to_owned(),
        (Language::English, WhyTyped::EarlierInDoubt(earlier)) => {
            format!("An earlier top-up of this key ({} USD) has no known end: this one may come on top of it. The journal has it.", earlier.exact())
        }
        (Language::Chinese, WhyTyped::EarlierInDoubt(earlier)) => {
            format!("该密钥之前的一次充值（{} USD）结果未知：此次充值可能叠加其上。详见操作日志。", earlier.exact())
        }
        (Language::English, WhyTyped::NameTaken) => {
            "There is a key of this name already: in lists the two can be told apart by their ids only.".to_owned()
        }
        (Language::Chinese, WhyTyped::NameTaken) => "已有同名密钥：列表中只能通过标识区分。".to_owned(),
        (Language::English, WhyTyped::StopsAtOnce) => "The old value stops working at once: whatever uses it is cut off until it has the new one.".to_owned(),
        (Language::Chinese, WhyTyped::StopsAtOnce) => "旧值立即失效：使用它的程序在获得新值之前都会中断。".to_owned(),
        (Language::English, WhyTyped::CannotComeBack) => "Nothing brings it back: its id cannot be made again.".to_owned(),
        (Language::Chinese, WhyTyped::CannotComeBack) => "无法恢复：其标识无法再次生成。".to_owned(),
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
            Self::OldValueIsGone => language.pick(
                "Cannot be undone: the gateway keeps only hashes, so nothing puts the old value back.",
                "无法撤销：网关只保存哈希值，无法恢复旧值。",
            ),
            Self::DeletionIsFinal => language.pick(
                "Cannot be undone: a new key would have another id and another value, and nothing used so far. Its charges and its place in logs stay under the old id.",
                "无法撤销：新密钥会有不同的标识和值，且用量从零开始。其扣费与日志记录仍归于旧标识。",
            ),
            Self::OnlyDeletionRemovesAPool => language.pick(
                "Cannot be undone from here: delete the pool on its own page.",
                "无法在此撤销：请在资源池页面删除该资源池。",
            ),
            Self::PoolDeletionIsFinal => language.pick(
                "Cannot be undone: a new pool of that name would have another id.",
                "无法撤销：同名的新资源池会有不同的标识。",
            ),
            Self::NotKnownToHaveHappened => language.pick(
                "Nothing to undo: it is not known to have happened.",
                "无可撤销：未确认其已执行。",
            ),
            Self::OwnerHadNoId => language.pick(
                "Cannot be undone: the gateway named the owner before without an id.",
                "无法撤销：网关提供的原所有者没有标识。",
            ),
        }
    }
}
