//! `bench`: the app against a hand-written page that shows the same list, in one browser from one
//! server. Builds both halves and starts the measuring; the measuring itself is in `tests/bench`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::command::{loud, quiet};
use crate::dist;
use crate::run::build_sandbox;
use crate::step::{Steps, Stopped};
use crate::tools::Tools;

/// A folder with a built app to measure, instead of building one. The journeys read it too.
const APP: &str = "HEADGATE_APP";

/// A built sandbox to measure against, instead of building one.
const SANDBOX: &str = "HEADGATE_SANDBOX";

/// How much is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Only shows that the bench works: few keys, one visit, few reloads.
    pub short: bool,
    /// How many visits of each kind; `None` leaves it to the bench.
    pub runs: Option<u16>,
}

/// Builds what was not given, and measures it.
pub fn bench(steps: &mut Steps, options: Options) -> Result<(), Stopped> {
    let tools = Tools::ready(steps)?;
    let browser = steps.run("Chromium and its driver", Browser::ready)?;
    let app = match given(APP) {
        Some(folder) => folder,
        None => {
            dist::dist(steps, &tools, "/")?;
            dist::FOLDER.into()
        }
    };
    let sandbox = match given(SANDBOX) {
        Some(binary) => binary,
        None => steps.run("build the sandbox", build_sandbox)?,
    };
    measure(steps, options, &browser, &app, &sandbox)
}

/// The bench's arithmetic, then the bench, over an app and a sandbox that are built.
pub fn measure(
    steps: &mut Steps,
    options: Options,
    browser: &Browser,
    app: &Path,
    sandbox: &Path,
) -> Result<(), Stopped> {
    steps.run("tests, arithmetic of the bench", || {
        quiet(
            Command::new("node").args(["--test", "tests/bench/figures.test.mjs"]),
            "bench-arithmetic",
        )
    })?;
    steps.run("bench", || {
        let mut command = Command::new("node");
        command
            .arg("tests/bench/bench.mjs")
            .args(words(options))
            .env("HEADGATE_CHROMIUM", &browser.chromium)
            .env(APP, app)
            .env(SANDBOX, sandbox);
        loud(
            &mut command,
            "read what it says above; a busy machine makes it slow, and does not make it fail",
        )
    })
}

/// A path from the environment.
fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// The options as the measuring script takes them.
fn words(options: Options) -> Vec<String> {
    let mut words = Vec::new();
    if options.short {
        words.push("--short".to_owned());
    }
    if let Some(runs) = options.runs {
        words.push(format!("--runs={runs}"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_reach_the_script() {
        let check = |short, runs, expect: &[&str]| {
            assert_eq!(words(Options { short, runs }), expect, "{short} {runs:?}");
        };
        check(false, None, &[]);
        check(true, None, &["--short"]);
        check(true, Some(3), &["--short", "--runs=3"]);
    }
}
