//! Attributes the functions of a module to crates, and in the client to rooms, by the names that
//! the compiler gave them. So the module must still contain its names.

use std::collections::BTreeMap;

use crate::wasm::{self, CODE, CUSTOM, DATA, IMPORTS, Reader};

/// The client's crate, which is divided into rooms.
const CLIENT: &str = "headgate";

/// The compiler's own crates. Their code for another crate's type is counted as that crate's.
const STANDARD: [&str; 3] = ["core", "alloc", "std"];

/// The part of the section of names with function names.
const FUNCTION_NAMES: u8 = 1;

/// The sizes in a module before it is optimised.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    /// The code of each crate.
    pub crates: BTreeMap<String, usize>,
    /// The code of each room of the client.
    pub rooms: BTreeMap<String, Room>,
    /// All code.
    pub code: usize,
    /// Texts and tables.
    pub data: usize,
}

/// The code of a room.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its own functions.
    pub own: usize,
    /// Functions of other crates that were compiled for its types and closures.
    pub compiled_for: usize,
}

/// Measures a module; `None` if it is invalid, or if its functions have no names.
pub fn weigh(module: &[u8]) -> Option<Bytes> {
    let sections = wasm::sections(module)?;
    let body = |id| Some(sections.iter().find(|section| section.id == id)?.body);
    let customs = sections.iter().filter(|section| section.id == CUSTOM);
    let names = customs
        .filter_map(|section| function_names(section.body))
        .next()?;
    let first = body(IMPORTS).map_or(Some(0), imported_functions)?;

    let mut bytes = Bytes {
        data: body(DATA).map_or(0, <[u8]>::len),
        ..Bytes::default()
    };
    let mut code = Reader::new(body(CODE)?);
    for index in first..first + code.number()? {
        let size = code.sized()?.len();
        let name = names.get(&index).copied().unwrap_or_default();
        bytes.add(&plain(name), size);
    }
    Some(bytes)
}

impl Bytes {
    fn add(&mut self, name: &str, size: usize) {
        let of = crate_of(name);
        self.code += size;
        *self.crates.entry(of.to_owned()).or_default() += size;
        if let Some(room) = room_of(name) {
            let room = self.rooms.entry(room.to_owned()).or_default();
            let part = if of == CLIENT {
                &mut room.own
            } else {
                &mut room.compiled_for
            };
            *part += size;
        }
    }
}

/// The names of functions by number, from the section `name`.
fn function_names(body: &[u8]) -> Option<BTreeMap<u32, &str>> {
    let mut section = Reader::new(body);
    if section.name()? != "name" {
        return None;
    }
    while !section.is_at_end() {
        let (part, mut names) = (section.byte()?, Reader::new(section.sized()?));
        if part == FUNCTION_NAMES {
            let count = names.number()?;
            return (0..count)
                .map(|_| Some((names.number()?, names.name()?)))
                .collect();
        }
    }
    None
}

/// The number of imported functions, which are numbered before the module's own.
fn imported_functions(body: &[u8]) -> Option<u32> {
    let mut reader = Reader::new(body);
    let count = reader.number()?;
    for _ in 0..count {
        let (_, _, kind) = (reader.name()?, reader.name()?, reader.byte()?);
        // wasm-bindgen imports only functions.
        reader.number().filter(|_| kind == 0)?;
    }
    Some(count)
}

/// The name without the hashes that distinguish crates of one name: `core[8c0a1f]::ptr`.
fn plain(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((number, after)) if is_hexadecimal(number) && after.starts_with("::") => {
                rest = after
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

fn is_hexadecimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The crate of a function. A trait's implementation belongs to the crate of the type, unless the
/// type is a parameter or from the standard library.
fn crate_of(name: &str) -> &str {
    const NONE: &str = "(no crate)";
    let Some(inner) = name.strip_prefix('<') else {
        return first_crate(name).unwrap_or(NONE);
    };
    let (of_type, of_trait) = implementation(inner);
    // Only the standard library can define methods of a slice without a trait.
    if of_trait.is_none() && of_type.starts_with('[') {
        return "core";
    }
    let of_type = first_crate(of_type);
    match (of_type, of_trait.and_then(first_crate)) {
        (Some(of_type), Some(of_trait)) if STANDARD.contains(&of_type) => of_trait,
        (of_type, of_trait) => of_type.or(of_trait).unwrap_or(NONE),
    }
}

/// Splits `T as Trait>::method` into `T` and `Trait>::method`.
fn implementation(inner: &str) -> (&str, Option<&str>) {
    let mut depth = 0_i32;
    for (at, letter) in inner.char_indices() {
        match letter {
            '<' | '(' | '[' => depth += 1,
            // The `>` of an arrow is not a bracket.
            '>' if inner[..at].ends_with('-') => {}
            '>' | ')' | ']' => depth -= 1,
            ' ' if depth == 0 && inner[at..].starts_with(" as ") => {
                return (&inner[..at], Some(&inner[at + " as ".len()..]));
            }
            _ => {}
        }
        if depth < 0 {
            return (&inner[..at], None);
        }
    }
    (inner, None)
}

/// The crate of the first path: `alloc` in `&mut alloc::vec::Vec<T>`.
fn first_crate(text: &str) -> Option<&str> {
    let start = text.find(is_of_name)?;
    let word = &text[start..];
    let end = word
        .find(|letter| !is_of_name(letter))
        .unwrap_or(word.len());
    let (word, rest) = word.split_at(end);
    if rest.starts_with("::") {
        return Some(word);
    }
    // `dyn`, `mut` and `impl` come before a path.
    let is_mark = ["mut", "dyn", "const", "impl"].contains(&word);
    is_mark.then(|| first_crate(rest)).flatten()
}

/// The first room of the client in the name.
fn room_of(name: &str) -> Option<&str> {
    let mut rest = name;
    loop {
        let at = rest.find(CLIENT)?;
        let starts = !rest[..at].ends_with(is_of_name);
        rest = &rest[at + CLIENT.len()..];
        if let Some(path) = rest.strip_prefix("::").filter(|_| starts) {
            let end = path
                .find(|letter| !is_of_name(letter))
                .unwrap_or(path.len());
            return Some(&path[..end]);
        }
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests;
