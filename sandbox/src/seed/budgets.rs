//! Sample budgets of keys and upstreams: every kind that a client must show, but mostly ordinary
//! ones.

use crate::money::Usd;
use crate::random::Generator;
use crate::store::budget::Spelling;

/// Billionths of a dollar in a cent.
const CENT: i128 = 10_000_000;

/// The budget of a key or an upstream.
pub(super) struct Budget {
    /// `None` means unlimited.
    pub(super) limit: Option<Usd>,
    pub(super) used: Usd,
    /// How responses spell it.
    pub(super) spelling: Spelling,
}

impl Budget {
    /// Whether nothing was spent.
    pub(super) fn is_untouched(&self) -> bool {
        self.used == Usd::ZERO
    }
}

/// The budget of the key at `index`. The first two dozen show every kind once, between ordinary
/// ones; later ones are random.
pub(super) fn budget(generator: &mut Generator, index: u32) -> Budget {
    match index {
        1 => unlimited(generator),
        3 => near(generator),
        5 => over(generator),
        7 => spelled(ordinary(generator), Spelling::PercentOnly),
        10 => exact("0.000000000", "0.000000000"),
        12 => exact("25.000000000", "0.000000001"),
        14 => exact("123456789012.500000000", "98765432109.123456789"),
        16 => spelled(ordinary(generator), Spelling::Numbers),
        18 => exact("250.000000000", "250.000000000"),
        20 => exact("500.000000000", "0.000000000"),
        0..24 => ordinary(generator),
        _ => random_budget(generator),
    }
}

/// A random budget, mostly an ordinary one.
pub(super) fn random_budget(generator: &mut Generator) -> Budget {
    match generator.below(100) {
        0..12 => unlimited(generator),
        12..20 => near(generator),
        20..24 => over(generator),
        24..26 => exact("50.000000000", "50.000000000"),
        26 => spelled(ordinary(generator), Spelling::PercentOnly),
        27 => spelled(ordinary(generator), Spelling::Numbers),
        28..32 => exact("100.000000000", "0.000000000"),
        _ => ordinary(generator),
    }
}

/// A budget that is partly used.
pub(super) fn ordinary(generator: &mut Generator) -> Budget {
    let limit = round_limit(generator);
    used_share(generator, limit, (5, 85))
}

/// A budget that is nearly used up.
pub(super) fn near(generator: &mut Generator) -> Budget {
    let limit = round_limit(generator);
    used_share(generator, limit, (96, 99))
}

/// A budget of which more was used than its limit.
pub(super) fn over(generator: &mut Generator) -> Budget {
    let limit = round_limit(generator);
    used_share(generator, limit, (101, 118))
}

/// An unlimited budget with something spent.
pub(super) fn unlimited(generator: &mut Generator) -> Budget {
    let spent = round_limit(generator);
    Budget {
        limit: None,
        ..used_share(generator, spent, (5, 85))
    }
}

/// Changes the spelling of a budget.
pub(super) fn spelled(budget: Budget, spelling: Spelling) -> Budget {
    Budget { spelling, ..budget }
}

/// A budget with exactly these amounts.
pub(super) fn exact(limit: &str, used: &str) -> Budget {
    let read = |text| Usd::from_stored(text).expect("an amount in this file");
    Budget {
        limit: Some(read(limit)),
        used: read(used),
        spelling: Spelling::Amounts,
    }
}

/// A round limit, as people set them, in billionths.
fn round_limit(generator: &mut Generator) -> i128 {
    *generator.pick(&[
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 120_000, 250_000, 1_000_000, 5_020_000,
    ]) * CENT
}

/// Uses a share of `limit` between two percentages, exact to the ninth decimal.
fn used_share(generator: &mut Generator, limit: i128, (from, to): (u64, u64)) -> Budget {
    let millionths = i128::from(from * 10_000 + generator.below((to - from) * 10_000));
    let used = limit * millionths / 1_000_000 + i128::from(generator.below(1000));
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
    use crate::random::Generator;
    use crate::store::budget::Spelling;

    #[test]
    fn the_first_two_dozen_show_every_kind() {
        let mut generator = Generator::new(24);
        let all: Vec<_> = (0..24).map(|index| budget(&mut generator, index)).collect();
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
