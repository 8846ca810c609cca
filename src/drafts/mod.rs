//! What the operator is typing, and when it is fit to be sent. A draft mirrors the screen; checking
//! it yields a domain value or says what is wrong with which field. Never yields a request.

pub mod check_key;
pub mod connect;
pub mod create_key;
pub mod create_pool;
pub mod move_key;
pub mod name;
pub mod owner;
pub mod rotate_key;
pub mod top_up;
