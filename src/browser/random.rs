//! Random ids. `crypto.randomUUID` is absent on plain HTTP, so they are made from random bytes.

use std::fmt::Write as _;

/// Returns a globally unique id: 128 random bits as 32 hex digits. `None` if the browser has no
/// source of randomness; there is no predictable substitute.
#[must_use]
pub fn id() -> Option<String> {
    let mut id = String::with_capacity(32);
    for byte in bytes::<16>()? {
        write!(id, "{byte:02x}").ok()?;
    }
    Some(id)
}

/// Returns a random byte to spread pauses; 128 if the browser has no source of randomness.
#[must_use]
pub fn byte() -> u8 {
    bytes().map_or(128, |[byte]: [u8; 1]| byte)
}

fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    web_sys::window()?
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    Some(bytes)
}
