//! What the writes of a channel have in common (contract 3.1.3, 5, 8).

use super::super::version::Version;
use super::super::who::{identified, version};
use super::fields::NAME;
use crate::call::{Body, Method, Write};
use crate::schema::{Context, Str, WhyNot};
use crate::text;

/// The path for a change of the status alone, which only the fork has: it needs no name, and its
/// response holds no key.
const STATUS_ONLY: Str = "/api/channel/?status_only=1";
const CHANNEL: Str = "/api/channel/";

/// Returns why no field of a channel can be changed: the fork refuses a channel without a name.
pub fn why_no_name(context: &Context) -> Option<WhyNot> {
    const NO_NAME: WhyNot = WhyNot {
        words: text!(
            "The channel has no name, and the gateway refuses to change such a channel."
                / "该渠道没有名称，网关会拒绝更改。"
        ),
        source: "3.1.3",
    };
    let blank = context.row.text(&NAME).trim().is_empty();
    (blank && version(context.who) != Version::U).then_some(NO_NAME)
}

/// Makes the write of fields. The fork refuses it without a name.
pub fn fields(context: &Context, changed: Vec<(Str, Body)>) -> Write {
    let mut body = identified(context.who, Body::id(&context.at.id));
    if changed.iter().all(|(name, _)| *name != NAME.field.id) {
        body = body.with("name", Body::text(context.row.text(&NAME)));
    }
    let body = changed
        .into_iter()
        .fold(body, |body, (name, value)| body.with(name, value));
    Write::new(Method::Put, CHANNEL, []).body(body)
}

/// Makes the write of the status.
pub fn status(context: &Context, number: i64) -> Write {
    status_of(context, Body::id(&context.at.id), number)
}

/// Makes the write of the status of the channel with this id.
pub fn status_of(context: &Context, id: Body, number: i64) -> Write {
    let path = match version(context.who) {
        Version::U => CHANNEL,
        Version::F1 | Version::F2 | Version::Unknown => STATUS_ONLY,
    };
    let body = identified(context.who, id).with("status", Body::whole(number));
    Write::new(Method::Put, path, []).body(body)
}
