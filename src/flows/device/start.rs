//! The start of a device login: a login that a person can finish, or what is wrong with the response.

use super::pace::Pace;
use super::{Code, DeviceLogin, interval_seconds};
use crate::domain::ids::{Id, SpelledId};
use crate::flows::clock::Now;
use crate::flows::deadline::{DEVICE_SECONDS, Deadline, Told};
use crate::flows::problem::{Missing, Refused, StartProblem};

/// A response to the start, each part as far as it came.
#[derive(Clone, Default)]
pub struct StartResponse {
    /// The HTTP status.
    pub status: u16,
    /// The error's code.
    pub error: Option<String>,
    /// The error's message.
    pub message: Option<String>,
    /// The login's id.
    pub login_id: Option<SpelledId>,
    /// Fields that go with each poll, by name.
    pub correlation: Vec<(Id, SpelledId)>,
    /// What the person enters.
    pub user_code: Option<String>,
    /// Where it is entered.
    pub address: Option<String>,
    /// The interval in seconds as it was spelled.
    pub interval: Option<String>,
    /// When the login ends.
    pub told: Told,
}

impl DeviceLogin {
    /// Begins a login from the response to its start; `None` where no whole response came.
    ///
    /// # Errors
    /// What is wrong, where no login began that a person could finish.
    pub fn start(response: Option<StartResponse>, now: Now) -> Result<Self, StartProblem> {
        let response = response.ok_or(StartProblem::Lost)?;
        let is_success = (200..300).contains(&response.status);
        if !is_success || (response.user_code.is_none() && response.error.is_some()) {
            return Err(StartProblem::of(Refused {
                status: response.status,
                code: response.error,
                message: response.message,
            }));
        }
        let is_told = |text: &String| !text.trim().is_empty();
        let login_id = response.login_id.filter(|id| !id.as_str().is_empty());
        let user_code = response.user_code.filter(is_told);
        let (Some(login_id), Some(user_code)) = (&login_id, &user_code) else {
            let what = match (&login_id, &user_code) {
                (None, None) => Missing::IdAndCode,
                (None, Some(_)) => Missing::Id,
                _ => Missing::Code,
            };
            return Err(StartProblem::Missing(response.status, what));
        };
        let interval = response.interval.as_deref();
        Ok(Self::new(
            login_id.clone(),
            response.correlation,
            Some(Code {
                user_code: user_code.clone(),
                address: response.address.filter(is_told),
            }),
            Deadline::start(response.told, DEVICE_SECONDS, now),
            Pace::new(interval),
            now.steady.plus_seconds(interval_seconds(interval)),
        ))
    }
}

#[cfg(test)]
mod tests;
