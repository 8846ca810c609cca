//! Merges three documents of ratios: what both began with, theirs, and mine. Only what I changed is put
//! into theirs, so that every byte that they wrote stays.

use super::diff::{Change, diff, is_same};
use super::ratios::{NotRatios, Ratios};

/// The same name, changed by both to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name.
    pub name: String,
    /// The text of the ratio that both began with; `None` if there was none.
    pub base: Option<String>,
    /// What they made of it; `None` if they took it out.
    pub theirs: Option<String>,
    /// What I made of it; `None` if I took it out.
    pub mine: Option<String>,
}

/// A merged document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Their text with what I changed. Where both changed a name, it is as they have it.
    pub text: String,
    /// What they changed since, for me to see.
    pub theirs: Vec<Change>,
    /// Names that both changed.
    pub conflicts: Vec<Conflict>,
}

/// Merges `mine` into `theirs`; both began with `base`.
///
/// # Errors
/// When one of the texts is not a document.
pub fn merge(base: &str, theirs: &str, mine: &str) -> Result<Merged, NotRatios> {
    let (old, live, own) = (
        Ratios::read(base)?,
        Ratios::read(theirs)?,
        Ratios::read(mine)?,
    );
    let their_changes = diff(&old, &live).changes;
    if base == theirs {
        // Nobody saved meanwhile, so my text is taken as it is, with its spelling.
        return Ok(Merged {
            text: mine.to_owned(),
            theirs: their_changes,
            conflicts: Vec::new(),
        });
    }
    let mut merged = Merged {
        text: theirs.to_owned(),
        theirs: Vec::new(),
        conflicts: Vec::new(),
    };
    for change in diff(&old, &own).changes {
        let their = their_changes.iter().find(|other| other.name == change.name);
        match their {
            Some(other) if !is_same_end(&other.after, &change.after) => {
                merged.conflicts.push(Conflict {
                    base: change.before,
                    theirs: other.after.clone(),
                    mine: change.after,
                    name: change.name,
                });
            }
            Some(_) => {}
            None => merged.text = put(&merged.text, &change.name, change.after.as_deref())?,
        }
    }
    merged.theirs = their_changes;
    Ok(merged)
}

/// Returns a text with a name set to a ratio, or taken out.
///
/// # Errors
/// When the text is not a document.
pub fn put(text: &str, name: &str, ratio: Option<&str>) -> Result<String, NotRatios> {
    let ratios = Ratios::read(text)?;
    Ok(match ratio {
        Some(ratio) => ratios.with(name, ratio),
        None => ratios.without(name),
    })
}

fn is_same_end(one: &Option<String>, other: &Option<String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same(one, other),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::merge;
    use crate::domain::table::{check_table, parts};
    use crate::pricing::{Ratios, diff};

    #[test]
    fn mine_goes_into_theirs() {
        check_table(
            r##"
            {"a":1,"b":2} | {"a":1,"b":2} | {"a":3,"b":2.0} => {"a":3,"b":2.0}
            {"a":1,"b":2} | {"a":1, "b":2.50} | {"a":3,"b":2} => {"a":3, "b":2.50}
            {"a":1,"b":2} | {"a":1,"b":2,"c":5} | {"a":3,"b":2} => {"a":3,"b":2,"c":5}
            {"a":1,"b":2} | {"b":2} | {"a":1,"b":3} => {"b":3}
            {"a":1,"b":2} | {"a":4,"b":2} | {"a":3,"b":2} => {"a":4,"b":2} a 1/4/3
            {"a":1,"b":2} | {"b":2} | {"a":3,"b":2} => {"b":2} a 1/-/3
            {"a":1,"b":2} | {"a":4,"b":2} | {"b":2} => {"a":4,"b":2} a 1/4/-
            {"a":1} | {"a":2.0} | {"a":2} => {"a":2.0}
            {"a":1} | {"a":1,"c":1} | {"a":1,"c":2} => {"a":1,"c":1} c -/1/2
            {"a":1} | {} | {} => {}
            "##,
            |line| {
                let [base, theirs, mine] = parts(line);
                let merged = merge(base, theirs, mine).expect("documents");
                let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
                let conflicts = merged.conflicts.iter().map(|it| {
                    let (base, theirs, mine) = (word(&it.base), word(&it.theirs), word(&it.mine));
                    format!(" {} {base}/{theirs}/{mine}", it.name)
                });
                merged.text + &conflicts.collect::<String>()
            },
        );
        assert!(merge("{", "{}", "{}").is_err());
    }

    fn any_document() -> impl Strategy<Value = String> {
        let entries = prop::collection::btree_map("[a-d]", 0_u32..4, 0..4);
        entries.prop_map(|entries| {
            let entries = entries
                .iter()
                .map(|(name, ratio)| format!("\"{name}\":{ratio}"));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        })
    }

    proptest! {
        #[test]
        fn laws_of_merging(base in any_document(), theirs in any_document(), mine in any_document()) {
            let merged = |base: &str, theirs: &str, mine: &str| merge(base, theirs, mine).expect("documents");
            prop_assert_eq!(&merged(&base, &base, &mine).text, &mine);
            prop_assert_eq!(&merged(&base, &theirs, &base).text, &theirs);
            // Without a conflict, all that I changed is in it, and nothing else differs from theirs.
            let of_all = merged(&base, &theirs, &mine);
            let read = |text| Ratios::read(text).expect("a document");
            let (base, mine) = (read(&base), read(&mine));
            for change in diff(&base, &mine).changes {
                let conflicts = of_all.conflicts.iter().any(|it| it.name == change.name);
                let holds = read(&of_all.text).ratio(&change.name) == mine.ratio(&change.name);
                prop_assert!(conflicts || holds);
            }
            for change in diff(&read(&theirs), &read(&of_all.text)).changes {
                prop_assert_eq!(change.after.as_deref(), mine.ratio(&change.name));
            }
        }
    }
}
