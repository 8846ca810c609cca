//! Choosing a row of another list: a search over what is loaded, the rows that match, nothing, or an
//! id that is typed.

use std::sync::Arc;

use crate::reactive::*;

use super::form::{Asked, Form, NONE, TYPED};
use super::inputs::wrong;
use crate::records::Row;
use crate::schema::{Ref, Resource, Str, Value};
use crate::screens::explained::call_failed;
use crate::session::Session;
use crate::session::labels::Known;
use crate::text;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::field::Field;
use crate::ui::input::{SearchInput, TextInput};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::words::RETRY;
use crate::words::{Phrase, Say, Text};

/// Rows that are shown at once; the search finds the others.
const MOST: usize = 50;
/// Rows from which on a search is offered.
const SEARCH_FROM: usize = 8;

const SEARCH: Text = text!("Search {title}" / "搜索{title}");
const HERE: Text = text!("It is there now." / "现位于此处。");
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
    "The first {n} rows were read; one beyond them is chosen by its id."
        / "仅读取了前 {n} 行；其余可通过标识选择。"
);
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
            Some(name) => format!("{name} · {}", self.id),
            None => self.id.clone(),
        }
    }

    fn matches(&self, text: &str) -> bool {
        self.label().to_lowercase().contains(text)
    }
}

/// Draws the picker of an input.
pub(super) fn picker(
    form: Form,
    asked: Asked,
    of: Str,
    none: Option<Text>,
    typed: bool,
) -> AnyView {
    let session: Session = expect_context();
    let resource = session.dialect().and_then(|dialect| dialect.resource(of));
    if let Some(resource) = resource {
        session.learn(resource);
    }
    live::part(move || {
        let known = match resource {
            Some(resource) => session.labels.list(resource.id),
            None => Known::Read {
                rows: Arc::new(Vec::new()),
                whole: true,
            },
        };
        match known {
            Known::Reading => view! { <Skeleton rows=3 /> }.into_any(),
            Known::Failed(error) => {
                let again = move || {
                    if let Some(resource) = resource {
                        session.learn(resource);
                    }
                };
                let by_id = typed.then(|| choose(form, asked, Vec::new(), false, none, typed));
                view! {
                    {call_failed(&error)}
                    <div><Button on_click=again>{t(RETRY)}</Button></div>
                    {by_id}
                }
                .into_any()
            }
            Known::Read { rows, whole } => {
                let offers = match resource {
                    Some(resource) => rows.iter().map(|row| offer(resource, row)).collect(),
                    None => session.labels.named(of).into_iter().map(person).collect(),
                };
                choose(form, asked, offers, whole, none, typed)
            }
        }
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
    asked: Asked,
    offers: Vec<Offer>,
    whole: bool,
    none: Option<Text>,
    typed: bool,
) -> AnyView {
    // A row beyond those that were read is reached by its id alone.
    let typed = typed || !whole;
    let (language, input, count) = (use_language(), asked.input, offers.len());
    let current = StoredValue::new(super::current(input));
    let offers = StoredValue::new(offers);
    // What is chosen stays in sight, and where it stood: only a new search moves it.
    let found = live::memo(move || {
        let text = asked.search.get().trim().to_lowercase();
        let chosen = asked.text.get_untracked();
        offers.with_value(|offers| matching(offers, &text, &chosen))
    });
    live::effect(move || {
        let chosen = asked.text.get();
        let name = offers.with_value(|offers| {
            let id = chosen.strip_prefix("id:")?;
            offers.iter().find(|offer| offer.id == id)?.name.clone()
        });
        if chosen.starts_with("id:") && name.is_some() {
            asked.name.set(name);
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
        found.with(|(shown, _)| {
            choices.extend(shown.iter().map(|offer| {
                let value = Value::Ref(Box::new(Ref {
                    of: "".into(),
                    id: Some(offer.id.as_str().into()),
                    name: None,
                }));
                Choice::new(format!("id:{}", offer.id), offer.label()).refused(refused(&value))
            }));
        });
        if typed {
            choices.push(Choice::new(TYPED, t(BY_ID)));
        }
        choices
    });
    let covered = live::text(move || {
        let (shown, hidden) = found.with(|(shown, hidden)| (shown.len(), *hidden));
        let language = language.get();
        let mut words: Vec<String> = Vec::new();
        if shown == 0 && count > 0 {
            words.push(NO_MATCH.say(language).to_owned());
        }
        if hidden > 0 {
            words.push(Phrase::from(MORE).with("n", hidden).say(language));
        }
        if !whole && count > 0 {
            words.push(Phrase::from(NOT_ALL).with("n", count).say(language));
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
                <TextInput value=asked.typed monospace=true />
            </Field>
        }
        .into_any()
    };
    let is_typed = move || asked.text.get() == TYPED;
    let not_typed = Signal::derive(move || {
        let problem = form.problem(input.id).get();
        problem.filter(|_| asked.text.get() != TYPED)
    });
    view! {
        <div class="picker">
            {(count >= SEARCH_FROM).then(|| view! { <SearchInput value=asked.search label=search_label /> })}
            <RadioGroup label=t(input.label) value=asked.text choices />
            <p class="hint" role="status">{covered}</p>
        </div>
        {live::when(is_typed, by_id)}
        {wrong(not_typed)}
    }
    .into_any()
}

/// The rows that match, the chosen one among them, and how many more do.
fn matching(offers: &[Offer], text: &str, chosen: &str) -> (Vec<Offer>, usize) {
    let is_chosen = |offer: &Offer| chosen.strip_prefix("id:") == Some(offer.id.as_str());
    let matches = |offer: &&Offer| text.is_empty() || offer.matches(text) || is_chosen(offer);
    let all: Vec<&Offer> = offers.iter().filter(matches).collect();
    let kept = |(at, offer): &(usize, &&Offer)| *at < MOST || is_chosen(offer);
    let shown: Vec<Offer> = all
        .iter()
        .enumerate()
        .filter(kept)
        .map(|(_, offer)| (*offer).clone())
        .collect();
    let hidden = all.len() - shown.len();
    (shown, hidden)
}
