//! What a call costs: tokens, times the model's price, times the group's factor.

use serde_json::Value;

use super::provider::{COMPLETION_TOKENS, PROMPT_TOKENS};

/// The price of a model nobody named: 2.50 USD for a million tokens.
const FORK_UNKNOWN: Price = Price {
    ratio: 1.25,
    completion: 1.0,
};
/// The same in the original.
const ORIGINAL_UNKNOWN: f64 = 30.0;

/// The price of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Price {
    /// Quota units for a token of the prompt.
    pub(crate) ratio: f64,
    /// How many times as much a generated token costs.
    pub(crate) completion: f64,
}

impl Price {
    /// The fork's price: the channel's own, then the provider's.
    pub(crate) fn of_channel(model_configs: Option<&str>, model: &str) -> Self {
        let configs = model_configs.and_then(|text| serde_json::from_str::<Value>(text).ok());
        let entry = configs.as_ref().and_then(|configs| configs.get(model));
        let set = |field: &str| {
            let value = entry
                .and_then(|entry| entry.get(field))
                .and_then(Value::as_f64);
            // 0 means not set.
            value.filter(|value| *value != 0.0)
        };
        let usual = Self::usual(model);
        Self {
            ratio: set("ratio").unwrap_or(usual.ratio),
            completion: set("completion_ratio").unwrap_or(usual.completion),
        }
    }

    /// The original's price: from its live tables, then from rules by name.
    pub(crate) fn of_original(ratio: Option<f64>, completion: Option<f64>, model: &str) -> Self {
        Self {
            ratio: ratio.unwrap_or(ORIGINAL_UNKNOWN),
            completion: completion.unwrap_or_else(|| match model {
                _ if model.starts_with("gpt-4o-2024-05-13") => 3.0,
                _ if model.starts_with("gpt-4o") => 4.0,
                _ if model.starts_with("gpt-4-turbo") => 3.0,
                _ if model.starts_with("gpt-4") => 2.0,
                _ if model.starts_with("gpt-3.5") => 3.0,
                _ if model.starts_with("claude-3") => 5.0,
                _ if model.starts_with("claude-") => 3.0,
                _ => 1.0,
            }),
        }
    }

    /// The provider's own price.
    fn usual(model: &str) -> Self {
        let price = |ratio, completion| Self { ratio, completion };
        match model {
            _ if model.starts_with("gpt-4o-mini") => price(0.075, 4.0),
            _ if model.starts_with("gpt-4o") => price(1.25, 4.0),
            _ if model.starts_with("gpt-3.5-turbo") => price(0.25, 3.0),
            _ if model.starts_with("claude-3-5-haiku") => price(0.4, 5.0),
            _ if model.starts_with("claude") => price(1.5, 5.0),
            "deepseek-v4-flash" | "deepseek-v4-flash-vision-exp" => price(0.07, 2.0),
            "deepseek-v4-pro" => price(0.2175, 2.0),
            _ => FORK_UNKNOWN,
        }
    }

    /// The cost of a call in quota units: at least 1 where the price is not 0, also under a
    /// negative factor.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "the server computes costs in floating point, and so does this"
    )]
    pub(crate) fn cost(self, group: f64) -> i64 {
        let ratio = self.ratio * group;
        let tokens = PROMPT_TOKENS as f64 + COMPLETION_TOKENS as f64 * self.completion;
        if ratio == 0.0 {
            return 0;
        }
        // Rounding up must not count what the arithmetic adds in the last digits.
        let exact = tokens * ratio;
        let rounded = exact.round();
        let cost = if (exact - rounded).abs() < 1e-6 {
            rounded
        } else {
            exact.ceil()
        };
        (cost as i64).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::Price;

    #[test]
    fn costs_are_those_that_were_recorded() {
        let fork = |model| Price::of_channel(None, model);
        let original = |ratio, model| Price::of_original(ratio, None, model);
        for (price, group, cost) in [
            (fork("gpt-4o"), 1.0, 3000),
            (fork("gpt-4o-mini"), 0.4, 72),
            (fork("gpt-4o"), 0.0, 0),
            (fork("gpt-4o"), -2.0, 1),
            (original(Some(2.5), "gpt-4o"), 1.0, 6000),
            (original(Some(0.075), "gpt-4o-mini"), 1.0, 180),
            (original(Some(0.25), "gpt-3.5-turbo"), 1.0, 525),
            (original(None, "weird-model"), 1.0, 45_000),
        ] {
            assert_eq!(price.cost(group), cost, "{price:?} {group}");
        }
    }

    #[test]
    fn a_channel_has_prices_of_its_own() {
        let configs = r#"{"gpt-4o":{"ratio":2,"completion_ratio":0}}"#;
        let price = Price::of_channel(Some(configs), "gpt-4o");
        assert_eq!((price.ratio, price.completion), (2.0, 4.0));
        let broken = Price::of_channel(Some("{nope"), "gpt-4o");
        assert_eq!(broken, Price::of_channel(None, "gpt-4o"));
    }
}
