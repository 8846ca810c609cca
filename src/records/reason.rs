//! Why a response or a row cannot be read. Kept in English, as the journal stores it, and said in the
//! operator's language.

use crate::text;
use crate::words::{Language, Say, Slot, Text};

pub(super) const EMPTY: Text = text!("the response is empty" / "响应为空");
pub(super) const CUT_SHORT: Text = text!("the response was cut short" / "响应不完整");
pub(super) const DESCRIBES_NOTHING: Text =
    text!("the response describes nothing" / "响应未描述任何对象");
pub(super) const NEITHER: Text =
    text!("the response is neither a list nor an object" / "响应既不是列表也不是对象");
pub(super) const NO_LIST: Text = text!("no list of rows in the response" / "响应中没有行列表");
pub(super) const NO_OBJECT: Text = text!("the row is no object" / "该行不是对象");
/// A response to the read of one row with another.
pub const OTHER_ROW: Text = text!("the response is another row" / "响应是另一行");
pub(super) const NO_ID: Text = text!("the row has no id" / "该行没有标识");

/// A response to the start of a login without what a person needs to finish it.
pub const NO_LOGIN: Text =
    text!("the response holds no login that can be finished" / "响应中没有可以完成的登录");

const ALL: [Text; 9] = [
    EMPTY,
    CUT_SHORT,
    DESCRIBES_NOTHING,
    NEITHER,
    NO_LIST,
    NO_OBJECT,
    NO_ID,
    OTHER_ROW,
    NO_LOGIN,
];

/// Returns a reason as it is kept.
#[must_use]
pub fn kept(reason: Text) -> String {
    reason.say(Language::English).to_owned()
}

/// Returns what fills a sentence with a kept reason. What a JSON parser reported is quoted as it is.
#[must_use]
pub fn reason(kept: &str) -> Slot {
    let known = ALL.iter().find(|text| text.say(Language::English) == kept);
    known.map_or_else(|| kept.into(), |text| (*text).into())
}

#[cfg(test)]
mod tests {
    use super::{ALL, kept, reason};
    use crate::words::Slot;

    #[test]
    fn a_kept_reason_is_said_in_both_languages() {
        for text in ALL {
            assert_eq!(reason(&kept(text)), Slot::Word(text));
        }
        let parser = "expected value at line 1 column 1";
        assert_eq!(reason(parser), Slot::Same(parser.to_owned()));
    }
}
