//! A made-up dialect: items with a limit and a box, and settings that are a document.

use super::plans;
use crate::call::{Body, PathPart, Read, Write};
use crate::domain::budget::Budget;
use crate::domain::ids::id;
use crate::domain::money::Amount;
use crate::domain::time::UnixSeconds;
use crate::records::open_envelope;
use crate::schema::sample::{ACTION, DIALECT as SAMPLE, FINAL, RESOURCE};
use crate::schema::{
    Action, All, Check, Column, Confirm, Dialect, Document, DocumentKind, FieldSpec, Finding,
    Input, Level, Locator, Lookup, Paging, Query, Ref, Resource, Step, Target, TypedInput, Value,
    WhyNot, Yields, becomes, differs,
};
use crate::text;

pub(in crate::gate) const NAME: Column<String> =
    FieldSpec::text("name", text!("Name" / "名称"), &["name"]);
pub(in crate::gate) const MADE: Column<UnixSeconds> =
    FieldSpec::time("made", text!("Created" / "创建时间"), &["created_at"]);
const MASKED: Column<String> =
    FieldSpec::mono("masked", text!("Value" / "值"), &["redacted_value"]).outcome_words(
        text!("The value is {value} now." / "当前的值为 {value}。"),
        text!("It has no value now." / "当前没有值。"),
    );
pub(in crate::gate) const BUDGET: Column<Budget> =
    FieldSpec::budget("budget", text!("Budget" / "预算"), &["budget"]).outcome_words(
        text!("The limit is {value} now." / "当前限额为 {value}。"),
        text!("It has no limit now." / "当前无限额。"),
    );
const BOX: Column<Ref> = FieldSpec::reference("box", text!("Box" / "盒子"), &["box_id"], "boxes")
    .none(text!("no box" / "不在任何盒子"));
pub(super) const TEXT: Column<Document> = FieldSpec::document(
    "text",
    text!("Text" / "文本"),
    &["text"],
    DocumentKind::Ratios,
);
pub(super) const STATE: Column<String> =
    FieldSpec::text("state", text!("State" / "状态"), &["state"]);

const AMOUNT: TypedInput<Amount> = Input::money("amount", text!("Amount" / "金额"));
const TO: TypedInput<Ref> = Input::pick(
    "to",
    text!("Box" / "盒子"),
    "boxes",
    Some(text!("no box" / "不放入盒子")),
);

/// Only its words and its rule are used.
static ADD: Action = Action {
    id: "add",
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT.field.id,
        limit: BUDGET.field.id,
    },
    if_applied_twice: text!("Delete the one that is not needed." / "请删除多余的一个。"),
    ..ACTION
};

/// Only its words are used.
static ROTATE: Action = Action {
    id: "rotate",
    yields: Yields::Value {
        title: text!("Value" / "值"),
        once: text!("Shown once." / "仅显示一次。"),
        at: &["value"],
        old_ends: None,
        lost: text!("It did not arrive." / "未送达。"),
        snippets: |_| Vec::new(),
    },
    ..ADD
};

pub(super) static MOVE: Action = Action {
    id: "move",
    on: Target::Rows { most: 9 },
    sentence: |summary| match summary.get(&TO) {
        Some(_) if summary.count() == 1 => {
            text!("Move “{name}” into {to}." / "将“{name}”移入{to}。")
        }
        Some(_) => text!(
            "Move {n} item into {to} ({to.id})."
                / "Move {n} items into {to} ({to.id})."
                / "将 {n} 个物品移入{to}（{to.id}）。"
        ),
        None => text!("Take “{name}” out of {was.box}: {to}." / "将“{name}”移出{was.box}：{to}。"),
    },
    inputs: &[TO.spec],
    why_not: |context| {
        let now = context.row.value(BOX.field.id);
        now.is_same(context.input.value(TO.field.id))
            .then_some(WhyNot::ALREADY_SO)
    },
    notes: |context| {
        let words = text!("It can be undone." / "可以撤销。");
        let own = text!("It is “{name}”." / "即“{name}”。");
        let own = |level| Finding::new(level, own).with("name", context.row.value("name").clone());
        vec![
            Finding::new(Level::Note, words),
            own(Level::Note),
            own(Level::Caution),
        ]
    },
    plan: |context| {
        let to = context.want(&TO)?;
        let part = to.id.clone().map(PathPart::Id).ok_or(WhyNot::BUG)?;
        let write = Write::post("/boxes/{}/items/{}", [part, context.at.part()]);
        let check = becomes(context.at, &BOX, context.row, Some(to.clone()));
        Ok(vec![Step::new(write, check)])
    },
    ..ACTION
};

/// Moves, with the name typed.
pub(super) static MOVE_TYPED: Action = Action {
    confirm: Confirm::TypeName(text!("It is far." / "很远。")),
    ..MOVE
};

/// Moves, after reading a list that fails.
pub(super) static MOVE_READING: Action = Action {
    lookups: &[Lookup::all("lost", 1)],
    ..MOVE
};

/// Moves, after trying to read that list.
pub(super) static MOVE_TRYING: Action = Action {
    lookups: &[Lookup::all("lost", 1).advisory()],
    ..MOVE
};

/// Moves, after reading that list for other rows than these.
pub(super) static MOVE_WITHOUT: Action = Action {
    lookups: &[Lookup::all("lost", 1).only_for(|_| false)],
    ..MOVE
};

/// Makes an item that must be typed, of which only the response tells the id.
pub(super) static CREATE: Action = Action {
    id: "create",
    on: Target::New,
    confirm: Confirm::TypeName(FINAL),
    plan: |context| {
        let check = Check::Named {
            of: id("items"),
            by_step: 0,
        };
        let name = Body::text(context.at.label());
        let write = Write::post("/items", []).body(Body::object([("name", name)]));
        Ok(vec![Step::new(write.keyed(context.fresh), check)])
    },
    ..ADD
};

/// Turns the items on. The gateway accepts it only so often.
pub(super) static TURN_ON: Action = Action {
    id: "turn-on",
    on: Target::List,
    confirm: Confirm::Begun,
    plan: |context| {
        let seen = context.seen("items").ok_or(WhyNot::BUG)?;
        let row = seen.rows.first().ok_or(WhyNot::ALREADY_SO)?;
        let at = Locator::of_id("items", "item_1");
        let check = differs(&at, &STATE, row.get(&STATE).cloned());
        let write = Write::post("/items/all/enable", []).limited_by_itself();
        Ok(vec![Step::new(write, check)])
    },
    ..ACTION
};

/// Turns one item on while it has the name and the box that were reviewed.
pub(super) static TURN_ONE: Action = Action {
    id: "turn-one",
    plan: |context| {
        let write = Write::post("/items/{}/enable", [context.at.part()]);
        let check = becomes(context.at, &STATE, context.row, Some("on".to_owned()));
        let step = Step::new(write, check);
        Ok(vec![step.unchanged(
            context.at,
            context.row,
            ["name", "box"],
        )])
    },
    ..ACTION
};

fn paged(read: Read, query: &Query) -> Read {
    read.with("limit", query.limit)
        .with_some("after", query.after.as_deref())
        .with_some("q", query.text.as_deref())
        .with("order", if query.newest_first { "desc" } else { "asc" })
}

const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    MADE.spec,
    MASKED.spec,
    BUDGET.spec,
    BOX.spec,
    STATE.spec,
];

pub(in crate::gate) static ITEMS: Resource = Resource {
    id: "items",
    list: |query| paged(Read::new("/items", []), query),
    paging: Paging::Cursor,
    fields: FIELDS,
    actions: &[
        &ADD,
        &ROTATE,
        &CREATE,
        &MOVE,
        &TURN_ON,
        &TURN_ONE,
        &plans::PROBE,
        &plans::RENEW,
        &plans::TRY,
    ],
    ..RESOURCE
};

pub(super) static SETTINGS: Resource = Resource {
    id: "settings",
    list: |_| Read::new("/settings", []),
    paging: Paging::One,
    fields: &[NAME.spec, TEXT.spec, STATE.spec],
    actions: &[&plans::SAVE],
    ..RESOURCE
};

/// A list that fails.
static LOST: Resource = Resource {
    id: "lost",
    list: |_| Read::new("/lost", []),
    ..RESOURCE
};

pub(in crate::gate) static DIALECT: Dialect = Dialect {
    open: open_envelope,
    resources: &[&ITEMS, &SETTINGS, &LOST],
    ..SAMPLE
};

/// Makes a reference to a box.
pub(super) fn to_box(of: &str) -> Value {
    Value::Ref(Box::new(Ref {
        of: id("boxes"),
        id: Some(of.into()),
        name: None,
    }))
}
