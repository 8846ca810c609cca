//! Signals that their holder can set.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::node::{self, Handle};
use super::signal::Signal;

/// A signal that its holder can set.
pub struct RwSignal<T>(Signal<T>);

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> PartialEq for RwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for RwSignal<T> {}

impl<T> Deref for RwSignal<T> {
    type Target = Signal<T>;

    fn deref(&self) -> &Signal<T> {
        &self.0
    }
}

impl<T: Default + Send + Sync + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Makes a signal with its first value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Signal(node::hold_cell(Arc::new(value)), PhantomData))
    }

    fn handle(self) -> Handle {
        self.0.0
    }

    /// Sets it.
    pub fn set(&self, value: T) {
        if !node::try_put(self.handle(), Arc::new(value)) {
            node::gone()
        }
    }

    /// As [`RwSignal::set`]; returns the value if its owner has ended.
    pub fn try_set(&self, value: T) -> Option<T> {
        if node::is_gone(self.handle()) {
            return Some(value);
        }
        node::try_put(self.handle(), Arc::new(value));
        None
    }

    /// Changes it in place.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        if self.try_update(change).is_none() {
            node::gone()
        }
    }

    /// As [`RwSignal::update`], with the result of `change`; `None` if its owner has ended.
    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.try_maybe_update(|value| (true, change(value)))
    }

    /// As [`RwSignal::try_update`], without notifying anyone.
    pub fn try_update_untracked<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.try_maybe_update(|value| (false, change(value)))
    }

    /// As [`RwSignal::try_update`], but notifies only if `change` returns true.
    pub fn try_maybe_update<U>(&self, change: impl FnOnce(&mut T) -> (bool, U)) -> Option<U> {
        let (mut change, mut made) = (Some(change), None);
        node::try_change(self.handle(), &mut |value: &mut dyn Any| {
            let value = value.downcast_mut::<T>();
            match change.take().zip(value) {
                Some((change, value)) => {
                    let (tell, out) = change(value);
                    made = Some(out);
                    tell
                }
                None => node::mistaken(),
            }
        });
        made
    }

    /// Notifies the readers without a new value.
    pub fn notify(&self) {
        node::notify(self.handle());
    }
}
