//! Pending charges, in both readings of contract 5.4: single charges, or one sum per key.

use super::fields::Fields;
use super::{ORGANIZATION, SECRET, listing};
use crate::api::call::Read;
use crate::api::decode;
use crate::api::gateway::ListQuery;
use crate::api::json::Json;
use crate::domain::charge::PendingCharge;
use crate::domain::ids::{ChargeId, KeyId};
use crate::domain::page::Page;

/// One page of pending charges.
#[must_use]
pub fn list(query: &ListQuery) -> Read<Page<PendingCharge>> {
    listing(
        format!("{ORGANIZATION}/admin_api_keys/pending_charges"),
        query,
        charge,
    )
}

fn charge(json: &Json) -> Result<PendingCharge, String> {
    let fields = Fields::of(json)?;
    let row = PendingCharge {
        id: fields.text(&["id", "charge_id"]).map(ChargeId),
        kind: fields.text(&["kind", "type"]),
        key: fields
            .text(&["api_key_id", "key_id", "admin_api_key_id"])
            .map(KeyId),
        key_name: fields.text(&["api_key_name", "key_name"]),
        amount: fields.amount(&[
            "amount_usd",
            "pending_usd",
            "estimated_usd",
            "reserved_usd",
            "cost_usd",
        ])?,
        count: fields.text(&["count"]).and_then(|count| count.parse().ok()),
        status: fields.text(&["status"]),
        model: fields.text(&["model"]),
        request: fields.text(&["request_id"]),
        created_at: fields.time(&["created_at"])?,
        expires_at: fields.time(&["expires_at", "expiry", "expires", "expiration"])?,
        raw: decode::scrubbed(json, SECRET).indented(),
    };
    if row.id.is_none() && row.key.is_none() {
        return Err("the row has neither an id nor a key's".to_owned());
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::list;
    use crate::api::call::Reply;
    use crate::api::gateway::ListQuery;
    use crate::domain::charge::PendingCharge;

    #[test]
    fn both_readings() {
        let shown = |charge: &PendingCharge| {
            let amount = charge.amount.as_ref().map(|amount| amount.value.plain());
            format!(
                "{} {:?} {:?} {:?} {:?}",
                charge.row_id(),
                charge.kind,
                charge.key.as_ref().map(|key| key.as_str()),
                amount,
                charge.count
            )
        };
        let check = |body: &str, expect: &[&str]| {
            let reply = Reply {
                status: 200,
                body: body.to_owned(),
                ..Reply::default()
            };
            let page = list(&ListQuery::after(None))
                .conclude(Ok(reply))
                .expect("a page");
            let rows: Vec<String> = page
                .rows
                .iter()
                .map(|row| row.read().map_or_else(|| "unreadable".to_owned(), shown))
                .collect();
            assert_eq!(rows, expect, "{body}");
        };
        check(
            r#"{"object":"list","data":[{"id":"chg_01","kind":"request","api_key_id":"key_01","amount_usd":"0.012345678"}],"has_more":false}"#,
            &[r#"chg_01 Some("request") Some("key_01") Some("0.012345678") None"#],
        );
        check(
            r#"[{"api_key_id":"key_01","pending_usd":"5.000000000","count":3},{"key_id":"key_02","pending_usd":"1","count":"2"}]"#,
            &[
                r#"key_01 None Some("key_01") Some("5") Some(3)"#,
                r#"key_02 None Some("key_02") Some("1") Some(2)"#,
            ],
        );
        check(
            r#"{"charges":[{"amount_usd":"1"},{"id":"a","amount_usd":"x"}]}"#,
            &["unreadable", "unreadable"],
        );
        check(
            r#"{"data":[{"id":"a","kind":"surcharge"}]}"#,
            &[r#"a Some("surcharge") None None None"#],
        );
    }
}
