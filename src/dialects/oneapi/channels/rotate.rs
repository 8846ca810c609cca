//! Replaces the key of a channel without downtime: a disabled probe with the new key is tested first,
//! then the channel gets the key, and the probe is deleted whatever else happened (contract 9.5).

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::attention::PROBE;
use super::composite;
use super::fields::health::TESTED;
use super::fields::setup::{MODEL_MAPPING, OTHER, PROFILES};
use super::fields::{AUTO_DISABLED, GROUPS, MODELS, STATUS, TYPE};
use super::serving::baseline;
use super::test::{MODEL, PATIENCE_SECONDS, request};
use super::write;
use crate::call::{Body, Hole, PathPart, Write};
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Confirm, Context, Document, Finding, Hidden, Input, Level, Requires, Step, Str,
    Target, TypedInput, Undo, WhyNot, Yields, always, appears, moves,
};
use crate::text;

const KEY: TypedInput<Hidden> = Input::secret("key", text!("New provider key" / "新的提供商密钥"))
    .hint(text!(
        "Sent to the gateway. It is not stored here, and no call shows it again."
            / "发送给网关。此处不会保存，也没有接口可再次读取。"
    ))
    .required(text!("Paste the new key." / "请粘贴新密钥。"));

/// The action.
pub static ROTATE_CHANNEL_KEY: Action = Action {
    id: "rotate-channel-key",
    on: Target::Row,
    button: text!("Replace key" / "更换密钥"),
    title: text!("Replace the key of a channel" / "更换渠道密钥"),
    lead: Some(text!(
        "The key in use cannot be read, so it cannot be put back. On the fork the new one is proven by a disabled probe before the channel gets it."
            / "无法读取当前密钥，因此无法恢复。在分支版本上，会先用禁用的探测渠道验证新密钥，再更换到渠道。"
    )),
    sentence: |_| text!("Replace the key of “{name}” ({id})." / "更换“{name}”（{id}）的密钥。"),
    verb: |_| text!("Replace key" / "更换密钥"),
    inputs: &[KEY.spec, MODEL.spec],
    check: |_| None,
    facts: &["status", "models", "test_time"],
    lookups: super::serving::LOOKUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes,
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone: no call shows the key before. Replace it once more, with the old one."
            / "无法撤销：没有接口可读取之前的密钥。请再次更换为旧密钥。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: text!(
        "A second probe was made and deleted too. The channel keeps the key it had until a probe is proven."
            / "多创建的探测渠道也已删除。在探测渠道通过验证之前，渠道保留原有密钥。"
    ),
};

fn live(pointer: &'static str) -> Body {
    Body::Hole(Hole::Live {
        resource: id("channels"),
        pointer: id(pointer),
    })
}

fn new_key() -> Body {
    Body::Hole(Hole::Secret(id(KEY.field.id)))
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    composite::of_one_text(context.row.text(&TYPE), context.secret(&KEY))?;
    let model = Some(context.input.text(&MODEL)).filter(|model| !model.is_empty());
    let test = |of: PathPart| request(of, model);
    let put = write::fields(context, vec![("key", new_key())]);
    let put = Step::new(put, Check::ResponseOnly);
    let last = Step::new(
        test(context.at.part()),
        moves(context.at, &TESTED, context.row),
    );
    let last = last.patience(PATIENCE_SECONDS);
    let last = last.requires(Requires::AllBeforeApplied);
    if version(context.who) == Version::U {
        return Ok(vec![put, last]);
    }
    let proven = Step::new(test(made()), Check::ResponseOnly).patience(PATIENCE_SECONDS);
    let gone = Check::Removed {
        of: id("channels"),
        by_step: 0,
    };
    let away = Step::new(Write::delete("/api/channel/{}", [made()]), gone);
    Ok(vec![
        probe(context)?,
        proven.requires(Requires::AllBeforeApplied),
        put.requires(Requires::AllBeforeApplied),
        last,
        away.requires(Requires::MadeBy(0)),
    ])
}

fn made() -> PathPart {
    PathPart::Hole(Hole::MadeBy(0))
}

/// Makes the probe: like the channel, but disabled and with the new key. Address and configuration
/// may hold secrets, so they are read when it is sent.
fn probe(context: &Context) -> Result<Step, WhyNot> {
    const TYPE_NOT_KNOWN: WhyNot = WhyNot {
        words: text!("The type of this channel is not a number." / "此渠道的类型不是数字。"),
        source: "3.1.1",
    };
    let name = format!("{PROBE}{}", context.fresh);
    let row = context.row;
    let number = row.text(&TYPE).trim_start_matches("type ").parse::<i64>();
    let number = number.map_err(|_| TYPE_NOT_KNOWN)?;
    let words = |words: Option<&Vec<String>>| words.map_or_else(String::new, |all| all.join(","));
    let mut fields: Vec<(Str, Body)> = vec![
        ("name", Body::text(name.as_str())),
        ("type", Body::whole(number)),
        ("key", new_key()),
        ("status", Body::whole(2)),
        ("models", Body::text(words(row.get(&MODELS)))),
        ("group", Body::text(words(row.get(&GROUPS)))),
        ("base_url", live("/base_url")),
        ("config", live("/config")),
    ];
    for field in [&OTHER, &PROFILES] {
        let text = row.text(field);
        if !text.is_empty() {
            fields.push((field.id, Body::text(text)));
        }
    }
    if let Some(Document(mapping)) = row.get(&MODEL_MAPPING) {
        fields.push(("model_mapping", Body::text(mapping.as_str())));
    }
    let body = fields.into_iter();
    let body = body.fold(Body::object([]), |body, (name, value)| {
        body.with(name, value)
    });
    let write = Write::post("/api/channel/", []).body(body);
    Ok(Step::new(
        write,
        appears("channels", &name, &baseline(context)),
    ))
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = Vec::new();
    if version(context.who) == Version::U {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "This version has no safe way to try a key beside live traffic: the channel gets it at once, and is tested then. If the test fails, put the old key back or disable the channel."
                    / "此版本无法在不影响流量的情况下验证密钥：渠道会立即使用新密钥，随后测试。若测试失败，请换回旧密钥或禁用渠道。"
            ),
        ));
    } else {
        notes.push(Finding::new(
            Level::Note,
            text!(
                "A disabled probe with the new key is created and tested. Only if it passes, the channel gets the key and is tested. The probe is deleted in any case."
                    / "先用新密钥创建并测试一个禁用的探测渠道。仅在通过后，渠道才更换密钥并测试。无论如何都会删除探测渠道。"
            ),
        ));
    }
    if let Some(composite) = composite::of_type(context.row.text(&TYPE)) {
        notes.push(Finding::new(Level::Note, composite.words));
    }
    if context.row.text(&STATUS) == AUTO_DISABLED {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "The gateway disabled this channel. A new key does not enable it: do so afterwards."
                    / "网关已禁用此渠道。更换密钥不会启用它：请随后手动启用。"
            ),
        ));
    }
    notes.push(Finding::new(
        Level::Note,
        text!(
            "Calls under way keep the old key, and other nodes may use it for two minutes: revoke it at the provider only then."
                / "进行中的请求仍使用旧密钥，其他节点可能在两分钟内继续使用：请在此之后再到提供商处吊销。"
        ),
    ));
    notes
}

#[cfg(test)]
mod tests {
    use super::ROTATE_CHANNEL_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ROTATE_CHANNEL_KEY,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","status":1,"type":3,"models":"gpt-4o,o3","group":"default","test_time":100,"model_mapping":"{}"} & form {"key":"x"} & seen {"channels":[{"uuid":"u-1","name":"main"}]}
            => sends POST /api/channel/ {"name":"rotate-fresh","type":3,"key":"‹key›","status":2,"models":"gpt-4o,o3","group":"default","base_url":"‹base_url›","config":"‹config›","model_mapping":"{}"}; rotate-fresh appears in channels / then GET /api/channel/test/‹made by step 1›; the response tells / then PUT /api/channel/ {"uuid":"u-1","name":"main","key":"‹key›"}; the response tells / then GET /api/channel/test/u-1; test_time differs from Time(UnixSeconds(100)) / if step 1 made it DELETE /api/channel/‹made by step 1›; what step 1 made goes from channels
            => notes A disabled probe / Calls under way
            row {"type":33,"other":"2024-02-01","inference_profile_arn_map":"{}"} & form {"key":"a|b|c"} => sends POST /api/channel/ {"name":"rotate-fresh","type":33,"key":"‹key›","status":2,"models":"gpt-4o,o3","group":"default","base_url":"‹base_url›","config":"‹config›","other":"2024-02-01","inference_profile_arn_map":"{}","model_mapping":"{}"}; rotate-fresh appears in channels / then GET /api/channel/test/‹made by step 1›; the response tells / then PUT /api/channel/ {"uuid":"u-1","name":"main","key":"‹key›"}; the response tells / then GET /api/channel/test/u-1; test_time differs from Time(UnixSeconds(100)) / if step 1 made it DELETE /api/channel/‹made by step 1›; what step 1 made goes from channels
            who {"version":"u"} & form {"model":"o3"} => sends PUT /api/channel/ {"id":"u-1","name":"main","key":"‹key›"}; the response tells / then GET /api/channel/test/u-1?model=o3; test_time differs from Time(UnixSeconds(100))
            who {"version":"u"} => notes This version has no safe way / Calls under way
            row {"status":3} => notes A disabled probe / The gateway disabled this channel. / Calls under way
            row {"type":33} => refuses The key of this type has several parts
            row {"type":33} => notes A disabled probe / The key of this type is one text of three parts / Calls under way
            row {"type":"x"} => refuses The type of this channel is not a number
            form {"key":false} => refuses This console made a mistake
            "##,
        );
    }
}
