//! A made-up gateway with some keys and a pool, and a script for how it treats writes.

use std::cell::{Cell, RefCell};

use crate::api::call::{Lost, Method, Reply, Request};
use crate::gate::perform::Transport;

/// How a made-up gateway treats a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Does it and answers.
    Fine,
    /// Does it; the answer is lost.
    LostAfter,
    /// Does it twice, as when a browser repeats a request; the answer is lost.
    TwiceAndLost,
    /// Does nothing; the connection dies.
    LostBefore,
    /// Does nothing that shows yet; waiting ends.
    Silent,
    /// Says yes and does nothing.
    Pretends,
    /// Does it and answers something else.
    Garbles,
    /// Answers this status and does nothing.
    Status(u16),
    /// Does it and answers this status: the second of two sends, refused for what the first did.
    DoneAndStatus(u16),
}

/// What the gateway holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// Limit of the first key in USD.
    pub(super) limit: i128,
    /// How often the first key's value was changed.
    pub(super) rotated: u32,
    /// Keys and pools that were made.
    pub(super) made: u32,
    pub(super) made_pools: u32,
    /// The keys that are in the pool, by their numbers from 1; the first key unless it is gone.
    pub(super) members: Vec<u32>,
    pub(super) key_gone: bool,
    pub(super) pool_gone: bool,
    /// The pool's owner.
    pub(super) owner: Option<String>,
}

/// Four keys, the first with a limit of 100 USD; a pool that tells of three keys; and a script.
pub(super) struct Script {
    /// The fate of each write in turn; the last one goes on.
    pub(super) fates: Vec<Fate>,
    /// Lists fail from the start when set.
    pub(super) blind: bool,
    pub(super) held: RefCell<Held>,
    /// The targets of the writes that came.
    pub(super) written: RefCell<Vec<String>>,
    pub(super) paused: RefCell<Vec<u32>>,
    pub(super) reads: Cell<u32>,
}

/// How many keys there are.
pub(super) const KEYS: u32 = 4;

impl Script {
    pub(super) fn new(fate: Fate) -> Self {
        Self {
            fates: vec![fate],
            blind: false,
            held: RefCell::new(Held {
                limit: 100,
                rotated: 0,
                made: 0,
                made_pools: 0,
                members: Vec::new(),
                key_gone: false,
                pool_gone: false,
                owner: Some("user_1".to_owned()),
            }),
            written: RefCell::default(),
            paused: RefCell::default(),
            reads: Cell::new(0),
        }
    }

    /// How many writes came.
    pub(super) fn writes(&self) -> usize {
        self.written.borrow().len()
    }

    fn apply(&self, request: &Request) {
        let held = &mut *self.held.borrow_mut();
        let parts: Vec<&str> = request.path.split('/').skip(3).collect();
        let deletes = matches!(request.method, Method::Delete);
        match parts.as_slice() {
            [.., "topup"] => held.limit += 25,
            [.., "rotate"] => held.rotated += 1,
            [.., "pools"] => held.made_pools += 1,
            [.., "admin_api_keys"] => held.made += 1,
            [.., "admin_api_keys", _] => held.key_gone = true,
            [.., "api_keys", key] => {
                let number = key.trim_start_matches("key_").parse().expect("a number");
                held.members.retain(|member| *member != number);
                if !deletes {
                    held.members.push(number);
                }
            }
            [.., "owner"] => held.owner = None,
            [.., "owner", user] => held.owner = Some((*user).to_owned()),
            [.., "pools", _] => held.pool_gone = true,
            other => panic!("no such call: {other:?}"),
        }
    }

    fn key(&self, number: u32) -> String {
        let held = self.held.borrow();
        let name = if number == 1 {
            "CI".to_owned()
        } else {
            format!("K{number}")
        };
        let in_pool = held.members.contains(&number);
        let pool = if in_pool { r#""pool_1""# } else { "null" };
        format!(
            r#"{{"id":"key_{number}","name":"{name}","created_at":{},"redacted_value":"sk-...{:04}","pool_id":{pool},"budget":{{"limit_usd":"{}.000000000"}}}}"#,
            14 - number,
            held.rotated,
            held.limit
        )
    }

    fn keys(&self) -> String {
        let held = self.held.borrow();
        let old = (1..=KEYS).filter(|number| *number > 1 || !held.key_gone);
        let old = old.map(|number| self.key(number));
        list(fresh(held.made).chain(old).collect())
    }

    fn pool(&self) -> String {
        let held = self.held.borrow();
        let owner = held.owner.as_ref();
        let owner = owner.map_or("null".to_owned(), |id| format!(r#"{{"id":"{id}"}}"#));
        format!(
            r#"{{"id":"pool_1","name":"Team","created_at":10,"api_key_count":{},"owner":{owner}}}"#,
            3 + held.made
        )
    }

    fn pools(&self) -> String {
        let held = self.held.borrow();
        let old = (!held.pool_gone).then(|| self.pool());
        list(fresh(held.made_pools).chain(old).collect())
    }

    /// What a yes says: the row, as it is afterwards.
    fn answer(&self, request: &Request) -> String {
        let path = request.path.as_str();
        if path.ends_with("/topup") {
            self.key(1)
        } else if path.ends_with("/rotate") {
            let rotated = self.held.borrow().rotated;
            format!(
                r#"{{"id":"key_1","name":"CI","redacted_value":"sk-...{rotated:04}","value":"sk-new"}}"#
            )
        } else if path.contains("/owner") {
            self.pool()
        } else if path.ends_with("/pools") {
            r#"{"id":"new_0","name":"Fresh"}"#.into()
        } else if path.ends_with("/admin_api_keys") {
            r#"{"id":"new_0","name":"Fresh","value":"sk-new"}"#.into()
        } else {
            r#"{"deleted":true}"#.into()
        }
    }
}

/// So many rows that were made, newest first.
fn fresh(count: u32) -> impl Iterator<Item = String> {
    let row = |n| {
        let made = 20 + n;
        format!(r#"{{"id":"new_{n}","name":"Fresh","created_at":{made}}}"#)
    };
    (0..count).rev().map(row)
}

fn list(rows: Vec<String>) -> String {
    format!(r#"{{"data":[{}],"has_more":false}}"#, rows.join(","))
}

fn ok(body: String) -> Result<Reply, Lost> {
    Ok(Reply {
        status: 200,
        body,
        ..Reply::default()
    })
}

fn status(status: u16) -> Result<Reply, Lost> {
    Ok(Reply {
        status,
        ..Reply::default()
    })
}

impl Transport for Script {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.reads.set(self.reads.get() + 1);
        if self.blind {
            return Err(Lost::Network);
        }
        ok(match request.path.as_str() {
            path if path.ends_with("/pools/default") => self.pool(),
            path if path.ends_with("/pools") => self.pools(),
            _ => self.keys(),
        })
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        let number = self.writes();
        self.written.borrow_mut().push(request.target());
        let fate = self.fates.get(number).or(self.fates.last());
        match *fate.expect("a script has a fate") {
            Fate::Fine => {
                self.apply(request);
                ok(self.answer(request))
            }
            Fate::LostAfter => {
                self.apply(request);
                Err(Lost::Network)
            }
            Fate::TwiceAndLost => {
                self.apply(request);
                self.apply(request);
                Err(Lost::Network)
            }
            Fate::LostBefore => Err(Lost::Network),
            Fate::Silent => Err(Lost::TimedOut),
            Fate::Pretends => ok(self.answer(request)),
            Fate::Garbles => {
                self.apply(request);
                ok("<html>".into())
            }
            Fate::Status(code) => status(code),
            Fate::DoneAndStatus(code) => {
                self.apply(request);
                status(code)
            }
        }
    }

    async fn pause(&self, millis: u32) {
        self.paused.borrow_mut().push(millis);
    }
}
