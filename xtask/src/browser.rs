//! The system's browsers and the driver of one, for tests. Starts none of them.

use std::path::PathBuf;

use crate::command::{log_file, unwritable};
use crate::debian::{self, Need};
use crate::step::Outcome;

/// Chromium, and what the WebAssembly test runner steers it with.
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

/// Without a font that has them, pictures show boxes for Chinese characters.
const FONT: &str = "fonts-wqy-microhei";

/// Without a sandbox of its own, since tests may run as root; without a word to the network that
/// the page did not say.
const ARGUMENTS: &str = r#""headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage",
    "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync""#;

/// Where Chromium and its driver are.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// What the WebAssembly test runner steers it with.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds the browser, installing it where that is ours to do.
    pub fn ready() -> Outcome<Self> {
        let [chromium, driver] = debian::ready(&CHROMIUM, &[FONT])?;
        Ok(Self { chromium, driver })
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

/// Finds Firefox, installing it where that is ours to do.
pub fn firefox() -> Outcome<PathBuf> {
    let [firefox] = debian::ready(&FIREFOX, &[])?;
    Ok(firefox)
}
