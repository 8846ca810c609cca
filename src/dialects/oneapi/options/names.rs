//! Which names the entries of GroupRatio may have (contract 4.4).

use crate::pricing::Ratios;
use crate::schema::{Document, WhyNot};
use crate::text;

/// A name is none that channels can list.
pub const NOT_LISTABLE: WhyNot = WhyNot {
    words: text!(
        "A name of a group has at most 32 characters, without comma or space: channels list groups between commas."
            / "分组名称最多 32 个字符，不含逗号和空格：渠道以逗号分隔分组。"
    ),
    source: "4.4",
};

/// Returns whether channels can list a group of this name, which they do between commas (contract 4.4).
pub fn can_be_listed(name: &str) -> bool {
    let is_odd = |letter: char| letter == ',' || letter.is_whitespace();
    !name.contains(is_odd) && name.chars().count() <= 32
}

/// Returns whether channels can list every group of a document.
pub fn all_can_be_listed(document: &Document) -> bool {
    Ratios::read(&document.0).is_ok_and(|ratios| ratios.names().all(can_be_listed))
}

#[cfg(test)]
mod tests {
    use super::can_be_listed;

    #[test]
    fn names_that_channels_list_between_commas() {
        let check = |name: &str, expect: bool| assert_eq!(can_be_listed(name), expect, "{name}");
        check("vip", true);
        check("组一", true);
        check("a,b", false);
        check("new group", false);
        check(&"a".repeat(32), true);
        check(&"组".repeat(33), false);
    }
}
