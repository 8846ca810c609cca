//! The dialects that the console knows, each as data: resources, fields, actions and their texts.
//! No mechanism is here.

pub mod oneapi;
pub mod onekeyllm;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub mod sample;

pub use onekeyllm::first_journal::first_journal;

use crate::schema::{All, Dialect};

/// All dialects. One-api comes first, because its probe is the stricter one.
pub static ALL: All<&'static Dialect> = &[&oneapi::ONE_API, &onekeyllm::ONE_KEY_LLM];
