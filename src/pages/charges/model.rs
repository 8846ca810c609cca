//! What the page of pending charges holds: the charges, and the one key that is spoken of.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::gateway::ListQuery;
use crate::domain::access::Role;
use crate::domain::charge::{PendingCharge, Totals};
use crate::domain::entity;
use crate::domain::ids::KeyId;
use crate::domain::key::Key;
use crate::gate::looking::Looking;
use crate::gate::seek::{Sought, Whereabouts};
use crate::parts::list::Listed;
use crate::parts::navigator::use_navigator;
use crate::route::{Facet, List};
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
    /// That key as the gateway holds it; `None` where the operator's key may not list keys.
    pub key: RwSignal<Option<Looking<Key>>>,
}

impl ChargesModel {
    /// A model that has read nothing yet. Reads the key that is spoken of whenever that changes and
    /// whenever the charges were read anew.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let navigator = use_navigator();
        let wanted = live::memo(move || {
            let view = navigator.view(List::Charges);
            Some(view.word(Facet::Key).to_owned()).filter(|key| !key.is_empty())
        });
        let list = LiveList::new(session, query(wanted.get_untracked()));
        let mut asked = wanted.get_untracked();
        live::effect(move || {
            let now = wanted.get();
            if std::mem::replace(&mut asked, now.clone()) != now {
                list.ask_for(query(now));
            }
        });
        let subject = live::memo(move || {
            let view = navigator.view(List::Charges);
            let open = list.line(&view.open);
            let open = open.and_then(|line| line.row().and_then(of_charge));
            open.or_else(|| of_id(list, view.word(Facet::Key).to_owned()))
        });
        let model = Self {
            session,
            list,
            shape: live::memo(move || shape(list)),
            subject,
            key: RwSignal::new(Some(Looking::Asking)),
        };
        live::effect(move || {
            let subject = subject.get();
            if let (Some(subject), Some(_)) = (subject, list.read_at.get()) {
                model.read_key(subject);
            }
        });
        model
    }

    /// The list without the type of its rows.
    #[must_use]
    pub fn listed(self) -> Listed {
        let list = self.list;
        Listed::new(List::Charges, list.reading, list.error, move |ask| {
            list.ask(ask)
        })
    }

    fn read_key(self, subject: Subject) {
        let connection = self.session.connection().get_untracked();
        if connection.is_none_or(|connection| connection.role == Role::Pool) {
            return self.key.set(None);
        }
        self.key.set(Some(Looking::Asking));
        spawn_local(async move {
            let at = Whereabouts {
                id: subject.id.0.clone(),
                name: subject.name.clone(),
                cursor: None,
                created_at: None,
            };
            let looking = Looking::from(self.session.reread::<Key>(&at).await);
            // Another key may be spoken of by now.
            if self.subject.try_get_untracked().flatten() == Some(subject) {
                self.key.try_set(Some(looking));
            }
        });
    }

    /// The name of the key that is spoken of, once it was read.
    #[must_use]
    pub fn key_name(&self, id: &KeyId) -> Option<String> {
        self.key.with(|key| match key {
            Some(Looking::Ended(Sought::Here(key))) if key.id == *id => key.name.clone(),
            _ => None,
        })
    }

    /// What the loaded charges of one key come to.
    #[must_use]
    pub fn total_of(&self, key: &KeyId) -> Totals {
        let rows = self.list.rows();
        let rows = rows.iter().map(|found| &found.row);
        Totals::of(rows.filter(|row| row.key.as_ref() == Some(key)))
    }
}

/// The oldest charges first; with a key, only those of that key, so that its sum is not one of the
/// rows that happen to be loaded.
fn query(key: Option<String>) -> ListQuery {
    let all = ListQuery::after(None);
    match key {
        Some(key) => all.of_key(KeyId(key)),
        None => all,
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
