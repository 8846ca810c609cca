//! The rehearsal gateway as a program: opens it, prints its address, serves until it is stopped.

mod cli;

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use clap::Parser;
use sandbox::{AppState, OpenError};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::Cli;

/// Why the program failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Open(#[from] OpenError),
    #[error(
        "port {0} is taken by another program. Stop that one, or choose another with --port N (0 picks a free one)"
    )]
    Taken(u16),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error("{0}")]
    Io(#[from] io::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("sandbox: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), Failure> {
    let wanted = SocketAddr::new(cli.listen, cli.port);
    let listener = TcpListener::bind(wanted)
        .await
        .map_err(|cause| match cause.kind() {
            io::ErrorKind::AddrInUse => Failure::Taken(wanted.port()),
            _ => Failure::Listen(wanted, cause),
        })?;
    let state = AppState::open(cli.options())?;
    announce(&state, listener.local_addr()?)?;
    let stop = stop()?;
    sandbox::serve(listener, sandbox::app(state), stop).await?;
    Ok(())
}

/// Prints the address first, then the keys, each on a line of its own.
fn announce(state: &AppState, bound: SocketAddr) -> io::Result<()> {
    let host = if bound.ip().is_unspecified() {
        IpAddr::V4(Ipv4Addr::LOCALHOST)
    } else {
        bound.ip()
    };
    let address = SocketAddr::new(host, bound.port());
    let lines = format!(
        "http://{address}/\nadmin key: {}\npool key: {}\n",
        state.admin_key(),
        state.pool_key()
    );
    let mut out = io::stdout().lock();
    out.write_all(lines.as_bytes())?;
    out.flush()?;
    if state.seed_ignored() {
        eprintln!(
            "sandbox: the database already has rows, so --seed, --pools, --charges, --upstreams, --codex-accounts, --claude-accounts, --tokens and --logs had no effect; add --reset to replace them"
        );
    }
    if state.keys_replaced() {
        eprintln!(
            "sandbox: the database stores only hashes of keys, so keys that were not given are new; the previous ones no longer work"
        );
    }
    Ok(())
}

/// Completes at the first interrupt or termination.
fn stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
