//! Signals with the framework's names, as typed handles on one untyped node. The framework's own
//! signals would be compiled anew for every type.

mod node;
mod signal;
mod stored;
mod task;
mod writing;

pub use leptos::prelude::*;

pub use signal::{Memo, ReadSignal, Signal};
pub use stored::StoredValue;
pub use task::spawn_local;
pub use writing::RwSignal;
