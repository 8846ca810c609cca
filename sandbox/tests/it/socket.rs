//! What only a socket shows: kept connections that close without an answer, and bodies that end
//! in the middle.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::desk::{ADMIN, Desk, KEYS, rows};

/// A desk whose gateway also listens on a socket.
struct Served {
    desk: Desk,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

async fn serve(seed: u32) -> Served {
    let desk = Desk::new(seed);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(sandbox::serve(listener, desk.router(), async {
        drop(stopped.await)
    }));
    Served {
        desk,
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

/// Sends a request and reads one whole answer with a `Content-Length`.
async fn exchange(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&answer).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if length.is_some_and(|length| length.parse() == Ok(body.len())) {
                return text;
            }
        }
        assert_ne!(
            stream.read_buf(&mut answer).await.expect("an answer"),
            0,
            "closed after {text:?}"
        );
    }
}

/// Sends a request and reads until the connection ends, however it ends.
async fn last_exchange(stream: &mut TcpStream, request: &str) -> Vec<u8> {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the connection is closed");
    answer
}

#[tokio::test]
async fn a_kept_connection_closes_without_one_byte() {
    for (fault, applied) in [("drop-before", 0), ("drop-after", 1)] {
        let served = serve(1).await;
        let mut stream = TcpStream::connect(served.address).await.expect("connected");
        let first = exchange(&mut stream, &request("GET", KEYS, "")).await;
        assert!(first.starts_with("HTTP/1.1 200 OK\r\n"));
        served
            .desk
            .arm(json!({"fault": fault, "on": "create"}))
            .await;
        let answer = last_exchange(&mut stream, &request("POST", KEYS, "{\"name\":\"CI\"}")).await;
        assert_eq!(answer, b"", "{fault}: not one byte of a head");
        let ledger = served.desk.ledger().await;
        assert_eq!(
            (&rows(&ledger)[0]["status"], &rows(&ledger)[0]["applied"]),
            (&json!("dropped"), &json!(applied))
        );
    }
}

#[tokio::test]
async fn a_drop_takes_the_other_kept_connections_along() {
    let served = serve(1).await;
    let mut kept = TcpStream::connect(served.address).await.expect("connected");
    exchange(&mut kept, &request("GET", "/v1/ping", "")).await;
    let mut busy = TcpStream::connect(served.address).await.expect("connected");
    let slow = json!({"fault": "latency", "ms": 200, "on": "list"});
    served.desk.arm(slow).await;
    busy.write_all(request("GET", KEYS, "").as_bytes())
        .await
        .expect("sent");
    served.desk.until_fired().await;
    served
        .desk
        .arm(json!({"fault": "drop-before", "on": "create"}))
        .await;
    let mut dropped = TcpStream::connect(served.address).await.expect("connected");
    let answer = last_exchange(&mut dropped, &request("POST", KEYS, "{\"name\":\"CI\"}")).await;
    assert_eq!(answer, b"");
    assert_eq!(kept.read(&mut [0; 1]).await.expect("an orderly end"), 0);
    let mut answer = String::new();
    busy.read_to_string(&mut answer).await.expect("an answer");
    assert!(
        answer.starts_with("HTTP/1.1 200 OK"),
        "a running request is answered first"
    );
}

#[tokio::test]
async fn a_browser_s_own_repeat_lands_once_or_twice() {
    for (faults, applied) in [
        (vec!["drop-after"], 1),
        (vec!["drop-after", "ignore-idempotency"], 2),
    ] {
        let served = serve(1).await;
        for fault in faults {
            served
                .desk
                .arm(json!({"fault": fault, "on": "create"}))
                .await;
        }
        for _ in 0..2 {
            let mut stream = TcpStream::connect(served.address).await.expect("connected");
            assert_eq!(
                last_exchange(&mut stream, &request("POST", KEYS, "{\"name\":\"CI\"}")).await,
                b""
            );
        }
        let ledger = served.desk.ledger().await;
        assert_eq!(
            ledger["idempotency_keys"]["k1"],
            json!({"requests": 2, "applied": applied})
        );
    }
}

#[tokio::test]
async fn a_cut_body_promises_more_than_it_sends() {
    let served = serve(5).await;
    served.desk.arm(json!({"fault": "body-cut"})).await;
    let mut stream = TcpStream::connect(served.address).await.expect("connected");
    let answer = last_exchange(&mut stream, &request("GET", KEYS, "")).await;
    let answer = String::from_utf8(answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
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
    let served = serve(1).await;
    let mut stream = TcpStream::connect(served.address).await.expect("connected");
    for _ in 0..5 {
        let answer = exchange(&mut stream, &request("GET", "/v1/ping", "")).await;
        assert!(answer.ends_with("{\"object\":\"ping\",\"status\":\"ok\"}"));
    }
}

#[tokio::test]
async fn a_stop_lets_running_requests_end() {
    let served = serve(1).await;
    let mut idle = TcpStream::connect(served.address).await.expect("connected");
    exchange(&mut idle, &request("GET", "/v1/ping", "")).await;
    served
        .desk
        .arm(json!({"fault": "latency", "ms": 300, "on": "create"}))
        .await;
    let mut slow = TcpStream::connect(served.address).await.expect("connected");
    slow.write_all(request("POST", KEYS, "{\"name\":\"CI\"}").as_bytes())
        .await
        .expect("sent");
    served.desk.until_fired().await;
    served.stop.send(()).expect("still serving");
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK"));
    let ended = tokio::time::timeout(Duration::from_secs(60), served.ended)
        .await
        .expect("it ends");
    assert!(ended.expect("no panic").is_ok());
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test]
async fn the_switches_answer_on_loopback() {
    let served = serve(1).await;
    let mut stream = TcpStream::connect(served.address).await.expect("connected");
    let answer = exchange(
        &mut stream,
        "GET /sandbox/state HTTP/1.1\r\nHost: x\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"keys\":1"));
}
