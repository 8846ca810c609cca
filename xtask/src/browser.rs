//! Finds the system's browsers and Chromium's driver for tests. Starts none of them.

use std::path::PathBuf;

use crate::command::{log_file, unwritable};
use crate::debian::{self, Need};
use crate::step::Outcome;

/// Chromium, and the driver that the WebAssembly test runner uses.
const CHROMIUM: [Need; 2] = [
    Need {
        variable: "HEADGATE_CHROMIUM",
        names: &["chromium", "chromium-browser"],
        package: "chromium",
    },
    Need {
        variable: "CHROMEDRIVER",
        names: &["chromedriver"],
        package: "chromium-driver",
    },
];

const FIREFOX: [Need; 1] = [Need {
    variable: "HEADGATE_FIREFOX",
    names: &["firefox-esr", "firefox"],
    package: "firefox-esr",
}];

/// Without a font for Chinese, screenshots show boxes for its characters.
const FONT: &str = "fonts-wqy-microhei";

/// The arguments of Chromium: no sandbox, since tests may run as root, and no network requests of
/// its own.
const ARGUMENTS: &str = r#""headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage",
    "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync""#;

/// The paths of Chromium and its driver.
pub struct Browser {
    pub chromium: PathBuf,
    /// The driver.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, and installs them where that is possible.
    pub fn ready() -> Outcome<Self> {
        let [chromium, driver] = debian::ready(&CHROMIUM, &[FONT])?;
        Ok(Self { chromium, driver })
    }

    /// Writes a file that tells the driver which browser to start, and how.
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

/// Finds Firefox, and installs it where that is possible.
pub fn firefox() -> Outcome<PathBuf> {
    let [firefox] = debian::ready(&FIREFOX, &[])?;
    Ok(firefox)
}
