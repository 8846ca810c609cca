//! One key in full, and what can be done with it.

use leptos::prelude::*;

use super::facts::{facts, unreadable};
use super::model::{KeysModel, Line};
use super::subject::{Act, Subject};
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::parts::navigator::use_navigator;
use crate::route::{KeysView, Place};
use crate::ui::button::Button;
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;

/// The drawer for the line with this id. What is to be done with its key goes into `changing`.
pub fn drawer(model: KeysModel, id: &str, changing: RwSignal<Option<Subject>>) -> AnyView {
    let navigator = use_navigator();
    let close = move || {
        navigator.to(
            Place::Keys(KeysView {
                open: String::new(),
                ..navigator.keys()
            }),
            false,
        )
    };
    let wanted = id.to_owned();
    let line = live::memo(move || model.list.line(&wanted));
    let title = {
        let id = id.to_owned();
        move || {
            line.get().map_or_else(
                || id.clone(),
                |line| {
                    line.row()
                        .map_or_else(|| line.id(), |key| key.label().to_owned())
                },
            )
        }
    };
    // The buttons stay while the row is read anew, so that the focus has a way back to them.
    let is_row = move || line.with(|line| matches!(line, Some(Line::Row(..))));
    let foot = move || live::when(is_row, move || actions(line, changing));
    let body = move || match line.get() {
        Some(Line::Row(found, _)) => facts(model, &found.row),
        Some(Line::Unreadable(_, row)) => unreadable(&row),
        None => view! { <Notice>{t(Keys::GoneKey)}</Notice> }.into_any(),
    };
    view! { <Drawer title subject=id.to_owned() on_close=close foot>{live::part(body)}</Drawer> }
        .into_any()
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
