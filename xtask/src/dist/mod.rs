//! Packs the app for static hosting: build, optimise, bundle, name by content, compress, report.
//! The finished folder is complete; a server needs only the fallback to `index.html`.

mod asset;
mod module;
mod page;
pub mod report;
mod short;

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{quiet, unreadable, unwritable};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::tools::Tools;

use asset::Asset;
use module::GLUE;
pub use module::{Build, ERASE, MODULE, RELOCATIONS, SECOND, SPLIT};
pub use report::Report;

/// The folder of the finished app.
pub const FOLDER: &str = "dist";

/// The folder of Trunk's build.
const BUILT: &str = "target/trunk";

/// The folder of optimised and bundled files that have no final names yet.
const STAGED: &str = "target/xtask/dist";

/// The text editor of document forms, which `index.html` names too.
pub const EDITOR: &str = "code.js";

/// The files that esbuild bundles and minifies.
const BUNDLED: [&str; 4] = ["boot.js", "start.js", "index.css", EDITOR];

/// Files that administrators look for by name, so they keep it.
const NAMED: [&str; 1] = ["headgate.example.json"];

/// Files that are in the bundle, or that only tools read.
const LEFT_OUT: [&str; 4] = ["index.html", GLUE, "console.js", "checked.js"];

/// Makes `dist/` for an app at the path `base`.
pub fn dist(steps: &mut Steps, tools: &Tools, base: &str) -> Result<Report, Stopped> {
    let build = Build {
        folder: BUILT.as_ref(),
        flags: &[RELOCATIONS],
        features: &[SPLIT],
    };
    module(steps, tools, &build, STAGED.as_ref())?;
    steps.run("bundle scripts and styles (esbuild)", || bundle(tools))?;
    steps.run("name files by their content", || assemble(base))?;
    steps.run("compress (brotli, gzip)", || {
        let names = file_names(FOLDER)?;
        compress(names.iter().map(|name| Path::new(FOLDER).join(name)))?;
        report::weigh(Path::new(FOLDER))
    })
}

fn bundle(tools: &Tools) -> Outcome {
    let mut command = tools.command("esbuild");
    command
        .args(BUNDLED.map(|file| Path::new(BUILT).join(file)))
        .args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--charset=utf8",
        ])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outdir={STAGED}"));
    quiet(&mut command, "esbuild")
}

/// Builds the module and writes its two optimised parts to `into`.
pub fn module(steps: &mut Steps, tools: &Tools, build: &Build, into: &Path) -> Result<(), Stopped> {
    steps.run("build the app (trunk, release)", || build.run(tools))?;
    steps.run("cut the module in two", || build.split(tools))?;
    steps.run("shorten the names between module and glue", || {
        build.shorten()
    })?;
    steps.run("optimise both parts (wasm-opt)", || {
        fresh_folder(into)?;
        build.optimise(tools, into)
    })
}

/// Fills `dist/` with the staged files under their final names, and with the page that names them.
fn assemble(base: &str) -> Outcome {
    copy_other_files()?;
    fresh_folder(FOLDER.as_ref())?;
    let mut assets = Vec::new();
    for name in file_names(STAGED)? {
        let from = Path::new(STAGED).join(&name);
        let bytes = fs::read(&from).map_err(|error| unreadable(&from, &error))?;
        let final_name = if NAMED.contains(&name.as_str()) {
            name
        } else {
            let asset = Asset::new(&name, &bytes);
            let final_name = asset.final_name.clone();
            assets.push(asset);
            final_name
        };
        let to = Path::new(FOLDER).join(final_name);
        fs::write(&to, bytes).map_err(|error| unwritable(&to, &error))?;
    }
    let built = Path::new(BUILT).join("index.html");
    let html = fs::read_to_string(&built).map_err(|error| unreadable(&built, &error))?;
    let html = page::finished(&html, &assets, base).map_err(|why| {
        Failure::new(
            why,
            "correct index.html, or the list of files in xtask/src/dist/mod.rs",
        )
    })?;
    let to = Path::new(FOLDER).join("index.html");
    fs::write(&to, html).map_err(|error| unwritable(&to, &error))
}

/// Copies the files that are neither bundled nor optimised: icons and the sample configuration.
fn copy_other_files() -> Outcome {
    for name in file_names(BUILT)? {
        let to = Path::new(STAGED).join(&name);
        if LEFT_OUT.contains(&name.as_str()) || to.exists() {
            continue;
        }
        fs::copy(Path::new(BUILT).join(&name), &to).map_err(|error| unwritable(&to, &error))?;
    }
    Ok(())
}

/// Writes compressed copies beside these files.
pub fn compress(files: impl IntoIterator<Item = PathBuf>) -> Outcome {
    let mut command = std::process::Command::new("node");
    command.arg("xtask/compress.mjs").args(files);
    quiet(&mut command, "compress")
}

/// The names of the files directly in a folder, sorted, so that two builds of the same source are
/// the same.
fn file_names(folder: &str) -> Outcome<Vec<String>> {
    let folder = PathBuf::from(folder);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))? {
        let entry = entry.map_err(|error| unreadable(&folder, &error))?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn fresh_folder(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}
