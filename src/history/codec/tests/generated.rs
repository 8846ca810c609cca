//! Generated entries: every variant of every type that an entry may hold.

mod value;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::call::{ApiError, Refusal, Unreachable};
use crate::domain::ids::{EntryId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::gate::{After, Outcome, Subject, Uncertainty};
use crate::history::entry::{Entry, StoredCompensation, StoredStep};
use crate::history::sent::Sent;
use crate::profile::Account;
use crate::schema::{Baseline, Check, CompensateWhen, DocumentKind, Requires, Still};
use value::{any_id, any_locator, any_record, any_text, any_texts, any_time, any_value};

fn any_check() -> BoxedStrategy<Check> {
    let field = || (any_locator(), any_id(), any_value());
    let baseline = (any_texts(), any::<bool>()).prop_map(|(ids, whole)| Baseline { ids, whole });
    let appears = (any_id(), any_text(), baseline, 0..9_usize);
    prop_oneof![
        (field(), any_value()).prop_map(|((at, field, before), to)| Check::Becomes {
            at,
            field,
            before,
            to
        }),
        (field(), any_value()).prop_map(|((at, field, before), by)| Check::Rises {
            at,
            field,
            before,
            by
        }),
        field().prop_map(|(at, field, before)| Check::Differs { at, field, before }),
        any_locator().prop_map(|at| Check::Goes { at }),
        appears.prop_map(|(of, name, baseline, count)| Check::Appears {
            of,
            name,
            baseline,
            count
        }),
        (any_id(), any_texts()).prop_map(|(of, ids)| Check::Lists { of, ids }),
        (any_id(), 0..9_usize).prop_map(|(of, by_step)| Check::Named { of, by_step }),
        (any_id(), 0..9_usize).prop_map(|(of, by_step)| Check::Removed { of, by_step }),
        Just(Check::Answered),
    ]
    .boxed()
}

fn any_unreachable() -> BoxedStrategy<Unreachable> {
    prop_oneof![
        Just(Unreachable::Network),
        Just(Unreachable::TimedOut),
        Just(Unreachable::Stopped),
        Just(Unreachable::BlockedByPolicy),
        Just(Unreachable::NotSent),
        any::<u16>().prop_map(Unreachable::ServerError),
    ]
    .boxed()
}

fn any_refusal() -> BoxedStrategy<Refusal> {
    let told = (of(any_text()), of(any_text()), of(any_text()));
    (any::<u16>(), any_text(), told)
        .prop_map(|(status, message, (code, param, request_id))| Refusal {
            status,
            code,
            param,
            message,
            request_id,
        })
        .boxed()
}

fn any_error() -> BoxedStrategy<ApiError> {
    prop_oneof![
        any_unreachable().prop_map(ApiError::Unreachable),
        any_refusal().prop_map(ApiError::SignedOut),
        Just(ApiError::Proxy),
        any_refusal().prop_map(ApiError::NotAllowed),
        any_refusal().prop_map(ApiError::Refused),
        of(any::<u32>()).prop_map(|retry_after| ApiError::Limited { retry_after }),
        (any_text(), any_text(), any_text())
            .prop_map(|(path, why, excerpt)| ApiError::Unreadable { path, why, excerpt }),
        any_unreachable().prop_map(ApiError::OutcomeUnknown),
    ]
    .boxed()
}

fn any_after() -> BoxedStrategy<After> {
    let field = || (any_id(), any_value());
    prop_oneof![
        field().prop_map(|(field, value)| After::Field { field, value }),
        (field(), of(any_time())).prop_map(|((field, value), old_ends)| After::Replaced {
            field,
            value,
            old_ends
        }),
        any_texts().prop_map(After::Made),
        Just(After::Gone),
        Just(After::Listed),
        Just(After::Answered),
    ]
    .boxed()
}

fn any_uncertainty() -> BoxedStrategy<Uncertainty> {
    prop_oneof![
        (any_id(), any_value())
            .prop_map(|(field, value)| Uncertainty::ChangedElsewhere { field, value }),
        any::<bool>().prop_map(|fell| Uncertainty::OnlyPercentages { fell }),
        Just(Uncertainty::NowUnlimited),
        Just(Uncertainty::NothingToCompare),
        Just(Uncertainty::Partly),
        Just(Uncertainty::NotFound),
        Just(Uncertainty::TooEarly),
        Just(Uncertainty::Overtaken),
        Just(Uncertainty::AccountNotKnown),
        any_error().prop_map(Uncertainty::ReadFailed),
    ]
    .boxed()
}

fn any_outcome() -> BoxedStrategy<Outcome> {
    let after = || vec(any_after(), 0..3);
    prop_oneof![
        (after(), any::<bool>()).prop_map(|(after, answered)| Outcome::Applied { after, answered }),
        any_error().prop_map(|error| Outcome::Refused { error }),
        Just(Outcome::NoChange),
        after().prop_map(|after| Outcome::AppliedTwice { after }),
        Just(Outcome::NotApplied),
        (any_uncertainty(), any::<bool>()).prop_map(|(uncertainty, answered)| Outcome::Unknown {
            uncertainty,
            answered
        }),
        Just(Outcome::NotSent),
        (any_id(), any_value()).prop_map(|(field, value)| Outcome::Outdated { field, value }),
    ]
    .boxed()
}

fn any_sent() -> BoxedStrategy<Sent> {
    let headers = vec((any_text(), any_text()), 0..3);
    (any_text(), any_text(), headers, of(any_text()), any_text())
        .prop_map(|(method, target, headers, body, curl)| Sent {
            method,
            target,
            headers,
            body,
            curl,
        })
        .boxed()
}

fn any_compensation() -> BoxedStrategy<StoredCompensation> {
    let when = select(vec![
        CompensateWhen::LaterStepFailed,
        CompensateWhen::NotAppliedAndLiveBrokenOrOurs(DocumentKind::Ratios),
        CompensateWhen::NotAppliedAndLiveBrokenOrOurs(DocumentKind::Json),
    ]);
    (when, any_sent(), vec(any_check(), 0..2), of(any_outcome()))
        .prop_map(|(when, sent, checks, outcome)| StoredCompensation {
            when,
            sent,
            checks,
            outcome,
        })
        .boxed()
}

/// A step of one of so many subjects.
fn any_step(subjects: usize) -> BoxedStrategy<StoredStep> {
    let requires = prop_oneof![
        Just(Requires::Nothing),
        Just(Requires::AllBeforeApplied),
        (0..9_usize).prop_map(Requires::MadeBy),
    ];
    let still = (any_locator(), any_id(), any_value()).prop_map(|(at, field, value)| Still {
        at,
        field,
        value,
    });
    let rules = (requires, of(still), of(any_compensation()));
    (
        0..subjects,
        any_sent(),
        vec(any_check(), 0..3),
        rules,
        of(any_outcome()),
    )
        .prop_map(
            |(subject, sent, checks, (requires, still, compensation), outcome)| StoredStep {
                subject,
                sent,
                checks,
                requires,
                still,
                compensation,
                outcome,
            },
        )
        .boxed()
}

pub(super) fn any_entry() -> BoxedStrategy<Entry> {
    let subject = (any_locator(), any_record()).prop_map(|(at, input)| Subject { at, input });
    let parts = vec(subject, 1..3).prop_flat_map(|subjects| {
        let steps = vec(any_step(subjects.len()), 0..3);
        (Just(subjects), steps)
    });
    let connection = (any_text(), any_text(), any_text(), any_texts(), any_text());
    let made = (any_text(), any::<i64>(), any_id(), any_id());
    let later = (of(any_text()), of(any::<i64>()), of(any::<bool>()));
    (made, connection, parts, later)
        .prop_map(
            |(
                (id, at, resource, action),
                (profile, gateway, base, signs, dialect),
                (subjects, steps),
                (undoes, read_at, value_came),
            )| Entry {
                id: EntryId(id),
                at: UnixMillis(at),
                profile: ProfileId(profile),
                gateway,
                base,
                account: Account { signs },
                dialect,
                resource,
                action,
                subjects,
                steps,
                undoes: undoes.map(EntryId),
                read_at: read_at.map(UnixMillis),
                value_came,
            },
        )
        .boxed()
}
