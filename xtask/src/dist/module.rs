//! Builds the module and its glue with Trunk, cuts it in two, shortens the names between the first
//! part and the glue, and optimises both parts.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, quiet, target_folder, unreadable, unwritable};
use crate::step::{Failure, Outcome};
use crate::tools::Tools;

use super::short::shortened;

/// The name of the module, or of its first part, given by wasm-bindgen.
pub const MODULE: &str = "headgate_bg.wasm";

/// The name of the module's second part, which `index.html` names too.
pub const SECOND: &str = "console.wasm";

/// The feature of the client that marks the cut.
pub const SPLIT: &str = "split";

/// The compiler's output, below the folder of its artifacts.
const COMPILED: &str = "wasm32-unknown-unknown/release/headgate.wasm";

/// The second part as the library names it, after the cut in `src/app/console.rs`.
const CUT_OFF: &str = "split_console.wasm";

/// The folder of the two parts before wasm-bindgen.
const PARTS: &str = "target/xtask/parts";

/// The linker's flag that keeps what refers to what, by which the module is cut.
pub const RELOCATIONS: &str = "-Clink-args=--emit-relocs";

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

    /// Cuts the module in two, and makes the glue of the first part.
    pub fn split(&self, tools: &Tools) -> Outcome {
        super::fresh_folder(PARTS.as_ref())?;
        let mut build = cargo();
        build.args([
            "build",
            "--package",
            "xtask",
            "--features",
            "split",
            "--bin",
            "split",
        ]);
        quiet(&mut build, "build-split")?;
        let compiled = target_folder().join(COMPILED);
        let mut split = Command::new(target_folder().join("debug/split"));
        quiet(split.arg(&compiled).arg(PARTS), "split")?;
        let mut bindgen = tools.command("wasm-bindgen");
        bindgen
            .args(["--target=web", "--no-typescript", "--out-name=headgate"])
            // The second part imports what the linker exports, by its name.
            .args(["--keep-lld-exports", "--no-demangle", "--out-dir"])
            .arg(self.folder)
            .arg(Path::new(PARTS).join("headgate.wasm"));
        quiet(&mut bindgen, "wasm-bindgen")?;
        let second = self.folder.join(SECOND);
        fs::copy(Path::new(PARTS).join(CUT_OFF), &second)
            .map(drop)
            .map_err(|error| unwritable(&second, &error))
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

    /// Optimises both parts and writes them to a folder.
    pub fn optimise(&self, tools: &Tools, into: &Path) -> Outcome {
        for part in [MODULE, SECOND] {
            let mut command = tools.command("wasm-opt");
            command
                .args(FEATURES)
                .args(PASSES)
                .arg(self.folder.join(part))
                .arg("-o")
                .arg(into.join(part));
            quiet(&mut command, "wasm-opt")?;
        }
        Ok(())
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
