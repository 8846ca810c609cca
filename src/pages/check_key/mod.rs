//! Checking a client's key: one question to the gateway with that key, and its answer. The pasted
//! key leaves the field in the moment it is sent, and the answer goes with the page.

mod answer;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::domain::key::Key;
use crate::domain::time::UnixMillis;
use crate::drafts::check_key::{Problem, check};
use crate::i18n::check_key::{CheckKey, failure};
use crate::i18n::{Language, Say};
use crate::parts::explained::explained;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::tone::Tone;

/// What the gateway said last, and when it was asked.
type Answered = Option<Result<(Key, UnixMillis), ApiError>>;

/// The page.
#[component]
pub fn CheckKeyPage() -> impl IntoView {
    let session: Session = expect_context();
    let language = use_language();
    let text = RwSignal::new(String::new());
    let (problem, busy) = (RwSignal::new(None::<Problem>), RwSignal::new(false));
    let answered: RwSignal<Answered> = RwSignal::new(None);
    let error = Signal::derive(move || {
        let problem = problem.get();
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        answered.set(None);
        let key = match text.with_untracked(|text| check(text).map(str::to_owned)) {
            Ok(key) => key,
            Err(found) => return problem.set(Some(found)),
        };
        problem.set(None);
        // Kept nowhere: from here on it is in the request only, whatever comes of that.
        text.set(String::new());
        busy.set(true);
        let asked = session.now();
        spawn_local(async move {
            let answer = session.check_key(key).await;
            busy.try_set(false);
            answered.try_set(Some(answer.map(|key| (key, asked))));
        });
    };
    view! {
        <div class="page check-key">
            <header class="page-head"><h1>{t(CheckKey::Title)}</h1></header>
            <p class="lead">{t(CheckKey::Lead)}</p>
            <div class="check-key-form">
                <Form on_submit=submit>
                    <Field label=t(CheckKey::Key) hint=t(CheckKey::KeyHint) error>
                        <TextInput value=text kind="password" monospace=true focus=true />
                    </Field>
                </Form>
                <div class="line">
                    <Button kind=Kind::Primary busy on_click=submit>{t(CheckKey::Submit)}</Button>
                    <span class="hint" role="status">{live::text(move || said(language.get(), busy.get(), &answered.read()))}</span>
                </div>
            </div>
            {live::maybe(move || answered.get().map(|answer| match answer {
                Ok((key, at)) => answer::answer(session, &key, at, move || answered.set(None)),
                Err(error) => explained(Tone::Bad, failure(language.get(), &error)),
            }))}
        </div>
    }
}

/// What is read out: that the gateway is asked, then that an answer stands below. A failure is an
/// alert of its own.
fn said(language: Language, busy: bool, answered: &Answered) -> &'static str {
    match answered {
        _ if busy => CheckKey::Asking.say(language),
        Some(Ok(_)) => CheckKey::Found.say(language),
        Some(Err(_)) | None => "",
    }
}
