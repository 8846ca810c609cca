//! Parses the command line. Pure.

use crate::bench::Options;
use crate::catalogue::Mode;

/// The description of the commands.
pub const USAGE: &str = "\
Headgate's commands

  cargo xtask run [--port N] [--dialect D | --gateway URL | --gateway NAME=URL ...]
      Builds the release app and serves it. Without --gateway: in front of a sandbox gateway with
      sample data, with keys made for this run. It speaks OneKeyLLM, or with --dialect f2, f1 or u
      a version of one-api. With --gateway: in front of a real gateway, through
      a server on this machine that passes /v1/ and /api/ on (or /g/NAME/ for a named one; repeat
      the option for several).
  cargo xtask dev [--port N]
      Serves a development build that reloads when a file changes, against a sandbox.
  cargo xtask check
      Runs the checks that need no browser: format, lints of both halves, tests and laws
      on the host, and whether docs/catalogue.md is current.
  cargo xtask test
      Runs everything that continuous integration runs.
  cargo xtask weigh [--full]
      Counts lines of actions, resources and rooms against their limits, and shows the bytes of dist/.
      --full builds the app three times: it weighs the module by crate and room and without the
      upstreams, and writes docs/figures.md.
  cargo xtask catalogue [--check]
      Writes docs/catalogue.md from the catalogue of resources and actions; --check fails when the
      page is stale.
  cargo xtask bench [--short] [--runs N]
      Measures the release app against a hand-written page with the same list, prints the ratios
      and writes them below target/bench/. --short only shows that the bench works; N is the number
      of visits. docs/benchmarks.md explains the figures.
  cargo xtask dist [--base /headgate/]
      Packs the app into dist/ for static hosting below that path (default: /).
  cargo xtask help

The port is 8080 unless given. Missing tools are installed: the WebAssembly target of Rust, and
pinned tools, kept in one folder for every clone ($HEADGATE_CACHE, else ~/.cache/headgate).
";

/// The dialects that the sandbox speaks.
const DIALECTS: &[&str] = &["onekeyllm", "f2", "f1", "u"];

/// The default port of `run` and `dev`.
const PORT: u16 = 8080;

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve the release app, in front of a sandbox or of these gateways.
    Run {
        port: u16,
        /// The dialect of the sandbox, if not its usual one.
        dialect: Option<String>,
        /// Each as `URL` or `NAME=URL`.
        gateways: Vec<String>,
    },
    /// Serve a development build that reloads.
    Dev { port: u16 },
    /// Run the checks that need no browser.
    Check,
    /// Run every check.
    Test,
    /// Count lines and bytes.
    Weigh {
        /// Whether to build the app and write the page of figures.
        full: bool,
    },
    /// Write or check the page of the catalogue.
    Catalogue(Mode),
    /// Measure the app.
    Bench(Options),
    /// Pack the app.
    Dist {
        /// The path of the app, with a slash at both ends.
        base: String,
    },
    /// Print the description of the commands.
    Help,
}

/// Parses the words after `cargo xtask`. The error message is shown to the reader.
pub fn parse(words: &[String]) -> Result<Command, String> {
    let Some((first, rest)) = words.split_first() else {
        return Err("which command?".to_owned());
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Command::Help);
    }
    match first.as_str() {
        "run" => run(rest),
        "dev" => dev(rest),
        "test" => nothing_more(rest, Command::Test),
        "check" => nothing_more(rest, Command::Check),
        "weigh" => Ok(Command::Weigh {
            full: flag(rest, "--full")?,
        }),
        "catalogue" => Ok(Command::Catalogue(match flag(rest, "--check")? {
            true => Mode::Check,
            false => Mode::Write,
        })),
        "bench" => bench(rest),
        "dist" => dist(rest),
        "help" | "--help" | "-h" => Ok(Command::Help),
        other => Err(format!("there is no command {other:?}")),
    }
}

fn run(words: &[String]) -> Result<Command, String> {
    let mut port = PORT;
    let (mut gateways, mut dialect) = (Vec::new(), None);
    for (option, value) in options(words)? {
        match option {
            "--port" => port = number(value)?,
            "--dialect" => dialect = Some(one_of(DIALECTS, value)?),
            "--gateway" => gateways.push(value.to_owned()),
            other => return Err(unknown(other)),
        }
    }
    if dialect.is_some() && !gateways.is_empty() {
        return Err("--dialect is for the sandbox, which --gateway replaces".to_owned());
    }
    Ok(Command::Run {
        port,
        dialect,
        gateways,
    })
}

/// Returns the value if it is among the known ones.
fn one_of(known: &[&str], value: &str) -> Result<String, String> {
    match known.contains(&value) {
        true => Ok(value.to_owned()),
        false => Err(format!("{value:?} is none of {}", known.join(", "))),
    }
}

fn dev(words: &[String]) -> Result<Command, String> {
    let mut port = PORT;
    for (option, value) in options(words)? {
        match option {
            "--port" => port = number(value)?,
            other => return Err(unknown(other)),
        }
    }
    Ok(Command::Dev { port })
}

fn bench(words: &[String]) -> Result<Command, String> {
    // The only option without a value.
    let (short, rest): (Vec<String>, Vec<String>) =
        words.iter().cloned().partition(|word| word == "--short");
    let mut bench = Options {
        short: !short.is_empty(),
        runs: None,
    };
    for (option, value) in options(&rest)? {
        match option {
            "--runs" => bench.runs = Some(runs(value)?),
            other => return Err(unknown(other)),
        }
    }
    Ok(Command::Bench(bench))
}

fn dist(words: &[String]) -> Result<Command, String> {
    let mut base = "/".to_owned();
    for (option, value) in options(words)? {
        match option {
            "--base" => base = path(value)?,
            other => return Err(unknown(other)),
        }
    }
    Ok(Command::Dist { base })
}

fn nothing_more(words: &[String], command: Command) -> Result<Command, String> {
    match words.first() {
        None => Ok(command),
        Some(word) => Err(unknown(word)),
    }
}

/// Whether the only allowed word is present.
fn flag(words: &[String], name: &str) -> Result<bool, String> {
    match words.iter().find(|word| *word != name) {
        Some(word) => Err(unknown(word)),
        None => Ok(!words.is_empty()),
    }
}

/// Splits options into names and values, from `--name value` or `--name=value`.
fn options(words: &[String]) -> Result<Vec<(&str, &str)>, String> {
    let mut pairs = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if !word.starts_with("--") {
            return Err(unknown(word));
        }
        let pair = match word.split_once('=') {
            Some(pair) => pair,
            None => (
                word.as_str(),
                words
                    .next()
                    .ok_or_else(|| format!("{word} needs a value"))?
                    .as_str(),
            ),
        };
        pairs.push(pair);
    }
    Ok(pairs)
}

fn number(value: &str) -> Result<u16, String> {
    match value.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!(
            "{value:?} is not a port: give a number from 1 to 65535"
        )),
    }
}

fn runs(value: &str) -> Result<u16, String> {
    match value.parse() {
        Ok(runs) if runs > 0 => Ok(runs),
        _ => Err(format!("{value:?} is no number of runs: give 1 or more")),
    }
}

/// Parses a path that can be used in `<base href="…">`.
fn path(value: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
    let whole = value.starts_with('/') && value.ends_with('/') && !value.contains("//");
    if whole && value.chars().all(plain) {
        return Ok(value.to_owned());
    }
    Err(format!(
        "{value:?} is not a base: give a path with a slash at both ends, such as /headgate/"
    ))
}

fn unknown(word: &str) -> String {
    format!("{word:?} is not understood here")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        let words: Vec<String> = line.split_ascii_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn commands_are_read() {
        let check = |line: &str, expect: Command| assert_eq!(read(line), Ok(expect), "{line:?}");
        let run = |port, gateways: &[&str]| Command::Run {
            dialect: None,
            port,
            gateways: gateways.iter().map(|text| (*text).to_owned()).collect(),
        };
        check("run", run(8080, &[]));
        check("run --port 9000", run(9000, &[]));
        check(
            "run --dialect f2",
            Command::Run {
                port: 8080,
                dialect: Some("f2".to_owned()),
                gateways: Vec::new(),
            },
        );
        check("run --gateway http://one", run(8080, &["http://one"]));
        check(
            "run --gateway a=http://one --gateway=b=http://two",
            run(8080, &["a=http://one", "b=http://two"]),
        );
        check("dev --port=1", Command::Dev { port: 1 });
        check("test", Command::Test);
        check("check", Command::Check);
        check("weigh", Command::Weigh { full: false });
        check("weigh --full", Command::Weigh { full: true });
        check("catalogue", Command::Catalogue(Mode::Write));
        check("catalogue --check", Command::Catalogue(Mode::Check));
        let bench = |short, runs| Command::Bench(Options { short, runs });
        check("bench", bench(false, None));
        check("bench --runs 3 --short", bench(true, Some(3)));
        check(
            "dist",
            Command::Dist {
                base: "/".to_owned(),
            },
        );
        check(
            "dist --base /headgate/",
            Command::Dist {
                base: "/headgate/".to_owned(),
            },
        );
        check("help", Command::Help);
        check("--help", Command::Help);
        check("run --help", Command::Help);
    }

    #[test]
    fn invalid_words_are_named() {
        let check = |line: &str, expect: &str| {
            let error = read(line).expect_err(line);
            assert!(error.contains(expect), "{line:?}: {error}");
        };
        check("", "which command");
        check("serve", "serve");
        check("run fast", "fast");
        check("run --prot 1", "--prot");
        check("run --port", "needs a value");
        check("run --port 0", "\"0\" is not a port");
        check("run --dialect f3", "\"f3\" is none of");
        check("run --dialect u --gateway http://one", "--gateway replaces");
        check("run --port 65536", "65536");
        check("dev --gateway http://one", "--gateway");
        check("test --fast", "--fast");
        check("weigh --check", "--check");
        check("catalogue --check fast", "fast");
        check("bench --runs --short", "needs a value");
        check("bench --runs 0", "number of runs");
        check("bench short", "short");
        check("dist --base headgate", "slash at both ends");
        check("dist --base //evil.example/", "slash at both ends");
        check("dist --base /\"/", "slash at both ends");
    }
}
