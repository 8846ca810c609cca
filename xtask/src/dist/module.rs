//! The module and its glue: built by Trunk, their names shortened, optimised. What becomes of them in
//! `dist/` is decided elsewhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{quiet, unreadable, unwritable};
use crate::step::{Failure, Outcome};
use crate::tools::Tools;

use super::short::shortened;

/// The module as wasm-bindgen names it.
pub const MODULE: &str = "headgate_bg.wasm";

/// The JavaScript that wasm-bindgen writes for it.
pub const GLUE: &str = "headgate.js";

/// Erases the types of view components in builds for the browser. In development it shortens
/// compilation several times over.
pub const ERASE: &str = "--cfg erase_components";

/// Whether the release build erases them too: take whichever is the smaller for the app as it is.
const ERASE_IN_RELEASE: bool = true;

/// What the Rust compiler emits without saying so once names and features are stripped.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What wasm-opt does, in this order. A module of 413.1 KB brotli with `-Oz` alone came to 405.5 with
/// `--dealign`, to 400.3 with all that follows, and to 395.8 with its names shortened before. A second
/// `-Oz` gave 0.6 more for half as much time again; `-Os` compresses 1.4 better than `-Oz`.
const PASSES: [&str; 10] = [
    "--one-caller-inline-max-function-size=40",
    // The lowest kilobyte is the last of the stack: an address that wraps around never means it.
    "--low-memory-unused",
    "--optimize-added-constants-propagate",
    "--flatten",
    "--rereloop",
    "-Os",
    // Alignment hints mean nothing to engines, and differ for no reason that compresses.
    "--dealign",
    // Copies of one function for several types stand side by side, where brotli sees them.
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// A release build.
pub struct Build<'a> {
    /// Where Trunk leaves what it built.
    pub folder: &'a Path,
    /// Flags for the compiler besides those of every release.
    pub flags: &'a [&'a str],
    /// Features of the client besides its usual ones.
    pub features: &'a [&'a str],
}

impl Build<'_> {
    /// Returns where the module is.
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

    /// Gives short names to what the module and the glue call each other by, in both files.
    pub fn shorten(&self) -> Outcome {
        let (module, glue) = (self.module(), self.folder.join(GLUE));
        let bytes = fs::read(&module).map_err(|error| unreadable(&module, &error))?;
        let text = fs::read_to_string(&glue).map_err(|error| unreadable(&glue, &error))?;
        let (bytes, text) = shortened(&bytes, &text).ok_or_else(|| {
            Failure::new(
                format!("{} is not as wasm-bindgen made it so far", module.display()),
                "see what changed in its imports and exports, and teach xtask/src/dist/short.rs",
            )
        })?;
        fs::write(&module, bytes).map_err(|error| unwritable(&module, &error))?;
        fs::write(&glue, text).map_err(|error| unwritable(&glue, &error))
    }

    /// Optimises the module into a folder.
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

/// Panic messages name source files: without the folder of whoever built them, two machines build
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
