//! The OneKeyLLM dialect. Only its endpoint table is public, so responses are read tolerantly.

pub mod accounts;
pub mod budgets;
pub mod capacity;
pub mod check_key;
pub mod claude_accounts;
pub mod codex_accounts;
pub mod enabled;
pub mod first_journal;
pub mod keys;
pub mod my_pool;
pub mod names;
pub mod owners;
pub mod pending_charges;
pub mod pools;
pub mod recent_use;
pub mod upstreams;
pub mod who;

use crate::call::{Credential, Read, Reply};
use crate::domain::pace::Pace;
use crate::records::open_envelope;
use crate::schema::{All, Dialect, Group, Meaning, Query, Str, Who};
use crate::text;

/// The dialect.
pub static ONE_KEY_LLM: Dialect = Dialect {
    id: "one_key_llm",
    name: "OneKeyLLM",
    probes: &["/v1/ping"],
    recognise,
    probe_is_public: false,
    credential: BEARER,
    open: open_envelope,
    meaning: |_| Meaning::OfStatus,
    quota_rate: |_| None,
    who: Who {
        lists: &["keys", "my-pool", "pools"],
        record: who::record,
        sign: |_| None,
        title: who::title,
        home: who::home,
    },
    settles_seconds: 35,
    pace: Pace::NONE,
    resources: &[
        &keys::KEYS,
        &my_pool::MY_POOL,
        &pools::POOLS,
        &pending_charges::PENDING_CHARGES,
        &codex_accounts::CODEX_ACCOUNTS,
        &claude_accounts::CLAUDE_ACCOUNTS,
        &capacity::CAPACITY,
        #[cfg(not(feature = "without_upstreams"))]
        &upstreams::UPSTREAMS,
    ],
    asks: &[&check_key::CHECK_KEY],
    navigation: &[
        Group {
            title: text!("Access" / "访问"),
            places: &["keys", "my-pool", "pools", "check-key"],
        },
        Group {
            title: text!("Billing" / "计费"),
            places: &["charges"],
        },
        Group {
            title: text!("Providers" / "提供商"),
            places: &[
                "codex-accounts",
                "claude-accounts",
                "capacity",
                #[cfg(not(feature = "without_upstreams"))]
                "upstreams",
            ],
        },
    ],
};

const BEARER: Credential = Credential {
    header: "Authorization",
    prefix: "Bearer ",
};

/// Names under which a created value may stand in a response, and which are secret everywhere
/// (contract 6.3, 6.4).
const SECRETS: All<Str> = &["value", "key", "api_key", "secret", "token"];

/// Any success counts that is no web page: the body of a ping is not public.
fn recognise(replies: &[Option<&Reply>]) -> bool {
    let ping = replies.first().copied().flatten();
    ping.is_some_and(|ping| {
        (200..300).contains(&ping.status) && !ping.body.trim_start().starts_with('<')
    })
}

/// Makes the read of one page of the list at `path` (contract 5.1).
fn page(path: &'static str, query: &Query) -> Read {
    let order = query.newest_first.then_some("desc");
    Read::new(path, [])
        .with("limit", query.limit)
        .with_some("after", query.after_row())
        .with_some("page", query.page())
        .with_some("order", order)
        .with_some("q", query.text.as_deref())
}

#[cfg(test)]
mod tests;
