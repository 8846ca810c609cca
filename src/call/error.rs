//! What went wrong with a call, in the few kinds that ask something different of the operator.

/// Why a host gave no usable response to a read, or received nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// Dead host, cut connection or missing CORS header: a browser cannot tell which.
    Network,
    /// No response in time.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// The page's content policy forbids the address.
    BlockedByPolicy,
    /// The request could not be made.
    NotSent,
    /// The gateway, or a proxy in front of it, responded with this 5xx.
    ServerError(u16),
}

/// A gateway's refusal in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status; 200 where a gateway refuses inside a successful response.
    pub status: u16,
    /// The gateway's code, e.g. `budget_unlimited`.
    pub code: Option<String>,
    /// The field it names.
    pub param: Option<String>,
    /// Its message.
    pub message: String,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing usable came of a read, or a write was never sent: try again.
    Unreachable(Unreachable),
    /// The key is not, or no longer, accepted: connect again.
    SignedOut(Refusal),
    /// A proxy in front of the gateway asks for its own sign-in; the key is kept.
    Proxy,
    /// The key works, but not for this.
    NotAllowed(Refusal),
    /// The gateway understood and refused.
    Refused(Refusal),
    /// Too many requests: wait.
    Limited {
        /// Seconds that the gateway asks for; `None` where it does not say.
        retry_after: Option<u32>,
    },
    /// The response cannot be read: which version is the gateway?
    Unreadable {
        /// What was asked.
        path: String,
        /// What did not fit.
        why: String,
        /// The beginning of what came, as text.
        excerpt: String,
    },
    /// The response to a write did not arrive, or said nothing: it may or may not have been applied.
    OutcomeUnknown(Unreachable),
}
