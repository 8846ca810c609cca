//! Choosing an owner: nobody, one of those who are known, or an id that is typed. Never knows
//! whether the gateway has such a person.

use crate::domain::ids::UserId;
use crate::domain::pool::Owner;

/// The chooser's word for nobody.
pub const NOBODY: &str = "";

/// The chooser's word for the id that is typed beside it.
pub const TYPED: &str = "typed";

/// The chooser's word for somebody who is known; no id can be taken for the other two.
#[must_use]
pub fn word(id: &UserId) -> String {
    format!("id:{id}")
}

/// The chooser as it stands on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// [`NOBODY`], [`TYPED`], or the [`word`] of somebody.
    pub chosen: String,
    /// What is typed, for [`TYPED`].
    pub typed: String,
}

/// What is wrong with a typed id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is typed.
    Empty,
    /// A blank or a control character within it.
    Blank,
    /// One or two dots: in an address that is no name but a way to another place.
    Dots,
}

impl Draft {
    /// Who is meant, with the name where it is among `known`; `None` is nobody.
    ///
    /// # Errors
    /// What is wrong with the id.
    pub fn check(&self, known: &[Owner]) -> Result<Option<Owner>, Problem> {
        let id = match self.chosen.as_str() {
            NOBODY => return Ok(None),
            TYPED => self.typed.trim(),
            word => word.strip_prefix("id:").unwrap_or(word),
        };
        match id {
            "" => return Err(Problem::Empty),
            "." | ".." => return Err(Problem::Dots),
            id if id.contains(|c: char| c.is_whitespace() || c.is_control()) => {
                return Err(Problem::Blank);
            }
            _ => {}
        }
        let id = UserId(id.to_owned());
        let person = known.iter().find(|one| one.id.as_ref() == Some(&id));
        Ok(Some(person.cloned().unwrap_or(Owner {
            id: Some(id),
            name: None,
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, NOBODY, Problem, TYPED, word};
    use crate::domain::ids::UserId;
    use crate::domain::pool::Owner;

    #[test]
    fn who_is_meant() {
        let ada = Owner {
            id: Some(UserId("u1".into())),
            name: Some("Ada".into()),
        };
        let check = |chosen: &str, typed: &str, expect: Result<Option<&str>, Problem>| {
            let draft = Draft {
                chosen: chosen.into(),
                typed: typed.into(),
            };
            let got = draft.check(std::slice::from_ref(&ada));
            let label = |owner: &Owner| owner.label().map(str::to_owned);
            let got = got.map(|owner| owner.as_ref().and_then(label));
            let expect = expect.map(|label| label.map(str::to_owned));
            assert_eq!(got, expect, "{chosen:?} {typed:?}");
        };
        check(NOBODY, "u9", Ok(None));
        check(&word(&UserId("u1".into())), "", Ok(Some("Ada")));
        check(&word(&UserId("typed".into())), "", Ok(Some("typed")));
        check(TYPED, " u1 ", Ok(Some("Ada")));
        check(TYPED, "u9", Ok(Some("u9")));
        check(TYPED, "  ", Err(Problem::Empty));
        check(TYPED, "u 9", Err(Problem::Blank));
        check(TYPED, "u\u{7}9", Err(Problem::Blank));
        check(TYPED, "..", Err(Problem::Dots));
    }
}
