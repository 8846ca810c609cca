//! An action, a resource and a dialect with nothing in them, from which the tests of other rooms make
//! theirs.

use super::{
    Action, Confirm, Dialect, ListWords, Meaning, Paging, Picture, Reads, Record, Resource,
    SAME_TWICE, Target, Undo, Who, WhyNot, Yields, always, nothing,
};
use crate::call::{Credential, Read};
use crate::domain::pace::Pace;
use crate::text;
use crate::words::Text;

/// A placeholder for texts that no test reads.
pub(crate) const SAID: Text = text!("Said" / "说");
/// Why nothing can be undone.
pub(crate) const FINAL: Text = text!("It cannot be restored." / "无法恢复。");

pub(crate) const ACTION: Action = Action {
    id: "",
    on: Target::Row,
    button: SAID,
    title: SAID,
    lead: None,
    sentence: |_| SAID,
    verb: |_| text!("Change" / "更改"),
    inputs: &[],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: nothing,
    notes: nothing,
    plan: |_| Err(WhyNot::BUG),
    confirm: Confirm::Review,
    undo: Undo::Not(FINAL),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

pub(crate) const RESOURCE: Resource = Resource {
    id: "things",
    opens: "thing",
    picture: Picture::Key,
    title: text!("Things" / "物品"),
    one: text!("thing" / "物品"),
    counted: text!("{n} thing" / "{n} things" / "{n} 个物品"),
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
    rows: &[],
    ids: &["id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("made"),
    usual_order: "",
    usual_rank: None,
    fields: &[],
    secrets: &[],
    facets: &[],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: |_| None,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

pub(crate) const DIALECT: Dialect = Dialect {
    id: "sample",
    name: "Sample",
    probes: &[],
    recognise: |_| false,
    probe_is_public: false,
    credential: Credential {
        header: "Authorization",
        prefix: "Bearer ",
    },
    open: |body| Ok(body),
    meaning: |_| Meaning::OfStatus,
    quota_rate: |_| None,
    who: Who {
        lists: &[],
        record: |_| Ok(Record::default()),
        sign: |_| None,
        title: |_| text!("Me" / "我"),
        home: |_| "things",
    },
    settles_seconds: 35,
    pace: Pace::NONE,
    resources: &[],
    asks: &[],
    navigation: &[],
};
