//! Everything the gateway can be asked, as one list: method, path, and whether it writes.
//!
//! The router, the ledger and the faults all read this list; none has paths of its own.

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
    /// `GET …/pools`.
    ListPools,
    /// `GET …/pools/default`.
    DefaultPool,
    /// `POST …/pools/{pool_id}/api_keys/{id}`.
    AssignKey,
    /// `DELETE …/pools/{pool_id}/api_keys/{id}`.
    RemoveKey,
}

impl Operation {
    /// All of them, in the order of the contract.
    pub(crate) const ALL: [Self; 13] = [
        Self::Ping,
        Self::Models,
        Self::Usage,
        Self::ListKeys,
        Self::CreateKey,
        Self::CreateMyKey,
        Self::DeleteKey,
        Self::RotateKey,
        Self::TopupKey,
        Self::ListPools,
        Self::DefaultPool,
        Self::AssignKey,
        Self::RemoveKey,
    ];

    /// The route's path; a key is always `{id}`, a pool `{pool_id}`.
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
            Self::ListPools => "/v1/organization/pools",
            Self::DefaultPool => "/v1/organization/pools/default",
            Self::AssignKey | Self::RemoveKey => "/v1/organization/pools/{pool_id}/api_keys/{id}",
        }
    }

    /// The route's method.
    pub(crate) fn method(self) -> Method {
        match self {
            Self::Ping
            | Self::Models
            | Self::Usage
            | Self::ListKeys
            | Self::ListPools
            | Self::DefaultPool => Method::GET,
            Self::CreateKey
            | Self::CreateMyKey
            | Self::RotateKey
            | Self::TopupKey
            | Self::AssignKey => Method::POST,
            Self::DeleteKey | Self::RemoveKey => Method::DELETE,
        }
    }

    /// The word for it in the ledger and in "on" of a fault.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Models => "models",
            Self::Usage => "usage",
            Self::ListKeys | Self::ListPools => "list",
            Self::CreateKey | Self::CreateMyKey => "create",
            Self::DeleteKey => "delete",
            Self::RotateKey => "rotate",
            Self::TopupKey => "topup",
            Self::DefaultPool => "default-pool",
            Self::AssignKey => "assign",
            Self::RemoveKey => "remove",
        }
    }

    /// Whether it changes anything.
    pub(crate) fn is_write(self) -> bool {
        self.method() != Method::GET
    }

    /// Whether an `Idempotency-Key` means anything here: only where a repeat would do harm.
    pub(crate) fn is_idempotent_by_key(self) -> bool {
        matches!(
            self,
            Self::CreateKey | Self::CreateMyKey | Self::RotateKey | Self::TopupKey
        )
    }

    /// Whether anyone may ask without a bearer.
    pub(crate) fn is_public(self) -> bool {
        matches!(self, Self::Ping | Self::Models)
    }
}
