//! Responses that replace the endpoint's; the endpoint is not called.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::{Fault, Faults, Kind};
use crate::error::ApiError;
use crate::http;
use crate::operation::Operation;

/// An error page as a proxy in front of a stopped gateway sends it.
const BAD_GATEWAY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// The page of a proxy that asks for its own sign-in.
pub(crate) const SIGN_IN_PAGE: &str = "<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n\
<center><h1>401 Authorization Required</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// The response of the first fault that replaces the endpoint's, if there is one.
pub(crate) fn response(operation: Operation, faults: &Faults) -> Option<Response> {
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
        Kind::ProxySignIn => Some(proxy_sign_in()),
        _ => error(fault)
            .or_else(|| provider_error(fault).filter(|_| operation.asks_provider()))
            .as_ref()
            .map(http::error),
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

/// The failure of a provider, which only a request that asks one can meet.
fn provider_error(fault: &Fault) -> Option<ApiError> {
    match fault.kind {
        Kind::ProviderUnavailable => Some(ApiError::upstream(
            StatusCode::BAD_GATEWAY,
            "provider_unavailable",
            "The provider could not be reached.",
        )),
        Kind::ExchangeFailed => Some(ApiError::upstream(
            StatusCode::BAD_GATEWAY,
            "token_exchange_failed",
            "The provider did not exchange the code for tokens.",
        )),
        Kind::NetworkRejected => Some(ApiError::upstream(
            StatusCode::BAD_GATEWAY,
            "provider_rejected_network",
            "The provider refused the network address of this gateway.",
        )),
        Kind::LoginUnavailable => Some(
            ApiError::upstream(
                StatusCode::SERVICE_UNAVAILABLE,
                "device_login_unavailable",
                "The provider does not offer device logins.",
            )
            .retry_after(fault.retry_after),
        ),
        _ => None,
    }
}

/// A 401 as a proxy with its own sign-in sends it.
pub(crate) fn proxy_sign_in() -> Response {
    let mut response = Response::new(Body::from(SIGN_IN_PAGE));
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    let headers = [
        (header::CONTENT_TYPE, "text/html"),
        (header::WWW_AUTHENTICATE, "Basic realm=\"Staff only\""),
    ];
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A 502 as a proxy sends it.
pub(crate) fn bad_gateway() -> Response {
    let mut response = Response::new(Body::from(BAD_GATEWAY_PAGE));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}
