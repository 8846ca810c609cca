//! Unique ids of elements.

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Returns a new id such as `field-12`, to connect a label, a hint or an error with its control.
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
