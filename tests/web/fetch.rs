//! Requests to the server of this test page, and to a closed port.

use headgate::browser::devices::devices;
use headgate::browser::fetch::{Secrets, Stop, fetch_text, send};
use headgate::browser::page;
use headgate::call::{Body, Credential, Hole, Lost, Read, Reply, Request, Secret, Write};
use headgate::domain::ids::id;
use wasm_bindgen_test::wasm_bindgen_test;

const NO_SECRETS: Secrets<'_> = Secrets {
    key: None,
    inputs: &[],
    live: &[],
};
/// A port of this machine without a server.
const NOBODY: &str = "http://127.0.0.1:1";

/// Makes a read without a key.
fn get(path: &'static str) -> Request {
    let request = Read::new(path, []).request(None);
    request.expect("a path without ids can be addressed")
}

async fn ask(address: &str, request: Request) -> Result<Reply, Lost> {
    send(address, &request, NO_SECRETS, &Stop::new()).await
}

fn lost(answer: Result<Reply, Lost>) -> Option<Lost> {
    answer.err()
}

#[wasm_bindgen_test]
async fn an_answer_is_a_reply_whatever_its_status() {
    let page = ask(&page::origin(), get("/")).await;
    let page = page.map_err(|lost| format!("{lost:?}")).expect("a page");
    assert!(
        page.status == 200 && page.body.contains("<html"),
        "{} {}",
        page.status,
        page.body
    );
    assert!(page.request_id.is_none() && page.retry_after.is_none() && !page.replayed);
    let missing = ask(&page::origin(), get("/not/here")).await;
    assert_eq!(missing.ok().map(|reply| reply.status), Some(404));
}

#[wasm_bindgen_test]
async fn a_file_beside_the_app_is_text() {
    let address = |path: &str| format!("{}{path}", page::origin());
    let (status, text) = fetch_text(&address("/")).await.expect("a page");
    assert!(status == 200 && text.contains("<html"), "{status} {text}");
    assert_eq!(
        fetch_text(&address("/headgate.json"))
            .await
            .map(|(status, _)| status),
        Ok(404)
    );
    assert_eq!(fetch_text(NOBODY).await, Err(Lost::Network));
    assert_eq!(fetch_text("http://").await, Err(Lost::NotSent));
}

#[wasm_bindgen_test]
async fn nobody_there_is_the_network() {
    assert_eq!(lost(ask(NOBODY, get("/")).await), Some(Lost::Network));
}

#[wasm_bindgen_test]
async fn stopping_ends_the_wait() {
    let (stop, other) = (Stop::new(), Stop::new());
    let pressed = stop.clone();
    wasm_bindgen_futures::spawn_local(async move { pressed.stop() });
    let request = get("/");
    assert_eq!(
        lost(send(&page::origin(), &request, NO_SECRETS, &stop).await),
        Some(Lost::Stopped)
    );
    assert!(stop.is_stopped() && !other.is_stopped());
    // Cancelled before it was sent.
    assert_eq!(
        lost(send(&page::origin(), &request, NO_SECRETS, &stop).await),
        Some(Lost::NotSent)
    );
    assert!(
        send(&page::origin(), &request, NO_SECRETS, &other)
            .await
            .is_ok()
    );
}

#[wasm_bindgen_test]
async fn time_runs_out() {
    let mut request = get("/");
    request.patience_seconds = 0;
    assert_eq!(
        lost(ask(&page::origin(), request).await),
        Some(Lost::TimedOut)
    );
}

#[wasm_bindgen_test]
async fn stopping_after_the_answer_changes_nothing() {
    let stop = Stop::new();
    let reply = send(&page::origin(), &get("/"), NO_SECRETS, &stop).await;
    stop.stop();
    devices().clock.sleep(20).await;
    assert_eq!(reply.ok().map(|reply| reply.status), Some(200));
}

#[wasm_bindgen_test]
async fn what_cannot_travel_is_not_sent() {
    const BEARER: Credential = Credential {
        header: "Authorization",
        prefix: "Bearer ",
    };
    let check = async |address: &str,
                       key: Option<&str>,
                       inputs: &[(&'static str, Secret)],
                       body: Option<Body>| {
        let key = key.map(|key| Secret::new(key.to_owned()));
        let request = match body {
            None => Read::new("/", []).request(Some(BEARER)),
            Some(body) => Write::post("/", []).body(body).drawn(BEARER, 20),
        };
        let request = request.expect("a path without ids can be addressed");
        let secrets = Secrets {
            key: key.as_ref(),
            inputs,
            live: &[],
        };
        lost(send(address, &request, secrets, &Stop::new()).await)
    };
    let here = page::origin();
    let hole = || {
        Some(Body::object([(
            "k",
            Body::Hole(Hole::Secret(id("api_key"))),
        )]))
    };
    let filled = [("api_key", Secret::new("s".to_owned()))];
    assert_eq!(
        check(&here, None, &[], None).await,
        Some(Lost::NotSent),
        "no key"
    );
    assert_eq!(
        check(&here, Some("a\nb"), &[], None).await,
        Some(Lost::NotSent),
        "a line break"
    );
    assert_eq!(
        check(&here, Some("钥匙"), &[], None).await,
        Some(Lost::NotSent),
        "beyond Latin-1"
    );
    assert_eq!(
        check("http://a:b@127.0.0.1", Some("k"), &[], None).await,
        Some(Lost::NotSent),
        "a password"
    );
    assert_eq!(
        check("http://", Some("k"), &[], None).await,
        Some(Lost::NotSent),
        "no host"
    );
    assert_eq!(
        check(&here, Some("k"), &[], hole()).await,
        Some(Lost::NotSent),
        "an empty hole"
    );
    // The same request with all secrets is sent.
    assert_eq!(check(&here, Some("k"), &filled, hole()).await, None);
    assert_eq!(
        check(NOBODY, Some("k"), &filled, hole()).await,
        Some(Lost::Network)
    );
}
