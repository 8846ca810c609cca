//! Words of the pending charges page.

use super::declare::words;

words! {
    /// What the pending charges page says.
    pub enum Charges {
        Lead: "Being written" / "编写中",
    }
}
