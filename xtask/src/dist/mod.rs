//! Packs the app for static hosting: build, optimise, bundle, name by content, compress, report.
//! The folder it leaves is complete and needs no server logic but the fallback to `index.html`.

mod asset;
mod page;
mod report;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{quiet, unreadable, unwritable};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::tools::Tools;

use asset::Asset;
pub use report::Report;

/// Where the finished app is.
pub const FOLDER: &str = "dist";

/// Where Trunk leaves what it built.
const BUILT: &str = "target/trunk";

/// Where optimised and bundled files wait for their names.
const STAGED: &str = "target/xtask/dist";

/// Erases the types of view components in builds for the browser. In development it shortens
/// compilation several times over.
pub const ERASE: &str = "--cfg erase_components";

/// Whether the release build erases them too: take whichever is the smaller for the app as it is.
const ERASE_IN_RELEASE: bool = true;

/// What the Rust compiler emits without saying so once names and features are stripped.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The files of the first load that esbuild bundles and minifies.
const BUNDLED: [&str; 3] = ["boot.js", "start.js", "index.css"];

/// The module as wasm-bindgen names it.
const MODULE: &str = "headgate_bg.wasm";

/// Files an administrator looks for by name: they keep it.
const NAMED: [&str; 1] = ["headgate.example.json"];

/// Files that the bundle has swallowed, or that only tools read.
const LEFT_OUT: [&str; 2] = ["index.html", "headgate.js"];

/// Makes `dist/` for an app that lives at `base`.
pub fn dist(steps: &mut Steps, tools: &Tools, base: &str) -> Result<Report, Stopped> {
    steps.run("build the app (trunk, release)", || build(tools))?;
    steps.run("optimise the module (wasm-opt)", || optimise(tools))?;
    steps.run("bundle scripts and styles (esbuild)", || bundle(tools))?;
    steps.run("name files by their content", || assemble(base))?;
    steps.run("compress (brotli, gzip)", || {
        compress()?;
        report::weigh(Path::new(FOLDER))
    })
}

fn build(tools: &Tools) -> Outcome {
    let mut command = tools.command("trunk");
    command
        .args(["build", "--release"])
        .env_remove("NO_COLOR")
        .env("CARGO_ENCODED_RUSTFLAGS", release_flags().join("\u{1f}"));
    quiet(&mut command, "trunk")
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

fn optimise(tools: &Tools) -> Outcome {
    fresh_folder(STAGED)?;
    let mut command = tools.command("wasm-opt");
    command
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(WASM_FEATURES)
        .arg(Path::new(BUILT).join(MODULE))
        .arg("-o")
        .arg(Path::new(STAGED).join(MODULE));
    quiet(&mut command, "wasm-opt")
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

/// Fills `dist/` with the staged files under their final names and the page that names them.
fn assemble(base: &str) -> Outcome {
    copy_the_rest()?;
    fresh_folder(FOLDER)?;
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

/// What is neither bundled nor optimised: icons and the sample configuration.
fn copy_the_rest() -> Outcome {
    for name in file_names(BUILT)? {
        let to = Path::new(STAGED).join(&name);
        if LEFT_OUT.contains(&name.as_str()) || to.exists() {
            continue;
        }
        fs::copy(Path::new(BUILT).join(&name), &to).map_err(|error| unwritable(&to, &error))?;
    }
    Ok(())
}

fn compress() -> Outcome {
    let mut command = std::process::Command::new("node");
    command.arg("xtask/compress.mjs");
    for name in file_names(FOLDER)? {
        command.arg(Path::new(FOLDER).join(name));
    }
    quiet(&mut command, "compress")
}

/// The files directly in a folder, sorted, so that two builds of the same source are the same.
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

fn fresh_folder(folder: &str) -> Outcome {
    let folder = Path::new(folder);
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}
