//! Reports the sizes of the files, and whether the first load and the first list are within their
//! limits. 1 KB is 1000 bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::EDITOR;
use super::module::SECOND;
use crate::command::unreadable;
use crate::step::{Failure, Outcome};
use crate::table::Table;

/// What is limited: files that are loaded before something can be used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Load {
    /// Before the connect screen: the page, scripts, style, and the first part of the module.
    First,
    /// Before the first list: these, and the second part.
    List,
    /// When a form with a document opens: its text editor.
    Editor,
}

impl Load {
    const ALL: [Self; 3] = [Self::First, Self::List, Self::Editor];

    const fn name(self) -> &'static str {
        match self {
            Self::First => "first load",
            Self::List => "first list",
            Self::Editor => "text editor",
        }
    }

    /// The limit in bytes, compressed with brotli at quality 11: docs/decisions/024.
    const fn limit(self) -> u64 {
        match self {
            Self::First => FIRST_LOAD_LIMIT,
            Self::List => FIRST_LIST_LIMIT,
            Self::Editor => EDITOR_LIMIT,
        }
    }

    fn counts(self, file: &str) -> bool {
        let name = named(file);
        match self {
            _ if !LOADED.iter().any(|end| file.ends_with(end)) => false,
            Self::First => name != SECOND && name != EDITOR,
            Self::List => name != EDITOR,
            Self::Editor => name == EDITOR,
        }
    }
}

// The first list holds both dialects: one-api, with the reads that it asked of the engine, weighs
// 43 KB, its writes 55 KB (docs/decisions/027), and the editor of ratios with the prices of channels
// 40 KB (docs/decisions/028), findings from other lists 9 KB, the versions of documents 44 KB, of it 2 KB
// before connecting (docs/decisions/030), what loads and drives the editor of raw text and reads a document
// at each keystroke 8 KB (docs/decisions/029), numbers in nested prices 3 KB, and what a trial of all that asked for 5 KB,
// pasting prices of models 1 KB; users, keys, codes and logs, with amounts of quota and selected rows, 17 KB, and the export of lists,
// filters by days and typed words, sums that the gateway counts, charts and the overview's last day 29 KB; what a pasted table comes to before it is taken, nested entries
// compared by value, factors and money in reviews, and values checked wherever they come from 7 KB;
// how far a plan came before the tab was closed, going on with documents, codes beside a refusal, and no second send
// of what may still arrive 5 KB; model mappings in the editor, with names pasted and merged, the price of output and the
// default of the type beside an entry 5 KB; and what was told too little or not at all: accounts that are
// refused or listed twice, nested prices, rules of options, groups of users, top-ups and hidden accounts, the
// gateway's pace, probes that stay, what a ratio counts as once it is gone, and why a grant is too large 9 KB.
const FIRST_LOAD_LIMIT: u64 = 144_900;
const FIRST_LIST_LIMIT: u64 = 813_100;

// Nearly all of it is CodeMirror (docs/decisions/029).
const EDITOR_LIMIT: u64 = 103_400;

/// The extensions of the files that are loaded before the first list: the page, and what it needs to
/// run.
const LOADED: [&str; 4] = [".html", ".css", ".js", ".wasm"];

/// A file's three sizes in bytes.
struct Sizes {
    file: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// The sizes of a packed app.
pub struct Report {
    files: Vec<Sizes>,
}

/// Reads the sizes from a folder whose files have their `.gz` and `.br` beside them.
pub fn weigh(folder: &Path) -> Outcome<Report> {
    let size = |name: &str| {
        let path = folder.join(name);
        fs::metadata(&path)
            .map(|found| found.len())
            .map_err(|error| unreadable(&path, &error))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.ends_with(".br") || file.ends_with(".gz") {
            continue;
        }
        files.push(Sizes {
            raw: size(&file)?,
            gzip: size(&format!("{file}.gz"))?,
            brotli: size(&format!("{file}.br"))?,
            file,
        });
    }
    files.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(Report { files })
}

impl Report {
    /// Formats a table of the files, and each load with its limit.
    pub fn table(&self) -> String {
        let width = self
            .files
            .iter()
            .map(|sizes| sizes.file.len())
            .max()
            .unwrap_or(0);
        let mut text = format!(
            "  {:width$}  {:>9}  {:>9}  {:>9}\n",
            "file", "raw", "gzip", "brotli"
        );
        for Sizes {
            file,
            raw,
            gzip,
            brotli,
        } in &self.files
        {
            let _ = writeln!(
                text,
                "  {file:width$}  {:>9}  {:>9}  {:>9}",
                kilobytes(*raw),
                kilobytes(*gzip),
                kilobytes(*brotli)
            );
        }
        let loads = Load::ALL.map(|load| {
            let (size, limit) = (kilobytes(self.size(load)), kilobytes(load.limit()));
            format!("  {}: {size} brotli of at most {limit}", load.name())
        });
        text + &loads.join("\n")
    }

    /// Fails when a load is over its limit.
    pub fn check_limits(&self) -> Outcome {
        for load in Load::ALL {
            let size = self.size(load);
            if size > load.limit() {
                return Err(Failure::new(
                    format!(
                        "the {} is {} brotli, over the limit of {}",
                        load.name(),
                        kilobytes(size),
                        kilobytes(load.limit())
                    ),
                    "find what grew and take it out, or move it behind the cut in src/app/console.rs; a limit is raised only with a decision record that shows the figures",
                ));
            }
        }
        Ok(())
    }

    /// Returns the compressed sizes of each file and of each load.
    pub fn figures(&self) -> Table {
        let mut table = Table::new(["file", "raw", "gzip", "brotli"]);
        for sizes in &self.files {
            let figures = [sizes.raw, sizes.gzip, sizes.brotli];
            let [raw, gzip, brotli] = figures.map(|figure| figure.to_string());
            table.row([named(&sizes.file), raw, gzip, brotli]);
        }
        let none = String::new;
        for load in Load::ALL {
            let size = self.size(load).to_string();
            table.row([load.name().to_owned(), none(), none(), size]);
        }
        table
    }

    /// Returns the compressed size of the module, both parts together.
    pub fn module(&self) -> u64 {
        let modules = self
            .files
            .iter()
            .filter(|sizes| sizes.file.ends_with(".wasm"));
        modules.map(|sizes| sizes.brotli).sum()
    }

    fn size(&self, load: Load) -> u64 {
        let counted = self.files.iter().filter(|sizes| load.counts(&sizes.file));
        counted.map(|sizes| sizes.brotli).sum()
    }
}

/// Returns the size of a file compressed with brotli.
pub fn brotli(file: &Path) -> Outcome<u64> {
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let compressed = Path::new(&compressed);
    let found = fs::metadata(compressed).map_err(|error| unreadable(compressed, &error))?;
    Ok(found.len())
}

/// A file's name without its hash, so that the page of figures changes only when a figure does.
fn named(file: &str) -> String {
    let parts = file
        .rsplit_once('.')
        .and_then(|(stem, end)| Some((stem.rsplit_once('-')?, end)));
    match parts {
        Some(((stem, hash), end)) if hash.len() == 16 => format!("{stem}.{end}"),
        _ => file.to_owned(),
    }
}

/// Formats `180000` as `180.0 KB`.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(first: u64, second: u64) -> Report {
        let sizes = |file: &str, brotli| Sizes {
            file: file.to_owned(),
            raw: 9_999,
            gzip: 5_000,
            brotli,
        };
        Report {
            files: vec![
                sizes("app.wasm", first),
                sizes("console-0123456789abcdef.wasm", second),
                sizes("code-0123456789abcdef.js", 20_000),
                sizes("icon.svg", 1_000_000),
                sizes("index.html", 1_000),
            ],
        }
    }

    #[test]
    fn the_limits_are_exact_to_the_byte_and_icons_are_not_counted() {
        let check = |first: u64, second: u64, expect: Option<&str>| {
            let failure = report(first, second).check_limits().err();
            let found = failure.as_ref().map(|failure| &failure.why()[..14]);
            assert_eq!(found, expect, "{first} {second}")
        };
        check(0, 0, None);
        // The page itself has 1 000 bytes.
        let most = FIRST_LOAD_LIMIT - 1_000;
        check(most, 0, None);
        check(most + 1, 0, Some("the first load"));
        // The second part counts only for the list.
        let rest = FIRST_LIST_LIMIT - FIRST_LOAD_LIMIT;
        check(most, rest, None);
        check(most, rest + 1, Some("the first list"));
        check(0, FIRST_LIST_LIMIT - 999, Some("the first list"));
    }

    #[test]
    fn the_table_shows_each_file_and_the_loads() {
        let table = report(100_040, 50_000).table();
        for line in [
            "app.wasm                          9.9 KB     5.0 KB   100.0 KB",
            "console-0123456789abcdef.wasm     9.9 KB     5.0 KB    50.0 KB",
        ] {
            assert!(table.contains(line), "{line:?} is missing from\n{table}");
        }
        let limits = Load::ALL.map(|load| kilobytes(load.limit()));
        assert!(
            table.ends_with(&format!(
                "  first load: 101.0 KB brotli of at most {}\n  first list: 151.0 KB brotli of at most {}\n  text editor: 20.0 KB brotli of at most {}",
                limits[0], limits[1], limits[2]
            )),
            "{table}"
        );
    }

    #[test]
    fn the_second_part_is_the_one_of_the_page() {
        let page = include_str!("../../../index.html");
        for file in [SECOND, EDITOR] {
            assert_eq!(page.matches(&format!("href=\"{file}\"")).count(), 1);
        }
        let check = |file: &str, expect: [bool; 3]| {
            assert_eq!(Load::ALL.map(|load| load.counts(file)), expect, "{file}")
        };
        check("console-0123456789abcdef.wasm", [false, true, false]);
        check("headgate_bg-0123456789abcdef.wasm", [true, true, false]);
        check("start-0123456789abcdef.js", [true, true, false]);
        check("code-0123456789abcdef.js", [false, false, true]);
        check("favicon-0123456789abcdef.svg", [false, false, false]);
    }

    #[test]
    fn figures_are_those_of_the_files() {
        let report = report(100_040, 50_000);
        assert_eq!(report.module(), 150_040);
        let text = report.figures().text();
        assert!(text.contains("icon.svg      9999  5000  1000000"), "{text}");
        let loads: Vec<&str> = text.trim_end().lines().rev().take(3).collect();
        assert!(loads[0].ends_with(" 20000"), "{text}");
        assert!(loads[1].ends_with(" 151040"), "{text}");
        assert!(loads[2].ends_with(" 101040"), "{text}");
        let check = |file: &str, expect: &str| assert_eq!(named(file), expect);
        check("start-c268de8603ce11f8.js", "start.js");
        check("index.html", "index.html");
        check("a-b.svg", "a-b.svg");
    }

    #[test]
    fn a_kilobyte_is_a_thousand_bytes() {
        let check = |bytes: u64, expect: &str| assert_eq!(kilobytes(bytes), expect);
        check(0, "0.0 KB");
        check(999, "0.9 KB");
        check(180_000, "180.0 KB");
    }
}
