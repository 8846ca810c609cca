//! `catalogue`: writes or checks `docs/catalogue.md`. A program of its own does the work, because
//! every command waits for xtask to compile.

use std::process::Command;

use crate::check::HOST;
use crate::command::{cargo, loud, quiet, target_folder};
use crate::step::Outcome;

/// What to do with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write it.
    Write,
    /// Compare it with what would be written.
    Check,
}

/// Builds and runs the program, with the features of the host tests, so that their artifacts are
/// reused.
pub fn run(mode: Mode) -> Outcome {
    let mut build = cargo();
    build.arg("build").args(HOST).args(["--bin", "catalogue"]);
    quiet(&mut build, "build-catalogue")?;
    let mut program = Command::new(target_folder().join("debug/catalogue"));
    if mode == Mode::Check {
        program.arg("--check");
    }
    loud(
        &mut program,
        "run: cargo xtask catalogue, and look at what changed",
    )
}
