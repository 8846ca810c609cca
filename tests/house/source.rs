//! The files of the source tree, and where each stands in the house.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tokens::{Token, tokens};

/// A file below the repository's root.
pub(crate) struct Source {
    /// Its path from the root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The module it is, e.g. `["api", "onekeyllm"]`; empty for the crate's root.
    pub(crate) fn module(&self) -> Vec<String> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inner = inner.strip_suffix(".rs").unwrap_or(inner);
        let parts = inner.split('/').map(str::to_owned);
        parts
            .filter(|part| !["mod", "lib", "main"].contains(&part.as_str()))
            .collect()
    }

    /// The room it is in; `None` for the crate's root.
    pub(crate) fn room(&self) -> Option<String> {
        self.module().into_iter().next()
    }

    pub(crate) fn tokens(&self) -> Vec<Token> {
        tokens(&self.text)
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under these folders whose name ends so, in order of their paths.
pub(crate) fn sources(folders: &[&str], ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), ending, &mut found);
    }
    assert!(!found.is_empty(), "no {ending} under {folders:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The Rust files of the client.
pub(crate) fn client() -> Vec<Source> {
    sources(&["src"], ".rs")
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && !["target", "node_modules"].contains(&name.as_str()) {
            collect(&path, ending, found);
        } else if name.ends_with(ending) {
            let inner = path.strip_prefix(root()).expect("below the root");
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            let text = fs::read_to_string(&path).expect("text");
            found.push(Source {
                path: parts.join("/"),
                text,
            });
        }
    }
}

/// Stops the test with every breach of a rule, one on a line.
pub(crate) fn assert_none(rule: &str, breaches: &[String]) {
    assert!(
        breaches.is_empty(),
        "{rule}:\n  {}\n",
        breaches.join("\n  ")
    );
}

#[test]
fn files_and_their_rooms() {
    let check = |path: &str, module: &[&str]| {
        let source = Source {
            path: path.to_owned(),
            text: String::new(),
        };
        assert_eq!(source.module(), module);
        assert_eq!(source.room().as_deref(), module.first().copied());
    };
    check("src/lib.rs", &[]);
    check("src/route.rs", &["route"]);
    check("src/api/mod.rs", &["api"]);
    check("src/api/onekeyllm/keys.rs", &["api", "onekeyllm", "keys"]);
}
