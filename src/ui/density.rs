//! The row height of all tables.

use super::preference::Preference;
use crate::ui::words;
use crate::words::Text;

/// The height of table rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 32 px.
    #[default]
    Compact,
    /// 40 px.
    Comfortable,
}

impl Density {
    /// Returns a row's height in pixels, including the border; the style sheet's `--row` must
    /// match.
    #[must_use]
    pub const fn row_height(self) -> usize {
        match self {
            Self::Compact => 32,
            Self::Comfortable => 40,
        }
    }
}

impl Preference for Density {
    const STORED_AS: &'static str = "headgate.rows";
    const ATTRIBUTE: &'static str = "data-rows";
    const LABEL: Text = words::ROWS;
    const ALL: &'static [Self] = &[Self::Compact, Self::Comfortable];

    fn word(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Comfortable => "comfortable",
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Compact => words::ROWS_COMPACT,
            Self::Comfortable => words::ROWS_COMFORTABLE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Density, Preference};

    const STYLE: &str = include_str!("../../style/tokens.css");

    #[test]
    fn the_style_sheet_knows_the_same_heights() {
        for (name, density) in [
            ("--row", Density::Compact),
            ("--row-comfortable", Density::Comfortable),
        ] {
            let line = format!("{name}: {}px;", density.row_height());
            assert!(STYLE.contains(&line), "{line}");
            assert_eq!(Density::from_word(density.word()), density);
        }
    }
}
