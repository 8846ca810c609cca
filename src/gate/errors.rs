//! Explains every failed call, and everything that prevents a review: what happened and what to do
//! next.

use super::Stop;
use crate::call::{ApiError, Refusal, Unreachable};
use crate::records::reason;
use crate::schema::Resource;
use crate::text;
use crate::words::{Phrase, Text};

/// An explanation in two parts: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What happened, in one line.
    pub what: Phrase,
    /// What to do next.
    pub then: Phrase,
}

fn explained(what: impl Into<Phrase>, then: impl Into<Phrase>) -> Explained {
    Explained {
        what: what.into(),
        then: then.into(),
    }
}

const NOTHING_CHANGED: Text = text!("Nothing was changed." / "未做任何更改。");
const NOTHING_SENT: Text = text!("Nothing was sent." / "未发送任何内容。");

/// Returns the gateway's own words with its code and request id, as far as it sent them.
#[must_use]
pub fn quoted(refusal: &Refusal) -> Phrase {
    let mut parts = vec![format!("HTTP {}", refusal.status)];
    parts.extend(refusal.code.clone());
    let param = refusal.param.as_ref();
    parts.extend(param.map(|param| format!("param {param}")));
    let request = refusal.request_id.as_ref();
    parts.extend(request.map(|id| format!("request {id}")));
    let words = match refusal.message.is_empty() {
        true => text!("{details}" / "{details}"),
        false => text!("“{message}” ({details})" / "“{message}”（{details}）"),
    };
    Phrase::from(words)
        .with("message", refusal.message.as_str())
        .with("details", parts.join(" · "))
}

/// Explains why no usable response was received.
#[must_use]
pub fn explain_unreachable(why: Unreachable) -> Explained {
    match why {
        Unreachable::Network => explained(
            text!("The gateway could not be reached." / "无法连接到网关。"),
            text!(
                "It may be down, the connection may have been cut, or it may not allow this page (CORS): a browser does not tell which. Check the address and try again."
                    / "网关可能已停止、连接被中断，或网关不允许本页面访问（CORS）：浏览器不会说明是哪一种。请检查地址后重试。"
            ),
        ),
        Unreachable::TimedOut => explained(
            text!("The gateway did not respond in time." / "网关未在规定时间内响应。"),
            text!("It may be slow or overloaded. Try again." / "网关可能较慢或负载过高。请重试。"),
        ),
        Unreachable::Stopped => explained(
            text!("You stopped waiting." / "您已停止等待。"),
            text!("Try again at any time." / "可随时重试。"),
        ),
        Unreachable::BlockedByPolicy => explained(
            text!(
                "The content policy of this page does not allow that address. Nothing was sent."
                    / "本页面的内容安全策略不允许访问该地址。未发送任何内容。"
            ),
            text!(
                "Serve the console from the same site as the gateway, or add the address to connect-src in the policy of the web server that serves this page."
                    / "请将控制台与该网关部署在同一来源，或在提供本页面的 Web 服务器策略的 connect-src 中加入该地址。"
            ),
        ),
        Unreachable::NotSent => explained(
            text!(
                "Nothing was sent: the request was stopped before, or could not be made."
                    / "未发送任何内容：请求在发出前被停止，或无法构造。"
            ),
            text!(
                "Try again. If that does not help, reload the page and connect again."
                    / "请重试。若仍不行，请刷新页面并重新连接。"
            ),
        ),
        Unreachable::ServerError(status) => explained(
            Phrase::from(text!(
                "The gateway, or a proxy in front of it, responded with HTTP {status}."
                    / "网关或其前面的代理返回了 HTTP {status}。"
            ))
            .with("status", status.to_string()),
            text!(
                "It has a problem of its own. Wait a moment and try again."
                    / "这是网关自身的问题。请稍候重试。"
            ),
        ),
    }
}

/// Explains a failed call.
#[must_use]
pub fn explain_error(error: &ApiError) -> Explained {
    let saying = |text: Text, refusal| Phrase::from(text).with("words", quoted(refusal));
    match error {
        ApiError::Unreachable(why) => explain_unreachable(*why),
        ApiError::SignedOut(refusal) => explained(
            saying(
                text!("The gateway does not accept this key: {words}" / "网关不接受此密钥：{words}"),
                refusal,
            ),
            text!("Connect again with a key that works." / "请使用有效的密钥重新连接。"),
        ),
        ApiError::Proxy => explained(
            text!(
                "A proxy in front of the gateway asks for its own sign-in. Your key is kept."
                    / "网关前面的代理要求单独登录。您的密钥已保留。"
            ),
            text!(
                "Sign in to the proxy, for example by opening the gateway's address in a new tab, then try again."
                    / "请先登录代理（例如在新标签页中打开网关地址），然后重试。"
            ),
        ),
        ApiError::NotAllowed(refusal) => explained(
            saying(
                text!(
                    "The key works, but not for this: {words}" / "密钥有效，但无权执行此操作：{words}"
                ),
                refusal,
            ),
            text!(
                "Use a key with wider rights, or ask whoever runs the gateway."
                    / "请使用权限更高的密钥，或联系网关管理者。"
            ),
        ),
        ApiError::Refused(refusal) => explained(
            saying(text!("The gateway refused: {words}" / "网关拒绝：{words}"), refusal),
            text!("Its own words say why. Try again once that is mended." / "原因见网关自身的说明。解决后请重试。"),
        ),
        ApiError::Limited { retry_after } => explained(
            text!(
                "The gateway accepts no more requests for now (HTTP 429)."
                    / "网关暂时不接受更多请求（HTTP 429）。"
            ),
            match retry_after {
                Some(seconds) => Phrase::from(text!(
                    "It asks to wait {seconds} s." / "请等待 {seconds} 秒。"
                ))
                .with("seconds", seconds.to_string()),
                None => text!("Wait a little and try again." / "请稍候重试。").into(),
            },
        ),
        ApiError::Unreadable { path, why, excerpt } => explained(
            Phrase::from(text!(
                "The response to {path} could not be read: {why}." / "无法解读 {path} 的响应：{why}。"
            ))
            .with("path", path.clone())
            .with("why", reason(why)),
            Phrase::from(match excerpt.is_empty() {
                true => text!(
                    "Is this the gateway, and a version that this console knows? There is no text of the response to show."
                        / "这是网关吗？版本是否受支持？没有可显示的响应内容。"
                ),
                false => text!(
                    "Is this the gateway, and a version that this console knows? The response begins: {excerpt}"
                        / "这是网关吗？版本是否受支持？响应开头：{excerpt}"
                ),
            })
            .with("excerpt", excerpt.clone()),
        ),
        ApiError::OutcomeUnknown(why) => explained(
            explain_unreachable(*why).what,
            text!(
                "It is not known whether it was applied." / "无法得知是否已生效。"
            ),
        ),
    }
}

/// Explains a write that was not applied.
#[must_use]
pub(super) fn explain_refused_write(error: &ApiError) -> Explained {
    const BOTH: Text = text!("{a} {b}" / "{a}{b}");
    let Explained { what, then } = explain_error(error);
    match error {
        ApiError::Refused(_) => explained(what, NOTHING_CHANGED),
        ApiError::Limited { .. } => explained(
            Phrase::from(BOTH)
                .with("a", what)
                .with("b", NOTHING_CHANGED),
            then,
        ),
        _ => explained(what, then),
    }
}

/// Explains why a form cannot be reviewed.
#[must_use]
pub fn explain_stop(stop: &Stop, resource: &Resource) -> Explained {
    match stop {
        Stop::Failed(error) => explain_error(error),
        Stop::Gone(_) => explained(resource.words.gone, NOTHING_SENT),
        Stop::NotSeen(_) => explained(resource.words.not_seen, NOTHING_SENT),
        Stop::Refused(why) => explained(why.words, NOTHING_SENT),
        Stop::LeftOut(rows) => explained(
            Phrase::from(text!(
                "It cannot be done now with any of these: {names}"
                    / "目前无法对以下各项执行：{names}"
            ))
            .with(
                "names",
                rows.iter()
                    .map(|(at, _)| at.label().to_owned())
                    .collect::<Vec<String>>(),
            ),
            NOTHING_SENT,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{explain_error, explain_refused_write, quoted};
    use crate::call::{ApiError, Refusal, Unreachable};
    use crate::words::Language;

    fn refusal(status: u16) -> Refusal {
        Refusal {
            status,
            ..Refusal::default()
        }
    }

    #[test]
    fn the_gateways_words_are_quoted_with_what_identifies_them() {
        let say = |refusal: &Refusal| quoted(refusal).say(Language::English);
        assert_eq!(say(&refusal(502)), "HTTP 502");
        let refusal = Refusal {
            code: Some("budget_unlimited".into()),
            param: Some("id".into()),
            message: "No.".into(),
            request_id: Some("r1".into()),
            ..refusal(409)
        };
        let expect = "“No.” (HTTP 409 · budget_unlimited · param id · request r1)";
        assert_eq!(say(&refusal), expect);
        let chinese = "“No.”（HTTP 409 · budget_unlimited · param id · request r1）";
        assert_eq!(quoted(&refusal).say(Language::Chinese), chinese);
    }

    #[test]
    fn every_failure_says_what_it_is() {
        let check = |error: ApiError, expect: &str| {
            let said = explain_error(&error);
            assert_eq!(said.what.say(Language::English), expect);
            for language in Language::ALL {
                assert!(!said.then.say(language).is_empty(), "{error:?}");
            }
        };
        let unreachable = ApiError::Unreachable(Unreachable::Network);
        check(unreachable, "The gateway could not be reached.");
        let refused = ApiError::Refused(refusal(400));
        check(refused, "The gateway refused: HTTP 400");
        let not_allowed = ApiError::NotAllowed(refusal(400));
        check(not_allowed, "The key works, but not for this: HTTP 400");
        let retry_after = Some(3);
        let limited = "The gateway accepts no more requests for now (HTTP 429).";
        check(ApiError::Limited { retry_after }, limited);
        let said = explain_refused_write(&ApiError::Limited { retry_after });
        let nothing_changed = format!("{limited} Nothing was changed.");
        assert_eq!(said.what.say(Language::English), nothing_changed);
        let [path, why, excerpt] = ["/p", "w", "e"].map(str::to_owned);
        let unreadable = ApiError::Unreadable { path, why, excerpt };
        check(unreadable, "The response to /p could not be read: w.");
        let then = |excerpt: &str| {
            let (path, why) = ("/p".to_owned(), "w".to_owned());
            let excerpt = excerpt.to_owned();
            let error = ApiError::Unreadable { path, why, excerpt };
            explain_error(&error).then.say(Language::English)
        };
        assert!(then("<p>").ends_with("The response begins: <p>"));
        assert!(then("").ends_with("There is no text of the response to show."));
        let proxy = "The gateway, or a proxy in front of it, responded with HTTP 504.";
        let failed = Unreachable::ServerError(504);
        check(ApiError::OutcomeUnknown(failed), proxy);
    }
}
