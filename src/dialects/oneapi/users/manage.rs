//! What the writes of a user have in common: the role rules, and the call that goes by user name (contract
//! 3.2). The name is read again just before, so it is certain whom the call is about.

use super::super::who::{ROLE as MY_ROLE, why_no_admin_write};
use super::fields::{ROLE, USERNAME};
use crate::call::{Body, Write};
use crate::schema::{Check, Context, Step, Str, WhyNot};
use crate::text;

/// The number of a role, so that roles can be compared.
fn rank(role: &str) -> u8 {
    match role {
        "root" => 100,
        "admin" => 10,
        _ => 1,
    }
}

/// Returns why the account may not change this user: nobody but root changes an equal, or itself.
pub fn why_no_change(context: &Context) -> Option<WhyNot> {
    const EQUAL: WhyNot = WhyNot {
        words: text!(
            "The gateway lets an admin change only users without admin rights."
                / "网关仅允许管理员更改没有管理员权限的用户。"
        ),
        source: "1.4, 3.2",
    };
    let mine = rank(context.who.text(&MY_ROLE));
    let refused = mine < 100 && mine <= rank(context.row.text(&ROLE));
    why_no_admin_write(context.who).or_else(|| refused.then_some(EQUAL))
}

/// Returns why the account may not do this to the user: as [`why_no_change`], and never to root.
pub fn why_no_manage(context: &Context) -> Option<WhyNot> {
    const ROOT: WhyNot = WhyNot {
        words: text!(
            "This is root: the gateway refuses to disable, delete or demote it."
                / "这是超级管理员（root）：网关不允许禁用、删除或降级。"
        ),
        source: "3.2",
    };
    let is_root = context.row.text(&ROLE) == "root";
    why_no_change(context).or_else(|| is_root.then_some(ROOT))
}

/// Makes the call that goes by user name. An empty name would hit the first user of all.
///
/// # Errors
/// When the row has no name.
pub fn by_name(context: &Context, action: Str, check: Check) -> Result<Step, WhyNot> {
    const NO_NAME: WhyNot = WhyNot {
        words: text!(
            "This user has no name. The gateway finds a user by name, and would take another one."
                / "该用户没有用户名。网关按用户名查找，会作用于其他用户。"
        ),
        source: "3.2",
    };
    let name = context.row.text(&USERNAME);
    if name.is_empty() {
        return Err(NO_NAME);
    }
    let body = Body::object([
        ("username", Body::text(name)),
        ("action", Body::text(action)),
    ]);
    let write = Write::post("/api/user/manage", []).body(body);
    Ok(Step::new(write, check).precondition(context.at, &USERNAME, name.to_owned()))
}
