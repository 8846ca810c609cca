//! A login that has ended, or did not begin: how, what the gateway lists, and the way to another one.

use crate::reactive::*;

use super::CARDS_ID;
use super::card::Card;
use crate::flows::account::End;
use crate::flows::problem::StartProblem;
use crate::gate::{About, Explained, Outcome, explain};
use crate::schema::Login;
use crate::screens::explained::explained;
use crate::screens::limited::limited;
use crate::screens::looks::Looks;
use crate::screens::navigator::{self, link, list_of, row_of};
use crate::screens::status::outcome_badge;
use crate::session::logins::{LoginCard, Stage};
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::focus;
use crate::ui::landing::Landing;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::ui::words::DISMISS;
use crate::words::{Phrase, Text};

pub(super) const NEW_CODE: Text = text!("New code" / "新代码");
pub(super) const NEW_LINK: Text = text!("New link" / "新链接");
const UNRECORDED: Text = text!("Start without a record" / "不留记录直接发起");
const VERIFYING: Text = text!("Reading the account list" / "正在读取账户列表");
const SHOW_ACCOUNT: Text = text!("Show the account" / "查看账户");
const SHOW_LIST: Text = text!("Show the list" / "查看列表");
const SHOW_ENTRY: Text = text!("Journal entry" / "操作日志条目");
const NOT_RECORDED: Text = text!(
    "Nothing was sent. A login without a record cannot be looked up after this tab is closed."
        / "未发送任何内容。没有记录的登录在此标签页关闭后无法查询。"
);
const ANOTHER: Text = text!(
    "Another account was signed in: {id}. {row} is as it was."
        / "登录的是另一个账户：{id}。{row} 保持不变。"
);

/// Draws a login that is over.
pub(super) fn ended(card: Card) -> AnyView {
    let looks = Looks::here();
    live::maybe(move || {
        let login = card.login.get()?;
        let words = match &login.stage {
            Stage::NotRecorded(problem) => {
                let (what, then) = (problem.phrase(), NOT_RECORDED.into());
                explained(Tone::Bad, Explained { what, then })
            }
            Stage::NotStarted(problem) => not_started(problem),
            Stage::Device(device) => {
                let outcome = device.outcome()?;
                said(&login, outcome.says(), outcome.advice().map(Phrase::from))
            }
            Stage::Paste(paste) => match paste.completion() {
                Some(completion) => said(&login, completion.says(), completion.advice()),
                None => of_end(&login),
            },
            Stage::Starting => return None,
        };
        Some(view! { {words} {found(looks, &login)} {foot(card, &login)} }.into_any())
    })
}

fn not_started(problem: &StartProblem) -> AnyView {
    let (what, then) = (problem.says(), problem.advice());
    explained(Tone::Bad, Explained { what, then })
}

/// Draws the end of a sign-in that the gateway was not asked about.
fn of_end(login: &LoginCard) -> AnyView {
    let (what, then) = match login.end() {
        Some(End::Unknown) => (
            text!(
                "Outcome unknown: the link has expired, and no response showed whether the code was used."
                    / "结果未知：链接已过期，且没有响应表明授权码是否已被使用。"
            ),
            Some(text!(
                "Look for the account in the list. If it is not there, get a new link."
                    / "请在列表中查找该账户。如果没有，请获取新链接。"
            )),
        ),
        Some(End::Abandoned) => (
            text!(
                "This sign-in was cancelled. Its link stays valid until it expires."
                    / "已取消此登录。其链接在过期前仍然有效。"
            ),
            None,
        ),
        _ => (
            text!("The sign-in link has expired." / "登录链接已过期。"),
            Some(text!(
                "Get a new link to try again." / "请获取新链接后重试。"
            )),
        ),
    };
    said(login, what.into(), then.map(Phrase::from))
}

/// Draws how a login ended, in the gateway's words and in those of the account list.
fn said(login: &LoginCard, what: Phrase, then: Option<Phrase>) -> AnyView {
    let language = use_language();
    let badge = login
        .outcome
        .as_ref()
        .map(|outcome| outcome_badge(Some(outcome)));
    let was_completed = matches!(login.end(), Some(End::Completed(_)));
    let applied = login.outcome.as_ref().map(Outcome::was_applied);
    if was_completed && applied == Some(false) {
        // What the account list shows counts, and is said below.
        return badge.into_any();
    }
    let then = then.filter(|_| applied != Some(true)).map(|then| {
        view! { <p class="explained-then">{live::text(move || then.say(language.get()))}</p> }
    });
    let id = login.account().filter(|_| applied == Some(true));
    let id =
        id.map(|id| view! { <span class="faint monospace">{live::text(id.to_string())}</span> });
    let words = view! {
        {badge}
        <p class="explained-what">{live::text(move || what.say(language.get()))} " " {id}</p>
        {then}
    };
    if was_completed {
        // Nothing else here takes the focus of the control that was used.
        return view! { <Landing class="login-said" if_lost=true>{words}</Landing> }.into_any();
    }
    view! { <div class="login-said" role="status">{words}</div> }.into_any()
}

/// Draws what the account list shows, where that is more than the end itself says.
fn found(looks: Looks, login: &LoginCard) -> Option<AnyView> {
    let end = login.end()?;
    let Some(outcome) = &login.outcome else {
        return Some(view! { <p class="hint" role="status">{t(VERIFYING)}</p> }.into_any());
    };
    let other = another(login, &end);
    let is_plain = match (&end, outcome) {
        (End::Completed(_), outcome) => outcome.was_applied(),
        (End::Unknown, _) => false,
        _ => true,
    };
    if is_plain {
        return other;
    }
    let session: crate::session::Session = expect_context();
    let dialect = session.dialect()?;
    let step = login.entry.steps.first()?;
    let words = looks.with(|view| {
        explain(
            outcome,
            &About {
                dialect,
                resource: Some(login.resource),
                action: Some(login.action),
                checks: &step.checks,
                is_keyed: true,
                is_past: false,
                view,
            },
        )
    });
    let tone = if outcome.was_applied() {
        Tone::Good
    } else {
        Tone::Attention
    };
    Some(view! { {explained(tone, words)} {other} }.into_any())
}

/// Says that the login brought another account than the one that was to be signed in again.
fn another(login: &LoginCard, end: &End) -> Option<AnyView> {
    let (row, End::Completed(account)) = (login.row.as_ref()?, end) else {
        return None;
    };
    let id = account
        .id
        .as_ref()
        .filter(|id| id.as_str() != row.id.as_str())?;
    let words = Phrase::from(ANOTHER)
        .with("id", id.as_str())
        .with("row", row.label());
    let language = use_language();
    Some(
        view! { <Notice tone=Tone::Attention>{live::text(move || words.say(language.get()))}</Notice> }
            .into_any(),
    )
}

fn foot(card: Card, login: &LoginCard) -> AnyView {
    let was_applied = login.outcome.as_ref().is_some_and(Outcome::was_applied);
    let place = match login.account().filter(|_| was_applied) {
        Some(id) => {
            let words = live::text(t(SHOW_ACCOUNT));
            Some(link(row_of(login.resource, id.as_str()), words))
        }
        None if login.end().is_some() => {
            Some(link(list_of(login.resource), live::text(t(SHOW_LIST))))
        }
        None => None,
    };
    let entry = login.outcome.as_ref().map(|_| {
        link(
            navigator::entry(&login.entry.id.0),
            live::text(t(SHOW_ENTRY)),
        )
    });
    let is_open = matches!(login.end(), Some(End::Completed(_))) && login.outcome.is_none();
    let again = (!was_applied && !is_open).then(|| {
        let label = match login.action.login() {
            Some(Login::Paste { .. }) => NEW_LINK,
            _ => NEW_CODE,
        };
        let busy = live::derived(move || card.beginning.preparation.is_busy());
        let waits = limited(card.session, login.action);
        view! {
            <Button
                kind=Kind::Primary
                busy
                disabled_reason=waits
                takes_focus=true
                on_click=move || card.again(true)
            >
                {t(label)}
            </Button>
        }
    });
    let unrecorded = matches!(login.stage, Stage::NotRecorded(_)).then(|| {
        view! {
            <Button kind=Kind::Danger on_click=move || card.again(false)>{t(UNRECORDED)}</Button>
        }
    });
    let dismiss = login.may_go().then(|| {
        let dismiss = move || {
            focus::move_to(CARDS_ID);
            card.session.dismiss_login(&card.id());
        };
        view! { <Button on_click=dismiss>{t(DISMISS)}</Button> }
    });
    view! { <div class="login-foot">{again} {unrecorded} {place} {entry} {dismiss}</div> }
        .into_any()
}
