//! The bar on top: which gateway, in its environment's colour, who the operator is to it, and the
//! pause that a gateway asked for.

use leptos::prelude::*;

use crate::i18n::Say;
use crate::i18n::connect::{environment, pausing, role};
use crate::profile::Environment;
use crate::session::{Connection, Session};
use crate::ui::devices::use_now;
use crate::ui::language::use_language;
use crate::ui::live;

/// The bar.
#[component]
pub(super) fn Bar(session: Session) -> impl IntoView {
    view! {
        {live::maybe(move || session.connection().get().map(|connection| gateway(&connection)))}
        <Pause session />
    }
}

fn gateway(connection: &Connection) -> AnyView {
    let language = use_language();
    let (name, address, used_for, who) = (
        connection.profile.name.clone(),
        connection.address.clone(),
        connection.profile.environment,
        connection.role,
    );
    view! {
        <span class=format!("environment {}", class(used_for))>{live::text(move || environment(used_for).say(language.get()))}</span>
        <strong class="gateway-name" title=address>{name}</strong>
        <span class="who faint">{live::text(move || role(who).say(language.get()))}</span>
    }
    .into_any()
}

const fn class(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "environment-production",
        Environment::Staging => "environment-staging",
        Environment::Development => "environment-development",
        Environment::Sandbox => "environment-sandbox",
        Environment::Unknown => "environment-unknown",
    }
}

/// The countdown of a pause; every request waits for it.
#[component]
fn Pause(session: Session) -> impl IntoView {
    let (now, language) = (use_now(), use_language());
    let seconds = live::memo(move || {
        let until = session.pause().get()?;
        let left = until.0 - now.get().0;
        (left > 0).then(|| (left + 999) / 1000)
    });
    view! {
        <span class="pause" role="status">
            {live::text(move || seconds.get().map(|seconds| pausing(language.get(), seconds)).unwrap_or_default())}
        </span>
    }
}
