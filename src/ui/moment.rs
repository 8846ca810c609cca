//! Instants on the screen: a relative text that is kept up to date, with the exact time. Never
//! reads a clock itself.

use crate::reactive::*;

use super::devices::{use_devices, use_now};
use super::language::use_language;
use super::live;
use super::relative::relative;
use crate::domain::time::UnixMillis;

/// `12 s ago`, with the exact time and its zone on hover and in the `datetime` attribute.
#[component]
pub fn Moment(
    /// The instant.
    at: UnixMillis,
) -> impl IntoView {
    let (now, language, devices) = (use_now(), use_language(), use_devices());
    let words = move || relative(at.seconds().0, now.get().seconds().0, language.get());
    let machine = at.seconds().wall_clock(0).replace(' ', "T") + "Z";
    let clock = devices.clock;
    let exact = at.seconds().wall_clock(clock.offset_minutes(at));
    let exact = format!("{exact} {}", clock.zone());
    view! {
        <time class="moment" datetime=machine title=exact>
            {live::text(words)}
        </time>
    }
    .into_any()
}

/// The age of a page's data: `Updated 12 s ago`.
#[component]
pub fn Age(
    /// When the data were read.
    read_at: UnixMillis,
) -> impl IntoView {
    let (now, language) = (use_now(), use_language());
    let words = live::memo(move || {
        let language = language.get();
        // The page's clock ticks once a second, so data can be slightly newer than it.
        let now = now.get().max(read_at);
        let age = relative(read_at.seconds().0, now.seconds().0, language);
        language.pick(format!("Updated {age}"), format!("{age}更新"))
    });
    view! { <span class="age">{live::text(words)}</span> }.into_any()
}
