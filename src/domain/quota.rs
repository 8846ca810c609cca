//! Quota in a gateway's own units.

/// Units of quota: a 64-bit integer at the gateway, never a float here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotaUnits(pub i64);
