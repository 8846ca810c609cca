//! The files of the source tree, and where each stands in the house.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use crate::tokens::{Token, tokens, without_tests};

/// A file below the repository's root.
pub(crate) struct Source {
    /// Its path from the root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
    tokens: OnceLock<Vec<Token>>,
}

/// Modules of the client that are declared under `#[cfg(test)]`.
static TEST_MODULES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let test_modules = |source: &'static Source| {
        let (_, names) = without_tests(source.tokens());
        let within = move |name| [source.module(), vec![name]].concat();
        names.into_iter().map(within)
    };
    client().iter().flat_map(test_modules).collect()
});

/// The Rust files of the client.
static CLIENT: LazyLock<Vec<Source>> = LazyLock::new(|| sources(&["src"], ".rs"));

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens: OnceLock::new(),
        }
    }

    /// The module it is, e.g. `["call", "curl"]`; empty for the crate's root.
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

    pub(crate) fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| tokens(&self.text))
    }

    /// Its tokens without tests; none where the whole file is one.
    pub(crate) fn shipped(&self) -> Vec<Token> {
        let module = self.module();
        if TEST_MODULES.iter().any(|test| module.starts_with(test)) {
            return Vec::new();
        }
        without_tests(self.tokens()).0
    }
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file below the root.
pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
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
pub(crate) fn client() -> &'static [Source] {
    &CLIENT
}

/// Every document: those of the folders, and those at the root that speak of the whole.
pub(crate) fn documents() -> Vec<Source> {
    let mut found = sources(&["docs", "sandbox"], ".md");
    for name in ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG"] {
        let path = format!("{name}.md");
        found.push(Source::new(&path, &text_of(&path)));
    }
    found
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
            let bytes = fs::read(&path).expect("a file");
            let text = String::from_utf8_lossy(&bytes);
            found.push(Source::new(&parts.join("/"), &text));
        }
    }
}

/// Stops the test with every violation of a rule, one on a line.
pub(crate) fn assert_none(rule: &str, violations: &[String]) {
    assert!(
        violations.is_empty(),
        "{rule}:\n  {}\n",
        violations.join("\n  ")
    );
}

/// Stops a self-test unless `rule` finds exactly `expect` in a small file.
pub(crate) fn assert_finds(
    rule: impl Fn(&Source) -> Vec<String>,
    path: &str,
    text: &str,
    expect: &[&str],
) {
    let source = Source::new(path, text);
    assert_eq!(rule(&source), expect, "{text}");
}

#[test]
fn files_and_their_rooms() {
    let check = |path: &str, module: &[&str]| {
        let source = Source::new(path, "");
        assert_eq!(source.module(), module);
        assert_eq!(source.room().as_deref(), module.first().copied());
    };
    check("src/lib.rs", &[]);
    check("src/route.rs", &["route"]);
    check("src/call/mod.rs", &["call"]);
    check("src/call/curl.rs", &["call", "curl"]);
}

#[test]
fn whole_files_of_tests_are_known() {
    let check = |path: &str, is_test| {
        let source = client()
            .iter()
            .find(|source| source.path == path)
            .expect("a file");
        assert_eq!(source.shipped().is_empty(), is_test, "{path}");
    };
    check("src/dialects/laws/mod.rs", true);
    check("src/dialects/laws/ids.rs", true);
    check("src/dialects/onekeyllm/mod.rs", false);
}
