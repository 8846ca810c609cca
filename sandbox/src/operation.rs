//! All operations of the gateway in one list: method, path, and whether it writes.
//!
//! The router, the ledger and the faults use this list, so no path is written twice.

use axum::http::Method;

/// One endpoint of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// `GET /v1/ping`.
    Ping,
    /// `GET /v1/models`.
    Models,
    /// `GET /v1/usage`.
    Usage,
    /// `GET …/admin_api_keys`.
    ListKeys,
    /// `POST …/admin_api_keys`.
    CreateKey,
    /// `POST …/my/admin_api_keys`.
    CreateMyKey,
    /// `DELETE …/admin_api_keys/{id}`.
    DeleteKey,
    /// `POST …/admin_api_keys/{id}/rotate`.
    RotateKey,
    /// `POST …/admin_api_keys/{id}/topup`.
    TopupKey,
    /// `GET …/admin_api_keys/pending_charges`.
    PendingCharges,
    /// `GET …/pools`.
    ListPools,
    /// `POST …/pools`.
    CreatePool,
    /// `GET …/pools/default`.
    DefaultPool,
    /// `DELETE …/pools/{pool_id}`.
    DeletePool,
    /// `POST …/pools/{pool_id}/api_keys/{id}`.
    AssignKey,
    /// `DELETE …/pools/{pool_id}/api_keys/{id}`.
    RemoveKey,
    /// `POST …/pools/{pool_id}/owner/{owner_id}`.
    SetOwner,
    /// `DELETE …/pools/{pool_id}/owner`.
    RemoveOwner,
    /// `GET …/upstreams`.
    ListUpstreams,
    /// `POST …/upstreams`.
    CreateUpstream,
    /// `DELETE …/upstreams/{upstream_id}`.
    DeleteUpstream,
    /// `POST …/upstreams/{upstream_id}/disable`.
    DisableUpstream,
    /// `POST …/upstreams/{upstream_id}/enable`.
    EnableUpstream,
    /// `POST …/upstreams/{upstream_id}/topup`.
    TopupUpstream,
    /// `GET …/codex_accounts`.
    ListCodex,
    /// `POST …/codex_accounts/device_code`.
    StartCodex,
    /// `POST …/codex_accounts/device_code/{login_id}/poll`.
    PollCodex,
    /// `DELETE …/codex_accounts/{account_id}`.
    DeleteCodex,
    /// `POST …/codex_accounts/{account_id}/disable`.
    DisableCodex,
    /// `POST …/codex_accounts/{account_id}/enable`.
    EnableCodex,
    /// `GET …/claude_accounts`.
    ListClaude,
    /// `POST …/claude_accounts/oauth/start`.
    StartClaude,
    /// `POST …/claude_accounts/oauth/complete`.
    CompleteClaude,
    /// `DELETE …/claude_accounts/{account_id}`.
    DeleteClaude,
    /// `GET /v1/usage/account_capacity`.
    Capacity,
    /// `POST /v1/usage/account_capacity/refresh`.
    RefreshCapacity,
}

impl Operation {
    /// All operations, in the order of the contract.
    pub(crate) const ALL: [Self; 36] = [
        Self::Ping,
        Self::Models,
        Self::Usage,
        Self::ListKeys,
        Self::CreateKey,
        Self::CreateMyKey,
        Self::DeleteKey,
        Self::RotateKey,
        Self::TopupKey,
        Self::PendingCharges,
        Self::ListPools,
        Self::CreatePool,
        Self::DefaultPool,
        Self::DeletePool,
        Self::AssignKey,
        Self::RemoveKey,
        Self::SetOwner,
        Self::RemoveOwner,
        Self::ListUpstreams,
        Self::CreateUpstream,
        Self::DeleteUpstream,
        Self::DisableUpstream,
        Self::EnableUpstream,
        Self::TopupUpstream,
        Self::ListCodex,
        Self::StartCodex,
        Self::PollCodex,
        Self::DeleteCodex,
        Self::DisableCodex,
        Self::EnableCodex,
        Self::ListClaude,
        Self::StartClaude,
        Self::CompleteClaude,
        Self::DeleteClaude,
        Self::Capacity,
        Self::RefreshCapacity,
    ];

    /// The route's path. A key is always `{id}`, a pool `{pool_id}`, a user `{owner_id}`, an
    /// upstream `{upstream_id}`, an account `{account_id}` and a login `{login_id}`.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Ping => "/v1/ping",
            Self::Models => "/v1/models",
            Self::Usage => "/v1/usage",
            Self::ListKeys | Self::CreateKey => "/v1/organization/admin_api_keys",
            Self::CreateMyKey => "/v1/organization/my/admin_api_keys",
            Self::DeleteKey => "/v1/organization/admin_api_keys/{id}",
            Self::RotateKey => "/v1/organization/admin_api_keys/{id}/rotate",
            Self::TopupKey => "/v1/organization/admin_api_keys/{id}/topup",
            Self::PendingCharges => "/v1/organization/admin_api_keys/pending_charges",
            Self::ListPools | Self::CreatePool => "/v1/organization/pools",
            Self::DefaultPool => "/v1/organization/pools/default",
            Self::DeletePool => "/v1/organization/pools/{pool_id}",
            Self::AssignKey | Self::RemoveKey => "/v1/organization/pools/{pool_id}/api_keys/{id}",
            Self::SetOwner => "/v1/organization/pools/{pool_id}/owner/{owner_id}",
            Self::RemoveOwner => "/v1/organization/pools/{pool_id}/owner",
            Self::ListUpstreams | Self::CreateUpstream => "/v1/organization/upstreams",
            Self::DeleteUpstream => "/v1/organization/upstreams/{upstream_id}",
            Self::DisableUpstream => "/v1/organization/upstreams/{upstream_id}/disable",
            Self::EnableUpstream => "/v1/organization/upstreams/{upstream_id}/enable",
            Self::TopupUpstream => "/v1/organization/upstreams/{upstream_id}/topup",
            Self::ListCodex => "/v1/organization/codex_accounts",
            Self::StartCodex => "/v1/organization/codex_accounts/device_code",
            Self::PollCodex => "/v1/organization/codex_accounts/device_code/{login_id}/poll",
            Self::DeleteCodex => "/v1/organization/codex_accounts/{account_id}",
            Self::DisableCodex => "/v1/organization/codex_accounts/{account_id}/disable",
            Self::EnableCodex => "/v1/organization/codex_accounts/{account_id}/enable",
            Self::ListClaude => "/v1/organization/claude_accounts",
            Self::StartClaude => "/v1/organization/claude_accounts/oauth/start",
            Self::CompleteClaude => "/v1/organization/claude_accounts/oauth/complete",
            Self::DeleteClaude => "/v1/organization/claude_accounts/{account_id}",
            Self::Capacity => "/v1/usage/account_capacity",
            Self::RefreshCapacity => "/v1/usage/account_capacity/refresh",
        }
    }

    /// The route's method.
    pub(crate) fn method(self) -> Method {
        match self {
            Self::Ping
            | Self::Models
            | Self::Usage
            | Self::ListKeys
            | Self::PendingCharges
            | Self::ListPools
            | Self::DefaultPool
            | Self::ListUpstreams
            | Self::ListCodex
            | Self::ListClaude
            | Self::Capacity => Method::GET,
            Self::CreateKey
            | Self::CreateMyKey
            | Self::RotateKey
            | Self::TopupKey
            | Self::CreatePool
            | Self::AssignKey
            | Self::SetOwner
            | Self::CreateUpstream
            | Self::DisableUpstream
            | Self::EnableUpstream
            | Self::TopupUpstream
            | Self::StartCodex
            | Self::PollCodex
            | Self::DisableCodex
            | Self::EnableCodex
            | Self::StartClaude
            | Self::CompleteClaude
            | Self::RefreshCapacity => Method::POST,
            Self::DeleteKey
            | Self::DeletePool
            | Self::RemoveKey
            | Self::RemoveOwner
            | Self::DeleteUpstream
            | Self::DeleteCodex
            | Self::DeleteClaude => Method::DELETE,
        }
    }

    /// The operation's word in the ledger and in `on` of a fault.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Models => "models",
            Self::Usage => "usage",
            Self::ListKeys
            | Self::ListPools
            | Self::ListUpstreams
            | Self::ListCodex
            | Self::ListClaude => "list",
            Self::CreateKey | Self::CreateMyKey => "create",
            Self::DeleteKey => "delete",
            Self::RotateKey => "rotate",
            Self::TopupKey => "topup",
            Self::PendingCharges => "charges",
            Self::CreatePool => "create-pool",
            Self::DefaultPool => "default-pool",
            Self::DeletePool => "delete-pool",
            Self::AssignKey => "assign",
            Self::RemoveKey => "remove",
            Self::SetOwner => "set-owner",
            Self::RemoveOwner => "remove-owner",
            Self::CreateUpstream => "create-upstream",
            Self::DeleteUpstream => "delete-upstream",
            Self::DisableUpstream => "disable",
            Self::EnableUpstream => "enable",
            Self::TopupUpstream => "topup-upstream",
            Self::StartCodex => "start-codex",
            Self::PollCodex => "poll-codex",
            Self::DeleteCodex => "delete-codex",
            Self::DisableCodex => "disable-codex",
            Self::EnableCodex => "enable-codex",
            Self::StartClaude => "start-claude",
            Self::CompleteClaude => "complete-claude",
            Self::DeleteClaude => "delete-claude",
            Self::Capacity => "capacity",
            Self::RefreshCapacity => "refresh-capacity",
        }
    }

    /// A word for this operation only, where [`word`](Self::word) covers several.
    pub(crate) fn specific_word(self) -> &'static str {
        match self {
            Self::ListKeys => "list-keys",
            Self::ListPools => "list-pools",
            Self::ListUpstreams => "list-upstreams",
            Self::ListCodex => "list-codex",
            Self::ListClaude => "list-claude",
            other => other.word(),
        }
    }

    /// Whether it changes anything. A poll only reads, whatever its method.
    pub(crate) fn is_write(self) -> bool {
        self.method() != Method::GET && self != Self::PollCodex
    }

    /// Whether it honours `Idempotency-Key`: only operations whose repetition does harm do.
    pub(crate) fn is_idempotent_by_key(self) -> bool {
        matches!(
            self,
            Self::CreateKey
                | Self::CreateMyKey
                | Self::RotateKey
                | Self::TopupKey
                | Self::CreatePool
                | Self::CreateUpstream
                | Self::TopupUpstream
                | Self::StartCodex
                | Self::StartClaude
                | Self::CompleteClaude
        )
    }

    /// Whether it starts a login, of which there is one per idempotency key while it is open.
    pub(crate) fn starts_login(self) -> bool {
        matches!(self, Self::StartCodex | Self::StartClaude)
    }

    /// Whether the gateway asks a provider of accounts for it.
    pub(crate) fn asks_provider(self) -> bool {
        self.starts_login()
            || matches!(
                self,
                Self::PollCodex | Self::CompleteClaude | Self::RefreshCapacity
            )
    }

    /// Whether its body contains a third party's secret.
    pub(crate) fn takes_secret(self) -> bool {
        matches!(self, Self::CreateUpstream | Self::CompleteClaude)
    }

    /// Whether it requires no bearer.
    pub(crate) fn is_public(self) -> bool {
        matches!(self, Self::Ping | Self::Models)
    }
}
