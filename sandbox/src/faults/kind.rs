//! The kinds of faults.

use super::words;

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Delays the request, and so a write's effect.
    Latency,
    /// Delays the response; a write is applied at once.
    LatencyAfter,
    /// 400 in the usual envelope.
    Refuse,
    /// A refusal, although the write was applied.
    RefuseAfter,
    /// A refusal after half of a batch was made.
    RefuseHalfway,
    /// 400 with `error` as a bare text.
    StringError,
    /// 422 with a list under `detail`.
    DetailArray,
    /// 200 with `success: false`.
    SuccessFalse,
    /// 401.
    Unauthorized,
    /// 401 as the page of a proxy that asks for a sign-in of its own.
    ProxySignIn,
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
    /// Masked values that are the same for every key.
    FixedMask,
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
    /// Times of accounts, logins and capacity in ISO 8601.
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
    pub(crate) const ALL: [(Self, &str, &str); words::COUNT] = words::ALL;

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
