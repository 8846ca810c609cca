//! Names of rows of another list, offered below an input of a name, or of several: a press enters the name
//! or takes it out again. What is entered stays text, so a name that is not offered can be typed.

use crate::reactive::*;

use super::form::Form;
use super::input_state::InputState;
use crate::schema::{Control, Offers, Record, Resource, Value};
use crate::screens::explained::call_failed;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::chip::chip;
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::words::RETRY;
use crate::words::{Phrase, Say, Text, shortened};

/// The most names to show at once; the search finds the others.
const MOST: usize = 12;

const NONE: Text =
    text!("The gateway offers no names here: type them." / "网关未提供可选名称：请直接输入。");
const MORE: Text =
    text!("{n} more: search for it." / "{n} more: search for them." / "另有 {n} 个：请搜索。");

/// Draws the names that are offered for an input.
pub(super) fn offered(form: Form, state: InputState, offers: Offers) -> AnyView {
    let session: Session = expect_context();
    let resource = session
        .dialect()
        .and_then(|dialect| dialect.resource(offers.of));
    let Some(resource) = resource else {
        return ().into_any();
    };
    session.learn(resource);
    let all = live::memo(move || {
        let values = form.values_so_far();
        let known = session.labels.list(resource.id);
        let rows = known.rows().iter();
        let fitting = form.asked(&values, |asked| {
            let names = rows.filter(|row| (offers.fits)(asked, &row.record));
            let names = names.filter_map(|row| row.name(resource).map(str::to_owned));
            names.collect::<Vec<_>>()
        });
        known.rows.is_some().then_some(fitting)
    });
    let shown = live::memo(move || {
        let text = state.search.get().trim().to_lowercase();
        all.with(|all| matching(all.as_deref().unwrap_or_default(), &text))
    });
    let names = move || {
        let each = shown.with(|(names, _)| names.clone()).into_iter();
        let each = each.map(|of| name(form, state, of)).collect_view();
        view! { <div class="offers">{each}</div> }.into_any()
    };
    let language = use_language();
    let hint = live::maybe(move || {
        let (hidden, count) = (
            shown.with(|(_, hidden)| *hidden),
            all.with(|all| all.as_ref().map(Vec::len)),
        );
        let words = match count {
            Some(0) => NONE.say(language.get()).to_owned(),
            _ if hidden > 0 => Phrase::from(MORE).with("n", hidden).say(language.get()),
            _ => return None,
        };
        Some(view! { <p class="hint">{words}</p> }.into_any())
    });
    let is_long = move || all.with(|all| all.as_ref().is_some_and(|all| all.len() > MOST));
    let search = move || {
        view! { <SearchInput value=state.search label=t(resource.words.search) /> }.into_any()
    };
    view! {
        {live::when(is_long, search)}
        {live::part(names)}
        <div role="status">{hint}</div>
        {live::maybe(move || failed(session, resource))}
    }
    .into_any()
}

/// Draws why the names could not be read.
fn failed(session: Session, resource: &'static Resource) -> Option<AnyView> {
    let error = session.labels.list(resource.id).error?;
    let on = move || session.learn(resource);
    Some(
        view! {
            {call_failed(&error)}
            <div><Button on_click=on>{t(RETRY)}</Button></div>
        }
        .into_any(),
    )
}

/// Draws a name, chosen while it is entered.
fn name(form: Form, state: InputState, name: String) -> AnyView {
    let input = state.input;
    let words = shortened(&name).into_owned();
    let of = name.clone();
    let is_in = live::derived(move || entered(&form.values_so_far(), input.id).contains(&of));
    let press = Callback::new(move |()| {
        let entered = untrack(|| entered(&form.values_so_far(), input.id));
        state.text.set(match input.control {
            // One name alone takes the place of another.
            Control::Text { .. } => name.clone(),
            _ => toggled(entered, &name).join("\n"),
        });
    });
    chip(words, move || is_in.get(), press)
}

/// Returns the words that are entered so far.
fn entered(values: &Record, input: &str) -> Vec<String> {
    match values.value(input) {
        Value::Words(words) => words.clone(),
        Value::Text(word) => vec![word.clone()],
        _ => Vec::new(),
    }
}

/// Returns the words with a name added at the end, or without it.
fn toggled(mut words: Vec<String>, name: &str) -> Vec<String> {
    if words.iter().any(|word| word == name) {
        words.retain(|word| word != name);
    } else {
        words.push(name.to_owned());
    }
    words
}

/// Returns the first names that hold a text in small letters, and how many more do.
fn matching(names: &[String], text: &str) -> (Vec<String>, usize) {
    let found = names
        .iter()
        .filter(|name| name.to_lowercase().contains(text));
    let shown: Vec<String> = found.clone().take(MOST).cloned().collect();
    (shown, found.skip(MOST).count())
}

#[cfg(test)]
mod tests {
    use super::{MOST, matching, toggled};

    #[test]
    fn a_name_is_entered_once_and_taken_out_again() {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(toggled(words("a b"), "c"), words("a b c"));
        assert_eq!(toggled(words("a b"), "a"), words("b"));
        assert_eq!(toggled(Vec::new(), "a"), words("a"));
    }

    #[test]
    fn the_search_finds_names_that_are_not_shown() {
        let names: Vec<String> = (0..40).map(|n| format!("GPT-{n}")).collect();
        let (shown, hidden) = matching(&names, "");
        assert_eq!((shown.len(), hidden), (MOST, 40 - MOST));
        assert_eq!(matching(&names, "gpt-39"), (vec!["GPT-39".to_owned()], 0));
        assert_eq!(matching(&names, "none"), (Vec::new(), 0));
    }
}
