//! What a client's own key says about itself: `GET /v1/usage`, in its older, newer and joined form.

use super::keys::key;
use super::open;
use crate::api::call::{Read, Request};
use crate::api::decode;
use crate::domain::key::Key;

/// The key that authenticates the call, which is a client's: a 401 says that this key is not known,
/// and nothing about the operator's.
#[must_use]
pub fn own() -> Read<Key> {
    let path = "/v1/usage";
    Read::new(Request::get(path), move |reply| {
        open(path, reply, |json| key(decode::one(json)))
    })
    .expecting_refusal()
}

#[cfg(test)]
mod tests {
    use super::own;
    use crate::api::call::Reply;
    use crate::domain::budget::Budget;

    #[test]
    fn the_three_public_forms() {
        let check = |body: &str, expect: (Option<&str>, Option<&str>, bool)| {
            let reply = Reply {
                status: 200,
                body: body.to_owned(),
                ..Reply::default()
            };
            let key = own().conclude(Ok(reply)).expect("a key");
            let Budget::Limited(figures) = &key.budget else {
                panic!("a limited budget: {body}")
            };
            let limit = key.budget.limit().map(|limit| limit.plain());
            let used = figures.used_percent.map(|used| used.short());
            let got = (
                limit.as_deref(),
                used.as_deref(),
                key.subscription.is_some(),
            );
            assert_eq!(got, expect, "{body}");
        };
        check(
            r#"{"object":"api_key.usage","id":"key_abc","budget":{"limit_usd":"100.000000000","used_usd":"1.000000000","remaining_usd":"99.000000000"}}"#,
            (Some("100"), None, false),
        );
        check(
            r#"{"object":"api_key.usage","id":"key_abc","foundation":"all","expires_at":null,"budget":{"used_percent":40,"remaining_percent":60},"subscription":{"product_id":"prod_1","five_hour":{"used_percent":1,"remaining_percent":99},"weekly":null}}"#,
            (None, Some("40\u{a0}%"), true),
        );
        check(
            r#"{"id":"key_abc","budget":{"limit_usd":"100","used_usd":"40","used_percent":40,"remaining_percent":60},"subscription":{"product_id":"prod_1"}}"#,
            (Some("100"), Some("40\u{a0}%"), true),
        );
    }
}
