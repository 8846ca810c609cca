//! The rule for names, which keys and pools share. Never knows which names are taken.

/// Characters of a name at most (contract 5.1).
const MOST: usize = 128;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing is typed.
    Empty,
    /// More than 128 characters.
    TooLong,
    /// A line break or another control character.
    Control,
}

/// The name that is typed, without blanks at its ends.
///
/// # Errors
/// What is wrong with it.
pub fn name(typed: &str) -> Result<&str, NameProblem> {
    match typed.trim() {
        "" => Err(NameProblem::Empty),
        name if name.chars().any(char::is_control) => Err(NameProblem::Control),
        name if name.chars().count() > MOST => Err(NameProblem::TooLong),
        name => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{NameProblem, name};

    #[test]
    fn names() {
        let check = |typed: &str, expect| assert_eq!(name(typed), expect, "{typed:?}");
        check(" Team A ", Ok("Team A"));
        check(" \t", Err(NameProblem::Empty));
        check("a\u{7}b", Err(NameProblem::Control));
        check(&"é".repeat(129), Err(NameProblem::TooLong));
        let longest = "é".repeat(128);
        check(&longest, Ok(&longest));
    }
}
