//! What a login makes of the end of a poll: it waits, pauses or ends.

use super::poll::Verdict;
use super::{DeviceLogin, Outcome, Phase, PollResponse, Trouble, Unseen};
use crate::flows::clock::Now;

impl DeviceLogin {
    /// Takes what came of the poll; of a poll that is not under way any more, nothing.
    pub(super) fn take(&mut self, response: Option<PollResponse>, now: Now) {
        let Phase::Polling { is_last } = self.phase else {
            return;
        };
        let Some(response) = response else {
            self.troubled(Trouble::Lost, None, is_last, now);
            return;
        };
        let retry_after = response.retry_after;
        match response.verdict() {
            Verdict::Done => self.end(Outcome::Completed(response.account.unwrap_or_default())),
            Verdict::Denied => self.end(Outcome::Refused(response.message)),
            Verdict::Expired => self.end(Outcome::Expired),
            Verdict::Failed => self.end(Outcome::Failed(response.message)),
            Verdict::NotFound if self.is_missing => self.end(Outcome::Gone),
            Verdict::KeyRefused => {
                let wait = self.pace.after_response(retry_after);
                let earliest = now.steady.plus_seconds(wait);
                self.phase = Phase::Paused { earliest };
            }
            Verdict::Transient => {
                let trouble = match response.status {
                    429 => Trouble::Limited,
                    status => Trouble::Status(status),
                };
                self.troubled(trouble, retry_after, is_last, now);
            }
            verdict @ (Verdict::Pending | Verdict::Slow | Verdict::NotFound) => {
                self.is_missing = verdict == Verdict::NotFound;
                self.trouble = None;
                self.remark = response.remark();
                self.deadline.refresh(response.told, now);
                let slower = verdict == Verdict::Slow;
                self.pace.told(response.interval.as_deref(), slower);
                self.code = response.code_shown.or(self.code.take());
                let due = now
                    .steady
                    .plus_seconds(self.pace.after_response(retry_after));
                self.phase = Phase::Waiting { due, earliest: due };
                if is_last && self.deadline.has_passed(now) {
                    self.end(Outcome::Expired);
                }
            }
        }
    }

    fn troubled(&mut self, trouble: Trouble, retry_after: Option<u32>, is_last: bool, now: Now) {
        if is_last {
            self.end(Outcome::Unknown(Unseen::LastPollLost));
            return;
        }
        let (due, earliest) = self.pace.after_trouble(retry_after);
        self.trouble = Some(trouble);
        self.phase = Phase::Waiting {
            due: now.steady.plus_seconds(due),
            earliest: now.steady.plus_seconds(earliest),
        };
    }
}
