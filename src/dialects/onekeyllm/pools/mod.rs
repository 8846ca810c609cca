//! Pools: sets of keys with at most one owner (contract 5.5).

mod create;
mod delete;
pub mod fields;
mod set_owner;

use crate::domain::ids::id;
use crate::schema::{
    Field, ListWords, Locator, Paging, Picture, Reads, Record, Related, RelatedAction, RelatedBy,
    Resource, Value,
};
use crate::text;

use super::keys::move_keys::{MOVE_KEYS, TO};
use super::who::why_limited;
use super::{SECRETS, page};

/// The resource.
pub static POOLS: Resource = Resource {
    id: "pools",
    opens: "pool",
    picture: Picture::Pool,
    title: text!("Pools" / "资源池"),
    one: text!("pool" / "资源池"),
    counted: text!("{n} pool" / "{n} pools" / "{n} 个资源池"),
    lead: None,
    words: ListWords {
        search: text!("Search name, id, owner" / "搜索名称、标识、所有者"),
        empty: [
            text!("No pools yet" / "尚无资源池"),
            text!(
                "A pool holds keys that belong together and has one owner. Create the first one."
                    / "资源池存放一组密钥，并有一位所有者。请创建第一个。"
            ),
        ],
        no_match: [
            text!("No pool matches" / "没有匹配的资源池"),
            text!("Clear or change the search." / "请清除或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this pool: it was deleted or never existed."
                / "网关未列出此资源池：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This pool was not on the pages that were read. It may be on a later page."
                / "已读取的页中未找到此资源池，可能在后续页中。"
        ),
        failed: text!("The pools could not be read" / "无法读取资源池"),
        not_allowed: text!("Your key may not list pools" / "您的密钥无权列出资源池"),
    },
    list: |query| page("/v1/organization/pools", query),
    paging: Paging::Cursor,
    rows: &["pools", "items", "results", "pool"],
    ids: &["id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[],
    total: None,
    facet_row: None,
    related: &[Related {
        of: "keys",
        by: RelatedBy::Facet("pool"),
        also: None,
        title: text!("Keys in this pool" / "此资源池中的密钥"),
        none: text!("No key is in this pool." / "此资源池中没有密钥。"),
        actions: &[REMOVE, ASSIGN],
        chart: None,
    }],
    figures: &[],
    attention: &[],
    actions: &[
        &create::CREATE_POOL,
        &set_owner::SET_OWNER,
        &delete::DELETE_POOL,
    ],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

const REMOVE: RelatedAction = RelatedAction {
    action: &MOVE_KEYS,
    button: text!("Remove from pool" / "移出资源池"),
    counted: text!(
        "Remove {n} key from pool" / "Remove {n} keys from pool" / "将 {n} 个密钥移出资源池"
    ),
    choose: text!("Tick the keys to remove first." / "请先选择要移出的密钥。"),
    input: |_| Record::new(vec![(id(TO.field.id), Value::Null)]),
    among_all: None,
};

const ASSIGN: RelatedAction = RelatedAction {
    action: &MOVE_KEYS,
    button: text!("Assign keys" / "分配密钥"),
    counted: text!("Assign {n} key" / "Assign {n} keys" / "分配 {n} 个密钥"),
    choose: text!("Tick the keys to assign first." / "请先选择要分配的密钥。"),
    input: into,
    among_all: Some(text!("Assign keys to {name}" / "向 {name} 分配密钥")),
};

fn into(pool: &Locator) -> Record {
    Record::default().with(&Field::new(TO.id), pool.reference())
}

#[cfg(test)]
mod tests {
    use super::super::owners::OWNER;
    use super::fields::{FIELDS, IS_DEFAULT, KEY_COUNT};
    use super::{ASSIGN, REMOVE};
    use crate::domain::table::check_table;
    use crate::records::read_fields;
    use crate::schema::{Locator, Value};

    #[test]
    fn a_pools_fields_by_their_aliases() {
        check_table(
            r##"
            {"id":"p"} => - - -
            {"key_count":"3","is_default":true,"owner_id":"u"} => 3 true u
            {"api_key_ids":["a","b"],"isDefault":0,"owner":{"id":"u","name":"Ada"}} => 2 false Ada
            {"api_key_count":3,"owner":null} => 3 - -
            {"api_key_count":3,"owner":"Ada"} => 3 - Ada
            "##,
            |row| {
                let pool = read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"));
                let count = pool.get(&KEY_COUNT).map(i64::to_string);
                let is_default = pool.get(&IS_DEFAULT).map(bool::to_string);
                let owner = pool.get(&OWNER).map(|owner| owner.label().to_owned());
                [count, is_default, owner]
                    .map(|told| told.unwrap_or("-".to_owned()))
                    .join(" ")
            },
        );
    }

    #[test]
    fn what_the_forms_of_related_keys_are_told() {
        let pool = Locator {
            name: Some("Team A".into()),
            ..Locator::of_id("pools", "pool_1")
        };
        let told = (ASSIGN.input)(&pool);
        assert!(matches!(told.value("pool"), Value::Ref(to) if **to == pool.reference()));
        assert_eq!((REMOVE.input)(&pool).value("pool"), &Value::Null);
    }
}
