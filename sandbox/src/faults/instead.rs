//! Answers that come instead of the endpoint's: nothing is done.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::{Fault, Faults, Kind};
use crate::error::ApiError;
use crate::http;

/// A page as a proxy in front of a dead gateway would show it.
const BAD_GATEWAY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// The first of `faults` that keeps the endpoint from being asked, as the answer it gives.
pub(crate) fn answer(faults: &Faults) -> Option<Response> {
    faults.iter().find_map(|fault| match fault.kind {
        Kind::StringError => Some(http::json(StatusCode::BAD_REQUEST, &json!({"error": "the sandbox was told to refuse this"}))),
        Kind::DetailArray => Some(http::json(
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!({"detail": [{"loc": ["body", "name"], "msg": "the sandbox was told to refuse this", "type": "value_error"}]}),
        )),
        Kind::SuccessFalse => Some(http::json(
            StatusCode::OK,
            &json!({"success": false, "message": "the sandbox was told to refuse this"}),
        )),
        Kind::BadGatewayHtml => Some(bad_gateway()),
        _ => error(fault).as_ref().map(http::error),
    })
}

fn error(fault: &Fault) -> Option<ApiError> {
    match fault.kind {
        Kind::Refuse => {
            let told = "The sandbox was told to refuse this.";
            Some(ApiError::invalid("invalid_parameter", "sandbox", told))
        }
        Kind::Unauthorized => Some(ApiError::unauthorized(
            "invalid_api_key",
            "The sandbox was told not to know this key.",
        )),
        Kind::Forbidden => Some(ApiError::forbidden(
            "insufficient_permissions",
            "The sandbox was told not to allow this.",
        )),
        Kind::NotOffered => Some(ApiError::route_not_found("this path")),
        Kind::RateLimited => Some(ApiError::rate_limited(Some(fault.retry_after))),
        Kind::RateLimitedBare => Some(ApiError::rate_limited(None)),
        Kind::ServerError => Some(ApiError::internal()),
        _ => None,
    }
}

/// 502 as a proxy answers it.
pub(crate) fn bad_gateway() -> Response {
    let mut response = Response::new(Body::from(BAD_GATEWAY_PAGE));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}
