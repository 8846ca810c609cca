//! A made-up dialect: items with a limit, a value and a box, boxes with an owner, a box of one's own,
//! and settings that are a document.

use super::{actions, plans};
use crate::call::{Credential, Read};
use crate::domain::budget::Budget;
use crate::domain::time::UnixSeconds;
use crate::records::open_envelope;
use crate::schema::{
    All, Column, Dialect, Document, DocumentKind, Facet, FacetOf, Field, FieldSpec, ListWords,
    Paging, Query, Record, Ref, Resource, Who, WhyNot,
};
use crate::text;

pub(in crate::gate) const NAME: Column<String> =
    FieldSpec::text("name", text!("Name" / "名称"), &["name"]);
pub(in crate::gate) const MADE: Column<UnixSeconds> =
    FieldSpec::time("made", text!("Created" / "创建时间"), &["created_at"]);
pub(in crate::gate) const MASKED: Column<String> =
    FieldSpec::mono("masked", text!("Value" / "值"), &["redacted_value"]).holds(
        text!("The value is {value} now." / "当前的值为 {value}。"),
        text!("It has no value now." / "当前没有值。"),
    );
pub(in crate::gate) const BUDGET: Column<Budget> =
    FieldSpec::budget("budget", text!("Budget" / "预算"), &["budget"]).holds(
        text!("The limit is {value} now." / "当前限额为 {value}。"),
        text!("It has no limit now." / "当前无限额。"),
    );
pub(in crate::gate) const BOX: Column<Ref> =
    FieldSpec::reference("box", text!("Box" / "盒子"), &["box_id"], "boxes")
        .none(text!("no box" / "不在任何盒子"));
pub(in crate::gate) const COUNT: Column<i64> =
    FieldSpec::count("count", text!("Items" / "物品数"), &["item_count"]);
pub(in crate::gate) const OWNER: Column<Ref> =
    FieldSpec::reference("owner", text!("Owner" / "所有者"), &["owner"], "people");
pub(in crate::gate) const TEXT: Column<Document> = FieldSpec::document(
    "text",
    text!("Text" / "文本"),
    &["text"],
    DocumentKind::Ratios,
);
pub(in crate::gate) const STATE: Column<String> =
    FieldSpec::text("state", text!("State" / "状态"), &["state"]);

/// Who is signed in: the box that they are limited to.
pub(in crate::gate) const OWN_BOX: Field<String> = Field::new("own_box");

const WORDS: ListWords = ListWords {
    search: text!("Search" / "搜索"),
    empty: [text!("Empty" / "空"), text!("Make one." / "创建一个。")],
    no_match: [text!("No match" / "无匹配"), text!("Clear." / "清除。")],
    gone: text!("Gone" / "已删除"),
    not_seen: text!("Not seen" / "未找到"),
    failed: text!("Failed" / "失败"),
    not_allowed: text!("Not allowed" / "不允许"),
};

fn paged(read: Read, query: &Query) -> Read {
    let read = read
        .with("limit", query.limit)
        .with_some("after", query.after.as_deref())
        .with_some("q", query.text.as_deref())
        .with("order", if query.newest_first { "desc" } else { "asc" });
    match &query.by {
        Some((_, value)) => read.with("box_id", value),
        None => read,
    }
}

const fn resource(id: &'static str, paging: Paging, fields: All<FieldSpec>) -> Resource {
    Resource {
        id,
        opens: "thing",
        picture: crate::schema::Picture::Key,
        title: text!("Things" / "物品"),
        one: text!("thing" / "物品"),
        counted: text!("{n} thing" / "{n} things" / "{n} 个物品"),
        lead: None,
        words: WORDS,
        list: |query| paged(Read::new("/items", []), query),
        paging,
        rows: &[],
        ids: &["id"],
        name: "name",
        labels: &[],
        heading: None,
        made: Some("made"),
        usual_order: "",
        fields,
        secrets: &["value"],
        facets: &[],
        total: None,
        beside: None,
        related: &[],
        figures: &[],
        attention: &[],
        actions: &[],
        not_listed: |_| None,
        refusals: &[],
    }
}

pub(in crate::gate) static ITEMS: Resource = Resource {
    facets: &[Facet {
        id: "box",
        label: text!("Box" / "盒子"),
        any: text!("Any box" / "任意盒子"),
        of: FacetOf::Field("box"),
        none: None,
        server: true,
    }],
    not_listed: |who| {
        who.get(&OWN_BOX).map(|_| WhyNot {
            words: text!("Only your box is listed." / "仅列出您的盒子。"),
            source: "",
        })
    },
    actions: actions::ON_ITEMS,
    ..resource(
        "items",
        Paging::Cursor,
        &[
            NAME.spec,
            MADE.spec,
            MASKED.spec,
            BUDGET.spec,
            BOX.spec,
            STATE.spec,
        ],
    )
};

const BOX_FIELDS: All<FieldSpec> = &[NAME.spec, MADE.spec, COUNT.spec, OWNER.spec];

pub(in crate::gate) static BOXES: Resource = Resource {
    list: |query| paged(Read::new("/boxes", []), query),
    actions: actions::ON_BOXES,
    ..resource("boxes", Paging::Cursor, BOX_FIELDS)
};

pub(in crate::gate) static MINE: Resource = Resource {
    list: |_| Read::new("/mine", []),
    ..resource("mine", Paging::One, BOX_FIELDS)
};

pub(in crate::gate) static SETTINGS: Resource = Resource {
    list: |_| Read::new("/settings", []),
    actions: &[&plans::SAVE],
    ..resource("settings", Paging::One, &[NAME.spec, TEXT.spec, STATE.spec])
};

pub(in crate::gate) static DIALECT: Dialect = Dialect {
    id: "made-up",
    name: "Made up",
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
        title: |_| text!("Me" / "我"),
        home: |_| "items",
    },
    settles_seconds: 35,
    resources: &[&ITEMS, &BOXES, &MINE, &SETTINGS],
    asks: &[],
    navigation: &[],
};
