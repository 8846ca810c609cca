//! How far looking for one thing has come. Never looks.

use super::seek::Sought;
use crate::api::error::ApiError;

/// A thing that is being looked for, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looking<T> {
    /// The gateway is being asked.
    Asking,
    /// It was looked for.
    Ended(Sought<T>),
    /// Looking for it failed.
    Failed(ApiError),
}

impl<T> From<Result<Sought<T>, ApiError>> for Looking<T> {
    fn from(result: Result<Sought<T>, ApiError>) -> Self {
        match result {
            Ok(sought) => Self::Ended(sought),
            Err(error) => Self::Failed(error),
        }
    }
}
