//! The recordings that are not replayed, each with its reason.

/// Recordings with the reason why they are left out.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    ("f2/self-gzip", "the sandbox never compresses"),
    ("u/self-gzip", "the sandbox never compresses"),
];
