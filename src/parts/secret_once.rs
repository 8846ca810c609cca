//! A new key's value, shown once: to copy, with settings for the programs that will use it.
//! Keeps nothing: when the view goes, so does the value.

use leptos::prelude::*;

use crate::api::client_settings::{Side, lines, sides};
use crate::api::secret::Secret;
use crate::domain::key::Foundation;
use crate::i18n::gate::Gate;
use crate::ui::copy::{CopyButton, CopyField};
use crate::ui::detail::{Code, Disclosure};
use crate::ui::input::Checkbox;
use crate::ui::language::t;

/// The value and its guard: `released` turns true once it was copied or waived.
#[must_use]
pub fn secret_once(
    secret: &Secret,
    foundation: Option<&Foundation>,
    address: &str,
    released: RwSignal<bool>,
) -> AnyView {
    let value = secret.expose().to_owned();
    let settings = sides(foundation)
        .into_iter()
        .map(|side| settings(side, address, &value, released));
    view! {
        <section class="secret-once">
            <h3>{t(Gate::SecretTitle)}</h3>
            <p class="hint">{t(Gate::SecretOnce)}</p>
            <CopyField text=value.clone() label=t(Gate::SecretTitle) on_copied=move || released.set(true) />
            {settings.collect_view()}
            <Checkbox value=released>{t(Gate::SecretCopyGuard)}</Checkbox>
        </section>
    }
    .into_any()
}

fn settings(side: Side, address: &str, value: &str, released: RwSignal<bool>) -> AnyView {
    let title = match side {
        Side::OpenAi => Gate::ForOpenAi,
        Side::Claude => Gate::ForClaude,
    };
    let text = lines(side, address, value);
    let copied = text.clone();
    view! {
        <Disclosure title=t(title)>
            <Code text=text label=t(title) />
            <CopyButton text=copied on_copied=move || released.set(true) />
        </Disclosure>
    }
    .into_any()
}
