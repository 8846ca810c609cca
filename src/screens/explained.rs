//! Draws explanations of failures: what happened, and what to do.

use crate::reactive::*;

use crate::call::ApiError;
use crate::gate::{Explained, explain_error, quoted};
use crate::schema::Resource;
use crate::text;
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Failed;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

/// Draws an explanation in the flow of a page.
#[must_use]
pub fn explained(tone: Tone, words: Explained) -> AnyView {
    let language = use_language();
    let Explained { what, then } = words;
    view! {
        <Notice tone>
            <p class="explained-what">{live::text(move || what.say(language.get()))}</p>
            <p class="explained-then">{live::text(move || then.say(language.get()))}</p>
        </Notice>
    }
    .into_any()
}

/// Draws a failed call.
#[must_use]
pub fn call_failed(error: &ApiError) -> AnyView {
    explained(Tone::Bad, explain_error(error))
}

const NOT_OFFERED: Text = text!("This gateway does not offer this list." / "此网关不提供此列表。");
const SAYS: Text = text!("{words}" / "{words}");
const BOTH: Text = text!("{a} {b}" / "{a}{b}");

/// Explains why a list could not be read, in the resource's own words for the error's code if it
/// has some.
#[must_use]
pub fn list_failure(resource: &Resource, error: &ApiError) -> Explained {
    let Explained { what, then } = explain_error(error);
    let code = match error {
        ApiError::Refused(refusal) | ApiError::NotAllowed(refusal) => refusal.code.as_deref(),
        _ => None,
    };
    let own = code.and_then(|code| {
        let found = resource.refusals.iter().find(|(known, _)| *known == code);
        found.map(|(_, words)| *words)
    });
    let headline = match (own, error) {
        (Some(words), _) => words,
        (None, ApiError::Refused(refusal)) if refusal.status == 404 => {
            let then = Phrase::from(SAYS).with("words", quoted(refusal));
            let what = NOT_OFFERED.into();
            return Explained { what, then };
        }
        (None, ApiError::NotAllowed(_)) => resource.words.not_allowed,
        _ => resource.words.failed,
    };
    Explained {
        what: headline.into(),
        then: Phrase::from(BOTH).with("a", what).with("b", then),
    }
}

/// Draws a failure in place of the content.
#[must_use]
pub fn failed(words: Explained, busy: Signal<bool>, on_retry: Callback<()>) -> AnyView {
    let language = use_language();
    let Explained { what, then } = words;
    view! {
        <Failed
            title=move || what.say(language.get())
            text=move || then.say(language.get())
            busy
            on_retry
        />
    }
    .into_any()
}

const STALE: Text = text!(
    "The last reading of the list failed; these rows were read before."
        / "最近一次读取列表失败；以下为之前读取的数据。"
);

/// Draws a failure above rows that were read earlier.
#[must_use]
pub fn stale(error: impl Fn() -> Option<ApiError> + Send + Sync + 'static) -> AnyView {
    live::maybe(move || {
        let Explained { what, then } = explain_error(&error()?);
        let what = Phrase::from(BOTH).with("a", STALE).with("b", what);
        Some(explained(Tone::Attention, Explained { what, then }))
    })
}
