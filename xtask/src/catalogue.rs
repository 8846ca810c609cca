//! `catalogue`: writes or checks `docs/catalogue.md`. The program that knows the catalogue is apart,
//! because every command waits for xtask to compile.

use std::process::Command;

use crate::check::HOST;
use crate::command::{cargo, loud, quiet, target_folder};
use crate::step::Outcome;

/// What is done with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is written.
    Write,
    /// It is compared with what would be written.
    Check,
}

/// Builds the program, from what the tests on the host have compiled already, and runs it.
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
