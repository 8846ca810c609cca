//! Tests of the gateway from outside, through its router or through a socket. All are in one
//! program, because linking is what takes time.

mod account_capacity;
mod account_samples;
mod accounts;
mod app_files;
mod charges;
mod command_line;
mod contract;
mod device_login_ends;
mod device_logins;
mod errors;
mod faults;
mod idempotency;
mod ledger;
mod lists;
mod login_styles;
mod login_switches;
mod numbers;
mod oauth_completions;
mod oauth_logins;
mod one_api_replay;
mod pools;
mod roles;
mod socket;
mod switches;
mod test_gateway;
mod upstream_lists;
mod upstream_writes;
mod upstreams;
mod usage;
mod write_setup;
mod writes;
