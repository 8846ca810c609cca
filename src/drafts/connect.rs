//! The connect form: an address and a key. The key is judged by its form only.

use crate::domain::address::is_base;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The gateway's address.
    Base,
    /// The admin key.
    Key,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Neither a path on this origin nor an http address.
    NoAddress,
    /// Nothing was typed.
    KeyEmpty,
    /// A blank, a line break, or a letter that no HTTP header can carry: a broken paste.
    KeyBroken,
}

/// The address and key, trimmed.
///
/// # Errors
/// Every problem, with its field.
pub fn check(base: &str, key: &str) -> Result<(String, String), Vec<(Field, Problem)>> {
    let (base, key) = (base.trim(), key.trim());
    let mut problems = Vec::new();
    if !is_base(base) {
        problems.push((Field::Base, Problem::NoAddress));
    }
    if key.is_empty() {
        problems.push((Field::Key, Problem::KeyEmpty));
    } else if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        problems.push((Field::Key, Problem::KeyBroken));
    }
    if problems.is_empty() {
        Ok((base.to_owned(), key.to_owned()))
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Problem};

    #[test]
    fn forms() {
        let check = |base, key, expect: &[(Field, Problem)]| {
            assert_eq!(
                super::check(base, key).err().unwrap_or_default(),
                expect,
                "{base} {key}"
            );
        };
        check("/", "sk-admin", &[]);
        check(" https://x.example ", " sk-admin\n", &[]);
        check("/", "", &[(Field::Key, Problem::KeyEmpty)]);
        check("/", "sk admin", &[(Field::Key, Problem::KeyBroken)]);
        check("/", "sk-ключ", &[(Field::Key, Problem::KeyBroken)]);
        check(
            "x",
            " ",
            &[
                (Field::Base, Problem::NoAddress),
                (Field::Key, Problem::KeyEmpty),
            ],
        );
    }
}
