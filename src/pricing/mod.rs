//! Documents of ratios as text: a strict reading, edits that keep every other byte, and what is odd
//! about a change. Knows no gateway and nothing of how a document travels.

mod names;
mod ratios;
mod step;

pub use names::are_alike;
pub use ratios::{Fault, NotRatios, Ratios};
pub use step::{Step, step};
