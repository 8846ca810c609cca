//! A person as drawers and forms show one.

use leptos::prelude::*;

use crate::domain::pool::Owner;
use crate::i18n::pools::{self, Pools};
use crate::ui::language::t;

/// A person with the id beside the name.
#[must_use]
pub fn person(owner: Option<&Owner>) -> AnyView {
    let Some(owner) = owner else {
        return view! { <span class="faint">{t(Pools::Nobody)}</span> }.into_any();
    };
    match &owner.id {
        Some(id) => pools::person(owner.name.as_deref(), id.as_str()).into_any(),
        None => owner.name.clone().unwrap_or_default().into_any(),
    }
}
