//! The gateway seen from outside: through its router, and for what only a socket shows, through
//! one. All in one program, because linking is what takes time.

mod app_files;
mod charges;
mod command_line;
mod contract;
mod desk;
mod errors;
mod faults;
mod idempotency;
mod ledger;
mod lists;
mod numbers;
mod pools;
mod roles;
mod socket;
mod switches;
mod upstream_lists;
mod upstream_writes;
mod upstreams;
mod usage;
mod writes;
