//! Plans of several steps in the made-up dialect: a probe that is taken away, and settings that are
//! restored.

use super::catalogue::{STATE, TEXT};
use crate::call::{Body, Hole, PathPart, Write};
use crate::domain::ids::{Id, id};
use crate::schema::sample::ACTION;
use crate::schema::{
    Action, Baseline, Check, CompensateWhen, Compensation, Context, DocumentKind, Requires, Step,
    Target, Value, Yields, appears, becomes,
};
use crate::text;

/// Tries an item out: makes a probe, tests it, takes it away whatever happened, then enables the item
/// where it is still off.
pub(super) static PROBE: Action = Action {
    id: "probe",
    if_applied_twice: text!("Take the other one away." / "请移除另一个。"),
    on: Target::Rows { most: 2 },
    plan: |context| {
        let made = || PathPart::Hole(Hole::MadeBy(0));
        let off = "off".to_owned();
        let probe = format!("probe-{}", context.fresh);
        let body = Body::object([("name", Body::text(&*probe))]);
        // Nothing has a name that was made up just now.
        let all_new = Baseline {
            ids: Vec::new(),
            whole: true,
        };
        Ok(vec![
            Step::new(
                Write::post("/items", []).body(body),
                appears("items", &probe, &all_new),
            ),
            Step::new(
                Write::post("/items/{}/test", [made()])
                    .body(Body::object([("probe", Body::Hole(Hole::MadeBy(0)))])),
                Check::ResponseOnly,
            )
            .requires(Requires::AllBeforeApplied)
            .patience(120),
            Step::new(
                Write::delete("/items/{}", [made()]),
                Check::Removed {
                    of: id("items"),
                    by_step: 0,
                },
            )
            .requires(Requires::MadeBy(0)),
            Step::new(
                Write::post("/items/{}/enable", [context.at.part()]),
                becomes(context.at, &STATE, context.row, Some("on".to_owned())),
            )
            .requires(Requires::AllBeforeApplied)
            .precondition(context.at, &STATE, off),
        ])
    },
    ..ACTION
};

/// Tries the item, which leaves its mark whether it passed or not.
pub(super) static TRY: Action = Action {
    id: "try",
    plan: |context| {
        let write = Write::post("/items/{}/enable", [context.at.part()]);
        let check = becomes(context.at, &STATE, context.row, Some("on".to_owned()));
        Ok(vec![Step::new(write, check)])
    },
    yields: Yields::Trial {
        fields: &[],
        failed: text!("It failed: {words}" / "失败：{words}"),
        advice: |_| text!("Try it again." / "请重试。"),
    },
    ..ACTION
};

/// Renews an item, by which it is on again, and then turns it on where it is still off.
pub(super) static RENEW: Action = Action {
    id: "renew",
    plan: |context| {
        let enable = || Write::post("/items/{}/enable", [context.at.part()]);
        let is_on = becomes(context.at, &STATE, context.row, Some("on".to_owned()));
        Ok(vec![
            Step::new(enable(), Check::ResponseOnly),
            Step::new(enable(), is_on).requires(Requires::AllBeforeApplied),
        ])
    },
    ..ACTION
};

fn put(text: &Value) -> Write {
    let Value::Document(text) = text else {
        panic!("{text:?}")
    };
    Write::post("/settings/text", []).body(Body::object([("text", Body::text(&*text.0))]))
}

fn becomes_text(context: &Context, before: &Value, to: &Value) -> Check {
    Check::Becomes {
        at: context.at.clone(),
        field: Id::Borrowed(TEXT.field.id),
        before: before.clone(),
        to: to.clone(),
    }
}

/// Saves a text that another check must accept, then marks it; each is restored where it must be.
pub(super) static SAVE: Action = Action {
    id: "save",
    plan: |context| {
        let (before, to) = (context.row.value("text"), context.input.value("text"));
        let state = |state: &str| becomes(context.at, &STATE, context.row, Some(state.to_owned()));
        let restore = |when, write, checks| Compensation {
            when,
            write,
            checks,
        };
        Ok(vec![
            Step::new(put(to), becomes_text(context, before, to))
                .and(state("good"))
                .compensated(restore(
                    CompensateWhen::NotAppliedAndLiveBrokenOrOurs(DocumentKind::Ratios),
                    put(before),
                    vec![becomes_text(context, to, before)],
                )),
            Step::new(Write::post("/settings/mark", []), Check::ResponseOnly)
                .requires(Requires::AllBeforeApplied)
                .compensated(restore(
                    CompensateWhen::LaterStepFailed,
                    Write::post("/settings/unmark", []),
                    vec![Check::ResponseOnly],
                )),
            Step::new(Write::post("/settings/publish", []), Check::ResponseOnly)
                .requires(Requires::AllBeforeApplied),
        ])
    },
    ..ACTION
};
