//! The single kind of node behind every signal: its value and its subscribers, without the type.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::{ArcMemo, GetUntracked, IsDisposed, Notify, Track, untrack};
use leptos::reactive::owner::ArenaItem;
use leptos::reactive::signal::ArcTrigger;

/// A value of any type. Readers share it, so that it may be replaced while they hold it.
pub type Value = Arc<dyn Any + Send + Sync>;

/// The value of a memo, and how it is compared with the previous one.
#[derive(Clone)]
pub struct Computed {
    /// The value.
    pub value: Value,
    /// Returns whether two values differ.
    pub differs: fn(&Value, &Value) -> bool,
}

/// Computes a memo's value from the previous one.
pub type Compute = Box<dyn Fn(Option<&Value>) -> Computed + Send + Sync>;

/// A settable value with its subscribers.
pub struct Cell {
    value: Mutex<Value>,
    readers: ArcTrigger,
}

/// A node with a value.
pub enum Node {
    /// It is set from outside.
    Cell(Cell),
    /// It is computed once for all readers.
    Memo(ArcMemo<Computed>),
    /// It is computed for each reader.
    Derived(Box<dyn Fn() -> Value + Send + Sync>),
    /// It never changes.
    Fixed(Value),
}

/// A handle on a node, which lives as long as the owner under which it was created.
pub type Handle = ArenaItem<Arc<Node>>;

/// Makes a node.
pub fn hold(node: Node) -> Handle {
    ArenaItem::new(Arc::new(node))
}

/// Makes a settable node.
pub fn hold_cell(value: Value) -> Handle {
    hold(Node::Cell(Cell {
        value: Mutex::new(value),
        readers: ArcTrigger::new(),
    }))
}

/// Makes a node that is computed once for all readers.
pub fn hold_memo(compute: Compute) -> Handle {
    hold(Node::Memo(ArcMemo::new_with_compare(
        move |before: Option<&Computed>| compute(before.map(|before| &before.value)),
        |before, now| match (before, now) {
            (Some(before), Some(now)) => (now.differs)(&before.value, &now.value),
            _ => true,
        },
    )))
}

/// Returns the current value and subscribes the current reader. `None` if the owner has ended.
pub fn try_read(handle: Handle) -> Option<Value> {
    let node = handle.try_get_value()?;
    Some(match &*node {
        Node::Cell(cell) => {
            cell.readers.track();
            cell.now()
        }
        Node::Memo(memo) => {
            memo.track();
            memo.get_untracked().value
        }
        Node::Derived(compute) => compute(),
        Node::Fixed(value) => Arc::clone(value),
    })
}

/// Returns the current value without subscribing. `None` if the owner has ended.
pub fn try_peek(handle: Handle) -> Option<Value> {
    let node = handle.try_get_value()?;
    Some(match &*node {
        Node::Cell(cell) => cell.now(),
        Node::Memo(memo) => memo.get_untracked().value,
        Node::Derived(compute) => untrack(compute),
        Node::Fixed(value) => Arc::clone(value),
    })
}

/// As [`try_read`], if the owner is known to live.
pub fn read(handle: Handle) -> Value {
    try_read(handle).unwrap_or_else(|| gone())
}

/// As [`try_peek`], if the owner is known to live.
pub fn peek(handle: Handle) -> Value {
    try_peek(handle).unwrap_or_else(|| gone())
}

/// Subscribes the current reader.
pub fn track(handle: Handle) {
    let Some(node) = handle.try_get_value() else {
        gone()
    };
    match &*node {
        Node::Cell(cell) => cell.readers.track(),
        Node::Memo(memo) => memo.track(),
        Node::Derived(compute) => drop(compute()),
        Node::Fixed(_) => {}
    }
}

/// Sets the value of a cell. Returns whether its owner lives.
pub fn try_put(handle: Handle, value: Value) -> bool {
    with_cell(handle, &mut |cell| {
        // The old value is dropped after the lock is released: dropping it may run any code.
        let before = std::mem::replace(&mut *cell.lock(), Arc::clone(&value));
        drop(before);
        cell.readers.notify();
    })
}

/// Changes the value of a cell in place, and notifies the subscribers if `change` returns true.
/// Returns whether its owner lives.
pub fn try_change(handle: Handle, change: &mut dyn FnMut(&mut dyn Any) -> bool) -> bool {
    with_cell(handle, &mut |cell| {
        let tell = match Arc::get_mut(&mut *cell.lock()) {
            Some(value) => change(value),
            None => panic!("a signal is changed while it is read"),
        };
        if tell {
            cell.readers.notify();
        }
    })
}

/// Notifies the subscribers of a cell without a new value.
pub fn notify(handle: Handle) {
    if !with_cell(handle, &mut |cell| cell.readers.notify()) {
        gone()
    }
}

fn with_cell(handle: Handle, act: &mut dyn FnMut(&Cell)) -> bool {
    let Some(node) = handle.try_get_value() else {
        return false;
    };
    if let Node::Cell(cell) = &*node {
        act(cell);
    }
    true
}

impl Cell {
    fn now(&self) -> Value {
        Arc::clone(&self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Value> {
        self.value.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns whether the owner of a node has ended.
pub fn is_gone(handle: Handle) -> bool {
    handle.is_disposed()
}

/// Panics because a value is read after its owner ended.
pub fn gone() -> ! {
    panic!("a signal is used after its owner ended")
}

/// Panics because a node holds a value of another type than its handle.
pub fn mistaken() -> ! {
    panic!("a signal holds a value of another type")
}

/// Returns a value as its type.
pub fn typed<T: 'static>(value: &Value) -> &T {
    value.downcast_ref().unwrap_or_else(|| mistaken())
}
