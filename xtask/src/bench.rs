//! `bench`: measures the app against a hand-written page with the same list, in one browser and
//! from one server. This builds both and starts the script in `tests/bench` that measures them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::command::{loud, quiet};
use crate::dist;
use crate::run::build_sandbox;
use crate::step::{Steps, Stopped};
use crate::tools::Tools;

/// The variable for the folder of a built app to measure, instead of building one. The journeys
/// read it too.
const APP: &str = "HEADGATE_APP";

/// The variable for a built sandbox to measure against, instead of building one.
const SANDBOX: &str = "HEADGATE_SANDBOX";

/// The options of a measurement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether only to show that the bench works: few keys, one visit, few reloads.
    pub short: bool,
    /// The number of visits of each kind; `None` for the bench's own default.
    pub runs: Option<u16>,
}

/// Builds the app and the sandbox unless they are given, and measures the app.
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

/// Tests the bench's arithmetic, then runs the bench with a built app and a built sandbox.
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
            "read the messages above; a busy machine makes the bench slow, but does not make it fail",
        )
    })
}

/// Reads a path from the environment.
fn given(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// Formats the options for the measuring script.
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
