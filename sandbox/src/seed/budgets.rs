//! Sample budgets of keys and upstreams: every kind that a client must be able to draw, and
//! mostly ordinary ones.

use crate::money::Usd;
use crate::random::Dice;
use crate::store::budget::Spelling;

/// Billionths of a dollar in a cent.
const CENT: i128 = 10_000_000;

/// What a key or an upstream may spend and has spent.
pub(super) struct Budget {
    /// None = unlimited.
    pub(super) limit: Option<Usd>,
    /// Spent so far.
    pub(super) used: Usd,
    /// How answers spell it.
    pub(super) spelling: Spelling,
}

impl Budget {
    /// Whether nothing was spent.
    pub(super) fn is_untouched(&self) -> bool {
        self.used == Usd::ZERO
    }
}

/// The budget of the key at `index`. Among the first two dozen each kind is there once, between
/// ordinary ones; later ones are thrown.
pub(super) fn budget(dice: &mut Dice, index: u32) -> Budget {
    match index {
        1 => unlimited(dice),
        3 => near(dice),
        5 => over(dice),
        7 => spelled(ordinary(dice), Spelling::PercentOnly),
        10 => exact("0.000000000", "0.000000000"),
        12 => exact("25.000000000", "0.000000001"),
        14 => exact("123456789012.500000000", "98765432109.123456789"),
        16 => spelled(ordinary(dice), Spelling::Numbers),
        18 => exact("250.000000000", "250.000000000"),
        20 => exact("500.000000000", "0.000000000"),
        0..24 => ordinary(dice),
        _ => thrown(dice),
    }
}

/// A budget of any kind, mostly an ordinary one.
pub(super) fn thrown(dice: &mut Dice) -> Budget {
    match dice.below(100) {
        0..12 => unlimited(dice),
        12..20 => near(dice),
        20..24 => over(dice),
        24..26 => exact("50.000000000", "50.000000000"),
        26 => spelled(ordinary(dice), Spelling::PercentOnly),
        27 => spelled(ordinary(dice), Spelling::Numbers),
        28..32 => exact("100.000000000", "0.000000000"),
        _ => ordinary(dice),
    }
}

/// A budget that is partly used.
pub(super) fn ordinary(dice: &mut Dice) -> Budget {
    let limit = round_limit(dice);
    used_share(dice, limit, (5, 85))
}

/// A budget that is nearly used up.
pub(super) fn near(dice: &mut Dice) -> Budget {
    let limit = round_limit(dice);
    used_share(dice, limit, (96, 99))
}

/// A budget of which more was used than there is.
pub(super) fn over(dice: &mut Dice) -> Budget {
    let limit = round_limit(dice);
    used_share(dice, limit, (101, 118))
}

/// No limit, and something spent.
pub(super) fn unlimited(dice: &mut Dice) -> Budget {
    let spent = round_limit(dice);
    Budget {
        limit: None,
        ..used_share(dice, spent, (5, 85))
    }
}

/// The same budget in another spelling.
pub(super) fn spelled(budget: Budget, spelling: Spelling) -> Budget {
    Budget { spelling, ..budget }
}

/// A budget with exactly this limit and so much used.
pub(super) fn exact(limit: &str, used: &str) -> Budget {
    let read = |text| Usd::from_stored(text).expect("an amount in this file");
    Budget {
        limit: Some(read(limit)),
        used: read(used),
        spelling: Spelling::Amounts,
    }
}

/// A limit as people set them, in billionths.
fn round_limit(dice: &mut Dice) -> i128 {
    *dice.pick(&[
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 120_000, 250_000, 1_000_000, 5_020_000,
    ]) * CENT
}

/// A share of `limit` between two percentages, exact to the ninth decimal.
fn used_share(dice: &mut Dice, limit: i128, (from, to): (u64, u64)) -> Budget {
    let millionths = i128::from(from * 10_000 + dice.below((to - from) * 10_000));
    let used = limit * millionths / 1_000_000 + i128::from(dice.below(1000));
    let amount = |nanos| Usd::from_nanos(nanos).expect("sample amounts are small");
    Budget {
        limit: Some(amount(limit)),
        used: amount(used),
        spelling: Spelling::Amounts,
    }
}

#[cfg(test)]
mod tests {
    use super::budget;
    use crate::money::Usd;
    use crate::random::Dice;
    use crate::store::budget::Spelling;

    #[test]
    fn the_first_two_dozen_show_every_kind() {
        let mut dice = Dice::new(24);
        let all: Vec<_> = (0..24).map(|index| budget(&mut dice, index)).collect();
        let any = |wanted: &dyn Fn(Option<Usd>, Usd) -> bool| {
            all.iter().any(|one| wanted(one.limit, one.used))
        };
        assert!(any(&|limit, _| limit.is_none()));
        assert!(any(
            &|limit, used| limit == Some(Usd::ZERO) && used == Usd::ZERO
        ));
        assert!(any(&|limit, used| limit.is_some_and(|limit| used > limit)));
        assert!(any(&|_, used| used.to_string() == "0.000000001"));
        assert!(any(
            &|limit, _| limit.is_some_and(|limit| limit.to_string().len() == 22)
        ));
        for spelling in [Spelling::PercentOnly, Spelling::Numbers] {
            assert!(all.iter().any(|one| one.spelling == spelling));
        }
    }
}
