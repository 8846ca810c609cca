//! What the text of the editor reads as. It is read once at each keystroke, for all that show something of
//! it: a document may have ten thousand entries.

use std::sync::Arc;

use crate::pricing::table::{Counts, Line, lines, shared};
use crate::pricing::{
    BelowZero, Flaw, Holds, NotRatios, Ratios, flaws, flaws_of, flaws_of_names, nested,
};
use crate::reactive::*;
use crate::ui::live;

/// What an editor's document is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Names with ratios.
    Flat,
    /// Numbers at any depth, under their paths.
    Nested,
    /// Names with other names.
    Names,
}

impl Shape {
    pub(super) fn is_nested(self) -> bool {
        self == Self::Nested
    }

    pub(super) fn read(self, text: &str) -> Result<Ratios<'_>, NotRatios> {
        match self {
            Self::Flat => Ratios::read(text),
            Self::Names => Ratios::read(self.object(text)),
            Self::Nested => nested(text),
        }
    }

    /// Returns the JSON object of a text: where a document may be left out, a blank one has no entries.
    pub(super) fn object(self, text: &str) -> &str {
        match self {
            Self::Nested | Self::Names if text.trim().is_empty() => "{}",
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
    holds: Holds,
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
                let lines = shared(lines(before.as_ref(), &now, holds), &shown.get_value());
                seen.counts = before.as_ref().map(|_| Counts::of(&lines));
                seen.flaws = match holds {
                    Holds::Names => flaws_of_names(&now),
                    Holds::Numbers(_) if shape.is_nested() => Vec::new(),
                    Holds::Numbers(below_zero) => {
                        let kept = before.as_ref().filter(|_| below_zero == BelowZero::Stays);
                        flaws_of(kept, &now)
                    }
                };
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
