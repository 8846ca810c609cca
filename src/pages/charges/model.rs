//! What the page of pending charges holds: the charges, and the one key that is spoken of.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::gateway::ListQuery;
use crate::domain::access::Role;
use crate::domain::charge::{PendingCharge, Total};
use crate::domain::entity;
use crate::domain::ids::KeyId;
use crate::domain::key::Key;
use crate::gate::seek::{Sought, Whereabouts};
use crate::parts::navigator::use_navigator;
use crate::session::Session;
use crate::session::listing::LiveList;
use crate::ui::live;

/// A line of the table.
pub type Line = entity::Line<PendingCharge>;

/// What the gateway's rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Charges one by one.
    Single,
    /// One sum per key, without an age.
    Sums,
}

/// A key as charges speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: KeyId,
    /// Its name, where a charge carries one.
    pub name: Option<String>,
}

/// What reading the key that is spoken of came to.
#[derive(Clone, PartialEq)]
pub enum KeyReading {
    /// It is being read.
    Reading,
    /// The operator's key may not list keys.
    NotAllowed,
    /// It was looked for.
    Sought(Sought<Key>),
    /// Looking for it failed.
    Failed(ApiError),
}

/// The page's data.
#[derive(Clone, Copy)]
pub struct ChargesModel {
    /// The session it reads through.
    pub session: Session,
    /// The charges, oldest first.
    pub list: LiveList<PendingCharge>,
    /// What the rows are.
    pub shape: Memo<Shape>,
    /// The key that is spoken of: that of the open row, else the one the address filters by.
    pub subject: Memo<Option<Subject>>,
    /// That key as the gateway holds it.
    pub key: RwSignal<KeyReading>,
}

impl ChargesModel {
    /// A model that has read nothing yet. Reads the key that is spoken of whenever that changes and
    /// whenever the charges were read anew.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let list = LiveList::new(session, ListQuery::after(None));
        let navigator = use_navigator();
        let subject = live::memo(move || {
            let view = navigator.charges();
            let open = list.line(&view.open);
            let open = open.and_then(|line| line.row().and_then(of_charge));
            open.or_else(|| of_id(list, view.key))
        });
        let model = Self {
            session,
            list,
            shape: live::memo(move || shape(list)),
            subject,
            key: RwSignal::new(KeyReading::Reading),
        };
        live::effect(move || {
            let subject = subject.get();
            if let (Some(subject), Some(_)) = (subject, list.read_at.get()) {
                model.read_key(subject);
            }
        });
        model
    }

    fn read_key(self, subject: Subject) {
        let connection = self.session.connection().get_untracked();
        if connection.is_none_or(|connection| connection.role == Role::Pool) {
            return self.key.set(KeyReading::NotAllowed);
        }
        self.key.set(KeyReading::Reading);
        spawn_local(async move {
            let at = Whereabouts {
                id: subject.id.0.clone(),
                name: subject.name.clone(),
                cursor: None,
                created_at: None,
            };
            let reading = match self.session.reread::<Key>(&at).await {
                Ok(sought) => KeyReading::Sought(sought),
                Err(error) => KeyReading::Failed(error),
            };
            // Another key may be spoken of by now.
            if self.subject.try_get_untracked().flatten() == Some(subject) {
                self.key.try_set(reading);
            }
        });
    }

    /// What the loaded charges of one key come to.
    #[must_use]
    pub fn total_of(&self, key: &KeyId) -> Total {
        let rows = self.list.rows();
        let rows = rows.iter().map(|found| &found.row);
        Total::of(rows.filter(|row| row.key.as_ref() == Some(key)))
    }

    /// How many rows are loaded, the unreadable ones among them.
    #[must_use]
    pub fn loaded(&self) -> usize {
        self.list.listing.with(|listing| listing.rows().len())
    }
}

/// Sums, when every row that was understood is one.
fn shape(list: LiveList<PendingCharge>) -> Shape {
    let rows = list.rows();
    if !rows.is_empty() && rows.iter().all(|found| found.row.is_sum()) {
        Shape::Sums
    } else {
        Shape::Single
    }
}

fn of_charge(charge: &PendingCharge) -> Option<Subject> {
    Some(Subject {
        id: charge.key.clone()?,
        name: charge.key_name.clone(),
    })
}

/// The key with this id, by the name that any of its loaded charges carries.
fn of_id(list: LiveList<PendingCharge>, id: String) -> Option<Subject> {
    let id = Some(id).filter(|id| !id.is_empty()).map(KeyId)?;
    let rows = list.rows();
    let mut rows = rows.iter().filter_map(|found| of_charge(&found.row));
    let known = rows.find(|subject| subject.id == id);
    Some(known.unwrap_or(Subject { id, name: None }))
}
