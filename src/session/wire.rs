//! The way to one gateway with one key: what the gate's plans and all reads travel through.
//! Reads are tried again; a write goes out once. After a 429 everything waits together.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::api::call::{Lost, Reply, Request};
use crate::api::retry::{self, Next};
use crate::api::secret::Secret;
use crate::browser::fetch::{self, Secrets, Stop};
use crate::browser::random;
use crate::device::Clock;
use crate::domain::time::UnixMillis;
use crate::gate::perform::Transport;

/// An address and the key for it.
#[derive(Clone)]
pub(super) struct Wire {
    address: Rc<str>,
    key: Option<Rc<Secret>>,
    pause: RwSignal<Option<UnixMillis>>,
    clock: Arc<dyn Clock>,
    stop: Stop,
    reading: Stop,
    attempts: u32,
}

impl Wire {
    /// A way to `address` that carries `key`.
    pub(super) fn new(
        address: &str,
        key: Option<Secret>,
        pause: RwSignal<Option<UnixMillis>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let key = key.map(Rc::new);
        Self {
            address: address.into(),
            key,
            pause,
            clock,
            stop: Stop::new(),
            reading: Stop::new(),
            attempts: retry::MOST_ATTEMPTS,
        }
    }

    /// The same way with two handles: one ends the waiting for a write's answer, the other that for
    /// reading back. Reading back has pauses of its own, so nothing is tried again underneath.
    pub(super) fn stoppable(&self) -> (Self, [Stop; 2]) {
        let (stop, reading) = (Stop::new(), Stop::new());
        let stops = [stop.clone(), reading.clone()];
        (
            Self {
                stop,
                reading,
                attempts: 1,
                ..self.clone()
            },
            stops,
        )
    }

    /// The same way for questions whose failure is itself an answer: nothing is tried again.
    pub(super) fn impatient(&self) -> Self {
        Self {
            attempts: 1,
            ..self.clone()
        }
    }

    /// Whether both are the way of the same connection.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.key, &other.key) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// Waits out the shared pause after a 429.
    async fn wait_for_pause(&self) {
        while let Some(until) = self
            .pause
            .get_untracked()
            .filter(|_| !self.stop.is_stopped())
        {
            let left = until.0 - self.clock.now().0;
            if left <= 0 {
                self.pause.set(None);
                return;
            }
            self.clock
                .sleep(u32::try_from(left.min(500)).unwrap_or(500))
                .await;
        }
    }

    /// An answer that quotes the key is shown and journalled without it.
    fn without_key(&self, mut reply: Reply) -> Reply {
        if let Some(key) = &self.key
            && reply.body.contains(key.expose())
        {
            reply.body = reply.body.replace(key.expose(), "‹hidden›");
        }
        reply
    }

    async fn send(&self, request: &Request) -> Result<Reply, Lost> {
        self.wait_for_pause().await;
        let secrets = Secrets {
            admin_key: self.key.as_deref(),
            holes: &[],
        };
        let outcome = fetch::send(&self.address, request, secrets, &self.stop).await;
        let outcome = outcome.map(|reply| self.without_key(reply));
        if let Some(seconds) = retry::limit_seconds(&outcome) {
            let until = UnixMillis(self.clock.now().0 + i64::from(seconds) * 1000);
            self.pause
                .update(|pause| *pause = (*pause).max(Some(until)));
        }
        outcome
    }
}

impl Transport for Wire {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        // Its own handle: a write that was given up must not stop the reading back that follows it.
        let reading = Self {
            stop: self.reading.clone(),
            ..self.clone()
        };
        let mut attempt = 1;
        loop {
            let outcome = reading.send(request).await;
            let next = if attempt < self.attempts {
                retry::after(attempt, &outcome, jitter())
            } else {
                Next::Done
            };
            match next {
                Next::Done => return outcome,
                Next::After(millis) => self.clock.sleep(millis).await,
            }
            attempt += 1;
        }
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        self.send(request).await
    }

    async fn pause(&self, millis: u32) {
        self.clock.sleep(millis).await;
    }
}

/// A random byte, so that tabs which failed together do not try again together.
fn jitter() -> u8 {
    random::id()
        .and_then(|id| u8::from_str_radix(id.get(..2)?, 16).ok())
        .unwrap_or(128)
}
