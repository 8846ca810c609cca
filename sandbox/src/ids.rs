//! The gateway's ids: a prefix and a running number of eight hexadecimal digits, such as
//! `key_0000002a`.
//!
//! The number only grows and is never reused, so ids sort by creation and a cursor still works
//! after its row was deleted.

/// The running number of a row, from 1.
pub(crate) type Number = i64;

/// The kind of thing that an id identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Key,
    Pool,
    /// A person who may own keys and pools.
    User,
    /// A raise of a budget.
    Topup,
    Charge,
    /// A provider behind the gateway.
    Upstream,
    /// A Codex account.
    Codex,
    /// A Claude account.
    Claude,
    /// A sign-in at a provider that a person is asked for.
    Login,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Key => "key_",
            Self::Pool => "pool_",
            Self::User => "user_",
            Self::Topup => "top_",
            Self::Charge => "chg_",
            Self::Upstream => "up_",
            Self::Codex => "codex_",
            Self::Claude => "claude_",
            Self::Login => "login_",
        }
    }

    /// The id of row `number`.
    pub(crate) fn id(self, number: Number) -> String {
        format!("{}{number:08x}", self.prefix())
    }

    /// The number in an id of this kind; `None` for any other text.
    pub(crate) fn number(self, id: &str) -> Option<Number> {
        let digits = id.strip_prefix(self.prefix())?;
        let canonical = digits.len() == 8
            && digits
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if canonical {
            Number::from_str_radix(digits, 16).ok()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    fn check(id: &str, expect: Option<i64>) {
        assert_eq!(Kind::Key.number(id), expect, "{id:?}");
    }

    #[test]
    fn only_ids_of_the_kind_have_a_number() {
        check(&Kind::Key.id(42), Some(42));
        check("key_0000002a", Some(42));
        check("key_2a", None);
        check("key_0000002A", None);
        check("key_+000002a", None);
        check("pool_0000002a", None);
        check("", None);
    }

    #[test]
    fn ids_sort_by_creation() {
        assert!(Kind::Key.id(9) < Kind::Key.id(16));
        assert!(Kind::Key.id(99_999) < Kind::Key.id(100_000));
    }
}
