//! How long actions, resources and the whole client may be, and whether they are.

use super::tree::{File, Kind};

/// Lines of the whole of `src`, tests included: what it is, so that nothing is added unseen. The aim is
/// 24 000. Tests in `src` are 9 200 of it, the screens and the parts they are made of 12 000, the
/// dialect 4 400; the rest is the engine.
const SRC: usize = 44_700;

/// What the files of a kind must keep, tests apart.
pub struct Bar {
    /// Whose files.
    pub kind: Kind,
    /// What they are called.
    pub name: &'static str,
    /// The median at most.
    pub median: usize,
    /// None is longer.
    pub longest: usize,
}

/// The bars of the catalogue.
pub const BARS: [Bar; 2] = [
    Bar {
        kind: Kind::Action,
        name: "action files",
        median: 80,
        longest: 200,
    },
    Bar {
        kind: Kind::Resource,
        name: "resource files",
        median: 200,
        longest: 300,
    },
];

/// What is measured against a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What was measured.
    pub what: String,
    /// The figure.
    pub figure: usize,
    /// The most that it may be.
    pub most: usize,
}

impl Measured {
    /// Returns whether it keeps the bar.
    pub fn holds(&self) -> bool {
        self.figure <= self.most
    }
}

/// Measures these files against every bar.
pub fn measure(files: &[File]) -> Vec<Measured> {
    let mut measured = Vec::new();
    for bar in &BARS {
        let of_kind: Vec<&File> = files.iter().filter(|file| file.kind == bar.kind).collect();
        let longest = of_kind.iter().max_by_key(|file| file.lines.product);
        let path = longest.map_or(String::new(), |file| format!(" ({})", file.path));
        measured.push(Measured {
            what: format!("{} {}, median", of_kind.len(), bar.name),
            figure: median(of_kind.iter().map(|file| file.lines.product).collect()),
            most: bar.median,
        });
        measured.push(Measured {
            what: format!("longest of {}{path}", bar.name),
            figure: longest.map_or(0, |file| file.lines.product),
            most: bar.longest,
        });
    }
    measured.push(Measured {
        what: "src in all, tests included".to_owned(),
        figure: files.iter().map(|file| file.lines.all()).sum(),
        most: SRC,
    });
    measured
}

/// The middle figure; between two, the half rounded up.
fn median(mut figures: Vec<usize>) -> usize {
    figures.sort_unstable();
    let count = figures.len();
    match count {
        0 => 0,
        _ => (figures[(count - 1) / 2] + figures[count / 2]).div_ceil(2),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::Lines;
    use super::*;

    #[test]
    fn medians() {
        let check = |figures: &[usize], expect| assert_eq!(median(figures.into()), expect);
        check(&[], 0);
        check(&[7], 7);
        check(&[9, 1], 5);
        check(&[9, 2], 6);
        check(&[100, 1, 3], 3);
    }

    #[test]
    fn a_bar_is_kept_to_the_line() {
        let file = |kind, product| File {
            path: "dialects/a/b.rs".to_owned(),
            kind,
            lines: Lines {
                product,
                tests: 500,
            },
        };
        let check = |kind, lines: &[usize], expect: &[&str]| {
            let files: Vec<File> = lines.iter().map(|&lines| file(kind, lines)).collect();
            let broken = measure(&files)
                .into_iter()
                .filter(|measured| !measured.holds());
            assert_eq!(
                broken.map(|measured| measured.what).collect::<Vec<_>>(),
                expect
            );
        };
        check(Kind::Action, &[], &[]);
        check(Kind::Action, &[200, 80, 1], &[]);
        check(Kind::Action, &[200, 81, 1], &["3 action files, median"]);
        check(
            Kind::Action,
            &[201, 80, 1],
            &["longest of action files (dialects/a/b.rs)"],
        );
        check(Kind::Resource, &[300, 200, 1], &[]);
        check(
            Kind::Resource,
            &[301, 200, 1],
            &["longest of resource files (dialects/a/b.rs)"],
        );
        check(Kind::Other, &[SRC - 500], &[]);
        check(Kind::Other, &[SRC - 499], &["src in all, tests included"]);
    }
}
