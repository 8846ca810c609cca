//! Builds the module and its glue with Trunk, shortens the names between them, and optimises the
//! module.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{quiet, unreadable, unwritable};
use crate::step::{Failure, Outcome};
use crate::tools::Tools;

use super::short::shortened;

/// The module's name, given by wasm-bindgen.
pub const MODULE: &str = "headgate_bg.wasm";

/// The JavaScript that wasm-bindgen generates for the module.
pub const GLUE: &str = "headgate.js";

/// The flag that erases the types of view components in builds for the browser. In development it
/// makes compilation several times faster.
pub const ERASE: &str = "--cfg erase_components";

/// Whether the release build erases them too: choose what makes the present app smaller.
const ERASE_IN_RELEASE: bool = true;

/// Features that the Rust compiler uses without naming them once the section of features is
/// stripped.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The passes of wasm-opt, in this order. A module of 413.1 KB brotli with `-Oz` alone took 405.5
/// with `--dealign`, 400.3 with all passes below, and 395.8 with its names shortened before. A
/// second `-Oz` saved 0.6 more and took half as long again; `-Os` compresses 1.4 better than `-Oz`.
const PASSES: [&str; 10] = [
    "--one-caller-inline-max-function-size=40",
    // No data is in the lowest kilobyte, the end of the stack, so an address never wraps around to it.
    "--low-memory-unused",
    "--optimize-added-constants-propagate",
    "--flatten",
    "--rereloop",
    "-Os",
    // Engines ignore alignment hints, whose differences compress badly.
    "--dealign",
    // Puts copies of one function for several types side by side, where brotli finds them.
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// A release build.
pub struct Build<'a> {
    /// The folder for Trunk's output.
    pub folder: &'a Path,
    /// Compiler flags besides those of every release.
    pub flags: &'a [&'a str],
    /// Features of the client besides the default ones.
    pub features: &'a [&'a str],
}

impl Build<'_> {
    /// The path of the module.
    pub fn module(&self) -> PathBuf {
        self.folder.join(MODULE)
    }

    /// Builds the app.
    pub fn run(&self, tools: &Tools) -> Outcome {
        let flags = release_flags()
            .into_iter()
            .chain(self.flags.iter().map(|&flag| flag.to_owned()));
        let mut command = tools.command("trunk");
        command
            .args(["build", "--release", "--dist"])
            .arg(self.folder)
            .env_remove("NO_COLOR")
            .env(
                "CARGO_ENCODED_RUSTFLAGS",
                flags.collect::<Vec<_>>().join("\u{1f}"),
            );
        if !self.features.is_empty() {
            command.arg("--features").arg(self.features.join(","));
        }
        quiet(&mut command, "trunk")
    }

    /// Shortens the names that the module and the glue use for each other, in both files.
    pub fn shorten(&self) -> Outcome {
        let (module, glue) = (self.module(), self.folder.join(GLUE));
        let bytes = fs::read(&module).map_err(|error| unreadable(&module, &error))?;
        let text = fs::read_to_string(&glue).map_err(|error| unreadable(&glue, &error))?;
        let (bytes, text) = shortened(&bytes, &text).ok_or_else(|| {
            Failure::new(
                format!(
                    "{} does not have the form that wasm-bindgen has produced so far",
                    module.display()
                ),
                "compare its imports and exports, and adapt xtask/src/dist/short.rs",
            )
        })?;
        fs::write(&module, bytes).map_err(|error| unwritable(&module, &error))?;
        fs::write(&glue, text).map_err(|error| unwritable(&glue, &error))
    }

    /// Optimises the module and writes it to a folder.
    pub fn optimise(&self, tools: &Tools, into: &Path) -> Outcome {
        let mut command = tools.command("wasm-opt");
        command
            .args(FEATURES)
            .args(PASSES)
            .arg(self.module())
            .arg("-o")
            .arg(into.join(MODULE));
        quiet(&mut command, "wasm-opt")
    }
}

/// Compiler flags that remove the builder's folder from panic messages, so that two machines build
/// the same bytes.
fn release_flags() -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    if ERASE_IN_RELEASE {
        flags.extend(ERASE.split(' ').map(str::to_owned));
    }
    let home = env::var("HOME").map(|home| format!("{home}/.cargo"));
    if let Ok(folder) = env::var("CARGO_HOME").or(home) {
        flags.push(format!("--remap-path-prefix={folder}=cargo"));
    }
    flags
}
