//! `check`: the steps that need no browser: format, lints of both halves, tests and laws on the
//! host. `test` begins with the same steps.

use std::process::Command;

use crate::command::{cargo, loud, output};
use crate::dist::ERASE;
use crate::step::{Outcome, Steps, Stopped};
use crate::{catalogue, prerequisites};

/// The packages and features of the host's tests, with `web` off, so that the client is only its
/// pure half.
pub const HOST: [&str; 4] = [
    "--workspace",
    "--no-default-features",
    "--features",
    "xtask/loopback,xtask/catalogue,xtask/split",
];

/// The browser half, compiled for the browser.
pub const WASM: [&str; 4] = [
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "headgate",
];

/// Runs the steps and prints how long each took.
pub fn check(steps: &mut Steps) -> Result<(), Stopped> {
    steps.run("check the machine", prerequisites::check)?;
    lints(steps)?;
    host_tests(steps)?;
    println!("\nEvery step passed.\n{}", steps.summary());
    Ok(())
}

/// Checks format and lints.
pub fn lints(steps: &mut Steps) -> Result<(), Stopped> {
    steps.run("Cargo.lock is up to date", lock_is_current)?;
    steps.run("format", || {
        loud(
            cargo().args(["fmt", "--all", "--check"]),
            "run: cargo fmt --all",
        )
    })?;
    steps.run("clippy, host", || clippy(&[&HOST, &["--all-targets"]]))?;
    steps.run("clippy, the pure half alone", || {
        clippy(&[&["--package", "headgate", "--lib", "--no-default-features"]])
    })?;
    steps.run("clippy, browser half", || {
        clippy(&[&WASM, &["--lib", "--bins", "--test", "web"]])
    })
}

/// Runs tests and laws on the host, and checks the page that is generated from the catalogue.
pub fn host_tests(steps: &mut Steps) -> Result<(), Stopped> {
    steps.run("tests, host", || {
        loud(
            cargo().arg("test").args(HOST),
            "correct what the failed tests above report",
        )
    })?;
    steps.run("docs/catalogue.md is current", || {
        catalogue::run(catalogue::Mode::Check)
    })
}

/// Erases component types, which shortens every build for the browser.
pub fn erased(command: &mut Command) -> &mut Command {
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", ERASE)
}

fn lock_is_current() -> Outcome {
    let mut command = cargo();
    command.args(["metadata", "--locked", "--no-deps", "--format-version", "1"]);
    output(&mut command).map(|_| ())
}

fn clippy(words: &[&[&str]]) -> Outcome {
    let mut command = cargo();
    command
        .arg("clippy")
        .args(words.concat())
        .args(["--", "--deny", "warnings"]);
    loud(erased(&mut command), "correct what clippy reports above")
}
