//! The way back of each change, or the reason why there is none.

use crate::gate::plan::Intent;

/// Why a change cannot be taken back from the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWayBack {
    /// A top-up raises a limit; the gateway has no call that lowers one.
    NothingLowersALimit,
    /// Only deletion removes a key: a write of its own, and its value may be in use already.
    OnlyDeletionRemovesAKey,
}

/// The table: one line per action.
#[must_use]
pub const fn no_way_back(intent: &Intent) -> NoWayBack {
    match intent {
        Intent::TopUpKey { .. } => NoWayBack::NothingLowersALimit,
        Intent::CreateKey { .. } => NoWayBack::OnlyDeletionRemovesAKey,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{NoWayBack, no_way_back};
    use crate::api::gateway::Dialect;
    use crate::domain::access::Role;
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::ids::{ChangeId, KeyId, ProfileId};
    use crate::domain::key::NewKey;
    use crate::domain::money::{Amount, Usd};
    use crate::domain::time::UnixMillis;
    use crate::gate::check::Check;
    use crate::gate::outcome::Outcome;
    use crate::gate::plan::Intent;
    use crate::history::change::{Change, Sent, Step};

    /// A journal entry for tests of this room.
    pub(crate) fn top_up_change(
        base: &str,
        key: &str,
        amount: &str,
        at: i64,
        outcome: Option<Outcome>,
    ) -> Change {
        let by = Usd::from_operator(amount).expect("an amount");
        let key = KeyId(key.into());
        let before = Budget::Limited(Figures {
            limit: Amount::from_text("100"),
            ..Figures::default()
        });
        Change {
            id: ChangeId(format!("change-{at}")),
            at: UnixMillis(at),
            profile: ProfileId("p".into()),
            gateway: "G".into(),
            base: base.into(),
            dialect: Dialect::OneKeyLlm,
            intent: Intent::TopUpKey {
                key: key.clone(),
                name: "CI".into(),
                amount: by,
            },
            steps: vec![Step {
                sent: Sent {
                    method: "POST".into(),
                    target: "/t".into(),
                    headers: vec![],
                    body: Some("{}".into()),
                    curl: "curl".into(),
                },
                check: Check::LimitRises {
                    key,
                    name: None,
                    cursor: None,
                    before,
                    by,
                },
                outcome,
            }],
        }
    }

    #[test]
    fn every_action_says_why_not() {
        let new = NewKey {
            name: "CI".into(),
            limit: None,
            foundation: None,
            expires_at: None,
            pool: None,
        };
        assert_eq!(
            no_way_back(&Intent::CreateKey {
                new,
                role: Role::Pool
            }),
            NoWayBack::OnlyDeletionRemovesAKey
        );
        assert_eq!(
            no_way_back(&top_up_change("/", "k", "1", 0, None).intent),
            NoWayBack::NothingLowersALimit
        );
    }
}
