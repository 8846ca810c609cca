//! The list of all faults, each with its word and a description for the switch page.

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Delays the request, and so a write's effect.
    Latency,
    /// Delays the response; a write is applied at once.
    LatencyAfter,
    /// 400 in the usual envelope.
    Refuse,
    /// 400 with `error` as a bare text.
    StringError,
    /// 422 with a list under `detail`.
    DetailArray,
    /// 200 with `success: false`.
    SuccessFalse,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404, as for a call that the server does not have.
    NotOffered,
    /// 429 with `Retry-After`.
    RateLimited,
    /// 429 without it.
    RateLimitedBare,
    /// 500; nothing is done.
    ServerError,
    /// 500, although the write was applied.
    ServerErrorAfter,
    /// 502 as an HTML page; nothing is done.
    BadGatewayHtml,
    /// 502 as an HTML page, although the write was applied.
    BadGatewayAfter,
    /// 204 without a body, although the write was applied.
    Empty204,
    /// The body breaks off in the middle.
    BodyCut,
    /// The connection closes without a response; nothing is done.
    DropBefore,
    /// The connection closes without a response, although the write was applied.
    DropAfter,
    /// The connection closes without a response, and the write is applied later.
    DropLate,
    /// The response reports success, but nothing changed.
    NoEffect,
    /// `Idempotency-Key` is ignored.
    IgnoreIdempotency,
    /// A list without its envelope.
    BareArray,
    /// A list that ends after twenty rows and gives their total, but no next page.
    Capped,
    /// A list in pages of twenty that are requested by number.
    NumberedPages,
    /// Field names in camel case, the name of the list's rows included.
    CamelCase,
    /// Budgets and times that cannot be read.
    OddFields,
    /// Unknown status words.
    UnknownEnum,
    /// More fields than the contract has, with secrets among them.
    ExtraFields,
    /// A list with one row that is malformed.
    BadRow,
    /// Budgets without amounts.
    PercentOnly,
    /// Amounts as JSON numbers.
    JsonNumbers,
    /// The older form of usage.
    UsageOld,
    /// The newer form of usage.
    UsageNew,
    /// Pending charges as one sum per key.
    ChargesTotals,
    /// A pool with keys is deleted, and its keys are in no pool afterwards.
    DeleteOrphans,
    /// A pool with keys is deleted together with its keys.
    DeleteDrops,
    /// `order` is ignored.
    NoOrder,
    /// `pool_id`, `api_key_id`, `status` and `q` are ignored.
    NoFilter,
    /// Times in ISO 8601.
    IsoTimes,
    /// Polls of a device login in the style of RFC 8628.
    Rfc8628Poll,
    /// Polls of a device login in OpenAI's style, pending as 403.
    OpenAiPoll,
    /// The same with pending as 404.
    OpenAiPoll404,
    /// Logins under other field names and status words.
    OtherNames,
    /// A poll does not repeat the code.
    CodeOnce,
    /// Links to a host that no provider has.
    OddLinks,
    /// The link leads the person to an address where nothing listens.
    LocalhostRedirect,
    /// 502: the provider could not be reached.
    ProviderUnavailable,
    /// 502: the provider exchanged no token.
    ExchangeFailed,
    /// 502: the provider blocks the gateway's address.
    NetworkRejected,
    /// 503: the provider does not offer device logins.
    LoginUnavailable,
}

impl Kind {
    /// Every kind with its word and its description.
    pub(crate) const ALL: [(Self, &str, &str); 51] = [
        (
            Self::Latency,
            "latency",
            "waits before the request is handled (ms)",
        ),
        (
            Self::LatencyAfter,
            "latency-after",
            "applies it at once, responds late (ms)",
        ),
        (
            Self::Refuse,
            "refuse",
            "400 with an error envelope; nothing done",
        ),
        (
            Self::StringError,
            "string-error",
            "400 with a bare text as error; nothing done",
        ),
        (
            Self::DetailArray,
            "detail-array",
            "422 with a list of details; nothing done",
        ),
        (
            Self::SuccessFalse,
            "success-false",
            "200 that says success: false; nothing done",
        ),
        (Self::Unauthorized, "unauthorized", "401; nothing done"),
        (Self::Forbidden, "forbidden", "403; nothing done"),
        (
            Self::NotOffered,
            "not-offered",
            "404 as for a call that does not exist; nothing done",
        ),
        (
            Self::RateLimited,
            "rate-limited",
            "429 with Retry-After (seconds); nothing done",
        ),
        (
            Self::RateLimitedBare,
            "rate-limited-bare",
            "429 without Retry-After; nothing done",
        ),
        (Self::ServerError, "server-error", "500; nothing done"),
        (
            Self::ServerErrorAfter,
            "server-error-after",
            "500 although it was applied",
        ),
        (
            Self::BadGatewayHtml,
            "bad-gateway-html",
            "502 as an HTML page; nothing done",
        ),
        (
            Self::BadGatewayAfter,
            "bad-gateway-after",
            "502 as an HTML page although it was applied",
        ),
        (
            Self::Empty204,
            "empty-204",
            "204 without a body although it was applied",
        ),
        (
            Self::BodyCut,
            "body-cut",
            "applied, but the body of the response breaks off in the middle",
        ),
        (
            Self::DropBefore,
            "drop-before",
            "closes the connection; nothing done",
        ),
        (
            Self::DropAfter,
            "drop-after",
            "closes the connection although it was applied",
        ),
        (
            Self::DropLate,
            "drop-late",
            "closes the connection at once; applied later (ms)",
        ),
        (
            Self::NoEffect,
            "no-effect",
            "reports success, but nothing changed",
        ),
        (
            Self::IgnoreIdempotency,
            "ignore-idempotency",
            "ignores Idempotency-Key",
        ),
        (Self::BareArray, "bare-array", "a list as a bare array"),
        (
            Self::Capped,
            "capped",
            "a list that ends after 20 rows, with the total but no next page",
        ),
        (
            Self::NumberedPages,
            "numbered-pages",
            "a list in pages of 20, requested by page, not by after",
        ),
        (
            Self::CamelCase,
            "camel-case",
            "all field names in camel case",
        ),
        (
            Self::OddFields,
            "odd-fields",
            "limits such as $5 and 1,000.00, expiries such as yesterday",
        ),
        (Self::UnknownEnum, "unknown-enum", "unknown status words"),
        (
            Self::ExtraFields,
            "extra-fields",
            "unknown fields at several depths, canary secrets among them",
        ),
        (Self::BadRow, "bad-row", "one malformed row in a list"),
        (
            Self::PercentOnly,
            "percent-only",
            "budgets without any amount",
        ),
        (Self::JsonNumbers, "json-numbers", "amounts as JSON numbers"),
        (Self::UsageOld, "usage-old", "the older form of /v1/usage"),
        (Self::UsageNew, "usage-new", "the newer form of /v1/usage"),
        (
            Self::ChargesTotals,
            "charges-totals",
            "pending charges as one sum per key",
        ),
        (
            Self::DeleteOrphans,
            "delete-orphans",
            "deletes a pool that has keys; they are in none afterwards",
        ),
        (
            Self::DeleteDrops,
            "delete-drops",
            "deletes a pool that has keys, and the keys with it",
        ),
        (Self::NoOrder, "no-order", "ignores order"),
        (
            Self::NoFilter,
            "no-filter",
            "ignores pool_id, api_key_id, status and q",
        ),
        (Self::IsoTimes, "iso-times", "times in ISO 8601"),
        (
            Self::Rfc8628Poll,
            "rfc8628-poll",
            "polls of a device login as RFC 8628: 400 with a bare word",
        ),
        (
            Self::OpenAiPoll,
            "openai-poll",
            "polls of a device login as OpenAI: 403 with a code",
        ),
        (
            Self::OpenAiPoll404,
            "openai-poll-404",
            "the same, with pending as 404 without a code",
        ),
        (
            Self::OtherNames,
            "other-names",
            "logins under other field names and status words",
        ),
        (
            Self::CodeOnce,
            "code-once",
            "only the start of a device login has the code",
        ),
        (
            Self::OddLinks,
            "odd-links",
            "links of logins to a host that no provider has",
        ),
        (
            Self::LocalhostRedirect,
            "localhost-redirect",
            "a started Claude login ends at a dead local address",
        ),
        (
            Self::ProviderUnavailable,
            "provider-unavailable",
            "502 provider_unavailable; nothing done",
        ),
        (
            Self::ExchangeFailed,
            "exchange-failed",
            "502 token_exchange_failed; nothing done",
        ),
        (
            Self::NetworkRejected,
            "network-rejected",
            "502 provider_rejected_network; nothing done",
        ),
        (
            Self::LoginUnavailable,
            "login-unavailable",
            "503 device_login_unavailable; nothing done",
        ),
    ];

    /// The kind with this word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known, _)| *known == word)
            .map(|(kind, ..)| *kind)
    }

    /// The kind's word.
    pub(crate) fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("", |(_, word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for (kind, word, _) in Kind::ALL {
            assert_eq!(Kind::from_word(word), Some(kind));
            assert_eq!(kind.word(), word);
        }
    }
}
