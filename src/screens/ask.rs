//! Reads under another key: a pasted key, and the gateway's response. The key is removed from the
//! field when it is sent, and the response is kept only while the page is open.

use std::sync::Arc;

use crate::reactive::*;

use crate::call::ApiError;
use crate::domain::time::UnixMillis;
use crate::gate::{Explained, explain_error, quoted};
use crate::records::{Row, facts, read_key};
use crate::schema::Ask;
use crate::screens::explained::explained;
use crate::screens::looks::{Looks, fact};
use crate::screens::navigator::{link, row_of};
use crate::screens::record::raw;
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::detail::Details;
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Age;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text};

const ASKING: Text = text!("Asking the gateway" / "正在询问网关");
const FOUND: Text =
    text!("The key is known here; the response stands below." / "网关认识此密钥；响应如下。");
const RESPONSE: Text = text!("Response" / "响应");
const PASTE_AGAIN: Text = text!(
    "{then} The key was removed from the field: paste it again to retry."
        / "{then}密钥已从输入框中清除：如需重试，请重新粘贴。"
);
const SAYS: Text = text!("{words}" / "{words}");
const OPEN_IN_LIST: Text = text!("Open in the list" / "在列表中打开");
const FORGET: Text = text!("Clear the response" / "清除响应");

/// The last response, and when it was requested.
type LastResponse = Option<Result<(Arc<Row>, UnixMillis), ApiError>>;

/// Draws the screen.
#[must_use]
pub fn ask_screen(ask: &'static Ask) -> AnyView {
    let session: Session = expect_context();
    let language = use_language();
    let text = RwSignal::new(String::new());
    let (problem, busy) = (RwSignal::new(None::<Text>), RwSignal::new(false));
    let last: RwSignal<LastResponse> = RwSignal::new(None);
    let error = Signal::derive(move || {
        let problem = problem.get();
        problem.map(|problem| problem.say(language.get()).to_owned())
    });
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        last.set(None);
        let key = match text.with_untracked(|text| read_key(text).map(str::to_owned)) {
            Ok(key) => key,
            Err(found) => return problem.set(Some(found)),
        };
        problem.set(None);
        // Not stored: from here on the key is only in the request, whatever its result.
        text.set(String::new());
        busy.set(true);
        let asked = session.now();
        spawn_local(async move {
            let response = session.ask(ask, key).await;
            busy.try_set(false);
            last.try_set(Some(response.map(|row| (Arc::new(row), asked))));
        });
    };
    let hint = move || {
        let hint = ask.key.hint.map(|hint| hint.say(language.get()));
        hint.unwrap_or_default()
    };
    let said = move || match last.read().as_ref() {
        _ if busy.get() => ASKING.say(language.get()),
        Some(Ok(_)) => FOUND.say(language.get()),
        // A failure has an alert of its own.
        Some(Err(_)) | None => "",
    };
    view! {
        <div class="page ask">
            <header class="page-head"><h1>{t(ask.title)}</h1></header>
            <p class="lead">{t(ask.lead)}</p>
            <div class="ask-form">
                <Form on_submit=submit>
                    <Field label=t(ask.key.label) hint=hint error>
                        <TextInput value=text kind="password" monospace=true focus=true />
                    </Field>
                </Form>
                <div class="line">
                    <Button kind=Kind::Primary busy on_click=submit>{t(ask.button)}</Button>
                    <span class="hint" role="status">{live::text(said)}</span>
                </div>
            </div>
            {live::maybe(move || last.get().map(|response| match response {
                Ok((row, at)) => response_view(session, ask, &row, at, move || last.set(None)),
                Err(error) => explained(Tone::Bad, failure(ask, &error)),
            }))}
        </div>
    }
    .into_any()
}

/// Explains why the key could not be read.
fn failure(ask: &Ask, error: &ApiError) -> Explained {
    match ask.meaning(error) {
        Some((words, refusal)) => Explained {
            what: words.into(),
            then: Phrase::from(SAYS).with("words", quoted(refusal)),
        },
        None => {
            let Explained { what, then } = explain_error(error);
            Explained {
                what,
                then: Phrase::from(PASTE_AGAIN).with("then", then),
            }
        }
    }
}

/// Draws the response. A value that the gateway does not send is not drawn as zero.
fn response_view(
    session: Session,
    ask: &'static Ask,
    row: &Row,
    asked: UnixMillis,
    forget: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let Some(dialect) = session.dialect() else {
        return ().into_any();
    };
    let looks = Looks::here();
    let of = dialect.resource(ask.of);
    let named = of.map_or("", |of| of.name);
    let specs = ask.fields.iter().filter(|field| field.id != named);
    let specs = specs.filter(|field| !field.if_present || field.value(&row.record).is_present());
    let found: Vec<_> = looks.with(|view| {
        let facts = specs.flat_map(|spec| facts(spec, &row.record, view));
        facts.collect()
    });
    let facts = found.into_iter().map(|one| fact(looks, dialect, one));
    let facts = facts.collect_view();
    // An account that can see the list finds the row there, with its actions.
    let listed = of.filter(|of| (of.not_listed)(&session.who()).is_none());
    let in_list = listed.map(|of| {
        let words = t(OPEN_IN_LIST).into_any();
        link(row_of(of, row.id.as_str()), words)
    });
    let label = of.map_or_else(|| row.id.to_string(), |of| row.label(of).to_owned());
    view! {
        <section class="ask-answer" aria-label=t(RESPONSE)>
            <header class="ask-head">
                <h2>{label}</h2>
                <Age read_at=asked />
            </header>
            <Details>{facts}</Details>
            {raw(&row.raw)}
            <div class="line">
                {in_list}
                <Button kind=Kind::Quiet on_click=forget>{t(FORGET)}</Button>
            </div>
        </section>
    }
    .into_any()
}
