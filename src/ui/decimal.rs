//! Splits numbers at the decimal point, so that columns can be aligned there. Formats and rounds
//! nothing.

/// Returns the digits before the decimal point, and the rest with the point. `None` for a word such
/// as `unlimited`, which needs no room for decimals.
pub(super) fn decimal(text: &str) -> Option<(&str, &str)> {
    let is_number = text.ends_with(|last: char| last.is_ascii_digit());
    is_number.then(|| text.split_at(text.find('.').unwrap_or(text.len())))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_split_at_their_point() {
        let check = |text, expect| assert_eq!(decimal(text), expect, "{text}");
        check("1 234.56", Some(("1 234", ".56")));
        check("0.000000001", Some(("0", ".000000001")));
        check("12", Some(("12", "")));
        check("unlimited", None);
        check("", None);
    }
}
