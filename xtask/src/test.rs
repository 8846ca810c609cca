//! `test`: everything that continuous integration runs, in one go, stopping at the first failure.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::{self, Options};
use crate::browser::{self, Browser};
use crate::command::{cargo, loud, output};
use crate::dist::{self, ERASE};
use crate::hosts;
use crate::run::build_sandbox;
use crate::step::{Outcome, Steps, Stopped};
use crate::tools::Tools;

/// How long all tests of the browser half may take, in seconds.
const WASM_TEST_SECONDS: &str = "300";

/// Everything without a browser: with `web` off, so that the client is only its pure half.
const HOST: [&str; 4] = [
    "--workspace",
    "--no-default-features",
    "--features",
    "xtask/loopback",
];

/// The browser half, compiled for the browser.
const WASM: [&str; 4] = [
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "headgate",
];

/// The browser tests: what is said of each, and its project in tests/e2e/playwright.config.ts.
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
    steps.run("Cargo.lock is up to date", lock_is_current)?;
    steps.run("format", || {
        loud(
            cargo().args(["fmt", "--all", "--check"]),
            "run: cargo fmt --all",
        )
    })?;
    steps.run("clippy, host", || clippy(&[&HOST, &["--all-targets"]]))?;
    steps.run("clippy, the pure half alone", || {
        clippy(&[&["--package", "headgate", "--lib", "--no-default-features"]])
    })?;
    steps.run("clippy, browser half", || {
        clippy(&[&WASM, &["--lib", "--bins", "--test", "web"]])
    })?;
    steps.run("tests, host", || {
        loud(
            cargo().arg("test").args(HOST),
            "correct what the test names above say",
        )
    })?;
    steps.run("tests, host, arithmetic of the views", || {
        let mut command = cargo();
        command.args(["test", "--package", "headgate", "--lib", "ui::"]);
        loud(&mut command, "correct what the test names above say")
    })?;
    steps.run("tests, browser half in Chromium", || {
        wasm_tests(&tools, &browser)
    })?;
    let report = dist::dist(steps, &tools, "/")?;
    println!("\n{}\n", report.table());
    steps.run("byte budget", || report.keep_ceiling())?;
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

fn lock_is_current() -> Outcome {
    let mut command = cargo();
    command.args(["metadata", "--locked", "--no-deps", "--format-version", "1"]);
    output(&mut command).map(|_| ())
}

fn clippy(words: &[&[&str]]) -> Outcome {
    let mut command = cargo();
    command
        .arg("clippy")
        .args(words.concat())
        .args(["--", "--deny", "warnings"]);
    loud(erased(&mut command), "correct what clippy names above")
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
        "correct what the test names above say",
    )
}

/// With erased component types, which shorten every build for the browser, and nothing else.
fn erased(command: &mut Command) -> &mut Command {
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", ERASE)
}

/// One project of the browser tests; `places` tells them where each program and the app is.
fn journeys(tools: &Tools, places: &[(&str, PathBuf)], project: &str) -> Outcome {
    let mut command = tools.command("playwright");
    command
        .args(["test", "--config", "tests/e2e/playwright.config.ts"])
        .args(["--project", project])
        .envs(places.iter().cloned());
    loud(
        &mut command,
        "correct what the journey names above say; screenshots and traces are in target/e2e",
    )
}

fn absolute(path: &Path) -> PathBuf {
    env::current_dir().map_or_else(|_| path.to_owned(), |folder| folder.join(path))
}
