//! The public endpoints: a ping and the list of models.

use serde_json::json;

use crate::success::Success;

/// Handles `GET /v1/ping`.
pub(super) fn ping() -> Success {
    Success::unchanged(json!({"object": "ping", "status": "ok"}))
}

/// Handles `GET /v1/models`.
pub(super) fn models() -> Success {
    let model = |id: &str, owner: &str| json!({"object": "model", "id": id, "created": 1_711_400_000, "owned_by": owner});
    Success::unchanged(json!({
        "object": "list",
        "data": [model("gpt-5.4", "openai"), model("claude-sonnet-4-6", "anthropic")],
    }))
}
