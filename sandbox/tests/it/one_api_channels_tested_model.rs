//! Which model a test of a channel uses where none is asked for.

use serde_json::json;

use crate::one_api_gateway::OneApi;

#[tokio::test]
async fn a_test_uses_the_model_that_was_set_or_the_cheapest() {
    for (version, models, testing_model, expect) in [
        ("f2", "gpt-4o,gpt-4o-mini", None, "gpt-4o-mini"),
        ("f2", "gpt-4o,gpt-3.5-turbo", None, "gpt-3.5-turbo"),
        ("f2", "gpt-4o,gpt-4o-mini", Some("gpt-4o"), "gpt-4o"),
        ("f2", "gpt-4o,whisper-1", Some("whisper-1"), "gpt-4o"),
        ("f1", "gpt-4o,gpt-4o-mini", None, "gpt-4o-mini"),
        ("u", "gpt-4o,gpt-3.5-turbo", None, "gpt-3.5-turbo"),
        ("u", "gpt-4o,gpt-4o-mini", None, "gpt-4o"),
    ] {
        let gateway = OneApi::empty(version);
        let channel = json!({"id": 7, "uuid": "01a200ce-c347-7705-9790-976e16f98af5", "type": 3,
            "name": "tested", "key": "good", "base_url": "http://127.0.0.1:3110",
            "models": models, "testing_model": testing_model, "status": 1});
        gateway.plant("channels", channel).await;
        let id = if version == "f2" {
            "01a200ce-c347-7705-9790-976e16f98af5"
        } else {
            "7"
        };
        let tested = gateway.get(&format!("/api/channel/test/{id}")).await;
        assert_eq!(tested["success"], true, "{version} {models}: {tested}");
        let logs = gateway.get("/api/log/?type=5").await;
        assert_eq!(
            logs["data"][0]["model_name"], expect,
            "{version} {models} {testing_model:?}"
        );
    }
}
