//! The models that the server knows, as a list in OpenAI's form (contract 3.1).

use axum::http::StatusCode;
use rusqlite::Result;
use serde_json::{Value, json};

use crate::oneapi::{Context, Reply, catalogue};

/// `GET /api/channel/models`: no envelope.
pub(super) fn models(context: &Context) -> Result<Reply> {
    let known = catalogue::all(context.version).into_iter();
    let rows: Vec<Value> = known.map(|(name, owner)| model(name, owner)).collect();
    let body = json!({"data": rows, "object": "list"});
    Ok(Reply::plain(StatusCode::OK, body))
}

fn model(name: &str, owner: &str) -> Value {
    json!({
        "id": name,
        "object": "model",
        "created": 1_626_777_600,
        "owned_by": owner,
        "permission": [{
            "id": "modelperm-LwHkVFn8AcMItP432fKKDIKJ",
            "object": "model_permission",
            "created": 1_626_777_600,
            "allow_create_engine": true,
            "allow_sampling": true,
            "allow_logprobs": true,
            "allow_search_indices": false,
            "allow_view": true,
            "allow_fine_tuning": false,
            "organization": "*",
            "group": null,
            "is_blocking": false,
        }],
        "root": name,
        "parent": null,
    })
}
