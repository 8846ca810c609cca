//! Signals: values that change, for their readers.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use leptos::prelude::TextProp;
use leptos::tachys::reactive_graph::{ReactiveFunction, SharedReactiveFunction};

use super::node::{self, Computed, Handle, Node, Value, typed};
use super::writing::RwSignal;

/// A value that changes: set from outside, computed once for all readers, or computed for each
/// reader. Everything that reads it while it is drawn or computed is notified, until its owner
/// ends.
pub struct Signal<T>(pub(super) Handle, pub(super) PhantomData<fn() -> T>);

/// A signal that is computed once for all readers.
pub type Memo<T> = Signal<T>;

/// A signal that its holder can only read.
pub type ReadSignal<T> = Signal<T>;

/// A guard on the value of a signal.
pub struct Reading<T>(Value, PhantomData<T>);

impl<T: 'static> Deref for Reading<T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.0)
    }
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> PartialEq for Signal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Signal<T> {}

impl<T: Send + Sync + 'static> Signal<T> {
    fn of(node: Node) -> Self {
        Self(node::hold(node), PhantomData)
    }

    /// Makes a signal that is computed for each reader.
    #[must_use]
    pub fn derive(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self::of(Node::Derived(Box::new(move || Arc::new(compute()))))
    }

    /// Makes a signal that never changes.
    #[must_use]
    pub fn stored(value: T) -> Self {
        Self::of(Node::Fixed(Arc::new(value)))
    }

    /// Makes a signal that is computed once for all readers, from the previous value; readers are
    /// notified if the value differs.
    #[must_use]
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::computed(compute, |before, now| typed::<T>(before) != typed::<T>(now))
    }

    /// As [`Signal::new`], but readers are notified after each computation.
    #[must_use]
    pub fn new_always(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        Self::computed(compute, |_, _| true)
    }

    fn computed(
        compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
        differs: fn(&Value, &Value) -> bool,
    ) -> Self {
        let compute = move |before: Option<&Value>| Computed {
            value: Arc::new(compute(before.map(typed))),
            differs,
        };
        Self(node::hold_memo(Box::new(compute)), PhantomData)
    }
}

impl<T: 'static> Signal<T> {
    /// Returns a copy.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        typed::<T>(&node::read(self.0)).clone()
    }

    /// Returns a copy without subscribing.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        typed::<T>(&node::peek(self.0)).clone()
    }

    /// As [`Signal::get`]; `None` if its owner has ended.
    pub fn try_get(&self) -> Option<T>
    where
        T: Clone,
    {
        node::try_read(self.0).map(|value| typed::<T>(&value).clone())
    }

    /// As [`Signal::get_untracked`]; `None` if its owner has ended.
    pub fn try_get_untracked(&self) -> Option<T>
    where
        T: Clone,
    {
        node::try_peek(self.0).map(|value| typed::<T>(&value).clone())
    }

    /// Returns the result of `look` on the value.
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(typed(&node::read(self.0)))
    }

    /// As [`Signal::with`], without subscribing.
    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(typed(&node::peek(self.0)))
    }

    /// As [`Signal::with`]; `None` if its owner has ended.
    pub fn try_with<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
        node::try_read(self.0).map(|value| look(typed(&value)))
    }

    /// As [`Signal::with_untracked`]; `None` if its owner has ended.
    pub fn try_with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
        node::try_peek(self.0).map(|value| look(typed(&value)))
    }

    /// Returns the value itself.
    #[must_use]
    pub fn read(&self) -> Reading<T> {
        Reading(node::read(self.0), PhantomData)
    }

    /// As [`Signal::read`], without subscribing.
    #[must_use]
    pub fn read_untracked(&self) -> Reading<T> {
        Reading(node::peek(self.0), PhantomData)
    }

    /// Subscribes the current reader.
    pub fn track(&self) {
        node::track(self.0);
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        *signal
    }
}

impl<F: Fn() -> T + Send + Sync + 'static, T: Send + Sync + 'static> From<F> for Signal<T> {
    fn from(compute: F) -> Self {
        Self::derive(compute)
    }
}

impl From<bool> for Signal<bool> {
    fn from(value: bool) -> Self {
        Self::stored(value)
    }
}

impl From<String> for Signal<String> {
    fn from(value: String) -> Self {
        Self::stored(value)
    }
}

impl<T: Send + Sync + 'static> From<Vec<T>> for Signal<Vec<T>> {
    fn from(value: Vec<T>) -> Self {
        Self::stored(value)
    }
}

impl<T: Send + Sync + 'static> From<Arc<T>> for Signal<Arc<T>> {
    fn from(value: Arc<T>) -> Self {
        Self::stored(value)
    }
}

/// Converts a signal for the elements that show it.
fn shown<T: Clone + Send + Sync + 'static>(signal: Signal<T>) -> SharedReactiveFunction<T> {
    Arc::new(Mutex::new(move || signal.get()))
}

impl<T: Clone + Send + Sync + 'static> ReactiveFunction for Signal<T> {
    type Output = T;

    fn invoke(&mut self) -> T {
        self.get()
    }

    fn into_shared(self) -> SharedReactiveFunction<T> {
        shown(self)
    }
}

impl<T: Clone + Send + Sync + 'static> ReactiveFunction for RwSignal<T> {
    type Output = T;

    fn invoke(&mut self) -> T {
        self.get()
    }

    fn into_shared(self) -> SharedReactiveFunction<T> {
        shown(*self)
    }
}

impl From<Signal<String>> for TextProp {
    fn from(signal: Signal<String>) -> Self {
        (move || signal.get()).into()
    }
}

impl From<Signal<&'static str>> for TextProp {
    fn from(signal: Signal<&'static str>) -> Self {
        (move || signal.get()).into()
    }
}
