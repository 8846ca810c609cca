//! Generated entries: every variant of every type that an entry may hold.

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::call::{ApiError, Refusal, Unreachable};
use crate::domain::budget::{Budget, Figures, Window};
use crate::domain::ids::{EntryId, Id, ProfileId, SpelledId};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::{After, Outcome, Subject, Uncertainty};
use crate::history::entry::{Entry, StoredCompensation, StoredStep};
use crate::history::sent::Sent;
use crate::profile::Account;
use crate::schema::{
    Baseline, Check, CompensateWhen, Decimal, Document, DocumentKind, Locator, Record, Ref,
    Requires, Still, Value,
};

fn any_text() -> BoxedStrategy<String> {
    prop_oneof!["\\PC{0,8}", "[\\x00-\\x7f]{0,8}"].boxed()
}

fn any_texts() -> BoxedStrategy<Vec<String>> {
    vec(any_text(), 0..3).boxed()
}

fn any_id() -> BoxedStrategy<Id> {
    any_text().prop_map(Id::from).boxed()
}

fn any_time() -> BoxedStrategy<UnixSeconds> {
    any::<i64>().prop_map(UnixSeconds).boxed()
}

fn any_spelled() -> BoxedStrategy<SpelledId> {
    prop_oneof![
        any_text().prop_map(SpelledId::Text),
        any_text().prop_map(SpelledId::Number),
    ]
    .boxed()
}

fn any_amount() -> BoxedStrategy<Amount> {
    let value = (-10_i128.pow(30)..10_i128.pow(30)).prop_map(Usd::from_nanos);
    let precision = select(vec![
        Precision::Exact,
        Precision::Rounded,
        Precision::Approximate,
    ]);
    (any_text(), value, precision)
        .prop_map(|(text, value, precision)| Amount {
            text,
            value,
            precision,
        })
        .boxed()
}

fn any_percent() -> BoxedStrategy<Percent> {
    any::<i64>().prop_map(Percent::from_thousandths).boxed()
}

fn any_budget() -> BoxedStrategy<Budget> {
    let amounts = (of(any_amount()), of(any_amount()), of(any_amount()));
    let figures = (amounts, of(any_percent()), of(any_percent())).prop_map(
        |((limit, used, remaining), used_percent, remaining_percent)| Figures {
            limit,
            used,
            remaining,
            used_percent,
            remaining_percent,
        },
    );
    prop_oneof![
        Just(Budget::NotTold),
        Just(Budget::Unlimited),
        figures.prop_map(Budget::Limited)
    ]
    .boxed()
}

fn any_value() -> BoxedStrategy<Value> {
    let decimal = (any_text(), any_id()).prop_map(|(text, unit)| Decimal { text, unit });
    let window = (of(any_percent()), of(any_time()))
        .prop_map(|(used, resets_at)| Window { used, resets_at });
    let reference = (any_id(), of(any_spelled()), of(any_text())).prop_map(|(of, id, name)| Ref {
        of,
        id,
        name,
    });
    prop_oneof![
        Just(Value::Missing),
        Just(Value::Null),
        any_text().prop_map(Value::Unreadable),
        any_text().prop_map(Value::Text),
        any::<bool>().prop_map(Value::Truth),
        any::<i64>().prop_map(Value::Whole),
        decimal.prop_map(|decimal| Value::Decimal(Box::new(decimal))),
        any_amount().prop_map(|amount| Value::Amount(Box::new(amount))),
        any::<i64>().prop_map(|units| Value::QuotaUnits(QuotaUnits(units))),
        any_percent().prop_map(Value::Percent),
        any_budget().prop_map(|budget| Value::Budget(Box::new(budget))),
        window.prop_map(Value::Window),
        any_time().prop_map(Value::Time),
        reference.prop_map(|reference| Value::Ref(Box::new(reference))),
        any_texts().prop_map(Value::Words),
        any_text().prop_map(|text| Value::Document(Document(text))),
    ]
    .boxed()
}

fn any_record() -> BoxedStrategy<Record> {
    let values = btree_set(any_text(), 0..4).prop_flat_map(|names| {
        let values = vec(any_value(), names.len());
        (Just(names), values)
    });
    values
        .prop_map(|(names, values)| {
            let names = names.into_iter().map(Id::from);
            Record::new(names.zip(values).collect())
        })
        .boxed()
}

fn any_locator() -> BoxedStrategy<Locator> {
    let rest = (of(any_text()), of(any_text()), of(any_time()));
    (any_id(), any_spelled(), rest)
        .prop_map(|(of, id, (name, cursor, created_at))| Locator {
            of,
            id,
            name,
            cursor,
            created_at,
        })
        .boxed()
}

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
