//! Reads and writes of a dialect, before their addresses are built. They are different types, so a
//! write cannot be sent where a read is expected.

use super::address::{AddressProblem, PathPart, path, target};
use super::body::{Body, Hole};
use super::request::{Credential, Limit, Method, Request};
use crate::domain::ids::{Id, SpelledId, id};

/// A request without side effects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    path: Vec<PathPart>,
    query: Vec<(Id, String)>,
}

impl Read {
    /// Makes a read; each `{}` of the template is replaced by the next part.
    #[must_use]
    pub fn new<const N: usize>(template: &'static str, parts: [PathPart; N]) -> Self {
        Self {
            path: path(template, parts),
            query: Vec::new(),
        }
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((id(name), value.to_string()));
        self
    }

    /// Adds a query parameter, if there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Returns the request.
    ///
    /// # Errors
    /// When an id in the path cannot be part of an address.
    pub fn request(&self, credential: Option<Credential>) -> Result<Request, AddressProblem> {
        let target = target(&self.path, &self.query, &|_| None)?;
        Ok(Request {
            credential,
            ..Request::anonymous(&target)
        })
    }
}

/// A request with side effects, whatever its method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    method: Method,
    path: Vec<PathPart>,
    query: Vec<(Id, String)>,
    body: Option<Body>,
    idempotency_key: Option<String>,
    limit: Limit,
}

impl Write {
    /// Makes a write; each `{}` of the template is replaced by the next part.
    #[must_use]
    pub fn new<const N: usize>(
        method: Method,
        template: &'static str,
        parts: [PathPart; N],
    ) -> Self {
        Self {
            method,
            path: path(template, parts),
            query: Vec::new(),
            body: None,
            idempotency_key: None,
            limit: Limit::Requests,
        }
    }

    /// Makes a POST.
    #[must_use]
    pub fn post<const N: usize>(template: &'static str, parts: [PathPart; N]) -> Self {
        Self::new(Method::Post, template, parts)
    }

    /// Makes a DELETE.
    #[must_use]
    pub fn delete<const N: usize>(template: &'static str, parts: [PathPart; N]) -> Self {
        Self::new(Method::Delete, template, parts)
    }

    /// Adds a query parameter, if there is a value.
    #[must_use]
    pub fn with_some(mut self, name: &'static str, value: Option<&str>) -> Self {
        let value = value.map(|value| (id(name), value.to_owned()));
        self.query.extend(value);
        self
    }

    /// Adds a body.
    #[must_use]
    pub fn body(self, body: Body) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }

    /// Adds an idempotency key: a gateway that supports such keys applies a repeat under the same
    /// key only once.
    #[must_use]
    pub fn keyed(self, key: &str) -> Self {
        Self {
            idempotency_key: Some(key.to_owned()),
            ..self
        }
    }

    /// Says that the gateway limits how often it accepts this write: a 429 delays nothing else, and
    /// may mean that it was done a moment ago.
    #[must_use]
    pub fn limited_by_itself(self) -> Self {
        Self {
            limit: Limit::Write,
            ..self
        }
    }

    /// Returns what a 429 to it limits.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        self.limit
    }

    /// Returns whether it carries an idempotency key.
    #[must_use]
    pub const fn is_keyed(&self) -> bool {
        self.idempotency_key.is_some()
    }

    /// Returns the request to send. `made` returns the ids that earlier steps created.
    ///
    /// # Errors
    /// When an id in the path cannot be part of an address or was not created.
    pub fn request(
        &self,
        credential: Credential,
        patience_seconds: u16,
        made: &dyn Fn(usize) -> Option<SpelledId>,
    ) -> Result<Request, AddressProblem> {
        let of_step = |hole: &Hole| match hole {
            Hole::MadeBy(step) => made(*step),
            Hole::Secret(_) | Hole::Joined { .. } | Hole::Live { .. } => None,
        };
        Ok(self.to(
            target(&self.path, &self.query, &of_step)?,
            credential,
            patience_seconds,
        ))
    }

    /// Returns the request to show: an id that an earlier step creates reads `‹made by step 1›`.
    ///
    /// # Errors
    /// When an id in the path cannot be part of an address.
    pub fn drawn(
        &self,
        credential: Credential,
        patience_seconds: u16,
    ) -> Result<Request, AddressProblem> {
        let mark = |hole: &Hole| Some(SpelledId::Text(hole.drawn()));
        let mut target = target(&self.path, &self.query, &mark)?;
        for part in &self.path {
            if let PathPart::Hole(hole) = part {
                let drawn = hole.drawn();
                target = target.replace(&crate::domain::address::encode(&drawn), &drawn);
            }
        }
        Ok(self.to(target, credential, patience_seconds))
    }

    fn to(&self, target: String, credential: Credential, patience_seconds: u16) -> Request {
        Request {
            method: self.method,
            target,
            credential: Some(credential),
            idempotency_key: self.idempotency_key.clone(),
            body: self.body.clone(),
            patience_seconds,
            limit: self.limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Write;
    use crate::call::{AddressProblem, Credential, Hole, PathPart};

    const BEARER: Credential = Credential {
        header: "Authorization",
        prefix: "Bearer ",
    };

    #[test]
    fn an_id_that_is_yet_to_be_made() {
        let write = Write::delete("/x/{}", [PathPart::Hole(Hole::MadeBy(0))]);
        let drawn = write.drawn(BEARER, 30).map(|request| request.target);
        assert_eq!(drawn, Ok("/x/‹made by step 1›".to_owned()));
        let sent = write.request(BEARER, 30, &|step| (step == 0).then(|| "7".into()));
        assert_eq!(sent.map(|request| request.target), Ok("/x/7".to_owned()));
        assert_eq!(
            write.request(BEARER, 30, &|_| None),
            Err(AddressProblem::NotMade(Hole::MadeBy(0)))
        );
    }
}
