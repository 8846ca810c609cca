//! What is pending for a key that is about to be deleted, as far as one page of charges tells.
//! Never subtracted from its budget.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::ListQuery;
use crate::domain::charge::{PendingCharge, Totals};
use crate::domain::ids::KeyId;
use crate::domain::page::Row;
use crate::i18n::Say;
use crate::i18n::charges::failure;
use crate::i18n::interface::Interface;
use crate::i18n::keys;
use crate::session::Session;
use crate::ui::language::use_language;

/// Charges that were read, and whether there are no others.
type Read = (Vec<PendingCharge>, bool);

/// What is pending for one key, in words; it is read once, now.
pub fn of_key(session: Session, key: KeyId) -> Signal<String> {
    let language = use_language();
    let found: RwSignal<Option<Result<Read, ApiError>>> = RwSignal::new(None);
    spawn_local(async move {
        let read = read(session, key).await;
        found.try_set(Some(read));
    });
    Signal::derive(move || match found.get() {
        None => Interface::Loading.say(language.get()).to_owned(),
        Some(Ok((charges, whole))) => keys::pending(language.get(), &Totals::of(&charges), whole),
        Some(Err(error)) => failure(language.get(), &error).what,
    })
}

/// One page of charges, asked for by the key's id where a gateway knows to filter, and compared
/// here where it does not.
async fn read(session: Session, key: KeyId) -> Result<Read, ApiError> {
    let Some(connection) = session.connection().try_get_untracked().flatten() else {
        return Err(ApiError::Unreachable(Unreachable::NotSent));
    };
    let query = ListQuery::after(None).of_key(key.clone());
    let page = session
        .read(connection.dialect().pending_charges(&query))
        .await?;
    // A row that cannot be read may be a charge of this key.
    let whole = page.next.is_none() && page.rows.iter().all(|row| row.read().is_some());
    let charges = page.rows.into_iter().filter_map(|row| match row {
        Row::Read(charge) => Some(charge),
        Row::Unreadable(_) => None,
    });
    let own = charges.filter(|charge| charge.key.as_ref() == Some(&key));
    Ok((own.collect(), whole))
}
