//! Cases of editing a channel.

use super::super::entered::address_problem;
use super::EDIT_CHANNEL;
use crate::dialects::sample::check_cases;
use crate::schema::Value;

#[test]
fn only_what_was_changed_travels() {
    check_cases(
        &EDIT_CHANNEL,
        r##"
        at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":1,"group":"default","models":"gpt-4o,o3","priority":10,"weight":0,"base_url":"https://a.example","ratelimit":0,"testing_model":"o3","used_quota":77,"key":"","system_prompt":"Be kind.","model_mapping":"{\"a\":\"b\"}"}
        seen {"group-names":[{"name":"default"},{"name":"vip"}]}
        form {"group":"default"} => refuses It is so already
        form {"priority":"20"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","priority":20}; priority becomes 20
        form {"priority":"0"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","priority":0}; priority becomes 0
        form {"priority":"-9223372036854775808"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","priority":-9223372036854775808}; priority becomes -9223372036854775808
        form {"weight":"4294967295","priority":"10"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","weight":4294967295}; weight becomes 4294967295
        form {"group":"default\n vip "} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","group":"default,vip"}; group becomes default,vip
        form {"group":"default\nvip"} => notes A call through this channel is billed at the lowest ratio
        form {"group":"none"} => notes Not a live group, so it counts as 1: none
        form {"models":"gpt-4o"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","models":"gpt-4o"}; models becomes gpt-4o
        form {"models":"gpt-4o"} => notes The model for tests is no longer among the models
        form {"name":"other"} => sends PUT /api/channel/ {"uuid":"u-1","name":"other"}; name becomes other
        form {"name":"other","priority":"20"} => sends PUT /api/channel/ {"uuid":"u-1","name":"other","priority":20}; name becomes other, priority becomes 20
        form {"name":"other","group":"default,vip"} => sends PUT /api/channel/ {"uuid":"u-1","name":"other","group":"default,vip"}; name becomes other, group becomes default,vip
        form {"base_url":"https://b.example"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","base_url":"https://b.example"}; base_url becomes https://b.example
        undo {"base_url":"https://‹hidden›@a.example"} => refuses A part of that address was not kept
        undo {"base_url":"https://a.example/?‹hidden›"} => refuses A part of that address was not kept
        undo {"base_url":"https://old.example"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","base_url":"https://old.example"}; base_url becomes https://old.example
        form {"system_prompt":"a b"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","system_prompt":"a b"}; system_prompt becomes a b
        row {"ratelimit":5} & form {"ratelimit":"0"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","ratelimit":0}; ratelimit becomes nothing
        form {"ratelimit":"0"} => refuses It is so already
        form {"ratelimit":"5","testing_model":"gpt-4o"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","ratelimit":5,"testing_model":"gpt-4o"}; ratelimit becomes 5, testing_model becomes gpt-4o
        form {"priority":"9223372036854775807"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","priority":9223372036854775807}; priority becomes 9223372036854775807
        form {"system_prompt":null} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","system_prompt":null}; system_prompt becomes nothing
        who {"version":"u"} & form {"system_prompt":null} => sends PUT /api/channel/ {"id":"u-1","name":"main","system_prompt":""}; system_prompt becomes nothing
        form {"testing_model":null} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","testing_model":""}; testing_model becomes nothing
        form {"testing_model":"new-one"} => notes The channel does not list this model: the gateway clears it.
        form {"testing_model":"new-one","models":"gpt-4o,new-one"} => notes
        form {"testing_model":"gpt-4o"} => notes
        form {"base_url":null} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","base_url":""}; base_url becomes nothing
        row {"type":3} & form {"base_url":null} => refuses This type has no usual address
        who {"version":"u"} & row {"name":" "} & form {"priority":"20"} => sends PUT /api/channel/ {"id":"u-1","name":"","priority":20}; priority becomes 20
        who {"version":"u"} & form {"priority":"20"} => sends PUT /api/channel/ {"id":"u-1","name":"main","priority":20}; priority becomes 20
        who {"version":"u"} & form {"ratelimit":"5"} => refuses The original gateway has no limit of calls
        row {"name":" "} & form {"priority":"20"} => refuses The channel has no name
        who {"role":"common"} => refuses Your token belongs to a user without admin rights
        "##,
    );
}

#[test]
fn what_somebody_else_changed_is_not_overwritten() {
    check_cases(
        &EDIT_CHANNEL,
        r##"
        row {"uuid":"u-1","name":"main","priority":20,"weight":1} & shown {"priority":10}
        form {"priority":"10","weight":"2"} => sends PUT /api/channel/ {"uuid":"row/1","name":"main","weight":2}; weight becomes 2
        form {"priority":"30"} => refuses Somebody else changed the same field
        form {"priority":"20"} => refuses It is so already
        "##,
    );
}

#[test]
fn addresses() {
    let address = |text: &str| address_problem(&Value::Text(text.into())).is_none();
    assert!(address("https://a.example/v1"));
    assert!(!address("a.example"));
    assert!(!address("https://a b"));
    assert!(!address("https://‹hidden›@a.example"));
    assert!(!address("https://a.example/?key=1"));
    assert!(!address("javascript:alert(1)"));
}
