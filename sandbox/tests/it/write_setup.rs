//! One of every write, on a gateway that has what they need.

use sandbox::Options;
use serde_json::{Value, json};

use crate::test_gateway::{
    CAPACITY, CLAUDE, CODEX, COMPLETE_CLAUDE, KEYS, POOLS, START_CLAUDE, START_CODEX, TestGateway,
    TestRequest, UPSTREAMS, id, upstream_body,
};

pub(crate) const WORDS: [&str; 22] = [
    "create",
    "create-pool",
    "topup",
    "rotate",
    "delete",
    "delete-pool",
    "assign",
    "set-owner",
    "remove",
    "create-upstream",
    "topup-upstream",
    "disable",
    "enable",
    "delete-upstream",
    "start-codex",
    "disable-codex",
    "enable-codex",
    "delete-codex",
    "start-claude",
    "complete-claude",
    "delete-claude",
    "refresh-capacity",
];

/// A gateway whose clock is held, with a key in a pool, an empty pool, two upstreams of which one is
/// disabled, sample accounts, and an open Claude login.
pub(crate) struct Setup {
    pub(crate) gateway: TestGateway,
    key: String,
    full: String,
    empty: String,
    enabled: String,
    disabled: String,
    /// What completes the open login.
    completion: Value,
}

impl Setup {
    pub(crate) async fn new() -> Self {
        let gateway = TestGateway::open(Options {
            seed: Some(0),
            codex_accounts: Some(6),
            claude_accounts: Some(2),
            ..Options::default()
        });
        gateway.hold_clock().await;
        let (full, empty) = (
            gateway.make_pool("Full").await,
            gateway.make_pool("Empty").await,
        );
        let body = json!({"name": "CI", "limit_usd": "10", "pool_id": full});
        let key = id(&gateway.create(body).await);
        let enabled = gateway.make_upstream("On", "10").await;
        let disabled = gateway.make_upstream("Off", "10").await;
        let disable = TestRequest::post(format!("{UPSTREAMS}/{disabled}/disable"), &json!({}));
        gateway.send(disable).await.ok();
        let login = gateway
            .send(TestRequest::post(START_CLAUDE, &json!({})))
            .await
            .ok();
        let paste = gateway.paste(&login, "code_and_state").await;
        let completion = json!({"login_id": login["login_id"], "code": paste});
        Self {
            gateway,
            key,
            full,
            empty,
            enabled,
            disabled,
            completion,
        }
    }

    /// The write with this `word` in the ledger.
    pub(crate) fn request(&self, word: &str) -> TestRequest {
        let Self {
            key, full, empty, ..
        } = self;
        let (enabled, disabled) = (&self.enabled, &self.disabled);
        let nothing = json!({});
        match word {
            "create" => TestRequest::post(KEYS, &json!({"name": "Second"})),
            "create-pool" => TestRequest::post(POOLS, &json!({"name": "Third"})),
            "topup" => {
                TestRequest::post(format!("{KEYS}/{key}/topup"), &json!({"amount_usd": "5"}))
            }
            "rotate" => TestRequest::post(format!("{KEYS}/{key}/rotate"), &nothing),
            "delete" => TestRequest::delete(format!("{KEYS}/{key}")),
            "delete-pool" => TestRequest::delete(format!("{POOLS}/{empty}")),
            "assign" => TestRequest::post(format!("{POOLS}/{empty}/api_keys/{key}"), &nothing),
            "set-owner" => {
                TestRequest::post(format!("{POOLS}/{full}/owner/user_00000001"), &nothing)
            }
            "remove" => TestRequest::delete(format!("{POOLS}/{full}/api_keys/{key}")),
            "create-upstream" => TestRequest::post(UPSTREAMS, &upstream_body("New")),
            "topup-upstream" => TestRequest::post(
                format!("{UPSTREAMS}/{enabled}/topup"),
                &json!({"amount_usd": "5"}),
            ),
            "disable" => TestRequest::post(format!("{UPSTREAMS}/{enabled}/disable"), &nothing),
            "enable" => TestRequest::post(format!("{UPSTREAMS}/{disabled}/enable"), &nothing),
            "delete-upstream" => TestRequest::delete(format!("{UPSTREAMS}/{disabled}")),
            "start-codex" => TestRequest::post(START_CODEX, &nothing),
            "disable-codex" => {
                TestRequest::post(format!("{CODEX}/codex_00000001/disable"), &nothing)
            }
            "enable-codex" => TestRequest::post(format!("{CODEX}/codex_00000006/enable"), &nothing),
            "delete-codex" => TestRequest::delete(format!("{CODEX}/codex_00000002")),
            "start-claude" => TestRequest::post(START_CLAUDE, &nothing),
            "complete-claude" => TestRequest::post(COMPLETE_CLAUDE, &self.completion),
            "delete-claude" => TestRequest::delete(format!("{CLAUDE}/claude_00000001")),
            "refresh-capacity" => TestRequest::post(format!("{CAPACITY}/refresh"), &nothing),
            other => panic!("no write goes by {other}"),
        }
    }

    /// All rows, and all logins.
    pub(crate) async fn state(&self) -> Vec<Value> {
        let mut state = Vec::new();
        for list in [KEYS, POOLS, UPSTREAMS, CODEX, CLAUDE, "/sandbox/logins"] {
            let request = TestRequest::get(list).fault("none");
            state.push(self.gateway.send(request).await.ok());
        }
        state
    }
}
