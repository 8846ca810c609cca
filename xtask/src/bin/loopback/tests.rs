//! Tests of the server over real loopback sockets, with a client and a gateway that echoes
//! requests.

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use futures_util::stream;
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use xtask::gateways;

use super::router;

async fn listen(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// Returns the request as JSON, and tries to set a cookie.
async fn echo(request: Request) -> impl IntoResponse {
    let (parts, body) = request.into_parts();
    let headers: serde_json::Map<String, Value> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap_or("?"))))
        .collect();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    let echoed = json!({
        "method": parts.method.as_str(),
        "path": parts.uri.to_string(),
        "headers": headers,
        "body": String::from_utf8_lossy(&body),
    });
    (
        [("set-cookie", "session=1"), ("x-request-id", "r-1")],
        echoed.to_string(),
    )
}

fn gateway() -> Router {
    Router::new()
        .route(
            "/v1/moved",
            get(|| async { (StatusCode::FOUND, [("location", "/v1/elsewhere")]) }),
        )
        .fallback(any(echo))
}

async fn server(words: &[String], folder: &str) -> String {
    let gateways = gateways::parse(words).expect("gateways");
    listen(router(gateways, PathBuf::from(folder)).expect("a router")).await
}

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .build()
        .expect("a client")
}

async fn json_of(response: reqwest::Response) -> Value {
    serde_json::from_slice(&response.bytes().await.expect("a body")).expect("JSON")
}

#[tokio::test]
async fn a_request_is_forwarded_without_cookies() {
    let target = listen(gateway()).await;
    let us = server(std::slice::from_ref(&target), "nowhere").await;
    let response = client()
        .post(format!("{us}/v1/admin/keys?limit=5"))
        .header("authorization", "Bearer sk-secret")
        .header("cookie", "tracker=1")
        .header("origin", "http://127.0.0.1:1")
        .body("{\"a\":1}")
        .send()
        .await
        .expect("a response");
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.headers().get("set-cookie").is_none());
    assert_eq!(response.headers()["x-request-id"], "r-1");
    let echoed = json_of(response).await;
    assert_eq!(echoed["method"], "POST");
    assert_eq!(echoed["path"], "/v1/admin/keys?limit=5");
    assert_eq!(echoed["body"], "{\"a\":1}");
    let headers = &echoed["headers"];
    assert_eq!(headers["authorization"], "Bearer sk-secret");
    assert_eq!(headers["host"], target.trim_start_matches("http://"));
    assert_eq!(headers["content-length"], "7");
    assert!(
        headers["cookie"].is_null() && headers["origin"].is_null(),
        "{headers}"
    );
}

#[tokio::test]
async fn a_named_gateway_loses_its_prefix_and_is_listed() {
    let target = listen(gateway()).await;
    let us = server(&[format!("staging={target}/llm")], "nowhere").await;
    let echoed = json_of(
        client()
            .get(format!("{us}/g/staging/api/status"))
            .send()
            .await
            .expect("a response"),
    )
    .await;
    assert_eq!(echoed["path"], "/llm/api/status");
    assert!(
        echoed["headers"]["transfer-encoding"].is_null(),
        "a GET has no body: {echoed}"
    );

    let listed = json_of(
        client()
            .get(format!("{us}/headgate.json"))
            .send()
            .await
            .expect("a response"),
    )
    .await;
    let expect = json!({ "gateways": [{ "name": "staging", "base": "/g/staging/", "environment": "staging" }] });
    assert_eq!(listed, expect);

    let unknown = client()
        .get(format!("{us}/v1/ping"))
        .send()
        .await
        .expect("a response");
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(json_of(unknown).await["error"]["code"], "gateway_unknown");
}

#[tokio::test]
async fn a_redirect_is_returned_not_followed() {
    let us = server(&[listen(gateway()).await], "nowhere").await;
    let response = client()
        .get(format!("{us}/v1/moved"))
        .send()
        .await
        .expect("a response");
    assert_eq!(response.status(), StatusCode::FOUND);
    assert_eq!(response.headers()["location"], "/v1/elsewhere");
}

#[tokio::test]
async fn an_unreachable_gateway_is_reported_in_the_error_envelope() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let dead = format!("http://{}", listener.local_addr().expect("bound"));
    drop(listener);
    let us = server(&[dead], "nowhere").await;
    let response = client()
        .get(format!("{us}/v1/ping"))
        .send()
        .await
        .expect("a response");
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    let error = json_of(response).await["error"].take();
    assert_eq!(error["code"], "gateway_unreachable");
    assert_eq!(error["type"], "proxy_error");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{error}"
    );
}

#[tokio::test]
async fn a_response_streams_before_it_is_complete() {
    let go_on = Arc::new(Notify::new());
    let waiting = Arc::clone(&go_on);
    let slow = Router::new().route(
        "/v1/slow",
        get(move || async move {
            Body::from_stream(stream::unfold(0, move |sent| {
                let waiting = Arc::clone(&waiting);
                async move {
                    match sent {
                        0 => Some((Ok::<_, Infallible>("first"), 1)),
                        1 => {
                            waiting.notified().await;
                            Some((Ok("second"), 2))
                        }
                        _ => None,
                    }
                }
            }))
        }),
    );
    let us = server(&[listen(slow).await], "nowhere").await;
    let mut response = client()
        .get(format!("{us}/v1/slow"))
        .send()
        .await
        .expect("a response");
    let first = tokio::time::timeout(Duration::from_secs(5), response.chunk()).await;
    assert_eq!(
        first.expect("not held back").expect("open"),
        Some(Bytes::from_static(b"first"))
    );
    go_on.notify_one();
    assert_eq!(
        response.chunk().await.expect("open"),
        Some(Bytes::from_static(b"second"))
    );
}

#[tokio::test]
async fn the_app_has_its_policy_its_fallback_and_404_for_missing_files() {
    let folder =
        std::env::temp_dir().join(format!("headgate-loopback-test-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("index.html"), "<page>").expect("written");
    fs::write(folder.join("app-0123456789abcdef.wasm"), "raw").expect("written");
    fs::write(folder.join("app-0123456789abcdef.wasm.br"), "small").expect("written");
    let us = server(
        &["http://127.0.0.1:1".to_owned()],
        &folder.to_string_lossy(),
    )
    .await;
    let get = async |path: &str| {
        let request = client()
            .get(format!("{us}{path}"))
            .header("accept-encoding", "br");
        let response = request.send().await.expect("a response");
        (
            response.status(),
            response.headers().clone(),
            response.bytes().await.expect("a body"),
        )
    };
    let header = |headers: &HeaderMap, name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("?").to_owned())
    };

    let (status, headers, body) = get("/keys/gpt-4.1").await;
    assert_eq!((status, &body[..]), (StatusCode::OK, &b"<page>"[..]));
    assert_eq!(
        header(&headers, "cache-control").as_deref(),
        Some("no-cache")
    );
    let policy = header(&headers, "content-security-policy").unwrap_or_default();
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval';")
            && !policy.contains("unsafe-inline"),
        "{policy}"
    );

    let (status, headers, body) = get("/app-0123456789abcdef.wasm").await;
    assert_eq!((status, &body[..]), (StatusCode::OK, &b"small"[..]));
    assert_eq!(
        header(&headers, "content-type").as_deref(),
        Some("application/wasm")
    );
    assert_eq!(header(&headers, "content-encoding").as_deref(), Some("br"));
    assert!(
        header(&headers, "cache-control")
            .unwrap_or_default()
            .contains("immutable")
    );

    let (status, ..) = get("/app-ffffffffffffffff.wasm").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    fs::remove_dir_all(&folder).expect("the test's own folder");
}

#[tokio::test]
async fn a_foreign_host_name_is_rejected() {
    let us = server(&[listen(gateway()).await], "nowhere").await;
    let response = client()
        .get(format!("{us}/v1/ping"))
        .header("host", "evil.example")
        .send()
        .await
        .expect("a response");
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}
