//! How a connection comes about: ask the address what it is without the key, then try the key,
//! then find out what it may see.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::wire::Wire;
use super::{Connecting, Connection, NoConnection, Session};
use crate::api::call::Read;
use crate::api::error::ApiError;
use crate::api::gateway::{Dialect, ListQuery};
use crate::api::recognise::{self, Endpoint, Reach};
use crate::api::secret::Secret;
use crate::browser::fetch::fetch_text;
use crate::browser::{page, random};
use crate::domain::access::{Role, WhyNot};
use crate::domain::address::address;
use crate::domain::ids::ProfileId;
use crate::domain::key::Key;
use crate::domain::page::Page;
use crate::domain::time::UnixMillis;
use crate::gate::perform::Transport;
use crate::profile::{Account, Configuration, Environment, Profile};

/// A gateway to try: what the connect form yields.
pub struct Candidate {
    /// Its base.
    pub base: String,
    /// What to call it.
    pub name: String,
    /// What it is used for.
    pub environment: Environment,
    /// Whether it is remembered in this browser; the key never is.
    pub remember: bool,
}

async fn ask<T: 'static>(read: Read<T>, wire: &Wire) -> Result<T, ApiError> {
    read.conclude(wire.read(read.request()).await)
}

async fn ask_if<T: 'static>(read: Result<Read<T>, WhyNot>, wire: &Wire) -> Result<T, ApiError> {
    match read {
        Ok(read) => ask(read, wire).await,
        Err(_) => Err(ApiError::Unreachable(
            crate::api::error::Unreachable::NotSent,
        )),
    }
}

/// Waits for two answers at once.
pub async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut of_a, mut of_b) = (None, None);
    poll_fn(|context| {
        // A future that is ready must not be asked again.
        if of_a.is_none()
            && let Poll::Ready(answer) = a.as_mut().poll(context)
        {
            of_a = Some(answer);
        }
        if of_b.is_none()
            && let Poll::Ready(answer) = b.as_mut().poll(context)
        {
            of_b = Some(answer);
        }
        match (of_a.take(), of_b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (of_a, of_b) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

impl Session {
    /// Connects. `watch` is told how far it has come.
    ///
    /// # Errors
    /// Why not; the session is then as it was.
    pub async fn connect(
        &self,
        candidate: Candidate,
        key: String,
        watch: impl Fn(Connecting),
    ) -> Result<Connection, NoConnection> {
        let clock = self.devices().clock;
        let address = address(&candidate.base, &page::origin());
        watch(Connecting::Asking);
        let stranger = Wire::new(&address, None, self.pause, clock.clone()).impatient();
        let (ping, status) = recognise::first_questions();
        let (ping, status) = both(ask(ping, &stranger), ask(status, &stranger)).await;
        let dialect = recognise::recognise(&ping, &status).map_err(NoConnection::NoGateway)?;
        watch(Connecting::Trying);
        let wire = Wire::new(&address, Some(Secret::new(key)), self.pause, clock);
        let asked_at = self.now();
        let found = both(who_am_i(dialect, &wire), self.profile(&candidate, dialect));
        let (found, profile) = found.await;
        let found = found.map_err(NoConnection::Failed)?;
        if candidate.remember {
            let (journal, profile) = (self.journal, profile.clone());
            spawn_local(async move { journal.remember(&profile).await });
        }
        let first = found.newest.map(|page| FirstKeys { page, asked_at });
        self.first_keys.set_value(first);
        let connection = Connection {
            profile,
            address,
            role: found.role,
            reach: found.reach,
            account: found.account,
        };
        self.wire.set_value(Some(wire));
        self.signed_out.set(false);
        self.connection.set(Some(connection.clone()));
        Ok(connection)
    }

    /// The profile for a gateway: the one this browser knows for that base, else a new one.
    async fn profile(&self, candidate: &Candidate, dialect: Dialect) -> Profile {
        let known = self.journal.profiles().await.unwrap_or_default();
        let known = known
            .into_iter()
            .find(|profile| profile.base == candidate.base);
        let id = known
            .as_ref()
            .map_or_else(|| ProfileId(self.fresh_id()), |profile| profile.id.clone());
        Profile {
            id,
            name: candidate.name.clone(),
            base: candidate.base.clone(),
            dialect,
            environment: candidate.environment,
        }
    }

    /// The newest keys, if connecting has only just brought them; once.
    pub(super) fn take_first_keys(&self) -> Option<FirstKeys> {
        let taken = self.first_keys.try_update_value(Option::take).flatten();
        taken.filter(|first| self.now().0 - first.asked_at.0 < FRESH_MILLIS)
    }

    /// The gateways that the host of this app offers; none when it has no such file.
    ///
    /// # Errors
    /// What is wrong with the file, for the person who wrote it.
    pub async fn offered(&self) -> Result<Configuration, String> {
        match fetch_text(&page::beside("headgate.json")).await {
            // A host that answers every address with its start page has no such file either.
            Ok((200, text)) if !text.trim_start().starts_with('<') => Configuration::parse(&text),
            _ => Ok(Configuration::default()),
        }
    }

    /// What a gateway is called when nobody named it: its host and path.
    #[must_use]
    pub fn host_of(&self, base: &str) -> String {
        let full = address(base, &page::origin());
        full.split_once("://")
            .map_or(full.clone(), |(_, rest)| rest.to_owned())
    }

    /// A new random name for an entry, a profile or an intent.
    #[must_use]
    pub fn fresh_id(&self) -> String {
        // Every browser with WebAssembly has getRandomValues; should one refuse, time still differs.
        random::id().unwrap_or_else(|| format!("{:032x}", self.now().0))
    }
}

/// What the key may see. A pool-limited key is recognised by a 403 on the organization's list.
async fn who_am_i(dialect: Dialect, wire: &Wire) -> Result<Found, ApiError> {
    let oldest = ListQuery {
        limit: Account::ROWS,
        ..ListQuery::after(None)
    };
    // Alone and first: a key that is refused is sent once, and not once for each question.
    let keys = ask_if(dialect.keys(&oldest), wire).await;
    if let Err(error @ (ApiError::SignedOut(_) | ApiError::Unreachable(_))) = keys {
        return Err(error);
    }
    let my_pool = ask_if(dialect.my_pool(), wire);
    let pools = ask_if(dialect.pools(&oldest), wire);
    // The list that most places begin with comes along, and is not waited for a second time.
    let newest = async {
        match &keys {
            Ok(_) => ask_if(dialect.keys(&ListQuery::newest(None)), wire)
                .await
                .ok(),
            Err(_) => None,
        }
    };
    let (newest, (my_pool, pools)) = both(newest, both(my_pool, pools)).await;
    let role = recognise::role(&keys, &my_pool)?;
    let reach = vec![
        (Endpoint::Keys, recognise::reach(&keys)),
        (Endpoint::Pools, recognise::reach(&pools)),
        (Endpoint::MyPool, recognise::reach(&my_pool)),
    ];
    let keys = keys.map_or_else(|_| Vec::new(), |page| page.rows);
    let pools = pools.map_or_else(|_| Vec::new(), |page| page.rows);
    let account = Account::of(&keys, &pools, my_pool.ok().flatten().as_ref());
    Ok(Found {
        role,
        reach,
        account,
        newest,
    })
}

/// What trying a key showed.
struct Found {
    role: Role,
    reach: Vec<(Endpoint, Reach)>,
    account: Account,
    /// The first page of the newest keys.
    newest: Option<Page<Key>>,
}

/// The newest keys as connecting read them.
#[derive(Clone)]
pub(super) struct FirstKeys {
    /// The list's first page.
    pub page: Page<Key>,
    /// When it was asked for.
    pub asked_at: UnixMillis,
}

/// How long they stand for what a page would ask for: five seconds.
const FRESH_MILLIS: i64 = 5_000;
