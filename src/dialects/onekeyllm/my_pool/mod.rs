//! The pool that is assigned to the signed-in account (contract 5.5). There may be none.

mod create_key;

use crate::call::Read;
use crate::schema::{ListWords, Paging, Picture, Reads, Related, RelatedBy, Resource};
use crate::text;

use super::SECRETS;
use super::owners::OWNER;
use super::pools::fields::{CREATED_AT, ID, KEY_COUNT, NAME};
use super::who::is_limited;

/// The resource.
pub static MY_POOL: Resource = Resource {
    id: "my-pool",
    opens: "pool",
    picture: Picture::Pool,
    title: text!("My pool" / "我的资源池"),
    one: text!("my pool" / "我的资源池"),
    counted: text!("{n} pool" / "{n} pools" / "{n} 个资源池"),
    lead: Some(text!(
        "The pool that is assigned to your key. Keys that you create here go into it."
            / "分配给您的密钥的资源池。在此创建的密钥会放入其中。"
    )),
    words: ListWords {
        search: text!("Search" / "搜索"),
        empty: [
            text!("No pool is assigned to you" / "尚未为您分配资源池"),
            text!(
                "Without one the gateway does not know where to put a new key. Ask an administrator to assign a default pool."
                    / "没有资源池，网关无法确定新密钥的归属。请联系管理员分配默认资源池。"
            ),
        ],
        no_match: [
            text!("No pool matches" / "没有匹配的资源池"),
            text!("Clear the search." / "请清除搜索内容。"),
        ],
        gone: text!("This pool is no longer assigned to you." / "此资源池已不再分配给您。"),
        not_seen: text!("This pool is no longer assigned to you." / "此资源池已不再分配给您。"),
        failed: text!("Your pool could not be read" / "无法读取您的资源池"),
        not_allowed: text!("Your key may not read its own pool" / "您的密钥无权读取自己的资源池"),
    },
    list: |_| Read::new("/v1/organization/pools/default", []),
    paging: Paging::One,
    rows: &["pool"],
    ids: &["id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: &[
        NAME.spec,
        KEY_COUNT.spec,
        OWNER.spec,
        ID.spec,
        CREATED_AT.spec,
    ],
    secrets: SECRETS,
    facets: &[],
    total: None,
    facet_row: None,
    related: &[Related {
        of: "charges",
        by: RelatedBy::All(is_limited),
        also: None,
        title: text!("Pending charges of its keys" / "其密钥的待结算账目"),
        none: text!("Nothing is pending for its keys." / "其密钥没有待结算账目。"),
        actions: &[],
        chart: None,
    }],
    figures: &[],
    attention: &[],
    actions: &[&create_key::CREATE_MY_KEY],
    not_listed: |_| None,
    refusals: &[(
        "default_pool_not_assigned",
        text!("No pool is assigned to you." / "尚未为您分配资源池。"),
    )],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};
