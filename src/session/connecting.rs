//! Connecting to a gateway: the address is probed without the key, then the key is tried on one
//! list, and then on the other lists.

use crate::reactive::*;

use super::wire::Wire;
use super::{Connection, Reach, Session};
pub use crate::browser::fetch::Stop;
use crate::browser::fetch::fetch_text;
use crate::browser::page as browser_page;
use crate::call::{ApiError, Refusal, Reply, Request, Secret, Unreachable};
use crate::domain::address::address;
use crate::domain::ids::ProfileId;
use crate::domain::time::UnixMillis;
use crate::gate::{Transport, all, both, read_page};
use crate::profile::{Account, Configuration, Environment, Profile};
use crate::records::{self, Effect, Page};
use crate::schema::{Dialect, Listed, Paging, Query, Record, Resource};

/// The values of the connect form.
pub struct Candidate {
    /// Its base.
    pub base: String,
    /// What to call it.
    pub name: String,
    /// What it is used for.
    pub environment: Environment,
    /// Whether to remember it in this browser; the key is never stored.
    pub remember: bool,
    /// Whether to send the key even though the address does not identify itself: the operator's
    /// explicit choice after that was refused.
    pub anyway: bool,
}

/// Why connecting failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoConnection {
    /// Nothing responded at the address; the key was not sent.
    Unreachable(Unreachable),
    /// The address is not a gateway that this console knows; the key was not sent.
    Stranger,
    /// The address does not identify itself without a key; the key was not sent.
    NotTold(Refusal),
    /// The gateway refused the key, or failed.
    Failed(ApiError),
}

/// The progress of connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connecting {
    /// The address is probed without the key.
    Probing,
    /// The key is tried.
    TryingKey,
}

/// The first page of a list, as read while connecting.
#[derive(Clone)]
pub struct FirstPage {
    resource: &'static Resource,
    /// The page.
    pub page: Page,
    /// When it was requested.
    pub asked_at: UnixMillis,
}

/// How long a screen may use it instead of reading, in milliseconds: five seconds.
const FRESH_MILLIS: i64 = 5_000;

/// The results of trying a key.
struct Shown {
    who: Record,
    reach: Vec<(&'static Resource, Reach)>,
    account: Account,
    first: Option<(&'static Resource, Page)>,
}

impl Session {
    /// Connects. `watch` receives the progress; `stop` cancels it.
    ///
    /// # Errors
    /// Why connecting failed; the session is then unchanged.
    pub async fn connect(
        &self,
        candidate: Candidate,
        key: String,
        watch: impl Fn(Connecting),
        stop: &Stop,
    ) -> Result<(), NoConnection> {
        let clock = self.devices().clock;
        let address = address(&candidate.base, &browser_page::origin());
        watch(Connecting::Probing);
        let stranger = Wire::new(&address, None, self.pause, clock.clone()).impatient();
        let stranger = stranger.stopped_by(stop);
        let dialect = recognise(self.dialects(), &stranger, candidate.anyway).await?;
        watch(Connecting::TryingKey);
        let wire = Wire::new(&address, Some(Secret::new(key)), self.pause, clock);
        let asked_at = self.now();
        let trying = wire.stopped_by(stop);
        let (shown, profile) =
            both(try_key(dialect, &trying), self.profile(&candidate, dialect)).await;
        let shown = shown.map_err(NoConnection::Failed)?;
        // A cancelled attempt must not connect after all.
        if stop.is_stopped() {
            return Err(NoConnection::Unreachable(Unreachable::Stopped));
        }
        if candidate.remember {
            let (journal, profile) = (self.journal, profile.clone());
            spawn_local(async move { journal.remember(&profile).await });
        }
        self.first_page
            .set_value(shown.first.map(|(resource, page)| FirstPage {
                resource,
                page,
                asked_at,
            }));
        self.wire.set_value(Some(wire.of(&shown.who)));
        self.signed_out.set(false);
        self.connection.set(Some(Connection {
            profile,
            address,
            dialect,
            who: shown.who,
            reach: shown.reach,
            account: shown.account,
        }));
        self.resume_logins();
        Ok(())
    }

    /// Returns the profile of a gateway: the one stored in this browser for its base, or a new one.
    async fn profile(&self, candidate: &Candidate, dialect: &Dialect) -> Profile {
        let known = self.journal.profiles().await.unwrap_or_default();
        let known = known
            .into_iter()
            .find(|profile| profile.base == candidate.base);
        let id = known.map_or_else(|| ProfileId(self.fresh_id()), |profile| profile.id);
        Profile {
            id,
            name: candidate.name.clone(),
            base: candidate.base.clone(),
            dialect: dialect.id.to_owned(),
            environment: candidate.environment,
        }
    }

    /// Takes the first page of a list, if it was read while connecting a moment ago; only once.
    pub(super) fn take_first_page(&self, resource: &Resource) -> Option<FirstPage> {
        let is_it = |first: &Option<FirstPage>| {
            first
                .as_ref()
                .is_some_and(|it| it.resource.id == resource.id)
        };
        if !self.first_page.with_value(is_it) {
            return None;
        }
        let taken = self.first_page.try_update_value(Option::take).flatten();
        taken.filter(|first| self.now().0 - first.asked_at.0 < FRESH_MILLIS)
    }

    /// Returns the gateways that the host of this app offers; none if it has no such file.
    ///
    /// # Errors
    /// What is wrong with the file, for its author.
    pub async fn offered(&self) -> Result<Configuration, String> {
        match fetch_text(&browser_page::file_address("headgate.json")).await {
            // A host that returns its start page for every address has no such file either.
            Ok((200, text)) if !text.trim_start().starts_with('<') => Configuration::parse(&text),
            _ => Ok(Configuration::default()),
        }
    }
}

/// Probes an address without the key. With `anyway`, an address that does not identify itself is
/// taken for a gateway of the first supported dialect.
async fn recognise(
    dialects: &[&'static Dialect],
    stranger: &Wire,
    anyway: bool,
) -> Result<&'static Dialect, NoConnection> {
    let mut probes: Vec<&str> = Vec::new();
    for probe in dialects.iter().flat_map(|dialect| dialect.probes) {
        if !probes.contains(probe) {
            probes.push(probe);
        }
    }
    let ask = |probe: &str| {
        let request = Request::anonymous(probe);
        async move {
            let attempt = stranger.read(&request).await;
            records::classify(Effect::Read, request.path(), attempt)
        }
    };
    let replies = all(probes.iter().map(|probe| ask(probe))).await;
    let of = |dialect: &Dialect| {
        let replies: Vec<Option<&Reply>> = dialect
            .probes
            .iter()
            .map(|probe| {
                let at = probes.iter().position(|known| known == probe)?;
                replies[at].as_ref().ok()
            })
            .collect();
        (dialect.recognise)(&replies)
    };
    let known: Vec<&'static Dialect> = dialects
        .iter()
        .copied()
        .filter(|dialect| of(dialect))
        .collect();
    if let Some(known) = known.first() {
        return Ok(known);
    }
    let mut told = NoConnection::Stranger;
    for dialect in dialects {
        let probe = dialect.probes.first();
        let at = probe.and_then(|probe| probes.iter().position(|known| known == probe));
        let Some(Err(error)) = at.map(|at| &replies[at]) else {
            continue;
        };
        let failure = match error {
            // A gateway of a dialect whose probe is public would not have refused it.
            ApiError::SignedOut(_) | ApiError::NotAllowed(_) if dialect.probe_is_public => continue,
            ApiError::SignedOut(_) | ApiError::NotAllowed(_) if anyway => return Ok(dialect),
            ApiError::SignedOut(refusal) | ApiError::NotAllowed(refusal) => {
                return Err(NoConnection::NotTold(refusal.clone()));
            }
            ApiError::Unreachable(why) => NoConnection::Unreachable(*why),
            ApiError::Limited { .. } => NoConnection::Unreachable(Unreachable::ServerError(429)),
            ApiError::Proxy => NoConnection::Failed(ApiError::Proxy),
            _ => continue,
        };
        if told == NoConnection::Stranger {
            told = failure;
        }
    }
    Err(told)
}

/// Tries the key on the first list alone, so that a refused key is sent once. Then reads the other
/// lists concurrently, together with the first page of the first screen.
async fn try_key(dialect: &'static Dialect, wire: &Wire) -> Result<Shown, ApiError> {
    let oldest = Query {
        limit: Account::ROWS,
        ..Query::oldest()
    };
    let lists: Vec<&'static Resource> = dialect
        .who
        .lists
        .iter()
        .filter_map(|id| dialect.resource(id))
        .collect();
    let Some((first, rest)) = lists.split_first() else {
        return Err(ApiError::Unreachable(Unreachable::NotSent));
    };
    let of_first = read_page(dialect, first, &oldest, wire).await;
    if let Err(error @ (ApiError::SignedOut(_) | ApiError::Unreachable(_) | ApiError::Proxy)) =
        of_first
    {
        return Err(error);
    }
    // The screen that opens first is most likely the first list with pages.
    let home = lists
        .iter()
        .copied()
        .find(|list| list.paging != Paging::One);
    let newest = async {
        match (&of_first, home) {
            (Ok(_), Some(home)) => read_page(dialect, home, &Query::newest(), wire)
                .await
                .ok()
                .map(|page| (home, page)),
            _ => None,
        }
    };
    let others = all(rest
        .iter()
        .map(|resource| read_page(dialect, resource, &oldest, wire)));
    let (newest, others) = both(newest, others).await;
    let mut found: Vec<(&'static Resource, Result<Page, ApiError>)> = vec![(first, of_first)];
    found.extend(rest.iter().copied().zip(others));
    shown(dialect, found, newest)
}

fn shown(
    dialect: &'static Dialect,
    found: Vec<(&'static Resource, Result<Page, ApiError>)>,
    first: Option<(&'static Resource, Page)>,
) -> Result<Shown, ApiError> {
    let records: Vec<(&str, Result<Listed, ApiError>)> = found
        .iter()
        .map(|(resource, page)| {
            let listed = |page: &Page| Listed {
                rows: page.rows().map(|row| row.record.clone()).collect(),
                total: page.total,
            };
            (resource.id, page.as_ref().map(listed).map_err(Clone::clone))
        })
        .collect();
    let look = |id: &str| {
        let found = records.iter().find(|(known, _)| *known == id);
        found.map(|(_, result)| result)
    };
    let who = (dialect.who.record)(&look)?;
    let reach = found.iter().map(|(resource, page)| {
        let reach = match page {
            Ok(_) => Reach::Open,
            Err(ApiError::NotAllowed(_)) => Reach::Forbidden,
            Err(_) => Reach::Failed,
        };
        (*resource, reach)
    });
    // The kind of the rows is the query word that opens one: `key`, `pool`.
    let pages: Vec<(&str, &Resource, &Page)> = found
        .iter()
        .filter_map(|(resource, page)| Some((resource.opens, *resource, page.as_ref().ok()?)))
        .collect();
    let mut account = Account::of(&pages);
    account.signs.extend((dialect.who.sign)(&look));
    Ok(Shown {
        reach: reach.collect(),
        account,
        who,
        first,
    })
}
