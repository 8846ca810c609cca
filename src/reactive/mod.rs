//! What changes, and is told to who read it: the framework's own names, with its typed signals
//! replaced by handles on one untyped value. Its own are compiled anew for every type they hold.

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
