//! The requests as they travel: method, address, headers, body, and the same as command lines.

use leptos::prelude::*;

use crate::history::change::{Change, Step};
use crate::i18n::gate::Gate;
use crate::ui::copy::CopyButton;
use crate::ui::detail::{Code, Disclosure};
use crate::ui::language::t;

/// The requests of an entry, folded: one below the other, as they go out.
#[must_use]
pub fn requests(change: &Change, title: Gate) -> AnyView {
    let joined = |text: fn(&Step) -> String, between: &str| {
        let texts: Vec<String> = change.steps.iter().map(text).collect();
        texts.join(between)
    };
    let text = joined(|step| step.sent.drawn(), "\n\n");
    let curl = joined(|step| step.sent.curl.clone(), "\n");
    view! {
        <Disclosure title=t(title)>
            <Code text=text label=t(title) />
            <CopyButton text=curl label=t(Gate::CopyCurl) />
        </Disclosure>
    }
    .into_any()
}
