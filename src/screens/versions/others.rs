//! Other documents of the same kind that held another text when a version was made: they can be put back
//! with it, one after the other in one plan.

use std::sync::Arc;

use crate::reactive::*;

use super::{Chains, title};
use crate::history::versions::{Version, at_time, last_held};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::detail::Disclosure;
use crate::ui::input::Checkbox;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Phrase, Text};

/// The most documents in one plan.
const MOST: usize = 20;

const ALSO: Text = text!("Also put back what held at that time" / "同时恢复当时的其他文档");
const EACH: Text = text!("{name}: version {n}" / "{name}：版本 {n}");

/// Returns the versions that other documents of the same field held at the time of this one, and no longer
/// do as far as this browser knows.
pub(super) fn at_that_time(all: &[Arc<Vec<Version>>], version: &Version) -> Vec<Version> {
    let is_other = |first: &Version| {
        let (one, other) = (&first.of, &version.of);
        one.base == other.base
            && one.resource == other.resource
            && one.field == other.field
            && one.import == other.import
            && one.row != other.row
    };
    let others = all
        .iter()
        .filter(|chain| chain.first().is_some_and(is_other));
    let moved = others.filter_map(|chain| {
        let then = at_time(chain, version.at)?;
        let now = last_held(chain)?;
        (then.text != now.text).then(|| then.clone())
    });
    moved.take(MOST).collect()
}

/// Draws them, each to be chosen.
pub(super) fn others(
    session: Session,
    looks: Looks,
    all: Memo<Chains>,
    version: Signal<Option<Version>>,
    chosen: RwSignal<Vec<String>>,
) -> AnyView {
    let found = live::fresh(move || {
        version
            .get()
            .map_or_else(Vec::new, |version| at_that_time(&all.read(), &version))
    });
    live::maybe(move || {
        let each = found.get();
        (!each.is_empty()).then(|| {
            let each = each.into_iter().map(|then| {
                let word = then.of.word();
                let ticked = RwSignal::new(chosen.with_untracked(|all| all.contains(&word)));
                live::effect(move || {
                    let (on, word) = (ticked.get(), word.clone());
                    chosen.update(|all| {
                        all.retain(|known| *known != word);
                        all.extend(on.then_some(word));
                    });
                });
                let words = looks.words(move |view| {
                    Phrase::from(EACH)
                        .with("name", title(session, &then, view.language))
                        .with("n", then.number.to_string())
                        .say(view.language)
                });
                view! { <Checkbox value=ticked>{words}</Checkbox> }
            });
            let each = each.collect_view();
            view! { <Disclosure title=t(ALSO)><div class="compared-others">{each}</div></Disclosure> }
                .into_any()
        })
    })
}
