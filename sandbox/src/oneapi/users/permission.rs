//! Who may write whom: the rules inside the handlers, which refuse with HTTP 200.

use super::User;
use crate::oneapi::Context;

/// The role of root, which may write everybody.
pub(super) const ROOT: i64 = 100;

/// The caller's role.
pub(super) fn own_role(context: &Context) -> i64 {
    context.caller.map_or(0, |caller| caller.role)
}

/// Why the caller may not change a user, if so.
pub(super) fn change_refusal(context: &Context, user: &User) -> Option<&'static str> {
    let own = own_role(context);
    (own <= user.role && own != ROOT).then(|| {
        context.version.say(
            "No permission to update user information with the same permission level or higher permission level",
            "无权更新同权限等级或更高权限等级的用户信息",
        )
    })
}

/// Why the caller may not give somebody a role, if so.
pub(super) fn role_refusal(context: &Context, role: i64) -> Option<&'static str> {
    let own = own_role(context);
    (own <= role && own != ROOT).then(|| {
        context.version.say(
            "No permission to promote other users to a permission level greater than or equal to your own",
            "无权将其他用户权限等级提升到大于等于自己的权限等级",
        )
    })
}
