//! An instant in full, as drawers and answers show it.

use leptos::prelude::*;

use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::i18n::Say;
use crate::ui::devices::use_devices;
use crate::ui::language::t;
use crate::ui::moment::Moment;

/// Relative words, and the exact time with its zone beside them; `otherwise` where none is told.
pub fn instant(at: Option<UnixSeconds>, otherwise: impl Say) -> AnyView {
    fn told(at: UnixSeconds) -> AnyView {
        let exact = stamp(at.millis());
        view! {
            <Moment at=at.millis() />
            <span class="faint">" " {exact}</span>
        }
        .into_any()
    }
    match at {
        Some(at) => told(at),
        None => view! { <span class="faint">{t(otherwise)}</span> }.into_any(),
    }
}

/// The exact time on the operator's clock, with its zone: for a sentence.
#[must_use]
pub fn stamp(at: UnixMillis) -> String {
    let clock = use_devices().clock;
    let exact = at.seconds().wall_clock(clock.offset_minutes(at));
    format!("{exact} {}", clock.zone())
}
