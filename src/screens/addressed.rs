//! A control bound to a query word of the address, in both directions.

use std::rc::Rc;

use crate::reactive::*;

use crate::ui::devices::use_devices;
use crate::ui::live;

/// Milliseconds after a keystroke before typed text is written to the address.
pub const TYPED: u32 = 150;

/// Milliseconds before a choice is written to the address: none.
pub const CHOSEN: u32 = 0;

/// Makes the value of a control that is bound to `word`. `go` is called with the operator's input
/// once it has not changed for `rest_millis`.
pub fn addressed(
    word: impl Fn() -> String + Send + Sync + 'static,
    rest_millis: u32,
    go: impl Fn(String) + 'static,
) -> RwSignal<String> {
    follow(live::memo(word), rest_millis, Rc::new(go))
}

/// Returns the typed text after the keystroke has been painted: a list that is filtered by it
/// follows each keystroke without delaying its display.
pub fn painted(value: RwSignal<String>) -> ReadSignal<String> {
    let seen = RwSignal::new(value.get_untracked());
    live::effect(move || {
        value.track();
        live::after_paint(move || {
            let (now, before) = (value.try_get_untracked(), seen.try_get_untracked());
            if let Some(now) = now.filter(|now| before.is_some_and(|before| before != *now)) {
                seen.set(now);
            }
        });
    });
    *seen
}

fn follow(word: Memo<String>, rest_millis: u32, go: Rc<dyn Fn(String)>) -> RwSignal<String> {
    let value = RwSignal::new(word.get_untracked());
    live::effect(move || {
        let word = word.get();
        if value.get_untracked() != word {
            value.set(word);
        }
    });
    let clock = use_devices().clock;
    let mut before = value.get_untracked();
    live::effect(move || {
        let now = value.get();
        let changed = std::mem::replace(&mut before, now.clone()) != now;
        if !changed || word.get_untracked() == now {
            return;
        }
        if rest_millis == 0 {
            return go(now);
        }
        let (rest, go) = (clock.sleep(rest_millis), go.clone());
        spawn_local(async move {
            rest.await;
            // Only the last keystroke of a burst is written to the address.
            if value.try_get_untracked().as_ref() == Some(&now) {
                go(now);
            }
        });
    });
    value
}
