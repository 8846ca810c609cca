//! The sort order of a table, as a word for the address. Compares nothing itself.

use std::fmt;

/// A column and a direction, written as `name` or `-name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's id.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Reads `name` or `-name`; an empty text or a bare `-` is no order.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, column) = match text.strip_prefix('-') {
            Some(column) => (true, column),
            None => (false, text),
        };
        (!column.is_empty()).then(|| Self {
            column: column.to_owned(),
            descending,
        })
    }

    /// Returns the order after a press on the header of `column`: ascending, descending, then none.
    #[must_use]
    pub fn pressed(now: Option<&Self>, column: &str) -> Option<Self> {
        match now {
            Some(now) if now.column == column && now.descending => None,
            Some(now) if now.column == column => Some(Self {
                descending: true,
                ..now.clone()
            }),
            _ => Some(Self {
                column: column.to_owned(),
                descending: false,
            }),
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}{}",
            if self.descending { "-" } else { "" },
            self.column
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Sort;

    #[test]
    fn sorts_are_read_as_they_are_printed() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(
                Sort::parse(text).map(|sort| sort.to_string()).as_deref(),
                expect,
                "{text}"
            );
        };
        check("name", Some("name"));
        check("-name", Some("-name"));
        check("", None);
        check("-", None);
    }

    #[test]
    fn a_press_goes_up_then_down_then_back() {
        let check = |now: &str, column: &str, expect: &str| {
            let pressed = Sort::pressed(Sort::parse(now).as_ref(), column);
            assert_eq!(
                pressed.map(|sort| sort.to_string()).unwrap_or_default(),
                expect,
                "{now}"
            );
        };
        check("", "name", "name");
        check("name", "name", "-name");
        check("-name", "name", "");
        check("-name", "age", "age");
    }
}
