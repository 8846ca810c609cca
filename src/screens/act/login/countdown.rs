//! The time that is left of a login, second by second.

use crate::reactive::*;

use crate::text;
use crate::ui::language::use_language;
use crate::ui::live;
use crate::words::{Phrase, Text};

const LEFT: Text = text!("Expires in {time}" / "{time} 后过期");

/// Draws the time left; `None` once nothing is left to wait for.
pub(super) fn countdown(left: Memo<Option<i64>>) -> AnyView {
    let language = use_language();
    live::when(
        move || left.with(Option::is_some),
        move || {
            let words = move || {
                let seconds = left.get().unwrap_or_default();
                let time = format!("{}:{:02}", seconds / 60, seconds % 60);
                Phrase::from(LEFT).with("time", time).say(language.get())
            };
            view! { <span class="login-left" role="timer">{live::text(words)}</span> }.into_any()
        },
    )
}
