//! Writes the page of figures: counted lines, and the sizes of three builds. Takes a quarter of an
//! hour.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{unreadable, unwritable};
use crate::dist::{self, Build, report};
use crate::step::{Failure, Outcome, Steps, Stopped};
use crate::table::Table;
use crate::tools::Tools;

use super::limits;
use super::module::{self, Bytes};
use super::tree::Kind;
use super::{kind_table, limits_table, read, rooms_table};

/// The path of the page.
const PAGE: &str = "docs/figures.md";

/// The feature of the client that leaves out a resource, to find its size.
const WITHOUT: &str = "without_upstreams";

/// The flag for symbol names that contain the types a function was compiled for.
const FULL_NAMES: &str = "-Csymbol-mangling-version=v0";

/// How many crates the table names; the smaller ones are added up.
const NAMED_CRATES: usize = 20;

/// The sizes of the builds.
struct Weights {
    report: dist::Report,
    bytes: Bytes,
    /// The compressed module: whole, and without the resource.
    module: u64,
    without: u64,
}

/// Builds everything and writes the page.
pub fn write(steps: &mut Steps) -> Result<(), Stopped> {
    let tools = Tools::ready(steps)?;
    let report = dist::dist(steps, &tools, "/")?;
    let without = without(steps, &tools)?;
    let bytes = bytes(steps, &tools)?;
    steps.run(&format!("write {PAGE}"), || {
        let module = report.module();
        let weights = Weights {
            report,
            bytes,
            module,
            without,
        };
        fs::write(PAGE, page(&weights)?).map_err(|error| unwritable(PAGE.as_ref(), &error))
    })
}

/// The size of the compressed module without the resource, both parts together.
fn without(steps: &mut Steps, tools: &Tools) -> Result<u64, Stopped> {
    let folder = PathBuf::from("target/xtask/without");
    let built = folder.join("built");
    let build = Build {
        folder: &built,
        flags: &[dist::RELOCATIONS],
        features: &[dist::SPLIT, WITHOUT],
    };
    dist::module(steps, tools, &build, &folder.join("optimised"))?;
    steps.run("compress (brotli)", || {
        let parts = [dist::MODULE, dist::SECOND].map(|part| folder.join("optimised").join(part));
        dist::compress(parts.clone())?;
        parts.iter().map(|part| report::brotli(part)).sum()
    })
}

/// The sizes of the functions by owner, in one module before it is cut and optimised.
fn bytes(steps: &mut Steps, tools: &Tools) -> Result<Bytes, Stopped> {
    let build = Build {
        folder: Path::new("target/xtask/named"),
        flags: &[FULL_NAMES],
        features: &[],
    };
    steps.run("build the app with full names", || build.run(tools))?;
    steps.run("weigh the module by crate and room", || {
        let module = build.module();
        let bytes = fs::read(&module).map_err(|error| unreadable(&module, &error))?;
        module::weigh(&bytes).ok_or_else(|| {
            Failure::new(
                format!("{} names no functions", module.display()),
                "the release profile must not strip names: see Cargo.toml",
            )
        })
    })
}

fn page(weights: &Weights) -> Outcome<String> {
    let files = read()?;
    let Weights {
        report,
        bytes,
        module,
        without,
    } = weights;
    let sections = [
        ("Limits", limits_table(&limits::measure(&files))),
        ("Resource files", kind_table(&files, Kind::Resource, "file")),
        ("Action files", kind_table(&files, Kind::Action, "file")),
        ("Files beside them", kind_table(&files, Kind::Other, "file")),
        ("Rooms", rooms_table(&files)),
        ("The packed app, bytes", report.figures()),
        (
            "What upstreams weigh, bytes",
            upstreams_table(*module, *without),
        ),
        (
            "The module by room, bytes before wasm-opt",
            rooms_bytes(bytes),
        ),
        (
            "The module by crate, bytes before wasm-opt",
            crates_bytes(bytes),
        ),
    ];
    let mut page = "# Figures\n\nWritten by `cargo xtask weigh --full`. Lines are counted with comments and blank lines, tests apart. The packed app is compressed with brotli at quality 11. 1 KB is 1000 bytes.\n".to_owned();
    for (title, table) in sections {
        page.push_str(&format!("\n## {title}\n\n{}", table.markdown()));
    }
    Ok(page)
}

fn upstreams_table(module: u64, without: u64) -> Table {
    let mut table = Table::new(["module, brotli", "bytes"]);
    table.row(["with upstreams".to_owned(), module.to_string()]);
    table.row(["without".to_owned(), without.to_string()]);
    let difference = i128::from(module) - i128::from(without);
    table.row(["difference".to_owned(), difference.to_string()]);
    table
}

fn rooms_bytes(bytes: &Bytes) -> Table {
    let mut table = Table::new([
        "room",
        "own code",
        "other crates' code compiled for it",
        "together",
    ]);
    let mut rooms: Vec<_> = bytes.rooms.iter().collect();
    rooms.sort_by_key(|(_, room)| std::cmp::Reverse(room.own + room.compiled_for));
    for (name, room) in rooms {
        let figures = [room.own, room.compiled_for, room.own + room.compiled_for];
        let [own, compiled_for, together] = figures.map(|figure| figure.to_string());
        table.row([name.clone(), own, compiled_for, together]);
    }
    table
}

fn crates_bytes(bytes: &Bytes) -> Table {
    let mut crates: Vec<(&str, usize)> = bytes
        .crates
        .iter()
        .map(|(name, size)| (name.as_str(), *size))
        .collect();
    crates.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let others = crates.split_off(crates.len().min(NAMED_CRATES));
    let mut table = Table::new(["crate", "code"]);
    for (name, size) in crates {
        table.row([name.to_owned(), size.to_string()]);
    }
    let rest: usize = others.iter().map(|(_, size)| size).sum();
    table.row([format!("{} others", others.len()), rest.to_string()]);
    table.row(["all code".to_owned(), bytes.code.to_string()]);
    table.row(["texts and tables".to_owned(), bytes.data.to_string()]);
    table
}

#[cfg(test)]
mod tests {
    use super::super::module::Room;
    use super::*;

    #[test]
    fn the_largest_come_first_and_the_small_are_added_up() {
        let crates = (1..=22_usize).map(|size| (format!("c{size:02}"), size));
        let room = |own, compiled_for| Room { own, compiled_for };
        let bytes = Bytes {
            crates: crates.collect(),
            rooms: [("a".to_owned(), room(1, 1)), ("b".to_owned(), room(0, 3))].into(),
            code: 253,
            data: 9,
        };
        let text = crates_bytes(&bytes).text();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        assert_eq!(
            lines[1].split_whitespace().collect::<Vec<_>>(),
            ["c22", "22"]
        );
        assert_eq!(
            lines[21].split_whitespace().collect::<Vec<_>>(),
            ["2", "others", "3"]
        );
        let text = rooms_bytes(&bytes).text();
        assert!(text.find("b ") < text.find("a "), "{text}");
    }

    #[test]
    fn a_resource_weighs_what_it_adds() {
        let check = |with, without, expect: &str| {
            let text = upstreams_table(with, without).text();
            assert!(text.trim_end().ends_with(expect), "{text}");
        };
        check(5_000, 1_500, " 3500");
        check(5, 8, " -3");
    }
}
