//! Connecting: which gateway, which key, and what was found. The key goes nowhere before the
//! address has shown itself to be a gateway.

mod offers;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::address::{address, is_exposed};
use crate::drafts::connect::{self, Field as Place, Problem};
use crate::i18n;
use crate::i18n::Say;
use crate::i18n::connect::{Connect, Frame};
use crate::i18n::errors::Explained;
use crate::parts::explained::explained;
use crate::session::connecting::Candidate;
use crate::session::{Connecting, NoConnection, Session};
use crate::ui::button::{Button, Kind};
use crate::ui::choice::Select;
use crate::ui::field::Field;
use crate::ui::input::{Checkbox, TextInput};
use crate::ui::language::{LanguageChoice, t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::preference::choice;
use crate::ui::theme::Theme;
use crate::ui::tone::Tone;
use offers::{OTHER, Offers};

/// The page. `wanted` is the base that the address names, if it names one.
#[component]
pub fn ConnectPage(
    /// The base that the address names.
    wanted: Option<String>,
    /// This page's own origin.
    origin: String,
    /// Whether the page itself came over an unprotected connection.
    insecure: bool,
) -> impl IntoView {
    let session: Session = expect_context();
    let language = use_language();
    let offers = Offers::new(session, wanted);
    let (key, remember) = (RwSignal::new(String::new()), RwSignal::new(true));
    let problems: RwSignal<Vec<(Place, Problem)>> = RwSignal::new(Vec::new());
    let under_way: RwSignal<Option<Connecting>> = RwSignal::new(None);
    let failure: RwSignal<Option<NoConnection>> = RwSignal::new(None);
    let busy = Signal::derive(move || under_way.get().is_some());
    let error = move |place| {
        Signal::derive(move || {
            let found = problems.with(|problems| {
                problems
                    .iter()
                    .find(|(at, _)| *at == place)
                    .map(|(_, problem)| *problem)
            });
            found.map(|problem| problem.say(language.get()).to_owned())
        })
    };
    let submit = move || {
        failure.set(None);
        let (base, key) = match connect::check(&offers.base(), &key.get_untracked()) {
            Ok(form) => form,
            Err(found) => return problems.set(found),
        };
        problems.set(Vec::new());
        under_way.set(Some(Connecting::Asking));
        let (name, environment) = offers.named(&base);
        let candidate = Candidate {
            base,
            name,
            environment,
            remember: remember.get_untracked(),
        };
        spawn_local(async move {
            let watch = move |step| {
                under_way.try_set(Some(step));
            };
            let result = session.connect(candidate, key, watch).await;
            under_way.try_set(None);
            failure.try_set(result.err());
        });
    };
    let other = move || offers.choice.get() == OTHER;
    let exposed = move || is_exposed(&address(&offers.base(), &origin));
    view! {
        <main class="connect" id="content">
            <form class="connect-form" novalidate>
                <h1 class="connect-brand">{t(Frame::AppName)}</h1>
                <h2>{t(Connect::Title)}</h2>
                <p class="lead">{t(Connect::Lead)}</p>
                {live::when(move || session.signed_out().get(), || view! {
                    <Notice tone=Tone::Attention>{t(Connect::SignedOut)}</Notice>
                }.into_any())}
                {live::maybe(move || offers.broken.get().map(|why| view! {
                    <Notice tone=Tone::Attention>{t(Connect::BadConfiguration)} " " {why}</Notice>
                }.into_any()))}
                <Field label=t(Connect::Gateway)>
                    <Select value=offers.choice choices=offers.choices() />
                </Field>
                {live::when(other, move || view! {
                    <Field label=t(Connect::Address) hint=t(Connect::AddressHint) error=error(Place::Base)>
                        <TextInput value=offers.typed monospace=true placeholder="https://" />
                    </Field>
                }.into_any())}
                <Field label=t(Connect::AdminKey) hint=t(Connect::AdminKeyHint) error=error(Place::Key)>
                    <TextInput value=key kind="password" monospace=true focus=true />
                </Field>
                <Checkbox value=remember>{t(Connect::Remember)}</Checkbox>
                {live::when(exposed, || view! { <Notice tone=Tone::Bad>{t(Connect::Exposed)}</Notice> }.into_any())}
                {insecure.then(|| view! { <Notice>{t(Connect::NotSecure)}</Notice> })}
                <div role="status">{live::maybe(move || under_way.get().map(|step| view! { <p class="hint">{t(step_word(step))}</p> }.into_any()))}</div>
                {live::maybe(move || failure.get().map(|why| explained(Tone::Bad, words(language.get(), &why))))}
                <div class="connect-foot">
                    {live::maybe(move || offers.remembered().map(|profile| {
                        view! { <Button kind=Kind::Plain on_click=move || offers.forget(profile.clone())>{t(Connect::Forget)}</Button> }.into_any()
                    }))}
                    <Button kind=Kind::Primary busy submit=true on_click=submit>{t(Connect::Submit)}</Button>
                </div>
            </form>
            <footer class="connect-preferences">
                <LanguageChoice />
                {choice::<Theme>()}
            </footer>
        </main>
    }
}

const fn step_word(step: Connecting) -> Connect {
    match step {
        Connecting::Asking => Connect::Asking,
        Connecting::Trying => Connect::Trying,
    }
}

/// Why it did not connect, and what to do.
fn words(language: crate::i18n::Language, why: &NoConnection) -> Explained {
    match why {
        NoConnection::NoGateway(why) => i18n::errors::no_gateway(language, why),
        NoConnection::Failed(crate::api::error::ApiError::SignedOut(refusal)) => Explained {
            what: format!(
                "{} {}",
                Connect::WrongKey.say(language),
                i18n::errors::gateway_words(refusal)
            ),
            then: Connect::WrongKeyThen.say(language).to_owned(),
        },
        NoConnection::Failed(error) => i18n::errors::api_error(language, error),
    }
}
