//! Reads and writes the outer form of a WebAssembly module: its sections, and the numbers and names
//! in them.

/// The beginning of every module: the magic bytes and the version.
const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The id of a section that browsers ignore: names, producers, features.
pub const CUSTOM: u8 = 0;
/// The id of the section of imports.
pub const IMPORTS: u8 = 2;
/// The id of the section of exports.
pub const EXPORTS: u8 = 7;
/// The id of the section of function bodies.
pub const CODE: u8 = 10;
/// The id of the section of initial memory.
pub const DATA: u8 = 11;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section<'a> {
    /// The kind, such as [`CODE`].
    pub id: u8,
    /// The content.
    pub body: &'a [u8],
}

/// Splits a module into its sections; `None` for bytes that are not a module.
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

/// Joins sections to a module.
pub fn module<'a>(sections: impl IntoIterator<Item = (u8, &'a [u8])>) -> Vec<u8> {
    let mut module = HEADER.to_vec();
    for (id, body) in sections {
        module.push(id);
        push_sized(&mut module, body);
    }
    module
}

/// Reads bytes one after another. Every method returns `None` if the bytes end too early.
#[derive(Clone)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether all bytes were read.
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Reads a number, of which each byte contains seven bits.
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

    /// Reads a length, and that many bytes.
    pub fn sized(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Reads a length, and a name of that many bytes.
    pub fn name(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.sized()?).ok()
    }
}

/// Appends a number.
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

/// Appends the length of `body`, and `body`.
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
    fn truncated_bytes_are_not_read() {
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
