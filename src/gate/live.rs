//! Reads the parts of a row that travel in a write although they are secret: the configuration of a
//! channel must be sent whole, and no screen or store may hold it.

use serde_json::Value as Json;

use super::Live;
use super::Transport;
use super::read::NOT_SENT;
use super::slices::read_json;
use crate::call::{ApiError, Body, Filling, Hole, Request, Secret};
use crate::schema::{Dialect, Locator};

/// Reads what the holes of a request need of the row at `at`, just before it is sent.
///
/// # Errors
/// When the row cannot be read; nothing may be sent then.
pub(super) async fn read_live(
    dialect: &Dialect,
    at: &Locator,
    request: &Request,
    transport: &impl Transport,
) -> Result<Vec<(Hole, Filling)>, ApiError> {
    let mut holes = Vec::new();
    if let Some(body) = &request.body {
        find(body, &mut holes);
    }
    if holes.is_empty() {
        return Ok(Vec::new());
    }
    let one_row = dialect
        .resource(&at.of)
        .and_then(|resource| resource.reads.one_row);
    let read = (one_row.ok_or(NOT_SENT)?.read)(at);
    let row = read_json(dialect, read, transport).await?;
    let filled = holes.into_iter().map(|hole| {
        let Hole::Live { resource, pointer } = &hole else {
            return Err(NOT_SENT);
        };
        if *resource != at.of {
            return Err(NOT_SENT);
        }
        let filling = part(&row, pointer).ok_or(NOT_SENT)?;
        Ok((hole, filling))
    });
    filled.collect()
}

/// Returns the part of a row at a pointer; `None` if a pointer into JSON text leads nowhere.
fn part(row: &Json, pointer: &str) -> Option<Filling> {
    let (outer, name) = pointer.rsplit_once('/')?;
    if outer.is_empty() {
        let text = match row.pointer(pointer) {
            Some(Json::String(text)) => text.clone(),
            None | Some(Json::Null) => String::new(),
            Some(other) => other.to_string(),
        };
        return Some(Filling::Text(Secret::new(text)));
    }
    let inner: Json = match row.pointer(outer)? {
        Json::String(text) => serde_json::from_str(text).ok()?,
        other => other.clone(),
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    let found = inner.as_object()?.get(&name)?;
    Some(Filling::Json(Secret::new(found.to_string())))
}

fn find(body: &Body, holes: &mut Vec<Hole>) {
    match body {
        Body::Hole(hole @ Hole::Live { .. }) => holes.push(hole.clone()),
        Body::List(items) => items.iter().for_each(|item| find(item, holes)),
        Body::Object(fields) => fields.iter().for_each(|(_, value)| find(value, holes)),
        Body::JsonText(inner) => find(inner, holes),
        Body::Null | Body::Truth(_) | Body::Number(_) | Body::Text(_) | Body::Hole(_) => {}
    }
}

/// Returns the value of a hole among what was read.
#[must_use]
pub fn live<'a>(of: &Hole, all: Live<'a>) -> Option<&'a Filling> {
    let found = all.iter().find(|(hole, _)| hole == of);
    found.map(|(_, filling)| filling)
}

#[cfg(test)]
mod tests {
    use pollster::block_on;

    use super::{live, read_live};
    use crate::call::{Body, Credential, Filling, Hole, Lost, Read, Reply, Request, Write};
    use crate::domain::ids::id;
    use crate::domain::table::{check_table, parts};
    use crate::gate::{Live, Transport};
    use crate::schema::sample::{DIALECT, RESOURCE};
    use crate::schema::{Dialect, Locator, OneRow, Reads, Resource};

    static THINGS: Resource = Resource {
        reads: Reads {
            one_row: Some(OneRow {
                read: |at| Read::new("/things/{}", [at.part()]),
                gone: |_| false,
            }),
            ..Reads::OF_LIST
        },
        ..RESOURCE
    };

    static READABLE: Dialect = Dialect {
        resources: &[&THINGS],
        ..DIALECT
    };

    /// Responds to a read with one body, or not at all.
    struct Row(&'static str);

    impl Transport for Row {
        async fn read(&self, _: &Request) -> Result<Reply, Lost> {
            if self.0 == "lost" {
                return Err(Lost::Network);
            }
            Ok(Reply {
                status: 200,
                body: self.0.to_owned(),
                ..Reply::default()
            })
        }

        async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
            Err(Lost::NotSent)
        }

        async fn pause(&self, _: u32) {}
    }

    fn hole(pointer: &'static str) -> Hole {
        Hole::Live {
            resource: id(THINGS.id),
            pointer: id(pointer),
        }
    }

    fn read(row: &'static str, of: &'static str, pointer: &'static str) -> String {
        let inner = Body::object([("config", Body::Hole(hole(pointer)))]);
        let body = Body::JsonText(Box::new(Body::List(vec![inner])));
        let write = Write::post("/things", []).body(body);
        let credential = Credential {
            header: "Authorization",
            prefix: "",
        };
        let request = write.request(credential, 30, &|_| None).expect("a path");
        let at = Locator::of_id(of, "7");
        match block_on(read_live(&READABLE, &at, &request, &Row(row))) {
            Ok(all) => match live(&hole(pointer), &all) {
                Some(Filling::Text(text)) => text.expose().to_owned(),
                Some(Filling::Json(json)) => format!("JSON {}", json.expose()),
                None => "-".to_owned(),
            },
            Err(_) => "not sent".to_owned(),
        }
    }

    #[test]
    fn a_part_of_the_row_is_read_when_it_is_sent() {
        check_table(
            r##"
            {"id":7,"config":"{\"ak\":\"s\"}"} | things | /config => {"ak":"s"}
            {"id":7,"config":{"ak":2.50}} | things | /config => {"ak":2.50}
            {"id":7,"config":null} | things | /config =>
            {"id":7} | things | /config =>
            lost | things | /config => not sent
            {"id":7} | elsewhere | /config => not sent
            {"id":7,"config":"{\"ak\":\"s\"}"} | things | /config/ak => JSON "s"
            {"id":7,"config":"{\"a/b~c\":2.50}"} | things | /config/a~1b~0c => JSON 2.50
            {"id":7,"config":"{\"headers\":{\"b\":1,\"a\":2.50}}"} | things | /config/headers => JSON {"b":1,"a":2.50}
            {"id":7,"config":"{\"ak\":\"s\"}"} | things | /config/sk => not sent
            {"id":7,"config":"no JSON"} | things | /config/ak => not sent
            {"id":7,"config":""} | things | /config/ak => not sent
            {"id":7} | things | /config/ak => not sent
            "##,
            |line| {
                let [row, of, pointer] = parts(line);
                let own = |text: &str| -> &'static str { text.to_owned().leak() };
                read(own(row), own(of), own(pointer))
            },
        );
    }
}
