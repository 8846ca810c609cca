//! Limits on the lines of actions, resources and the whole client, and their measurement.

use super::tree::{File, Kind};

/// The limit of `src`, tests included: its present size, so that additions are noticed. The aim is
/// 24 000. Of it, 15 900 are tests, 17 600 the screens and their parts, 8 300 OneKeyLLM, 14 700 one-api,
/// 4 800 the login flows, 2 000 ratios, 2 000 the versions of documents, each with its tests; the rest is the
/// engine.
const SRC: usize = 94_000;

/// Limits for the files of a kind, without their tests.
pub struct Limit {
    pub kind: Kind,
    /// The name of the kind.
    pub name: &'static str,
    /// The limit of the median.
    pub median: usize,
    /// The limit of the longest file.
    pub longest: usize,
}

/// The limits of the catalogue's files.
pub const LIMITS: [Limit; 2] = [
    Limit {
        kind: Kind::Action,
        name: "action files",
        median: 80,
        longest: 200,
    },
    Limit {
        kind: Kind::Resource,
        name: "resource files",
        median: 200,
        longest: 300,
    },
];

/// A figure with its limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    pub what: String,
    pub figure: usize,
    /// The limit.
    pub limit: usize,
}

impl Measured {
    /// Whether the figure is within its limit.
    pub fn holds(&self) -> bool {
        self.figure <= self.limit
    }
}

/// Measures these files against every limit.
pub fn measure(files: &[File]) -> Vec<Measured> {
    let mut measured = Vec::new();
    for limit in &LIMITS {
        let of_kind: Vec<&File> = files
            .iter()
            .filter(|file| file.kind == limit.kind)
            .collect();
        let longest = of_kind.iter().max_by_key(|file| file.lines.product);
        let path = longest.map_or(String::new(), |file| format!(" ({})", file.path));
        measured.push(Measured {
            what: format!("{} {}, median", of_kind.len(), limit.name),
            figure: median(of_kind.iter().map(|file| file.lines.product).collect()),
            limit: limit.median,
        });
        measured.push(Measured {
            what: format!("longest of {}{path}", limit.name),
            figure: longest.map_or(0, |file| file.lines.product),
            limit: limit.longest,
        });
    }
    measured.push(Measured {
        what: "src in all, tests included".to_owned(),
        figure: files.iter().map(|file| file.lines.all()).sum(),
        limit: SRC,
    });
    measured
}

/// The middle figure; between two, their mean rounded up.
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
    fn a_limit_is_exact_to_the_line() {
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
