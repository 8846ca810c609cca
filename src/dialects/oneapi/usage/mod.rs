//! What a user spent by day and model in the last seven days, as the fork's dashboard tells root
//! (contract 7.6).

use serde_json::{Value as Json, json};

use super::version::Version;
use super::who::{version, why_no_root};
use crate::call::{ApiError, Read};
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Column, Facet, FacetOf, FieldSpec, Joined, ListWords, Paging, Picture, Priority, Reads, Record,
    Ref, Resource, WhyNot,
};
use crate::text;

const DAY: Column<String> = FieldSpec::text("day", text!("Day" / "日期"), &["day"])
    .column(112, Priority::Always)
    .sorts();

const MODEL: Column<String> = FieldSpec::mono("model", text!("Model" / "模型"), &["model"])
    .column(176, Priority::Always)
    .sorts();

const CALLS: Column<i64> = FieldSpec::count("calls", text!("Calls" / "请求数"), &["calls"])
    .counter()
    .column(80, Priority::Always)
    .sorts();

const QUOTA: Column<QuotaUnits> = FieldSpec::quota("quota", text!("Quota" / "额度"), &["quota"])
    .counter()
    .column(240, Priority::Always)
    .sorts();

const USER: Column<Ref> =
    FieldSpec::reference("user", text!("User" / "用户"), &["user_id"], "users");

/// Makes a row of each model and day. They are of a user only if the dashboard speaks of one user alone:
/// a gateway that ignored the filter would pass everybody's calls off as this user's.
fn rows(dashboard: &Json, _: &[Result<Json, ApiError>], _: &Record) -> Result<Json, ApiError> {
    let list = |name: &str| dashboard[name].as_array().map_or(&[][..], Vec::as_slice);
    let id_of = |row: &Json| match &row["user_uuid"] {
        Json::Null => row["UserId"].clone(),
        uuid => uuid.clone(),
    };
    let users = list("user_logs");
    let first = users.first().map_or(Json::Null, id_of);
    let user = match users.iter().all(|row| id_of(row) == first) {
        true => first,
        false => Json::Null,
    };
    let row = |row: &Json| {
        let day = row["Day"].as_str().unwrap_or_default();
        let model = row["ModelName"].as_str().unwrap_or_default();
        json!({
            "id": format!("{day} {model}"), "day": day, "model": model, "user_id": user,
            "calls": row["RequestCount"], "quota": row["Quota"],
        })
    };
    Ok(list("logs").iter().map(row).collect())
}

/// The resource.
pub static USAGE: Resource = Resource {
    id: "usage",
    opens: "usage-of",
    picture: Picture::Gauge,
    title: text!("Usage" / "用量"),
    one: text!("day of a model" / "模型日用量"),
    counted: text!(
        "{n} row by day and model" / "{n} rows by day and model" / "{n} 行（按日期和模型）"
    ),
    lead: None,
    words: ListWords {
        search: text!("Search model" / "搜索模型"),
        empty: [
            text!("No usage" / "没有用量"),
            text!("Nothing was called." / "没有请求。"),
        ],
        no_match: [
            text!("Nothing matches" / "没有匹配项"),
            text!("Clear the search." / "请清除搜索内容。"),
        ],
        gone: text!("There is no such usage." / "没有此用量。"),
        not_seen: text!("This usage was not found." / "未找到此用量。"),
        failed: text!("The usage could not be read" / "无法读取用量"),
        not_allowed: text!("Your token may not read usage" / "您的令牌无权读取用量"),
    },
    list: |query| Read::new("/api/user/dashboard", []).with_some("user_id", query.asked("user")),
    paging: Paging::Whole,
    rows: &[],
    ids: &["id"],
    name: "day",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "-day",
    usual_rank: None,
    fields: &[DAY.spec, MODEL.spec, CALLS.spec, QUOTA.spec, USER.spec],
    secrets: &[],
    facets: &[Facet {
        id: "user",
        label: text!("User" / "用户"),
        any: text!("Any user" / "所有用户"),
        of: FacetOf::Field("user"),
        none: None,
        server: true,
    }],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: |who| {
        const OWN_ONLY: WhyNot = WhyNot {
            words: text!(
                "The original gateway tells every account only its own usage."
                    / "原版网关仅向每个账户提供其自己的用量。"
            ),
            source: "7.6, 8",
        };
        let is_original = version(who) == Version::U;
        why_no_root(who).or_else(|| is_original.then_some(OWN_ONLY))
    },
    refusals: &[],
    reads: Reads {
        joined: Some(Joined { with: &[], rows }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::domain::table::check_table;
    use crate::schema::Record;

    #[test]
    fn days_of_one_user_alone() {
        check_table(
            r##"
            {"logs":[{"Day":"2026-11-22","ModelName":"o3","RequestCount":2,"Quota":8}],"user_logs":[{"user_uuid":"u-1"}]} => [{"id":"2026-11-22 o3","day":"2026-11-22","model":"o3","user_id":"u-1","calls":2,"quota":8}]
            {"logs":[{"Day":"2026-11-22","ModelName":"o3","RequestCount":2,"Quota":8}],"user_logs":[{"UserId":7},{"UserId":7}]} => [{"id":"2026-11-22 o3","day":"2026-11-22","model":"o3","user_id":7,"calls":2,"quota":8}]
            {"logs":[{"Day":"2026-11-22","ModelName":"o3","RequestCount":2,"Quota":9223372036854775807}],"user_logs":[{"user_uuid":"u-1"},{"user_uuid":"u-2"}]} => [{"id":"2026-11-22 o3","day":"2026-11-22","model":"o3","user_id":null,"calls":2,"quota":9223372036854775807}]
            {"logs":null,"user_logs":null} => []
            [] => []
            "##,
            |dashboard| {
                let dashboard = serde_json::from_str(dashboard).expect("JSON");
                let rows = rows(&dashboard, &[], &Record::default());
                rows.expect("rows").to_string()
            },
        );
    }
}
