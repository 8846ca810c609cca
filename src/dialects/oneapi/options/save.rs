//! Saves one option (contract 4.2). The gateway stores any text under any key, so each type has an
//! action of its own, and the key is always that of a listed row.

use super::super::who;
use super::known::{Known, Type, find, is_secret};
use super::{DOCUMENT, KEY, VALUE};
use crate::call::{Body, Method, Write};

use crate::domain::ids::id;
use crate::pricing::Ratios;
use crate::schema::{
    Check, CompensateWhen, Compensation, Context, Document, DocumentKind, FieldValue, Finding,
    Level, Record, Step, Str, WhyNot, becomes,
};
use crate::text;
use crate::words::Text;

/// Whether a row is a known option of this type.
pub fn is_of(row: &Record, of: Type) -> bool {
    known(row).is_some_and(|known| known.of == of)
}

/// Whether a row is an option that holds any text: of that type, or not known.
pub fn is_text(row: &Record) -> bool {
    let key = row.text(&KEY);
    !key.is_empty() && !is_secret(key) && known(row).is_none_or(|known| known.of == Type::Text)
}

/// Returns what is known of a row's option.
pub fn known(row: &Record) -> Option<&'static Known> {
    find(row.text(&KEY))
}

/// Returns why no option can be saved, or this one has no effect.
pub fn why_not(context: &Context) -> Option<WhyNot> {
    const DEAD: WhyNot = WhyNot {
        words: text!(
            "It has no effect in this version of the gateway: each channel has its own prices."
                / "在此版本的网关中无效：价格位于各渠道中。"
        ),
        source: "0.10",
    };
    let dead = context.row.text(&super::STATE) == "unused";
    who::why_no_root_write(context.who).or_else(|| dead.then_some(DEAD))
}

/// Makes the write of an option.
pub fn put(key: &str, value: Body) -> Write {
    write(Body::object([("key", Body::text(key)), ("value", value)]))
}

/// Makes the write of an option with one more field.
pub fn put_also(key: &str, value: Body, (name, also): (Str, Body)) -> Write {
    write(Body::object([
        ("key", Body::text(key)),
        ("value", value),
        (name, also),
    ]))
}

fn write(body: Body) -> Write {
    Write::new(Method::Put, "/api/option/", []).body(body)
}

/// Returns the key of the row; an empty key would overwrite another option (contract 4.2).
///
/// # Errors
/// When there is none.
pub fn key<'a>(context: &'a Context) -> Result<&'a str, WhyNot> {
    Some(context.row.text(&KEY))
        .filter(|key| !key.is_empty())
        .ok_or(WhyNot::BUG)
}

/// Makes the steps that save a text.
///
/// # Errors
/// When it is stored already.
pub fn text(context: &Context, to: &str) -> Result<Vec<Step>, WhyNot> {
    let before = context.row.text(&VALUE);
    if before == to {
        return Err(WhyNot::ALREADY_SO);
    }
    let value = (!to.is_empty()).then(|| to.to_owned());
    let check = becomes(context.at, &VALUE, context.row, value);
    let write = put(key(context)?, Body::text(to));
    let step = Step::new(write, check);
    // A text that was empty cannot be told from one that is missing.
    Ok(vec![match before {
        "" => step,
        before => step.precondition(context.at, &VALUE, before.to_owned()),
    }])
}

/// Makes the steps that save a document, with the compensation: an earlier one that was not broken.
///
/// # Errors
/// When it is stored already.
pub fn document(context: &Context, to: Document, was_broken: bool) -> Result<Vec<Step>, WhyNot> {
    let before = context.row.get(&DOCUMENT).cloned();
    if before.as_ref() == Some(&to) {
        return Err(WhyNot::ALREADY_SO);
    }
    let key = key(context)?;
    let write = put(key, Body::text(to.0.as_str()));
    let to_names = Ratios::read(&to.0).map_or_else(
        |_| Vec::new(),
        |ratios| ratios.names().map(str::to_owned).collect(),
    );
    let check = becomes(context.at, &DOCUMENT, context.row, Some(to));
    let step = live_names(key, to_names, Step::new(write, check));
    let Some(before) = before else {
        return Ok(vec![step]);
    };
    let step = step.precondition(context.at, &DOCUMENT, before.clone());
    if was_broken {
        return Ok(vec![step]);
    }
    Ok(vec![step.compensated(back(context, key, before))])
}

/// Adds a check of the live names to the save of GroupRatio: the text alone does not say what the
/// gateway read of it.
fn live_names(key: &str, ids: Vec<String>, step: Step) -> Step {
    match key {
        "GroupRatio" => step.and(Check::Lists {
            of: id("group-names"),
            ids,
        }),
        _ => step,
    }
}

fn back(context: &Context, key: &str, before: Document) -> Compensation {
    let write = put(key, Body::text(before.0.as_str()));
    Compensation {
        when: CompensateWhen::NotAppliedAndLiveBrokenOrOurs(DocumentKind::Ratios),
        write,
        checks: vec![Check::Becomes {
            at: context.at.clone(),
            field: id(DOCUMENT.field.id),
            before: before.clone().value(),
            to: before.value(),
        }],
    }
}

/// Says what the option does, at once and to whom.
pub fn notes(context: &Context) -> Vec<Finding> {
    const NOT_KNOWN: Text = text!(
        "This option is not known to have an effect. The gateway stores it, and no call removes it."
            / "此选项没有已知作用。网关会存储它，且无法删除。"
    );
    const AT_ONCE: Text = text!(
        "It takes effect at once on the node that responds, and within two minutes on others."
            / "在响应的节点上立即生效，其他节点两分钟内生效。"
    );
    let effect = known(context.row).map_or(NOT_KNOWN, |known| known.effect);
    vec![
        Finding::new(Level::Note, effect),
        Finding::new(Level::Note, AT_ONCE),
    ]
}
