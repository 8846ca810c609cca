//! `test`: runs everything that continuous integration runs, stopping at the first failure.

use std::env;
use std::path::{Path, PathBuf};

use crate::bench::{self, Options};
use crate::browser::{self, Browser};
use crate::check::{WASM, erased, host_tests, lints};
use crate::command::{cargo, loud};
use crate::dist;
use crate::hosts;
use crate::run::build_sandbox;
use crate::step::{Outcome, Steps, Stopped};
use crate::tools::Tools;
use crate::weigh;

/// The time limit of all tests of the browser half, in seconds.
const WASM_TEST_SECONDS: &str = "300";

/// The browser tests: the step's name, and the project in tests/e2e/playwright.config.ts.
const JOURNEYS: [(&str, &str); 3] = [
    ("journeys in Chromium", "chromium"),
    ("journeys in Firefox", "firefox"),
    ("journeys through nginx and Caddy", "deploy"),
];

/// Runs all steps.
pub fn test(steps: &mut Steps) -> Result<(), Stopped> {
    let tools = Tools::ready(steps)?;
    let browser = steps.run("Chromium and its driver", Browser::ready)?;
    let firefox = steps.run("Firefox", browser::firefox)?;
    let hosts = steps.run("nginx and Caddy", hosts::ready)?;
    lints(steps)?;
    host_tests(steps)?;
    steps.run("tests, browser half in Chromium", || {
        wasm_tests(&tools, &browser)
    })?;
    let report = dist::dist(steps, &tools, "/")?;
    println!("\n{}\n", report.table());
    steps.run("byte budget", || report.check_limits())?;
    weigh::check_limits(steps)?;
    let sandbox = steps.run("build the sandbox", build_sandbox)?;
    let mut places = vec![
        ("HEADGATE_CHROMIUM", browser.chromium.clone()),
        ("HEADGATE_FIREFOX", firefox),
        ("HEADGATE_SANDBOX", absolute(&sandbox)),
        ("HEADGATE_APP", absolute(dist::FOLDER.as_ref())),
    ];
    places.extend(hosts);
    for (name, project) in JOURNEYS {
        steps.run(name, || journeys(&tools, &places, project))?;
    }
    let short = Options {
        short: true,
        runs: None,
    };
    bench::measure(steps, short, &browser, dist::FOLDER.as_ref(), &sandbox)?;
    println!("\nEvery step passed.\n{}", steps.summary());
    Ok(())
}

fn wasm_tests(tools: &Tools, browser: &Browser) -> Outcome {
    let mut command = cargo();
    command
        .arg("test")
        .args(WASM)
        .args(["--test", "web"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            tools.wasm_test_runner(),
        )
        .env("CHROMEDRIVER", &browser.driver)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            absolute(&browser.capabilities()?),
        )
        .env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_SECONDS);
    loud(
        erased(&mut command),
        "correct what the failed tests above report",
    )
}

/// Runs one project of the browser tests; `places` are the paths of the programs and of the app.
fn journeys(tools: &Tools, places: &[(&str, PathBuf)], project: &str) -> Outcome {
    let mut command = tools.command("playwright");
    command
        .args(["test", "--config", "tests/e2e/playwright.config.ts"])
        .args(["--project", project])
        .envs(places.iter().cloned());
    loud(
        &mut command,
        "correct what the failed journeys above report; screenshots and traces are in target/e2e",
    )
}

fn absolute(path: &Path) -> PathBuf {
    env::current_dir().map_or_else(|_| path.to_owned(), |folder| folder.join(path))
}
