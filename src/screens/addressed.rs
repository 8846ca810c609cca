//! A control whose value is a word of the address: the control follows the address, and the address
//! follows the control.

use std::rc::Rc;

use crate::reactive::*;

use crate::ui::devices::use_devices;
use crate::ui::live;

/// Milliseconds of rest after a keystroke before the address follows what is typed.
pub const TYPED: u32 = 150;

/// Milliseconds before the address follows what is chosen: none.
pub const CHOSEN: u32 = 0;

/// Makes the value of a control that stands for `word`. `go` hears what the operator makes of it,
/// once it has rested for `rest_millis`.
pub fn addressed(
    word: impl Fn() -> String + Send + Sync + 'static,
    rest_millis: u32,
    go: impl Fn(String) + 'static,
) -> RwSignal<String> {
    follow(live::memo(word), rest_millis, Rc::new(go))
}

/// Returns what is typed into a control, once the letter itself was painted: a list that is filtered
/// by this follows each letter, and never keeps one from being seen.
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
            // Only the last keystroke of a burst reaches the address.
            if value.try_get_untracked().as_ref() == Some(&now) {
                go(now);
            }
        });
    });
    value
}
