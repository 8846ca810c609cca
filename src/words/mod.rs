//! Texts in both languages, as values: a text with named slots, and a phrase whose slots are
//! filled. Each text is next to the code that uses it; there is no list of messages.

mod email;
mod language;
mod phrase;
mod text;
mod visible;

pub use email::mask_emails;
pub use language::{Language, Say};
pub use phrase::{Phrase, Slot};
pub use text::Text;
pub use visible::{isolated, shortened, visible, visible_code};
