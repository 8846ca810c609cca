//! The drawer of one row of a list: loaded, looked for by its id, or not to be found.

use leptos::prelude::*;

use crate::domain::entity::{Entity, Line};
use crate::gate::looking::Looking;
use crate::gate::seek::Sought;
use crate::i18n::Language;
use crate::i18n::lists::{Of, Word, failure};
use crate::parts::explained::explained;
use crate::parts::navigator::use_navigator;
use crate::parts::raw::unreadable;
use crate::route::List;
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;

/// The row that a drawer is about.
pub struct Opened<T: Entity> {
    /// Its id.
    pub id: String,
    /// Its line, where it is known.
    pub line: Memo<Option<Line<T>>>,
    /// How far looking for it has come, where it is not loaded.
    pub looking: Memo<Option<Looking<T>>>,
}

impl<T: Entity> Opened<T> {
    /// The row with this id, by what the list says of it.
    pub fn new(
        id: &str,
        line: impl Fn(&str) -> Option<Line<T>> + Send + Sync + 'static,
        looking: impl Fn(&str) -> Option<Looking<T>> + Send + Sync + 'static,
    ) -> Self {
        let (of_line, of_looking) = (id.to_owned(), id.to_owned());
        Self {
            id: id.to_owned(),
            line: live::memo(move || line(&of_line)),
            looking: live::memo(move || looking(&of_looking)),
        }
    }
}

/// What a drawer shows of a row.
pub struct RowDrawer<T: Entity> {
    /// What the row is called.
    pub title: fn(Language, &T) -> String,
    /// Its facts.
    pub facts: Box<dyn Fn(&T) -> AnyView + Send + Sync>,
    /// What stands below the facts and is not drawn anew with them.
    pub below: ViewFn,
    /// What can be done with it.
    pub foot: ViewFn,
}

/// The drawer.
pub fn line_drawer<T: Entity>(list: List, of: Opened<T>, shows: RowDrawer<T>) -> AnyView {
    let Opened { id, line, looking } = of;
    let RowDrawer {
        title,
        facts,
        below,
        foot,
    } = shows;
    let (plain, language) = (id.clone(), use_language());
    let title = move || {
        line.with(|line| match line {
            Some(Line::Row(found, _)) => title(language.get(), &found.row),
            Some(line) => line.id(),
            None => plain.clone(),
        })
    };
    let body = move || match line.get() {
        Some(Line::Row(found, _)) => facts(&found.row),
        Some(Line::Unreadable(_, row)) => unreadable(&row),
        None => absent(list, looking),
    };
    framed(list, id, title.into(), live::part(body), below, foot)
}

/// The frame, compiled once for every kind of row.
fn framed(
    list: List,
    id: String,
    title: TextProp,
    body: AnyView,
    below: ViewFn,
    foot: ViewFn,
) -> AnyView {
    let navigator = use_navigator();
    let close = move || navigator.open(list, String::new());
    view! {
        <Drawer title subject=id on_close=close foot>
            {body}
            {below.run()}
        </Drawer>
    }
    .into_any()
}

/// What stands in the place of a row that is not loaded.
fn absent<T: Entity>(list: List, looking: Memo<Option<Looking<T>>>) -> AnyView {
    let language = use_language();
    let word = match looking.get() {
        None | Some(Looking::Asking) => return view! { <Skeleton rows=6 /> }.into_any(),
        Some(Looking::Failed(error)) => {
            let words = move || failure(list, language.get(), &error);
            return live::part(move || explained(Tone::Bad, words()));
        }
        Some(Looking::Ended(Sought::Gone)) => Word::Gone,
        Some(Looking::Ended(Sought::Here(_) | Sought::NotSeen)) => Word::NotSeen,
    };
    view! { <Notice>{t(Of(list, word))}</Notice> }.into_any()
}
