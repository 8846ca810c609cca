//! The request as it travels: method, address, headers, body, and the same as a command line.

use leptos::prelude::*;

use crate::history::change::{Change, Sent, Step};
use crate::i18n::gate::Gate;
use crate::ui::copy::CopyButton;
use crate::ui::detail::{Code, Disclosure};
use crate::ui::language::t;

/// The requests of an entry, folded.
pub(super) fn requests(change: &Change, asking: bool) -> AnyView {
    let title = if asking {
        Gate::Request
    } else {
        Gate::RequestSent
    };
    let one = |step: &Step| request(&step.sent, title);
    change.steps.iter().map(one).collect_view().into_any()
}

/// One request, folded.
#[must_use]
pub fn request(sent: &Sent, title: Gate) -> AnyView {
    let (text, curl) = (sent.drawn(), sent.curl.clone());
    view! {
        <Disclosure title=t(title)>
            <Code text=text label=t(title) />
            <CopyButton text=curl label=t(Gate::CopyCurl) />
        </Disclosure>
    }
    .into_any()
}
