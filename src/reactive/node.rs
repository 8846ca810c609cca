//! The one kind of node behind every signal: what it holds, and whom it tells, without its type.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::{ArcMemo, GetUntracked, IsDisposed, Notify, Track, untrack};
use leptos::reactive::owner::ArenaItem;
use leptos::reactive::signal::ArcTrigger;

/// Some value. Who reads it holds it, so that it may be replaced meanwhile.
pub type Value = Arc<dyn Any + Send + Sync>;

/// A value that a memo computed, and how it is told from the one before.
#[derive(Clone)]
pub struct Computed {
    /// What was computed.
    pub value: Value,
    /// Whether the second value differs from the first.
    pub differs: fn(&Value, &Value) -> bool,
}

/// How a memo computes its value, from the one before.
pub type Compute = Box<dyn Fn(Option<&Value>) -> Computed + Send + Sync>;

/// Where a value is, and who wants to be told that it changed.
pub struct Cell {
    value: Mutex<Value>,
    readers: ArcTrigger,
}

/// Something that has a value.
pub enum Node {
    /// It is set from outside.
    Cell(Cell),
    /// It is computed once for all who read it.
    Memo(ArcMemo<Computed>),
    /// It is computed for each who reads it.
    Derived(Box<dyn Fn() -> Value + Send + Sync>),
    /// It never changes.
    Fixed(Value),
}

/// A handle on a node, which lives as long as the owner it was made under.
pub type Handle = ArenaItem<Arc<Node>>;

/// Makes a node.
pub fn hold(node: Node) -> Handle {
    ArenaItem::new(Arc::new(node))
}

/// Makes a node that is set from outside.
pub fn hold_cell(value: Value) -> Handle {
    hold(Node::Cell(Cell {
        value: Mutex::new(value),
        readers: ArcTrigger::new(),
    }))
}

/// Makes a node that is computed once for all who read it.
pub fn hold_memo(compute: Compute) -> Handle {
    hold(Node::Memo(ArcMemo::new_with_compare(
        move |before: Option<&Computed>| compute(before.map(|before| &before.value)),
        |before, now| match (before, now) {
            (Some(before), Some(now)) => (now.differs)(&before.value, &now.value),
            _ => true,
        },
    )))
}

/// Returns the value now, and has whoever reads be told of the next. `None` once its owner ended.
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

/// Returns the value now. `None` once its owner ended.
pub fn try_peek(handle: Handle) -> Option<Value> {
    let node = handle.try_get_value()?;
    Some(match &*node {
        Node::Cell(cell) => cell.now(),
        Node::Memo(memo) => memo.get_untracked().value,
        Node::Derived(compute) => untrack(compute),
        Node::Fixed(value) => Arc::clone(value),
    })
}

/// As [`try_read`], for who knows that the owner lives.
pub fn read(handle: Handle) -> Value {
    try_read(handle).unwrap_or_else(|| gone())
}

/// As [`try_peek`], for who knows that the owner lives.
pub fn peek(handle: Handle) -> Value {
    try_peek(handle).unwrap_or_else(|| gone())
}

/// Has whoever reads be told of the next value.
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

/// Puts another value in a cell. Returns whether its owner lives.
pub fn try_put(handle: Handle, value: Value) -> bool {
    with_cell(handle, &mut |cell| {
        // What was there ends after the lock: its end may run anything.
        let before = std::mem::replace(&mut *cell.lock(), Arc::clone(&value));
        drop(before);
        cell.readers.notify();
    })
}

/// Changes the value of a cell where it is, and tells if `change` says so. Returns whether its owner
/// lives.
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

/// Tells who read a cell, without a new value.
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

/// Whether the owner of a node ended.
pub fn is_gone(handle: Handle) -> bool {
    handle.is_disposed()
}

/// A value is asked for after its owner ended.
pub fn gone() -> ! {
    panic!("a signal is used after its owner ended")
}

/// A node holds a value of another type than its handle says.
pub fn mistaken() -> ! {
    panic!("a signal holds a value of another type")
}

/// Returns a value with its type.
pub fn typed<T: 'static>(value: &Value) -> &T {
    value.downcast_ref().unwrap_or_else(|| mistaken())
}
