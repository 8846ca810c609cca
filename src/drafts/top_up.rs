//! The form for a top-up, and what it would come to.

use crate::domain::budget::Budget;
use crate::domain::money::{AmountProblem, Usd};

/// Reads an amount as the operator typed it.
///
/// # Errors
/// What is wrong with the text.
pub fn amount(text: &str) -> Result<Usd, AmountProblem> {
    Usd::from_operator(text)
}

/// What a top-up would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preview {
    /// The limit before and after.
    Limit {
        /// Before.
        before: Usd,
        /// After.
        after: Usd,
    },
    /// The gateway tells percentages only: the sum cannot be shown.
    WithoutAmounts,
}

/// The sum that the gate shows. A key without a limit is never previewed: it cannot be topped up.
#[must_use]
pub fn preview(budget: &Budget, amount: Usd) -> Preview {
    let sum = || {
        let before = budget.limit()?;
        Some(Preview::Limit {
            before,
            after: before.plus(amount)?,
        })
    };
    sum().unwrap_or(Preview::WithoutAmounts)
}

#[cfg(test)]
mod tests {
    use super::{Preview, amount, preview};
    use crate::domain::budget::{Budget, Figures};
    use crate::domain::money::Amount;

    #[test]
    fn previews() {
        let delta = amount("25.5").expect("an amount");
        let of = |limit: Option<&str>| {
            Budget::Limited(Figures {
                limit: limit.and_then(Amount::from_text),
                ..Figures::default()
            })
        };
        let check = |budget: Budget, expect: Option<(&str, &str)>| {
            let got = match preview(&budget, delta) {
                Preview::Limit { before, after } => Some((before.plain(), after.plain())),
                Preview::WithoutAmounts => None,
            };
            assert_eq!(
                got,
                expect.map(|(before, after)| (before.to_owned(), after.to_owned()))
            );
        };
        check(
            of(Some("100.000000001")),
            Some(("100.000000001", "125.500000001")),
        );
        check(of(Some("-1")), Some(("-1", "24.5")));
        check(of(None), None);
        check(Budget::NotTold, None);
    }
}
