//! The versions of documents that this browser noted: which documents there are, the course of one, what
//! lies between two of its texts, and putting one back. Read from this browser alone, so it opens while the
//! gateway cannot be reached.

mod compare;
mod course;
mod differences;
mod file;
mod others;

use std::sync::Arc;

use crate::reactive::*;

use crate::history::StoreProblem;
use crate::history::versions::{DocumentKey, Version, what};
use crate::screens::looks::Looks;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::session::versions::by_last_change;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::{Empty, Failed, Skeleton};
use crate::ui::table::{Align, Cell, Head, Line, Lines, Priority, Stamp, Table};
use crate::ui::tone::Tone;
use crate::ui::words::RELOAD;
use crate::words::{Language, Phrase, Say, Text, visible};

/// The query word of the open document.
pub const DOCUMENT: &str = "document";

/// The title.
pub const TITLE: Text = text!("Document versions" / "文档版本");
const LEAD: Text = text!(
    "Each text of a price list or a mapping that this browser saw at a gateway or sent to it. Kept on this machine only."
        / "此浏览器在网关上看到或发送过的价格表与重定向的每份文本。仅保存在本机。"
);
const FAILED: Text = text!("The versions could not be read" / "无法读取版本");
const EMPTY: Text = text!("No versions yet" / "尚无版本");
const EMPTY_THEN: Text = text!(
    "Open a document of ratios or prices: its text is noted here, and again whenever it changes."
        / "打开一份倍率或价格文档：其文本将记录在此，每次更改时也会再次记录。"
);
const OF: Text = text!("{name} · {field}" / "{name} · {field}");

/// The chains of all documents, the one that changed last first.
type Chains = Arc<Vec<Arc<Vec<Version>>>>;

/// The screen.
#[component]
pub fn VersionsScreen() -> impl IntoView {
    let session: Session = expect_context();
    let (navigator, language, looks) = (use_navigator(), use_language(), Looks::here());
    let reading: RwSignal<Option<Result<Chains, StoreProblem>>> = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            let chains = session.versions.all().await;
            let chains = chains.map(|read| {
                let read = by_last_change(read).into_iter();
                Arc::new(read.map(Arc::new).collect::<Vec<_>>())
            });
            reading.try_set(Some(chains));
        });
    };
    live::effect(move || {
        session.journal.versions().track();
        load();
    });
    let all = live::fresh(move || reading.get().and_then(Result::ok).unwrap_or_default());
    let open = navigator.follow(DOCUMENT);
    let stands = live::memo(move || {
        let reading = reading.read();
        reading.as_ref().map(|read| read.as_ref().err().cloned())
    });
    let body = move || match stands.get() {
        None => view! { <Skeleton /> }.into_any(),
        Some(Some(problem)) => {
            let text = move || problem.phrase().say(language.get());
            view! { <Failed title=t(FAILED) text=text on_retry=load /> }.into_any()
        }
        Some(None) => table(session, looks, all, open),
    };
    let problem = live::maybe(move || {
        let problem = session.versions.problem().get()?;
        let text = move || problem.phrase().say(language.get());
        Some(view! { <Notice tone=Tone::Bad>{live::text(text)}</Notice> }.into_any())
    });
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(TITLE)}</h1>
                <div class="page-actions">
                    <Button kind=Kind::Plain label=t(RELOAD) on_click=load>
                        <Icon glyph=Glyph::Reload />
                    </Button>
                    {file::buttons(session, all)}
                </div>
            </header>
            <p class="lead">{t(LEAD)}</p>
            {problem}
            {file::storage(session, all)}
            <div class="screen-body">
                <div class="fill">{live::part(body)}</div>
                {live::maybe(move || {
                    open.get().map(|word| course::drawer(session, looks, all, &word))
                })}
            </div>
        </div>
    }
}

/// Returns the name of a document: of its row, and of the field where the row has more than one.
fn title(session: Session, version: &Version, language: Language) -> String {
    let name = visible(&version.name).into_owned();
    let mut dialects = session.dialects().iter();
    let dialect = dialects.find(|dialect| dialect.id == version.dialect);
    let resource = dialect.and_then(|dialect| dialect.resource(&version.of.resource));
    let kept = resource.into_iter().flat_map(|resource| {
        let fields = resource.fields.iter();
        fields.filter(|spec| spec.versions != crate::schema::Versions::NotKept)
    });
    let kept: Vec<_> = kept.collect();
    let field = kept.iter().find(|spec| spec.id == version.of.field);
    match field {
        Some(field) if kept.len() > 1 => Phrase::from(OF)
            .with("name", name)
            .with("field", field.label)
            .say(language),
        _ => name,
    }
}

/// Returns the newest version of the document with this word.
fn chain_of(all: &[Arc<Vec<Version>>], word: &str) -> Option<Arc<Vec<Version>>> {
    let of = DocumentKey::from_word(word)?;
    let mut all = all.iter();
    let found = all.find(|chain| chain.first().is_some_and(|first| first.of == of));
    found.map(Arc::clone)
}

fn table(session: Session, looks: Looks, all: Memo<Chains>, open: Memo<Option<String>>) -> AnyView {
    let navigator = use_navigator();
    let on_open = Callback::new(move |id: String| navigator.set(&[(DOCUMENT, id.as_str())], false));
    let empty = move || view! { <Empty title=t(EMPTY) text=t(EMPTY_THEN) /> }.into_any();
    let lines = live::fresh(move || {
        let all = all.read();
        let line = |chain: &Arc<Vec<Version>>| Line {
            id: chain
                .last()
                .map_or_else(String::new, |last| last.of.word())
                .into(),
            stamp: Stamp::of(chain, 0),
        };
        Lines::from(all.iter().map(line).collect::<Vec<_>>())
    });
    let cells = move |_: &Line, at: usize| {
        let all = all.read_untracked();
        let last = all.get(at).and_then(|chain| Some((chain, chain.last()?)));
        last.map_or_else(Vec::new, |(chain, last)| {
            let language = looks.language.get_untracked();
            vec![
                Cell::Text(title(session, last, language)),
                Cell::Badge {
                    tone: course::tone(last),
                    word: what(last).say(language).to_owned(),
                },
                Cell::Figure {
                    text: chain.len().to_string(),
                    exact: chain.len().to_string(),
                    decimals: 0,
                    approximate: false,
                },
                Cell::Moment { at: last.at },
                Cell::Text(visible(&last.gateway).into_owned()),
            ]
        })
    };
    let anew = Signal::derive(move || u64::from(looks.language.get() == Language::Chinese));
    view! {
        <Table
            label=t(TITLE)
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
    let head = |id, title: Text, width, priority, align| Head {
        id,
        title: t(title).into(),
        width,
        priority,
        align,
        sorts: false,
    };
    let (start, end) = (Align::Start, Align::End);
    vec![
        head(
            "document",
            text!("Document" / "文档"),
            240,
            Priority::High,
            start,
        ),
        head(
            "last",
            text!("Last version" / "最新版本"),
            190,
            Priority::High,
            start,
        ),
        head(
            "count",
            text!("Versions" / "版本数"),
            90,
            Priority::Medium,
            end,
        ),
        head("at", text!("Time" / "时间"), 130, Priority::High, start),
        head(
            "gateway",
            text!("Gateway" / "网关"),
            160,
            Priority::Low,
            start,
        ),
    ]
}
