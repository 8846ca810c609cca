//! Which gateway is spoken to. A profile never holds a key.

use serde::{Deserialize, Serialize};

use crate::api::gateway::Dialect;
use crate::domain::ids::ProfileId;

/// What a gateway is used for; it colours the top bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Serves customers.
    Production,
    /// The last rehearsal.
    Staging,
    /// For trying out.
    Development,
    /// A rehearsal gateway whose money is not real.
    Sandbox,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A connection to a gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Made once at random; kept when the name or the address changes. The journal is keyed by it.
    pub id: ProfileId,
    /// What the operator calls it.
    pub name: String,
    /// A path prefix on our own origin (`/`, `/g/prod/`) or a full address.
    pub base: String,
    /// The language it speaks.
    pub dialect: Dialect,
    /// What it is used for.
    pub environment: Environment,
}

/// A gateway that the host of this app offers in `headgate.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Offered {
    /// Its name.
    pub name: String,
    /// Its base, as in [`Profile::base`].
    pub base: String,
    /// What it is used for.
    #[serde(default)]
    pub environment: Environment,
}

/// The run-time configuration beside the app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Configuration {
    /// The gateways to choose from.
    #[serde(default)]
    pub gateways: Vec<Offered>,
}

impl Configuration {
    /// Reads `headgate.json`.
    ///
    /// # Errors
    /// The parser's words, for the person who wrote the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        for gateway in &read.gateways {
            if !is_base(&gateway.base) {
                return Err(format!("\"{}\" is neither a path that begins with / nor an http address", gateway.base));
            }
        }
        Ok(read)
    }
}

/// Whether text can be a gateway's base: a path on this origin, or a full address.
#[must_use]
pub fn is_base(text: &str) -> bool {
    let of_origin = text.starts_with('/') && !text.starts_with("//");
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let of_host = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@' | '\\'));
    plain && (of_origin || of_host)
}

/// The full address of a base: a path is put behind the page's own origin.
#[must_use]
pub fn address(base: &str, origin: &str) -> String {
    let trimmed = base.trim_end_matches('/');
    if base.starts_with('/') { format!("{origin}{trimmed}") } else { trimmed.to_owned() }
}

/// Whether a key would cross the network unprotected: plain HTTP to anything but this machine.
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

/// Four numbers of which the first is 127.
fn is_loopback(name: &str) -> bool {
    let parts: Vec<Option<u8>> = name.split('.').map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
}

#[cfg(test)]
mod tests {
    use super::{Configuration, Environment, address, is_base, is_exposed};

    #[test]
    fn configurations() {
        let read = Configuration::parse(r#"{"gateways":[{"name":"P","base":"/g/p/","environment":"production"},{"name":"L","base":"/"}],"more":1}"#);
        let read = read.expect("a configuration");
        let environments: Vec<_> = read.gateways.iter().map(|gateway| gateway.environment).collect();
        assert_eq!(environments, [Environment::Production, Environment::Unknown]);
        for bad in ["", "[]x", r#"{"gateways":[{"name":"P"}]}"#, r#"{"gateways":[{"name":"P","base":"javascript:1"}]}"#] {
            assert!(Configuration::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn bases() {
        for good in ["/", "/g/prod/", "https://gateway.example", "http://127.0.0.1:3000/x"] {
            assert!(is_base(good), "{good}");
        }
        for bad in ["", "g", "//other.example", "ftp://x", "https://", "https://user@host", "/a?b", "https://a b"] {
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
