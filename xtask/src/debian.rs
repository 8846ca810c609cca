//! Finds programs that tests need from the system, by a variable or on PATH. As root on Debian, it
//! installs missing ones. It never changes an installed program.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::geteuid;

use crate::command::quiet;
use crate::prerequisites::which;
use crate::step::{Failure, Outcome};

/// A program or file that a test needs.
pub struct Need {
    /// The variable with its path, for machines that keep it elsewhere.
    pub variable: &'static str,
    /// Its possible names on PATH, or its path.
    pub names: &'static [&'static str],
    /// The Debian package that contains it.
    pub package: &'static str,
}

/// Finds `needs`, in their order. Missing ones are installed where that is possible, together with
/// the packages `besides`, which contain no program.
pub fn ready<const N: usize>(needs: &[Need; N], besides: &[&str]) -> Outcome<[PathBuf; N]> {
    if let Some(found) = find(needs) {
        return Ok(found);
    }
    let packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
    if can_install() {
        apt_get(&["update"])?;
        let install = ["install", "--yes", "--no-install-recommends"];
        apt_get(&[&install, packages.as_slice(), besides].concat())?;
    }
    find(needs).ok_or_else(|| missing(needs))
}

fn find<const N: usize>(needs: &[Need; N]) -> Option<[PathBuf; N]> {
    let found: Vec<PathBuf> = needs.iter().map_while(Need::find).collect();
    found.try_into().ok()
}

impl Need {
    fn find(&self) -> Option<PathBuf> {
        let chosen = env::var(self.variable).ok();
        let names = chosen
            .as_deref()
            .into_iter()
            .chain(self.names.iter().copied());
        names.filter_map(which).next()
    }
}

/// Whether packages may be installed on this machine.
fn can_install() -> bool {
    geteuid().is_root() && Path::new("/etc/debian_version").exists() && which("apt-get").is_some()
}

fn missing(needs: &[Need]) -> Failure {
    let missing: Vec<&Need> = needs.iter().filter(|need| need.find().is_none()).collect();
    let packages = list(&missing, |need| need.package);
    Failure::new(
        format!("the tests need programs of these packages, which are missing: {packages}"),
        format!(
            "install {packages} (as root on Debian: apt-get install {packages}), or name the files with {}",
            list(&missing, |need| need.variable),
        ),
    )
}

fn list(needs: &[&Need], part: impl Fn(&Need) -> &'static str) -> String {
    let parts: Vec<&str> = needs.iter().map(|need| part(need)).collect();
    parts.join(" ")
}

fn apt_get(words: &[&str]) -> Outcome {
    let mut command = Command::new("apt-get");
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    quiet(&mut command, "apt-get")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELL: Need = Need {
        variable: "HEADGATE_NO_SUCH_VARIABLE",
        names: &["no-program-has-this-name", "sh"],
        package: "dash",
    };

    const NOTHING: Need = Need {
        variable: "HEADGATE_NO_SUCH_VARIABLE",
        names: &["no-program-has-this-name"],
        package: "no-such-package",
    };

    #[test]
    fn programs_are_found_by_any_of_their_names() {
        assert!(SHELL.find().is_some_and(|path| path.ends_with("sh")));
        assert!(NOTHING.find().is_none());
        assert!(find(&[SHELL]).is_some());
        assert!(find(&[SHELL, NOTHING]).is_none());
        assert!(find(&[NOTHING, SHELL]).is_none());
    }

    #[test]
    fn only_missing_packages_are_named() {
        let failure = missing(&[SHELL, NOTHING]);
        assert!(
            failure.why().ends_with("missing: no-such-package"),
            "{}",
            failure.why()
        );
    }
}
