//! Proof Key for Code Exchange (RFC 7636), and the random texts of an OAuth login.

use sha2::{Digest, Sha256};

use crate::random;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A random text of 43 characters, for a verifier, a state or a code.
pub(crate) fn token() -> String {
    base64url(&random::secret_bytes::<32>())
}

/// The S256 challenge of a verifier.
pub(crate) fn challenge(verifier: &str) -> String {
    base64url(&Sha256::digest(verifier.as_bytes()))
}

/// Base64 in the alphabet for URLs, without padding.
fn base64url(bytes: &[u8]) -> String {
    let letters = bytes.chunks(3).flat_map(|chunk| {
        let joined = (0..3).fold(0_usize, |joined, index| {
            joined << 8 | usize::from(chunk.get(index).copied().unwrap_or(0))
        });
        let used = chunk.len() + 1;
        (0..used).map(move |index| char::from(ALPHABET[joined >> (18 - 6 * index) & 63]))
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::{base64url, challenge, token};

    fn check(bytes: &str, expect: &str) {
        assert_eq!(base64url(bytes.as_bytes()), expect);
    }

    #[test]
    fn base64_without_padding() {
        check("", "");
        check("f", "Zg");
        check("fo", "Zm8");
        check("foo", "Zm9v");
        check("foob", "Zm9vYg");
        check("??>", "Pz8-");
        check("???", "Pz8_");
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, two) = (token(), token());
        assert_eq!(one.len(), 43);
        assert_ne!(one, two);
    }
}
