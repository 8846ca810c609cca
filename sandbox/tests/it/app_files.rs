//! A built app served from the gateway's own origin.

use std::fs;
use std::path::Path;

use axum::http::Method;
use sandbox::Options;
use tempfile::TempDir;

use crate::test_gateway::{TestGateway, TestRequest, TestResponse};

const HASHED: &str = "headgate-0123456789abcdef_bg.wasm";

fn build(dir: &Path) {
    let files: [(&str, &[u8]); 6] = [
        ("index.html", b"<!doctype html><title>app</title>"),
        ("headgate.json", b"{}"),
        ("app.js", b"plain"),
        (HASHED, b"\0asm plain"),
        ("headgate-0123456789abcdef_bg.wasm.br", b"brotli"),
        ("headgate-0123456789abcdef_bg.wasm.gz", b"gzip"),
    ];
    for (name, bytes) in files {
        fs::write(dir.join(name), bytes).expect("a file of the app");
    }
}

/// A gateway with an app. The folder exists as long as the first value.
fn gateway() -> (TempDir, TestGateway) {
    let dir = TempDir::new().expect("a folder");
    build(dir.path());
    let options = Options {
        app_dir: Some(dir.path().to_owned()),
        ..Options::default()
    };
    (dir, TestGateway::open(options))
}

async fn get(gateway: &TestGateway, path: &str, encoding: &str) -> TestResponse {
    gateway
        .send(
            TestRequest::get(path)
                .without_bearer()
                .header("accept-encoding", encoding),
        )
        .await
}

#[tokio::test]
async fn every_file_has_the_policy() {
    let (_dir, gateway) = gateway();
    for path in ["/", "/index.html", "/app.js", "/missing.js", "/keys"] {
        let response = get(&gateway, path, "identity").await;
        assert_eq!(
            response.header("content-security-policy"),
            Some(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                 font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
            )
        );
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(response.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            response.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
    }
}

#[tokio::test]
async fn compressed_files_are_served_where_accepted() {
    let (_dir, gateway) = gateway();
    let path = format!("/{HASHED}");
    for (accepted, encoding, body) in [
        ("gzip, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "\0asm plain"),
    ] {
        let response = get(&gateway, &path, accepted).await;
        assert_eq!(
            (response.header("content-encoding"), response.text.as_str()),
            (encoding, body)
        );
        assert_eq!(response.header("content-type"), Some("application/wasm"));
        assert_eq!(response.header("vary"), Some("Accept-Encoding"));
    }
}

#[tokio::test]
async fn only_hashed_names_are_cached() {
    let (_dir, gateway) = gateway();
    let hashed = get(&gateway, &format!("/{HASHED}"), "br").await;
    assert_eq!(
        hashed.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    for path in ["/", "/headgate.json", "/app.js", "/keys/key_00000001"] {
        assert_eq!(
            get(&gateway, path, "br").await.header("cache-control"),
            Some("no-cache"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_app_s_routes_get_its_page() {
    let (_dir, gateway) = gateway();
    for path in [
        "/",
        "/keys",
        "/keys/key_00000001?gw=x",
        "/models/gpt-5.4",
        "/sandboxes",
    ] {
        let response = get(&gateway, path, "identity").await;
        assert_eq!(response.status, 200, "{path}");
        assert_eq!(response.header("content-type"), Some("text/html"));
        assert!(response.text.contains("<title>app</title>"));
    }
    let posted = gateway.send(TestRequest::new(Method::POST, "/keys")).await;
    assert_eq!((posted.status, posted.code()), (405, "method_not_allowed"));
}

#[tokio::test]
async fn missing_files_are_not_found() {
    let (_dir, gateway) = gateway();
    for path in [
        "/missing.wasm",
        "/missing.js",
        "/assets/missing.css",
        "/missing.json",
    ] {
        let response = get(&gateway, path, "br").await;
        assert_eq!(response.status, 404, "{path}");
        assert!(!response.text.contains("<title>"));
    }
    for path in ["/v1/nothing", "/api/status", "/sandbox/nothing"] {
        assert_eq!(
            get(&gateway, path, "br").await.code(),
            "route_not_found",
            "{path}"
        );
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let (dir, gateway) = gateway();
    let inner = dir.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    build(&inner);
    let options = Options {
        app_dir: Some(inner),
        ..Options::default()
    };
    let inner = TestGateway::open(options);
    fs::write(dir.path().join("secret.txt"), "outside").expect("a file outside");
    assert_eq!(get(&gateway, "/secret.txt", "br").await.text, "outside");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"] {
        let response = get(&inner, path, "br").await;
        assert_eq!(response.status, 404, "{path}");
        assert_ne!(response.text, "outside");
    }
}
