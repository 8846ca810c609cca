//! Shortens the names that the module and its glue use for each other. A browser looks them up only
//! once, so a long name is only size. Pure.

use std::collections::HashMap;

use crate::wasm::{self, EXPORTS, IMPORTS, Reader, push_number, push_sized};

/// The kind of an import or export that is a function.
const FUNCTION: u8 = 0;

/// The one name that tools expect in any module; the bench does.
const MEMORY: &str = "memory";

/// Code that would turn exports into variables, which cannot be distinguished from the glue's own.
const UNPACKED: &str = "} = wasm";

/// Shortens the names in a module and in its glue. `None` if the module does not have
/// wasm-bindgen's form. A name that the glue uses in an unknown way is not changed.
pub fn shortened(module: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let sections = wasm::sections(module).filter(|_| !glue.contains(UNPACKED))?;
    let body = |id| Some(sections.iter().find(|section| section.id == id)?.body);
    let imports = imports(body(IMPORTS)?)?;
    let exports = exports(body(EXPORTS)?)?;

    let of_imports = imports.iter().map(|import| import.name);
    let of_imports = names(of_imports, |name| is_key(glue, name));
    let of_exports = exports.iter().map(|(name, _)| *name);
    let of_exports = names(of_exports, |name| name != MEMORY && is_property(glue, name));

    let imports = imports_body(&imports, &of_imports);
    let exports = exports_body(&exports, &of_exports);
    let module = wasm::module(sections.iter().map(|section| match section.id {
        IMPORTS => (IMPORTS, imports.as_slice()),
        EXPORTS => (EXPORTS, exports.as_slice()),
        id => (id, section.body),
    }));
    Some((module, renamed(glue, &of_imports, &of_exports)))
}

/// A function that the module imports: the module it comes from, its name, and the rest of its
/// entry.
struct Import<'a> {
    from: &'a str,
    name: &'a str,
    kind: u32,
}

fn imports(body: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut reader = Reader::new(body);
    (0..reader.number()?)
        .map(|_| {
            let (from, name) = (reader.name()?, reader.name()?);
            let is_function = reader.byte()? == FUNCTION;
            let kind = reader.number().filter(|_| is_function)?;
            Some(Import { from, name, kind })
        })
        .collect()
}

fn exports(body: &[u8]) -> Option<Vec<(&str, (u8, u32))>> {
    let mut reader = Reader::new(body);
    (0..reader.number()?)
        .map(|_| Some((reader.name()?, (reader.byte()?, reader.number()?))))
        .collect()
}

fn imports_body(imports: &[Import], names: &Names) -> Vec<u8> {
    let mut body = Vec::new();
    push_number(&mut body, imports.len());
    for Import { from, name, kind } in imports {
        push_sized(&mut body, from.as_bytes());
        push_sized(&mut body, new_name(names, name).as_bytes());
        body.push(FUNCTION);
        push_number(&mut body, *kind as usize);
    }
    body
}

fn exports_body(exports: &[(&str, (u8, u32))], names: &Names) -> Vec<u8> {
    let mut body = Vec::new();
    push_number(&mut body, exports.len());
    for (name, (kind, index)) in exports {
        push_sized(&mut body, new_name(names, name).as_bytes());
        body.push(*kind);
        push_number(&mut body, *index as usize);
    }
    body
}

/// The short name of each long one.
type Names<'a> = HashMap<&'a str, String>;

fn new_name<'a>(names: &'a Names, name: &'a str) -> &'a str {
    names.get(name).map_or(name, String::as_str)
}

/// Gives a short name to each name that `fits`, avoiding the names that stay.
fn names<'a>(all: impl Iterator<Item = &'a str> + Clone, fits: impl Fn(&str) -> bool) -> Names<'a> {
    let (change, stay): (Vec<&str>, Vec<&str>) = all.partition(|name| fits(name));
    let fresh = (0..)
        .map(letters)
        .filter(|short| !stay.contains(&short.as_str()));
    change.into_iter().zip(fresh).collect()
}

/// `a` to `z`, then `aa` to `az`, and so on.
fn letters(number: usize) -> String {
    let last = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    match number / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + &last.to_string(),
    }
}

/// A word of the glue with the text around it.
struct Word<'a> {
    before: &'a str,
    word: &'a str,
    after: &'a str,
}

impl Word<'_> {
    /// Whether it is a field of the object of imports.
    fn is_key(&self) -> bool {
        let starts_line =
            self.before.ends_with(' ') && self.before.trim_end_matches(' ').ends_with('\n');
        starts_line && self.after.starts_with(": ")
    }

    /// Whether it is a field of the module's exports.
    fn is_property(&self) -> bool {
        let object = self.before.strip_suffix("wasm.");
        object.is_some_and(|before| !before.ends_with(|letter| is_of_word(letter) || letter == '.'))
    }

    /// Whether it is a function or method of the glue itself, which only has the same name.
    fn is_own(&self) -> bool {
        !self.before.ends_with(['.', '"', '\'', '`'])
    }
}

fn is_key(glue: &str, name: &str) -> bool {
    let mut words = words(glue).filter(|word| word.word == name);
    words.next().is_some_and(|word| word.is_key()) && words.next().is_none()
}

fn is_property(glue: &str, name: &str) -> bool {
    let found: Vec<Word> = words(glue).filter(|word| word.word == name).collect();
    let is_known = |word: &Word| word.is_property() || word.is_own();
    found.iter().any(Word::is_property) && found.iter().all(is_known)
}

fn renamed(glue: &str, imports: &Names, exports: &Names) -> String {
    let mut out = String::with_capacity(glue.len());
    for word in words(glue) {
        let names = if word.is_key() { imports } else { exports };
        let changes = word.is_key() || word.is_property();
        out.push_str(if changes {
            new_name(names, word.word)
        } else {
            word.word
        });
        let between = word.after.find(is_of_word).unwrap_or(word.after.len());
        out.push_str(&word.after[..between]);
    }
    out
}

/// Splits a text into its words. The first is empty where the text begins with something else.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = if is_first { 0 } else { rest.find(is_of_word)? };
        is_first = false;
        let word = &rest[start..];
        let end = word
            .find(|letter| !is_of_word(letter))
            .unwrap_or(word.len());
        let from = at + start;
        at = from + end;
        Some(Word {
            before: &text[..from],
            word: &text[from..at],
            after: &text[at..],
        })
    })
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests;
