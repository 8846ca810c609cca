//! People whom loaded rows name: no gateway lists them.

use crate::schema::Ref;
use crate::session::Session;

/// Returns the people, by name.
pub(super) fn people(session: Session) -> Vec<Ref> {
    session.labels.people()
}
