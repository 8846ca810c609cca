//! The envelope of responses and what refusals mean (contract 1.4 and 2). Nearly every failure comes
//! with HTTP 200, in U even a refused key.

use serde_json::Value as Json;

use super::said::{NOT_ALLOWED, SIGNED_OUT, says};
use crate::call::Refusal;
use crate::schema::Meaning;

/// Unwraps a response: rows with their total stay together, anything else is what `data` holds, and
/// a response without `success` is the thing itself.
pub fn open(json: &Json) -> Result<&Json, Refusal> {
    match json.get("success") {
        Some(Json::Bool(true)) => Ok(match json.get("data") {
            // The total stands beside the rows.
            Some(Json::Array(_)) if json.get("total").is_some() => json,
            Some(Json::Null) if json.get("total").is_some() => &Json::Null,
            Some(data) => data,
            None => json,
        }),
        Some(Json::Bool(false)) => Err(refusal(json.get("message"))),
        _ => match json.get("error") {
            Some(error) => Err(refusal(error.get("message").or(Some(error)))),
            None => Ok(json),
        },
    }
}

fn refusal(message: Option<&Json>) -> Refusal {
    let words = message.and_then(Json::as_str);
    Refusal {
        message: words.unwrap_or_default().to_owned(),
        ..Refusal::default()
    }
}

/// Returns what a refusal means, by known parts of its words: they differ by version and language.
pub fn meaning(refusal: &Refusal) -> Meaning {
    if says(&refusal.message, SIGNED_OUT) {
        Meaning::SignedOut
    } else if says(&refusal.message, NOT_ALLOWED) {
        Meaning::NotAllowed
    } else {
        Meaning::OfStatus
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::{meaning, open};
    use crate::call::Refusal;
    use crate::domain::table::check_table;
    use crate::schema::Meaning;

    #[test]
    fn what_is_in_a_response() {
        check_table(
            r##"
            {"success":true,"message":"","data":[1],"total":3} => {"success":true,"message":"","data":[1],"total":3}
            {"success":true,"message":"","data":[1]} => [1]
            {"success":true,"message":"","data":null,"total":0} => null
            {"success":true,"message":"","data":{"a":1}} => {"a":1}
            {"success":true,"message":"done"} => {"success":true,"message":"done"}
            {"success":true,"message":"hi","time":0.8,"modelName":"m"} => {"success":true,"message":"hi","time":0.8,"modelName":"m"}
            {"object":"list","data":[]} => {"object":"list","data":[]}
            {"success":false,"message":"no"} => refused no
            {"message":"no","success":false,"data":null} => refused no
            {"success":false} => refused 
            {"error":{"message":"rate limit exceeded","type":"one_api_error"}} => refused rate limit exceeded
            {"success":1,"data":[]} => {"success":1,"data":[]}
            "##,
            |text| {
                let json: Json = serde_json::from_str(text).expect("JSON");
                match open(&json) {
                    Ok(inner) => inner.to_string(),
                    Err(refusal) => format!("refused {}", refusal.message).trim().to_owned(),
                }
            },
        );
    }

    #[test]
    fn what_refusals_mean() {
        check_table(
            r##"
            No permission to perform this operation, not logged in and no access token provided => signed out
            No permission to perform this operation, access token is invalid => signed out
            User has been banned => signed out
            No permission to perform this operation, insufficient permissions => not allowed
            No permission to update users at the same permission level or higher => of status
            无权进行此操作，未登录且未提供 access token => signed out
            无权进行此操作，access token 无效 => signed out
            用户已被封禁 => signed out
            无权进行此操作，权限不足 => not allowed
            invalid resource reference => of status
            "##,
            |message| {
                let meaning = meaning(&Refusal {
                    status: 200,
                    message: message.to_owned(),
                    ..Refusal::default()
                });
                match meaning {
                    Meaning::OfStatus => "of status",
                    Meaning::SignedOut => "signed out",
                    Meaning::NotAllowed => "not allowed",
                }
                .to_owned()
            },
        );
    }
}
