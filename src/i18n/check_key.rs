//! Words of the page that checks a key.

use super::declare::words;

words! {
    /// What the page that checks a key says.
    pub enum CheckKey {
        Lead: "Being written" / "编写中",
    }
}
