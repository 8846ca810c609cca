//! Draws what a plan changes on several rows, and what came of it on each.

use crate::reactive::*;

use super::When;
use super::changes::{AFTER, BEFORE, WAS, WILL_BE, value_words, which};
use super::outcome::explain_step;
use crate::gate::{Ending, Explained};
use crate::history::Entry;
use crate::schema::Resource;
use crate::screens::looks::Looks;
use crate::screens::status::outcome_badge;
use crate::session::Session;
use crate::text;
use crate::ui::clamp::clamped;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Text, visible};

const NAME: Text = text!("Name" / "名称");
const RESULT: Text = text!("Result" / "结果");

/// Draws a table of rows: the values before and after, and the outcome of each step.
#[must_use]
pub(super) fn rows(
    session: Session,
    looks: Looks,
    resource: &'static Resource,
    (entry, when): (&Entry, When),
) -> AnyView {
    let alike = entry
        .steps
        .windows(2)
        .all(|two| two[0].outcome == two[1].outcome);
    let rows = entry.steps.iter().enumerate().map(|(number, step)| {
        let at = entry.subjects.get(step.subject).map(|subject| &subject.at);
        let (name, id) = at.map_or_else(Default::default, |at| {
            (at.label().to_owned(), at.id.to_string())
        });
        let values = step.checks.first().and_then(|check| {
            let (field, _) = check.field()?;
            let (before, after) = check.before_and_after()?;
            Some([before, after].map(|value| {
                let field = field.to_owned();
                looks.words(move |view| value_words(resource, &field, &value, view))
            }))
        });
        let [before, after] = values.unwrap_or_else(|| [().into_any(), ().into_any()]);
        let outcome = step.outcome.as_ref();
        let end = outcome.map(|outcome| outcome_badge(Some(outcome)));
        // The outcome that all steps share is shown above the table, and "applied" needs no
        // explanation.
        let is_shown = !alike && Ending::of(outcome) != Ending::Applied;
        let words = is_shown.then(|| explain_step(session, looks, (entry, when), number, outcome));
        let words = words.flatten().map(|(_, Explained { what, then })| {
            let what = looks.words(move |view| what.say(view.language));
            let then = looks.words(move |view| then.say(view.language));
            view! { <p class="hint">{what} " " {then}</p> }
        });
        view! {
            <tr>
                <th scope="row">{clamped(name)} " " <span class="faint monospace">{visible(&id).into_owned()}</span></th>
                <td>{before}</td>
                <td>{after}</td>
                <td>{end} {words}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    // The field has a name where all steps set the same one.
    let mut fields = entry
        .steps
        .iter()
        .filter_map(|step| step.checks.first()?.field());
    let first = fields.next().map(|(field, _)| field.to_owned());
    let same = first.filter(|first| fields.all(|(field, _)| field == first));
    let (before, after): (TextProp, TextProp) = match &same {
        Some(field) => (
            which(looks, resource, field, WAS),
            which(looks, resource, field, WILL_BE),
        ),
        None => (t(BEFORE).into(), t(AFTER).into()),
    };
    view! {
        <table class="plan">
            <thead>
                <tr>
                    <th scope="col">{t(NAME)}</th>
                    <th scope="col">{live::text(before)}</th>
                    <th scope="col">{live::text(after)}</th>
                    <th scope="col">{t(RESULT)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
