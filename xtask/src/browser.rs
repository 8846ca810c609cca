//! The system's Chromium and its driver, for tests. Installs them only as root on Debian.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::geteuid;

use crate::command::{log_file, quiet, unwritable};
use crate::prerequisites::which;
use crate::step::{Failure, Outcome};

/// The packages as Debian names them.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Without a font that has them, pictures show boxes for Chinese characters.
const FONT: &str = "fonts-wqy-microhei";

/// Without a sandbox of its own, since tests may run as root; without a word to the network that
/// the page did not say.
const ARGUMENTS: &str = r#""headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage",
    "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync""#;

/// Where the browser and its driver are.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// What the WebAssembly test runner steers it with.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds the browser, installing it where that is ours to do.
    pub fn ready() -> Outcome<Self> {
        if let Some(browser) = find() {
            return Ok(browser);
        }
        if geteuid().is_root()
            && Path::new("/etc/debian_version").exists()
            && which("apt-get").is_some()
        {
            apt_get(&["update"])?;
            apt_get(&[
                "install",
                "--yes",
                "--no-install-recommends",
                PACKAGES[0],
                PACKAGES[1],
                FONT,
            ])?;
        }
        find().ok_or_else(|| {
            Failure::new(
                "Chromium or its driver is missing: the browser tests need both",
                format!(
                    "install the packages {} (as root on Debian: apt-get install {}), or set HEADGATE_CHROMIUM and CHROMEDRIVER to the programs",
                    PACKAGES.join(" and "),
                    PACKAGES.join(" "),
                ),
            )
        })
    }

    /// A file that tells the driver which browser to start, and how.
    pub fn capabilities(&self) -> Outcome<PathBuf> {
        let file = log_file("webdriver")?.with_extension("json");
        let text = format!(
            "{{ \"goog:chromeOptions\": {{\n  \"binary\": {:?},\n  \"args\": [{ARGUMENTS}]\n}} }}\n",
            self.chromium.to_string_lossy(),
        );
        std::fs::write(&file, text).map_err(|error| unwritable(&file, &error))?;
        Ok(file)
    }
}

fn find() -> Option<Browser> {
    let chosen = |variable: &str| env::var(variable).ok().and_then(|name| which(&name));
    Some(Browser {
        chromium: chosen("HEADGATE_CHROMIUM")
            .or_else(|| which("chromium"))
            .or_else(|| which("chromium-browser"))?,
        driver: chosen("CHROMEDRIVER").or_else(|| which("chromedriver"))?,
    })
}

fn apt_get(words: &[&str]) -> Outcome {
    let mut command = Command::new("apt-get");
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    quiet(&mut command, "apt-get")
}
