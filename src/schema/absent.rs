//! What is said where a gateway does not offer a list.

use super::resource::Resource;
use super::{All, Str};
use crate::call::{ApiError, Refusal};
use crate::words::Text;

/// What the screen of a list says where the gateway does not offer the list.
#[derive(Clone, Copy)]
pub struct Absent {
    /// That the gateway does not offer it, and what to do instead.
    pub words: [Text; 2],
    /// The resources that show something similar.
    pub instead: All<Str>,
}

impl Resource {
    /// Returns what to say if this failure means that the gateway does not offer the list, or not to
    /// this key, with the gateway's refusal. The operator stays connected.
    #[must_use]
    pub fn absent<'a>(&self, error: &'a ApiError) -> Option<(Absent, &'a Refusal)> {
        let absent = self.if_absent?;
        match error {
            ApiError::SignedOut(refusal) | ApiError::NotAllowed(refusal) => {
                let words = [self.words.not_allowed, absent.words[1]];
                Some((Absent { words, ..absent }, refusal))
            }
            ApiError::Refused(refusal) if refusal.status == 404 => Some((absent, refusal)),
            _ => None,
        }
    }
}
