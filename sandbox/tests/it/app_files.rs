//! A built app served from the gateway's own origin.

use std::fs;
use std::path::Path;

use axum::http::Method;
use sandbox::Options;
use tempfile::TempDir;

use crate::desk::{Ask, Desk, Reply};

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

/// A gateway with an app; the folder lives as long as the first value.
fn desk() -> (TempDir, Desk) {
    let dir = TempDir::new().expect("a folder");
    build(dir.path());
    let options = Options {
        app_dir: Some(dir.path().to_owned()),
        ..Options::default()
    };
    (dir, Desk::open(options))
}

async fn get(desk: &Desk, path: &str, encoding: &str) -> Reply {
    desk.ask(
        Ask::get(path)
            .without_bearer()
            .header("accept-encoding", encoding),
    )
    .await
}

#[tokio::test]
async fn every_file_lives_under_the_policy() {
    let (_dir, desk) = desk();
    for path in ["/", "/index.html", "/app.js", "/missing.js", "/keys"] {
        let reply = get(&desk, path, "identity").await;
        assert_eq!(
            reply.header("content-security-policy"),
            Some(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
                 font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
            )
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
    }
}

#[tokio::test]
async fn compressed_siblings_are_served_to_those_who_take_them() {
    let (_dir, desk) = desk();
    let path = format!("/{HASHED}");
    for (accepted, encoding, body) in [
        ("gzip, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("identity", None, "\0asm plain"),
    ] {
        let reply = get(&desk, &path, accepted).await;
        assert_eq!(
            (reply.header("content-encoding"), reply.text.as_str()),
            (encoding, body)
        );
        assert_eq!(reply.header("content-type"), Some("application/wasm"));
        assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
    }
}

#[tokio::test]
async fn only_hashed_names_are_kept() {
    let (_dir, desk) = desk();
    let hashed = get(&desk, &format!("/{HASHED}"), "br").await;
    assert_eq!(
        hashed.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    for path in ["/", "/headgate.json", "/app.js", "/keys/key_00000001"] {
        assert_eq!(
            get(&desk, path, "br").await.header("cache-control"),
            Some("no-cache"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_app_s_own_addresses_get_its_page() {
    let (_dir, desk) = desk();
    for path in [
        "/",
        "/keys",
        "/keys/key_00000001?gw=x",
        "/models/gpt-5.4",
        "/sandboxes",
    ] {
        let reply = get(&desk, path, "identity").await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("content-type"), Some("text/html"));
        assert!(reply.text.contains("<title>app</title>"));
    }
    let posted = desk.ask(Ask::new(Method::POST, "/keys")).await;
    assert_eq!((posted.status, posted.code()), (405, "method_not_allowed"));
}

#[tokio::test]
async fn what_is_missing_is_missing() {
    let (_dir, desk) = desk();
    for path in [
        "/missing.wasm",
        "/missing.js",
        "/assets/missing.css",
        "/missing.json",
    ] {
        let reply = get(&desk, path, "br").await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text.contains("<title>"));
    }
    for path in ["/v1/nothing", "/api/status", "/sandbox/nothing"] {
        assert_eq!(
            get(&desk, path, "br").await.code(),
            "route_not_found",
            "{path}"
        );
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let (dir, desk) = desk();
    let inner = dir.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    build(&inner);
    let options = Options {
        app_dir: Some(inner),
        ..Options::default()
    };
    let inner = Desk::open(options);
    fs::write(dir.path().join("secret.txt"), "outside").expect("a file outside");
    assert_eq!(get(&desk, "/secret.txt", "br").await.text, "outside");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"] {
        let reply = get(&inner, path, "br").await;
        assert_eq!(reply.status, 404, "{path}");
        assert_ne!(reply.text, "outside");
    }
}
