//! Controls for text, checkbox and search. They keep exactly what was typed and never trim,
//! validate or send it.

use crate::reactive::*;
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::html;

use super::chosen::chosen;
use super::field::Wiring;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use super::privacy::Privacy;
use crate::ui::words;
use crate::words::mask_emails;

/// A line of text.
#[component]
pub fn TextInput(
    /// The text.
    value: RwSignal<String>,
    /// The `type` of the input: `text`, `password`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// An example; never the only instruction.
    #[prop(optional, into)]
    placeholder: Option<TextProp>,
    /// Whether it is monospace: for ids, keys and amounts.
    #[prop(optional)]
    monospace: bool,
    /// The on-screen keyboard of a phone, e.g. `decimal`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The unit after the text, e.g. `USD`.
    #[prop(optional, into)]
    unit: Option<TextProp>,
    /// Whether it receives the focus when it appears.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let wiring = Wiring::here();
    let node = NodeRef::<html::Input>::new();
    if focus {
        node.on_load(|input| {
            // The element is in the page one microtask after it is created.
            queue_microtask(move || {
                // A control that cannot receive the focus leaves it unchanged.
                let _ = input.focus();
            });
        });
    }
    let with_unit = unit.is_some();
    // What was filled in is masked like all other text; what is typed is not.
    let (privacy, typed) = (chosen::<Privacy>(), RwSignal::new(false));
    let private = live::derived(move || {
        let value = value.read();
        privacy.get() == Privacy::Masked && !typed.get() && mask_emails(&value) != *value
    });
    view! {
        <span class="input" class:monospace=monospace class:with-unit=with_unit class:private=private>
            <input
                node_ref=node
                id=wiring.control
                type=kind
                inputmode=inputmode
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                placeholder=placeholder.map(IntoAttributeValue::into_attribute_value)
                aria-describedby=wiring.described_by
                aria-invalid=live::flag(move || wiring.invalid.get())
                prop:value=value
                on:input=live::handler(move |event: Event| {
                    typed.set(true);
                    value.set(event_target_value(&event));
                })
            />
            {unit
                .map(|unit| {
                    view! { <span class="input-unit" aria-hidden="true">{live::text(unit)}</span> }
                })}
        </span>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The text.
    value: RwSignal<String>,
    /// Whether it is monospace.
    #[prop(optional)]
    monospace: bool,
    /// Whether its letters are drawn as dots.
    #[prop(optional)]
    secret: bool,
    /// The lines that are shown.
    #[prop(default = 3)]
    rows: u32,
    /// Called when Enter is pressed, which then begins a line only with Shift.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// Whether it receives the focus when it appears.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let wiring = Wiring::here();
    let press = move |event: KeyboardEvent| {
        if let Some(on_enter) = on_enter
            && event.key() == "Enter"
            && !event.shift_key()
        {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let node = NodeRef::<html::Textarea>::new();
    if focus {
        node.on_load(|area| {
            // The element is in the page one microtask after it is created.
            queue_microtask(move || {
                let _ = area.focus();
            });
        });
    }
    view! {
        <span class="input" class:monospace=monospace class:secret=secret>
            <textarea
                node_ref=node
                id=wiring.control
                rows=rows
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                aria-describedby=wiring.described_by
                aria-invalid=live::flag(move || wiring.invalid.get())
                prop:value=value
                on:input=live::handler(move |event: Event| value.set(event_target_value(&event)))
                on:keydown=live::handler(press)
            ></textarea>
        </span>
    }
    .into_any()
}

/// A checkbox with its label.
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=value
                on:change=live::handler(move |event: Event| value.set(event_target_checked(&event)))
            />
            <span>{children()}</span>
        </label>
    }
    .into_any()
}

/// A search field; Escape or its button clears it.
#[component]
pub fn SearchInput(
    /// The search text.
    value: RwSignal<String>,
    /// The accessible name, also shown while it is empty.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let shown = label.clone();
    let clear = move || {
        value.set(String::new());
        if let Some(input) = node.get_untracked() {
            // A control that cannot receive the focus leaves it unchanged.
            let _ = input.focus();
        }
    };
    view! {
        <span class="input search" role="search">
            <Icon glyph=Glyph::Search />
            <input
                node_ref=node
                type="text"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=shown
                prop:value=value
                on:input=live::handler(move |event: Event| value.set(event_target_value(&event)))
                on:keydown=live::handler(move |event: KeyboardEvent| {
                    match event.key().as_str() {
                        "Escape" if !value.read_untracked().is_empty() => {
                            event.stop_propagation();
                            clear();
                        }
                        // Inside a form it would complete the form.
                        "Enter" => event.prevent_default(),
                        _ => {}
                    }
                })
            />
            {live::when(move || !value.read().is_empty(), move || cross(clear))}
        </span>
    }
    .into_any()
}

/// Draws the button that clears the field.
fn cross(clear: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            class="search-clear"
            type="button"
            aria-label=t(words::CLEAR)
            on:click=live::handler(move |_: MouseEvent| clear())
        >
            <Icon glyph=Glyph::Close />
        </button>
    }
    .into_any()
}
