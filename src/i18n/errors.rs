//! What went wrong and what to do next, for every failure of a call.

use super::Language;
use crate::api::error::{ApiError, Refusal, Unreachable};
use crate::api::recognise::NoGateway;

/// A failure in two parts: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What happened, in one line.
    pub what: String,
    /// What to do next.
    pub then: String,
}

fn explained(what: impl Into<String>, then: impl Into<String>) -> Explained {
    Explained {
        what: what.into(),
        then: then.into(),
    }
}

/// The gateway's own words with its code and request id, as far as it sent them.
#[must_use]
pub fn gateway_words(refusal: &Refusal) -> String {
    let mut parts = vec![format!("HTTP {}", refusal.status)];
    parts.extend(refusal.code.clone());
    parts.extend(refusal.param.as_ref().map(|param| format!("param {param}")));
    parts.extend(
        refusal
            .request_id
            .as_ref()
            .map(|id| format!("request {id}")),
    );
    let trail = parts.join(" · ");
    if refusal.message.is_empty() {
        trail
    } else {
        format!("“{}” ({trail})", refusal.message)
    }
}

/// Why nothing usable came.
#[must_use]
pub fn unreachable(language: Language, why: Unreachable) -> Explained {
    let en = language == Language::English;
    match why {
        Unreachable::Network if en => explained(
            "The gateway could not be reached.",
            "It may be down, the connection may have been cut, or it may not allow this page (CORS): a browser does not tell which. Check the address and try again.",
        ),
        Unreachable::Network => explained(
            "无法连接到网关。",
            "网关可能已停止、连接被中断，或网关不允许本页面访问（CORS）：浏览器不会说明是哪一种。请检查地址后重试。",
        ),
        Unreachable::TimedOut if en => explained(
            "The gateway did not answer in time.",
            "It may be slow or overloaded. Try again.",
        ),
        Unreachable::TimedOut => explained(
            "网关未在规定时间内应答。",
            "网关可能较慢或负载过高。请重试。",
        ),
        Unreachable::Stopped if en => explained("You stopped waiting.", "Try again when you like."),
        Unreachable::Stopped => explained("您已停止等待。", "可随时重试。"),
        Unreachable::BlockedByPolicy if en => explained(
            "This page's own content policy does not allow that address. Nothing was sent.",
            "Serve the app beside that gateway, or add the address to connect-src in the policy of the web server that serves this page.",
        ),
        Unreachable::BlockedByPolicy => explained(
            "本页面自身的内容安全策略不允许访问该地址。未发送任何内容。",
            "请将应用与该网关部署在同一来源，或在提供本页面的 Web 服务器策略的 connect-src 中加入该地址。",
        ),
        Unreachable::NotSent if en => explained(
            "Nothing was sent: the request was stopped before it left, or could not be made.",
            "Try again. If that does not help, reload the page and connect again.",
        ),
        Unreachable::NotSent => explained(
            "未发送任何内容：请求在发出前被停止，或无法构造。",
            "请重试。若仍不行，请刷新页面并重新连接。",
        ),
        Unreachable::ServerError(status) if en => explained(
            format!("The gateway, or a proxy before it, answered HTTP {status}."),
            "It has a problem of its own. Wait a moment and try again.",
        ),
        Unreachable::ServerError(status) => explained(
            format!("网关或其前面的代理返回了 HTTP {status}。"),
            "这是网关自身的问题。请稍候重试。",
        ),
    }
}

/// What a failed call means.
#[must_use]
pub fn api_error(language: Language, error: &ApiError) -> Explained {
    let en = language == Language::English;
    match error {
        ApiError::Unreachable(why) => unreachable(language, *why),
        ApiError::SignedOut(refusal) if en => explained(
            format!(
                "The gateway does not accept this key: {}",
                gateway_words(refusal)
            ),
            "Connect again with a key that works.",
        ),
        ApiError::SignedOut(refusal) => explained(
            format!("网关不接受此密钥：{}", gateway_words(refusal)),
            "请使用有效的密钥重新连接。",
        ),
        ApiError::NotAllowed(refusal) if en => explained(
            format!(
                "The key works, but not for this: {}",
                gateway_words(refusal)
            ),
            "Use a key with wider rights, or ask whoever runs the gateway.",
        ),
        ApiError::NotAllowed(refusal) => explained(
            format!("密钥有效，但无权执行此操作：{}", gateway_words(refusal)),
            "请使用权限更高的密钥，或联系网关管理者。",
        ),
        ApiError::Refused(refusal) if en => explained(
            format!("The gateway said no: {}", gateway_words(refusal)),
            "Nothing was changed.",
        ),
        ApiError::Refused(refusal) => explained(
            format!("网关拒绝：{}", gateway_words(refusal)),
            "未做任何更改。",
        ),
        ApiError::Limited { retry_after } => limited(language, *retry_after),
        ApiError::Unreadable { path, why, excerpt } if en => explained(
            format!("The answer to {path} could not be read: {why}."),
            format!("Is this the gateway, and a version this console knows? It began: {excerpt}"),
        ),
        ApiError::Unreadable { path, why, excerpt } => explained(
            format!("无法解读 {path} 的应答：{why}。"),
            format!("这是网关吗？版本是否受支持？应答开头：{excerpt}"),
        ),
        ApiError::OutcomeUnknown(why) => {
            let Explained { what, .. } = unreachable(language, *why);
            explained(
                what,
                language.pick("Whether it happened is not known.", "无法得知是否已执行。"),
            )
        }
    }
}

fn limited(language: Language, retry_after: Option<u32>) -> Explained {
    let what = language.pick(
        "The gateway takes no more requests for now (HTTP 429). Nothing was changed.",
        "网关暂时不接受更多请求（HTTP 429）。未做任何更改。",
    );
    let then = match (language, retry_after) {
        (Language::English, Some(seconds)) => format!("It asks to wait {seconds} s."),
        (Language::English, None) => "Wait a little and try again.".to_owned(),
        (Language::Chinese, Some(seconds)) => format!("请等待 {seconds} 秒。"),
        (Language::Chinese, None) => "请稍候重试。".to_owned(),
    };
    explained(what, then)
}

/// Why an address is not spoken to. No key was sent there.
#[must_use]
pub fn no_gateway(language: Language, why: &NoGateway) -> Explained {
    let en = language == Language::English;
    match why {
        NoGateway::Unreachable(why) => unreachable(language, *why),
        NoGateway::Stranger if en => explained(
            "Something answered there, but it is no gateway this console knows. The key was not sent.",
            "Check the address: it should be the one before /v1/.",
        ),
        NoGateway::Stranger => explained(
            "该地址有应答，但不是本控制台认识的网关。未发送密钥。",
            "请检查地址：应为 /v1/ 之前的部分。",
        ),
        NoGateway::OneApiNotSpoken if en => explained(
            "This is a one-api gateway. This version of Headgate does not speak its language yet. The key was not sent.",
            "Use it with a OneKeyLLM gateway.",
        ),
        NoGateway::OneApiNotSpoken => explained(
            "这是 one-api 网关，当前版本的 Headgate 尚不支持。未发送密钥。",
            "请用于 OneKeyLLM 网关。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{api_error, gateway_words};
    use crate::api::error::{ApiError, Refusal, Unreachable};
    use crate::i18n::Language;

    #[test]
    fn the_gateways_words_are_quoted_with_what_identifies_them() {
        let check = |refusal, expect| assert_eq!(gateway_words(&refusal), expect);
        check(
            Refusal {
                status: 502,
                ..Refusal::default()
            },
            "HTTP 502",
        );
        check(
            Refusal {
                status: 409,
                code: Some("budget_unlimited".into()),
                param: Some("id".into()),
                message: "No.".into(),
                request_id: Some("r1".into()),
            },
            "“No.” (HTTP 409 · budget_unlimited · param id · request r1)",
        );
    }

    #[test]
    fn every_failure_says_what_and_what_next() {
        for language in Language::ALL {
            for error in [
                ApiError::Unreachable(Unreachable::Network),
                ApiError::SignedOut(Refusal::default()),
                ApiError::NotAllowed(Refusal::default()),
                ApiError::Refused(Refusal::default()),
                ApiError::Limited {
                    retry_after: Some(3),
                },
                ApiError::Limited { retry_after: None },
                ApiError::Unreadable {
                    path: "/p".into(),
                    why: "w".into(),
                    excerpt: "e".into(),
                },
                ApiError::OutcomeUnknown(Unreachable::TimedOut),
            ] {
                let words = api_error(language, &error);
                assert!(
                    !words.what.is_empty() && !words.then.is_empty(),
                    "{error:?}"
                );
            }
        }
    }
}
