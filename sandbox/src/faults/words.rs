//! The list of all faults, each with its word and a description for the switch page.

use super::Kind;

/// The number of kinds.
pub(super) const COUNT: usize = 55;

/// Every kind with its word and its description.
pub(super) const ALL: [(Kind, &str, &str); COUNT] = [
    (
        Kind::Latency,
        "latency",
        "waits before the request is handled (ms)",
    ),
    (
        Kind::LatencyAfter,
        "latency-after",
        "applies it at once, responds late (ms)",
    ),
    (
        Kind::Refuse,
        "refuse",
        "400 with an error envelope; nothing done",
    ),
    (
        Kind::RefuseAfter,
        "refuse-after",
        "200 that says success: false although it was applied (one-api)",
    ),
    (
        Kind::RefuseHalfway,
        "refuse-halfway",
        "200 that says success: false after half of the codes were made (one-api)",
    ),
    (
        Kind::StringError,
        "string-error",
        "400 with a bare text as error; nothing done",
    ),
    (
        Kind::DetailArray,
        "detail-array",
        "422 with a list of details; nothing done",
    ),
    (
        Kind::SuccessFalse,
        "success-false",
        "200 that says success: false; nothing done",
    ),
    (Kind::Unauthorized, "unauthorized", "401; nothing done"),
    (
        Kind::ProxySignIn,
        "proxy-sign-in",
        "401 as the page of a proxy that asks for its own sign-in; nothing done",
    ),
    (Kind::Forbidden, "forbidden", "403; nothing done"),
    (
        Kind::NotOffered,
        "not-offered",
        "404 as for a call that does not exist; nothing done",
    ),
    (
        Kind::RateLimited,
        "rate-limited",
        "429 with Retry-After (seconds); nothing done",
    ),
    (
        Kind::RateLimitedBare,
        "rate-limited-bare",
        "429 without Retry-After; nothing done",
    ),
    (Kind::ServerError, "server-error", "500; nothing done"),
    (
        Kind::ServerErrorAfter,
        "server-error-after",
        "500 although it was applied",
    ),
    (
        Kind::BadGatewayHtml,
        "bad-gateway-html",
        "502 as an HTML page; nothing done",
    ),
    (
        Kind::BadGatewayAfter,
        "bad-gateway-after",
        "502 as an HTML page although it was applied",
    ),
    (
        Kind::Empty204,
        "empty-204",
        "204 without a body although it was applied",
    ),
    (
        Kind::BodyCut,
        "body-cut",
        "applied, but the body of the response breaks off in the middle",
    ),
    (
        Kind::DropBefore,
        "drop-before",
        "closes the connection; nothing done",
    ),
    (
        Kind::DropAfter,
        "drop-after",
        "closes the connection although it was applied",
    ),
    (
        Kind::DropLate,
        "drop-late",
        "closes the connection at once; applied later (ms)",
    ),
    (
        Kind::NoEffect,
        "no-effect",
        "reports success, but nothing changed",
    ),
    (
        Kind::IgnoreIdempotency,
        "ignore-idempotency",
        "ignores Idempotency-Key",
    ),
    (Kind::BareArray, "bare-array", "a list as a bare array"),
    (
        Kind::Capped,
        "capped",
        "a list that ends after 20 rows, with the total but no next page",
    ),
    (
        Kind::NumberedPages,
        "numbered-pages",
        "a list in pages of 20, requested by page, not by after",
    ),
    (
        Kind::CamelCase,
        "camel-case",
        "all field names in camel case",
    ),
    (
        Kind::FixedMask,
        "fixed-mask",
        "masked values that are the same for every key",
    ),
    (
        Kind::OddFields,
        "odd-fields",
        "limits such as $5 and 1,000.00, expiries such as yesterday",
    ),
    (Kind::UnknownEnum, "unknown-enum", "unknown status words"),
    (
        Kind::ExtraFields,
        "extra-fields",
        "unknown fields at several depths, canary secrets among them",
    ),
    (Kind::BadRow, "bad-row", "one malformed row in a list"),
    (
        Kind::PercentOnly,
        "percent-only",
        "budgets without any amount",
    ),
    (Kind::JsonNumbers, "json-numbers", "amounts as JSON numbers"),
    (Kind::UsageOld, "usage-old", "the older form of /v1/usage"),
    (Kind::UsageNew, "usage-new", "the newer form of /v1/usage"),
    (
        Kind::ChargesTotals,
        "charges-totals",
        "pending charges as one sum per key",
    ),
    (
        Kind::DeleteOrphans,
        "delete-orphans",
        "deletes a pool that has keys; they are in none afterwards",
    ),
    (
        Kind::DeleteDrops,
        "delete-drops",
        "deletes a pool that has keys, and the keys with it",
    ),
    (Kind::NoOrder, "no-order", "ignores order"),
    (
        Kind::NoFilter,
        "no-filter",
        "ignores pool_id, api_key_id, status and q",
    ),
    (
        Kind::IsoTimes,
        "iso-times",
        "times of accounts, logins and capacity in ISO 8601",
    ),
    (
        Kind::Rfc8628Poll,
        "rfc8628-poll",
        "polls of a device login as RFC 8628: 400 with a bare word",
    ),
    (
        Kind::OpenAiPoll,
        "openai-poll",
        "polls of a device login as OpenAI: 403 with a code",
    ),
    (
        Kind::OpenAiPoll404,
        "openai-poll-404",
        "the same, with pending as 404 without a code",
    ),
    (
        Kind::OtherNames,
        "other-names",
        "logins under other field names and status words",
    ),
    (
        Kind::CodeOnce,
        "code-once",
        "only the start of a device login has the code",
    ),
    (
        Kind::OddLinks,
        "odd-links",
        "links of logins to a host that no provider has",
    ),
    (
        Kind::LocalhostRedirect,
        "localhost-redirect",
        "a started Claude login ends at a dead local address",
    ),
    (
        Kind::ProviderUnavailable,
        "provider-unavailable",
        "502 provider_unavailable; nothing done",
    ),
    (
        Kind::ExchangeFailed,
        "exchange-failed",
        "502 token_exchange_failed; nothing done",
    ),
    (
        Kind::NetworkRejected,
        "network-rejected",
        "502 provider_rejected_network; nothing done",
    ),
    (
        Kind::LoginUnavailable,
        "login-unavailable",
        "503 device_login_unavailable; nothing done",
    ),
];
