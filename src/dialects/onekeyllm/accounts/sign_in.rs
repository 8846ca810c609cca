//! What the actions that begin a sign-in at a provider share: the form, and the words.

use crate::call::Body;
use crate::schema::{Context, Finding, Input, Level, Step, TypedInput, Value};
use crate::text;
use crate::words::Text;

use super::super::names::NAME;
use super::fields::REFRESHED_AT;
use crate::call::Write;
use crate::schema::{appears, differs};

/// What the account is to be called. A gateway may keep it or not.
pub const LABEL: TypedInput<String> =
    Input::text("name", text!("Label" / "标签"), 128).hint(text!(
        "May stay empty: the account is then called by its e-mail address."
            / "可留空：账户将以邮箱地址显示。"
    ));

/// Why a login has no undo.
pub const NO_UNDO: Text = text!(
    "Cannot be undone from here: an account that was added can be deleted from its list."
        / "无法在此撤销：已添加的账户可在其列表中删除。"
);

/// Why signing in again has no undo.
pub const NO_WAY_BACK: Text = text!(
    "Cannot be undone: the sign-in before it is replaced." / "无法撤销：之前的登录已被替换。"
);

/// What to do when a login was started twice.
pub const STARTED_TWICE: Text = text!(
    "Starting a login twice adds nothing: a login that nobody finishes expires by itself."
        / "重复发起登录不会添加任何内容：无人完成的登录会自行过期。"
);

/// Plans a login that adds an account to the list `of`. Whatever it is called, a row that was not
/// there before shows that it came.
#[must_use]
pub fn adds(context: &Context, of: &'static str, write: Write) -> Step {
    Step::new(
        write.keyed(context.fresh).limited_by_itself(),
        appears(of, "", context.baseline),
    )
}

/// Plans a login that signs the row's account in again: its sign-in is renewed.
#[must_use]
pub fn renews(context: &Context, write: Write) -> Step {
    let before = context.row.get(&REFRESHED_AT).copied();
    Step::new(
        write.keyed(context.fresh).limited_by_itself(),
        differs(context.at, &REFRESHED_AT, before),
    )
}

/// Makes the body of a start that adds an account.
#[must_use]
pub fn new_body(context: &Context) -> Body {
    let body = Body::object([]);
    match context.input.text(&NAME).trim() {
        "" => body,
        label => body.with("name", Body::text(label)),
    }
}

/// Makes the body of a start that signs the row's account in again.
#[must_use]
pub fn row_body(context: &Context) -> Body {
    Body::object([("account_id", Body::id(&context.at.id))])
}

/// Says which account the person must sign in with.
#[must_use]
pub fn same_person(context: &Context) -> Vec<Finding> {
    let email = context.row.text(&super::fields::EMAIL).to_owned();
    let words = text!(
        "Sign in at the provider as {email}. Another sign-in in that browser is refused, or adds another account: a private window avoids it."
            / "请在提供商处以 {email} 登录。浏览器中的其他登录会被拒绝，或添加另一个账户：使用隐私窗口可避免。"
    );
    if email.is_empty() {
        return Vec::new();
    }
    vec![Finding::new(Level::Note, words).with("email", Value::Text(email))]
}
