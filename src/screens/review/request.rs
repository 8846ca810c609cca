//! The requests as they are sent: method, address, headers, body, and as curl commands.

use crate::reactive::*;

use crate::history::{Entry, StoredStep};
use crate::text;
use crate::ui::copy::CopyButton;
use crate::ui::detail::{Code, Disclosure};
use crate::ui::language::t;
use crate::words::Text;

const COPY_CURL: Text = text!("Copy as curl" / "复制为 curl");

/// Draws the requests of an entry, folded, in order.
#[must_use]
pub fn requests(entry: &Entry, title: Text) -> AnyView {
    let joined = |text: fn(&StoredStep) -> String, between: &str| {
        let texts: Vec<String> = entry.steps.iter().map(text).collect();
        texts.join(between)
    };
    let text = joined(|step| step.sent.drawn(), "\n\n");
    let curl = joined(|step| step.sent.curl.clone(), "\n");
    request(text, curl, title)
}

/// Draws a request, folded.
pub(super) fn request(text: String, curl: String, title: Text) -> AnyView {
    view! {
        <Disclosure title=t(title)>
            <Code text=text label=t(title) />
            <CopyButton text=curl label=t(COPY_CURL) />
        </Disclosure>
    }
    .into_any()
}
