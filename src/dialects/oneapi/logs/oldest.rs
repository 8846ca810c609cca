//! The oldest row of the log: whether rows before a time are gone shows in it. Read for that, not shown as
//! a list of its own. Only F2 sorts logs (contract 7.2); the others return the newest row instead.

use super::super::who::why_no_admin;
use super::super::{IDS, SECRETS};
use super::{AT, LOGS};
use crate::call::Read;
use crate::schema::{FieldSpec, Joined, Paging, Reads, Resource};
use crate::text;

/// The resource.
pub static OLDEST_LOGS: Resource = Resource {
    id: "oldest-logs",
    opens: "oldest-log",
    title: text!("Oldest row of the log" / "最早的日志"),
    lead: None,
    list: |_| {
        Read::new("/api/log/", [])
            .with("p", 0)
            .with("size", 1)
            .with("sort", "created_at")
            .with("order", "asc")
    },
    paging: Paging::Whole,
    ids: IDS,
    labels: &[],
    fields: &[
        AT.spec,
        FieldSpec::ident("id", text!("Id" / "标识"), IDS).spec,
    ],
    name: "id",
    secrets: SECRETS,
    facets: &[],
    total: None,
    actions: &[],
    not_listed: why_no_admin,
    // Without the total of the whole log: the row that comes is the list.
    reads: Reads {
        joined: Some(Joined {
            with: &[],
            rows: |logs, _, _| Ok(logs.get("data").unwrap_or(logs).clone()),
        }),
        ..Reads::OF_LIST
    },
    ..LOGS
};
