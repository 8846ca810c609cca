//! Dynamic parts of a view, compiled once for the whole app: `view!` generates some kilobytes of
//! machine code for every closure, which the functions here share.

use std::borrow::Cow;
use std::time::Duration;

use crate::reactive::*;
use leptos::reactive::graph::{Observer, Subscriber};

use crate::words::{visible, visible_code};

/// Unsubscribes the current reader from all signals when its owner ends. To be called by code that
/// draws or computes, while it does. The reactive graph itself keeps ended readers in a signal's
/// set, so a long-lived signal (the language, the time) would accumulate one for every row that was
/// ever drawn, and visit them all at each change.
pub(super) fn until_gone() {
    if let Some(reader) = Observer::get() {
        on_cleanup(move || reader.clear_sources(&reader));
    }
}

/// Draws text that follows the language or a signal: `{live::text(label)}`. Invisible and
/// direction-changing characters are made visible, since the text may be a gateway's name.
pub fn text(words: impl Into<TextProp>) -> AnyView {
    drawn(words.into(), visible)
}

/// Draws code like [`text`], with its line breaks and tabs as they are.
pub fn code(words: impl Into<TextProp>) -> AnyView {
    drawn(words.into(), |words| visible_code(words).into())
}

fn drawn(words: TextProp, drawn: fn(&str) -> Cow<'_, str>) -> AnyView {
    let words = move || {
        until_gone();
        let words = words.get();
        match drawn(&words) {
            Cow::Borrowed(_) => words,
            Cow::Owned(drawn) => drawn.into(),
        }
    };
    words.into_any()
}

/// A part that can be drawn repeatedly. A trait of its own, because a boxed `Fn` also generates
/// code for being called by value.
trait Draw: Send {
    fn draw(&self) -> AnyView;
}

impl<F: Fn() -> AnyView + Send> Draw for F {
    fn draw(&self) -> AnyView {
        self()
    }
}

/// Draws a part of a view again whenever a signal that it reads changes.
pub fn part(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn draw(part: Box<dyn Draw>) -> AnyView {
        let part = move || {
            until_gone();
            part.draw()
        };
        part.into_any()
    }
    draw(Box::new(part))
}

/// Draws a part of a view while `condition` is true, without drawing it again in the meantime.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    part: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    fn draw(holds: Memo<bool>, part: Box<dyn Draw>) -> AnyView {
        self::part(move || {
            if holds.get() {
                part.draw()
            } else {
                ().into_any()
            }
        })
    }
    draw(memo(condition), Box::new(part))
}

/// Draws a part of a view like [`part`], which may be nothing.
pub fn maybe(part: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    self::part(move || part().unwrap_or_else(nothing))
}

fn nothing() -> AnyView {
    ().into_any()
}

/// Computes a value once for all readers, and notifies them only if it changed.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn start<T: PartialEq + Send + Sync + 'static>(
        value: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| {
            until_gone();
            value()
        })
    }
    start(Box::new(value))
}

/// Computes a value once for all readers, and notifies them after each computation: for values that
/// are more expensive to compare than to use.
pub fn fresh<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn start<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        let value = move |_: Option<&T>| {
            until_gone();
            value()
        };
        Memo::new_always(value)
    }
    start(Box::new(value))
}

/// A line of a [`list`].
pub struct Item {
    /// The key that identifies the line wherever it is.
    pub key: usize,
    /// Draws the line, once.
    pub draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Draws lines that are added, removed and moved; a line that stays keeps its element.
pub fn list(items: impl Fn() -> Vec<Item> + Send + Sync + 'static) -> AnyView {
    fn draw(items: Box<dyn Fn() -> Vec<Item> + Send + Sync>) -> AnyView {
        let owners = StoredValue::new(Vec::new());
        let each = move || {
            until_gone();
            let items = items();
            release(owners, &items);
            items
        };
        let line = move |item: Item| {
            let owner = Owner::current().map(|owner| (item.key, owner));
            owners.update_value(|owners| owners.extend(owner));
            // A signal read while a line is created must not draw the whole list again.
            untrack(item.draw)
        };
        view! { <For each=each key=|item| item.key children=line /> }.into_any()
    }
    draw(Box::new(items))
}

/// Ends the owners of lines that are not among `items`. `For` drops the readers of a line before
/// its owner, which is too late for [`until_gone`].
fn release(owners: StoredValue<Vec<(usize, Owner)>>, items: &[Item]) {
    let stays = |(key, _): &(usize, Owner)| items.iter().any(|item| item.key == *key);
    let (stay, gone) = owners.get_value().into_iter().partition::<Vec<_>, _>(stays);
    owners.set_value(stay);
    for (_, owner) in gone {
        owner.cleanup();
    }
}

/// Runs `action` now and whenever a signal it reads changes.
pub fn effect(action: impl FnMut() + 'static) {
    trait Act {
        fn act(&mut self);
    }
    impl<F: FnMut()> Act for F {
        fn act(&mut self) {
            self();
        }
    }
    fn start(mut action: Box<dyn Act>) {
        Effect::new(move |_: Option<()>| {
            until_gone();
            action.act();
        });
    }
    start(Box::new(action));
}

/// Runs `action` after the current page has been painted.
pub fn after_paint(action: impl FnOnce() + 'static) {
    fn wait(action: Box<dyn FnOnce()>) {
        // A frame's callbacks run before it is painted, and a task started in them after it.
        request_animation_frame(move || set_timeout(action, Duration::ZERO));
    }
    wait(Box::new(action));
}

/// Makes an event handler: `on:click=live::handler(move |event| …)`.
pub fn handler<E: 'static>(action: impl FnMut(E) + 'static) -> impl FnMut(E) + 'static {
    trait Handle<E> {
        fn handle(&mut self, event: E);
    }
    impl<E, F: FnMut(E)> Handle<E> for F {
        fn handle(&mut self, event: E) {
            self(event);
        }
    }
    fn shared<E: 'static>(mut action: Box<dyn Handle<E>>) -> impl FnMut(E) + 'static {
        move |event| action.handle(event)
    }
    shared(Box::new(action))
}

/// Makes an attribute value that follows signals: `tabindex=live::derived(…)`.
pub fn derived<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn follow<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(move || {
            until_gone();
            value()
        })
    }
    follow(Box::new(value))
}

/// Makes an attribute that is `true` while `condition` is true, and absent otherwise:
/// `aria-busy=live::flag(…)`.
pub fn flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    derived(move || condition().then_some("true"))
}

/// Makes an attribute that is `true` or `false`: `aria-expanded=live::yes_no(…)`.
pub fn yes_no(
    condition: impl Fn() -> bool + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    derived(move || Some(if condition() { "true" } else { "false" }))
}
