//! The signed-in account: an operator of the organization, or of one pool (contract 1.3).

use crate::call::{ApiError, Unreachable};
use crate::domain::ids::SpelledId;
use crate::schema::{Context, Field, Found, Record, Ref, Str, WhyNot};
use crate::text;
use crate::words::Text;

/// The role: `organization` or `pool`.
pub const ROLE: Field<String> = Field::new("role");

/// The pool assigned to the key.
pub const OWN_POOL: Field<Ref> = Field::new("own_pool");

/// The number of keys in that pool.
pub const KEY_COUNT: Field<i64> = Field::new("key_count");

const ORGANIZATION: Str = "organization";
const POOL: Str = "pool";

const POOL_LIMITED: WhyNot = WhyNot {
    words: text!(
        "Your key is limited to one pool. The gateway allows this for organization-wide keys only."
            / "您的密钥限于单个资源池。网关仅允许组织级密钥执行此操作。"
    ),
    source: "7 row 12",
};

/// Identifies the account by the lists that the key could read.
///
/// # Errors
/// The failure that prevents this.
pub fn record(found: &Found) -> Result<Record, ApiError> {
    let own = found("my-pool");
    let role = match (found("keys"), own) {
        (Some(Ok(_)), _) => ORGANIZATION,
        (Some(Err(ApiError::NotAllowed(_))), Some(Ok(_))) => POOL,
        (Some(Err(ApiError::NotAllowed(_))), Some(Err(error))) | (Some(Err(error)), _) => {
            return Err(error.clone());
        }
        (None, _) => return Err(ApiError::Unreachable(Unreachable::NotSent)),
    };
    let who = Record::default().with(&ROLE, role.to_owned());
    let own = own.and_then(|pools| pools.as_ref().ok()?.rows.first());
    Ok(own.map_or(who.clone(), |pool| with_pool(who, pool)))
}

fn with_pool(who: Record, pool: &Record) -> Record {
    let told = |field: Str| pool.get(&Field::<String>::new(field)).cloned();
    let own = Ref {
        of: "pools".into(),
        id: told("id").map(SpelledId::Text),
        name: told("name"),
    };
    let who = who.with(&OWN_POOL, own);
    match pool.get(&KEY_COUNT) {
        Some(count) => who.with(&KEY_COUNT, *count),
        None => who,
    }
}

/// Returns the account's title.
#[must_use]
pub fn title(who: &Record) -> Text {
    if is_limited(who) {
        text!("Key limited to one pool" / "限于单个资源池的密钥")
    } else {
        text!("Organization-wide key" / "组织级密钥")
    }
}

/// Returns the page that opens first.
#[must_use]
pub fn home(who: &Record) -> Str {
    if is_limited(who) { "my-pool" } else { "keys" }
}

/// Returns whether the key is limited to one pool.
#[must_use]
pub fn is_limited(who: &Record) -> bool {
    who.text(&ROLE) == POOL
}

/// Returns why a list or an action is not available to the account; `None` for an organization-wide
/// key.
#[must_use]
pub fn why_limited(who: &Record) -> Option<WhyNot> {
    is_limited(who).then_some(POOL_LIMITED)
}

/// Returns why an action is not available to the account; `None` for an organization-wide key.
#[must_use]
pub fn organization_only(context: &Context) -> Option<WhyNot> {
    why_limited(context.who)
}

#[cfg(test)]
mod tests {
    use super::{KEY_COUNT, OWN_POOL, ROLE, home, record};
    use crate::call::{ApiError, Refusal};
    use crate::domain::table::{check_table, parts};
    use crate::schema::{Field, Listed, Record, Ref};

    fn listed(word: &str) -> Option<Result<Listed, ApiError>> {
        match word {
            "-" => None,
            "listed" => Some(Ok(Listed::default())),
            "refused" => Some(Err(ApiError::NotAllowed(Refusal::default()))),
            _ => Some(Err(ApiError::Limited { retry_after: None })),
        }
    }

    #[test]
    fn what_a_key_may_see() {
        // The keys, and the own pool.
        check_table(
            r##"
            listed | - => organization
            listed | refused => organization
            refused | listed => pool
            refused | refused => refused
            refused | limited => limited
            refused | - => refused
            limited | listed => limited
            "##,
            |input| {
                let [keys, pool] = parts(input).map(listed);
                let found = |list: &str| match list {
                    "keys" => keys.as_ref(),
                    _ => pool.as_ref(),
                };
                match record(&found) {
                    Ok(who) => who.text(&ROLE).to_owned(),
                    Err(ApiError::NotAllowed(_)) => "refused".to_owned(),
                    Err(_) => "limited".to_owned(),
                }
            },
        );
    }

    #[test]
    fn the_own_pool_is_known() {
        let field = Field::<String>::new;
        let pool = Record::default()
            .with(&field("id"), "pool_1".into())
            .with(&field("name"), "Team A".into())
            .with(&KEY_COUNT, 3);
        let rows = vec![pool];
        let (keys, pools) = (listed("refused"), Ok(Listed { rows, total: None }));
        let found = |list: &str| match list {
            "keys" => keys.as_ref(),
            _ => Some(&pools),
        };
        let who = record(&found).expect("a role");
        assert_eq!(who.get(&OWN_POOL).map(Ref::label), Some("Team A"));
        assert_eq!(who.get(&KEY_COUNT), Some(&3));
        assert_eq!(home(&who), "my-pool");
        assert_eq!(home(&Record::default()), "keys");
    }
}
