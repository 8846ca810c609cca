//! What the console says, in both languages, as values: a text with named slots, and a text whose
//! slots are filled. Words stand beside what they name; no list of messages is here.

mod language;
mod phrase;
mod text;
mod visible;

pub use language::{Language, Say};
pub use phrase::{Phrase, Slot};
pub use text::Text;
pub use visible::{shortened, visible, visible_code};
