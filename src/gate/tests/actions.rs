//! The writes of the made-up dialect: what adds up and what does not, one step and several.

use super::catalogue::{BOX, BUDGET, COUNT, MASKED, OWN_BOX, OWNER};
use crate::call::{Body, PathPart, Write};
use crate::domain::ids::{SpelledId, id};
use crate::domain::money::Amount;
use crate::schema::{
    Action, All, Asked, Check, Confirm, Context, Field, Finding, Input, Known, Level, Locator,
    Lookup, SAME_TWICE, Step, Target, Undo, Value, WhyNot, Yields, appears, becomes, differs,
    nothing, rises,
};
use crate::text;
use crate::words::Text;

pub(super) const AMOUNT: Asked<Amount> = Input::money("amount", text!("Amount" / "金额"));
pub(super) const TO: Asked<crate::schema::Ref> = Input::pick(
    "to",
    text!("Box" / "盒子"),
    "boxes",
    Some(text!("no box" / "不放入盒子")),
    false,
);
pub(super) const OWNER_INPUT: Asked<crate::schema::Ref> = Input::pick(
    "owner",
    text!("Owner" / "所有者"),
    "people",
    Some(text!("nobody" / "无")),
    true,
);

const DELETE_ONE: Text = text!("Delete the one that is not needed." / "请删除多余的一个。");
const FINAL: Text = text!("It cannot be restored." / "无法恢复。");

/// What the actions have in common.
pub(super) const COMMON: Action = Action {
    id: "",
    on: Target::Row,
    button: text!("Do" / "执行"),
    title: text!("Do it" / "执行操作"),
    lead: None,
    sentence: |_| text!("Change “{name}” ({id})." / "更改“{name}”（{id}）。"),
    verb: |_| text!("Change" / "更改"),
    inputs: &[],
    check: |_| None,
    facts: &[],
    lookups: &[],
    why_not: nothing,
    notes: nothing,
    plan: |_| Err(WhyNot::BUG),
    confirm: Confirm::Review,
    undo: Undo::Not(FINAL),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: DELETE_ONE,
};

const VALUE: Yields = Yields::Value {
    title: text!("Value" / "值"),
    at: &["value"],
    old_ends: Some("old_ends_at"),
    lost: text!("It did not arrive." / "未送达。"),
    snippets: |_| Vec::new(),
};

fn one(write: Write, check: Check) -> Result<Vec<Step>, WhyNot> {
    Ok(vec![Step::new(write, check)])
}

pub(super) static ADD: Action = Action {
    id: "add",
    sentence: |_| {
        text!(
            "Raise the limit of “{name}” ({id}) by {amount}."
                / "将“{name}”（{id}）的限额提高 {amount}。"
        )
    },
    verb: |_| text!("Add {amount}" / "增加 {amount}"),
    inputs: &[AMOUNT.spec],
    plan: |context| {
        let amount = context.want(&AMOUNT)?;
        let body = Body::object([("amount", Body::text(amount.value.plain()))]);
        one(
            Write::post("/items/{}/add", [context.at.part()])
                .body(body)
                .keyed(context.fresh),
            rises(context.at, &BUDGET, context.row, amount),
        )
    },
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT.field,
        limit: BUDGET.field,
    },
    ..COMMON
};

fn made_name(context: &Context) -> String {
    context.at.label().to_owned()
}

fn named(context: &Context) -> Body {
    Body::object([("name", Body::text(made_name(context)))])
}

pub(super) static CREATE: Action = Action {
    id: "create",
    on: Target::New,
    plan: |context| {
        one(
            Write::post("/items", [])
                .body(named(context))
                .keyed(context.fresh),
            appears("items", &made_name(context), context.baseline),
        )
    },
    confirm: Confirm::TypeNameIf(|context| {
        let taken = context.seen("items").is_some_and(|seen| {
            let name = Field::<String>::new("name");
            seen.rows
                .iter()
                .any(|row| row.text(&name) == context.at.label())
        });
        taken.then_some(text!("The name is taken." / "已有同名。"))
    }),
    yields: VALUE,
    ..COMMON
};

/// Makes an item in one's own box, where items are not listed.
pub(super) static CREATE_MINE: Action = Action {
    id: "create-mine",
    on: Target::New,
    lookups: &[Lookup {
        of: "mine",
        by: "",
        most_pages: 1,
        left: None,
    }],
    plan: |context| {
        let mine = context.seen("mine").and_then(|seen| seen.rows.first());
        let mine = mine.ok_or(WhyNot::BUG)?;
        let at = Locator::of_id("mine", context.who.text(&OWN_BOX));
        one(
            Write::post("/mine/items", [])
                .body(named(context))
                .keyed(context.fresh),
            rises(&at, &COUNT, mine, 1),
        )
    },
    yields: VALUE,
    ..COMMON
};

/// Makes an item of which only the response tells the id.
pub(super) static CREATE_NAMED: Action = Action {
    id: "create-named",
    on: Target::New,
    plan: |context| {
        let check = Check::Named {
            of: id("items"),
            by_step: 0,
        };
        one(
            Write::post("/items", [])
                .body(named(context))
                .keyed(context.fresh),
            check,
        )
    },
    ..COMMON
};

pub(super) static ROTATE: Action = Action {
    id: "rotate",
    plan: |context| {
        let before = context.row.get(&MASKED).cloned();
        one(
            Write::post("/items/{}/rotate", [context.at.part()]).keyed(context.fresh),
            differs(context.at, &MASKED, before),
        )
    },
    yields: VALUE,
    ..COMMON
};

pub(super) static DELETE: Action = Action {
    id: "delete",
    on: Target::Rows { most: 9 },
    plan: |context| {
        let at = context.at.clone();
        one(Write::delete("/items/{}", [at.part()]), Check::Goes { at })
    },
    confirm: Confirm::TypeName(FINAL),
    destroys: true,
    if_applied_twice: SAME_TWICE,
    ..COMMON
};

pub(super) static MOVE: Action = Action {
    id: "move",
    on: Target::Rows { most: 9 },
    sentence: |told| match told.get(&TO) {
        Some(_) if told.count() == 1 => text!("Move “{name}” into {to}." / "将“{name}”移入{to}。"),
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
    notes: |_| {
        vec![Finding::new(
            Level::Note,
            text!("It can be undone." / "可以撤销。"),
        )]
    },
    plan: |context| {
        let part = |of: &crate::schema::Ref| of.id.clone().map(PathPart::Id).ok_or(WhyNot::BUG);
        let to = context.input.get(&TO).cloned();
        let write = match (&to, context.row.get(&BOX)) {
            (Some(to), _) => Write::post("/boxes/{}/items/{}", [part(to)?, context.at.part()]),
            (None, Some(from)) => {
                Write::delete("/boxes/{}/items/{}", [part(from)?, context.at.part()])
            }
            (None, None) => return Err(WhyNot::ALREADY_SO),
        };
        one(write, becomes(context.at, &BOX, context.row, to))
    },
    if_applied_twice: SAME_TWICE,
    ..COMMON
};

pub(super) static CREATE_BOX: Action = Action {
    id: "create-box",
    on: Target::New,
    plan: |context| {
        one(
            Write::post("/boxes", [])
                .body(named(context))
                .keyed(context.fresh),
            appears("boxes", &made_name(context), context.baseline),
        )
    },
    ..COMMON
};

pub(super) static DELETE_BOX: Action = Action {
    id: "delete-box",
    lookups: &[Lookup {
        of: "items",
        by: "box",
        most_pages: 3,
        left: None,
    }],
    plan: |context| {
        let items = context.seen("items").ok_or(WhyNot::BUG)?;
        if !items.rows.is_empty() {
            return Err(WhyNot {
                words: text!("It holds items." / "其中有物品。"),
                source: "",
            });
        }
        let at = context.at.clone();
        one(Write::delete("/boxes/{}", [at.part()]), Check::Goes { at })
    },
    confirm: Confirm::TypeName(FINAL),
    if_applied_twice: SAME_TWICE,
    ..COMMON
};

pub(super) static SET_OWNER: Action = Action {
    id: "set-owner",
    inputs: &[OWNER_INPUT.spec],
    plan: |context| {
        let to = context.input.get(&OWNER_INPUT).cloned();
        let id = to.as_ref().and_then(|owner| owner.id.clone());
        let write = match id {
            Some(id) => Write::post("/boxes/{}/owner/{}", [context.at.part(), PathPart::Id(id)]),
            None => Write::delete("/boxes/{}/owner", [context.at.part()]),
        };
        one(write, becomes(context.at, &OWNER, context.row, to))
    },
    if_applied_twice: SAME_TWICE,
    ..COMMON
};

pub(super) const ON_ITEMS: All<&Action> = &[
    &ADD,
    &CREATE,
    &CREATE_MINE,
    &CREATE_NAMED,
    &ROTATE,
    &DELETE,
    &MOVE,
    &super::plans::PROBE,
];
pub(super) const ON_BOXES: All<&Action> = &[&CREATE_BOX, &DELETE_BOX, &SET_OWNER];

/// Makes a reference.
pub(super) fn reference(of: &'static str, to: &str) -> Value {
    crate::schema::Ref {
        of: id(of),
        id: Some(SpelledId::from(to)),
        name: None,
    }
    .value()
}
