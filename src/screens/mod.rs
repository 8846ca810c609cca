//! The console's screens. They draw whatever the catalogue lists, and name no resource, action or
//! dialect. Data comes from the session.

pub mod act;
pub mod addressed;
pub mod ask;
pub mod chart;
pub mod connect;
pub mod coverage;
pub mod explained;
pub mod facet_row;
pub mod journal;
pub mod limited;
pub mod list;
pub mod looks;
pub mod mismatch;
pub mod navigator;
pub mod not_found;
pub mod overview;
pub mod record;
pub mod review;
pub mod status;
pub mod sums;
pub mod ticks;
pub mod twins;
pub mod versions;
