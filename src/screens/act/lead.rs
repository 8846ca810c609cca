//! The part of a form above its inputs: the introduction, the facts of the row as just read, and
//! the warnings.

use std::sync::Arc;

use crate::reactive::*;

use super::form::Form;
use super::{Doing, with_context};
use crate::gate::{Gathered, Stop};
use crate::records::Row;
use crate::schema::{Action, Dialect, Finding, Resource, WhyNot};
use crate::screens::looks::{Looks, facts};
use crate::screens::review::findings;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::clamp::clamped;
use crate::ui::detail::Details;
use crate::ui::devices::use_devices;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;
use crate::words::{Text, visible};

/// Milliseconds without a keystroke after which the warnings follow what is typed.
const REST: u32 = 120;

const READ_AGAIN: Text = text!("Read again" / "重新读取");

/// The result of reading for a form; `None` while it is being read.
pub(super) type Read = RwSignal<Option<Result<Arc<Gathered>, Stop>>>;

/// Draws the part above the inputs.
pub(super) fn lead(
    looks: Looks,
    dialect: &'static Dialect,
    doing: Memo<Option<Doing>>,
    form: Form,
    gathered: Read,
    again: Callback<()>,
) -> AnyView {
    let session: Session = expect_context();
    let Some(first) = doing.get_untracked() else {
        return ().into_any();
    };
    let (action, resource) = (first.action, first.resource);
    let lead = action
        .lead
        .map(|words| view! { <p class="hint">{t(words)}</p> });
    let row = move || -> Option<Arc<Row>> {
        let doing = doing.get()?;
        // What one of several rows is says nothing about the others.
        match doing.rows.as_slice() {
            [(_, row)] => Some(Arc::clone(row)),
            _ => None,
        }
    };
    let shown = (!action.facts.is_empty()).then(|| {
        live::maybe(move || {
            let rows = facts(looks, dialect, resource, action.facts, &row()?.record);
            Some(view! { <Details>{rows}</Details> }.into_any())
        })
    });
    let looked = (!action.lookups.is_empty())
        .then(|| live::part(move || read(first.resource, action, gathered, again)));
    let rested = rested(form);
    let noted = live::maybe(move || {
        let doing = doing.get()?;
        rested.track();
        let values = untrack(|| form.values_so_far());
        let found: Vec<Finding> = match gathered.get() {
            Some(Ok(gathered)) => {
                gathered.evaluate(&session.who(), &values, session.now_seconds(), action.notes)
            }
            _ if action.lookups.is_empty() => {
                let of = |doing: &Doing| {
                    with_context(session, doing, &values, |context| (action.notes)(context))
                };
                let mut found = of(&doing);
                // Of several rows only what holds of all of them; the review tells the rest by name.
                for row in doing.rows.iter().skip(1) {
                    let other = of(&Doing {
                        rows: vec![row.clone()],
                        ..doing.clone()
                    });
                    found.retain(|finding| other.contains(finding));
                }
                found
            }
            _ => return None,
        };
        Some(findings(looks, &found))
    });
    // For several rows, the table of the review names them.
    let named = live::maybe(move || {
        let doing = doing.get()?;
        let (at, row) = doing.rows.first().filter(|_| doing.rows.len() == 1)?;
        let name = row.name(doing.resource)?.to_owned();
        let id = visible(at.id.as_str()).into_owned();
        // A row whose name is its id is named once.
        let id = (name != id).then(|| view! { " " <span class="faint monospace">{id}</span> });
        Some(view! { <p class="form-subject">{clamped(name)} {id}</p> }.into_any())
    });
    view! { {named} {lead} {shown} {looked} {noted} }.into_any()
}

/// Changes once typing rests: notes on a long document take longer than a letter may.
fn rested(form: Form) -> RwSignal<()> {
    let (rested, count) = (RwSignal::new(()), StoredValue::new(0_usize));
    let clock = use_devices().clock;
    live::effect(move || {
        form.follow();
        let at = count.get_value() + 1;
        count.set_value(at);
        if at == 1 {
            return;
        }
        let pause = clock.sleep(REST);
        spawn_local(async move {
            pause.await;
            if count.try_get_value() == Some(at) {
                rested.try_set(());
            }
        });
    });
    rested
}

/// Draws the progress of reading, and why the action is not available.
fn read(
    resource: &'static Resource,
    action: &'static Action,
    gathered: Read,
    again: Callback<()>,
) -> AnyView {
    match gathered.get() {
        None => view! { <Skeleton rows=2 /> }.into_any(),
        Some(Err(stop)) => view! {
            {super::stopped::words(resource, &stop)}
            <div><Button on_click=again>{t(READ_AGAIN)}</Button></div>
        }
        .into_any(),
        Some(Ok(gathered)) => {
            let session: Session = expect_context();
            let why = refused(session, action, &gathered);
            why.map(|why| {
                view! {
                    <Notice tone=Tone::Attention>{t(why.words)}</Notice>
                    <div><Button on_click=again>{t(READ_AGAIN)}</Button></div>
                }
                .into_any()
            })
            .into_any()
        }
    }
}

fn refused(session: Session, action: &Action, gathered: &Gathered) -> Option<WhyNot> {
    let nothing = crate::schema::Record::default();
    gathered.evaluate(&session.who(), &nothing, session.now_seconds(), |context| {
        action.refuses(context)
    })
}

/// Returns why the action is not available, judged by what was read for its form.
pub(super) fn why_not(session: Session, doing: &Doing, gathered: &Gathered) -> Option<Text> {
    refused(session, doing.action, gathered).map(|why| why.words)
}
