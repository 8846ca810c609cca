//! Carries requests: a browser in the app, a script in tests.

use crate::call::{Filling, Hole, Lost, Reply, Request};
use crate::schema::Record;
use crate::text;
use crate::words::{Language, Say};

/// Carries requests to one gateway with one key.
pub trait Transport {
    /// Returns the signed-in account; an empty record before it is known.
    fn who(&self) -> Record {
        Record::default()
    }
    /// Lets others work if this transport's user has worked for long without a pause. Called after
    /// each small piece of a long work; does nothing where nobody else waits.
    fn let_others_work(&self) -> impl Future<Output = ()> {
        std::future::ready(())
    }
    /// Sends a read; the implementation may retry it when it fails.
    fn read(&self, request: &Request) -> impl Future<Output = Result<Reply, Lost>>;
    /// Sends a write, once, with the parts of rows that were read for its holes.
    fn write(&self, request: &Request, live: Live<'_>)
    -> impl Future<Output = Result<Reply, Lost>>;
    /// Lets requests be sent again after the operator stopped waiting: what follows puts away what an
    /// earlier step made.
    fn go_on(&self) {}
    /// Waits.
    fn pause(&self, millis: u32) -> impl Future<Output = ()>;
}

/// Parts of rows that fill the holes of a body. They may be secret, so they are handed on beside the
/// request and never put into it.
pub type Live<'a> = &'a [(Hole, Filling)];

/// The progress of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The request was sent.
    Sending,
    /// The response was received or lost; the result is being verified.
    Verifying,
    /// The change is not visible yet; it will be verified again.
    NotVisibleYet,
    /// A step failed; the previous state is being restored.
    Restoring,
}

impl Say for Progress {
    fn say(&self, language: Language) -> &'static str {
        let words = match self {
            Self::Sending => text!("Sending, and waiting for the response" / "正在发送并等待响应"),
            Self::Verifying => {
                text!("Verifying what the gateway holds now" / "正在核实网关的当前状态")
            }
            Self::NotVisibleYet => {
                text!("Not visible yet; verifying again" / "尚未显示；正在重新核实")
            }
            Self::Restoring => text!("Restoring what was there before" / "正在恢复之前的状态"),
        };
        words.say(language)
    }
}
