//! Builds all addresses below a gateway's base. An id that a browser would resolve to another
//! address is refused.

use super::body::Hole;
use crate::domain::address::encode;
use crate::domain::ids::{Id, SpelledId, id};

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Fixed text, e.g. `/v1/organization/pools/`.
    Fixed(Id),
    /// A gateway's id; encoded when the path is written.
    Id(SpelledId),
    /// An id that an earlier step creates.
    Hole(Hole),
}

/// Why a path cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// A browser resolves `.`, `..` and an empty part, so another address would be called.
    Resolved(String),
    /// An earlier step did not create exactly one thing.
    NotMade(Hole),
}

/// Makes the parts of a path: each `{}` of the template is replaced by the next part.
#[must_use]
pub fn path<const N: usize>(template: &'static str, parts: [PathPart; N]) -> Vec<PathPart> {
    let mut parts = parts.into_iter();
    let mut path = Vec::with_capacity(2 * N + 1);
    for fixed in template.split("{}") {
        if !fixed.is_empty() {
            path.push(PathPart::Fixed(id(fixed)));
        }
        path.extend(parts.next());
    }
    path
}

/// Returns the path and query as sent. `made` returns the ids that earlier steps created.
pub(super) fn target(
    path: &[PathPart],
    query: &[(Id, String)],
    made: &dyn Fn(&Hole) -> Option<SpelledId>,
) -> Result<String, AddressProblem> {
    let mut out = String::new();
    for part in path {
        match part {
            PathPart::Fixed(text) => out.push_str(text),
            PathPart::Id(id) => out.push_str(&encoded(id.as_str())?),
            PathPart::Hole(hole) => {
                let id = made(hole).ok_or_else(|| AddressProblem::NotMade(hole.clone()))?;
                out.push_str(&encoded(id.as_str())?);
            }
        }
    }
    for (at, (name, value)) in query.iter().enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        out.push_str(&encode(value));
    }
    Ok(out)
}

/// Whether a browser leaves an id in a path as it is.
#[must_use]
pub fn is_addressable(id: &str) -> bool {
    !matches!(id, "" | "." | "..")
}

fn encoded(id: &str) -> Result<String, AddressProblem> {
    if is_addressable(id) {
        Ok(encode(id))
    } else {
        Err(AddressProblem::Resolved(id.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressProblem, PathPart, path, target};

    #[test]
    fn targets() {
        let check = |id: &str, expect: Result<&str, AddressProblem>| {
            let parts = path("/v1/keys/{}/rotate", [PathPart::Id(id.into())]);
            assert_eq!(
                target(&parts, &[], &|_| None),
                expect.map(str::to_owned),
                "{id}"
            );
        };
        let resolved = |id: &str| Err(AddressProblem::Resolved(id.to_owned()));
        check("key_01-._~", Ok("/v1/keys/key_01-._~/rotate"));
        check("a/../b c", Ok("/v1/keys/a%2F..%2Fb%20c/rotate"));
        check(".", resolved("."));
        check("..", resolved(".."));
        check("", resolved(""));
        check("...", Ok("/v1/keys/.../rotate"));
    }
}
