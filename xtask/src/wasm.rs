//! The outer form of a WebAssembly module: its sections, and the numbers and names within them. What
//! a section means is its reader's business.

/// How every module begins: the magic word and the version.
const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The section without meaning for a browser: names, producers, features.
pub const CUSTOM: u8 = 0;
/// What the module takes from JavaScript.
pub const IMPORTS: u8 = 2;
/// What the module gives to JavaScript.
pub const EXPORTS: u8 = 7;
/// The functions' bodies.
pub const CODE: u8 = 10;
/// What memory holds at the start.
pub const DATA: u8 = 11;

/// A section of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section<'a> {
    /// What it is.
    pub id: u8,
    /// What it holds.
    pub body: &'a [u8],
}

/// Returns the sections of a module in their order; `None` for bytes that are no module.
pub fn sections(module: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut reader = Reader::new(module.strip_prefix(&HEADER)?);
    let mut sections = Vec::new();
    while !reader.is_at_end() {
        let id = reader.byte()?;
        let body = reader.sized()?;
        sections.push(Section { id, body });
    }
    Some(sections)
}

/// Returns the module of these sections.
pub fn module<'a>(sections: impl IntoIterator<Item = (u8, &'a [u8])>) -> Vec<u8> {
    let mut module = HEADER.to_vec();
    for (id, body) in sections {
        module.push(id);
        push_sized(&mut module, body);
    }
    module
}

/// Reads bytes one after another. Every method returns `None` where they end too early.
#[derive(Clone)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Begins at the first of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Returns whether all was read.
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads a byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Reads a number, which takes seven bits of each byte.
    pub fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(number).ok();
            }
        }
        None
    }

    /// Reads a number, and so many bytes.
    pub fn sized(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Reads a name.
    pub fn name(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.sized()?).ok()
    }
}

/// Adds a number.
pub fn push_number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap_or_default();
        rest >>= 7;
        if rest == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

/// Adds the length of `body`, and `body`.
pub fn push_sized(bytes: &mut Vec<u8>, body: &[u8]) {
    push_number(bytes, body.len());
    bytes.extend(body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let check = |number: usize, expect: &[u8]| {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            assert_eq!(bytes, expect, "{number}");
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.number(), u32::try_from(number).ok());
            assert!(reader.is_at_end());
        };
        check(0, &[0]);
        check(127, &[0x7f]);
        check(128, &[0x80, 1]);
        check(624_485, &[0xe5, 0x8e, 0x26]);
        check(0xffff_ffff, &[0xff, 0xff, 0xff, 0xff, 0x0f]);
    }

    #[test]
    fn what_is_cut_short_is_not_read() {
        let check = |bytes: &[u8]| {
            assert_eq!(Reader::new(bytes).sized(), None, "{bytes:?}");
        };
        check(&[]);
        check(&[0x80]);
        check(&[2, 1]);
        check(&[0xff, 0xff, 0xff, 0xff, 0x7f]);
        check(&[0x80, 0x80, 0x80, 0x80, 0x80, 0]);
    }

    #[test]
    fn a_module_is_its_sections() {
        let parts: [(u8, &[u8]); 2] = [(CUSTOM, b"\x04name"), (CODE, b"\0")];
        let bytes = module(parts);
        let read = sections(&bytes).expect("a module");
        let read: Vec<(u8, &[u8])> = read.iter().map(|part| (part.id, part.body)).collect();
        assert_eq!(read, parts);
        assert_eq!(sections(b"\0asm\x02\0\0\0"), None);
        assert_eq!(sections(&bytes[..bytes.len() - 1]), None);
    }
}
