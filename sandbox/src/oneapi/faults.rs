//! What a fault responds with in this dialect.

use axum::http::StatusCode;
use serde_json::json;

use super::reply::Payload;
use super::{Reply, Version};
use crate::faults::replacement::SIGN_IN_PAGE;
use crate::faults::{Faults, Kind};

/// The words of every refusal on request.
pub(super) const TOLD: &str = "the sandbox was told to refuse this";

/// The kinds that act in this dialect; the others are about the other one.
pub(crate) const KINDS: [Kind; 27] = [
    Kind::Latency,
    Kind::LatencyAfter,
    Kind::Refuse,
    Kind::RefuseAfter,
    Kind::RefuseHalfway,
    Kind::StringError,
    Kind::SuccessFalse,
    Kind::Unauthorized,
    Kind::ProxySignIn,
    Kind::Forbidden,
    Kind::NotOffered,
    Kind::RateLimited,
    Kind::RateLimitedBare,
    Kind::ServerError,
    Kind::ServerErrorAfter,
    Kind::BadGatewayHtml,
    Kind::BadGatewayAfter,
    Kind::Empty204,
    Kind::BodyCut,
    Kind::DropBefore,
    Kind::DropAfter,
    Kind::DropLate,
    Kind::NoEffect,
    Kind::BareArray,
    Kind::UnknownEnum,
    Kind::ExtraFields,
    Kind::BadRow,
];

/// The response of the first fault that takes the handler's place, if there is one.
pub(crate) fn replacement(version: Version, faults: &Faults) -> Option<Reply> {
    faults.iter().find_map(|fault| match fault.kind {
        Kind::Refuse | Kind::SuccessFalse => Some(Reply::refused(TOLD)),
        Kind::StringError => Some(Reply::plain(
            StatusCode::BAD_REQUEST,
            json!({"error": TOLD}),
        )),
        Kind::Unauthorized => Some(Reply::refused_with(
            version_status(version, StatusCode::UNAUTHORIZED),
            version.say(
                "No permission to perform this operation, access token is invalid",
                "无权进行此操作，access token 无效",
            ),
        )),
        Kind::Forbidden => Some(Reply::refused_with(
            version_status(version, StatusCode::FORBIDDEN),
            version.say(
                "No permission to perform this operation, insufficient permissions",
                "无权进行此操作，权限不足",
            ),
        )),
        Kind::NotOffered => Some(Reply::plain(
            StatusCode::NOT_FOUND,
            json!({"error": {"message": "Invalid URL", "type": "invalid_request_error", "param": "", "code": ""}}),
        )),
        Kind::RateLimited => Some(limited(version).with("retry-after", fault.retry_after.to_string())),
        Kind::RateLimitedBare => Some(limited(version)),
        // A panic of the server: no body, no content type.
        Kind::ServerError => Some(Reply::empty(StatusCode::INTERNAL_SERVER_ERROR)),
        Kind::BadGatewayHtml => Some(bad_gateway()),
        Kind::ProxySignIn => Some(
            Reply {
                payload: Payload::Text(SIGN_IN_PAGE.to_owned(), "text/html"),
                ..Reply::empty(StatusCode::UNAUTHORIZED)
            }
            .with("www-authenticate", "Basic realm=\"Staff only\"".to_owned()),
        ),
        _ => None,
    })
}

/// The response that takes the place of the handler's after it did its work.
pub(crate) fn afterwards(faults: &Faults) -> Option<Reply> {
    if faults.has(Kind::RefuseAfter) {
        Some(Reply::refused(TOLD))
    } else if faults.has(Kind::ServerErrorAfter) {
        Some(Reply::empty(StatusCode::INTERNAL_SERVER_ERROR))
    } else if faults.has(Kind::BadGatewayAfter) {
        Some(bad_gateway())
    } else if faults.has(Kind::Empty204) {
        Some(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        None
    }
}

const fn version_status(version: Version, status: StatusCode) -> StatusCode {
    if version.is_fork() {
        status
    } else {
        StatusCode::OK
    }
}

fn limited(version: Version) -> Reply {
    let status = StatusCode::TOO_MANY_REQUESTS;
    if version == Version::U {
        return Reply::empty(status);
    }
    let error = json!({"message": "rate limit exceeded (request id: 0)", "type": "one_api_error"});
    Reply::plain(status, json!({"error": error}))
}

/// A page as a proxy in front of a stopped gateway sends it.
fn bad_gateway() -> Reply {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";
    Reply {
        payload: Payload::Text(page.to_owned(), "text/html"),
        ..Reply::empty(StatusCode::BAD_GATEWAY)
    }
}
