//! A made-up gateway with some items, a box and settings, and a script for how it treats writes.

use std::cell::{Cell, RefCell};

use serde_json::{Value as Json, json};

use crate::call::{Body, Lost, Reply, Request};
use crate::gate::{Live, Transport};

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
    /// Refuses inside a success and does nothing.
    RefusesInside,
    /// Applies it and refuses inside a success.
    DoneAndRefusesInside,
    /// Responds with this status and leaves a broken text behind.
    Breaks(u16),
}

/// What the gateway holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Items that were made, by id and name.
    pub(super) made: Vec<(String, String)>,
    /// How many were ever made.
    made_ever: usize,
    /// The items in the box, by their numbers from 1.
    pub(super) members: Vec<u32>,
    /// Whether the first item is on, off or broken.
    pub(super) state: String,
    /// The settings.
    pub(super) text: String,
}

/// Four items, a box, settings, and a script.
pub(super) struct Script {
    /// The fate of each write in turn; the last one goes on.
    pub(super) fates: Vec<Fate>,
    /// Whether lists fail once something was sent.
    pub(super) blind: bool,
    pub(super) held: RefCell<Held>,
    /// The writes that came: method and target, then the drawn body.
    pub(super) written: RefCell<Vec<String>>,
    pub(super) is_preparing: Cell<bool>,
    /// What somebody else saves as the text of the settings, and before which call while it is sent.
    pub(super) colleague: Option<(usize, &'static str)>,
    /// How many calls came while it was sent.
    pub(super) calls: Cell<usize>,
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
                state: "off".to_owned(),
                text: "{}".to_owned(),
                ..Held::default()
            }),
            written: RefCell::default(),
            is_preparing: Cell::new(false),
            colleague: None,
            calls: Cell::new(0),
        }
    }

    /// Counts a call, before which somebody else may save.
    fn called(&self) {
        if self.is_preparing.get() {
            return;
        }
        if let Some((_, text)) = self.colleague.filter(|(at, _)| *at == self.calls.get()) {
            self.held.borrow_mut().text = text.to_owned();
        }
        self.calls.set(self.calls.get() + 1);
    }

    /// How many writes came.
    pub(super) fn writes(&self) -> usize {
        self.written.borrow().len()
    }

    fn apply(&self, request: &Request) {
        let held = &mut *self.held.borrow_mut();
        let parts: Vec<&str> = request.path().split('/').skip(1).collect();
        match parts.as_slice() {
            [_, _, "test"] | ["settings", "mark" | "unmark" | "publish"] => {}
            [_, _, "enable"] => held.state = "on".to_owned(),
            ["items"] => {
                let id = format!("new_{}", held.made_ever);
                held.made_ever += 1;
                held.made.insert(0, (id, text_of(request, "name")));
            }
            ["items", id] => held.made.retain(|(made, _)| made != id),
            ["boxes", _, "items", item] => {
                let number = item.trim_start_matches("item_").parse().expect("a number");
                held.members.retain(|member| *member != number);
                held.members.push(number);
            }
            ["settings", "text"] => held.text = text_of(request, "text"),
            other => panic!("no such call: {other:?}"),
        }
    }

    fn items(&self) -> String {
        let held = self.held.borrow();
        let mut rows: Vec<Json> = Vec::new();
        for (at, (id, name)) in held.made.iter().enumerate() {
            rows.push(json!({"id": id, "name": name, "created_at": 200 - at}));
        }
        for number in 1..=ITEMS {
            let of = held.members.contains(&number).then_some("box_1");
            rows.push(json!({
                "id": format!("item_{number}"),
                "name": format!("I{number}"),
                "created_at": 14 - number,
                "box_id": of,
                "state": held.state,
            }));
        }
        json!({"data": rows, "has_more": false}).to_string()
    }

    fn settings(&self) -> String {
        let text = &self.held.borrow().text;
        let is_odd = text.contains("odd");
        let state = if is_odd { "bad" } else { "good" };
        json!({"id": "all", "name": "Settings", "text": text, "state": state}).to_string()
    }

    /// What a success says.
    fn response(&self, request: &Request) -> String {
        if request.path() != "/items" {
            return r#"{"deleted":true}"#.into();
        }
        let made = self.held.borrow().made_ever.saturating_sub(1);
        json!({"id": format!("new_{made}"), "name": text_of(request, "name")}).to_string()
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

fn reply(status: u16, body: String) -> Result<Reply, Lost> {
    Ok(Reply {
        status,
        body,
        ..Reply::default()
    })
}

impl Transport for Script {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.called();
        if self.blind && !self.is_preparing.get() {
            return Err(Lost::Network);
        }
        if request.path() == "/lost" {
            return reply(500, String::new());
        }
        let is_settings = request.path() == "/settings";
        reply(
            200,
            if is_settings {
                self.settings()
            } else {
                self.items()
            },
        )
    }

    async fn write(&self, request: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        self.called();
        let number = self.writes();
        let body = request.body.as_ref().map(Body::drawn).unwrap_or_default();
        let line = format!("{} {} {body}", request.method.word(), request.target);
        self.written.borrow_mut().push(line.trim().to_owned());
        let fate = self.fates.get(number).or(self.fates.last());
        let fate = *fate.expect("a script has a fate");
        let times = match fate {
            Fate::Fine
            | Fate::LostAfter
            | Fate::Garbles
            | Fate::DoneAndStatus(_)
            | Fate::DoneAndRefusesInside => 1,
            Fate::TwiceAndLost => 2,
            Fate::LostBefore
            | Fate::Silent
            | Fate::Pretends
            | Fate::Status(_)
            | Fate::RefusesInside
            | Fate::Breaks(_) => 0,
        };
        for _ in 0..times {
            self.apply(request);
        }
        if matches!(fate, Fate::Breaks(_)) {
            self.held.borrow_mut().text = "{".to_owned();
        }
        match fate {
            Fate::Fine | Fate::Pretends => reply(200, self.response(request)),
            Fate::LostAfter | Fate::TwiceAndLost | Fate::LostBefore => Err(Lost::Network),
            Fate::Silent => Err(Lost::TimedOut),
            Fate::RefusesInside | Fate::DoneAndRefusesInside => {
                reply(200, r#"{"success":false,"message":"no"}"#.into())
            }
            Fate::Garbles => reply(200, "<html>".into()),
            Fate::Status(code) | Fate::DoneAndStatus(code) | Fate::Breaks(code) => {
                reply(code, String::new())
            }
        }
    }

    async fn pause(&self, _: u32) {}
}
