//! Why the review did not open.

use crate::reactive::*;

use super::preparation::Preparation;
use crate::gate::Stop;
use crate::schema::{Resource, WhyNot};
use crate::screens::explained::{call_failed, joined};
use crate::text;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Say, Text};

const NOTHING_SENT: Text = text!("Nothing was sent." / "未发送任何内容。");
const LEFT_OUT: Text = text!("Left out, so review the rest:" / "以下已排除，请核对其余部分：");

/// Draws it; nothing while the way is open.
pub(super) fn stopped(resource: &'static Resource, preparation: Preparation) -> AnyView {
    live::maybe(move || Some(words(resource, preparation.stop.get()?)))
}

/// Draws why something could not be read or done.
pub(super) fn words(resource: &'static Resource, stop: Stop) -> AnyView {
    let word = match stop {
        Stop::Failed(error) => return call_failed(&error),
        Stop::Refused(WhyNot { words, .. }) => {
            return view! { <Notice tone=Tone::Attention>{t(words)}</Notice> }.into_any();
        }
        Stop::LeftOut(left) => {
            let lines = left.into_iter().map(|(at, why)| {
                let name = at.label().to_owned();
                view! { <li><bdi>{name}</bdi> ": " {t(why.words)}</li> }
            });
            let lines = lines.collect_view();
            return view! {
                <Notice tone=Tone::Attention><p>{t(LEFT_OUT)}</p><ul>{lines}</ul></Notice>
            }
            .into_any();
        }
        Stop::Gone(_) => resource.words.gone,
        Stop::NotSeen(_) => resource.words.not_seen,
    };
    let language = use_language();
    let words = move || {
        let language = language.get();
        joined(language, word.say(language), NOTHING_SENT.say(language))
    };
    view! { <Notice tone=Tone::Attention>{live::text(words)}</Notice> }.into_any()
}
