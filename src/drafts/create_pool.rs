//! The form for a new pool.

use super::name::{NameProblem, name};
use super::owner;
use crate::domain::pool::{NewPool, Owner};

/// The form as it stands on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name field.
    pub name: String,
    /// Owner chooser.
    pub owner: owner::Draft,
}

/// What is wrong with the form, by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// With the name.
    pub name: Option<Problem>,
    /// With the owner.
    pub owner: Option<owner::Problem>,
}

/// What is wrong with the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no name.
    Name(NameProblem),
    /// A pool that is loaded has it, and a gateway takes a name once (contract 5.5, 409
    /// `name_taken`).
    Taken,
}

impl Draft {
    /// The pool this form describes. `taken` says of a name whether a loaded pool has it, letter
    /// for letter; `known` are those who may be chosen as owners.
    ///
    /// # Errors
    /// Every problem, by field.
    pub fn check(
        &self,
        taken: impl Fn(&str) -> bool,
        known: &[Owner],
    ) -> Result<NewPool, Problems> {
        let name = match name(&self.name) {
            Ok(name) if taken(name) => Err(Problem::Taken),
            Ok(name) => Ok(name),
            Err(problem) => Err(Problem::Name(problem)),
        };
        match (name, self.owner.check(known)) {
            (Ok(name), Ok(owner)) => Ok(NewPool {
                name: name.to_owned(),
                owner: owner.and_then(|owner| owner.id),
            }),
            (name, owner) => Err(Problems {
                name: name.err(),
                owner: owner.err(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, NameProblem, NewPool, Problem, Problems};
    use crate::domain::ids::UserId;
    use crate::drafts::owner;

    fn draft(name: &str, typed: Option<&str>) -> Draft {
        let owner = typed.map(|typed| owner::Draft {
            chosen: owner::TYPED.into(),
            typed: typed.into(),
        });
        Draft {
            name: name.into(),
            owner: owner.unwrap_or_default(),
        }
    }

    #[test]
    fn what_a_good_form_means() {
        let check = |draft: Draft, name: &str, owner: Option<&str>| {
            let expect = NewPool {
                name: name.into(),
                owner: owner.map(|id| UserId(id.into())),
            };
            let taken = |name: &str| name == "Team A";
            assert_eq!(draft.check(taken, &[]), Ok(expect), "{draft:?}");
        };
        check(draft(" Team B ", None), "Team B", None);
        check(draft("Team B", Some("u1")), "Team B", Some("u1"));
        // Letter for letter, as the gateway compares.
        check(draft("team a", None), "team a", None);
    }

    #[test]
    fn problems_stand_beside_their_fields() {
        let check = |draft: Draft, name, owner| {
            let taken = |name: &str| name == "Team A";
            assert_eq!(
                draft.check(taken, &[]),
                Err(Problems { name, owner }),
                "{draft:?}"
            );
        };
        let empty = Some(Problem::Name(NameProblem::Empty));
        check(draft("", None), empty, None);
        check(draft(" Team A ", None), Some(Problem::Taken), None);
        check(draft("B", Some("")), None, Some(owner::Problem::Empty));
        check(draft("", Some(".")), empty, Some(owner::Problem::Dots));
    }
}
