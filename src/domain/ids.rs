//! Opaque identifiers, each its own type so that one can never stand in for another.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub String);

            impl $name {
                /// The identifier's own text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.write_str(&self.0)
                }
            }
        )+
    };
}

ids! {
    /// An API key's id, e.g. `key_01`; never its value.
    KeyId,
    /// A pool's id, e.g. `pool_01`.
    PoolId,
    /// A person's id at the gateway, e.g. `user_01`.
    UserId,
    /// A connection profile's id: random, made once on this machine.
    ProfileId,
    /// A pending charge's id, e.g. `chg_01`.
    ChargeId,
    /// A journal entry's id: random, made once on this machine.
    ChangeId,
}
