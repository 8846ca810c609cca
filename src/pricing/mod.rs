//! Documents of ratios as text: a strict reading, edits that keep every other byte, and what is odd
//! about a change; and the values of other documents of prices, to compare them. Knows no gateway and nothing
//! of how a document travels.

mod between;
mod diff;
mod edits;
mod flaws;
mod hazard;
mod holds;
mod leaves;
mod merge;
mod names;
mod paste;
mod price;
mod ratios;
mod step;
pub mod table;

pub use between::{Between, between, counted};
pub use diff::{Change, Diff, diff, is_same};
pub use edits::Edits;
pub use flaws::{Flaw, Wrong, flaws, flaws_of, flaws_of_names, not_json};
pub use hazard::{Hazard, hazards};
pub use holds::{BelowZero, Holds};
pub use leaves::{changed_leaves, leaves};
pub use merge::{Conflict, Merged, merge, put};
pub use names::are_alike;
pub use paste::{
    Mode, Origin, Pair, Pasted, Refused, Why, apply, envelope, fingerprint, paste, paste_names,
    paste_prices, problem,
};
pub use price::{Per, price, ratio, shown_price};
pub use ratios::{
    Fault, NotRatios, Ratio, Ratios, beside, last_step, nested, outer_step, place, twice,
};
pub use step::{Step, step};
