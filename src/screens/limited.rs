//! Why an action waits that the gateway limits by itself.

use crate::reactive::*;

use crate::schema::Action;
use crate::session::Session;
use crate::text;
use crate::ui::devices::use_now;
use crate::ui::language::use_language;
use crate::ui::live;
use crate::words::{Phrase, Text};

const AGAIN_IN: Text = text!(
    "The gateway accepts this again in {seconds} s." / "网关将在 {seconds} 秒后再次接受此操作。"
);

/// Returns why an action waits; `None` if the gateway accepts it now.
#[must_use]
pub fn limited(session: Session, action: &'static Action) -> Signal<Option<String>> {
    let (language, now) = (use_language(), use_now());
    let seconds = live::memo(move || session.limits.seconds_left(action.id, now.get()));
    Signal::derive(move || {
        let words = Phrase::from(AGAIN_IN).with("seconds", seconds.get()?.to_string());
        Some(words.say(language.get()))
    })
}
