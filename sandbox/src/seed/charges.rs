//! Sample charges: from days to seconds old, of every kind, with an unknown kind and charges of a
//! deleted key among them.

use crate::ids::Number;
use crate::money::Usd;
use crate::random::Generator;
use crate::store::charges::NewCharge;

const HOUR: i64 = 3600;
/// The age of the oldest charge, in seconds: twelve days.
const OLDEST: i64 = 12 * 24 * HOUR;
/// The age of the newest charge, in seconds.
const NEWEST: i64 = 4;
/// How long a request may be pending, in seconds.
const REQUEST_LIFE: i64 = 600;
/// Billionths of a dollar in a cent.
const CENT: i128 = 10_000_000;
/// The number of the deleted key, older than every other.
const DELETED_KEY: Number = 0;
/// The number of charges after which the pattern repeats.
const PATTERN: u32 = 18;

/// The charge at `index` of `count`, from the oldest. The first eighteen show every kind once,
/// between ordinary requests.
pub(super) fn charge(
    generator: &mut Generator,
    (index, count): (u32, u32),
    keys: u32,
    now: i64,
) -> NewCharge {
    let created_at = now - age(index, count);
    let key = older_key(generator, keys);
    let request = request(generator, key, created_at);
    match index % PATTERN {
        1 | 13 => NewCharge {
            key: DELETED_KEY,
            ..request
        },
        3 => payment("subscription", 2_000, request),
        5 => payment("topup", 25_000, request),
        7 => payment("reversal", 125, request),
        9 => bare(request),
        11 => NewCharge {
            amount: usd(1),
            ..request
        },
        15 => NewCharge {
            key: Number::from(keys.min(4)),
            amount: usd(40 * CENT),
            ..request
        },
        _ => request,
    }
}

/// The charge's age in seconds; newer ones are closer together.
fn age(index: u32, count: u32) -> i64 {
    let (back, span) = (i128::from(count - 1 - index), i128::from(count).max(2) - 1);
    let spread = i128::from(OLDEST - NEWEST) * back.pow(3) / span.pow(3);
    NEWEST + i64::try_from(spread).unwrap_or(OLDEST)
}

/// A key that already existed when the oldest charge was made, so not among the newest tenth. The
/// deleted key where there are none.
fn older_key(generator: &mut Generator, keys: u32) -> Number {
    let keys = Number::from(keys);
    (1 + generator.below_signed(keys * 9 / 10)).min(keys)
}

fn request(generator: &mut Generator, key: Number, created_at: i64) -> NewCharge {
    let (model, foundation) =
        *generator.pick(&[("gpt-5.4", "openai"), ("claude-sonnet-4-6", "anthropic")]);
    NewCharge {
        key,
        kind: Some("request".to_owned()),
        amount: usd(1 + i128::from(generator.below(2_500_000_000))),
        model: Some(model.to_owned()),
        foundation: Some(foundation.to_owned()),
        request: Some(format!("req_{:012x}", generator.next() >> 16)),
        created_at,
        expires_at: Some(created_at + REQUEST_LIFE),
    }
}

/// A payment in cents, which concerns no model.
fn payment(kind: &str, cents: i128, request: NewCharge) -> NewCharge {
    NewCharge {
        kind: Some(kind.to_owned()),
        amount: usd(cents * CENT),
        model: None,
        foundation: None,
        request: None,
        expires_at: None,
        ..request
    }
}

/// A charge of which only key, amount and time are known.
fn bare(request: NewCharge) -> NewCharge {
    NewCharge {
        kind: None,
        ..payment("", 1, request)
    }
}

fn usd(nanos: i128) -> Usd {
    Usd::from_nanos(nanos).expect("sample amounts are small")
}

#[cfg(test)]
mod tests {
    use super::{NEWEST, OLDEST, age, charge};
    use crate::random::Generator;

    #[test]
    fn ages_run_from_days_to_seconds() {
        assert_eq!((age(0, 18), age(17, 18)), (OLDEST, NEWEST));
        assert_eq!(age(0, 1), NEWEST);
        assert_eq!(age(0, 100_000), OLDEST);
        assert!((1..18).all(|index| age(index, 18) < age(index - 1, 18)));
    }

    #[test]
    fn the_first_eighteen_show_every_kind() {
        let mut generator = Generator::new(18);
        let all: Vec<_> = (0..18)
            .map(|index| charge(&mut generator, (index, 18), 48, 1_711_471_533))
            .collect();
        for kind in ["request", "topup", "subscription", "reversal"] {
            assert!(
                all.iter().any(|one| one.kind.as_deref() == Some(kind)),
                "{kind}"
            );
        }
        assert!(all.iter().any(|one| one.kind.is_none()));
        assert!(
            all.iter()
                .any(|one| one.amount.to_string() == "0.000000001")
        );
        assert_eq!(all.iter().filter(|one| one.key == 0).count(), 2);
        assert!(all.iter().all(|one| (0..=48).contains(&one.key)));
        assert!(
            all.iter()
                .any(|one| one.expires_at.is_none() && one.model.is_none())
        );
    }
}
