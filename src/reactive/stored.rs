//! Values that live as long as their owner and notify nobody.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::LocalStorage;
use leptos::reactive::owner::{Storage, StorageAccess, SyncStorage};

use super::node::{self, Handle, Value, typed};

/// A wrapper of a value, for any thread or for this one.
pub trait Place<T: 'static>: Storage<T> {
    /// Returns the value inside, to change it.
    fn inside(wrapped: &mut Self::Wrapped) -> &mut T;
}

impl<T: Send + Sync + 'static> Place<T> for SyncStorage {
    fn inside(wrapped: &mut T) -> &mut T {
        wrapped
    }
}

impl<T: 'static> Place<T> for LocalStorage {
    fn inside(wrapped: &mut Self::Wrapped) -> &mut T {
        wrapped
    }
}

/// A value that lives as long as its owner and notifies nobody.
pub struct StoredValue<T, S = SyncStorage>(Handle, PhantomData<fn() -> (T, S)>);

impl<T, S> Clone for StoredValue<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for StoredValue<T, S> {}

impl<T: Send + Sync + 'static> StoredValue<T> {
    /// Stores a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self::keep(value)
    }
}

impl<T: 'static> StoredValue<T, LocalStorage> {
    /// Stores a value that must not leave this thread.
    #[must_use]
    pub fn new_local(value: T) -> Self {
        Self::keep(value)
    }
}

impl<T: 'static, S: Place<T>> StoredValue<T, S> {
    fn keep(value: T) -> Self {
        Self(node::hold_cell(Arc::new(S::wrap(value))), PhantomData)
    }

    fn borrowed(value: &Value) -> &T {
        typed::<S::Wrapped>(value).as_borrowed()
    }

    /// Returns a copy.
    pub fn get_value(&self) -> T
    where
        T: Clone,
    {
        Self::borrowed(&node::peek(self.0)).clone()
    }

    /// As [`StoredValue::get_value`]; `None` if its owner has ended.
    pub fn try_get_value(&self) -> Option<T>
    where
        T: Clone,
    {
        node::try_peek(self.0).map(|value| Self::borrowed(&value).clone())
    }

    /// Returns the result of `look` on the value.
    pub fn with_value<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(Self::borrowed(&node::peek(self.0)))
    }

    /// As [`StoredValue::with_value`]; `None` if its owner has ended.
    pub fn try_with_value<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
        node::try_peek(self.0).map(|value| look(Self::borrowed(&value)))
    }

    /// Sets it.
    pub fn set_value(&self, value: T) {
        if !node::try_put(self.0, Arc::new(S::wrap(value))) {
            node::gone()
        }
    }

    /// As [`StoredValue::set_value`]; does nothing if its owner has ended.
    pub fn try_set_value(&self, value: T) {
        node::try_put(self.0, Arc::new(S::wrap(value)));
    }

    /// Changes it in place.
    pub fn update_value(&self, change: impl FnOnce(&mut T)) {
        if self.try_update_value(change).is_none() {
            node::gone()
        }
    }

    /// As [`StoredValue::update_value`], with the result of `change`; `None` if its owner has
    /// ended.
    pub fn try_update_value<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut change, mut made) = (Some(change), None);
        node::try_change(self.0, &mut |value: &mut dyn Any| {
            let value = value.downcast_mut::<S::Wrapped>();
            match change.take().zip(value) {
                Some((change, value)) => made = Some(change(S::inside(value))),
                None => node::mistaken(),
            }
            false
        });
        made
    }
}
