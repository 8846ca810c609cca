//! The inputs of a form as controls, each with its error.

use crate::reactive::*;

use super::form::Form;
use super::input_state::InputState;
use super::picker::picker;
use crate::history::versions::Draft;
use crate::schema::{Choices, Control, DocumentKind, Input};
use crate::ui::choice::{Choice, RadioGroup, Select};
use crate::ui::code::CodeArea;
use crate::ui::field::Field;
use crate::ui::input::{Checkbox, TextArea, TextInput};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// Draws the inputs of a form. The first one receives the focus.
#[must_use]
pub fn inputs(form: Form) -> AnyView {
    let states = form.inputs().into_iter().enumerate();
    states
        .map(|(at, state)| {
            let input = state.input;
            live::when(
                move || form.shows(input),
                move || control(form, state, at == 0),
            )
        })
        .collect_view()
        .into_any()
}

fn control(form: Form, state: InputState, first: bool) -> AnyView {
    let input = state.input;
    let note = live::maybe(move || {
        let values = form.values_so_far();
        let words = (input.note)(values.value(input.id))?;
        Some(view! { <Notice tone=Tone::Attention>{t(words)}</Notice> }.into_any())
    });
    let value = state.text;
    let view = match input.control {
        Control::Radio(choices) => {
            let problem = form.problem(input.id);
            view! {
                <RadioGroup
                    label=t(input.label)
                    value
                    choices=choices_of(choices)
                    segmented=choices.len() <= 2
                />
                {wrong(problem)}
            }
            .into_any()
        }
        Control::Pick { of, none } => picker(form, state, of, none),
        Control::Document(DocumentKind::Ratios | DocumentKind::Nested | DocumentKind::Names) => {
            super::ratios::editor(form, state)
        }
        Control::Switch => {
            let on = RwSignal::new(value.get_untracked() == "true");
            live::effect(move || value.set(on.get().to_string()));
            view! { <Checkbox value=on>{t(input.label)}</Checkbox> }.into_any()
        }
        Control::Select(choices) => {
            let choices = choices_of(choices);
            field(form, input, move || {
                view! { <Select value choices=choices.clone() /> }.into_any()
            })
        }
        Control::Quota => super::quota::pair(form, state, first),
        _ => field(form, input, move || line(input, value, first)),
    };
    let offered = input
        .offers
        .map(|offers| super::offers::offered(form, state, offers));
    let earlier =
        matches!(input.control, Control::Document(_)).then(|| super::earlier::earlier(state));
    // The editor of ratios has its own, which sets what the edits began with.
    let draft = matches!(input.control, Control::Document(DocumentKind::Json)).then(|| {
        let base = Signal::derive(move || state.opened_with());
        let take_up = Callback::new(move |draft: Draft| state.text.set(draft.text));
        super::draft::draft(form, state, base, (take_up, false))
    });
    let view = match offered.is_some() || earlier.is_some() {
        true => {
            view! { <div class="with-offers">{draft} {view} {offered} {earlier}</div> }.into_any()
        }
        false => view,
    };
    view! { {view} {note} }.into_any()
}

/// Draws a control below its label.
pub(super) fn field(
    form: Form,
    input: &'static Input,
    control: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    field_with(input, form.problem(input.id), control)
}

/// Draws a control below its label, with this error.
pub(super) fn field_with(
    input: &'static Input,
    error: Signal<Option<String>>,
    control: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    match input.hint {
        Some(hint) => view! {
            <Field label=t(input.label) hint=t(hint) error>{control()}</Field>
        }
        .into_any(),
        None => view! { <Field label=t(input.label) error>{control()}</Field> }.into_any(),
    }
}

/// Draws a line of text.
fn line(input: &'static Input, value: RwSignal<String>, focus: bool) -> AnyView {
    match input.control {
        Control::Money => view! {
            <TextInput value inputmode="decimal" unit="USD" monospace=true focus />
        }
        .into_any(),
        Control::Decimal { unit, .. } => view! {
            <TextInput value inputmode="decimal" unit=unit monospace=true focus />
        }
        .into_any(),
        Control::Whole { .. } => {
            view! { <TextInput value inputmode="numeric" monospace=true focus /> }.into_any()
        }
        Control::Moment => view! { <TextInput value kind="datetime-local" focus /> }.into_any(),
        Control::Secret => {
            view! { <TextInput value kind="password" monospace=true focus /> }.into_any()
        }
        Control::Document(_) => {
            let marks = super::ratios::marks::of_json(value);
            view! { <CodeArea value rows=10 marks focus /> }.into_any()
        }
        Control::SecretLines => {
            view! { <TextArea value rows=3 monospace=true secret=true focus /> }.into_any()
        }
        Control::Prose { .. } | Control::Lines { .. } | Control::Words { .. } => {
            view! { <TextArea value rows=5 focus /> }.into_any()
        }
        _ => view! { <TextInput value focus /> }.into_any(),
    }
}

fn choices_of(choices: Choices) -> Vec<Choice> {
    choices
        .iter()
        .map(|(word, label)| Choice::new(*word, t(*label)))
        .collect()
}

/// Draws the error of a group of choices, below it.
pub(super) fn wrong(problem: Signal<Option<String>>) -> AnyView {
    live::maybe(move || {
        problem
            .get()
            .map(|words| view! { <Notice tone=Tone::Attention>{words}</Notice> }.into_any())
    })
}
