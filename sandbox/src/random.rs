//! Randomness of two kinds: secrets from the operating system, and sample data from a fixed seed.
//!
//! The seeded generator never makes secrets.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Returns `bytes` random bytes as lower-case hexadecimal digits, for secrets and request ids.
pub(crate) fn secret_hex(bytes: usize) -> String {
    let mut buffer = vec![0_u8; bytes];
    getrandom::fill(&mut buffer).expect("the operating system has a source of random bytes");
    hex(&buffer)
}

/// Returns `N` random bytes, for secrets in another alphabet.
pub(crate) fn secret_bytes<const N: usize>() -> [u8; N] {
    let mut buffer = [0_u8; N];
    getrandom::fill(&mut buffer).expect("the operating system has a source of random bytes");
    buffer
}

/// Hashes a secret for storage: SHA-256, as hexadecimal digits. The secrets here are long and
/// random, so a slow hash is not needed.
pub(crate) fn hash(secret: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(secret.as_ref()))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string cannot fail");
            text
        })
}

/// A SplitMix64 generator for sample data: small, fast and the same on every machine.
#[derive(Debug)]
pub(crate) struct Generator(u64);

impl Generator {
    /// Creates a generator; the same `seed` always gives the same numbers.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0..bound`; `bound` must not be 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A signed number in `0..bound`, for seconds and money; a `bound` of 0 or less gives 0.
    pub(crate) fn below_signed(&mut self, bound: i64) -> i64 {
        match u64::try_from(bound) {
            Ok(bound) if bound > 0 => i64::try_from(self.below(bound)).unwrap_or(0),
            _ => 0,
        }
    }

    /// True with a probability of `percent`.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Picks one of `choices`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(choices.len() as u64)).unwrap_or(0);
        &choices[at]
    }
}

#[cfg(test)]
mod tests {
    use super::{Generator, hash, secret_hex};

    #[test]
    fn secrets_are_long_and_differ() {
        let (one, two) = (secret_hex(24), secret_hex(24));
        assert_eq!(one.len(), 48);
        assert_ne!(one, two);
    }

    #[test]
    fn a_hash_is_sha_256() {
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let story = |seed| {
            let mut generator = Generator::new(seed);
            [generator.next(), generator.next(), generator.next()]
        };
        assert_eq!(story(7), story(7));
        assert_ne!(story(7), story(8));
    }
}
