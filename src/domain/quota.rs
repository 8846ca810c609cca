//! Quota in a gateway's own units.

/// An amount of quota: a 64-bit integer, never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotaUnits(pub i64);
