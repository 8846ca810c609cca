//! Reports the sizes of the files, and whether the first load is within its limit. 1 KB is 1000
//! bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::command::unreadable;
use crate::step::{Failure, Outcome};
use crate::table::Table;

/// The limit of the first load in bytes, compressed with brotli at quality 11: docs/decisions/018.
const FIRST_LOAD_LIMIT: u64 = 436_200;

/// The extensions of the files of the first load: the page, and what it needs to run.
const FIRST_LOAD: [&str; 4] = [".html", ".css", ".js", ".wasm"];

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
    /// Formats a table of the files, and the first load with its limit.
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
        let _ = write!(
            text,
            "  first load: {} brotli of at most {}",
            kilobytes(self.first_load()),
            kilobytes(FIRST_LOAD_LIMIT),
        );
        text
    }

    /// Fails when the first load is over its limit.
    pub fn check_limit(&self) -> Outcome {
        let size = self.first_load();
        if size <= FIRST_LOAD_LIMIT {
            return Ok(());
        }
        Err(Failure::new(
            format!(
                "the first load is {} brotli, over the limit of {}",
                kilobytes(size),
                kilobytes(FIRST_LOAD_LIMIT)
            ),
            "find what grew and take it out; the limit is raised only with a decision record that shows the figures",
        ))
    }

    /// Returns the compressed sizes of each file and of the first load.
    pub fn figures(&self) -> Table {
        let mut table = Table::new(["file", "raw", "gzip", "brotli"]);
        for sizes in &self.files {
            let figures = [sizes.raw, sizes.gzip, sizes.brotli];
            let [raw, gzip, brotli] = figures.map(|figure| figure.to_string());
            table.row([named(&sizes.file), raw, gzip, brotli]);
        }
        let none = String::new;
        let first_load = self.first_load().to_string();
        table.row(["first load".to_owned(), none(), none(), first_load]);
        table
    }

    /// Returns the compressed size of the module.
    pub fn module(&self) -> u64 {
        let modules = self
            .files
            .iter()
            .filter(|sizes| sizes.file.ends_with(".wasm"));
        modules.map(|sizes| sizes.brotli).sum()
    }

    fn first_load(&self) -> u64 {
        let counted = |sizes: &&Sizes| FIRST_LOAD.iter().any(|end| sizes.file.ends_with(end));
        self.files
            .iter()
            .filter(counted)
            .map(|sizes| sizes.brotli)
            .sum()
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

    fn report(brotli: u64) -> Report {
        let sizes = |file: &str, brotli| Sizes {
            file: file.to_owned(),
            raw: 9_999,
            gzip: 5_000,
            brotli,
        };
        Report {
            files: vec![
                sizes("app.wasm", brotli),
                sizes("icon.svg", 1_000_000),
                sizes("index.html", 1_000),
            ],
        }
    }

    #[test]
    fn the_limit_is_exact_to_the_byte_and_icons_are_not_counted() {
        let check = |brotli: u64, expect: bool| {
            assert_eq!(report(brotli).check_limit().is_ok(), expect, "{brotli}")
        };
        check(0, true);
        // The page itself has 1 000 bytes.
        check(FIRST_LOAD_LIMIT - 1_000, true);
        check(FIRST_LOAD_LIMIT - 999, false);
    }

    #[test]
    fn the_table_shows_each_file_and_the_first_load() {
        let table = report(100_040).table();
        assert!(
            table.contains("app.wasm       9.9 KB     5.0 KB   100.0 KB"),
            "{table}"
        );
        assert!(
            table.ends_with(&format!(
                "first load: 101.0 KB brotli of at most {}",
                kilobytes(FIRST_LOAD_LIMIT)
            )),
            "{table}"
        );
    }

    #[test]
    fn figures_are_those_of_the_files() {
        let report = report(100_040);
        assert_eq!(report.module(), 100_040);
        let text = report.figures().text();
        assert!(text.contains("icon.svg    9999  5000  1000000"), "{text}");
        assert!(text.trim_end().ends_with(" 101040"), "{text}");
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
