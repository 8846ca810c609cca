//! The table of the journal.

use std::collections::HashSet;
use std::sync::Arc;

use crate::reactive::*;

use super::ENTRY;
use crate::domain::ids::EntryId;
use crate::gate::TypedAmount;
use crate::history::{Entry, StoredEntry, state, undone};
use crate::records::{QUOTA_UNIT, View, exact};
use crate::schema::{Confirm, Value};
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::screens::review::{EntryAction, target_of, verb_of};
use crate::screens::status::state_tone;
use crate::session::Session;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::Empty;
use crate::ui::table::{Align, Cell, Head, Line, Lines, Priority, Stamp, Table};
use crate::ui::tone::Tone;
use crate::words::{Language, Phrase, Say, Text, visible};

const EMPTY: Text = text!("Nothing was written yet" / "尚无写操作");
const EMPTY_THEN: Text = text!(
    "Create or change something: the entry appears here before the request is sent."
        / "创建或更改后，记录会在请求发送前出现在这里。"
);
const NO_MATCH: Text = text!("No entry matches" / "没有匹配的记录");
const NO_MATCH_THEN: Text =
    text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。");
const UNDONE: Text = text!("{outcome}, undone" / "{outcome}，已撤销");
/// The text for an entry that another version of the console wrote.
pub(super) const FOREIGN: Text = text!("written by another version" / "由其他版本写入");

/// The entries of a screen.
pub(super) type Entries = Arc<Vec<Arc<StoredEntry>>>;

/// Draws the table of these entries.
pub(super) fn table(
    session: Session,
    looks: Looks,
    rows: Memo<Entries>,
    all: Memo<Entries>,
    open: Memo<Option<String>>,
) -> AnyView {
    let navigator = use_navigator();
    let on_open = Callback::new(move |id: String| navigator.set(&[(ENTRY, id.as_str())], false));
    let empty = move || {
        let [title, then] = match all.read().is_empty() {
            true => [EMPTY, EMPTY_THEN],
            false => [NO_MATCH, NO_MATCH_THEN],
        };
        view! { <Empty title=t(title) text=t(then) /> }.into_any()
    };
    let undone = live::memo(move || undone_ids(&all.read()));
    let lines = live::fresh(move || {
        let undone = undone.read();
        // A row is painted again when its entry is undone, too.
        let line = |entry: &Arc<StoredEntry>| Line {
            id: entry.id().as_str().into(),
            stamp: Stamp::of(entry, undone.contains(entry.id()).into()),
        };
        Lines::from(rows.read().iter().map(line).collect::<Vec<_>>())
    });
    let cells = move |_: &Line, at: usize| {
        let rows = rows.read_untracked();
        let entry = rows.get(at);
        entry.map_or_else(Vec::new, |entry| {
            let undone = undone.with_untracked(|undone| undone.contains(entry.id()));
            looks.with(|view| cells(session, entry, undone, view))
        })
    };
    let anew = Signal::derive(move || u64::from(looks.language.get() == Language::Chinese));
    view! {
        <Table
            label=t(super::TITLE)
            heads=Arc::new(heads())
            lines
            cells=Arc::new(cells)
            anew
            selected=Signal::derive(move || open.get())
            on_open=Some(on_open)
            empty
        />
    }
    .into_any()
}

fn heads() -> Vec<Head> {
    let head = |id, title: Text, width, priority| Head {
        id,
        title: t(title).into(),
        width,
        priority,
        align: Align::Start,
        sorts: false,
    };
    let mut amount = head(
        "amount",
        text!("Amount, USD" / "金额，USD"),
        130,
        Priority::Medium,
    );
    amount.align = Align::End;
    vec![
        head("target", text!("What" / "对象"), 190, Priority::High),
        head("action", text!("Action" / "操作"), 130, Priority::High),
        amount,
        head("outcome", text!("Outcome" / "结果"), 210, Priority::High),
        head("at", text!("Time" / "时间"), 130, Priority::Medium),
        head("gateway", text!("Gateway" / "网关"), 160, Priority::Low),
    ]
}

/// Returns the entries that were undone at least in part.
fn undone_ids(all: &[Arc<StoredEntry>]) -> HashSet<EntryId> {
    let all: Vec<&Entry> = all.iter().filter_map(|stored| stored.entry()).collect();
    let named: HashSet<&EntryId> = all
        .iter()
        .filter_map(|entry| entry.undoes.as_ref())
        .collect();
    let undone = all
        .iter()
        .filter(|entry| named.contains(&entry.id) && undone(entry, &all).is_some());
    undone.map(|entry| entry.id.clone()).collect()
}

fn cells(session: Session, stored: &StoredEntry, undone: bool, view: &View<'_>) -> Vec<Cell> {
    let at = Cell::Moment { at: stored.at() };
    let Some(entry) = stored.entry() else {
        let id = stored.id().as_str().to_owned();
        let words = crate::words::Say::say(&FOREIGN, view.language).to_owned();
        return vec![
            Cell::Mono(id),
            Cell::Faint(words),
            Cell::Text(String::new()),
            Cell::Text(String::new()),
            at,
            Cell::Text(String::new()),
        ];
    };
    vec![
        Cell::Text(visible(&target_of(session, entry, view)).into_owned()),
        Cell::Text(verb_of(session, entry, view)),
        amount(session, entry, view),
        match undone {
            true => Cell::Badge {
                tone: Tone::Neutral,
                word: Phrase::from(UNDONE)
                    .with("outcome", state(entry).say(view.language))
                    .say(view.language),
            },
            false => Cell::Badge {
                tone: state_tone(entry),
                word: state(entry).say(view.language),
            },
        },
        at,
        Cell::Text(entry.gateway.clone()),
    ]
}

/// Draws the amount of an action that is confirmed by an amount.
fn amount(session: Session, entry: &Entry, view: &View<'_>) -> Cell {
    let known = EntryAction::of(session, entry);
    let amount = known.and_then(|known| match known.action.confirm {
        Confirm::RuleOfTen { amount, .. } => {
            let subject = entry.subjects.first()?;
            Some(subject.input.value(amount))
        }
        Confirm::Review | Confirm::Begun | Confirm::TypeName(_) | Confirm::TypeNameIf(_) => None,
    });
    match amount {
        Some(Value::Amount(amount)) => Cell::Figure {
            text: format!("+{}", amount.value.exact()),
            exact: exact(&Value::Amount(amount.clone()), view),
            decimals: 2,
            approximate: false,
        },
        Some(Value::QuotaUnits(units)) => {
            let (amount, unit) = (TypedAmount::Units(*units).written(), QUOTA_UNIT);
            let each = match entry.subjects.len() {
                1 => String::new(),
                rows => format!(" × {rows}"),
            };
            Cell::Text(format!("+{amount} {}{each}", unit.say(view.language)))
        }
        _ => Cell::Text(String::new()),
    }
}
