//! The command line, which scripts depend on.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Parser;
use sandbox::{Db, Dialect, OneApiVersion, Options};

/// A rehearsal gateway: responds like a real one, fails on request.
#[derive(Parser)]
#[command(name = "sandbox")]
pub(crate) struct Cli {
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// Address to listen on; the switches at /sandbox/ are open to this machine only, whatever the
    /// address
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(crate) listen: IpAddr,
    /// Dialect: onekeyllm, or a version of one-api: f2, f1, u
    #[arg(long, value_name = "DIALECT", default_value = "onekeyllm", value_parser = dialect)]
    dialect: Dialect,
    /// Database file; without it the database is in memory
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// Empty the database first
    #[arg(long)]
    reset: bool,
    /// Sample keys for a new database, 0 to 100000 [default: 48]
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// Sample pools for a new database, 0 to 100000 [default: 6, or 0 without keys]
    #[arg(long, value_name = "N")]
    pools: Option<u32>,
    /// Sample charges for a new database, 0 to 100000 [default: 18, or 0 without keys]
    #[arg(long, value_name = "N")]
    charges: Option<u32>,
    /// Sample upstreams for a new database, 0 to 100000 [default: 12, or 0 without keys]
    #[arg(long, value_name = "N")]
    upstreams: Option<u32>,
    /// Sample Codex accounts for a new database, 0 to 100000 [default: 12, or 0 without keys]
    #[arg(long, value_name = "N")]
    codex_accounts: Option<u32>,
    /// Sample Claude accounts for a new database, 0 to 100000 [default: 6, or 0 without keys]
    #[arg(long, value_name = "N")]
    claude_accounts: Option<u32>,
    /// Sample tokens of one-api for a new database, 0 to 100000 [default: 3000, or 0 without channels]
    #[arg(long, value_name = "N")]
    tokens: Option<u32>,
    /// Sample log rows of one-api for a new database, 0 to 100000 [default: 600, or 0 without channels]
    #[arg(long, value_name = "N")]
    logs: Option<u32>,
    /// Organization-wide admin bearer; made at random if not given
    #[arg(long, value_name = "KEY")]
    admin_key: Option<String>,
    /// Admin bearer limited to one pool; made at random if not given
    #[arg(long, value_name = "KEY")]
    pool_key: Option<String>,
    /// Built app to serve from the same origin
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

fn dialect(word: &str) -> Result<Dialect, String> {
    match (word, OneApiVersion::from_word(word)) {
        ("onekeyllm", _) => Ok(Dialect::OneKeyLlm),
        (_, Some(version)) => Ok(Dialect::OneApi(version)),
        _ => Err("it is none of onekeyllm, f2, f1, u".to_owned()),
    }
}

impl Cli {
    /// The options of the gateway. Port and address are not among them: they belong to the socket.
    pub(crate) fn options(self) -> Options {
        Options {
            dialect: self.dialect,
            db: self.db.map_or(Db::Memory, Db::Path),
            reset: self.reset,
            seed: self.seed,
            pools: self.pools,
            charges: self.charges,
            upstreams: self.upstreams,
            codex_accounts: self.codex_accounts,
            claude_accounts: self.claude_accounts,
            tokens: self.tokens,
            logs: self.logs,
            admin_key: self.admin_key,
            pool_key: self.pool_key,
            app_dir: self.app,
        }
    }
}
