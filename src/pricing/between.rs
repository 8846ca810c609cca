//! What lies between two texts of a document, for a screen that compares them: names where both are
//! lists of names, and otherwise only whether they differ.

use super::diff::{Change, diff};
use super::ratios::Ratios;

/// What lies between two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nothing: the texts are the same.
    Nothing,
    /// Blanks, order or spellings.
    Formatting,
    /// These names.
    Names(Vec<Change>),
    /// One of them is no list of names, so only the texts can be shown.
    Texts,
}

/// Compares two texts. An empty one is a document without names.
#[must_use]
pub fn between(before: &str, after: &str) -> Between {
    if before == after {
        return Between::Nothing;
    }
    let none = |text| if str::is_empty(text) { "{}" } else { text };
    let (Ok(before), Ok(after)) = (Ratios::read(none(before)), Ratios::read(none(after))) else {
        return Between::Texts;
    };
    match diff(&before, &after).changes {
        changes if changes.is_empty() => Between::Formatting,
        changes => Between::Names(changes),
    }
}

/// Counts changes: changed, new, gone.
#[must_use]
pub fn counted(changes: &[Change]) -> [usize; 3] {
    let count = |is: fn(&&Change) -> bool| changes.iter().filter(is).count();
    [
        count(|change| change.before.is_some() && change.after.is_some()),
        count(|change| change.before.is_none()),
        count(|change| change.after.is_none()),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Between, between, counted};
    use crate::domain::table::{check_table, parts};

    #[test]
    fn what_lies_between() {
        check_table(
            r##"
            {"a":1} | {"a":1} => nothing
             |  => nothing
             | {} => formatting
            {"a":1,"b":2} | {"b": 2.0,"a":1} => formatting
            {"a":1,"b":2} | {"b":3,"c":1} => 1 1 1
             | {"a":1} => 0 1 0
            {"m":{"ratio":1}} | {"m":{"ratio":2}} => 1 0 0
            {"a":1 | {"a":1} => texts
            null | {"a":1} => texts
            "##,
            |line| {
                let [before, after] = parts(line);
                match between(before, after) {
                    Between::Nothing => "nothing".to_owned(),
                    Between::Formatting => "formatting".to_owned(),
                    Between::Names(changes) => {
                        counted(&changes).map(|count| count.to_string()).join(" ")
                    }
                    Between::Texts => "texts".to_owned(),
                }
            },
        );
    }
}
