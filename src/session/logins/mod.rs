//! Logins that are open in this tab: several at once, each with its entry in the journal. They go on
//! while other screens are shown, and a reload resumes them.

mod finish;
mod kept;
mod pasted;
mod run;

use crate::reactive::*;

use super::Session;
use crate::browser::page;
use crate::domain::ids::{EntryId, SpelledId, id};
use crate::flows::account::End;
use crate::flows::clock::{Now, SteadyMillis};
use crate::flows::device::{DeviceLogin, Event};
use crate::flows::paste::PasteLogin;
use crate::flows::problem::StartProblem;
use crate::gate::{After, Outcome, Review};
use crate::history::{Entry, StoreProblem};
use crate::schema::{Action, Locator, Resource};

/// The open logins of a tab, and those that have ended and are still shown. Copies refer to the same.
#[derive(Clone, Copy)]
pub struct Logins {
    cards: RwSignal<Vec<LoginCard>>,
    /// What is pasted and not yet sent, by login: in memory only, until the login ends.
    drafts: StoredValue<Vec<(EntryId, String)>>,
    serial: StoredValue<usize>,
    listens: StoredValue<bool>,
}

/// A login as its card shows it.
#[derive(Clone)]
pub struct LoginCard {
    /// Tells cards of this tab apart.
    pub serial: usize,
    /// Its entry in the journal.
    pub entry: Entry,
    /// The resource of its account.
    pub resource: &'static Resource,
    /// The action that started it.
    pub action: &'static Action,
    /// The row that it signs in again.
    pub row: Option<Locator>,
    /// What the account is called; empty where nothing was typed.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// How it ended, once that was verified.
    pub outcome: Option<Outcome>,
    /// The HTTP status of the last response.
    status: u16,
    /// Whether the journal has its entry.
    recorded: bool,
    /// Only the latest timer counts.
    timer: u32,
    /// How often it has changed.
    changes: u32,
}

/// The same login with the same content: a card is drawn again only when its own login changes.
impl PartialEq for LoginCard {
    fn eq(&self, other: &Self) -> bool {
        (self.serial, self.changes) == (other.serial, other.changes)
    }
}

/// How far a login is.
#[derive(Clone)]
pub enum Stage {
    /// Its start is under way.
    Starting,
    /// Nothing was sent, because the journal could not be written.
    NotRecorded(StoreProblem),
    /// It did not begin.
    NotStarted(StartProblem),
    /// A device login.
    Device(Box<DeviceLogin>),
    /// A pasted authorization.
    Paste(Box<PasteLogin>),
}

impl LoginCard {
    /// Returns whether nothing is left to do in it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match &self.stage {
            Stage::Starting => false,
            Stage::NotRecorded(_) | Stage::NotStarted(_) => true,
            Stage::Device(_) | Stage::Paste(_) => self.end().is_some(),
        }
    }

    /// Returns whether it may be taken away: how it ended is verified and recorded.
    #[must_use]
    pub fn may_go(&self) -> bool {
        self.outcome.is_some() || matches!(self.stage, Stage::NotRecorded(_))
    }

    /// Returns how the login ended, as the gateway told it.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        match &self.stage {
            Stage::Device(login) => login.outcome().map(|outcome| outcome.end()),
            Stage::Paste(login) => login.outcome(),
            Stage::Starting | Stage::NotRecorded(_) | Stage::NotStarted(_) => None,
        }
    }

    /// Returns the account that the login added or renewed, where it is known.
    #[must_use]
    pub fn account(&self) -> Option<SpelledId> {
        let End::Completed(account) = self.end()? else {
            return None;
        };
        let listed = || match self.outcome.as_ref()? {
            Outcome::Applied { after, .. } => match after.as_slice() {
                [After::Created(ids)] if ids.len() == 1 => Some(SpelledId::Text(ids[0].clone())),
                [After::SignedIn(id)] => Some(SpelledId::Text(id.clone())),
                _ => None,
            },
            _ => None,
        };
        let row = || self.row.as_ref().map(|row| row.id.clone());
        account.id.or_else(listed).or_else(row)
    }
}

impl Logins {
    pub(super) fn new() -> Self {
        Self {
            cards: RwSignal::new(Vec::new()),
            drafts: StoredValue::new(Vec::new()),
            serial: StoredValue::new(0),
            listens: StoredValue::new(false),
        }
    }

    /// Returns the logins, the newest first.
    #[must_use]
    pub fn cards(&self) -> Signal<Vec<LoginCard>> {
        *self.cards
    }

    /// Returns what was pasted for a login and not yet sent.
    #[must_use]
    pub fn draft(&self, of: &EntryId) -> String {
        self.drafts.with_value(|drafts| {
            let found = drafts.iter().find(|(known, _)| known == of);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        })
    }

    /// Keeps what is pasted for a login while other screens are shown; an empty text is forgotten.
    pub fn keep_draft(&self, of: &EntryId, text: &str) {
        self.drafts.try_update_value(|drafts| {
            drafts.retain(|(known, _)| known != of);
            if !text.is_empty() {
                drafts.push((of.clone(), text.to_owned()));
            }
        });
    }

    fn next_serial(&self) -> usize {
        let next = self.serial.try_update_value(|serial| {
            *serial += 1;
            *serial
        });
        next.unwrap_or_default()
    }

    fn with<T>(&self, of: &EntryId, look: impl FnOnce(&LoginCard) -> T) -> Option<T> {
        self.cards.with_untracked(|cards| {
            let found = cards.iter().find(|card| card.entry.id == *of);
            found.map(look)
        })
    }

    fn update<T>(&self, of: &EntryId, change: impl FnOnce(&mut LoginCard) -> T) -> Option<T> {
        let changed = self.cards.try_update(|cards| {
            let found = cards.iter_mut().find(|card| card.entry.id == *of);
            found.map(|card| {
                card.changes = card.changes.wrapping_add(1);
                change(card)
            })
        });
        changed.flatten()
    }
}

impl Session {
    /// Looks at the logins of a list at the connected gateway, the newest first; follows both. Codes
    /// and links of another gateway are not shown.
    pub fn with_logins_of<T>(
        &self,
        resource: &Resource,
        look: impl FnOnce(&[&LoginCard]) -> T,
    ) -> T {
        let base = self.connection.with(|connection| {
            let connection = connection.as_ref();
            connection.map(|connection| connection.profile.base.clone())
        });
        self.logins.cards.with(|cards| {
            let is_here = |card: &&LoginCard| {
                card.resource.id == resource.id && Some(&card.entry.base) == base.as_ref()
            };
            let here: Vec<&LoginCard> = cards.iter().filter(is_here).collect();
            look(&here)
        })
    }

    /// Returns what both clocks show.
    #[must_use]
    pub fn both_clocks(&self) -> Now {
        let clock = self.devices().clock;
        Now {
            steady: SteadyMillis(clock.steady_millis()),
            wall: clock.now(),
        }
    }

    /// Starts the login of a review: its request is shown beside the button that calls this, so no
    /// dialog asks again. `recorded` is false at the operator's explicit choice, when the journal
    /// cannot be written.
    pub fn begin_login(&self, review: Review, recorded: bool) {
        let Some(connection) = self.connection.get_untracked() else {
            return;
        };
        let plan = review.plan();
        let (resource, action) = (plan.resource(), plan.action());
        let subject = plan.subjects().first().map(|subject| subject.at.clone());
        let row = subject.clone().filter(|at| !at.id.as_str().is_empty());
        let entry = self.entry_of(&review, &connection);
        let of = entry.id.clone();
        let card = LoginCard {
            serial: self.logins.next_serial(),
            entry,
            resource,
            action,
            name: subject.and_then(|at| at.name).unwrap_or_default(),
            row,
            stage: Stage::Starting,
            outcome: None,
            status: 0,
            recorded,
            timer: 0,
            changes: 0,
        };
        self.logins.cards.update(|cards| cards.insert(0, card));
        self.listen();
        if let Ok(confirmed) = review.confirm("", 0) {
            let session = *self;
            spawn_local(async move { session.start(&of, confirmed).await });
        }
    }

    /// Tells a device login of something that the operator did.
    pub fn tell_login(&self, of: &EntryId, event: Event) {
        self.drive(of, event);
    }

    /// Gives a login up. Its code or link stays valid until it expires.
    pub fn cancel_login(&self, of: &EntryId) {
        let ended = self.logins.update(of, |card| match &mut card.stage {
            Stage::Paste(login) => {
                login.cancel();
                login.outcome().is_some()
            }
            _ => false,
        });
        if ended == Some(true) {
            self.finish_login(of);
        } else {
            self.drive(of, Event::Cancelled);
        }
    }

    /// Takes a card away that has nothing left to do.
    pub fn dismiss_login(&self, of: &EntryId) {
        self.logins.cards.update(|cards| {
            cards.retain(|card| card.entry.id != *of || !card.may_go());
        });
    }

    /// Resumes logins once a gateway is connected: those that a reload left, and those that wait for a
    /// key.
    pub(super) fn resume_logins(&self) {
        let session = *self;
        let waiting = self.open_logins();
        for of in waiting {
            self.drive(&of, Event::KeyGiven);
            self.drive(&of, Event::Returned);
        }
        spawn_local(async move { session.take_kept_logins().await });
    }

    /// Returns the logins of the connected gateway that are open.
    fn open_logins(&self) -> Vec<EntryId> {
        let base = self.base();
        self.logins.cards.with_untracked(|cards| {
            let open = cards.iter();
            let open =
                open.filter(|card| !card.is_over() && Some(&card.entry.base) == base.as_ref());
            open.map(|card| card.entry.id.clone()).collect()
        })
    }

    /// Returns the base of the connected gateway.
    fn base(&self) -> Option<String> {
        self.connection
            .with_untracked(|connection| connection.as_ref().map(|it| it.profile.base.clone()))
    }

    /// Begins to notice when the tab is seen again, or the machine is online again: timers may be late.
    fn listen(&self) {
        let session = *self;
        let is_new = self
            .logins
            .listens
            .try_update_value(|listens| !std::mem::replace(listens, true));
        if is_new == Some(true) {
            let returned = move || {
                for of in session.open_logins() {
                    session.drive(&of, Event::Returned);
                }
            };
            page::on_return(returned);
        }
    }

    /// Returns the locator of the row that a kept login signs in again.
    fn row_of_kept(resource: &Resource, row: SpelledId, name: &str) -> Locator {
        Locator {
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..Locator::of_id(id(resource.id), row)
        }
    }
}
