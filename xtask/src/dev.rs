//! `dev`: serves a development build that reloads when a file changes, against a sandbox.

use crate::dist::ERASE;
use crate::run::{Keys, build_sandbox, sandbox_command};
use crate::server::{Server, StopSignal, port_is_free};
use crate::step::{Steps, Stopped};
use crate::tools::Tools;

/// The sandbox's port. Trunk.toml passes requests on to it.
const SANDBOX_PORT: u16 = 8090;

/// Serves on `port` until Ctrl-C.
pub fn dev(steps: &mut Steps, port: u16) -> Result<(), Stopped> {
    steps.run("look for free ports", || {
        port_is_free(port)?;
        port_is_free(SANDBOX_PORT)
    })?;
    let tools = Tools::ready(steps)?;
    let binary = steps.run("build the sandbox", build_sandbox)?;
    let (stop, sandbox, keys) = steps.run("start the sandbox", || {
        let stop = StopSignal::listen()?;
        let keys = Keys::new()?;
        let mut command = sandbox_command(&binary, SANDBOX_PORT, &keys);
        let (server, _) = Server::start(&mut command, "sandbox")?;
        Ok((stop, server, keys))
    })?;
    let trunk = steps.run("start trunk", || {
        let mut command = tools.command("trunk");
        command
            .args([
                "serve",
                "--dist",
                "target/trunk-dev",
                "--port",
                &port.to_string(),
            ])
            .env_remove("NO_COLOR")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", ERASE);
        Server::spawn(&mut command, "trunk")
    })?;
    println!(
        "\n{}\n  Trunk is building; the page reloads by itself. Ctrl-C stops it.\n",
        keys.banner(&format!("http://127.0.0.1:{port}/")),
    );
    let mut servers = [trunk, sandbox];
    steps.run("serve", || stop.wait(&mut servers))
}
