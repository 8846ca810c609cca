//! `run`: serves the release app in front of a sandbox or of real gateways, until Ctrl-C.

use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::gateways::{self, Gateway};

use crate::command::{cargo, quiet, target_folder};
use crate::dist;
use crate::server::{Server, StopSignal, port_is_free};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::tools::Tools;

/// The sandbox's number of keys: enough for several pages of a list.
const SAMPLE_KEYS: &str = "640";

/// Builds everything and serves it on `port`.
pub fn run(
    steps: &mut Steps,
    port: u16,
    dialect: Option<&str>,
    words: &[String],
) -> Result<(), Stopped> {
    let gateways = steps.run("read the command", || read(port, words))?;
    let tools = Tools::ready(steps)?;
    dist::dist(steps, &tools, "/")?;
    let binary = if gateways.is_empty() {
        steps.run("build the sandbox", build_sandbox)?
    } else {
        steps.run("build the loopback", build_loopback)?
    };
    let name = if gateways.is_empty() {
        "sandbox"
    } else {
        "loopback"
    };
    let (stop, (server, banner)) = steps.run(&format!("start the {name}"), || {
        let stop = StopSignal::listen()?;
        let started = if gateways.is_empty() {
            start_sandbox(&binary, port, dialect)
        } else {
            start_loopback(&binary, port, &gateways, words)
        };
        Ok((stop, started?))
    })?;
    println!("\n{}\n\n{banner}\n  Ctrl-C stops it.\n", steps.summary());
    let mut servers = [server];
    steps.run("serve", || stop.wait(&mut servers))
}

fn read(port: u16, words: &[String]) -> Outcome<Vec<Gateway>> {
    port_is_free(port)?;
    gateways::parse(words).map_err(|why| {
        Failure::new(why, "for example: --gateway http://127.0.0.1:3000, or --gateway prod=https://llm.example.com")
    })
}

/// Compiles the sandbox for `run`, `dev` and the browser tests.
pub fn build_sandbox() -> Outcome<PathBuf> {
    quiet(
        cargo().args(["build", "--package", "sandbox"]),
        "build-sandbox",
    )?;
    Ok(target_folder().join("debug/sandbox"))
}

fn build_loopback() -> Outcome<PathBuf> {
    let mut command = cargo();
    command.args([
        "build",
        "--package",
        "xtask",
        "--features",
        "loopback",
        "--bin",
        "loopback",
    ]);
    quiet(&mut command, "build-loopback")?;
    Ok(target_folder().join("debug/loopback"))
}

fn start_sandbox(binary: &Path, port: u16, dialect: Option<&str>) -> Outcome<(Server, String)> {
    let keys = Keys::new()?;
    let mut command = sandbox_command(binary, port, &keys);
    command.args(["--app", dist::FOLDER]);
    if let Some(dialect) = dialect {
        command.args(["--dialect", dialect]);
    }
    let (server, address) = Server::start(&mut command, "sandbox")?;
    let banner = match dialect {
        None | Some("onekeyllm") => keys.banner(&address),
        Some(_) => keys.banner_of_root(&address),
    };
    Ok((server, banner))
}

fn start_loopback(
    binary: &Path,
    port: u16,
    gateways: &[Gateway],
    words: &[String],
) -> Outcome<(Server, String)> {
    let mut command = Command::new(binary);
    command.arg(port.to_string()).arg(dist::FOLDER).args(words);
    let (server, address) = Server::start(&mut command, "loopback")?;
    let mut banner = format!("  Headgate is at {address}\n");
    for gateway in gateways {
        banner.push_str(&format!(
            "  {} stands for {} ({})\n",
            gateway.base(),
            gateway.url(),
            gateway.environment()
        ));
    }
    Ok((server, banner))
}

/// The command that starts a sandbox with fresh sample data in `target/`.
pub fn sandbox_command(binary: &Path, port: u16, keys: &Keys) -> Command {
    let mut command = Command::new(binary);
    command
        .args([
            "--port",
            &port.to_string(),
            "--reset",
            "--seed",
            SAMPLE_KEYS,
        ])
        .args(["--admin-key", &keys.organization, "--pool-key", &keys.pool])
        .arg("--db")
        .arg("target/xtask/sandbox.db");
    command
}

/// The two bearers of a sandbox.
pub struct Keys {
    organization: String,
    pool: String,
}

impl Keys {
    /// Creates random keys.
    pub fn new() -> Outcome<Self> {
        Ok(Self {
            organization: format!("sk-admin-{}", random()?),
            pool: format!("sk-pool-{}", random()?),
        })
    }

    /// The same for a gateway with a root user, whose access token it is.
    fn banner_of_root(&self, address: &str) -> String {
        format!(
            "  Headgate is at      {address}\n  root's access token {}\n  switches            {address}sandbox/\n  log                 target/xtask/sandbox.log",
            self.organization,
        )
    }

    /// What a person needs to sign in at `address`.
    pub fn banner(&self, address: &str) -> String {
        format!(
            "  Headgate is at    {address}\n  organization key  {}\n  one-pool key      {}\n  switches          {address}sandbox/\n  log               target/xtask/sandbox.log",
            self.organization, self.pool,
        )
    }
}

/// 128 random bits in hexadecimal.
fn random() -> Outcome<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(
            format!("the system gives no random bytes: {error}"),
            "try again",
        )
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_random() {
        let (one, two) = (Keys::new().expect("random"), Keys::new().expect("random"));
        assert_ne!(one.organization, two.organization);
        assert_ne!(one.pool, two.pool);
        assert_eq!(one.pool.len(), "sk-pool-".len() + 32);
        let banner = one.banner("http://127.0.0.1:8080/");
        for part in [
            &one.organization,
            &one.pool,
            "http://127.0.0.1:8080/sandbox/",
        ] {
            assert!(banner.contains(part), "{part} is missing from {banner}");
        }
    }
}
