//! Views that know the gateway's nouns and stand on two pages or more. Data comes in, events go
//! out; nothing here fetches, stores or sends.

pub mod addressed;
pub mod approach;
pub mod budget;
pub mod explained;
pub mod gate_dialog;
pub mod instant;
pub mod link;
pub mod list;
pub mod navigator;
pub mod person;
pub mod raw;
pub mod secret_once;
pub mod status;
pub mod usd;
pub mod windows;
