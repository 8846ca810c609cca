//! A sweep of tests over many channels.

use rusqlite::Result;

use super::{address, log, model, note, test};
use crate::oneapi::channels::row::{COLUMNS, Channel};
use crate::oneapi::options::Options;
use crate::oneapi::{Answer, Context};

/// `GET /api/channel/test`: a sweep over all channels, or over those that are disabled. An unknown
/// scope tests nothing and says success.
pub(in crate::oneapi::channels) fn sweep(context: &Context) -> Result<Answer> {
    if context.api.is_sweeping(context.now) {
        let words = context
            .version
            .say("Test is already running", "测试已在运行中");
        return Ok(Answer::refused(words));
    }
    let scope = context.request.param("scope").unwrap_or_default();
    let condition = match scope.as_str() {
        "" | "all" => "1",
        "disabled" => "c.status IN (2, 3)",
        _ => return Ok(Answer::done()),
    };
    let sql = format!("SELECT {COLUMNS} FROM oneapi_channels c WHERE {condition} ORDER BY c.id");
    let mut statement = context.db.prepare(&sql)?;
    let channels: Result<Vec<Channel>> = statement.query_map((), Channel::read)?.collect();
    let options = Options::of(context);
    let policy = Policy {
        disables: options.flag("AutomaticDisableChannelEnabled")?,
        enables: options.flag("AutomaticEnableChannelEnabled")?,
        #[expect(clippy::cast_possible_truncation, reason = "seconds")]
        most_millis: (options.number("ChannelDisableThreshold")? * 1000.0) as i64,
    };
    let mut took = 0;
    for channel in channels? {
        took += swept(context, &channel, &policy)?;
    }
    // The real server goes on in the background for as long as the providers take.
    context.api.sweep_until(context.now + took / 1000);
    Ok(Answer::done().changing())
}

/// What a sweep may change.
struct Policy {
    disables: bool,
    enables: bool,
    /// 0 switches the limit off.
    most_millis: i64,
}

/// Tests one channel of a sweep, and returns how long its provider took in milliseconds.
fn swept(context: &Context, channel: &Channel, policy: &Policy) -> Result<i64> {
    let mut took = 0;
    let status = match model(context, channel, "") {
        // What cannot chat is switched off without a test.
        Err(_) => {
            note(context, channel.id, 0)?;
            policy.disables.then_some(3)
        }
        Ok(model) => {
            let address = address(context, channel).unwrap_or_default();
            let tested = test(context, channel, address, model);
            took = tested.took;
            log(context, channel, &tested)?;
            note(context, channel.id, tested.took)?;
            let is_slow = policy.most_millis > 0 && tested.took > policy.most_millis;
            match &tested.said {
                Ok(_) if is_slow && channel.status == 1 => policy.disables.then_some(3),
                Ok(_) if channel.status != 1 => policy.enables.then_some(1),
                Err((_, true)) => policy.disables.then_some(3),
                _ => None,
            }
        }
    };
    // Only an enabled channel is disabled.
    let status = status.filter(|status| *status == 1 || channel.status == 1);
    if let Some(status) = status {
        context.db.execute(
            "UPDATE oneapi_channels SET status = ?1 WHERE id = ?2",
            [status, channel.id],
        )?;
    }
    Ok(took)
}
