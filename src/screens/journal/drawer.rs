//! The drawer of an entry: the change, the requests, the outcome, and how to undo it or why that is
//! not possible.

use std::sync::Arc;

use crate::reactive::*;

use super::ENTRY;
use super::marks::{Rest, attempts, undoes, value_lost, verified_at};
use super::rest::Left;
use super::table::{Entries, FOREIGN};
use crate::history::{Entry, StoredEntry, StoredStep, UndoProblem};
use crate::profile::SameAccount;
use crate::records::indented;
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::screens::review::{
    When, compensations, draw_changes, requests, results, sentence, target_of,
};
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::clamp::clamped;
use crate::ui::detail::{Code, Detail, Details, Disclosure};
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Say, Text};

const GONE: Text =
    text!("This entry is not in this browser's journal." / "此浏览器的日志中没有该记录。");
const FOREIGN_THEN: Text = text!(
    "This entry is kept as it is; a later version of this console can read it."
        / "此记录按原样保留；较新版本的控制台可以读取。"
);
const VERIFY: Text = text!("Verify again" / "重新核实");
const STILL_OPEN: Text = text!(
    "This login is still open: it is verified when its time is over."
        / "此登录仍在进行：到期后会核实。"
);
const UNDO: Text = text!("Undo" / "撤销");
const REASON: Text = text!("Reason" / "原因");
const TIME: Text = text!("Time" / "时间");
const GATEWAY: Text = text!("Gateway" / "网关");
const ID: Text = text!("Id" / "标识");
const KEPT: Text = text!("What it was, without secrets" / "之前的内容（不含机密）");
const REQUEST: Text = text!("Request" / "请求");
const ELSEWHERE_UNDO: Text =
    text!("Connect to that gateway to undo this." / "请连接到该网关后再撤销。");
const ELSEWHERE_VERIFY: Text =
    text!("Connect to that gateway to verify again." / "请连接到该网关后再核实。");
const OTHER_ACCOUNT: Text = text!(
    "Written for another account of this gateway. Connect with a key of that account."
        / "属于此网关的另一个账户。请使用该账户的密钥连接。"
);

/// Draws the drawer of the entry with this id.
pub(super) fn drawer(session: Session, looks: Looks, all: Memo<Entries>, wanted: &str) -> AnyView {
    let navigator = use_navigator();
    let close = move || navigator.set(&[(ENTRY, "")], false);
    let entry = {
        let wanted = wanted.to_owned();
        live::memo(move || {
            let all = all.read();
            all.iter()
                .find(|entry| entry.id().as_str() == wanted)
                .cloned()
        })
    };
    let rest = live::memo(move || {
        let stored = entry.get()?;
        Some(Rest::of(session, stored.entry()?, &all.read()))
    });
    let offered = live::memo(move || rest.read().as_ref().is_some_and(Rest::is_offered));
    let (busy, left) = (RwSignal::new(false), Left::new(session));
    let refused: RwSignal<Option<UndoProblem>> = RwSignal::new(None);
    let title = {
        let wanted = wanted.to_owned();
        move || {
            let stored = entry.get();
            let known = stored.as_ref().and_then(|stored| stored.entry());
            known.map_or_else(
                || wanted.clone(),
                |entry| looks.with(|view| target_of(session, entry, view)),
            )
        }
    };
    let foot = move || {
        live::maybe(move || {
            let stored = entry.get()?;
            let entry = stored.entry()?;
            let open = entry.steps.iter().any(StoredStep::is_unresolved);
            let verify = open.then(|| verify(session, entry, busy));
            let undo = offered.get().then(|| undo(session, entry, busy, refused));
            let go_on = left.button(entry, &all.read());
            let some = verify.is_some() || undo.is_some() || go_on.is_some();
            some.then(|| view! { {verify} {go_on} {undo} }.into_any())
        })
    };
    let body = move || match entry.get() {
        None => view! { <Notice>{t(GONE)}</Notice> }.into_any(),
        Some(stored) => match stored.as_ref() {
            StoredEntry::Read(entry) => {
                facts(session, looks, entry, rest.get(), &all.get_untracked())
            }
            StoredEntry::Foreign(record) => {
                let text = record.text.clone();
                view! {
                    <Notice>{t(FOREIGN_THEN)}</Notice>
                    <Code text=text label=t(FOREIGN) />
                }
                .into_any()
            }
        },
    };
    view! {
        <Drawer title subject=wanted.to_owned() on_close=close foot>
            {live::maybe(move || refused.get().map(|problem| undo_problem(&problem)))}
            {live::part(body)}
            {left.dialog()}
        </Drawer>
    }
    .into_any()
}

/// Returns `why` if the entry belongs to another gateway or account than the connected one.
pub(super) fn elsewhere(session: Session, entry: &Entry, why: Text) -> Signal<Option<String>> {
    let (language, entry) = (use_language(), entry.clone());
    Signal::derive(move || {
        let connection = session.connection().get();
        let connection = connection.filter(|connection| connection.profile.base == entry.base);
        let why = match connection.map(|connection| connection.account_of(&entry)) {
            None => why,
            Some(SameAccount::No) => OTHER_ACCOUNT,
            Some(SameAccount::Yes | SameAccount::NotKnown) => return None,
        };
        Some(why.say(language.get()).to_owned())
    })
}

fn verify(session: Session, entry: &Entry, busy: RwSignal<bool>) -> AnyView {
    let language = use_language();
    let waits = entry.is_in_progress(session.now());
    let elsewhere = elsewhere(session, entry, ELSEWHERE_VERIFY);
    let why = Signal::derive(move || {
        let open = waits.then(|| STILL_OPEN.say(language.get()).to_owned());
        open.or_else(|| elsewhere.get())
    });
    let entry = entry.clone();
    let verify = move || {
        let entry = entry.clone();
        busy.set(true);
        spawn_local(async move {
            session.journal.verify(&session, entry).await;
            busy.try_set(false);
        });
    };
    view! {
        <Button busy reason_beside=true disabled_reason=why on_click=verify>{t(VERIFY)}</Button>
    }
    .into_any()
}

fn undo(
    session: Session,
    entry: &Entry,
    busy: RwSignal<bool>,
    refused: RwSignal<Option<UndoProblem>>,
) -> AnyView {
    let why = elsewhere(session, entry, ELSEWHERE_UNDO);
    let entry = entry.clone();
    let undo = move || {
        let entry = entry.clone();
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let review = session.journal.undo(&session, &entry).await;
            // If the drawer is closed or the tab is connected elsewhere by now, no review opens.
            if busy.try_set(false).is_some() {
                return;
            }
            match review {
                Err(problem) => {
                    refused.try_set(Some(problem));
                }
                Ok((review, undoing)) => session.open_undo(review, undoing),
            }
        });
    };
    view! {
        <Button busy reason_beside=true disabled_reason=why on_click=undo>{t(UNDO)}</Button>
    }
    .into_any()
}

/// Explains why it cannot be undone now.
fn undo_problem(problem: &UndoProblem) -> AnyView {
    let language = use_language();
    let what = problem.what();
    let then = problem.then().into_iter().map(|line| {
        view! { <p class="explained-then">{live::text(move || line.say(language.get()))}</p> }
    });
    let then = then.collect_view();
    view! {
        <Notice tone=Tone::Attention>
            <p class="explained-what">{live::text(move || what.say(language.get()))}</p>
            {then}
        </Notice>
    }
    .into_any()
}

fn facts(
    session: Session,
    looks: Looks,
    entry: &Entry,
    rest: Option<Rest>,
    all: &[Arc<StoredEntry>],
) -> AnyView {
    let at = looks.stamp(entry.at.seconds());
    let gateway = entry.gateway.clone();
    let base = entry.base.clone();
    let id = entry.id.as_str().to_owned();
    let ends: Vec<_> = entry
        .steps
        .iter()
        .map(|step| step.outcome.as_ref())
        .collect();
    let rest = rest.map(|rest| rest.words(looks, entry));
    let attempts = attempts(looks, entry, all);
    let undoes = undoes(session, looks, entry, all);
    let reason = entry.reason.clone();
    let reason =
        (!reason.is_empty()).then(|| view! { <Detail label=t(REASON)>{clamped(reason)}</Detail> });
    view! {
        <p class="gate-sentence" dir="auto">{sentence(session, looks, entry)}</p>
        {verified_at(looks, entry)}
        {results(session, looks, (entry, When::Then), &ends)}
        {value_lost(session, entry)}
        {draw_changes(session, looks, entry, When::Then)}
        <Details>
            <Detail label=t(TIME)>{at}</Detail>
            {reason}
            <Detail label=t(GATEWAY)>{gateway} " " <span class="faint monospace">{base}</span></Detail>
            <Detail label=t(ID) monospace=true>{id}</Detail>
            {attempts}
            {undoes}
            <Detail label=t(UNDO)>{rest}</Detail>
        </Details>
        {kept(entry)}
        {requests(entry, REQUEST)}
        {compensations(session, looks, entry, When::Then)}
    }
    .into_any()
}

/// Draws the rows that were destroyed, as they were before.
fn kept(entry: &Entry) -> AnyView {
    let rows = entry
        .subjects
        .iter()
        .filter_map(|subject| subject.kept.as_deref())
        .flat_map(str::lines);
    let rows: Vec<String> = rows.map(indented).collect();
    let drawn = (!rows.is_empty()).then(|| {
        let text = rows.join("\n");
        view! { <Disclosure title=t(KEPT)><Code text=text label=t(KEPT) /></Disclosure> }
    });
    drawn.into_any()
}
