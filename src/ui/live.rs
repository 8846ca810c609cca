//! What changes on the screen, compiled once for the whole app: `view!` makes new machine code for
//! every closure it is handed, some kilobytes each, while what goes through here shares it.

use leptos::prelude::*;

/// Words that follow the language or a signal: `{live::text(label)}`.
pub fn text(words: impl Into<TextProp>) -> AnyView {
    fn draw(words: TextProp) -> AnyView {
        (move || words.get()).into_any()
    }
    draw(words.into())
}

/// A part of a view that is drawn anew when a signal it reads changes.
pub fn part(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn draw(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || part()).into_any()
    }
    draw(Box::new(part))
}

/// A part of a view that is there while `condition` holds, and is not drawn anew meanwhile.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    part: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    fn draw(holds: Memo<bool>, part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        self::part(move || if holds.get() { part() } else { ().into_any() })
    }
    draw(memo(condition), Box::new(part))
}

/// A part of a view that is drawn anew like [`part`], and may be nothing.
pub fn maybe(part: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    fn draw(part: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
        self::part(move || part().unwrap_or_else(|| ().into_any()))
    }
    draw(Box::new(part))
}

/// A value that is computed once for all who read it, and told on only when it changed.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn start<T: PartialEq + Send + Sync + 'static>(
        value: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| value())
    }
    start(Box::new(value))
}

/// A value that is computed once for all who read it, and told on each time it was computed: for
/// values that cost more to compare than to use.
pub fn fresh<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn start<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        Memo::new_with_compare(move |_| value(), |_, _| true)
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
        view! { <For each=items key=|item| item.key children=|item| (item.draw)() /> }.into_any()
    }
    draw(Box::new(items))
}

/// Runs `action` now and whenever a signal it reads changes.
pub fn effect(action: impl FnMut() + 'static) {
    fn start(mut action: Box<dyn FnMut()>) {
        Effect::new(move |_: Option<()>| action());
    }
    start(Box::new(action));
}

/// An event handler: `on:click=live::handler(move |event| …)`.
pub fn handler<E: 'static>(action: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(action)
}

/// An attribute that is there, saying `true`, while `condition` holds: `aria-busy=live::flag(…)`.
pub fn flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(move || condition().then_some("true"))
}

/// An attribute that says `true` or `false`: `aria-expanded=live::yes_no(…)`.
pub fn yes_no(
    condition: impl Fn() -> bool + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(move || Some(if condition() { "true" } else { "false" }))
}
