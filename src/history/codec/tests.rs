//! Whatever an entry holds is read back as it was, and anything else is not read.

use super::{read_change, write_change};
use crate::api::error::{ApiError, Refusal, Unreachable};
use crate::api::gateway::Dialect;
use crate::api::json::Json;
use crate::domain::access::Role;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{ChangeId, KeyId, PoolId, ProfileId, UserId};
use crate::domain::key::{Foundation, NewKey};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;
use crate::domain::pool::{NewPool, Owner, PoolRef};
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::gate::check::Check;
use crate::gate::earlier::Earlier;
use crate::gate::intent::{Intent, KeyMove};
use crate::gate::judge::{After, Doubt};
use crate::gate::outcome::Outcome;
use crate::gate::seek::Whereabouts;
use crate::history::change::{Change, Sent, Step};
use crate::history::undo::tests::top_up_change;
use crate::profile::Account;
use proptest::option::of;
use proptest::prelude::*;

fn any_text() -> BoxedStrategy<String> {
    prop_oneof!["\\PC{0,8}", "[\\x00-\\x7f]{0,8}"].boxed()
}

fn any_usd() -> impl Strategy<Value = Usd> {
    (-10_i128.pow(30)..10_i128.pow(30)).prop_map(Usd::from_nanos)
}

fn any_amount() -> BoxedStrategy<Amount> {
    let precision = prop::sample::select(vec![
        Precision::Exact,
        Precision::Rounded,
        Precision::Approximate,
    ]);
    (any_text(), any_usd(), precision)
        .prop_map(|(text, value, precision)| Amount {
            text,
            value,
            precision,
        })
        .boxed()
}

fn any_percent() -> impl Strategy<Value = Percent> {
    any::<i64>().prop_map(Percent::from_thousandths)
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

fn any_key() -> impl Strategy<Value = KeyId> {
    any_text().prop_map(KeyId)
}

fn any_keys() -> impl Strategy<Value = Vec<KeyId>> {
    prop::collection::vec(any_key(), 0..4)
}

fn any_pool_id() -> impl Strategy<Value = PoolId> {
    any_text().prop_map(PoolId)
}

fn any_pool() -> impl Strategy<Value = PoolRef> {
    (any_pool_id(), of(any_text())).prop_map(|(id, name)| PoolRef { id, name })
}

fn any_owner() -> impl Strategy<Value = Owner> {
    (of(any_text().prop_map(UserId)), of(any_text())).prop_map(|(id, name)| Owner { id, name })
}

fn any_place() -> impl Strategy<Value = Whereabouts> {
    let made = of(any::<i64>().prop_map(UnixSeconds));
    (any_text(), of(any_text()), of(any_text()), made).prop_map(|(id, name, cursor, created_at)| {
        Whereabouts {
            id,
            name,
            cursor,
            created_at,
        }
    })
}

fn any_move() -> impl Strategy<Value = KeyMove> {
    (any_key(), any_text(), of(any_pool()), of(any_pool())).prop_map(|(key, name, from, to)| {
        KeyMove {
            key,
            name,
            from,
            to,
        }
    })
}

fn any_intent() -> BoxedStrategy<Intent> {
    let rest = (
        of(any_text().prop_map(Foundation)),
        of(any::<i64>().prop_map(UnixSeconds)),
        of(any_text().prop_map(PoolId)),
    );
    let new = (any_text(), of(any_usd()), rest).prop_map(
        |(name, limit, (foundation, expires_at, pool))| NewKey {
            name,
            limit,
            foundation,
            expires_at,
            pool,
        },
    );
    let role = prop::sample::select(vec![Role::Organization, Role::Pool]);
    prop_oneof![
        (new, role).prop_map(|(new, role)| Intent::CreateKey { new, role }),
        (any_key(), any_text(), any_usd()).prop_map(|(key, name, amount)| Intent::TopUpKey {
            key,
            name,
            amount
        }),
        (any_key(), any_text(), any::<u32>()).prop_map(|(key, name, grace_seconds)| {
            Intent::RotateKey {
                key,
                name,
                grace_seconds,
            }
        }),
        (any_key(), any_text()).prop_map(|(key, name)| Intent::DeleteKey { key, name }),
        prop::collection::vec(any_move(), 0..3).prop_map(Intent::MoveKeys),
        (any_text(), of(any_text().prop_map(UserId)))
            .prop_map(|(name, owner)| Intent::CreatePool(NewPool { name, owner })),
        any_pool().prop_map(Intent::DeletePool),
        (any_pool(), of(any_owner())).prop_map(|(pool, owner)| Intent::SetOwner { pool, owner }),
    ]
    .boxed()
}

fn any_earlier() -> impl Strategy<Value = Earlier> {
    let ids = prop::collection::vec(any_text(), 0..3);
    (ids, any::<bool>()).prop_map(|(ids, whole)| Earlier { ids, whole })
}

fn any_check() -> BoxedStrategy<Check> {
    prop_oneof![
        (any_place(), any_budget(), any_usd()).prop_map(|(key, before, by)| Check::LimitRises {
            key,
            before,
            by
        }),
        (any_text(), any_earlier()).prop_map(|(name, earlier)| Check::KeyAppears { name, earlier }),
        (any_place(), of(any_text())).prop_map(|(key, before)| Check::ValueChanges { key, before }),
        any_place().prop_map(Check::KeyGoes),
        (any_place(), of(any_pool_id()), of(any_pool_id()))
            .prop_map(|(key, before, to)| Check::KeyMoves { key, before, to }),
        (any_pool_id(), of(any::<u64>()))
            .prop_map(|(pool, before)| Check::PoolGrows { pool, before }),
        (any_text(), any_earlier())
            .prop_map(|(name, earlier)| Check::PoolAppears { name, earlier }),
        any_place().prop_map(Check::PoolGoes),
        (
            any_place(),
            of(any_owner()),
            of(any_text().prop_map(UserId))
        )
            .prop_map(|(pool, before, to)| Check::OwnerBecomes { pool, before, to }),
    ]
    .boxed()
}

fn any_unreachable() -> impl Strategy<Value = Unreachable> {
    prop_oneof![
        Just(Unreachable::Network),
        Just(Unreachable::TimedOut),
        Just(Unreachable::Stopped),
        Just(Unreachable::BlockedByPolicy),
        Just(Unreachable::NotSent),
        any::<u16>().prop_map(Unreachable::ServerError),
    ]
}

fn any_refusal() -> impl Strategy<Value = Refusal> {
    (
        any::<u16>(),
        of(any_text()),
        of(any_text()),
        any_text(),
        of(any_text()),
    )
        .prop_map(|(status, code, param, message, request_id)| Refusal {
            status,
            code,
            param,
            message,
            request_id,
        })
}

fn any_error() -> BoxedStrategy<ApiError> {
    prop_oneof![
        any_unreachable().prop_map(ApiError::Unreachable),
        any_refusal().prop_map(ApiError::SignedOut),
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
    prop_oneof![
        any_budget().prop_map(After::Budget),
        any_keys().prop_map(After::Keys),
        any::<u64>().prop_map(After::Count),
        (any_text(), of(any::<i64>().prop_map(UnixSeconds)))
            .prop_map(|(redacted, old_ends)| After::Value { redacted, old_ends }),
        Just(After::Gone),
        of(any_pool_id()).prop_map(After::Pool),
        prop::collection::vec(any_pool_id(), 0..3).prop_map(After::Pools),
        of(any_owner()).prop_map(After::Owner),
    ]
    .boxed()
}

fn any_doubt() -> BoxedStrategy<Doubt> {
    prop_oneof![
        any_budget().prop_map(Doubt::Moved),
        of(any_pool_id()).prop_map(Doubt::PoolMoved),
        of(any_owner()).prop_map(Doubt::OwnerMoved),
        any::<bool>().prop_map(|fell| Doubt::OnlyPercentages { fell }),
        Just(Doubt::NowUnlimited),
        Just(Doubt::NothingToCompare),
        Just(Doubt::NotFound),
        Just(Doubt::TooEarly),
        Just(Doubt::Overtaken),
        Just(Doubt::AccountNotKnown),
        any_error().prop_map(Doubt::ReadFailed),
    ]
    .boxed()
}

fn any_outcome() -> BoxedStrategy<Outcome> {
    prop_oneof![
        (any_after(), any::<bool>())
            .prop_map(|(after, answered)| Outcome::Applied { after, answered }),
        any_error().prop_map(|error| Outcome::Refused { error }),
        Just(Outcome::NotApplied),
        any_after().prop_map(|after| Outcome::LandedTwice { after }),
        Just(Outcome::NotLanded),
        (any_doubt(), any::<bool>())
            .prop_map(|(doubt, answered)| Outcome::CannotTell { doubt, answered }),
        Just(Outcome::NotSent),
    ]
    .boxed()
}

fn any_step() -> BoxedStrategy<Step> {
    let headers = prop::collection::vec((any_text(), any_text()), 0..3);
    let sent = (any_text(), any_text(), headers, of(any_text()), any_text()).prop_map(
        |(method, target, headers, body, curl)| Sent {
            method,
            target,
            headers,
            body,
            curl,
        },
    );
    (sent, any_check(), of(any_outcome()))
        .prop_map(|(sent, check, outcome)| Step {
            sent,
            check,
            outcome,
        })
        .boxed()
}

fn any_change() -> impl Strategy<Value = Change> {
    let dialect = prop::sample::select(vec![Dialect::OneKeyLlm, Dialect::OneApi]);
    let signs = prop::collection::vec(any_text(), 0..3);
    let made = (
        any_text(),
        any::<i64>(),
        any_text(),
        any_text(),
        any_text(),
        signs,
        dialect,
    );
    let later = (
        of(any_text().prop_map(ChangeId)),
        of(any::<i64>().prop_map(UnixMillis)),
        of(any::<bool>()),
    );
    let steps = prop::collection::vec(any_step(), 0..3);
    (made, any_intent(), steps, later).prop_map(
        |((id, at, profile, gateway, base, signs, dialect), intent, steps, later)| Change {
            id: ChangeId(id),
            at: UnixMillis(at),
            profile: ProfileId(profile),
            gateway,
            base,
            account: Account { signs },
            dialect,
            intent,
            steps,
            takes_back: later.0,
            read_at: later.1,
            value_came: later.2,
        },
    )
}

proptest! {
    #[test]
    fn what_was_written_reads_back(change in any_change()) {
        let text = write_change(&change).compact();
        let json = Json::parse(&text).expect("JSON");
        prop_assert_eq!(read_change(&json), Some(change));
    }
}

#[test]
fn the_form_of_a_record() {
    let error = ApiError::Limited { retry_after: None };
    let outcome = Outcome::CannotTell {
        doubt: Doubt::ReadFailed(error),
        answered: false,
    };
    let expect = concat!(
        r#"{"id":"change-7","at":7,"profile":"p","gateway":"G","base":"/","account":[],"dialect":"one_key_llm","#,
        r#""intent":{"action":"top_up_key","key":"k","name":"CI","amount":"25.500000000"},"#,
        r#""steps":[{"sent":{"method":"POST","target":"/t","headers":[],"body":"{}","curl":"curl"},"#,
        r#""check":{"check":"limit_rises","key":"k","name":null,"cursor":null,"created_at":null,"before":{"limited":{"#,
        r#""limit":{"text":"100","value":"100.000000000","precision":"exact"},"#,
        r#""used":null,"remaining":null,"used_percent":null,"remaining_percent":null}},"by":"25.500000000"},"#,
        r#""outcome":{"outcome":"cannot_tell","doubt":{"read_failed":{"limited":{"retry_after":null}}},"answered":false}}],"#,
        r#""takes_back":null,"read_at":null,"value_came":null}"#,
    );
    assert_eq!(
        write_change(&top_up_change("/", "k", "25.5", 7, Some(outcome))).compact(),
        expect
    );
}

#[test]
fn a_damaged_field_is_never_guessed() {
    let whole = write_change(&top_up_change("/", "k", "25.5", 7, Some(Outcome::NotSent))).compact();
    let check = |from: &str, to: &str, reads: bool| {
        let text = whole.replacen(from, to, 1);
        assert_ne!(text, whole, "{from}");
        assert_eq!(
            read_change(&Json::parse(&text).expect("JSON")).is_some(),
            reads,
            "{to}"
        );
    };
    check(r#""cursor":null,"#, "", true);
    check(r#""account":[],"#, "", true);
    check(r#""account":[]"#, r#""account":[1]"#, false);
    check(r#""created_at":null,"#, "", true);
    let first = r#","takes_back":null,"read_at":null,"value_came":null"#;
    check(first, "", true);
    check(r#""takes_back":null"#, r#""takes_back":1"#, false);
    check(r#""read_at":null"#, r#""read_at":"7""#, false);
    check(r#""value_came":null"#, r#""value_came":1"#, false);
    check(r#""at":7"#, r#""later":1,"at":7"#, true);
    check(r#""at":7"#, r#""at":7.5"#, false);
    check(r#""at":7"#, r#""at":"7""#, false);
    check(r#""at":7"#, r#""at":9223372036854775808"#, false);
    check(r#""cursor":null"#, r#""cursor":1"#, false);
    check("one_key_llm", "another", false);
    check("top_up_key", "lower_key", false);
    check("limit_rises", "limit_falls", false);
    check("not_sent", "sent", false);
    check(r#""exact""#, r#""guessed""#, false);
    check("25.500000000", "25.5000000001", false);
    check(r#""headers":[]"#, r#""headers":[["a"]]"#, false);
    check(r#""steps""#, r#""step""#, false);
}
