//! Addresses as text: what can be a gateway's base, whether a key would be sent unencrypted, and
//! percent-encoding. Names no gateway's path.

/// Returns whether text can be a gateway's base: a path on this origin, or a full address.
#[must_use]
pub fn is_base(text: &str) -> bool {
    let of_origin = text.starts_with('/') && !text.starts_with("//");
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let of_host = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    let plain = !text.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@' | '\\')
    });
    plain && (of_origin || of_host)
}

/// Returns the full address of a base: a path is appended to the page's own origin.
#[must_use]
pub fn address(base: &str, origin: &str) -> String {
    let trimmed = base.trim_end_matches('/');
    if base.starts_with('/') {
        format!("{origin}{trimmed}")
    } else {
        trimmed.to_owned()
    }
}

/// Returns whether a key would be sent unencrypted: plain HTTP to anything but this machine.
#[must_use]
pub fn is_exposed(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    !(name == "localhost" || name.ends_with(".localhost") || name == "::1" || is_loopback(name))
}

/// Returns whether it is an IPv4 address that begins with 127.
fn is_loopback(name: &str) -> bool {
    let parts: Vec<Option<u8>> = name.split('.').map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
}

/// Percent-encodes a query value or a part of a path: everything but unreserved characters.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, encode, is_base, is_exposed};

    #[test]
    fn encoding() {
        assert_eq!(encode("key_01-._~"), "key_01-._~");
        assert_eq!(encode("a b&c=1/é"), "a%20b%26c%3D1%2F%C3%A9");
    }

    #[test]
    fn bases() {
        for good in [
            "/",
            "/g/prod/",
            "https://gateway.example",
            "http://127.0.0.1:3000/x",
        ] {
            assert!(is_base(good), "{good}");
        }
        for bad in [
            "",
            "g",
            "//other.example",
            "ftp://x",
            "https://",
            "https://user@host",
            "/a?b",
            "https://a b",
        ] {
            assert!(!is_base(bad), "{bad}");
        }
    }

    #[test]
    fn addresses() {
        let check = |base, expect| assert_eq!(address(base, "http://h:1"), expect);
        check("/", "http://h:1");
        check("/g/p/", "http://h:1/g/p");
        check("https://x.example/", "https://x.example");
    }

    #[test]
    fn what_crosses_the_network_in_clear() {
        let check = |address, expect| assert_eq!(is_exposed(address), expect, "{address}");
        check("https://x.example", false);
        check("http://x.example", true);
        check("http://localhost:8080/x", false);
        check("http://127.0.0.1:1", false);
        check("http://[::1]:1", false);
        check("http://127.evil.example", true);
        check("http://10.0.0.1", true);
    }
}
