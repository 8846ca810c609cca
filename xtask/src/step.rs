//! Named and timed steps, and the report of a failed one: its name, the reason and advice.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Why a step failed, and what the reader can do about it.
#[derive(Debug)]
pub struct Failure {
    why: String,
    advice: String,
}

impl Failure {
    /// Creates a failure from its reason and advice.
    pub fn new(why: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            advice: advice.into(),
        }
    }

    /// The reason, for tests.
    #[cfg(test)]
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// The result of a piece of work.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A step failed, and the failure was printed.
#[derive(Debug)]
pub struct Stopped;

/// The steps of one command, in the order in which they ran.
pub struct Steps {
    started: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Starts the clock.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs one step, printing its name before and its time after.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Result<T, Stopped> {
        println!("==> {name}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        match outcome {
            Ok(value) => {
                println!("    done: {name}, {}", seconds(took));
                self.done.push((name.to_owned(), took));
                Ok(value)
            }
            Err(failure) => {
                eprintln!("{}", report(name, took, &failure));
                Err(Stopped)
            }
        }
    }

    /// Formats a table of the completed steps with their times.
    pub fn summary(&self) -> String {
        summary(&self.done, self.started.elapsed())
    }
}

fn report(name: &str, took: Duration, failure: &Failure) -> String {
    format!(
        "\nFAILED: {name}, after {}\n\n  why: {}\n\n  do:  {}\n",
        seconds(took),
        failure.why.replace('\n', "\n       "),
        failure.advice.replace('\n', "\n       "),
    )
}

fn summary(done: &[(String, Duration)], total: Duration) -> String {
    let width = done
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut text = String::new();
    for (name, took) in done {
        let _ = writeln!(text, "  {name:width$}  {:>9}", seconds(*took));
    }
    let _ = write!(text, "  {:width$}  {:>9}", "total", seconds(total));
    text
}

/// Formats a duration: `0.4 s`, `231.0 s`.
fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_step_the_reason_and_advice() {
        let failure = Failure::new("exit status 1\nlast line", "read the log");
        let text = report("build", Duration::from_millis(1_500), &failure);
        for part in [
            "FAILED: build, after 1.5 s",
            "why: exit status 1",
            "last line",
            "do:  read the log",
        ] {
            assert!(text.contains(part), "{part:?} is missing from {text}");
        }
    }

    #[test]
    fn the_summary_lines_up_and_ends_with_the_total() {
        let done = [
            ("a".to_owned(), Duration::from_secs(1)),
            ("longer".to_owned(), Duration::from_secs(20)),
        ];
        assert_eq!(
            summary(&done, Duration::from_secs(21)),
            "  a           1.0 s\n  longer     20.0 s\n  total      21.0 s",
        );
    }

    #[test]
    fn a_failed_step_is_not_counted_as_done() {
        let mut steps = Steps::new();
        assert!(
            steps
                .run("breaks", || Outcome::<()>::Err(Failure::new("x", "y")))
                .is_err()
        );
        assert!(steps.run("works", || Ok(7)).is_ok_and(|value| value == 7));
        assert!(!steps.summary().contains("breaks"));
        assert!(steps.summary().contains("works"));
    }
}
