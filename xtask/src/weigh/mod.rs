//! `weigh`: lines of actions, resources and rooms against their bars, and the bytes of what is built.
//! Changes nothing but `docs/figures.md`, and that only when asked for everything.

mod bars;
mod figures;
mod lines;
mod module;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use crate::dist::{self, report};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::table::Table;

use bars::Measured;
use lines::Lines;
use tree::{File, Kind};

/// What is counted.
const SRC: &str = "src";

/// Counts lines, and shows the bytes of `dist` where it is; with `full` weighs the module as well and
/// writes the page of figures.
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
    steps.run("bars of lines", || keep(&bars::measure(&files)))
}

/// Counts lines and fails where a bar is broken.
pub fn keep_bars(steps: &mut Steps) -> Result<(), Stopped> {
    let files = steps.run("count lines", read)?;
    let measured = bars::measure(&files);
    println!("\n{}", bars_table(&measured).text());
    steps.run("bars of lines", || keep(&measured))
}

fn read() -> Outcome<Vec<File>> {
    tree::read(SRC.as_ref())
}

fn keep(measured: &[Measured]) -> Outcome {
    let broken: Vec<String> = measured
        .iter()
        .filter(|measured| !measured.holds())
        .map(|Measured { what, figure, most }| format!("{what}: {figure} lines, {most} at most"))
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        broken.join("\n"),
        "move what is mechanism into the engine, and what several say into a file beside them",
    ))
}

fn lines_text(files: &[File]) -> String {
    let tables = [
        kind_table(files, Kind::Resource, "resource file"),
        kind_table(files, Kind::Action, "action file"),
        kind_table(files, Kind::Other, "beside them"),
        rooms_table(files),
        bars_table(&bars::measure(files)),
    ];
    tables.map(|table| table.text()).join("\n")
}

/// The files of the dialects that are of a kind.
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

fn bars_table(measured: &[Measured]) -> Table {
    let mut table = Table::new(["bar", "lines", "at most"]);
    for Measured { what, figure, most } in measured {
        table.row([what.clone(), figure.to_string(), most.to_string()]);
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
    fn a_broken_bar_is_named() {
        let files = [file("dialects/a/b.rs", Kind::Action, 201, 0)];
        let failure = keep(&bars::measure(&files)).expect_err("it is too long");
        assert_eq!(
            failure.why(),
            "1 action files, median: 201 lines, 80 at most\nlongest of action files (dialects/a/b.rs): 201 lines, 200 at most"
        );
        assert!(keep(&bars::measure(&[])).is_ok());
    }
}
