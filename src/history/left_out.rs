//! The names that undoing an entry leaves unchanged, and why.

use crate::text;
use crate::words::{Phrase, Text};

/// The names that are not undone, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Changed again since: the gateway no longer holds the new value.
    pub changed: Vec<String>,
    /// Not found, so the current value is unknown.
    pub not_found: Vec<String>,
    /// Already undone.
    pub undone: Vec<String>,
    /// Not known to have been applied.
    pub not_applied: Vec<String>,
    /// Not possible now, and why.
    pub refused: Vec<(String, Text)>,
}

impl LeftOut {
    /// Returns whether everything is undone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns a line for each reason.
    #[must_use]
    pub fn lines(&self) -> Vec<Phrase> {
        let named = |names: &[String], words: Text| {
            (!names.is_empty()).then(|| Phrase::from(words).with("names", names.to_vec()))
        };
        let lines = [
            named(
                &self.changed,
                text!(
                    "{names}: changed since, so look before you decide."
                        / "{names}：此后已被更改，请查看后再决定。"
                ),
            ),
            named(
                &self.not_found,
                text!(
                    "{names}: not found, so what it is now is not known."
                        / "{names}：未找到，无法得知其当前状态。"
                ),
            ),
            named(
                &self.undone,
                text!("{names}: undone before." / "{names}：此前已撤销。"),
            ),
            named(
                &self.not_applied,
                text!(
                    "{names}: nothing is known to have been changed, so there is nothing to undo."
                        / "{names}：未确认有任何变化，无可撤销。"
                ),
            ),
        ];
        let refused = self.refused.iter().map(|(name, why)| {
            Phrase::from(text!("{name}: {why}" / "{name}：{why}"))
                .with("name", name.as_str())
                .with("why", *why)
        });
        lines.into_iter().flatten().chain(refused).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::LeftOut;
    use crate::text;
    use crate::words::Language;

    #[test]
    fn a_line_for_each_reason() {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let left_out = LeftOut {
            undone: own(&["A", "B"]),
            changed: own(&["D"]),
            not_found: own(&["E"]),
            refused: vec![("C".to_owned(), text!("It is full." / "已满。"))],
            ..LeftOut::default()
        };
        let lines = left_out.lines();
        let said = lines.iter().map(|line| line.say(Language::English));
        let expect = [
            "D: changed since, so look before you decide.",
            "E: not found, so what it is now is not known.",
            "A, B: undone before.",
            "C: It is full.",
        ];
        assert_eq!(said.collect::<Vec<_>>(), expect);
        assert!(!left_out.is_empty() && LeftOut::default().is_empty());
        assert!(LeftOut::default().lines().is_empty());
    }
}
