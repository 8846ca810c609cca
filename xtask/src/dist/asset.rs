//! One file of the app: its name by content, and its integrity. Pure.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// A file whose final name contains a hash of its content, so that it may be cached for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The name in the source page: `index.css`.
    pub name: String,
    /// The name in `dist/`: `index-0123456789abcdef.css`.
    pub final_name: String,
    /// The value of the `integrity` attribute: `sha384-…`.
    pub integrity: String,
}

impl Asset {
    /// Names a file by its final `bytes`.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        let hash = Sha384::digest(bytes);
        let short: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        Self {
            name: name.to_owned(),
            final_name: format!("{stem}-{short}.{extension}"),
            integrity: format!("sha384-{}", STANDARD.encode(hash)),
        }
    }

    /// Whether a browser checks the integrity of this kind of file.
    pub fn is_checked(&self) -> bool {
        [".js", ".css", ".wasm"]
            .iter()
            .any(|end| self.name.ends_with(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_integrity_come_from_the_bytes() {
        let asset = Asset::new("a.b.css", b"");
        assert_eq!(asset.final_name, "a.b-38b060a751ac9638.css");
        assert_eq!(
            asset.integrity,
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
        );
        assert_ne!(asset.final_name, Asset::new("a.b.css", b"x").final_name);
    }

    #[test]
    fn scripts_styles_and_modules_have_integrity() {
        let check = |name: &str, expect: bool| {
            assert_eq!(Asset::new(name, b"").is_checked(), expect, "{name}")
        };
        check("start.js", true);
        check("index.css", true);
        check("headgate_bg.wasm", true);
        check("favicon.svg", false);
    }
}
