//! What a row means together with other lists: the conclusions of its resource, each an inference
//! shown with its evidence. The other lists are read when the drawer opens.

use crate::reactive::*;

use super::Shown;
use crate::call::ApiError;
use crate::schema::{Evidence, Explanation, Finding, Level, Locator, Seen};
use crate::screens::explained::call_failed;
use crate::screens::looks::Looks;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::words::RELOAD;
use crate::words::Text;

const NOT_WHOLE: Text = text!(
    "Some lists could not be read whole, so more may hold than is said here."
        / "部分列表未能完整读取，实际情况可能多于此处所述。"
);

/// What was read for an explanation.
#[derive(Clone, PartialEq)]
enum Looked {
    Reading,
    /// The lists that were read, and the failures of the others.
    Read(Vec<Seen>, Vec<ApiError>),
}

/// Draws the explanations of the shown row.
pub(super) fn explanations(looks: Looks, shown: Shown) -> AnyView {
    let all = shown.resource.explanations.iter();
    all.map(|one| {
        let applies = live::memo(move || {
            let row = shown.row.get();
            row.is_some_and(|row| (one.applies)(&row.record, &shown.session.who()))
        });
        live::when(move || applies.get(), move || section(looks, shown, one))
    })
    .collect_view()
    .into_any()
}

fn section(looks: Looks, shown: Shown, one: &'static Explanation) -> AnyView {
    let looked = RwSignal::new(Looked::Reading);
    let read = move || {
        let Some(row) = shown.row.get_untracked() else {
            return;
        };
        let at = row.locator(shown.resource, None);
        looked.set(Looked::Reading);
        spawn_local(async move {
            let (mut seen, mut failed) = (Vec::new(), Vec::new());
            for lookup in one.lookups {
                let allowed = shown
                    .dialect
                    .resource(lookup.of)
                    .is_some_and(|of| (of.not_listed)(&shown.session.who()).is_none());
                // What the account may not read is missing evidence, not a failure.
                if !allowed || !(lookup.applies)(&row.record) {
                    continue;
                }
                let asked = lookup.asked(&at, &row.record);
                match shown.session.look_up(lookup, asked).await {
                    Ok(found) => seen.push(found),
                    Err(ApiError::NotAllowed(_)) => {}
                    Err(error) => failed.push(error),
                }
            }
            looked.try_set(Looked::Read(seen, failed));
        });
    };
    read();
    let busy = live::derived(move || looked.with(|looked| *looked == Looked::Reading));
    let body = live::part(move || match looked.get() {
        Looked::Reading => view! { <Skeleton rows=2 /> }.into_any(),
        Looked::Read(seen, failed) => {
            let whole = seen.iter().all(|seen| seen.whole);
            let note = (!whole).then(|| view! { <p class="hint">{t(NOT_WHOLE)}</p> });
            let failed = failed.iter().map(call_failed).collect_view();
            let found = shown.row.get().map(|row| {
                let at: Locator = row.locator(shown.resource, None);
                let evidence = Evidence {
                    at: &at,
                    row: &row.record,
                    who: &shown.session.who(),
                    seen: &seen,
                    now: shown.session.now_seconds(),
                };
                conclusions(looks, (one.findings)(&evidence))
            });
            view! { {failed} {found} {note} }.into_any()
        }
    });
    let has_lookups = !one.lookups.is_empty();
    view! {
        <section class="members">
            <div class="members-head">
                <h3>{t(one.title)}</h3>
                {has_lookups.then(|| view! {
                    <Button kind=Kind::Plain label=t(RELOAD) busy on_click=read>
                        <Icon glyph=Glyph::Reload />
                    </Button>
                })}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// Draws findings as a list, each with its weight in words of its own.
fn conclusions(looks: Looks, findings: Vec<Finding>) -> AnyView {
    let items = findings.into_iter().map(|finding| {
        let level = match finding.level {
            Level::Note => "conclusion",
            Level::Caution => "conclusion caution",
            Level::Harm => "conclusion harm",
        };
        let words = looks.words(move |view| crate::gate::say_finding(&finding, view));
        view! { <li class=level>{words}</li> }
    });
    view! { <ul class="conclusions">{items.collect_view()}</ul> }.into_any()
}
