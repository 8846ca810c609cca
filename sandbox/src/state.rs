//! The state of a gateway, and how to open one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::Clock;
use crate::error::ApiError;
use crate::faults::switch::Switchboard;
use crate::ledger::Ledger;
use crate::oneapi::{self, OneApi, Version};
use crate::random;
use crate::replay::RepeatMemory;
use crate::seed::{self, MAX_ROWS, Sample, TooMany, Wanted};
use crate::store::bearers::{self, Role};
use crate::store::{Store, keys};

/// The default number of keys in a new database.
const DEFAULT_SEED: u32 = 48;

/// The location of the database.
#[derive(Clone, Debug, Default)]
pub enum Db {
    /// In memory; it ends with the process.
    #[default]
    Memory,
    /// In this file, which is created if it is missing.
    Path(PathBuf),
}

/// The dialect that a gateway speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// OneKeyLLM.
    #[default]
    OneKeyLlm,
    /// A version of one-api.
    OneApi(Version),
}

/// The options of a gateway. They cannot be printed, because they contain keys.
#[derive(Clone, Default)]
pub struct Options {
    /// The dialect.
    pub dialect: Dialect,
    /// The location of the database.
    pub db: Db,
    /// Whether to empty the database first.
    pub reset: bool,
    /// Sample keys for an empty database, at most 100 000; 48 by default.
    pub seed: Option<u32>,
    /// Sample pools for an empty database, at most 100 000; 6 by default, 0 without keys.
    pub pools: Option<u32>,
    /// Sample charges for an empty database, at most 100 000; 18 by default, 0 without keys.
    pub charges: Option<u32>,
    /// Sample upstreams for an empty database, at most 100 000; 12 by default, 0 without keys.
    pub upstreams: Option<u32>,
    /// Sample Codex accounts for an empty database, at most 100 000; 12 by default, 0 without keys.
    pub codex_accounts: Option<u32>,
    /// Sample Claude accounts for an empty database, at most 100 000; 6 by default, 0 without keys.
    pub claude_accounts: Option<u32>,
    /// Sample tokens of one-api for an empty database, at most 100 000; 3000 by default, none without
    /// channels.
    pub tokens: Option<u32>,
    /// Sample log rows of one-api for an empty database, at most 100 000; 600 by default, none without
    /// channels.
    pub logs: Option<u32>,
    /// The organization-wide admin bearer; random by default.
    pub admin_key: Option<String>,
    /// The one-pool admin bearer; random by default.
    pub pool_key: Option<String>,
    /// The built app to serve from the same origin.
    pub app_dir: Option<PathBuf>,
}

/// Why a gateway could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database could not be opened, read or filled.
    #[error("the database cannot be used: {0}")]
    Database(#[from] rusqlite::Error),
    /// More sample rows of a kind than are allowed.
    #[error("at most {MAX_ROWS} sample rows of a kind can be made, not {0}")]
    TooMany(u32),
    /// Both bearers are the same.
    #[error("the admin key and the pool key must differ")]
    SameKeys,
}

/// A gateway. Clones share its state.
#[derive(Clone)]
pub struct AppState {
    gateway: Arc<Gateway>,
    admin_key: String,
    pool_key: String,
    seed_ignored: bool,
    keys_replaced: bool,
}

/// The state that all requests share.
pub(crate) struct Gateway {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) ledger: Ledger,
    pub(crate) switches: Switchboard,
    /// The memory for repeats.
    pub(crate) repeats: RepeatMemory,
    /// The folder of the built app.
    pub(crate) app_dir: Option<PathBuf>,
    /// The gateway of the one-api dialect, if it speaks that.
    pub(crate) one_api: Option<OneApi>,
}

impl AppState {
    /// Opens a gateway. Only hashes of the bearers are stored; this state also keeps them as text
    /// while it lives.
    ///
    /// # Errors
    /// When the database cannot be used, or the options contradict each other.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let requested = [
            options.seed,
            options.pools,
            options.charges,
            options.upstreams,
            options.codex_accounts,
            options.claude_accounts,
            options.tokens,
            options.logs,
        ];
        let wanted = Sample::new(Wanted {
            keys: options.seed.unwrap_or(match options.dialect {
                Dialect::OneKeyLlm => DEFAULT_SEED,
                Dialect::OneApi(_) => oneapi::seed::DEFAULT_CHANNELS,
            }),
            pools: options.pools,
            charges: options.charges,
            upstreams: options.upstreams,
            codex_accounts: options.codex_accounts,
            claude_accounts: options.claude_accounts,
            tokens: options.tokens,
            logs: options.logs,
        })
        .map_err(|TooMany(rows)| OpenError::TooMany(rows))?;
        let is_missing_key = options.admin_key.is_none() || options.pool_key.is_none();
        let admin_key = options.admin_key.unwrap_or_else(|| fresh(Role::Admin));
        let pool_key = options.pool_key.unwrap_or_else(|| fresh(Role::Pool));
        if admin_key == pool_key {
            return Err(OpenError::SameKeys);
        }
        let path = match &options.db {
            Db::Memory => None,
            Db::Path(path) => Some(path.as_path()),
        };
        let (store, is_new) = Store::open(path, options.reset)?;
        let clock = Clock::default();
        let one_api = match options.dialect {
            Dialect::OneKeyLlm => None,
            Dialect::OneApi(version) => {
                let connection = store.lock();
                oneapi::seed::create_root(&connection, &admin_key, clock.now())?;
                Some(OneApi::start(&connection, version, &clock)?)
            }
        };
        let gateway = Gateway {
            store,
            clock,
            ledger: Ledger::default(),
            switches: Switchboard::default(),
            repeats: RepeatMemory::default(),
            app_dir: options.app_dir,
            one_api,
        };
        bearers::set_hash(
            &gateway.store.lock(),
            Role::Admin,
            &random::hash(&admin_key),
        )?;
        bearers::set_hash(&gateway.store.lock(), Role::Pool, &random::hash(&pool_key))?;
        if is_new {
            gateway.fill(wanted)?;
        }
        let seed_ignored = !is_new && requested.iter().any(Option::is_some);
        let keys_replaced = !is_new && is_missing_key;
        Ok(Self {
            gateway: Arc::new(gateway),
            admin_key,
            pool_key,
            seed_ignored,
            keys_replaced,
        })
    }

    /// The organization-wide admin bearer.
    #[must_use]
    pub fn admin_key(&self) -> &str {
        &self.admin_key
    }

    /// The one-pool admin bearer.
    #[must_use]
    pub fn pool_key(&self) -> &str {
        &self.pool_key
    }

    /// Whether sample rows were requested but not created, because the database was not new.
    #[must_use]
    pub fn seed_ignored(&self) -> bool {
        self.seed_ignored
    }

    /// Whether a stored bearer, known only as a hash, was replaced by a new one.
    #[must_use]
    pub fn keys_replaced(&self) -> bool {
        self.keys_replaced
    }

    /// The state that all requests share.
    pub(crate) fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// Runs `work` on a thread where waiting for the database blocks no other request.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Gateway) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let gateway = Arc::clone(&self.gateway);
        let done = tokio::task::spawn_blocking(move || work(&gateway)).await;
        done.map_err(|_| ApiError::internal())
    }
}

impl Gateway {
    /// Replaces all rows with a sample; bearers stay.
    pub(crate) fn fill(&self, sample: Sample) -> rusqlite::Result<()> {
        if let Some(api) = &self.one_api {
            return api.fill(&mut self.store.lock(), sample.one_api(), self.clock.now());
        }
        seed::fill(&mut self.store.lock(), sample, self.clock.now())?;
        self.store.reread_numbers()
    }

    /// The number of rows in a table.
    pub(crate) fn count(&self, table: &'static str) -> rusqlite::Result<i64> {
        keys::count(&self.store.lock(), table)
    }
}

fn fresh(role: Role) -> String {
    format!("sandbox-{}-{}", role.word(), random::secret_hex(20))
}
