//! Prepares a review: its data is read first, and the operator can cancel while that happens.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use crate::reactive::*;

use crate::gate::Stop;

/// Opens the review, once its data has been read.
pub type Open = Box<dyn FnOnce()>;

/// The preparation of one form's review. Copies refer to the same one.
#[derive(Clone, Copy)]
pub struct Preparation {
    busy: RwSignal<bool>,
    /// Why the review could not be opened.
    pub stop: RwSignal<Option<Stop>>,
    /// Distinguishes attempts.
    serial: StoredValue<u32>,
}

impl Preparation {
    /// Makes the preparation for a form.
    #[must_use]
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            stop: RwSignal::new(None),
            serial: StoredValue::new(0),
        }
    }

    /// Returns whether something is being read.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Cancels the current attempt, because the form was opened or closed.
    pub fn reset(self) {
        self.serial.update_value(|serial| *serial += 1);
        self.busy.set(false);
        self.stop.set(None);
    }

    /// Runs one attempt, unless one is running. `prepare` does not continue after a [`Self::reset`], or
    /// once the form is closed.
    pub fn go(self, prepare: impl Future<Output = Result<Open, Stop>> + 'static) {
        fn go(
            preparation: Preparation,
            mut prepare: Pin<Box<dyn Future<Output = Result<Open, Stop>>>>,
        ) {
            preparation.reset();
            preparation.busy.set(true);
            let serial = preparation.serial.get_value();
            spawn_local(async move {
                let arrived = poll_fn(move |context| {
                    if preparation.serial.try_get_value() == Some(serial) {
                        prepare.as_mut().poll(context).map(Some)
                    } else {
                        Poll::Ready(None)
                    }
                });
                let Some(arrived) = arrived.await else { return };
                preparation.busy.set(false);
                match arrived {
                    Ok(open) => open(),
                    Err(stop) => preparation.stop.set(Some(stop)),
                }
            });
        }
        if !self.busy.get_untracked() {
            go(self, Box::pin(prepare));
        }
    }
}

impl Default for Preparation {
    fn default() -> Self {
        Self::new()
    }
}
