//! A row's fields by their aliases. A field that is present and makes no sense is an error that
//! names it; a missing one is unknown.

use crate::api::decode;
use crate::api::json::Json;
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;

/// One row being read.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a Json);

impl<'a> Fields<'a> {
    /// The row as an object.
    pub(super) fn of(json: &'a Json) -> Result<Self, String> {
        matches!(json, Json::Object(_))
            .then_some(Self(json))
            .ok_or_else(|| "the row is no object".to_owned())
    }

    pub(super) fn get(self, names: &[&str]) -> Option<&'a Json> {
        decode::pick(self.0, names)
    }

    /// A field that is itself an object.
    pub(super) fn inner(self, names: &[&str]) -> Option<Self> {
        self.get(names)
            .filter(|json| matches!(json, Json::Object(_)))
            .map(Self)
    }

    pub(super) fn text(self, names: &[&str]) -> Option<String> {
        self.get(names).and_then(decode::text)
    }

    pub(super) fn time(self, names: &[&str]) -> Result<Option<UnixSeconds>, String> {
        self.read(names, decode::time).map(Option::flatten)
    }

    pub(super) fn amount(self, names: &[&str]) -> Result<Option<Amount>, String> {
        self.read(names, decode::amount)
    }

    /// A percentage under a `*_percent` name, else one under a `*_fraction` name.
    pub(super) fn percent(
        self,
        names: &[&str],
        fractions: &[&str],
    ) -> Result<Option<Percent>, String> {
        match self.read(names, decode::percent)? {
            None => self.read(fractions, decode::fraction),
            percent => Ok(percent),
        }
    }

    fn read<T>(
        self,
        names: &[&str],
        read: impl Fn(&Json) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(json) = self.get(names) else {
            return Ok(None);
        };
        let named = || names.first().copied().unwrap_or_default();
        read(json)
            .map(Some)
            .ok_or_else(|| format!("{} is {}", named(), json.compact()))
    }
}
