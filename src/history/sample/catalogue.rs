//! A made-up dialect: things with a limit and a group.

use crate::call::{Credential, PathPart, Read, Write};
use crate::domain::money::Amount;
use crate::records::open_envelope;
use crate::schema::{
    Action, Column, Confirm, Dialect, Field, FieldSpec, Known, ListWords, Paging, Record, Ref,
    Resource, SAME_TWICE, Step, Target, Undo, Who, WhyNot, Yields, becomes, nothing,
};
use crate::text;
use crate::words::Text;

pub(crate) const AMOUNT: Field<Amount> = Field::new("amount");
pub(crate) const NO_LOWER: Text =
    text!("Cannot be undone: nothing lowers a limit." / "无法撤销：无法降低限额。");
pub(crate) const NAMELESS: Text =
    text!("Cannot be undone: the group has no id." / "无法撤销：该组没有标识。");
const SAID: Text = text!("said" / "说");

const PLAIN: Action = Action {
    id: "plain",
    on: Target::Row,
    button: SAID,
    title: SAID,
    lead: None,
    sentence: |_| SAID,
    verb: |_| SAID,
    inputs: &[],
    check: |_| None,
    facts: &[],
    lookups: &[],
    why_not: nothing,
    notes: nothing,
    plan: |_| Ok(Vec::new()),
    confirm: Confirm::Review,
    undo: Undo::Not(NO_LOWER),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

pub(crate) static RAISE: Action = Action {
    id: "raise",
    confirm: Confirm::RuleOfTen {
        amount: AMOUNT,
        limit: Field::new("limit"),
    },
    ..PLAIN
};

const NAME: Column<String> = FieldSpec::text("name", SAID, &["name"]);
const GROUP: Column<Ref> = FieldSpec::reference("group", SAID, &["group_id"], "groups");

pub(crate) static MOVE: Action = Action {
    id: "move",
    on: Target::Rows { most: 9 },
    plan: |context| {
        let to = Ref::read(context.input.value("group")).cloned();
        if context
            .input
            .value("group")
            .is_same(context.row.value("group"))
        {
            return Err(WhyNot::ALREADY_SO);
        }
        let of = to.as_ref().map_or("none", Ref::label);
        let parts = [context.at.part(), PathPart::Id(of.into())];
        let write = Write::post("/things/{}/group/{}", parts);
        let check = becomes(context.at, &GROUP, context.row, to);
        Ok(vec![Step::new(write, check)])
    },
    undo: Undo::Same {
        field: "group",
        input: "group",
        unless: |before| {
            let reference = Ref::read(before)?;
            reference.id.is_none().then_some(NAMELESS)
        },
    },
    ..PLAIN
};

pub(crate) static CREATE: Action = Action {
    id: "create",
    undo: Undo::Not(text!(
        "Cannot be undone: only deletion takes it away." / "无法撤销：只有删除才能移除。"
    )),
    ..PLAIN
};

pub(crate) static DISABLE: Action = Action {
    id: "disable",
    undo: Undo::By(|| &ENABLE),
    ..PLAIN
};

static ENABLE: Action = Action {
    id: "enable",
    undo: Undo::By(|| &DISABLE),
    ..PLAIN
};

pub(crate) static THINGS: Resource = Resource {
    id: "things",
    opens: "thing",
    picture: crate::schema::Picture::Key,
    title: SAID,
    one: SAID,
    counted: SAID,
    lead: None,
    words: ListWords {
        search: SAID,
        empty: [SAID, SAID],
        no_match: [SAID, SAID],
        gone: SAID,
        not_seen: SAID,
        failed: SAID,
        not_allowed: SAID,
    },
    list: |_| Read::new("/things", []),
    paging: Paging::Whole,
    rows: &["data"],
    ids: &["id"],
    name: "name",
    labels: &[],
    heading: None,
    made: Some("made"),
    usual_order: "",
    fields: &[NAME.spec, GROUP.spec],
    secrets: &[],
    facets: &[],
    total: None,
    beside: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[&RAISE, &MOVE, &CREATE, &DISABLE, &ENABLE],
    not_listed: |_| None,
    refusals: &[],
};

pub(crate) static SAMPLE: Dialect = Dialect {
    id: "sample",
    name: "Sample",
    probes: &[],
    recognise: |_| false,
    not_spoken: None,
    credential: Credential {
        header: "Authorization",
        prefix: "Bearer ",
    },
    open: open_envelope,
    who: Who {
        lists: &[],
        record: |_| Ok(Record::default()),
        title: |_| SAID,
        home: |_| "things",
    },
    settles_seconds: 35,
    resources: &[&THINGS],
    asks: &[],
    navigation: &[],
};
