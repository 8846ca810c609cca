//! The gateway's own words in an error (contract 6.1).

use serde_json::Value as Json;

use super::alias;
use super::scalar::text;
use crate::call::{Refusal, Reply};

/// Returns the gateway's words in an error, in the order of contract 6.1: the error object, an
/// error string with its description, a message, a detail. `None` if there are none.
pub(super) fn said(json: &Json) -> Option<Refusal> {
    let word = |at: &Json, name: &str| {
        let word = alias::at(at, name).and_then(text);
        word.filter(|word| !word.is_empty())
    };
    let bare = |message| Refusal {
        message,
        ..Refusal::default()
    };
    if let Some(error @ Json::Object(_)) = json.get("error") {
        return Some(Refusal {
            code: word(error, "code"),
            param: word(error, "param"),
            ..bare(word(error, "message").unwrap_or_default())
        });
    }
    if let Some(error) = word(json, "error") {
        let more = word(json, "error_description").or_else(|| word(json, "message"));
        return Some(match more {
            Some(message) => Refusal {
                code: Some(error),
                ..bare(message)
            },
            None => bare(error),
        });
    }
    if let Some(message) = word(json, "message") {
        return Some(Refusal {
            code: word(json, "code"),
            ..bare(message)
        });
    }
    match json.get("detail")? {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(detail).collect();
            Some(bare(items.join("; ")))
        }
        other => text(other).map(bare),
    }
}

/// One entry of a `detail` array: its message where it has one, else its JSON.
fn detail(item: &Json) -> String {
    let message = item.get("msg").and_then(text).or_else(|| text(item));
    message.unwrap_or_else(|| item.to_string())
}

/// Adds the details from a response's headers to a refusal.
pub(super) fn from(reply: &Reply, refusal: Refusal) -> Refusal {
    Refusal {
        status: reply.status,
        request_id: reply.request_id.clone(),
        ..refusal
    }
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::domain::table::check_table;
    use crate::records::sample::json;

    #[test]
    fn what_errors_say() {
        check_table(
            r##"
        {"error":{"message":"m","type":"t","param":"id","code":"c"}} => m (c, id)
        {"error":{"message":"m","code":null}} => m (-, -)
        {"error":"slow_down","error_description":"wait"} => wait (slow_down, -)
        {"error":"slow_down","errorDescription":"wait"} => wait (slow_down, -)
        {"error":"broken"} => broken (-, -)
        {"message":"m","success":false} => m (-, -)
        {"detail":"d"} => d (-, -)
        {"detail":[{"msg":"a","loc":["x"]},"b",{"n":1}]} => a; b; {"n":1} (-, -)
        {"id":"key_01"} => none
        [] => none
        "##,
            |text| {
                let Some(said) = said(&json(text)) else {
                    return "none".to_owned();
                };
                let word = |word: &Option<String>| word.as_deref().unwrap_or("-").to_owned();
                format!(
                    "{} ({}, {})",
                    said.message,
                    word(&said.code),
                    word(&said.param)
                )
            },
        );
    }
}
