//! A made-up gateway with some items, a box and settings, and a script for how it treats writes.

use std::cell::{Cell, RefCell};

use crate::call::{Body, Lost, Method, Reply, Request};
use crate::gate::Transport;

/// How the gateway treats a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Applies it and responds.
    Fine,
    /// Applies it; the response is lost.
    LostAfter,
    /// Applies it twice, as when a browser repeats a request; the response is lost.
    TwiceAndLost,
    /// Does nothing; the connection dies.
    LostBefore,
    /// Does nothing that shows yet; the waiting ends.
    Silent,
    /// Reports success and does nothing.
    Pretends,
    /// Applies it and responds with something else.
    Garbles,
    /// Responds with this status and does nothing.
    Status(u16),
    /// Applies it and responds with this status: the second of two sends, refused for what the first
    /// did.
    DoneAndStatus(u16),
}

/// What the gateway holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// The limit of the first item in USD.
    pub(super) limit: i128,
    /// How often the value of the first item was changed.
    pub(super) rotated: u32,
    /// Items that were made, by id and name.
    pub(super) made: Vec<(String, String)>,
    /// Items that were ever made.
    pub(super) made_ever: usize,
    /// Boxes that were made.
    pub(super) made_boxes: u32,
    /// The items in the box, by their numbers from 1.
    pub(super) members: Vec<u32>,
    /// Items that were deleted.
    pub(super) gone: Vec<String>,
    /// Whether the box was deleted.
    pub(super) box_gone: bool,
    /// The owner of the box.
    pub(super) owner: Option<String>,
    /// The state of the first item.
    pub(super) state: String,
    /// The settings.
    pub(super) text: String,
    /// Whether the settings are marked and published.
    pub(super) marks: Vec<String>,
}

/// Four items, the first with a limit of 100 USD; a box with three of them; settings; and a script.
pub(super) struct Script {
    /// The fate of each write in turn; the last one goes on.
    pub(super) fates: Vec<Fate>,
    /// Whether lists fail once something was sent.
    pub(super) blind: bool,
    pub(super) held: RefCell<Held>,
    /// The writes that came: method and target, then the drawn body.
    pub(super) written: RefCell<Vec<String>>,
    pub(super) paused: RefCell<Vec<u32>>,
    pub(super) reads: Cell<u32>,
    pub(super) is_preparing: Cell<bool>,
}

/// How many items there are.
pub(super) const ITEMS: u32 = 4;

impl Script {
    pub(super) fn new(fate: Fate) -> Self {
        Self::of(vec![fate])
    }

    pub(super) fn of(fates: Vec<Fate>) -> Self {
        Self {
            fates,
            blind: false,
            held: RefCell::new(Held {
                limit: 100,
                rotated: 0,
                made: Vec::new(),
                made_ever: 0,
                made_boxes: 0,
                members: Vec::new(),
                gone: Vec::new(),
                box_gone: false,
                owner: Some("user_1".to_owned()),
                state: "off".to_owned(),
                text: "{}".to_owned(),
                marks: Vec::new(),
            }),
            written: RefCell::default(),
            paused: RefCell::default(),
            reads: Cell::new(0),
            is_preparing: Cell::new(false),
        }
    }

    /// How many writes came.
    pub(super) fn writes(&self) -> usize {
        self.written.borrow().len()
    }

    fn apply(&self, request: &Request) {
        let held = &mut *self.held.borrow_mut();
        let parts: Vec<&str> = request.path().split('/').skip(1).collect();
        let deletes = request.method == Method::Delete;
        match parts.as_slice() {
            [_, _, "add"] => held.limit += 25,
            [_, _, "rotate"] => held.rotated += 1,
            [_, _, "test"] => {}
            [_, _, "enable"] => held.state = "on".to_owned(),
            ["boxes"] => held.made_boxes += 1,
            ["items"] | ["mine", "items"] => {
                let id = format!("new_{}", held.made_ever);
                held.made_ever += 1;
                held.made.insert(0, (id, text_of(request, "name")));
            }
            ["items", id] => {
                held.gone.push((*id).to_owned());
                held.made.retain(|(made, _)| made != id);
            }
            ["boxes", _, "items", item] => {
                let number = item.trim_start_matches("item_").parse().expect("a number");
                held.members.retain(|member| *member != number);
                if !deletes {
                    held.members.push(number);
                }
            }
            ["boxes", _, "owner"] => held.owner = None,
            ["boxes", _, "owner", user] => held.owner = Some((*user).to_owned()),
            ["boxes", _] => held.box_gone = true,
            ["settings", "text"] => held.text = text_of(request, "text"),
            ["settings", "unmark"] => held.marks.clear(),
            ["settings", mark] => held.marks.push((*mark).to_owned()),
            other => panic!("no such call: {other:?}"),
        }
    }

    fn item(&self, number: u32) -> String {
        let held = self.held.borrow();
        let name = match number {
            1 => "CI".to_owned(),
            _ => format!("I{number}"),
        };
        let in_box = held.members.contains(&number);
        let of = if in_box { r#""box_1""# } else { "null" };
        format!(
            r#"{{"id":"item_{number}","name":"{name}","created_at":{},"redacted_value":"sk-...{:04}","box_id":{of},"state":"{}","budget":{{"limit_usd":"{}.000000000"}}}}"#,
            14 - number,
            held.rotated,
            held.state,
            held.limit
        )
    }

    fn items(&self) -> String {
        let held = self.held.borrow();
        let made = held.made.iter().enumerate().map(|(at, (id, name))| {
            let age = 200 - at;
            format!(r#"{{"id":"{id}","name":"{name}","created_at":{age}}}"#)
        });
        let old = (1..=ITEMS).filter(|number| !held.gone.contains(&format!("item_{number}")));
        list(made.chain(old.map(|number| self.item(number))).collect())
    }

    fn one_box(&self) -> String {
        let held = self.held.borrow();
        let owner = held.owner.as_ref();
        let owner = owner.map_or("null".to_owned(), |id| format!(r#"{{"id":"{id}"}}"#));
        let count = 3 + held.made.len();
        format!(
            r#"{{"id":"box_1","name":"Team","created_at":10,"item_count":{count},"owner":{owner}}}"#
        )
    }

    fn boxes(&self) -> String {
        let held = self.held.borrow();
        let made = (0..held.made_boxes).rev().map(|number| {
            let age = 20 + number;
            format!(r#"{{"id":"new_{number}","name":"Fresh","created_at":{age}}}"#)
        });
        let old = (!held.box_gone).then(|| self.one_box());
        list(made.chain(old).collect())
    }

    fn settings(&self) -> String {
        let held = self.held.borrow();
        let state = if held.text.contains("odd") {
            "bad"
        } else {
            "good"
        };
        let text = serde_json::Value::from(held.text.as_str());
        format!(r#"{{"id":"all","name":"Settings","text":{text},"state":"{state}"}}"#)
    }

    /// What a success says: the row, as it is afterwards.
    fn response(&self, request: &Request) -> String {
        let path = request.path();
        let made = self.held.borrow().made_ever.saturating_sub(1);
        if path.ends_with("/add") {
            self.item(1)
        } else if path.ends_with("/rotate") {
            let rotated = self.held.borrow().rotated;
            format!(
                r#"{{"id":"item_1","name":"CI","redacted_value":"sk-...{rotated:04}","value":"sk-new","old_ends_at":99}}"#
            )
        } else if path.contains("/owner") {
            self.one_box()
        } else if path == "/boxes" {
            r#"{"id":"new_0","name":"Fresh"}"#.into()
        } else if path.ends_with("/items") {
            let name = text_of(request, "name");
            format!(r#"{{"id":"new_{made}","name":"{name}","value":"sk-new"}}"#)
        } else {
            r#"{"deleted":true}"#.into()
        }
    }
}

fn text_of(request: &Request, name: &str) -> String {
    let Some(Body::Object(fields)) = &request.body else {
        return String::new();
    };
    match fields.iter().find(|(known, _)| known == name) {
        Some((_, Body::Text(text))) => text.clone(),
        _ => String::new(),
    }
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
        if self.blind && !self.is_preparing.get() {
            return Err(Lost::Network);
        }
        ok(match request.path() {
            "/mine" => self.one_box(),
            "/boxes" => self.boxes(),
            "/settings" => self.settings(),
            _ => self.items(),
        })
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        let number = self.writes();
        let body = request.body.as_ref().map(Body::drawn).unwrap_or_default();
        let line = format!("{} {} {body}", request.method.word(), request.target);
        self.written.borrow_mut().push(line.trim().to_owned());
        let fate = self.fates.get(number).or(self.fates.last());
        match *fate.expect("a script has a fate") {
            Fate::Fine => {
                self.apply(request);
                ok(self.response(request))
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
            Fate::Pretends => ok(self.response(request)),
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
