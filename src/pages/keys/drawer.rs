//! One key in full, and what can be done with it.

use leptos::prelude::*;

use super::facts::facts;
use super::model::{KeysModel, Line};
use super::subject::{Act, Subject};
use crate::domain::key::Key;
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::parts::list::{Opened, RowDrawer, line_drawer};
use crate::route::List;
use crate::ui::button::Button;
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The drawer for the line with this id. What is to be done with its key goes into `changing`.
pub fn drawer(model: KeysModel, id: &str, changing: RwSignal<Option<Subject>>) -> AnyView {
    let opened = Opened::new(
        id,
        move |id| model.list.line(id),
        move |id| model.list.looking(id),
    );
    let line = opened.line;
    // The buttons stay while the row is read anew, so that the focus has a way back to them.
    let is_row = move || line.with(|line| matches!(line, Some(Line::Row(..))));
    let foot = move || live::when(is_row, move || actions(line, changing));
    let shows = RowDrawer {
        title: |_, key: &Key| key.label().to_owned(),
        facts: Box::new(move |key| facts(model, key)),
        below: ViewFn::default(),
        foot: foot.into(),
    };
    line_drawer(List::Keys, opened, shows)
}

/// What can be done: the everyday acts, and apart from them, at the end, the one that destroys.
fn actions(line: Memo<Option<Line>>, changing: RwSignal<Option<Subject>>) -> AnyView {
    let language = use_language();
    let why_not = move |act: Act| {
        let why = line.with(|line| act.why_not(line.as_ref()?.row()?));
        why.map(|why| why.say(language.get()).to_owned())
    };
    let begin = move |act: Act| {
        if let Some(Line::Row(found, cursor)) = line.get_untracked() {
            changing.set(Some(Subject {
                act,
                key: found.row.clone(),
                cursor,
            }));
        }
    };
    let button = move |act: Act, label: Keys| {
        let reason = Signal::derive(move || why_not(act));
        view! {
            <Button reason_beside=true disabled_reason=reason on_click=move || begin(act)>
                {t(label)}
            </Button>
        }
        .into_any()
    };
    view! {
        {button(Act::TopUp, Keys::TopUp)}
        {button(Act::Rotate, Keys::Rotate)}
        {button(Act::Move, Keys::Move)}
        <span class="foot-end">{button(Act::Delete, Keys::Delete)}</span>
    }
    .into_any()
}
