//! What an operator sees before a key is deleted: what does not come back, who used it last, what
//! is left of its budget and what is still pending.

use leptos::prelude::*;

use super::model::KeysModel;
use super::pending;
use super::subject;
use crate::domain::key::Key;
use crate::i18n::charges::Charges;
use crate::i18n::key_form::KeyForm;
use crate::i18n::keys::Keys;
use crate::parts::budget::budget_details;
use crate::ui::detail::{Detail, Details};
use crate::ui::devices::use_now;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// The facts. Charges are read once for each opening, whatever else is read anew.
pub fn body(model: KeysModel, key: Memo<Option<Key>>) -> AnyView {
    let id = key.with_untracked(|key| key.as_ref().map(|key| key.id.clone()));
    let pending = id.map(|id| pending::of_key(model.session, id));
    view! {
        {live::maybe(move || Some(facts(&key.get()?, pending?)))}
        <Notice tone=Tone::Attention>{t(KeyForm::DeleteLead)}</Notice>
    }
    .into_any()
}

fn facts(key: &Key, pending: Signal<String>) -> AnyView {
    let now = use_now().get_untracked().seconds();
    let (name, last_use, budget) = (
        subject::name(key),
        subject::last_use(key),
        budget_details(&key.budget),
    );
    let id = key.id.0.clone();
    view! {
        {subject::used_lately(key, now, KeyForm::UsedLatelyDelete)}
        <Details>
            {name}
            <Detail label=t(Keys::Identifier) monospace=true>{id}</Detail>
            {last_use}
            {budget}
            <Detail label=t(Charges::Title)>{live::text(pending)}</Detail>
        </Details>
    }
    .into_any()
}
