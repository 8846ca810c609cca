//! The OneKeyLLM dialect. Only its endpoint table is public, so every response is read tolerantly.

pub mod first_journal;
