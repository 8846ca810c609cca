//! House rules as tests that read the source tree. Each names every breach with its file and line.
//! They judge text only and never build or run what they read.

#[path = "house/guide.rs"]
mod guide;
#[path = "house/imports.rs"]
mod imports;
#[path = "house/rooms.rs"]
mod rooms;
#[path = "house/rust.rs"]
mod rust;
#[path = "house/source.rs"]
mod source;
#[path = "house/style.rs"]
mod style;
#[path = "house/tokens.rs"]
mod tokens;
#[path = "house/words.rs"]
mod words;
