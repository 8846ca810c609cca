//! Which fields of a row an edit changes: what the form opened with, what the gateway holds now, and
//! what the operator wants.

use crate::call::Body;
use crate::domain::ids::id;
use crate::schema::{Check, Context, Document, Field, FieldValue, Str, Value, WhyNot, base_of};
use crate::text;

/// A field that was changed: its check, and what is sent for it.
pub struct Changed {
    /// The check.
    pub check: Check,
    /// The name of the field.
    pub name: Str,
    /// What is sent.
    pub body: Body,
}

const CHANGED_MEANWHILE: WhyNot = WhyNot {
    words: text!(
        "Somebody else changed the same field since you opened the form. Open it again to see the present value."
            / "自您打开表单以来，他人更改了同一字段。请重新打开以查看当前值。"
    ),
    source: "",
};

/// Returns the value that the operator wants a field to have; `None` if it was left as it was, or is
/// so already.
///
/// # Errors
/// When somebody else changed the same field.
pub fn wanted(context: &Context, field: Str) -> Result<Option<Value>, WhyNot> {
    let mine = &normal(field, context.input.value(field));
    let (base, live) = (context.shown.value(field), context.row.value(field));
    if matches!(mine, Value::Missing) || mine.is_same(base) || mine.is_same(live) {
        Ok(None)
    } else if live.is_same(base) {
        Ok(Some(mine.clone()))
    } else {
        Err(CHANGED_MEANWHILE)
    }
}

/// Returns why nothing would be sent although nothing was refused: what is in the form is what the
/// gateway holds, or it was left as it was.
pub fn unchanged(context: &Context) -> WhyNot {
    const NOTHING_TYPED: WhyNot = WhyNot {
        words: text!(
            "You changed nothing in this form. The gateway holds something else by now: open the form again to see it."
                / "您未更改此表单。网关的内容此后已有变化：请重新打开表单以查看。"
        ),
        source: "",
    };
    let entered = context.input.values().iter();
    let differs = entered.filter(|(name, _)| context.row.value(name).is_present());
    let mut differs = differs.map(|(name, value)| (context.row.value(name), value));
    let is_other = |(live, mine): (&Value, &Value)| mine.is_present() && !mine.is_same(live);
    match differs.any(is_other) {
        true => NOTHING_TYPED,
        false => WhyNot::ALREADY_SO,
    }
}

/// Returns what is sent for a field, if the operator changed it.
///
/// # Errors
/// When somebody else changed the same field.
pub fn change<T: FieldValue>(
    context: &Context,
    field: &Field<T>,
    body: impl Fn(Option<&T>) -> Body,
) -> Result<Option<Changed>, WhyNot> {
    Ok(wanted(context, field.id)?.map(|to| Changed {
        body: body(T::read(&to)),
        name: field.id,
        check: Check::Becomes {
            at: context.at.clone(),
            field: id(field.id),
            before: context.row.value(field.id).clone(),
            to,
        },
    }))
}

/// Returns what the edits of a document began with, as a value of its field: the form says it, and without a
/// form it is what the operator saw.
pub fn begun_with(
    context: &Context,
    input: Str,
    field: Str,
    meant: impl Fn(&str) -> Value,
) -> Value {
    match context.input.value(&base_of(input)) {
        Value::Document(Document(base)) => meant(base),
        _ => context.shown.value(field).clone(),
    }
}

/// Returns an entered value as the gateway will show it: an emptied number is stored as 0, and a limit
/// of 0 is no limit.
fn normal(field: Str, entered: &Value) -> Value {
    match (field, entered) {
        ("priority" | "weight", Value::Null) => Value::Whole(0),
        ("ratelimit", Value::Whole(0)) => Value::Null,
        (_, entered) => entered.clone(),
    }
}
