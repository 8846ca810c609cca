//! Speaking with gateways as values: what is asked, what came back, what it means.
//! Nothing here can send, wait, store or word anything.

pub mod body;
pub mod call;
pub mod client_settings;
pub mod curl;
pub mod decode;
pub mod error;
pub mod gateway;
pub mod json;
pub mod oneapi;
pub mod onekeyllm;
pub mod recognise;
pub mod retry;
pub mod secret;
