//! The form that checks a client's key. The key is judged by its form only, and kept nowhere.

/// What is wrong with what was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was pasted.
    Empty,
    /// A blank, a line break, or a letter that no HTTP header can carry: a broken paste.
    Broken,
}

/// The key, trimmed.
///
/// # Errors
/// What is wrong with it.
pub fn check(text: &str) -> Result<&str, Problem> {
    let key = text.trim();
    if key.is_empty() {
        Err(Problem::Empty)
    } else if key.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(key)
    } else {
        Err(Problem::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn pastes() {
        let check = |text, expect| assert_eq!(super::check(text), expect, "{text:?}");
        check("sk-lazytech-1", Ok("sk-lazytech-1"));
        check(" sk-lazytech-1\r\n", Ok("sk-lazytech-1"));
        check("", Err(Problem::Empty));
        check(" \n", Err(Problem::Empty));
        check("Bearer sk-1", Err(Problem::Broken));
        check("sk-1\nsk-2", Err(Problem::Broken));
        check("sk-\u{430}", Err(Problem::Broken));
    }
}
