//! A made-up gateway with one key and one pool, and a script for how it treats a write.

use std::cell::{Cell, RefCell};

use crate::api::call::{Lost, Reply, Request};
use crate::gate::perform::Transport;

/// How a made-up gateway treats a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Does it and answers.
    Fine,
    /// Does it; the answer is lost.
    LostAfter,
    /// Does it twice, as when a browser repeats a POST; the answer is lost.
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
}

/// One key with a limit of 100 USD, one pool with three keys, and a script.
pub(super) struct Script {
    pub(super) fate: Fate,
    /// Lists fail from the start when set.
    pub(super) blind: bool,
    pub(super) limit: Cell<i128>,
    pub(super) made: Cell<u32>,
    pub(super) writes: Cell<u32>,
    pub(super) paused: RefCell<Vec<u32>>,
}

impl Script {
    pub(super) fn new(fate: Fate) -> Self {
        Self {
            fate,
            blind: false,
            limit: Cell::new(100),
            made: Cell::new(0),
            writes: Cell::new(0),
            paused: RefCell::default(),
        }
    }

    fn apply(&self, request: &Request) {
        if request.path.ends_with("/topup") {
            self.limit.set(self.limit.get() + 25);
        } else {
            self.made.set(self.made.get() + 1);
        }
    }

    fn row(&self) -> String {
        format!(
            r#"{{"id":"key_1","name":"CI","created_at":10,"budget":{{"limit_usd":"{}.000000000"}}}}"#,
            self.limit.get()
        )
    }

    fn list(&self) -> String {
        let new = (0..self.made.get()).rev().map(|n| {
            format!(
                r#"{{"id":"new_{n}","name":"Fresh","created_at":{}}}"#,
                20 + n
            )
        });
        let rows: Vec<String> = new.chain([self.row()]).collect();
        format!(r#"{{"data":[{}],"has_more":false}}"#, rows.join(","))
    }
}

fn ok(body: String) -> Result<Reply, Lost> {
    Ok(Reply {
        status: 200,
        body,
        ..Reply::default()
    })
}

impl Transport for Script {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        if self.blind {
            return Err(Lost::Network);
        }
        if request.path.ends_with("/pools/default") {
            return ok(format!(
                r#"{{"id":"pool_1","api_key_count":{}}}"#,
                3 + self.made.get()
            ));
        }
        ok(self.list())
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        self.writes.set(self.writes.get() + 1);
        let answer = || {
            if request.path.ends_with("/topup") {
                self.row()
            } else {
                r#"{"id":"new_0","name":"Fresh","value":"sk-new"}"#.into()
            }
        };
        match self.fate {
            Fate::Fine => {
                self.apply(request);
                ok(answer())
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
            Fate::Pretends => ok(answer()),
            Fate::Garbles => {
                self.apply(request);
                ok("<html>".into())
            }
            Fate::Status(status) => Ok(Reply {
                status,
                ..Reply::default()
            }),
        }
    }

    async fn pause(&self, millis: u32) {
        self.paused.borrow_mut().push(millis);
    }
}
