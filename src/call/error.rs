//! The kinds of failed calls, distinguished by what the operator has to do.

/// Why a host gave no usable response to a read, or received nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// Host down, connection cut or missing CORS header: a browser cannot tell these apart.
    Network,
    /// No response in time.
    TimedOut,
    /// The operator stopped waiting.
    Stopped,
    /// The page's content security policy forbids the address.
    BlockedByPolicy,
    /// The request could not be made.
    NotSent,
    /// The gateway, or a proxy in front of it, responded with this 5xx.
    ServerError(u16),
}

/// A gateway's refusal in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status; 200 if the gateway refuses inside a successful response.
    pub status: u16,
    /// The gateway's code, e.g. `budget_unlimited`.
    pub code: Option<String>,
    /// The field that it names.
    pub param: Option<String>,
    /// Its message.
    pub message: String,
    /// The `X-Request-Id` header.
    pub request_id: Option<String>,
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// A read got no usable response, or a write was not sent: try again.
    Unreachable(Unreachable),
    /// The key is not, or no longer, accepted: sign in again.
    SignedOut(Refusal),
    /// A proxy in front of the gateway asks for its own sign-in; the key is kept.
    Proxy,
    /// The key is valid but not permitted to do this.
    NotAllowed(Refusal),
    /// The gateway understood the request and refused it.
    Refused(Refusal),
    /// Too many requests: wait.
    Limited {
        /// Seconds that the gateway asks to wait; `None` if it does not say.
        retry_after: Option<u32>,
    },
    /// The response cannot be read: the gateway's version may differ.
    Unreadable {
        /// The requested path.
        path: String,
        /// What could not be read.
        why: String,
        /// The beginning of the response, as text.
        excerpt: String,
    },
    /// The response to a write was lost or says nothing: the write may or may not have been
    /// applied.
    OutcomeUnknown(Unreachable),
}
