//! The list of everything that can be made to go wrong, with its word and a sentence for the
//! switch page.

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answer is late; a write is late too.
    Latency,
    /// A write happens at once, its answer is late.
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
    /// 404, as where there is no such call.
    NotOffered,
    /// 429 with `Retry-After`.
    RateLimited,
    /// 429 without it.
    RateLimitedBare,
    /// 500, nothing done.
    ServerError,
    /// 500 although the write was done.
    ServerErrorAfter,
    /// 502 as an HTML page, nothing done.
    BadGatewayHtml,
    /// 502 as an HTML page although the write was done.
    BadGatewayAfter,
    /// 204 without a body although the write was done.
    Empty204,
    /// The body ends in the middle.
    BodyCut,
    /// The connection closes unanswered, nothing done.
    DropBefore,
    /// The connection closes unanswered although the write was done.
    DropAfter,
    /// The connection closes unanswered, and the write is done later.
    DropLate,
    /// Success is claimed and nothing changed.
    NoEffect,
    /// `Idempotency-Key` means nothing.
    IgnoreIdempotency,
    /// A list without its envelope.
    BareArray,
    /// A list that ends at twenty rows, says how many there are, and gives no way to them.
    Capped,
    /// A list in pages of twenty that go by their number.
    NumberedPages,
    /// Every name in camel case, that of the rows too.
    CamelCase,
    /// Budgets and moments that cannot be read.
    OddFields,
    /// Status words nobody knows.
    UnknownEnum,
    /// More fields than the contract has, secrets among them.
    ExtraFields,
    /// One row of a list is no row.
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
    /// A pool with keys in it is deleted, and they are in no pool then.
    DeleteOrphans,
    /// A pool with keys in it is deleted, and they with it.
    DeleteDrops,
    /// `order` means nothing.
    NoOrder,
    /// `pool_id`, `api_key_id`, `status` and `q` mean nothing.
    NoFilter,
}

impl Kind {
    /// Every kind, its word, and what it does.
    pub(crate) const ALL: [(Self, &str, &str); 39] = [
        (
            Self::Latency,
            "latency",
            "waits before anything happens (ms)",
        ),
        (
            Self::LatencyAfter,
            "latency-after",
            "does it at once and answers late (ms)",
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
            "500 although it was done",
        ),
        (
            Self::BadGatewayHtml,
            "bad-gateway-html",
            "502 as an HTML page; nothing done",
        ),
        (
            Self::BadGatewayAfter,
            "bad-gateway-after",
            "502 as an HTML page although it was done",
        ),
        (
            Self::Empty204,
            "empty-204",
            "204 without a body although it was done",
        ),
        (
            Self::BodyCut,
            "body-cut",
            "done, but the body of the answer ends in the middle",
        ),
        (
            Self::DropBefore,
            "drop-before",
            "closes the connection; nothing done",
        ),
        (
            Self::DropAfter,
            "drop-after",
            "closes the connection although it was done",
        ),
        (
            Self::DropLate,
            "drop-late",
            "closes the connection at once; done that much later",
        ),
        (
            Self::NoEffect,
            "no-effect",
            "claims success; nothing changed",
        ),
        (
            Self::IgnoreIdempotency,
            "ignore-idempotency",
            "takes no notice of Idempotency-Key",
        ),
        (Self::BareArray, "bare-array", "a list as a bare array"),
        (
            Self::Capped,
            "capped",
            "a list that ends at 20 rows and tells only how many there are",
        ),
        (
            Self::NumberedPages,
            "numbered-pages",
            "a list in pages of 20 that go by page, not by after",
        ),
        (Self::CamelCase, "camel-case", "every name in camel case"),
        (
            Self::OddFields,
            "odd-fields",
            "limits such as $5 and 1,000.00, expiries such as yesterday",
        ),
        (
            Self::UnknownEnum,
            "unknown-enum",
            "status words that nobody knows",
        ),
        (
            Self::ExtraFields,
            "extra-fields",
            "unknown fields at several depths, canary secrets among them",
        ),
        (Self::BadRow, "bad-row", "one row of a list does not decode"),
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
            "deletes a pool that has keys; they are in none then",
        ),
        (
            Self::DeleteDrops,
            "delete-drops",
            "deletes a pool that has keys, and the keys with it",
        ),
        (Self::NoOrder, "no-order", "takes no notice of order"),
        (
            Self::NoFilter,
            "no-filter",
            "takes no notice of pool_id, api_key_id, status and q",
        ),
    ];

    /// The kind that goes by `word`.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known, _)| *known == word)
            .map(|(kind, ..)| *kind)
    }

    /// The word for it.
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
