//! A device login while it is open: the code, where it is entered, and how it stands.

use crate::reactive::*;

use super::card::Card;
use super::ended::NEW_CODE;
use crate::flows::device::{Code, Event, KEEP_TO_YOURSELF, Telling};
use crate::flows::link::{WARNING, may_open};
use crate::session::logins::Stage;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::copy::{CopyButton, CopyField};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

const COPY_CODE: Text = text!("Copy code" / "复制代码");
const OPEN_PAGE: Text = text!("Open {host}" / "打开 {host}");
const ADDRESS: Text = text!("Where the code is entered" / "输入代码的地址");
const CHECK_AGAIN: Text = text!("Check again" / "重新检查");
const STAYS_VALID: Text = text!(
    "Cancelling stops the waiting. The code stays valid until it expires."
        / "取消只会停止等待。代码在过期前仍然有效。"
);

/// Draws an open device login.
pub(super) fn device(card: Card) -> AnyView {
    let code = live::memo(move || {
        card.login
            .with(|login| match login.as_ref().map(|login| &login.stage) {
                Some(Stage::Device(login)) => login.code().cloned(),
                _ => None,
            })
    });
    let telling = live::memo(move || telling(card));
    let paused = move || {
        card.login
            .with(|login| match login.as_ref().map(|login| &login.stage) {
                Some(Stage::Device(login)) => login.is_paused(),
                _ => false,
            })
    };
    let check = move || card.session.tell_login(&card.id(), Event::KeyGiven);
    view! {
        {live::maybe(move || Some(of_code(&code.get()?)))}
        {said(telling)}
        <p class="hint">{t(STAYS_VALID)}</p>
        <div class="login-foot">
            {card.cancel()} {card.replace(NEW_CODE)}
            {live::when(paused, move || {
                view! { <Button on_click=check>{t(CHECK_AGAIN)}</Button> }.into_any()
            })}
        </div>
    }
    .into_any()
}

fn telling(card: Card) -> Option<Telling> {
    card.tick.track();
    let now = card.session.both_clocks();
    card.login
        .with(|login| match login.as_ref().map(|login| &login.stage) {
            Some(Stage::Device(login)) => Some(login.telling(now)),
            _ => None,
        })
}

/// Draws how the login stands. Only the state is announced: the rest may count seconds.
fn said(telling: Memo<Option<Telling>>) -> AnyView {
    let language = use_language();
    let lead = live::memo(move || telling.get().map(|telling| telling.lead));
    let advice = live::memo(move || telling.get().and_then(|telling| telling.advice));
    let remark = live::memo(move || telling.get().and_then(|telling| telling.remark));
    let say = move |words: Memo<Option<Phrase>>| {
        live::text(move || {
            words
                .get()
                .map_or_else(String::new, |words| words.say(language.get()))
        })
    };
    view! {
        <div class="login-said">
            <p role="status" class="explained-what">{say(lead)}</p>
            <p class="explained-then">{say(advice)}</p>
            {live::when(move || remark.with(Option::is_some), move || {
                view! { <p class="hint">{say(remark)}</p> }.into_any()
            })}
        </div>
    }
    .into_any()
}

/// Draws the code exactly as it was sent, and where it is entered.
fn of_code(code: &Code) -> AnyView {
    let (user_code, address) = (code.user_code.clone(), code.address.clone());
    let shown = user_code.clone();
    view! {
        <div class="login-code">
            <span class="user-code" translate="no">{shown}</span>
            <CopyButton text=Signal::stored(user_code) label=t(COPY_CODE) />
        </div>
        {address.map(|address| place(&address))}
        <p class="hint">{t(KEEP_TO_YOURSELF)}</p>
    }
    .into_any()
}

/// Draws the address as a plain link to a provider's own page, and otherwise as text.
fn place(address: &str) -> AnyView {
    if !may_open(address) {
        return view! {
            <Notice tone=Tone::Attention>{t(WARNING)}</Notice>
            <CopyField text=Signal::stored(address.to_owned()) label=t(ADDRESS) />
        }
        .into_any();
    }
    let language = use_language();
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let words = move || {
        Phrase::from(OPEN_PAGE)
            .with("host", host.as_str())
            .say(language.get())
    };
    view! {
        <div>
            <a class=Kind::Primary.class() href=address.to_owned() target="_blank" rel="noopener noreferrer">
                {live::text(words)}
            </a>
        </div>
    }
    .into_any()
}
