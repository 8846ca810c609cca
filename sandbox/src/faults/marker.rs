//! Faults in the name of a key, a pool, an upstream or an account, so that a person can cause them from any
//! client: `CI [fault:drop-after]` drops every write on that key, its creation included.

use rusqlite::Connection;
use serde_json::Value;

use super::Faults;
use crate::call::Call;
use crate::ids::Kind;
use crate::operation::Operation;
use crate::store::accounts::{self, Provider};
use crate::store::{keys, pools, upstreams};

/// Collects the faults in the names of the things that `call` writes.
pub(crate) fn in_names(db: &Connection, call: &Call) -> rusqlite::Result<Faults> {
    let mut faults = Faults::default();
    for name in names(db, call)? {
        faults.add(in_name(&name));
    }
    Ok(faults)
}

/// The name of the new thing, or the names of the existing key, pool and upstream.
fn names(db: &Connection, call: &Call) -> rusqlite::Result<Vec<String>> {
    match call.operation {
        Operation::CreateKey
        | Operation::CreateMyKey
        | Operation::CreatePool
        | Operation::CreateUpstream
        | Operation::StartCodex
        | Operation::StartClaude => {
            let body: Option<Value> = serde_json::from_slice(&call.body).ok();
            let name = body.and_then(|body| body["name"].as_str().map(str::to_owned));
            Ok(name.into_iter().collect())
        }
        operation if operation.is_write() => {
            let key = match Kind::Key.number(&call.key_id) {
                Some(number) => keys::find(db, number)?.map(|key| key.row.name),
                None => None,
            };
            let pool = match Kind::Pool.number(&call.pool_id) {
                Some(number) => pools::find(db, number)?.map(|pool| pool.name),
                None => None,
            };
            let upstream = match Kind::Upstream.number(&call.upstream_id) {
                Some(number) => upstreams::find(db, number)?.map(|upstream| upstream.name),
                None => None,
            };
            let account = account(db, call)?;
            let names = key.into_iter().chain(pool).chain(upstream).chain(account);
            Ok(names.collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The name of the account that `call` writes.
fn account(db: &Connection, call: &Call) -> rusqlite::Result<Option<String>> {
    for provider in [Provider::Codex, Provider::Claude] {
        if let Some(number) = provider.kind().number(&call.account_id) {
            return Ok(accounts::find(db, provider, number)?.and_then(|account| account.name));
        }
    }
    Ok(None)
}

/// The faults between `[fault:` and `]`. Unknown words are ignored, because a name is free text.
pub(crate) fn in_name(name: &str) -> Faults {
    let list = name
        .split_once("[fault:")
        .and_then(|(_, rest)| rest.split_once(']'));
    list.and_then(|(list, _)| Faults::read(list).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::in_name;
    use crate::faults::{Faults, Kind};

    fn check(name: &str, expect: &[Kind]) {
        let read: Vec<Kind> = in_name(name).iter().map(|fault| fault.kind).collect();
        assert_eq!(read, expect, "{name:?}");
    }

    #[test]
    fn names() {
        check("CI [fault:drop-after]", &[Kind::DropAfter]);
        check(
            "CI [fault:drop-after,ignore-idempotency] prod",
            &[Kind::DropAfter, Kind::IgnoreIdempotency],
        );
        check("CI [fault:latency=20]", &[Kind::Latency]);
        check("CI [fault:lunch]", &[]);
        check("CI [fault:drop-after", &[]);
        check("CI", &[]);
        assert_eq!(in_name("plain"), Faults::default());
    }
}
