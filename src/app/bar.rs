//! The top bar: the gateway in its environment's colour, the signed-in account, and the pause that
//! a gateway asked for.

use crate::reactive::*;

use crate::profile::Environment;
use crate::session::{Connection, Reach, Session};
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::chosen::choosing;
use crate::ui::detail::{Detail, Details};
use crate::ui::devices::use_now;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::privacy::Privacy;
use crate::ui::tone::{Badge, Tone};
use crate::words::{Phrase, Text};

const FOUND: Text = text!("This connection" / "当前连接");
const ADDRESS: Text = text!("Address" / "地址");
const DIALECT: Text = text!("Dialect" / "协议");
const ROLE: Text = text!("Role" / "角色");
const OPEN: Text = text!("reachable" / "可访问");
const FORBIDDEN: Text = text!("not allowed for this key" / "此密钥无权访问");
const FAILED: Text = text!("failed when tried" / "尝试时失败");
const PAUSING: Text = text!(
    "Waiting {seconds} s: the gateway asked for a pause (429)"
        / "等待 {seconds} 秒：网关要求暂停请求（429）"
);

const MASKED: Text = text!("E-mails masked" / "邮箱已脱敏");
const SHOW: Text = text!("Show e-mail addresses" / "显示邮箱地址");

/// The top bar.
#[component]
pub(super) fn Bar(session: Session) -> impl IntoView {
    view! {
        {live::maybe(move || session.connection().get().map(|connection| gateway(&connection)))}
        {masked()}
        <Pause session />
    }
}

/// While e-mail addresses are masked, says so and offers to show them: a masked page must not pass
/// for what the gateway sent.
fn masked() -> AnyView {
    let privacy = choosing::<Privacy>();
    let mark = move || {
        view! {
            <span class="masked">
                <Button kind=Kind::Plain on_click=move || privacy.set(Privacy::Shown)>
                    {t(MASKED)}
                    <Icon glyph=Glyph::Close />
                    <span class="visually-hidden">{t(SHOW)}</span>
                </Button>
            </span>
        }
        .into_any()
    };
    live::when(move || privacy.get() == Privacy::Masked, mark)
}

fn gateway(connection: &Connection) -> AnyView {
    let (name, address) = (connection.profile.name.clone(), connection.address.clone());
    let used_for = connection.profile.environment;
    let who = (connection.dialect.who.title)(&connection.who);
    let found = RwSignal::new(false);
    let connection = connection.clone();
    view! {
        <span class=format!("environment {}", class(used_for))>{t(used_for)}</span>
        <strong class="gateway-name" title=address>{name}</strong>
        <span class="who">
            <Button kind=Kind::Plain on_click=move || found.set(true)>{t(who)}</Button>
        </span>
        <Dialog open=found title=t(FOUND) on_close=move || found.set(false)>
            {what_was_found(&connection)}
        </Dialog>
    }
    .into_any()
}

/// Details of the connection: the dialect, the role, and which lists the key can read.
fn what_was_found(connection: &Connection) -> AnyView {
    let address = connection.address.clone();
    let reach = connection.reach.iter().map(|(resource, reach)| {
        let (tone, word) = match reach {
            Reach::Open => (Tone::Good, OPEN),
            Reach::Forbidden => (Tone::Neutral, FORBIDDEN),
            Reach::Failed => (Tone::Attention, FAILED),
        };
        let label = resource.title;
        view! { <Detail label=t(label)><Badge tone word=t(word) /></Detail> }.into_any()
    });
    let reach = reach.collect_view();
    let who = (connection.dialect.who.title)(&connection.who);
    let dialect = connection.dialect.name;
    view! {
        <Details>
            <Detail label=t(ADDRESS) monospace=true>{address}</Detail>
            <Detail label=t(DIALECT)>{dialect}</Detail>
            <Detail label=t(ROLE)>{t(who)}</Detail>
            {reach}
        </Details>
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

/// The countdown of a pause after a 429; every request waits for it.
#[component]
fn Pause(session: Session) -> impl IntoView {
    let (now, language) = (use_now(), use_language());
    let seconds = live::memo(move || {
        let until = session.pause().get()?;
        let left = until.0 - now.get().0;
        (left > 0).then(|| (left + 999) / 1000)
    });
    let words = move || {
        let seconds = seconds.get().map(|seconds| seconds.to_string());
        seconds.map_or_else(String::new, |seconds| {
            Phrase::from(PAUSING)
                .with("seconds", seconds)
                .say(language.get())
        })
    };
    view! { <span class="pause" role="status">{live::text(words)}</span> }
}
