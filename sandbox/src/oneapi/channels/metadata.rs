//! What the server says of a channel type: its address, and which endpoints it may serve.

use rusqlite::Result;
use serde_json::{Value, json};

use super::types;
use crate::oneapi::{Context, Reply};

/// All endpoints: number, name, description, path.
const ENDPOINTS: [(i64, &str, &str, &str); 15] = [
    (
        1,
        "chat_completions",
        "Chat Completions API",
        "/v1/chat/completions",
    ),
    (
        2,
        "completions",
        "Completions API (Legacy)",
        "/v1/completions",
    ),
    (3, "embeddings", "Embeddings API", "/v1/embeddings"),
    (4, "moderations", "Moderations API", "/v1/moderations"),
    (
        5,
        "images_generations",
        "Image Generation API",
        "/v1/images/generations",
    ),
    (12, "images_edits", "Image Edits API", "/v1/images/edits"),
    (7, "audio_speech", "Text-to-Speech API", "/v1/audio/speech"),
    (
        8,
        "audio_transcription",
        "Audio Transcription API",
        "/v1/audio/transcriptions",
    ),
    (
        9,
        "audio_translation",
        "Audio Translation API",
        "/v1/audio/translations",
    ),
    (11, "rerank", "Rerank API", "/v1/rerank"),
    (13, "response_api", "Response API", "/v1/responses"),
    (14, "claude_messages", "Claude Messages API", "/v1/messages"),
    (15, "realtime", "Realtime API (WebSocket)", "/v1/realtime"),
    (16, "videos", "Video Generation API", "/v1/videos"),
    (
        17,
        "ocr",
        "OCR / Layout Parsing API",
        "/api/paas/v4/layout_parsing",
    ),
];

/// `GET /api/channel/metadata`.
pub(super) fn metadata(context: &Context) -> Result<Reply> {
    let sent = context.request.param("type").unwrap_or_default();
    if sent.is_empty() {
        return Ok(Reply::refused("type is required"));
    }
    let Ok(kind) = sent.parse::<i64>() else {
        return Ok(Reply::refused("invalid type"));
    };
    let all: Vec<Value> = ENDPOINTS
        .iter()
        .map(|(id, name, description, path)| {
            json!({"id": id, "name": name, "description": description, "path": path})
        })
        .collect();
    let address = types::default_address(context.version, kind);
    Ok(Reply::data(json!({
        "all_endpoints": all,
        "base_url_editable": types::has_editable_address(context.version, kind),
        "default_base_url": address.unwrap_or_default(),
        "default_endpoints": endpoints(kind),
    })))
}

/// The endpoints that a type serves where its configuration says nothing else.
pub(super) fn endpoints(kind: i64) -> &'static [&'static str] {
    match kind {
        3 => &[
            "chat_completions",
            "completions",
            "embeddings",
            "images_generations",
            "audio_speech",
            "audio_transcription",
            "response_api",
            "claude_messages",
        ],
        1 | 50 => &[
            "chat_completions",
            "completions",
            "embeddings",
            "moderations",
            "images_generations",
            "images_edits",
            "audio_speech",
            "audio_transcription",
            "audio_translation",
            "response_api",
            "claude_messages",
            "realtime",
            "videos",
        ],
        16 => &["chat_completions", "embeddings", "claude_messages", "ocr"],
        // It translates and does nothing else.
        38 => &["claude_messages"],
        35 | 44 => &[
            "chat_completions",
            "embeddings",
            "rerank",
            "claude_messages",
        ],
        _ => &["chat_completions", "embeddings", "claude_messages"],
    }
}

#[cfg(test)]
mod tests {
    use super::{ENDPOINTS, endpoints};

    #[test]
    fn types_serve_known_endpoints() {
        for kind in -1..60 {
            for name in endpoints(kind) {
                let is_known = ENDPOINTS.iter().any(|(_, known, ..)| known == name);
                assert!(is_known, "{kind} {name}");
            }
            let chats = endpoints(kind).contains(&"chat_completions");
            assert_eq!(chats, kind != 38, "{kind}");
        }
    }
}
