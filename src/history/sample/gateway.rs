//! A made-up gateway that lists things in groups and moves them.

use std::cell::RefCell;

use pollster::block_on;

use super::{MOVE, SAMPLE, THINGS, group};
use crate::call::{Lost, Reply, Request};
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::gate::{Review, Transport, Wish, prepare};
use crate::schema::{Locator, Prior, Record};

/// A thing and its group.
type Thing = (String, Option<String>);

/// What it holds, and how it treats writes.
pub(crate) struct Gateway {
    things: RefCell<Vec<Thing>>,
    /// Whether responses to writes are lost.
    pub(crate) loses: bool,
    /// Whether reads fail.
    pub(crate) blind: bool,
    /// The reads that came.
    pub(crate) reads: RefCell<usize>,
}

impl Gateway {
    pub(crate) fn new(things: &[(&str, Option<&str>)]) -> Self {
        let own = |(key, of): &(&str, Option<&str>)| ((*key).to_owned(), of.map(str::to_owned));
        Self {
            things: RefCell::new(things.iter().map(own).collect()),
            loses: false,
            blind: false,
            reads: RefCell::new(0),
        }
    }

    /// Moves a thing, as a colleague does; out of all groups for none.
    pub(crate) fn put(&self, key: &str, of: Option<&str>) {
        for (known, held) in self.things.borrow_mut().iter_mut() {
            if known == key {
                *held = of.map(str::to_owned);
            }
        }
    }

    /// Deletes a thing.
    pub(crate) fn remove(&self, key: &str) {
        self.things.borrow_mut().retain(|(known, _)| known != key);
    }

    /// The group of a thing.
    pub(crate) fn group_of(&self, key: &str) -> Option<String> {
        let things = self.things.borrow();
        let thing = things.iter().find(|(known, _)| known == key);
        thing.and_then(|(_, of)| of.clone())
    }

    fn list(&self) -> String {
        let things = self.things.borrow();
        let line = |(key, of): &Thing| {
            let of = of.as_ref();
            let of = of.map_or_else(|| "null".to_owned(), |of| format!("\"{of}\""));
            let name = key.to_uppercase();
            format!(r#"{{"id":"{key}","name":"{name}","group_id":{of}}}"#)
        };
        let lines: Vec<String> = things.iter().map(line).collect();
        format!(r#"{{"data":[{}]}}"#, lines.join(","))
    }
}

fn ok(body: String) -> Result<Reply, Lost> {
    Ok(Reply {
        status: 200,
        body,
        ..Reply::default()
    })
}

impl Transport for Gateway {
    async fn read(&self, _: &Request) -> Result<Reply, Lost> {
        *self.reads.borrow_mut() += 1;
        if self.blind {
            return Err(Lost::Network);
        }
        ok(self.list())
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        let parts: Vec<&str> = request.path().split('/').collect();
        let [_, _, key, _, of] = parts.as_slice() else {
            panic!("no such call: {}", request.target)
        };
        self.put(key, (*of != "none").then_some(of));
        if self.loses {
            return Err(Lost::Network);
        }
        ok("{}".to_owned())
    }

    async fn pause(&self, _: u32) {}
}

/// A review that moves things into a group.
pub(crate) fn moves(keys: &[&str], into: &str, gateway: &Gateway) -> Review {
    let who = Record::default();
    let input = Record::default().with_value(id("group"), group(into));
    let subjects = keys.iter().map(|key| {
        let at = Locator::of_id("things", *key);
        (at, Record::default(), input.clone())
    });
    let wish = Wish {
        dialect: &SAMPLE,
        resource: &THINGS,
        action: &MOVE,
        who: &who,
        subjects: subjects.collect(),
        secrets: Vec::new(),
        prior: &|_, _| Prior::default(),
        now: UnixSeconds(0),
        fresh: "fresh".to_owned(),
    };
    let prepared = block_on(prepare(&wish, gateway));
    prepared.expect("a review").review
}
