//! The relations of an entry: its other attempts, the entry that it undoes, what was undone of it,
//! and a lost value.

use std::sync::Arc;

use crate::reactive::*;

use super::drawer::elsewhere;
use crate::history::{
    Entry, StoredEntry, Undone, VALUE_LOST, lost_value, offer_words, other_attempts, undo_offer,
    undone,
};
use crate::schema::Locator;
use crate::screens::looks::Looks;
use crate::screens::navigator::{entry as entry_route, link, row_of};
use crate::screens::review::{EntryAction, sentence};
use crate::screens::status::state_badge;
use crate::session::Session;
use crate::text;
use crate::ui::detail::Detail;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

const UNDOES: Text = text!("Undoes" / "所撤销的操作");
const ATTEMPTS: Text = text!("Other attempts" / "其他尝试");
const VERIFIED_ON: Text = text!("Last verified on {on}" / "最近核实时间：{on}");
const NO_VERSION: Text = text!("This version does not know the action." / "此版本不认识该操作。");
const ELSEWHERE: Text = text!("Connect to that gateway to open it." / "请连接到该网关后打开。");
const LOST_THEN: Text = text!(
    "If that was not done since, replace or delete it:" / "若之后尚未处理，请更换或将其删除："
);
const LOST_BY_NAME: Text = text!(
    "If that was not done since, look for it by its name in the list; replace or delete it."
        / "若之后尚未处理，请在列表中按名称查找；更换或将其删除。"
);

/// What was undone of an entry, and whether the rest can be.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Rest {
    undone: Option<Undone>,
    words: Option<Text>,
    offered: bool,
}

impl Rest {
    /// Reads from the journal what was undone of an entry.
    pub(super) fn of(session: Session, entry: &Entry, all: &[Arc<StoredEntry>]) -> Self {
        let all: Vec<&Entry> = all.iter().filter_map(|stored| stored.entry()).collect();
        let offer =
            EntryAction::of(session, entry).map(|known| undo_offer(entry, &all, known.dialect));
        Self {
            undone: undone(entry, &all),
            words: offer.as_ref().map_or(Some(NO_VERSION), offer_words),
            offered: offer.is_some_and(|offer| offer.is_ok()),
        }
    }

    /// Returns whether something can still be undone.
    pub(super) const fn is_offered(&self) -> bool {
        self.offered
    }

    /// Draws what was undone when, and whether the rest can be.
    pub(super) fn words(self, looks: Looks, entry: &Entry) -> AnyView {
        let can = self.words.map(|words| view! { <p>{t(words)}</p> });
        let Some(undone) = self.undone else {
            return can.into_any();
        };
        let on = looks.stamp(undone.at.seconds());
        let names = match can {
            None => Vec::new(),
            Some(_) => undone.names(entry),
        };
        let words = Undone::phrase(&on, names);
        let language = use_language();
        let words = live::text(move || words.say(language.get()));
        let by = link(entry_route(undone.by.as_str()), words);
        view! { <p>{by}</p> {can} }.into_any()
    }
}

/// Draws a link to the entry that this one undoes.
pub(super) fn undoes(
    session: Session,
    looks: Looks,
    entry: &Entry,
    all: &[Arc<StoredEntry>],
) -> Option<AnyView> {
    let id = entry.undoes.as_ref()?;
    let mut entries = all.iter().filter_map(|stored| stored.entry());
    let original = entries.find(|other| other.id == *id);
    // An entry that was deleted is named by its id.
    let words = match original {
        Some(original) => sentence(session, looks, original),
        None => view! { <span class="monospace">{id.as_str().to_owned()}</span> }.into_any(),
    };
    let on = original.map(|original| {
        let on = looks.stamp(original.at.seconds());
        view! { " " <span class="faint">{on}</span> }
    });
    let to = link(entry_route(id.as_str()), words);
    Some(view! { <Detail label=t(UNDOES)>{to} {on}</Detail> }.into_any())
}

/// Draws links to the other attempts at the same change, each with its outcome.
pub(super) fn attempts(looks: Looks, entry: &Entry, all: &[Arc<StoredEntry>]) -> Option<AnyView> {
    let all: Vec<&Entry> = all.iter().filter_map(|stored| stored.entry()).collect();
    let others = other_attempts(entry, &all);
    if others.is_empty() {
        return None;
    }
    let one = |other: &Entry| {
        let to = link(
            entry_route(other.id.as_str()),
            looks.stamp(other.at.seconds()).into_any(),
        );
        view! { <p>{to} " " {state_badge(other)}</p> }
    };
    let each = others.into_iter().map(one).collect_view();
    Some(view! { <Detail label=t(ATTEMPTS)>{each}</Detail> }.into_any())
}

/// Draws that the entry's value was lost, and what to do with which row.
pub(super) fn value_lost(session: Session, entry: &Entry) -> Option<AnyView> {
    let rows = lost_value(entry)?;
    let known = EntryAction::of(session, entry);
    let then = if rows.is_empty() {
        LOST_BY_NAME
    } else {
        LOST_THEN
    };
    let away = elsewhere(session, entry, ELSEWHERE);
    let one = move |at: Locator| {
        let of = known.and_then(|known| known.dialect.resource(&at.of));
        live::part(move || {
            let id = at.id.as_str();
            let name = view! { <span class="monospace">{id.to_owned()}</span> }.into_any();
            match (away.get(), of) {
                (None, Some(of)) => link(row_of(of, id), name),
                // On another gateway the link would lead to an unrelated row.
                _ => name,
            }
        })
    };
    let rows = rows.into_iter().map(|at| view! { " " {one(at)} });
    let rows = rows.collect_view();
    // The action's own sentence advises sending it again, which the journal does not offer.
    Some(
        view! {
            <Notice tone=Tone::Attention>
                <p class="explained-what">{t(VALUE_LOST)}</p>
                <p class="explained-then">{t(then)} {rows}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// Draws when the gateway was last read for an entry, because its texts describe that time.
pub(super) fn verified_at(looks: Looks, entry: &Entry) -> Option<AnyView> {
    let language = use_language();
    let on = looks.stamp(entry.verified_at()?.seconds());
    let words = Phrase::from(VERIFIED_ON).with("on", on);
    let words = live::text(move || words.say(language.get()));
    Some(view! { <p class="hint">{words}</p> }.into_any())
}
