//! A form's way to the review: what the review shows is read first, and the operator may turn back
//! while it is.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use crate::reactive::*;

use crate::gate::Stop;

/// Opens the review, once all that it shows was read.
pub type Open = Box<dyn FnOnce()>;

/// One form's way to the review. A value: copies speak of the same one.
#[derive(Clone, Copy)]
pub struct Preparation {
    busy: RwSignal<bool>,
    /// What kept the form from the review.
    pub stop: RwSignal<Option<Stop>>,
    /// Tells one try from the next.
    serial: StoredValue<u32>,
}

impl Preparation {
    /// Makes the way of a form.
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

    /// The form was opened or closed: a try that is under way is given up and opens nothing.
    pub fn reset(self) {
        self.serial.update_value(|serial| *serial += 1);
        self.busy.set(false);
        self.stop.set(None);
    }

    /// Goes the way once, unless a try is under way already. Nothing of `way` runs after a
    /// [`Self::reset`], or once the form is no more.
    pub fn go(self, way: impl Future<Output = Result<Open, Stop>> + 'static) {
        fn go(
            preparation: Preparation,
            mut way: Pin<Box<dyn Future<Output = Result<Open, Stop>>>>,
        ) {
            preparation.reset();
            preparation.busy.set(true);
            let serial = preparation.serial.get_value();
            spawn_local(async move {
                let arrived = poll_fn(move |context| {
                    if preparation.serial.try_get_value() == Some(serial) {
                        way.as_mut().poll(context).map(Some)
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
            go(self, Box::pin(way));
        }
    }
}

impl Default for Preparation {
    fn default() -> Self {
        Self::new()
    }
}
