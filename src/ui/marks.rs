//! Marks in a text that is edited: what is wrong at a place. Needs no browser.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::Value as Json;

/// The most marks of one text: more are neither read nor drawn in time.
const MOST: usize = 500;

/// A mark in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the text.
    pub place: Range<usize>,
    /// What is wrong there, in the operator's language.
    pub reason: String,
}

/// Returns marks as JSON, `[[from, to, "reason"]]`, with places as a browser counts: in units of UTF-16,
/// a line break as one. Marks stand in the order of the text.
#[must_use]
pub fn encoded(text: &str, marks: &[Mark]) -> String {
    let mut counted = Counted {
        text,
        bytes: 0,
        units: 0,
    };
    let mut json = "[".to_owned();
    for mark in marks.iter().take(MOST) {
        let (from, to) = (counted.to(mark.place.start), counted.to(mark.place.end));
        let comma = if json.len() > 1 { "," } else { "" };
        // Writing to a text does not fail.
        let _ = write!(json, "{comma}[{from},{to},{}]", Json::from(&*mark.reason));
    }
    json + "]"
}

/// How much of a text is counted.
struct Counted<'a> {
    text: &'a str,
    bytes: usize,
    units: usize,
}

impl Counted<'_> {
    /// Counts on to a byte, and returns the units before it.
    fn to(&mut self, byte: usize) -> usize {
        let more = self.text.get(self.bytes..byte).unwrap_or_default();
        let breaks = more.matches("\r\n").count();
        self.units += more.encode_utf16().count() - breaks;
        self.bytes = byte.max(self.bytes);
        self.units
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, encoded};

    #[test]
    fn places_are_counted_as_a_browser_does() {
        let check = |text: &str, parts: &[&str], expect: &str| {
            let marks: Vec<Mark> = parts
                .iter()
                .map(|part| {
                    let at = text.find(part).expect("a part of the text");
                    Mark {
                        place: at..at + part.len(),
                        reason: format!("“{part}”"),
                    }
                })
                .collect();
            assert_eq!(encoded(text, &marks), expect);
        };
        check("abc", &[], "[]");
        check("abc", &["b"], r#"[[1,2,"“b”"]]"#);
        check("组𝄞a\"b", &["𝄞", "a\""], r#"[[1,3,"“𝄞”"],[3,5,"“a\"”"]]"#);
        check(
            "1\r\n2\r\n34",
            &["2", "34"],
            r#"[[2,3,"“2”"],[4,6,"“34”"]]"#,
        );
        check("", &[""], r#"[[0,0,"“”"]]"#);
    }
}
