//! The list of keys as it begins: with those that connecting read, where it only just did.

use leptos::prelude::*;

use super::reading::found;
use super::{LiveList, id};
use crate::domain::key::Key;
use crate::domain::page::Listing;

impl LiveList<Key> {
    /// Starts a list of the newest keys: with those that connecting just brought, else it reads.
    pub fn start(self) {
        let Some(first) = self.session.take_first_keys() else {
            return self.reload();
        };
        self.read_at.set(Some(first.asked_at));
        let listing = Listing::default().with(found(first.page), id);
        self.listing.set(listing);
        self.succeeded();
    }
}
