//! Cases of editing a channel's configuration.

use super::super::configuration::tooling_problem;
use super::EDIT_CONFIGURATION;
use crate::dialects::sample::check_cases;
use crate::schema::{Document, Value};

#[test]
fn the_rest_is_read_when_it_is_sent() {
    check_cases(
        &EDIT_CONFIGURATION,
        r##"
        at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","type":33,"config":{"region":"eu-1","ak":"‹hidden›","sk":"‹hidden›","a/b":"‹hidden›"}}
        form {"config_region":"us-1"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"region\":\"us-1\",\"ak\":\"‹config/ak›\",\"sk\":\"‹config/sk›\",\"a/b\":\"‹config/a~1b›\"}"}; config_region becomes us-1; config_names still
        form {"config_region":"eu-1"} => refuses It is so already
        row {"config":{"region":"ap-1","ak":"‹hidden›","sk":"‹hidden›","a/b":"‹hidden›"}} & shown {"config":{"region":"eu-1"}} & form {"config_region":"eu-1"} => refuses You changed nothing in this form.
        form {"ak":"x"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"region\":\"‹config/region›\",\"ak\":\"‹ak›\",\"sk\":\"‹config/sk›\",\"a/b\":\"‹config/a~1b›\"}"}; the response tells; config_names still
        form {"ak":"x","config_region":"us-1"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"region\":\"us-1\",\"ak\":\"‹ak›\",\"sk\":\"‹config/sk›\",\"a/b\":\"‹config/a~1b›\"}"}; config_region becomes us-1; config_names still
        form {"ak":"x"} => notes A secret that is typed replaces
        form {"config_supported_endpoints":"rerank\nocr"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"region\":\"‹config/region›\",\"ak\":\"‹config/ak›\",\"sk\":\"‹config/sk›\",\"a/b\":\"‹config/a~1b›\",\"supported_endpoints\":[\"rerank\",\"ocr\"]}"}; config_supported_endpoints becomes rerank,ocr; config_names still
        who {"version":"u"} & form {"config_region":"us-1"} => sends PUT /api/channel/ {"id":"u-1","name":"main","config":"{\"region\":\"us-1\",\"ak\":\"‹config/ak›\",\"sk\":\"‹config/sk›\",\"a/b\":\"‹config/a~1b›\"}"}; config_region becomes us-1; config_names still
        shown {"config":{"region":"ap-1"}} & form {"config_region":"us-1"} => refuses Somebody else changed the same field
        row {"config":"‹hidden›"} & form {"config_region":"us-1"} => refuses The configuration is not a JSON object
        row {"name":""} & form {"config_region":"us-1"} => refuses The channel has no name
        who {"role":"common"} => refuses Your token belongs to a user without admin rights
        "##,
    );
}

#[test]
fn an_empty_configuration_gets_its_first_part() {
    check_cases(
        &EDIT_CONFIGURATION,
        r##"
        at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","type":3,"config":""}
        form {"config_api_version":"2024-10-21"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"api_version\":\"2024-10-21\"}"}; config_api_version becomes 2024-10-21
        form {"config_tooling":"{\"whitelist\":[\"search\"],\"pricing\":{\"search\":{\"usd_per_call\":0.010}}}"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","config":"{\"tooling\":{\"whitelist\":[\"search\"],\"pricing\":{\"search\":{\"usd_per_call\":0.010}}}}"}; config_tooling becomes {"whitelist":["search"],"pricing":{"search":{"usd_per_call":0.010}}}
        "##,
    );
}

#[test]
fn tools_that_the_gateway_would_misread() {
    let check = |text: &str, is_fit| {
        let problem = tooling_problem(&Value::Document(Document(text.into())));
        assert_eq!(problem.is_none(), is_fit, "{text}");
    };
    check("{}", true);
    check(
        r#"{"whitelist":["search"],"pricing":{"search":{"usd_per_call":0.01,"quota_per_call":5}}}"#,
        true,
    );
    check(r#"{"pricing":{"search":{}}}"#, true);
    for text in [
        "[]",
        r#"{"whitelist":"search"}"#,
        r#"{"whitelist":[" "]}"#,
        r#"{"whitelist":[1]}"#,
        r#"{"pricing":[]}"#,
        r#"{"pricing":{"":{"usd_per_call":1}}}"#,
        r#"{"pricing":{"search":1}}"#,
        r#"{"pricing":{"search":{"usd_per_call":-0.01}}}"#,
        r#"{"pricing":{"search":{"usd_per_call":"1"}}}"#,
        r#"{"pricing":{"search":{"quota_per_call":1.5}}}"#,
        r#"{"pricing":{"search":{"other":1}}}"#,
        r#"{"other":1}"#,
    ] {
        check(text, false);
    }
}
