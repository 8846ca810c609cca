//! Chooses a row of another list: by a search over the loaded rows, from the rows that match, or by
//! a typed id.

use std::sync::Arc;

use crate::reactive::*;

use super::form::Form;
use super::input_state::{InputState, NONE, TYPED};
use super::inputs::wrong;
use crate::records::Row;
use crate::schema::{Ref, Resource, Str, Value};
use crate::screens::explained::call_failed;
use crate::session::Session;
use crate::session::labels::KnownRows;
use crate::text;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::dialog::arrived;
use crate::ui::field::Field;
use crate::ui::input::{SearchInput, TextInput};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::words::RETRY;
use crate::words::{Phrase, Say, Text, shortened};

/// The most rows to show at once; the search finds the others.
const MOST: usize = 50;
/// The number of rows from which a search is offered.
const SEARCH_FROM: usize = 8;

const SEARCH: Text = text!("Search {title}" / "搜索{title}");
const HERE: Text = text!("This is so now." / "当前即为此项。");
const BY_ID: Text = text!("Another, by id" / "其他（输入标识）");
const ID: Text = text!("Identifier" / "标识");
const ID_HINT: Text = text!(
    "As the gateway spells it; it has the last word." / "须与网关中的写法一致，由网关最终判定。"
);
const MORE: Text = text!(
    "{n} more matches: type more of the name."
        / "{n} more match: type more of the name."
        / "另有 {n} 个匹配：请输入更多名称。"
);
const NOT_ALL: Text = text!(
    "{n} are loaded, not all: load more, or choose by id."
        / "已加载 {n} 项，并非全部：请加载更多，或输入标识。"
);
const NO_WAY: Text = text!(
    "{n} are loaded, and this gateway gives no way to the rest: choose by id."
        / "已加载 {n} 项，此网关无法提供其余部分：请输入标识。"
);
const UNREADABLE: Text =
    text!("{n} row cannot be read." / "{n} rows cannot be read." / "有 {n} 行无法读取。");
const LOAD_MORE: Text = text!("Load more" / "加载更多");
const NO_MATCH: Text = text!("None matches." / "没有匹配项。");

/// A row that can be chosen.
#[derive(Clone, PartialEq, Eq)]
struct Offer {
    id: String,
    name: Option<String>,
}

impl Offer {
    fn label(&self) -> String {
        match &self.name {
            Some(name) => format!("{} · {}", shortened(name), self.id),
            None => self.id.clone(),
        }
    }

    fn matches(&self, text: &str) -> bool {
        let holds = |of: &str| of.to_lowercase().contains(text);
        holds(&self.id) || self.name.as_deref().is_some_and(holds)
    }
}

/// Draws the picker of an input.
pub(super) fn picker(form: Form, state: InputState, of: Str, none: Option<Text>) -> AnyView {
    let session: Session = expect_context();
    let resource = session.dialect().and_then(|dialect| dialect.resource(of));
    if let Some(resource) = resource {
        session.learn(resource);
    }
    let known = live::memo(move || match resource {
        Some(resource) => session.labels.list(resource.id),
        None => KnownRows {
            rows: Some(Arc::new(Vec::new())),
            whole: true,
            ..KnownRows::default()
        },
    });
    // Rows read later are added; the choice, the search and the focus stay.
    let offers = live::memo(move || {
        let known = known.read();
        match resource {
            Some(resource) => known
                .rows()
                .iter()
                .map(|row| offer(resource, row))
                .collect(),
            None => session.labels.named(of).into_iter().map(person).collect(),
        }
    });
    let begun =
        live::memo(move || known.with(|known| known.rows.is_some() || known.error.is_some()));
    live::part(move || match begun.get() {
        false => view! { <Skeleton rows=3 /> }.into_any(),
        true => {
            arrived();
            view! {
                {choose(form, state, offers, known, none)}
                {resource.map(|resource| more(session, resource, known))}
            }
            .into_any()
        }
    })
}

/// Draws why the list could not be read, and the button that reads more rows.
fn more(session: Session, resource: &'static Resource, known: Memo<KnownRows>) -> AnyView {
    let busy = live::derived(move || known.with(|known| known.busy));
    live::part(move || {
        let (error, more, read) =
            known.with(|known| (known.error.clone(), known.more, known.rows.is_some()));
        let failed = error.as_ref().map(call_failed);
        let on = move || match read {
            true => session.learn_more(resource),
            false => session.learn(resource),
        };
        let button = (more || error.is_some()).then(|| {
            let word = if error.is_some() { RETRY } else { LOAD_MORE };
            view! { <div><Button busy on_click=on>{t(word)}</Button></div> }
        });
        view! { {failed} {button} }.into_any()
    })
}

fn offer(resource: &Resource, row: &Arc<Row>) -> Offer {
    Offer {
        id: row.id.as_str().to_owned(),
        name: row.name(resource).map(str::to_owned),
    }
}

fn person(person: Ref) -> Offer {
    Offer {
        id: person.id.map(|id| id.to_string()).unwrap_or_default(),
        name: person.name,
    }
}

fn choose(
    form: Form,
    state: InputState,
    offers: Memo<Vec<Offer>>,
    known: Memo<KnownRows>,
    none: Option<Text>,
) -> AnyView {
    let (language, input) = (use_language(), state.input);
    let current = StoredValue::new(super::current(input));
    // The chosen row stays visible and in its position; only a new search moves it.
    let found = live::memo(move || {
        let text = state.search.get().trim().to_lowercase();
        let chosen = state.text.get_untracked();
        offers.with(|offers| matching(offers, &text, &chosen))
    });
    live::effect(move || {
        let chosen = state.text.get();
        let name = offers.with(|offers| {
            let id = chosen.strip_prefix("id:")?;
            offers.iter().find(|offer| offer.id == id)?.name.clone()
        });
        if chosen.starts_with("id:") && name.is_some() {
            state.name.set(name);
        }
    });
    let choices = Signal::derive(move || {
        let marked = HERE.say(language.get());
        let refused = |value: &Value| {
            let is_it = current.with_value(|current| {
                current
                    .as_ref()
                    .is_some_and(|current| current.is_same(value))
            });
            is_it.then(|| marked.to_owned())
        };
        let mut choices = Vec::new();
        if let Some(none) = none {
            choices.push(Choice::new(NONE, t(none)).refused(refused(&Value::Null)));
        }
        found.with(|Matching { shown, .. }| {
            choices.extend(shown.iter().map(|offer| {
                let value = Value::Ref(Box::new(Ref {
                    of: "".into(),
                    id: Some(offer.id.as_str().into()),
                    name: None,
                }));
                Choice::new(format!("id:{}", offer.id), offer.label()).refused(refused(&value))
            }));
        });
        choices.push(Choice::new(TYPED, t(BY_ID)));
        choices
    });
    let covered = live::text(move || {
        let (matches, hidden) = found.with(|found| (found.matches, found.hidden));
        let (language, count) = (language.get(), offers.with(Vec::len));
        let (whole, unreadable) = known.with(|known| (known.whole, known.unreadable));
        let more = known.with(|known| known.more);
        let mut words: Vec<String> = Vec::new();
        if matches == 0 && count > 0 {
            words.push(NO_MATCH.say(language).to_owned());
        }
        if hidden > 0 {
            words.push(Phrase::from(MORE).with("n", hidden).say(language));
        }
        if more && count > 0 {
            words.push(Phrase::from(NOT_ALL).with("n", count).say(language));
        } else if !whole && unreadable == 0 && count > 0 {
            words.push(Phrase::from(NO_WAY).with("n", count).say(language));
        }
        if unreadable > 0 {
            words.push(Phrase::from(UNREADABLE).with("n", unreadable).say(language));
        }
        words.join(" ")
    });
    let title = input.label;
    let search_label = Signal::derive(move || {
        let language = language.get();
        let title = title.say(language).to_lowercase();
        Phrase::from(SEARCH).with("title", title).say(language)
    });
    let by_id = move || {
        view! {
            <Field label=t(ID) hint=t(ID_HINT) error=form.problem(input.id)>
                <TextInput value=state.typed monospace=true />
            </Field>
        }
        .into_any()
    };
    let is_typed = move || state.text.get() == TYPED;
    let not_typed = Signal::derive(move || {
        let problem = form.problem(input.id).get();
        problem.filter(|_| state.text.get() != TYPED)
    });
    view! {
        <div class="picker">
            // The group below has it as its name; here it stands above the search.
            <p class="field-label" aria-hidden="true">{t(input.label)}</p>
            {live::when(
                move || offers.with(Vec::len) >= SEARCH_FROM,
                move || view! { <SearchInput value=state.search label=search_label /> }.into_any(),
            )}
            <RadioGroup label=t(input.label) value=state.text choices />
            <p class="hint" role="status">{covered}</p>
        </div>
        {live::when(is_typed, by_id)}
        {wrong(not_typed)}
    }
    .into_any()
}

/// The result of a search.
#[derive(Clone, PartialEq, Eq)]
struct Matching {
    /// The rows to show, including the chosen one.
    shown: Vec<Offer>,
    /// The number of matching rows.
    matches: usize,
    /// The number of matching rows that are not shown.
    hidden: usize,
}

fn matching(offers: &[Offer], text: &str, chosen: &str) -> Matching {
    let is_chosen = |offer: &Offer| chosen.strip_prefix("id:") == Some(offer.id.as_str());
    let mut found = Matching {
        shown: Vec::new(),
        matches: 0,
        hidden: 0,
    };
    for offer in offers {
        let matches = text.is_empty() || offer.matches(text);
        found.matches += usize::from(matches);
        if is_chosen(offer) || matches && found.shown.len() < MOST {
            found.shown.push(offer.clone());
        } else {
            found.hidden += usize::from(matches);
        }
    }
    found
}
