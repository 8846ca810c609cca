//! One folder per screen. Pages never import one another; what two of them need is a part.

pub mod charges;
pub mod check_key;
pub mod connect;
pub mod journal;
pub mod keys;
pub mod mismatch;
pub mod not_found;
pub mod overview;
pub mod pools;
