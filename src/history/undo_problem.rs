//! Why an entry cannot be undone.

use super::left_out::LeftOut;
use crate::call::ApiError;
use crate::gate::explain_error;
use crate::schema::WhyNot;
use crate::text;
use crate::words::{Phrase, Text};

/// Why an entry cannot be undone now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoProblem {
    /// It can never be undone, or there is nothing to undo.
    Not(Text),
    /// No part of the change can be undone any more.
    NothingLeft(LeftOut),
    /// The action is not available now, or would change nothing.
    WhyNot(WhyNot),
    /// Reading the gateway failed.
    Failed(ApiError),
}

impl UndoProblem {
    /// Returns what happened.
    #[must_use]
    pub fn what(&self) -> Phrase {
        match self {
            Self::Not(why) => (*why).into(),
            Self::NothingLeft(_) => text!("Not undone." / "未撤销。").into(),
            Self::WhyNot(why) => why.words.into(),
            Self::Failed(error) => explain_error(error).what,
        }
    }

    /// Returns further explanations, line by line.
    #[must_use]
    pub fn then(&self) -> Vec<Phrase> {
        match self {
            Self::Not(_) | Self::WhyNot(_) => Vec::new(),
            Self::NothingLeft(left_out) => left_out.lines(),
            Self::Failed(error) => vec![explain_error(error).then],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UndoProblem;
    use crate::history::left_out::LeftOut;
    use crate::schema::WhyNot;
    use crate::words::Language;

    #[test]
    fn a_problem_in_words() {
        let check = |problem: UndoProblem, what: &str, then: &[&str]| {
            assert_eq!(problem.what().say(Language::English), what);
            let lines = problem.then();
            let lines: Vec<String> = lines
                .iter()
                .map(|line| line.say(Language::English))
                .collect();
            assert_eq!(lines, then);
        };
        let changed = LeftOut {
            changed: vec!["A".to_owned()],
            ..LeftOut::default()
        };
        check(
            UndoProblem::NothingLeft(changed),
            "Not undone.",
            &["A: changed since, so look before you decide."],
        );
        check(
            UndoProblem::WhyNot(WhyNot::ALREADY_SO),
            "It is so already: nothing would change.",
            &[],
        );
    }
}
