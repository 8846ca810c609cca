//! The card of a login: what it is about, how far it is, and its end.

use crate::reactive::*;

use super::begin::Beginning;
use super::countdown::countdown;
use super::{device, ended, paste};
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;
use crate::schema::{Login, Resource};
use crate::screens::act::stopped;
use crate::session::Session;
use crate::session::logins::{LoginCard, Stage};
use crate::text;
use crate::ui::button::Button;
use crate::ui::clamp::clamped;
use crate::ui::devices::use_now;
use crate::ui::landing::Landing;
use crate::ui::language::{t, use_language};
use crate::ui::live::{self, Item};
use crate::ui::state::Skeleton;
use crate::words::{Phrase, Say, Text};

const STARTING: Text = text!("Starting the login" / "正在发起登录");
const SENDING: Text =
    text!("The code is being sent, and may be applied." / "正在发送授权码，可能会生效。");
const CANCEL_LOGIN: Text = text!("Cancel login" / "取消登录");

/// A card with its signals. Copies are of the same card.
#[derive(Clone, Copy)]
pub(super) struct Card {
    pub session: Session,
    pub beginning: Beginning,
    /// The login; `None` once it is taken away.
    pub login: Memo<Option<LoginCard>>,
    pub of: StoredValue<EntryId>,
    /// Changes once a second.
    pub tick: Signal<UnixMillis>,
}

/// Draws the logins of a list, the newest first. A card that stays keeps what is typed in it.
pub(super) fn cards(session: Session, resource: &'static Resource) -> AnyView {
    let tick = *use_now();
    let items = move || {
        session.with_logins_of(resource, |here| {
            let item = |card: &LoginCard| {
                let of = card.entry.id.clone();
                Item {
                    key: card.serial,
                    draw: Box::new(move || draw(session, of, tick)),
                }
            };
            here.iter().copied().map(item).collect()
        })
    };
    view! { <div class="login-grid">{live::list(items)}</div> }.into_any()
}

fn draw(session: Session, of: EntryId, tick: Signal<UnixMillis>) -> AnyView {
    let wanted = of.clone();
    let login = live::memo(move || {
        session
            .logins
            .cards()
            .with(|cards| cards.iter().find(|card| card.entry.id == wanted).cloned())
    });
    let Some(first) = login.get_untracked() else {
        return ().into_any();
    };
    let card = Card {
        session,
        beginning: Beginning::new(session),
        login,
        of: StoredValue::new(of),
        tick,
    };
    // What was just begun is read out, and comes into view.
    let is_new = matches!(first.stage, Stage::Starting);
    let left = live::memo(move || card.left());
    let stage = live::memo(move || card.shown());
    let body = move || {
        let shown = stage.get();
        untrack(|| match shown {
            Shown::Nothing => ().into_any(),
            Shown::Starting => {
                view! { <p role="status">{t(STARTING)}</p> <Skeleton rows=2 /> }.into_any()
            }
            Shown::Open => match first.action.login() {
                Some(Login::Device { .. }) => device::device(card),
                Some(Login::Paste { .. }) => paste::paste(card),
                None => ().into_any(),
            },
            Shown::Over => ended::ended(card),
        })
    };
    view! {
        <article class="login-card" aria-label=heading(&first)>
            <header class="login-card-head">
                <h3>{clamped(name(&first))}</h3>
                {countdown(left)}
            </header>
            {if is_new {
                view! { <Landing class="login-card-body">{live::part(body)}</Landing> }.into_any()
            } else {
                view! { <div class="login-card-body">{live::part(body)}</div> }.into_any()
            }}
            {stopped::why_stopped(first.resource, card.beginning.preparation)}
        </article>
    }
    .into_any()
}

/// What a card shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Starting,
    Open,
    Over,
}

impl Card {
    fn shown(self) -> Shown {
        self.login.with(|login| match login {
            None => Shown::Nothing,
            Some(login) if login.is_over() => Shown::Over,
            Some(login) if matches!(login.stage, Stage::Starting) => Shown::Starting,
            Some(_) => Shown::Open,
        })
    }

    /// Returns the seconds left while the login is open.
    fn left(self) -> Option<i64> {
        self.tick.track();
        let now = self.session.both_clocks();
        self.login.with(|login| {
            let login = login.as_ref().filter(|login| !login.is_over())?;
            match &login.stage {
                Stage::Device(login) => Some(login.seconds_left(now)),
                Stage::Paste(login) => Some(login.seconds_left(now)),
                Stage::Starting | Stage::NotRecorded(_) | Stage::NotStarted(_) => None,
            }
        })
    }

    /// Returns the id of the login.
    pub(super) fn id(self) -> EntryId {
        self.of.get_value()
    }

    /// Draws the button that gives the login up.
    pub(super) fn cancel(self) -> AnyView {
        let press = move || self.session.cancel_login(&self.id());
        let reason = self.sends();
        view! { <Button disabled_reason=reason on_click=press>{t(CANCEL_LOGIN)}</Button> }
            .into_any()
    }

    /// Draws the button that gives the login up and begins another one in its place.
    pub(super) fn replace(self, words: Text) -> AnyView {
        let busy = live::derived(move || self.beginning.preparation.is_busy());
        let press = move || {
            self.session.cancel_login(&self.id());
            self.again(true);
        };
        let reason = self.sends();
        view! { <Button busy disabled_reason=reason on_click=press>{t(words)}</Button> }.into_any()
    }

    /// Returns why the login cannot be given up now: what was sent may be applied.
    fn sends(self) -> Signal<Option<String>> {
        let language = use_language();
        Signal::derive(move || {
            let sends = self
                .login
                .with(|login| match login.as_ref().map(|login| &login.stage) {
                    Some(Stage::Paste(login)) => login.is_sending(),
                    _ => false,
                });
            sends.then(|| SENDING.say(language.get()).to_owned())
        })
    }

    /// Begins the login once more.
    pub(super) fn again(self, recorded: bool) {
        if let Some(login) = self.login.get_untracked() {
            self.beginning.again(&login, recorded);
        }
    }
}

/// Returns what the account is called: what was typed, or the noun.
fn name(login: &LoginCard) -> Signal<String> {
    let (typed, one) = (login.name.trim().to_owned(), login.resource.one);
    let language = use_language();
    Signal::derive(move || match typed.is_empty() {
        true => one.say(language.get()).to_owned(),
        false => typed.clone(),
    })
}

/// Returns the accessible name of a card.
fn heading(login: &LoginCard) -> Signal<String> {
    let name = name(login);
    let one = login.resource.one;
    let language = use_language();
    Signal::derive(move || {
        let words = text!("{one}: {name}" / "{one}：{name}");
        Phrase::from(words)
            .with("one", one)
            .with("name", name.get())
            .say(language.get())
    })
}
