//! Element ids that never collide. Holds a counter, never a list of what was given out.

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A fresh id such as `field-12`, to tie a label, a hint or an error to its control.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::unique_id;

    #[test]
    fn ids_differ() {
        assert_ne!(unique_id("field"), unique_id("field"));
        assert!(unique_id("field").starts_with("field-"));
    }
}
