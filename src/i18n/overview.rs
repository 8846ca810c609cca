//! Words of the overview.

use super::declare::words;

words! {
    /// What the overview says.
    pub enum Overview {
        Lead: "Being written" / "编写中",
    }
}
