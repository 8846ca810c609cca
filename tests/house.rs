//! House rules as tests that read the source tree. Each names every violation with its file and
//! line. They judge text only and never build or run what they read.

#[path = "house/catalogue.rs"]
mod catalogue;
#[path = "house/files.rs"]
mod files;
#[path = "house/guide.rs"]
mod guide;
#[path = "house/imports.rs"]
mod imports;
#[path = "house/masking.rs"]
mod masking;
#[path = "house/paths.rs"]
mod paths;
#[path = "house/phrases.rs"]
mod phrases;
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
