//! Fields that no contract has, with canaries among them.

use serde_json::{Value, json};

/// What a gateway that forwards the provider's response would leak.
const LOGIN_CANARIES: [&str; 7] = [
    "refresh_token",
    "refreshToken",
    "id_token",
    "deviceAuthId",
    "authorization_code",
    "code_verifier",
    "codeVerifier",
];

/// Adds a harmless field, and canaries under names that the contract calls secret. Tests search for
/// `canary-` wherever a client might leak one.
pub(super) fn extra_fields(object: &mut Value) {
    let canaries = [
        "session_token",
        "accessToken",
        "client_secret",
        "password_hash",
        "device_auth_id",
        "authorization",
        "cookie",
    ];
    object["region"] = json!("eu-central-1");
    object["labels"] =
        json!({"cost_center": "4711", "session_token": "canary-labels-session_token"});
    for name in canaries {
        object[name] = json!(format!("canary-{name}"));
    }
    // An upstream's secret has a name that is harmless in other objects.
    let kind = object["object"].as_str().unwrap_or_default().to_owned();
    if kind == "organization.upstream" {
        object["api_key"] = json!("canary-api_key");
    }
    if kind.starts_with("organization.codex_account")
        || kind.starts_with("organization.claude_account")
    {
        object["credentials"] = json!({"access_token": "canary-credentials-access_token"});
        for name in LOGIN_CANARIES {
            object[name] = json!(format!("canary-{name}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::faults::Faults;
    use crate::faults::alteration::apply;

    #[test]
    fn canaries_are_at_every_depth() {
        let faults = Faults::read("extra-fields").expect("known words");
        let body = apply(json!({"data": [{"id": "key_1", "budget": {}}]}), &faults);
        for object in [&body, &body["data"][0], &body["data"][0]["budget"]] {
            assert_eq!(object["session_token"], "canary-session_token");
            assert_eq!(object["region"], "eu-central-1");
            assert!(object.get("api_key").is_none());
        }
        let account = apply(json!({"object": "organization.codex_account"}), &faults);
        assert_eq!(account["code_verifier"], "canary-code_verifier");
        assert!(body["data"][0].get("code_verifier").is_none());
        let upstream = apply(json!({"object": "organization.upstream"}), &faults);
        assert_eq!(upstream["api_key"], "canary-api_key");
    }
}
