//! What the text of the editor reads as. It is read once at each keystroke, for all that show something of
//! it: a document may have ten thousand entries.

use std::sync::Arc;

use crate::pricing::table::{BelowZero, Counts, Line, lines, shared};
use crate::pricing::{Flaw, NotRatios, Ratios, flaws, flaws_of, nested};
use crate::reactive::*;
use crate::ui::live;

/// What an editor's document is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Names with ratios.
    Flat,
    /// Numbers at any depth, under their paths.
    Nested,
}

impl Shape {
    pub(super) fn is_nested(self) -> bool {
        self == Self::Nested
    }

    pub(super) fn read(self, text: &str) -> Result<Ratios<'_>, NotRatios> {
        match self {
            Self::Flat => Ratios::read(text),
            Self::Nested => nested(text),
        }
    }

    /// Returns the JSON object of a text: of a nested document, a blank one means none of its entries.
    pub(super) fn object(self, text: &str) -> &str {
        match self {
            Self::Nested if text.trim().is_empty() => "{}",
            _ => text,
        }
    }
}

/// A reading of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// The lines of the table; as they last were while the text cannot be read.
    pub(super) lines: Arc<Vec<Arc<Line>>>,
    /// How many of them differ; `None` while one of the texts cannot be read.
    pub(super) counts: Option<Counts>,
    /// Whether the text is byte by byte what the edits began with.
    pub(super) is_as_before: bool,
    /// Why the text cannot be read.
    pub(super) broken: Option<NotRatios>,
    /// What is wrong in it.
    pub(super) flaws: Vec<Flaw>,
}

/// Reads a text beside the one that the edits began with, whenever one of them changes.
pub(super) fn seen(
    base: RwSignal<String>,
    text: RwSignal<String>,
    shape: Shape,
    below_zero: BelowZero,
) -> Memo<Arc<Seen>> {
    let shown: StoredValue<Arc<Vec<Arc<Line>>>> = StoredValue::new(Arc::default());
    live::fresh(move || {
        let (base, text) = (base.read(), text.read());
        let before = shape.read(&base).ok();
        let mut seen = Seen {
            is_as_before: *base == *text,
            ..Seen::default()
        };
        match shape.read(&text) {
            Ok(now) => {
                let lines = shared(lines(before.as_ref(), &now, below_zero), &shown.get_value());
                seen.counts = before.as_ref().map(|_| Counts::of(&lines));
                if !shape.is_nested() {
                    let kept = before.as_ref().filter(|_| below_zero == BelowZero::Stays);
                    seen.flaws = flaws_of(kept, &now);
                }
                shown.set_value(Arc::new(lines));
            }
            Err(why) => {
                seen.flaws = flaws(None, &text);
                seen.broken = Some(why);
            }
        }
        seen.lines = shown.get_value();
        Arc::new(seen)
    })
}
