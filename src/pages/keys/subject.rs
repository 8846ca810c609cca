//! What is about to be done to which key, and how the key is shown while it is asked about. Never decides what is sent.

use leptos::prelude::*;

use crate::domain::access::{Role, WhyNot};
use crate::domain::key::{Key, LastUse};
use crate::domain::page::Cursor;
use crate::domain::time::UnixSeconds;
use crate::gate::seek::Whereabouts;
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::parts::instant::instant;
use crate::ui::detail::Detail;
use crate::ui::language::t;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// What may be done to a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Raise its limit.
    TopUp,
    /// Give it a new value.
    Rotate,
    /// Put it into another pool, or into none.
    Move,
    /// Delete it.
    Delete,
}

impl Act {
    /// Why it cannot be done to `key`; `None` when it can.
    #[must_use]
    pub fn why_not(self, key: &Key) -> Option<WhyNot> {
        match self {
            Self::TopUp => key.why_not_top_up(Role::Organization),
            Self::Rotate | Self::Move | Self::Delete => Key::why_not_change(Role::Organization),
        }
    }

    /// Whether it cuts off whatever uses the key's value.
    const fn cuts_off(self) -> bool {
        matches!(self, Self::Rotate | Self::Delete)
    }
}

/// A key that something is about to be done to.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// What.
    pub act: Act,
    /// The key as it was read last.
    pub key: Key,
    /// The cursor of the page that brought it.
    pub cursor: Option<Cursor>,
}

impl Subject {
    /// Where the key is found again.
    #[must_use]
    pub fn at(&self) -> Whereabouts {
        Whereabouts::of(&self.key, self.cursor.as_ref())
    }

    /// Whether the key, read anew, tells of a use that the operator has not seen and that the act
    /// would cut off.
    #[must_use]
    pub fn is_used_meanwhile(&self, fresh: &Key, now: UnixSeconds) -> bool {
        let lately = |key: &Key| key.last_use(now) == LastUse::WithinTheHour;
        self.act.cuts_off() && lately(fresh) && !lately(&self.key)
    }
}

/// The key's name and shown value.
#[must_use]
pub fn name(key: &Key) -> AnyView {
    let (name, value) = (
        key.label().to_owned(),
        key.redacted_value.clone().unwrap_or_default(),
    );
    view! { <Detail label=t(Keys::Name)>{name} " " <span class="monospace faint">{value}</span></Detail> }
        .into_any()
}

/// The key's last use.
#[must_use]
pub fn last_use(key: &Key) -> AnyView {
    let at = key.last_used_at;
    view! { <Detail label=t(Keys::LastUsed)>{instant(at, Keys::Never)}</Detail> }.into_any()
}

/// In red words: something uses the key now. `consequence` is what that means for the act.
#[must_use]
pub fn used_lately(key: &Key, now: UnixSeconds, consequence: KeyForm) -> Option<AnyView> {
    let lately = key.last_use(now) == LastUse::WithinTheHour;
    lately.then(|| {
        view! { <Notice tone=Tone::Bad><p class="urgent">{t(consequence)}</p></Notice> }.into_any()
    })
}
