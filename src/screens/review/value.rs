//! A new value, shown once: to copy, with settings for programs that will use it. Stores nothing:
//! when the view is removed, so is the value.

use crate::reactive::*;

use crate::call::Secret;
use crate::schema::{Action, Record, Snippet, Yields};
use crate::text;
use crate::ui::copy::{CopyButton, CopyField};
use crate::ui::detail::{Code, Disclosure};
use crate::ui::input::Checkbox;
use crate::ui::language::t;
use crate::words::Text;

const GUARD: Text =
    text!("I have stored the value, or do not need it" / "我已保存该值，或不需要它");

/// Draws the value and its protection: `released` becomes true once it was copied or the operator
/// confirms.
pub(super) fn value_once(
    action: &'static Action,
    value: &Secret,
    known: &Record,
    address: &str,
    released: RwSignal<bool>,
) -> AnyView {
    let Yields::Value {
        title,
        once,
        snippets,
        ..
    } = action.yields
    else {
        return ().into_any();
    };
    let value = value.expose().to_owned();
    let settings = snippets(known)
        .into_iter()
        .map(|snippet| settings(snippet, address, &value, released));
    view! {
        <section class="secret-once">
            <h3>{t(title)}</h3>
            <p class="hint">{t(once)}</p>
            {shown(title, &value, released)}
            {settings.collect_view()}
            <Checkbox value=released>{t(GUARD)}</Checkbox>
        </section>
    }
    .into_any()
}

/// Draws a value in a line, several values each on its own.
fn shown(title: Text, value: &str, released: RwSignal<bool>) -> AnyView {
    let (text, copied) = (value.to_owned(), value.to_owned());
    match value.contains('\n') {
        true => view! {
            <Code text=text label=t(title) />
            <CopyButton text=copied on_copied=move || released.set(true) />
        }
        .into_any(),
        false => view! { <CopyField text label=t(title) on_copied=move || released.set(true) /> }
            .into_any(),
    }
}

fn settings(snippet: Snippet, address: &str, value: &str, released: RwSignal<bool>) -> AnyView {
    let text = (snippet.lines)(address, value);
    let copied = text.clone();
    view! {
        <Disclosure title=t(snippet.title)>
            <Code text=text label=t(snippet.title) />
            <CopyButton text=copied on_copied=move || released.set(true) />
        </Disclosure>
    }
    .into_any()
}
