//! Installs the tools of the build in their exact versions, and puts them first on PATH. All come
//! from the crate and package registries.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::{cargo, quiet, unreadable, unwritable};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::{cache, prerequisites};

/// A command-line tool that is built from its crate.
struct Tool {
    name: &'static str,
    version: &'static str,
    /// Arguments that select the crate's binary and features.
    options: &'static [&'static str],
    /// The optimisation level, 0 to 3. A higher one makes the installation slower.
    opt_level: &'static str,
    /// How long the first installation takes on two cores, shown to the reader.
    first_time: &'static str,
}

/// Trunk downloads tools by itself unless it is built without TLS; ours are on PATH already. It
/// only starts other programs and copies files, so an unoptimised build is as fast.
const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    options: &["--no-default-features"],
    opt_level: "0",
    first_time: "about 3 minutes",
};

/// The version must be that of the crates in Cargo.toml, or the glue does not fit the module.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.129",
    options: &[
        "--no-default-features",
        "--bin=wasm-bindgen",
        "--bin=wasm-bindgen-test-runner",
    ],
    opt_level: "1",
    first_time: "about 2 minutes",
};

/// The folders of the installed tools.
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    npm: PathBuf,
}

impl Tools {
    /// Checks the machine and installs missing tools.
    pub fn ready(steps: &mut Steps) -> Result<Self, Stopped> {
        let cache = steps.run("check the machine", || {
            prerequisites::check()?;
            cache::folder()
        })?;
        let trunk = installed(steps, &cache, &TRUNK)?;
        let wasm_bindgen = installed(steps, &cache, &WASM_BINDGEN)?;
        let npm = steps.run("npm packages from package-lock.json", || {
            npm_packages(&cache)
        })?;
        Ok(Self {
            trunk,
            wasm_bindgen,
            npm,
        })
    }

    /// A command that finds these tools before others of the same name.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.find(program));
        command.env("PATH", self.path());
        command
    }

    /// The path of the test runner for WebAssembly, for cargo's configuration.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join("bin/wasm-bindgen-test-runner")
    }

    fn folders(&self) -> [PathBuf; 3] {
        [
            self.trunk.join("bin"),
            self.wasm_bindgen.join("bin"),
            self.npm.join("node_modules/.bin"),
        ]
    }

    /// Finds a program, because `Command` looks a bare name up on xtask's PATH, not on the one it
    /// is given.
    fn find(&self, program: &str) -> PathBuf {
        let found = self.folders().map(|folder| folder.join(program));
        found
            .into_iter()
            .find(|path| path.exists())
            .unwrap_or_else(|| program.into())
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = self
            .folders()
            .into_iter()
            .chain(env::split_paths(&inherited));
        env::join_paths(all).unwrap_or(inherited)
    }
}

fn installed(steps: &mut Steps, cache: &Path, tool: &Tool) -> Result<PathBuf, Stopped> {
    let folder = format!("{}-{}", tool.name, tool.version);
    steps.run(&format!("{} {}", tool.name, tool.version), || {
        cache::install_once(cache, &folder, |half| {
            println!(
                "    building it: the first time this takes {}",
                tool.first_time
            );
            cargo_install(cache, tool, half)
        })
    })
}

/// Builds a tool into `root`. The crates' own release profiles optimise for speed that is not
/// needed here; without link-time optimisation the build is several times faster.
fn cargo_install(cache: &Path, tool: &Tool, root: &Path) -> Outcome {
    // Kept until the tool is complete, so that an interrupted build can continue.
    let build = cache.join(format!("{}-{}.build", tool.name, tool.version));
    let mut command = cargo();
    command
        .args(["install", tool.name, "--locked", "--no-track", "--version"])
        .arg(format!("={}", tool.version))
        .args(tool.options)
        .arg("--root")
        .arg(root)
        .arg("--target-dir")
        .arg(&build)
        .current_dir(cache)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true");
    quiet(&mut command, &format!("install-{}", tool.name))?;
    fs::remove_dir_all(&build).map_err(|error| unwritable(&build, &error))
}

/// Installs the packages of `package-lock.json` into a cache folder named by the lock's hash,
/// linked to `node_modules`, where Node and editors look.
fn npm_packages(cache: &Path) -> Outcome<PathBuf> {
    let files = ["package.json", "package-lock.json", ".npmrc"];
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file).map_err(|error| unreadable(file.as_ref(), &error))?);
    }
    let hash: String = hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let home = cache::install_once(cache, &format!("npm-{hash}"), |half| {
        for file in files {
            let copy = half.join(file);
            fs::copy(file, &copy).map_err(|error| unwritable(&copy, &error))?;
        }
        // No install scripts run: the binaries are inside the packages, and the browser is the
        // system's.
        let mut command = Command::new("npm");
        command
            .args(["ci", "--ignore-scripts", "--no-progress"])
            .current_dir(half)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        quiet(&mut command, "install-npm")
    })?;
    link(&home.join("node_modules"), Path::new("node_modules"))?;
    Ok(home)
}

fn link(target: &Path, at: &Path) -> Outcome {
    if fs::read_link(at).is_ok_and(|now| now == target) {
        return Ok(());
    }
    if at.is_symlink() {
        fs::remove_file(at).map_err(|error| unwritable(at, &error))?;
    } else if at.exists() {
        return Err(Failure::new(
            format!(
                "{} is a folder of its own, so the packages may not be those of the lock",
                at.display()
            ),
            format!(
                "remove it: rm -r {}; it becomes a link into the tool cache",
                at.display()
            ),
        ));
    }
    symlink(target, at).map_err(|error| unwritable(at, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_follows_the_lock_and_spares_a_real_folder() {
        let folder = env::temp_dir().join(format!("headgate-link-test-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let at = folder.join("node_modules");
        for version in ["one", "two", "two"] {
            link(Path::new(version), &at).expect("linked");
            assert_eq!(fs::read_link(&at).expect("a link"), Path::new(version));
        }
        fs::remove_file(&at).expect("a link");
        fs::create_dir(&at).expect("a real folder");
        assert!(link(Path::new("three"), &at).is_err());
        assert!(at.is_dir() && !at.is_symlink());
        fs::remove_dir_all(&folder).expect("the test's own folder");
    }
}
