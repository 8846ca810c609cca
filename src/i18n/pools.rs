//! Words of the pools page.

use super::declare::words;

words! {
    /// What the pools page says.
    pub enum Pools {
        Lead: "Being written" / "编写中",
    }
}
