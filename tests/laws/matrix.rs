//! Every action under every fault of the sandbox on the write itself; whatever is read besides is
//! sound.

use headgate::call::{Lost, Reply};
use headgate::gate::{LOOK_AGAIN_MILLIS, Outcome, Performed};
use headgate::history::{Entry, lost_value, undo_offer};
use headgate::schema::{Undo, Yields};

use crate::cases::{Case, FRESH, sample, send, ways};
use crate::gateway::{DIALECT, Gateway};
use crate::journal::{AT, check, later, only, starting, stored, verified};
use crate::ledger::{counted, noted};
use crate::truth::{expected, found, is_quoted, value, word};

/// A case that was sent under faults.
struct Sent {
    case: &'static Case,
    label: String,
    gateway: Gateway,
    entry: Entry,
    performed: Performed,
    reply: Result<Reply, Lost>,
    applied: u64,
}

/// Sends a case under faults on its write, and clears them.
async fn sent(case: &'static Case, faults: &[&str]) -> Sent {
    let label = format!("{} under {faults:?}", case.label());
    let gateway = case.gateway();
    let review = case.review(&gateway).await;
    let entry = starting(review.plan());
    for fault in faults {
        gateway.arm(fault, "write").await;
    }
    gateway.forget_exchanges();
    let performed = send(review, &gateway).await;
    let writes = gateway.writes();
    let noted = noted(&gateway).await;
    let ([write], [noted]) = (writes.as_slice(), noted.as_slice()) else {
        panic!("{label}: one request for one confirmation, not {noted:?}");
    };
    let key = write.arrived.header("idempotency-key");
    assert_eq!(key, noted.key.as_deref(), "{label}");
    assert!(key.is_none_or(|key| key == FRESH), "{label}: {key:?}");
    gateway.clear().await;
    Sent {
        case,
        label,
        entry,
        performed,
        reply: write.reply.clone(),
        applied: noted.applied,
        gateway,
    }
}

impl Sent {
    fn outcome(&self) -> &Outcome {
        &self.performed.outcomes[0]
    }

    /// What is said is what is so.
    fn is_told_truly(&self) {
        let Self { label, .. } = self;
        let wanted = expected(&self.reply, self.applied, check(&self.entry));
        assert_eq!(
            word(self.outcome()),
            wanted,
            "{label}: {:?}",
            self.outcome()
        );
        if let Ok(reply) = &self.reply {
            is_quoted(self.outcome(), reply, label);
        }
        // It is read again while nothing shows, and no longer than that.
        let unseen = self.applied == 0 && wanted != "refused";
        let pauses = if unseen { LOOK_AGAIN_MILLIS.len() } else { 0 };
        assert_eq!(self.gateway.pauses(), pauses, "{label}");
    }

    /// A value arrives where the response held it, and is known to be lost where it did not.
    fn value_is_told(&self) {
        let Self { label, case, .. } = self;
        let came = self.performed.value.as_ref().map(|value| value.expose());
        let wanted = value(case.action, &self.reply);
        assert_eq!(came, wanted.as_deref(), "{label}");
        let yields = matches!(case.action.yields, Yields::Value { .. });
        let lost = yields && self.applied > 0 && came.is_none();
        assert_eq!(self.performed.lost_its_value(), lost, "{label}");
        let ended = self.entry.clone().performed(&self.performed, AT);
        assert_eq!(lost_value(&ended).is_some(), lost, "{label}");
    }

    /// The journal tells the same, or more, after a reload; looking sends nothing.
    async fn journal_tells(&self) {
        let Self { label, gateway, .. } = self;
        let value = value(self.case.action, &self.reply);
        let value = value.as_deref();
        let truth = found(self.applied, check(&self.entry));
        let early = if self.applied == 0 { "unknown" } else { truth };
        let open = stored(&self.entry, value, label);
        for (now, expect) in [(AT, early), (later(), truth)] {
            let seen = verified(&open, now, gateway).await;
            assert_eq!(
                word(only(&stored(&seen, value, label))),
                expect,
                "{label}, open"
            );
        }
        let ended = self.entry.clone().performed(&self.performed, AT);
        let ended = stored(&ended, value, label);
        let seen = verified(&ended, later(), gateway).await;
        if word(self.outcome()) == "unknown" {
            assert_eq!(word(only(&seen)), truth, "{label}, later");
        } else {
            assert_eq!(only(&seen), self.outcome(), "{label}, later");
        }
        assert_eq!(
            counted(gateway).await,
            (1, self.applied),
            "{label}: only read"
        );
        self.is_undone_only_if_applied(&ended);
    }

    fn is_undone_only_if_applied(&self, ended: &Entry) {
        let Self { label, case, .. } = self;
        let offered = undo_offer(ended, &[ended], DIALECT).is_ok();
        let may = self.applied > 0 && !matches!(case.action.undo, Undo::Not(_));
        assert_eq!(offered, may, "{label}: undo");
    }
}

/// Holds every case to every fault, with these faults besides.
async fn hold(besides: &[&str]) {
    for fault in sample().faults().await {
        for case in ways() {
            let faults = [&[fault.as_str()], besides].concat();
            let sent = sent(case, &faults).await;
            sent.is_told_truly();
            sent.value_is_told();
            sent.journal_tells().await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so() {
    hold(&[]).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so_where_idempotency_keys_are_ignored() {
    hold(&["ignore-idempotency"]).await;
}
