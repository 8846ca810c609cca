//! Explains why the review could not be opened.

use crate::reactive::*;

use super::preparation::Preparation;
use crate::gate::{Stop, explain_stop};
use crate::schema::Resource;
use crate::screens::explained::explained;
use crate::text;
use crate::ui::clamp::clamped;
use crate::ui::landing::Landing;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::Text;

const LEFT_OUT: Text = text!("Left out, so review the rest:" / "以下已排除，请核对其余部分：");

/// Draws the explanation; nothing if there is no problem.
#[must_use]
pub fn why_stopped(resource: &'static Resource, preparation: Preparation) -> AnyView {
    // It may stand below what is in sight, so it takes the focus.
    live::maybe(move || {
        let words = words(resource, &preparation.stop.get()?);
        Some(view! { <Landing class="stopped">{words}</Landing> }.into_any())
    })
}

/// Draws why something could not be read or done.
pub(super) fn words(resource: &'static Resource, stop: &Stop) -> AnyView {
    match stop {
        Stop::LeftOut(left) => {
            // Each reason once, with the rows that it is about.
            let mut reasons: Vec<(Text, Vec<&str>)> = Vec::new();
            for (at, why) in left {
                match reasons.iter_mut().find(|(known, _)| *known == why.words) {
                    Some((_, names)) => names.push(at.label()),
                    None => reasons.push((why.words, vec![at.label()])),
                }
            }
            let lines = reasons.into_iter().map(|(why, names)| {
                view! { <li>{clamped(names.join(", "))} ": " {t(why)}</li> }
            });
            let lines = lines.collect_view();
            view! {
                <Notice tone=Tone::Attention><p>{t(LEFT_OUT)}</p><ul>{lines}</ul></Notice>
            }
            .into_any()
        }
        Stop::Failed(_) => explained(Tone::Bad, explain_stop(stop, resource)),
        Stop::Refused(_) | Stop::Gone(_) | Stop::NotSeen(_) => {
            explained(Tone::Attention, explain_stop(stop, resource))
        }
    }
}
