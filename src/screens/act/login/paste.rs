//! A pasted authorization while it is open: the link, what is pasted, and what is wrong with it.

use crate::reactive::*;

use super::card::Card;
use super::ended::NEW_LINK;
use crate::flows::link::{WARNING, may_open};
use crate::flows::paste::{Completion, PasteLogin, Problem, Redirect};
use crate::session::logins::Stage;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::copy::CopyButton;
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextArea;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text};

const LINK: Text = text!("Sign-in link" / "登录链接");
const COPY_LINK: Text = text!("Copy link" / "复制链接");
const NO_LINK: Text = text!(
    "The link is not kept across a reload. Paste what its last page shows, or get a new link."
        / "重新加载后不保留链接。请粘贴其最后一页显示的内容，或获取新链接。"
);
const PASTE: Text = text!("What the last page shows" / "最后一页显示的内容");
const FINISH: Text = text!("Finish sign-in" / "完成登录");
const PASTE_FIRST: Text = text!("Paste the code first." / "请先粘贴授权码。");
const FITS: Text =
    text!("A code of this sign-in. It can be sent." / "这是本次登录的授权码，可以发送。");
const FITS_BARE: Text = text!(
    "A code. Whether it is of this sign-in, only the gateway can tell."
        / "这是授权码。是否属于本次登录只有网关能判断。"
);
const BOTH: Text = text!("{what} {then}" / "{what}{then}");

impl Card {
    fn paste<T: Default>(self, look: impl FnOnce(&PasteLogin) -> T) -> T {
        self.login
            .with(|login| match login.as_ref().map(|login| &login.stage) {
                Some(Stage::Paste(login)) => look(login),
                _ => T::default(),
            })
    }
}

/// Draws an open sign-in.
pub(super) fn paste(card: Card) -> AnyView {
    let link = live::memo(move || card.paste(|login| login.link().map(str::to_owned)));
    let redirect = live::memo(move || {
        card.login
            .with(|login| match login.as_ref().map(|login| &login.stage) {
                Some(Stage::Paste(login)) => login.redirect(),
                _ => Redirect::Unknown,
            })
    });
    let text = RwSignal::new(card.session.logins.draft(&card.id()));
    live::effect(move || text.with(|text| card.session.logins.keep_draft(&card.id(), text)));
    let token: RwSignal<Option<Problem>> = RwSignal::new(None);
    // A token is not kept: the field is emptied, and what it was stays said.
    live::effect(move || {
        let pasted = text.get();
        if pasted.trim().is_empty() {
            return;
        }
        let problem = untrack(|| card.paste(|login| login.read(&pasted).result.err()));
        match problem.filter(|problem| !problem.keeps_text()) {
            Some(problem) => {
                token.set(Some(problem));
                text.set(String::new());
            }
            None => token.set(None),
        }
    });
    let language = use_language();
    let problem = live::memo(move || {
        let pasted = text.get();
        if pasted.trim().is_empty() {
            return token.get();
        }
        card.paste(|login| login.read(&pasted).result.err())
    });
    let error = Signal::derive(move || {
        let problem = problem.get()?;
        let both = Phrase::from(BOTH)
            .with("what", problem.says())
            .with("then", problem.advice());
        Some(both.say(language.get()))
    });
    let fits = live::memo(move || {
        let pasted = text.get();
        card.paste(|login| {
            // A code holds no `#`: behind it stands the attempt's own state.
            let sent = login.read(&pasted).result.ok()?.sent();
            Some(sent.contains('#'))
        })
    });
    let busy = live::derived(move || card.paste(PasteLogin::is_sending));
    let reason = Signal::derive(move || {
        if fits.get().is_some() {
            return None;
        }
        let first = PASTE_FIRST.say(language.get()).to_owned();
        Some(error.get().unwrap_or(first))
    });
    let send = Callback::new(move |()| {
        let pasted = text.get_untracked();
        if fits.get_untracked().is_some() {
            card.session.send_pasted(&card.id(), &pasted);
        }
    });
    view! {
        {live::part(move || of_link(link.get()))}
        <p>{live::text(move || redirect.get().says().say(language.get()).to_owned())}</p>
        <Form on_submit=send>
            <Field label=t(PASTE) error>
                <TextArea value=text monospace=true rows=3 on_enter=send />
            </Field>
        </Form>
        {live::maybe(move || {
            let words = if fits.get()? { FITS } else { FITS_BARE };
            Some(view! { <p class="login-fits" role="status">{t(words)}</p> }.into_any())
        })}
        {came(card)}
        <div class="login-foot">
            <Button kind=Kind::Primary busy disabled_reason=reason on_click=send>{t(FINISH)}</Button>
            {card.cancel()}
            {card.replace(NEW_LINK)}
        </div>
    }
    .into_any()
}

/// Draws the link on one unbroken line: a copy of wrapped lines loses parameters.
fn of_link(link: Option<String>) -> AnyView {
    let Some(link) = link else {
        return view! { <Notice>{t(NO_LINK)}</Notice> }.into_any();
    };
    let shown = link.clone();
    let view = if may_open(&link) {
        view! {
            <a class="login-link" href=link.clone() target="_blank" rel="noopener noreferrer" aria-label=t(LINK)>
                {shown}
            </a>
        }
        .into_any()
    } else {
        view! {
            <Notice tone=Tone::Attention>{t(WARNING)}</Notice>
            <code class="login-link" tabindex="0">{shown}</code>
        }
        .into_any()
    };
    view! {
        {view}
        <div><CopyButton text=Signal::stored(link) label=t(COPY_LINK) /></div>
    }
    .into_any()
}

/// Draws what came of the last authorization.
fn came(card: Card) -> AnyView {
    let language = use_language();
    let completion: Memo<Option<Completion>> =
        live::memo(move || card.paste(|login| login.completion().cloned()));
    live::maybe(move || {
        let completion = completion.get()?;
        let (what, then) = (completion.says(), completion.advice());
        let then = then.map(|then| {
            view! { <p class="explained-then">{live::text(move || then.say(language.get()))}</p> }
        });
        Some(
            view! {
                <Notice tone=Tone::Bad>
                    <p class="explained-what">{live::text(move || what.say(language.get()))}</p>
                    {then}
                </Notice>
            }
            .into_any(),
        )
    })
}
