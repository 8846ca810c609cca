//! `weigh`: counts lines of actions, resources and rooms against their limits, and the bytes of the
//! built app. With `--full` it also writes `docs/figures.md`.

mod figures;
mod limits;
mod lines;
mod module;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use crate::dist::{self, report};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::table::Table;

use limits::Measured;
use lines::Lines;
use tree::{File, Kind};

/// The folder whose lines are counted.
const SRC: &str = "src";

/// Counts lines, and shows the sizes of `dist` if it exists. With `full`, it also measures the
/// module and writes the page of figures.
pub fn weigh(steps: &mut Steps, full: bool) -> Result<(), Stopped> {
    if full {
        figures::write(steps)?;
    }
    let files = steps.run("count lines", read)?;
    println!("\n{}", lines_text(&files));
    if Path::new(dist::FOLDER).join("index.html").exists() {
        let report = steps.run("weigh dist", || report::weigh(dist::FOLDER.as_ref()))?;
        println!("\n{}\n", report.table());
    } else {
        println!("  dist/ is not built: cargo xtask dist\n");
    }
    steps.run("limits of lines", || check(&limits::measure(&files)))
}

/// Counts lines, and fails where a limit is exceeded.
pub fn check_limits(steps: &mut Steps) -> Result<(), Stopped> {
    let files = steps.run("count lines", read)?;
    let measured = limits::measure(&files);
    println!("\n{}", limits_table(&measured).text());
    steps.run("limits of lines", || check(&measured))
}

fn read() -> Outcome<Vec<File>> {
    tree::read(SRC.as_ref())
}

fn check(measured: &[Measured]) -> Outcome {
    let broken: Vec<String> = measured
        .iter()
        .filter(|measured| !measured.holds())
        .map(|one| format!("{}: {} lines, {} at most", one.what, one.figure, one.limit))
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        broken.join("\n"),
        "move mechanism into the engine, and what several files repeat into a file beside them",
    ))
}

fn lines_text(files: &[File]) -> String {
    let tables = [
        kind_table(files, Kind::Resource, "resource file"),
        kind_table(files, Kind::Action, "action file"),
        kind_table(files, Kind::Other, "beside them"),
        rooms_table(files),
        limits_table(&limits::measure(files)),
    ];
    tables.map(|table| table.text()).join("\n")
}

/// A table of the dialects' files of a kind.
fn kind_table(files: &[File], kind: Kind, title: &'static str) -> Table {
    let mut table = Table::new([title, "lines", "tests"]);
    for file in files.iter().filter(|file| file.kind == kind) {
        if let Some(path) = file.in_dialect() {
            table.row([
                path.to_owned(),
                file.lines.product.to_string(),
                file.lines.tests.to_string(),
            ]);
        }
    }
    table
}

fn rooms_table(files: &[File]) -> Table {
    let mut rooms: BTreeMap<&str, (usize, Lines)> = BTreeMap::new();
    for file in files {
        let (count, lines) = rooms.entry(file.room()).or_default();
        *count += 1;
        *lines += file.lines;
    }
    let mut table = Table::new(["room", "files", "lines", "tests", "in all"]);
    let mut row = |name: &str, count: usize, lines: Lines| {
        let figures = [count, lines.product, lines.tests, lines.all()];
        let [count, product, tests, all] = figures.map(|figure| figure.to_string());
        table.row([name.to_owned(), count, product, tests, all]);
    };
    let mut sum = Lines::default();
    for (room, (count, lines)) in rooms {
        sum += lines;
        row(room, count, lines);
    }
    row("src", files.len(), sum);
    table
}

fn limits_table(measured: &[Measured]) -> Table {
    let mut table = Table::new(["limit", "lines", "at most"]);
    for one in measured {
        table.row([
            one.what.clone(),
            one.figure.to_string(),
            one.limit.to_string(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, kind: Kind, product: usize, tests: usize) -> File {
        File {
            path: path.to_owned(),
            kind,
            lines: Lines { product, tests },
        }
    }

    #[test]
    fn every_line_is_shown_once_with_its_room() {
        let files = [
            file("dialects/a/keys/mod.rs", Kind::Resource, 140, 0),
            file("dialects/a/keys/rules.rs", Kind::Other, 60, 30),
            file("dialects/a/keys/top_up.rs", Kind::Action, 70, 40),
            file("route.rs", Kind::Other, 200, 16),
        ];
        let text = lines_text(&files);
        for line in [
            "  resource file  lines  tests\n  a/keys/mod.rs    140      0\n",
            "  a/keys/top_up.rs     70     40\n",
            "  a/keys/rules.rs     60     30\n",
            "  dialects      3    270     70     340\n",
            "  route         1    200     16     216\n",
            "  src           4    470     86     556\n",
            "  1 action files, median                                  70       80\n",
        ] {
            assert!(text.contains(line), "{line:?} is missing from\n{text}");
        }
    }

    #[test]
    fn an_exceeded_limit_is_reported() {
        let files = [file("dialects/a/b.rs", Kind::Action, 201, 0)];
        let failure = check(&limits::measure(&files)).expect_err("it is too long");
        assert_eq!(
            failure.why(),
            "1 action files, median: 201 lines, 80 at most\nlongest of action files (dialects/a/b.rs): 201 lines, 200 at most"
        );
        assert!(check(&limits::measure(&[])).is_ok());
    }
}
