//! Checks what the machine must have before a long step begins. Installs only rustup targets.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{output, quiet};
use crate::step::{Failure, Outcome};

/// The oldest Node version that the locked packages support.
const MIN_NODE: u32 = 20;

/// Checks for a C compiler, Node with npm, and the WebAssembly target of Rust.
pub fn check() -> Outcome {
    c_compiler()?;
    node()?;
    wasm_target()
}

fn c_compiler() -> Outcome {
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    if which(&compiler).is_some() {
        return Ok(());
    }
    Err(Failure::new(
        format!("there is no C compiler ({compiler}): SQLite and the linker need one"),
        "install one (Debian and Ubuntu: apt-get install build-essential; macOS: xcode-select --install)",
    ))
}

fn node() -> Outcome {
    let advice = format!("install Node {MIN_NODE} or newer with npm, and put both on PATH");
    for program in ["node", "npm"] {
        if which(program).is_none() {
            return Err(Failure::new(format!("{program} is not on PATH"), advice));
        }
    }
    let version = output(Command::new("node").arg("--version"))?;
    match major(&version) {
        Some(number) if number >= MIN_NODE => Ok(()),
        _ => Err(Failure::new(
            format!("node has the version {}", version.trim()),
            advice,
        )),
    }
}

/// The major version: of `v20.20.2`, 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn wasm_target() -> Outcome {
    let target = "wasm32-unknown-unknown";
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(target)
        .is_dir()
    {
        return Ok(());
    }
    if which("rustup").is_none() {
        return Err(Failure::new(
            format!("this Rust has no {target} target, and there is no rustup to add it"),
            "install Rust with rustup, or the target with the system's package manager",
        ));
    }
    quiet(
        Command::new("rustup").args(["target", "add", target]),
        "rustup-target",
    )
}

/// Finds the first file with this name on PATH, as a shell does.
pub fn which(program: &str) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program)).filter(|path| path.is_file());
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        let check = |text: &str, expect: Option<u32>| assert_eq!(major(text), expect, "{text:?}");
        check("v20.20.2\n", Some(20));
        check("v8.0.0", Some(8));
        check("20.1.0", None);
        check("", None);
    }

    #[test]
    fn a_program_is_found_by_name_or_path() {
        assert!(which("sh").is_some_and(|path| path.ends_with("sh")));
        assert!(which("/nonexistent/program").is_none());
        assert!(which("no-program-has-this-name").is_none());
    }
}
