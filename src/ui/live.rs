//! What changes on the screen, compiled once for the whole app: `view!` makes new machine code for
//! every closure it is handed, some kilobytes each, while what goes through here shares it.

use std::borrow::Cow;
use std::time::Duration;

use crate::reactive::*;
use leptos::reactive::graph::{Observer, Subscriber};

use crate::words::visible;

/// To be called by what draws or computes, while it does: what reads now is taken off every signal
/// it read once its owner ends. The reactive graph itself leaves a reader that is gone in the
/// signal's set of readers, so a signal that outlives its readers (the language, the time) would
/// keep the remains of every row that was ever drawn, and go through them all at each change.
pub(super) fn until_gone() {
    if let Some(reader) = Observer::get() {
        on_cleanup(move || reader.clear_sources(&reader));
    }
}

/// Words that follow the language or a signal: `{live::text(label)}`. What cannot be seen in them, or
/// would turn what stands around them, is drawn: they may be a name that a gateway holds.
pub fn text(words: impl Into<TextProp>) -> AnyView {
    fn draw(words: TextProp) -> AnyView {
        let words = move || {
            until_gone();
            let words = words.get();
            match visible(&words) {
                Cow::Borrowed(_) => words,
                Cow::Owned(drawn) => drawn.into(),
            }
        };
        words.into_any()
    }
    draw(words.into())
}

/// What is drawn more than once. A trait of its own, as the others here: a boxed `Fn` carries
/// machine code for being called by value too.
trait Draw: Send {
    fn draw(&self) -> AnyView;
}

impl<F: Fn() -> AnyView + Send> Draw for F {
    fn draw(&self) -> AnyView {
        self()
    }
}

/// A part of a view that is drawn anew when a signal it reads changes.
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

/// A part of a view that is there while `condition` holds, and is not drawn anew meanwhile.
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

/// A part of a view that is drawn anew like [`part`], and may be nothing.
pub fn maybe(part: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    self::part(move || part().unwrap_or_else(nothing))
}

fn nothing() -> AnyView {
    ().into_any()
}

/// A value that is computed once for all who read it, and told on only when it changed.
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

/// A value that is computed once for all who read it, and told on each time it was computed: for
/// values that cost more to compare than to use.
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

/// One line of a [`list`].
pub struct Item {
    /// Tells it from the others, in whatever place it stands.
    pub key: usize,
    /// Draws it, once.
    pub draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Lines that come, go and move; one that stays keeps its element.
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
            // A signal read outside of what follows it must not draw the whole list anew.
            untrack(item.draw)
        };
        view! { <For each=each key=|item| item.key children=line /> }.into_any()
    }
    draw(Box::new(items))
}

/// Ends the owners of the lines that are not among `items`. `For` drops the readers of a line
/// before its owner, too late for [`until_gone`].
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

/// Runs `action` once what is in the page now has been painted.
pub fn after_paint(action: impl FnOnce() + 'static) {
    fn wait(action: Box<dyn FnOnce()>) {
        // A frame's own callbacks run before it is painted, a task from inside them after it.
        request_animation_frame(move || set_timeout(action, Duration::ZERO));
    }
    wait(Box::new(action));
}

/// An event handler: `on:click=live::handler(move |event| …)`.
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

/// A value that follows signals and is computed for each who reads it: `tabindex=live::derived(…)`.
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

/// An attribute that is there, saying `true`, while `condition` holds: `aria-busy=live::flag(…)`.
pub fn flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    derived(move || condition().then_some("true"))
}

/// An attribute that says `true` or `false`: `aria-expanded=live::yes_no(…)`.
pub fn yes_no(
    condition: impl Fn() -> bool + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    derived(move || Some(if condition() { "true" } else { "false" }))
}
