//! The public face of the gateway: is it there, and which models does it serve.

use serde_json::json;

use crate::answer::Answer;

/// Answers `GET /v1/ping`.
pub(super) fn ping() -> Answer {
    Answer::unchanged(json!({"object": "ping", "status": "ok"}))
}

/// Answers `GET /v1/models`.
pub(super) fn models() -> Answer {
    let model = |id: &str, owner: &str| json!({"object": "model", "id": id, "created": 1_711_400_000, "owned_by": owner});
    Answer::unchanged(json!({
        "object": "list",
        "data": [model("gpt-5.4", "openai"), model("claude-sonnet-4-6", "anthropic")],
    }))
}
