//! Faults on request: which kinds there are, and which of them hold for a request.
//!
//! A fault comes from one of three places: the header `X-Sandbox-Fault`, a marker in the name of a
//! key, a pool or an upstream such as `CI [fault:drop-after]`, and the switches at `/sandbox/`.

pub(crate) mod alteration;
mod camel_case;
mod canaries;
pub(crate) mod connection;
mod iso;
mod kind;
pub(crate) mod login_style;
pub(crate) mod marker;
pub(crate) mod replacement;
pub(crate) mod switch;
pub(crate) mod target;
mod words;

pub(crate) use kind::Kind;

use std::time::Duration;

/// The default of `latency`, in milliseconds.
const DEFAULT_MS: u64 = 2000;
/// The default of `rate-limited`, in seconds.
const DEFAULT_RETRY_AFTER: u64 = 2;
/// The longest latency, in milliseconds: ten minutes.
const MAX_MS: u64 = 600_000;

/// A fault with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    pub(crate) ms: u64,
    /// Seconds, for `rate-limited`.
    pub(crate) retry_after: u64,
}

impl Fault {
    /// A fault with its default parameters.
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            ms: DEFAULT_MS,
            retry_after: DEFAULT_RETRY_AFTER,
        }
    }

    /// Sets the duration in milliseconds, ten minutes at most.
    pub(crate) fn lasting(self, ms: u64) -> Self {
        Self {
            ms: ms.min(MAX_MS),
            ..self
        }
    }

    /// Reads one fault such as `drop-after`, `latency=800` (milliseconds) or `rate-limited=5`
    /// (seconds).
    fn read(word: &str) -> Option<Self> {
        let (word, measure) = match word.split_once('=') {
            Some((word, measure)) => (word, Some(measure.trim().parse::<u64>().ok()?)),
            None => (word, None),
        };
        let fault = Self::new(Kind::from_word(word.trim())?);
        match (fault.kind, measure) {
            (_, None) => Some(fault),
            (Kind::Latency | Kind::LatencyAfter | Kind::DropLate, Some(ms)) => {
                Some(fault.lasting(ms))
            }
            (Kind::RateLimited, Some(seconds)) => Some(Self {
                retry_after: seconds,
                ..fault
            }),
            (_, Some(_)) => None,
        }
    }
}

/// The faults that hold for one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Reads a list such as `drop-after, latency=800`; the error is the unknown word.
    pub(crate) fn read(list: &str) -> Result<Self, String> {
        list.split(',')
            .map(|word| Fault::read(word.trim()).ok_or_else(|| word.trim().to_owned()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Adds the faults of another source.
    pub(crate) fn add(&mut self, more: impl IntoIterator<Item = Fault>) {
        self.0.extend(more);
    }

    /// Whether a fault of this kind is among them.
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.0.iter().any(|fault| fault.kind == kind)
    }

    /// How long to wait for faults of this kind, the longest of them.
    pub(crate) fn wait(&self, kind: Kind) -> Option<Duration> {
        self.iter()
            .filter(|fault| fault.kind == kind)
            .map(|fault| Duration::from_millis(fault.ms))
            .max()
    }

    /// The faults, in the order in which they were found.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Faults, Kind};

    fn check(list: &str, expect: Result<&[(Kind, u64, u64)], &str>) {
        let read = Faults::read(list);
        let read = read.map(|faults| {
            faults
                .iter()
                .map(|fault| (fault.kind, fault.ms, fault.retry_after))
                .collect::<Vec<_>>()
        });
        assert_eq!(
            read,
            expect.map(<[_]>::to_vec).map_err(str::to_owned),
            "{list:?}"
        );
    }

    #[test]
    fn lists() {
        check("drop-after", Ok(&[(Kind::DropAfter, 2000, 2)]));
        check(
            " latency=800 , no-effect",
            Ok(&[(Kind::Latency, 800, 2), (Kind::NoEffect, 2000, 2)]),
        );
        check("rate-limited=5", Ok(&[(Kind::RateLimited, 2000, 5)]));
        check("latency=99999999", Ok(&[(Kind::Latency, 600_000, 2)]));
        check("drop-after=1", Err("drop-after=1"));
        check("latency=soon", Err("latency=soon"));
        check("explode", Err("explode"));
        check("", Err(""));
    }
}
