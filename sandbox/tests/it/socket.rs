//! Behaviour that only a socket shows: kept connections that close without a response, and bodies
//! that break off in the middle.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::test_gateway::{ADMIN, KEYS, TestGateway, rows};

/// A test gateway that also listens on a socket.
struct RunningServer {
    gateway: TestGateway,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

async fn start_server(seed: u32) -> RunningServer {
    let gateway = TestGateway::new(seed);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(sandbox::serve(listener, gateway.router(), async {
        drop(stopped.await)
    }));
    RunningServer {
        gateway,
        address,
        stop,
        ended,
    }
}

fn request(method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer {ADMIN}\r\n\
         Idempotency-Key: k1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Sends a request and reads one whole response with a `Content-Length`.
async fn exchange(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut response = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&response).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if length.is_some_and(|length| length.parse() == Ok(body.len())) {
                return text;
            }
        }
        assert_ne!(
            stream.read_buf(&mut response).await.expect("a response"),
            0,
            "closed after {text:?}"
        );
    }
}

/// Sends a request and reads until the connection ends, with or without an error.
async fn last_exchange(stream: &mut TcpStream, request: &str) -> Vec<u8> {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut response = Vec::new();
    let ended =
        tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut response)).await;
    assert!(ended.is_ok(), "the connection is closed");
    response
}

#[tokio::test]
async fn a_kept_connection_closes_without_one_byte() {
    for (fault, applied) in [("drop-before", 0), ("drop-after", 1)] {
        let server = start_server(1).await;
        let mut stream = TcpStream::connect(server.address).await.expect("connected");
        let first = exchange(&mut stream, &request("GET", KEYS, "")).await;
        assert!(first.starts_with("HTTP/1.1 200 OK\r\n"));
        server
            .gateway
            .arm(json!({"fault": fault, "on": "create"}))
            .await;
        let response =
            last_exchange(&mut stream, &request("POST", KEYS, "{\"name\":\"CI\"}")).await;
        assert_eq!(response, b"", "{fault}: not one byte of a head");
        let ledger = server.gateway.ledger().await;
        assert_eq!(
            (&rows(&ledger)[0]["status"], &rows(&ledger)[0]["applied"]),
            (&json!("dropped"), &json!(applied))
        );
    }
}

#[tokio::test]
async fn a_drop_closes_the_other_kept_connections() {
    let server = start_server(1).await;
    let mut kept = TcpStream::connect(server.address).await.expect("connected");
    exchange(&mut kept, &request("GET", "/v1/ping", "")).await;
    let mut busy = TcpStream::connect(server.address).await.expect("connected");
    let slow = json!({"fault": "latency", "ms": 200, "on": "list"});
    server.gateway.arm(slow).await;
    busy.write_all(request("GET", KEYS, "").as_bytes())
        .await
        .expect("sent");
    server.gateway.until_fired().await;
    server
        .gateway
        .arm(json!({"fault": "drop-before", "on": "create"}))
        .await;
    let mut dropped = TcpStream::connect(server.address).await.expect("connected");
    let response = last_exchange(&mut dropped, &request("POST", KEYS, "{\"name\":\"CI\"}")).await;
    assert_eq!(response, b"");
    assert_eq!(kept.read(&mut [0; 1]).await.expect("an orderly end"), 0);
    let mut response = String::new();
    busy.read_to_string(&mut response)
        .await
        .expect("a response");
    assert!(
        response.starts_with("HTTP/1.1 200 OK"),
        "a running request gets its response first"
    );
}

#[tokio::test]
async fn a_repeat_by_the_browser_is_applied_once_or_twice() {
    for (faults, applied) in [
        (vec!["drop-after"], 1),
        (vec!["drop-after", "ignore-idempotency"], 2),
    ] {
        let server = start_server(1).await;
        for fault in faults {
            server
                .gateway
                .arm(json!({"fault": fault, "on": "create"}))
                .await;
        }
        for _ in 0..2 {
            let mut stream = TcpStream::connect(server.address).await.expect("connected");
            assert_eq!(
                last_exchange(&mut stream, &request("POST", KEYS, "{\"name\":\"CI\"}")).await,
                b""
            );
        }
        let ledger = server.gateway.ledger().await;
        assert_eq!(
            ledger["idempotency_keys"]["k1"],
            json!({"requests": 2, "applied": applied})
        );
    }
}

#[tokio::test]
async fn a_cut_body_is_shorter_than_its_content_length() {
    let server = start_server(5).await;
    server.gateway.arm(json!({"fault": "body-cut"})).await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    let response = last_exchange(&mut stream, &request("GET", KEYS, "")).await;
    let response = String::from_utf8(response).expect("text");
    let (head, body) = response.split_once("\r\n\r\n").expect("a head");
    let promised = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let promised: usize = promised
        .and_then(|length| length.parse().ok())
        .expect("a length");
    assert!(head.starts_with("HTTP/1.1 200 OK") && body.starts_with('{'));
    assert!(serde_json::from_str::<Value>(body).is_err());
    assert_eq!(body.len(), promised / 2);
}

#[tokio::test]
async fn a_connection_is_kept_for_many_requests() {
    let server = start_server(1).await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    for _ in 0..5 {
        let response = exchange(&mut stream, &request("GET", "/v1/ping", "")).await;
        assert!(response.ends_with("{\"object\":\"ping\",\"status\":\"ok\"}"));
    }
}

#[tokio::test]
async fn a_stop_lets_running_requests_end() {
    let server = start_server(1).await;
    let mut idle = TcpStream::connect(server.address).await.expect("connected");
    exchange(&mut idle, &request("GET", "/v1/ping", "")).await;
    server
        .gateway
        .arm(json!({"fault": "latency", "ms": 300, "on": "create"}))
        .await;
    let mut slow = TcpStream::connect(server.address).await.expect("connected");
    slow.write_all(request("POST", KEYS, "{\"name\":\"CI\"}").as_bytes())
        .await
        .expect("sent");
    server.gateway.until_fired().await;
    server.stop.send(()).expect("still serving");
    let mut response = String::new();
    slow.read_to_string(&mut response)
        .await
        .expect("a response");
    assert!(response.starts_with("HTTP/1.1 200 OK"));
    let ended = tokio::time::timeout(Duration::from_secs(60), server.ended)
        .await
        .expect("it ends");
    assert!(ended.expect("no panic").is_ok());
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn the_switches_are_open_on_loopback() {
    let server = start_server(1).await;
    let mut stream = TcpStream::connect(server.address).await.expect("connected");
    let response = exchange(
        &mut stream,
        "GET /sandbox/state HTTP/1.1\r\nHost: x\r\n\r\n",
    )
    .await;
    assert!(response.starts_with("HTTP/1.1 200 OK") && response.contains("\"keys\":1"));
}
