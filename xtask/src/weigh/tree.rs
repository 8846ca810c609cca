//! Reads the files of `src` with their lines, their room and their kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::command::unreadable;
use crate::step::Outcome;

use super::lines::{Counted, Lines, count};

/// The kind of a file in a dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Declares an action.
    Action,
    /// Declares a resource.
    Resource,
    /// Any other file.
    Other,
}

/// A file of `src`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The path below `src`, with slashes.
    pub path: String,
    pub kind: Kind,
    pub lines: Lines,
}

impl File {
    /// The room of the file: a folder of `src`, a file there, or both.
    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// The path within the dialects; `None` for a file of another room.
    pub fn in_dialect(&self) -> Option<&str> {
        self.path.strip_prefix("dialects/")
    }
}

/// Reads every Rust file below `folder`, in the order of their paths.
pub fn read(folder: &Path) -> Outcome<Vec<File>> {
    let mut texts = BTreeMap::new();
    collect(folder, "", &mut texts)?;
    Ok(files(&texts))
}

fn collect(folder: &Path, below: &str, texts: &mut BTreeMap<String, String>) -> Outcome {
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, &format!("{below}{name}/"), texts)?;
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            texts.insert(format!("{below}{name}"), text);
        }
    }
    Ok(())
}

fn files(texts: &BTreeMap<String, String>) -> Vec<File> {
    let counted: Vec<(&String, &String, Counted)> = texts
        .iter()
        .map(|(path, text)| (path, text, count(text)))
        .collect();
    let of_tests: BTreeSet<String> = counted
        .iter()
        .flat_map(|(path, _, counted)| counted.test_modules.iter().map(|name| below(path) + name))
        .collect();
    let file = |(path, text, counted): (&String, &String, Counted)| {
        let is_test = is_test(path, &of_tests);
        let lines = if is_test {
            Lines {
                product: 0,
                tests: counted.lines.all(),
            }
        } else {
            counted.lines
        };
        let kind = if is_test {
            Kind::Other
        } else {
            kind(path, text)
        };
        File {
            path: path.clone(),
            kind,
            lines,
        }
    };
    counted.into_iter().map(file).collect()
}

/// The folder of the modules that a file declares, with a slash: `a/` for `a/mod.rs` and `a.rs`.
fn below(path: &str) -> String {
    let (folder, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(folder, name)| (folder, name));
    let own = match name {
        "mod.rs" | "lib.rs" | "main.rs" => "",
        _ => name.trim_end_matches(".rs"),
    };
    let parts = [folder, own].into_iter().filter(|part| !part.is_empty());
    parts.flat_map(|part| [part, "/"]).collect()
}

/// Whether the file is a module that only tests compile, or inside one.
fn is_test(path: &str, of_tests: &BTreeSet<String>) -> bool {
    let ends = path
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([path.len() - ".rs".len()]);
    ends.into_iter().any(|end| of_tests.contains(&path[..end]))
}

fn kind(path: &str, text: &str) -> Kind {
    let declares = |what: &str| {
        let line = format!(": {what} = ");
        text.lines()
            .any(|code| code.contains("static ") && code.contains(&line))
    };
    if !path.starts_with("dialects/") {
        Kind::Other
    } else if declares("Resource") {
        Kind::Resource
    } else if declares("Action") {
        Kind::Action
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Vec<File> {
        let text = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        super::files(&files.iter().map(text).collect())
    }

    #[test]
    fn kinds_of_files() {
        let check = |path: &str, text: &str, expect: Kind| {
            assert_eq!(tree(&[(path, text)])[0].kind, expect, "{path} {text}");
        };
        let action = "pub static TOP_UP: Action = Action {";
        check("dialects/a/keys/top_up.rs", action, Kind::Action);
        check(
            "dialects/a/keys/mod.rs",
            "pub static KEYS: Resource = Resource {",
            Kind::Resource,
        );
        check(
            "dialects/a/my_pool.rs",
            &format!("static P: Resource = Resource {{\n{action}"),
            Kind::Resource,
        );
        check(
            "dialects/a/keys/rules.rs",
            "fn rule(action: &Action) {}",
            Kind::Other,
        );
        check("records/sample.rs", action, Kind::Other);
    }

    #[test]
    fn test_files_are_recognised() {
        let marked = |name: &str| format!("#[cfg(test)]\nmod {name};\n");
        let (laws, tests) = (marked("laws"), marked("tests"));
        let found = tree(&[
            ("lib.rs", "pub mod a;"),
            ("a/mod.rs", &laws),
            ("a/laws/mod.rs", "one"),
            ("a/laws/more.rs", "two"),
            ("a/lawsuit.rs", &tests),
            ("a/lawsuit/tests.rs", "three\nfour"),
            ("tests.rs", "five"),
        ]);
        let lines = |path: &str| {
            let file = found.iter().find(|file| file.path == path).expect(path);
            (file.lines.product, file.lines.tests)
        };
        let check = |path: &str, expect| assert_eq!(lines(path), expect, "{path}");
        check("lib.rs", (1, 0));
        check("a/mod.rs", (0, 2));
        check("a/laws/mod.rs", (0, 1));
        check("a/laws/more.rs", (0, 1));
        check("a/lawsuit.rs", (0, 2));
        check("a/lawsuit/tests.rs", (0, 2));
        check("tests.rs", (1, 0));
    }

    #[test]
    fn rooms_are_named() {
        let check = |path: &str, room: &str, dialect: Option<&str>| {
            let file = &tree(&[(path, "")])[0];
            assert_eq!((file.room(), file.in_dialect()), (room, dialect));
        };
        check("lib.rs", "lib", None);
        check("profile.rs", "profile", None);
        check("profile/tests.rs", "profile", None);
        check("ui/table/mod.rs", "ui", None);
        check("dialects/a/keys/mod.rs", "dialects", Some("a/keys/mod.rs"));
    }
}
