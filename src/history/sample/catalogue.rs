//! A made-up dialect: things with a limit, a group and a state.

use crate::call::Read;
use crate::domain::money::Amount;
use crate::records::open_envelope;
use crate::schema::sample::{ACTION, DIALECT, RESOURCE};
use crate::schema::{
    Action, Column, Confirm, Dialect, Field, FieldSpec, FieldValue, Ref, Resource, Target, Undo,
};
use crate::text;
use crate::words::Text;

pub(crate) const AMOUNT: Field<Amount> = Field::new("amount");
pub(crate) const NO_LOWER: Text =
    text!("Cannot be undone: nothing lowers a limit." / "无法撤销：无法降低限额。");
pub(crate) const NAMELESS: Text =
    text!("Cannot be undone: the group has no id." / "无法撤销：该组没有标识。");

pub(crate) static RAISE: Action = Action {
    id: "raise",
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT.id,
        limit: "limit",
    },
    undo: Undo::Not(NO_LOWER),
    ..ACTION
};

const GROUP: Column<Ref> =
    FieldSpec::reference("group", text!("Group" / "分组"), &["group_id"], "groups");

pub(crate) static MOVE: Action = Action {
    id: "move",
    on: Target::Rows { most: 9 },
    undo: Undo::Same {
        field: "group",
        input: "group",
        unless: |before, _| {
            let reference = Ref::read(before)?;
            reference.id.is_none().then_some(NAMELESS)
        },
    },
    ..ACTION
};

static CREATE: Action = Action {
    id: "create",
    ..ACTION
};

static DISABLE: Action = Action {
    id: "disable",
    undo: Undo::By(|| &ENABLE),
    ..ACTION
};

static ENABLE: Action = Action {
    id: "enable",
    undo: Undo::By(|| &DISABLE),
    ..ACTION
};

pub(crate) static THINGS: Resource = Resource {
    list: |_| Read::new("/things", []),
    rows: &["data"],
    fields: &[GROUP.spec],
    actions: &[&RAISE, &MOVE, &CREATE, &DISABLE, &ENABLE],
    ..RESOURCE
};

pub(crate) static SAMPLE: Dialect = Dialect {
    open: open_envelope,
    resources: &[&THINGS],
    ..DIALECT
};
