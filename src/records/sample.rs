//! A resource with every kind of field, for the laws of this room.

use proptest::prelude::*;
use serde_json::Value as Json;

use super::row::{Line, Row};
use super::{open_envelope, read_row};
use crate::call::Read;
use crate::domain::budget::{Budget, Window};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::sample::{DIALECT as PLAIN, RESOURCE, SAID};
use crate::schema::{
    All, Ask, Attention, AttentionGroup, BudgetPart, Column, Decimal, Dialect, Document,
    DocumentKind, Facet, FacetOf, FieldSpec, Figure, Input, Level, Paging, Priority, Record, Ref,
    Resource, Tone, Total, Value, Yields,
};
use crate::text;
use crate::words::Text;
use std::sync::Arc;

/// Parses JSON.
pub(super) fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("the sample is JSON")
}

/// Makes arbitrary JSON of names that rows use and names that they do not.
pub(super) fn any_json() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        "-?[0-9]{1,30}(\\.[0-9]{1,12})?(e[0-9]{1,3})?"
            .prop_map(|digits| { serde_json::from_str(&digits).unwrap_or(Json::Null) }),
        "[0-9$.,T:Z-]{0,24}".prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
    ];
    let name = "id|name|status|data|items|things|budget|limit_usd|used_percent|window|owner|group_ids|made_at|tags|error|code|message|total|success|\\PC{0,6}";
    scalar.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|fields| Json::Object(fields.into_iter().collect())),
        ]
    })
}

pub(super) const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(200, Priority::Always)
    .sorts()
    .searched()
    .declared();
pub(super) const MASKED: Column<String> =
    FieldSpec::mono("masked", text!("Value" / "值"), &["masked_value"]).searched();
pub(super) const STATUS: Column<String> = FieldSpec::status(
    "status",
    text!("Status" / "状态"),
    &["status"],
    &[
        ("active", text!("Active" / "正常"), Tone::Good),
        ("disabled", text!("Disabled" / "已禁用"), Tone::Attention),
    ],
)
.column(100, Priority::Always)
.sorts();
pub(super) const SIZE: Column<i64> =
    FieldSpec::count("size", text!("Size" / "数量"), &["size", "#parts"])
        .sorts()
        .counter();
pub(super) const READY: Column<bool> =
    FieldSpec::truth("ready", text!("Ready" / "就绪"), &["is_ready"]);
pub(super) const MADE: Column<UnixSeconds> =
    FieldSpec::time("made", text!("Created" / "创建时间"), &["made_at"]).sorts();
pub(super) const ENDS: Column<UnixSeconds> =
    FieldSpec::time("ends", text!("Expires" / "到期时间"), &["ends_at"])
        .none(text!("Never" / "永不"))
        .sorts();
pub(super) const PRICE: Column<Amount> =
    FieldSpec::money("price", text!("Price" / "价格"), &["price_usd"]).sorts();
pub(super) const QUOTA: Column<QuotaUnits> =
    FieldSpec::quota("quota", text!("Quota" / "额度"), &["quota"])
        .left_to_spend()
        .sorts();
pub(super) const PACE: Column<Decimal> =
    FieldSpec::decimal("pace", text!("Pace" / "速度"), &["pace"], "s")
        .column(80, Priority::Above720)
        .if_present()
        .sorts();
pub(super) const SHARE: Column<Percent> = FieldSpec::percent(
    "share",
    text!("Share" / "占比"),
    &["share_percent", "share_ratio"],
)
.sorts();
pub(super) const BUDGET: Column<Budget> =
    FieldSpec::budget("budget", text!("Budget" / "预算"), &["budget"]).declared();
pub(super) const USED: FieldSpec =
    FieldSpec::part("used", text!("Used" / "已用"), &BUDGET, BudgetPart::Share)
        .part_column(120, Priority::Always);
pub(super) const REMAINING: FieldSpec = FieldSpec::part(
    "remaining",
    text!("Remaining" / "剩余"),
    &BUDGET,
    BudgetPart::Remaining,
)
.part_column(120, Priority::Always);
pub(super) const WINDOW: Column<Window> =
    FieldSpec::window("window", text!("Five hours" / "5 小时"), &["window"]).if_present();
pub(super) const OWNER: Column<Ref> = FieldSpec::reference(
    "owner",
    text!("Owner" / "所有者"),
    &["owner", "owner_id"],
    "people",
)
.none(text!("No owner" / "无所有者"))
.searched();
pub(super) const GROUP: Column<Ref> = FieldSpec::reference(
    "group",
    text!("Group" / "分组"),
    &["group_id", "group.id", "group_ids"],
    "groups",
)
.none(text!("No group" / "无分组"))
.sorts();
pub(super) const TAGS: Column<Vec<String>> =
    FieldSpec::words("tags", text!("Tags" / "标签"), &["tags"]).searched();
pub(super) const NOTE: Column<Document> = FieldSpec::document(
    "note",
    text!("Settings" / "设置"),
    &["settings"],
    DocumentKind::Json,
);
/// Derived from the size.
pub(super) const IS_LARGE: Column<bool> =
    FieldSpec::truth("large", text!("Large" / "大型"), &["large"]).or(|record| {
        record
            .get(&SIZE)
            .map_or(Value::Missing, |size| Value::Truth(*size > 9))
    });
/// A column that is read from the row's JSON.
pub(super) const ENABLED: Column<bool> =
    FieldSpec::truth("enabled", text!("Enabled" / "已启用"), &["enabled"])
        .read_by(|row| Some(Value::Truth(!row.get("disabled")?.as_bool()?)));

const FACETS: All<Facet> = &[
    facet("status", FacetOf::Field("status"), None),
    facet(
        "group",
        FacetOf::Field("group"),
        Some(text!("no group" / "无分组")),
    ),
    facet("owner", FacetOf::Field("owner"), None),
    facet("tag", FacetOf::Field("tags"), None),
    facet("ready", FacetOf::Field("ready"), None),
    facet(
        "end",
        FacetOf::Rule(
            end,
            &[
                ("past", text!("ended" / "已结束")),
                ("soon", text!("ends soon" / "即将结束")),
                ("later", text!("ends later" / "稍后结束")),
            ],
        ),
        None,
    ),
];

const fn facet(id: &'static str, of: FacetOf, none: Option<Text>) -> Facet {
    Facet {
        id,
        label: SAID,
        any: SAID,
        of,
        none,
        server: false,
    }
}

/// How far off a thing's end is.
fn end(record: &Record, now: UnixSeconds) -> Option<&'static str> {
    Some(match record.get(&ENDS)?.0 - now.0 {
        left if left <= 0 => "past",
        left if left <= 100 => "soon",
        _ => "later",
    })
}

const ATTENTION: All<Attention> = &[ENDING, WITHOUT_SIZE];

const WITHOUT_SIZE: Attention = Attention {
    id: "without-size",
    level: Level::Note,
    title: SAID,
    quiet: SAID,
    groups: &[],
    rank: |record, _| (!record.value("size").is_present()).then_some(0),
    details: &[],
    needs: Some(("size", SAID)),
};

const ENDING: Attention = Attention {
    id: "ending",
    level: Level::Caution,
    title: SAID,
    quiet: SAID,
    groups: &[
        AttentionGroup {
            view: ("end", "soon"),
            words: SAID,
            of: |record, now| end(record, now) == Some("soon"),
        },
        AttentionGroup {
            view: ("end", "past"),
            words: SAID,
            of: |record, now| end(record, now) == Some("past"),
        },
    ],
    rank: |record, now| {
        let left = record.get(&ENDS)?.0 - now.0;
        (left <= 100).then_some(-left)
    },
    details: &["ends"],
    needs: None,
};

const fn things(paging: Paging) -> Resource {
    Resource {
        list: |_| Read::new("/things", []),
        paging,
        rows: &["things", "thing"],
        ids: &["id", "thing_id"],
        fields: &[
            NAME.spec,
            MASKED.spec,
            STATUS.spec,
            SIZE.spec,
            READY.spec,
            MADE.spec,
            ENDS.spec,
            PRICE.spec,
            QUOTA.spec,
            PACE.spec,
            SHARE.spec,
            BUDGET.spec,
            USED,
            REMAINING,
            WINDOW.spec,
            OWNER.spec,
            GROUP.spec,
            TAGS.spec,
            NOTE.spec,
            IS_LARGE.spec,
            ENABLED.spec,
        ],
        secrets: &["value", "secret", "api_key"],
        facets: FACETS,
        total: match paging {
            Paging::One => None,
            _ => Some(Total {
                of: "price",
                by: Some("status"),
                without: SAID,
                sums: None,
            }),
        },
        figures: &[Figure {
            label: text!("Things" / "物品"),
            of: |records, _| Value::Whole(i64::try_from(records.len()).unwrap_or(0)),
            covers: |_| true,
        }],
        attention: ATTENTION,
        refusals: &[("thing_not_assigned", SAID)],
        ..RESOURCE
    }
}

pub(crate) static THINGS: Resource = things(Paging::Cursor);
/// Things that are listed by offset.
pub(super) static OFFSET_THINGS: Resource = things(Paging::Offset);

/// Things that are listed by page number, at least two a page.
pub(super) static NUMBERED_THINGS: Resource = things(Paging::Page { least: 2 });

/// The only thing of an operator.
pub(super) static MY_THING: Resource = things(Paging::One);

pub(super) const SECRET_VALUE: Yields = Yields::Value {
    title: SAID,
    once: SAID,
    at: &["value", "secret"],
    old_ends: Some("old_ends_at"),
    lost: SAID,
    snippets: |_| Vec::new(),
};

/// A question under another key.
pub(super) static ABOUT_ME: Ask = Ask {
    id: "about",
    picture: crate::schema::Picture::Key,
    title: SAID,
    lead: SAID,
    key: Input::secret("key", text!("Key" / "密钥")).spec,
    button: SAID,
    read: || Read::new("/me", []),
    fields: &[NAME.spec, BUDGET.spec],
    of: "things",
    unknown: SAID,
    not_allowed: SAID,
    not_offered: SAID,
};

pub(super) static DIALECT: Dialect = Dialect {
    open: open_envelope,
    resources: &[&THINGS],
    ..PLAIN
};

/// Reads a thing of this JSON.
pub(super) fn row(text: &str) -> Arc<Row> {
    match read_row(&THINGS, &json(text)) {
        Line::Row(row) => row,
        Line::Unreadable(unreadable) => panic!("{}: {text}", unreadable.why),
    }
}

/// Reads the values of a thing of these fields, e.g. `"size":3`.
pub(super) fn record(fields: &str) -> Record {
    let beside = if fields.is_empty() { "" } else { "," };
    row(&format!("{{\"id\":\"a\"{beside}{fields}}}"))
        .record
        .clone()
}
