//! Counts the lines of a Rust file, with its tests apart. Expects formatted text. Pure.

use std::ops::AddAssign;

/// The lines of a file or folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// All lines but tests: code, comments and blank lines.
    pub product: usize,
    /// Modules that only tests compile.
    pub tests: usize,
}

impl Lines {
    /// The sum of both.
    pub fn all(self) -> usize {
        self.product + self.tests
    }
}

impl AddAssign for Lines {
    fn add_assign(&mut self, other: Self) {
        self.product += other.product;
        self.tests += other.tests;
    }
}

/// The result of counting a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub lines: Lines,
    /// Modules in files of their own that only tests compile.
    pub test_modules: Vec<String>,
}

/// Counts the lines of a file. Tests are the modules marked `#[cfg(test)]` without indentation.
pub fn count(text: &str) -> Counted {
    let mut counted = Counted::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let module = lines.peek().copied().and_then(module);
        let Some(module) = module.filter(|_| line == "#[cfg(test)]") else {
            counted.lines.product += 1;
            continue;
        };
        lines.next();
        counted.lines.tests += 2;
        match module {
            Module::Elsewhere(name) => counted.test_modules.push(name.to_owned()),
            Module::Here => {
                // In formatted text only the module's own brace is not indented.
                for line in lines.by_ref() {
                    counted.lines.tests += 1;
                    if line == "}" {
                        break;
                    }
                }
            }
        }
    }
    counted
}

/// A line that begins a module.
enum Module<'a> {
    /// In a file of this name.
    Elsewhere(&'a str),
    /// In the lines below.
    Here,
}

fn module(line: &str) -> Option<Module<'_>> {
    let (visibility, rest) = line.split_once("mod ")?;
    let is_visibility = visibility.is_empty() || visibility.starts_with("pub");
    if !is_visibility {
        return None;
    }
    match rest.strip_suffix(';') {
        Some(name) => Some(Module::Elsewhere(name)),
        None => rest.ends_with('{').then_some(Module::Here),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_apart() {
        let check = |text: &str, product: usize, tests: usize, modules: &[&str]| {
            let counted = count(text);
            assert_eq!(counted.lines, Lines { product, tests }, "{text}");
            assert_eq!(counted.test_modules, modules, "{text}");
        };
        check("", 0, 0, &[]);
        check("//! A file.\n\nfn one() {}\n", 3, 0, &[]);
        check(
            "one\n#[cfg(test)]\nmod tests {\n    fn a() {\n    }\n}\n",
            1,
            5,
            &[],
        );
        check("#[cfg(test)]\nmod tests {\n}\n\nfn after() {}\n", 2, 3, &[]);
        check("one\n#[cfg(test)]\nmod tests;\n", 1, 2, &["tests"]);
        check(
            "#[cfg(test)]\npub(crate) mod sample;\nmod other;\n#[cfg(test)]\nmod laws;\n",
            1,
            4,
            &["sample", "laws"],
        );
        check("#[cfg(test)]\nuse one::mod_two;\n", 2, 0, &[]);
        check("#[cfg(feature = \"web\")]\npub mod ui;\n", 2, 0, &[]);
    }
}
