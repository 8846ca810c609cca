//! The bar on top: which gateway, in its environment's colour, who the operator is to it, and the
//! pause that a gateway asked for.

use leptos::prelude::*;

use crate::api::recognise::{Endpoint, Reach};
use crate::i18n::Say;
use crate::i18n::connect::{Connect, dialect, environment, pausing, role};
use crate::profile::Environment;
use crate::session::{Connection, Session};
use crate::ui::button::{Button, Kind};
use crate::ui::detail::{Detail, Details};
use crate::ui::devices::use_now;
use crate::ui::dialog::Dialog;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::tone::{Badge, Tone};

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
    let found = RwSignal::new(false);
    let connection = connection.clone();
    view! {
        <span class=format!("environment {}", class(used_for))>{live::text(move || environment(used_for).say(language.get()))}</span>
        <strong class="gateway-name" title=address>{name}</strong>
        <span class="who">
            <Button kind=Kind::Plain on_click=move || found.set(true)>
                {live::text(move || role(who).say(language.get()))}
            </Button>
        </span>
        <Dialog open=found title=t(Connect::Found) on_close=move || found.set(false)>
            {what_was_found(&connection)}
        </Dialog>
    }
    .into_any()
}

/// What connecting showed: the language it speaks, the role, and which endpoints the key opened.
fn what_was_found(connection: &Connection) -> AnyView {
    let address = connection.address.clone();
    let reach = connection.reach.iter().map(|(endpoint, reach)| {
        let (label, tone, word) = reached(*endpoint, *reach);
        view! { <Detail label=t(label)><Badge tone word=t(word) /></Detail> }.into_any()
    });
    let reach = reach.collect_view();
    let (speaks, who) = (dialect(connection.dialect()), role(connection.role));
    view! {
        <Details>
            <Detail label=t(Connect::Address) monospace=true>{address}</Detail>
            <Detail label=t(Connect::Dialect)>{t(speaks)}</Detail>
            <Detail label=t(Connect::Role)>{t(who)}</Detail>
            {reach}
        </Details>
    }
    .into_any()
}

const fn reached(endpoint: Endpoint, reach: Reach) -> (Connect, Tone, Connect) {
    let label = match endpoint {
        Endpoint::Keys => Connect::EndpointKeys,
        Endpoint::Pools => Connect::EndpointPools,
        Endpoint::MyPool => Connect::EndpointMyPool,
    };
    match reach {
        Reach::Open => (label, Tone::Good, Connect::ReachOpen),
        Reach::Forbidden => (label, Tone::Neutral, Connect::ReachForbidden),
        Reach::Failed => (label, Tone::Attention, Connect::ReachFailed),
    }
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
