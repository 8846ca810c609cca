//! Budgets: what a key may spend. Never confuses "no limit", "nothing left" and "not reported".

use super::money::{Amount, Precision, Usd};
use super::percent::{Percent, contradict};
use super::time::UnixSeconds;

/// A budget as the gateway reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Budget {
    /// The gateway sent nothing about a budget.
    #[default]
    NotTold,
    /// The gateway sent an explicit null: spending has no limit.
    Unlimited,
    /// Figures; each may be missing.
    Limited(Figures),
}

/// The figures of a limited budget. Any of them may be missing: newer gateways send only
/// percentages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The limit.
    pub limit: Option<Amount>,
    /// The amount spent.
    pub used: Option<Amount>,
    /// The amount left; may be negative.
    pub remaining: Option<Amount>,
    /// The spent share of the limit.
    pub used_percent: Option<Percent>,
    /// The remaining share of the limit.
    pub remaining_percent: Option<Percent>,
}

/// How much of a budget is spent, in the steps of the facet on the key list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Band {
    /// Less than three quarters spent.
    Comfortable,
    /// At least three quarters spent.
    Low,
    /// All spent, or more.
    Spent,
    /// No limit.
    Unlimited,
    /// Not reported.
    Unknown,
}

impl Figures {
    /// Computes missing figures from the others: remaining = limit − used, and the complement of a
    /// percentage.
    #[must_use]
    pub fn completed(mut self) -> Self {
        // A computed figure is no more precise than its inputs.
        let difference = |a: &Option<Amount>, b: &Option<Amount>| {
            let (a, b) = (a.as_ref()?, b.as_ref()?);
            let precision = match (a.precision, b.precision) {
                (Precision::Exact, of_b) => of_b,
                (of_a, _) => of_a,
            };
            let computed = Amount::computed(a.value.minus(b.value)?);
            Some(Amount {
                precision,
                ..computed
            })
        };
        if self.remaining.is_none() {
            self.remaining = difference(&self.limit, &self.used);
        }
        if self.used.is_none() {
            self.used = difference(&self.limit, &self.remaining);
        }
        if self.used_percent.is_none() {
            self.used_percent = self.remaining_percent.map(Percent::complement);
        }
        if self.remaining_percent.is_none() {
            self.remaining_percent = self.used_percent.map(Percent::complement);
        }
        self
    }

    /// Returns the spent share of the limit: from the amounts if both are known, or else as
    /// reported. A limit of zero or less counts as fully spent.
    #[must_use]
    pub fn spent(&self) -> Option<Percent> {
        let of_amounts = || {
            let (used, limit) = (self.used.as_ref()?, self.limit.as_ref()?);
            if limit.value <= Usd::ZERO {
                return Some(Percent::WHOLE);
            }
            used.value
                .share_of(limit.value)
                .map(Percent::from_thousandths)
        };
        of_amounts().or(self.used_percent)
    }

    /// Returns whether the figures contradict each other: the two percentages do not sum to a
    /// hundred, or used and remaining differ from the limit by more than a hundredth of it. The
    /// screen then shows "used" and marks it.
    #[must_use]
    pub fn contradictory(&self) -> bool {
        contradict(self.used_percent, self.remaining_percent) || self.amounts_contradict()
    }

    fn amounts_contradict(&self) -> bool {
        let of_amounts = || {
            let told = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.value);
            let (limit, used) = (told(&self.limit)?, told(&self.used)?);
            let odd = limit.minus(used)?.minus(told(&self.remaining)?)?;
            let hundredfold = odd.times(100)?;
            let size = hundredfold.max(Usd::ZERO.minus(hundredfold)?);
            Some(size > limit.max(Usd::ZERO.minus(limit)?))
        };
        of_amounts().unwrap_or(false)
    }
}

impl Budget {
    /// Returns the limit, if it is a known amount.
    #[must_use]
    pub fn limit(&self) -> Option<Usd> {
        match self {
            Self::Limited(figures) => figures.limit.as_ref().map(|limit| limit.value),
            Self::NotTold | Self::Unlimited => None,
        }
    }

    /// Returns the facet word.
    #[must_use]
    pub fn band(&self) -> Band {
        let figures = match self {
            Self::Unlimited => return Band::Unlimited,
            Self::NotTold => return Band::Unknown,
            Self::Limited(figures) => figures,
        };
        if figures
            .remaining
            .as_ref()
            .is_some_and(|left| left.value <= Usd::ZERO)
        {
            return Band::Spent;
        }
        match figures.spent() {
            None => Band::Unknown,
            Some(spent) if spent >= Percent::WHOLE => Band::Spent,
            Some(spent) if spent.thousandths() >= 75_000 => Band::Low,
            Some(_) => Band::Comfortable,
        }
    }
}

/// A rolling window of a subscription, e.g. five hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The spent share.
    pub used: Option<Percent>,
    /// When it is reset.
    pub resets_at: Option<UnixSeconds>,
}

impl Window {
    /// Returns whether the window is past its reset: its percentage is then out of date and is not
    /// shown.
    #[must_use]
    pub fn is_stale(&self, now: UnixSeconds) -> bool {
        self.resets_at.is_some_and(|reset| reset <= now)
    }
}

/// The windows of a subscription, next to its budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The product's id at the payment provider.
    pub product: Option<String>,
    /// The five-hour window, where it exists.
    pub five_hour: Option<Window>,
    /// The weekly window, where it exists.
    pub weekly: Option<Window>,
}

#[cfg(test)]
mod tests {
    use super::{Budget, Figures};
    use crate::domain::money::Amount;
    use crate::domain::percent::Percent;
    use crate::domain::table::{check_table, parts};

    fn figures(limit: &str, used: &str, remaining: &str) -> Figures {
        let figures = Figures {
            limit: Amount::from_text(limit),
            used: Amount::from_text(used),
            remaining: Amount::from_text(remaining),
            used_percent: used.strip_suffix('%').and_then(Percent::from_text),
            remaining_percent: remaining.strip_suffix('%').and_then(Percent::from_text),
        };
        figures.completed()
    }

    #[test]
    fn bands() {
        check_table(
            r##"
            untold | => Unknown
            unlimited | => Unlimited
            0 | 0 => Spent
            -5 | 0 => Spent
            100 | 74.999999999 => Comfortable
            100 | 75 => Low
            100 | 100 => Spent
            100 | 120 => Spent
            | 10% => Comfortable
            | 99.9% => Low
            | 100% => Spent
            | => Unknown
            "##,
            |input| {
                let [limit, used] = parts(input);
                let budget = match limit {
                    "untold" => Budget::NotTold,
                    "unlimited" => Budget::Unlimited,
                    limit => Budget::Limited(figures(limit, used, "")),
                };
                format!("{:?}", budget.band())
            },
        );
    }

    #[test]
    fn contradictions() {
        check_table(
            r##"
            10 | 3 | 9 => true
            10 | 3 | 7 => false
            10 | 3 | 6.9 => false
            10 | 3 | 6.89 => true
            10 | 12.5 | -2.5 => false
            10 | 3 | => false
            | 3 | 7 => false
            0 | 0 | 0 => false
            0 | 0 | 1 => true
            -5 | 0 | -5 => false
            "##,
            |input| {
                let [limit, used, remaining] = parts(input);
                figures(limit, used, remaining).contradictory().to_string()
            },
        );
    }

    #[test]
    fn one_of_a_pair_gives_the_other() {
        let remaining = figures("10", "12.5", "").remaining;
        let remaining = remaining.map(|left| left.value.plain());
        assert_eq!(remaining.as_deref(), Some("-2.5"));
        let used = figures("10", "", "25%").used_percent;
        assert_eq!(used, Percent::from_text("75"));
    }
}
