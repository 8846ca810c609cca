//! Named, timed steps, and what is said when one fails: which, why, what to do. Knows nothing of
//! what a step does.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Why a step could not be done, and what the reader can do about it.
#[derive(Debug)]
pub struct Failure {
    why: String,
    advice: String,
}

impl Failure {
    /// A failure with its cause and the way out.
    pub fn new(why: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            advice: advice.into(),
        }
    }

    /// The cause, for tests.
    #[cfg(test)]
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// What a piece of work ends with.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A step failed and the reader has been told.
#[derive(Debug)]
pub struct Stopped;

/// The steps of one command, in the order they ran.
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

    /// Does one step, printing its name before and its time after.
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
                eprintln!("{}", complaint(name, took, &failure));
                Err(Stopped)
            }
        }
    }

    /// The table of steps that were done, slowest visible at a glance.
    pub fn summary(&self) -> String {
        summary(&self.done, self.started.elapsed())
    }
}

fn complaint(name: &str, took: Duration, failure: &Failure) -> String {
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

/// `Duration` for a reader: `0.4 s`, `231.0 s`.
fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_step_the_cause_and_the_way_out() {
        let failure = Failure::new("exit status 1\nlast line", "read the log");
        let text = complaint("build", Duration::from_millis(1_500), &failure);
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
