//! What carries requests: a browser, or a script in a test.

use crate::call::{Lost, Reply, Request};
use crate::text;
use crate::words::{Language, Say};

/// Carries requests to one gateway with one key.
pub trait Transport {
    /// Carries a read; it may be repeated underneath when it fails.
    fn read(&self, request: &Request) -> impl Future<Output = Result<Reply, Lost>>;
    /// Carries a write, once.
    fn write(&self, request: &Request) -> impl Future<Output = Result<Reply, Lost>>;
    /// Lets time pass.
    fn pause(&self, millis: u32) -> impl Future<Output = ()>;
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The request is under way.
    Sending,
    /// It was answered, or the response was lost; what the gateway holds is being read.
    Verifying,
    /// What was read does not show the change; it is read again.
    NotVisibleYet,
    /// A step failed; what was there before is being restored.
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
