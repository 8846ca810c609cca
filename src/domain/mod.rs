//! What a gateway has, as plain values with their rules. Never names a URL, a wire field or a signal.

pub mod time;
