//! The one-api dialect. It is only recognised, so that no key is sent to such a gateway; it is not
//! supported yet.

use serde_json::Value as Json;

use crate::call::{ApiError, Credential, Refusal, Reply, Unreachable};
use crate::schema::{Dialect, Found, Record, Who};
use crate::text;

/// The dialect.
pub static ONE_API: Dialect = Dialect {
    id: "one_api",
    name: "one-api",
    probes: &["/api/status"],
    recognise,
    not_spoken: Some(text!(
        "This is a one-api gateway, which this version of Headgate does not support yet. The key was not sent. Connect to a OneKeyLLM gateway."
            / "这是 one-api 网关，当前版本的 Headgate 尚不支持。未发送密钥。请连接 OneKeyLLM 网关。"
    )),
    credential: Credential {
        header: "Authorization",
        prefix: "",
    },
    open,
    who: Who {
        lists: &[],
        record: nobody,
        title: |_| text!("Not supported" / "不支持"),
        home: |_| "",
    },
    settles_seconds: 150,
    resources: &[],
    asks: &[],
    navigation: &[],
};

/// Recognises only the status in one-api's own envelope, because a web server may respond to any
/// path.
fn recognise(replies: &[Option<&Reply>]) -> bool {
    let Some(Some(reply)) = replies.first() else {
        return false;
    };
    let json: Option<Json> = serde_json::from_str(&reply.body).ok();
    let is_status =
        |json: Json| json.get("success").is_some_and(Json::is_boolean) && json["data"].is_object();
    (200..300).contains(&reply.status) && json.is_some_and(is_status)
}

const fn open(json: &Json) -> Result<&Json, Refusal> {
    Ok(json)
}

fn nobody(_: &Found) -> Result<Record, ApiError> {
    Err(ApiError::Unreachable(Unreachable::NotSent))
}

#[cfg(test)]
mod tests {
    use super::ONE_API;
    use crate::call::Reply;

    #[test]
    fn what_is_one_api() {
        let check = |status, body: &str, expect| {
            let reply = Reply {
                status,
                body: body.to_owned(),
                ..Reply::default()
            };
            assert_eq!((ONE_API.recognise)(&[Some(&reply)]), expect, "{body}");
        };
        check(
            200,
            r#"{"success":true,"message":"","data":{"version":"v0.6"}}"#,
            true,
        );
        check(404, r#"{"success":false,"data":{}}"#, false);
        check(200, r#"{"success":true,"data":[]}"#, false);
        check(200, r#"{"status":"ok"}"#, false);
        check(200, "<!doctype html>", false);
        assert!(!(ONE_API.recognise)(&[None]));
        assert!(!(ONE_API.recognise)(&[]));
    }
}
