//! Views unsubscribe from what they read: once removed from the page, they are no longer notified.
//! A signal that outlives its readers would otherwise accumulate one for every row ever drawn.

use std::sync::{Arc, Mutex};

use headgate::ui::live;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::task::tick;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

type Reader = Arc<dyn Subscriber + Send + Sync>;

/// The readers, kept alive after they are removed from the page so that they could still be
/// notified.
#[derive(Clone, Default)]
struct Readers(Arc<Mutex<Vec<Reader>>>);

impl Readers {
    /// Records the current reader.
    fn note(&self) {
        let reader = Observer::get().and_then(|reader| reader.1.upgrade());
        self.0.lock().expect("one thread").extend(reader);
    }

    /// Returns how many readers were notified.
    fn told(&self) -> usize {
        let readers = self.0.lock().expect("one thread").clone();
        let told = readers.iter().filter(|reader| reader.update_if_necessary());
        told.count()
    }
}

/// Draws something that reads the number while it is in the page.
type Draw = fn(ArcRwSignal<usize>, Readers) -> AnyView;

const DRAWINGS: [(&str, Draw); 6] = [
    ("text", |number, readers| {
        live::text(move || {
            readers.note();
            number.get().to_string()
        })
    }),
    ("part", |number, readers| {
        live::part(move || {
            readers.note();
            view! { <b>{number.get()}</b> }.into_any()
        })
    }),
    ("attribute", |number, readers| {
        let even = live::flag(move || {
            readers.note();
            number.get().is_multiple_of(2)
        });
        view! { <b aria-busy=even></b> }.into_any()
    }),
    ("memo", |number, readers| {
        let number = live::memo(move || {
            readers.note();
            number.get()
        });
        live::text(move || number.get().to_string())
    }),
    ("fresh", |number, readers| {
        let number = live::fresh(move || {
            readers.note();
            number.get()
        });
        live::text(move || number.get().to_string())
    }),
    ("effect", |number, readers| {
        live::effect(move || {
            readers.note();
            number.track();
        });
        ().into_any()
    }),
];

/// Adds a drawing to a place, removes it, and then changes what it read.
async fn check(
    name: &str,
    draw: Draw,
    place: fn(ArcRwSignal<bool>, Draw, ArcRwSignal<usize>, Readers) -> AnyView,
) {
    let (number, readers) = (ArcRwSignal::new(0), Readers::default());
    let there = ArcRwSignal::new(true);
    let root = document().create_element("div").expect("an element");
    let drawn = (there.clone(), number.clone(), readers.clone());
    let page = mount_to(root.unchecked_into(), move || {
        let (there, number, readers) = drawn;
        place(there, draw, number, readers)
    });
    tick().await;
    number.set(1);
    assert!(readers.told() > 0, "{name}: read while it was there");
    there.set(false);
    tick().await;
    number.set(2);
    assert_eq!(readers.told(), 0, "{name}: told after it was gone");
    drop(page);
}

#[wasm_bindgen_test]
async fn a_part_that_is_gone_is_told_nothing() {
    for (name, draw) in DRAWINGS {
        check(name, draw, |there, draw, number, readers| {
            live::part(move || match there.get() {
                true => draw(number.clone(), readers.clone()),
                false => ().into_any(),
            })
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_line_that_is_gone_is_told_nothing() {
    for (name, draw) in DRAWINGS {
        check(name, draw, |there, draw, number, readers| {
            live::list(move || {
                let (number, readers) = (number.clone(), readers.clone());
                let line = || live::Item {
                    key: 1,
                    draw: Box::new(move || draw(number, readers)),
                };
                there.get().then(line).into_iter().collect()
            })
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_line_that_stays_is_told() {
    let (number, readers) = (ArcRwSignal::new(0), Readers::default());
    let keys = ArcRwSignal::new(vec![1, 2]);
    let root = document().create_element("div").expect("an element");
    let drawn = (keys.clone(), number.clone(), readers.clone());
    let page = mount_to(root.clone().unchecked_into(), move || {
        let (keys, number, readers) = drawn;
        let line = move |key| {
            let (number, readers) = (number.clone(), readers.clone());
            let [(_, draw), ..] = DRAWINGS;
            live::Item {
                key,
                draw: Box::new(move || draw(number, readers)),
            }
        };
        live::list(move || keys.get().into_iter().map(&line).collect())
    });
    tick().await;
    keys.set(vec![2, 3]);
    tick().await;
    number.set(7);
    tick().await;
    assert_eq!(root.text_content().as_deref(), Some("77"));
    drop(page);
}

#[wasm_bindgen_test]
async fn code_keeps_its_lines_and_names_do_not() {
    let page = document().create_element("div").expect("an element");
    let place = page.clone().unchecked_into();
    let lines = "{\n\t\u{202e}\n}";
    let mounted = mount_to(place, move || {
        view! { <code>{live::code(lines)}</code> <b>{live::text(lines)}</b> }
    });
    tick().await;
    let drawn = |tag| {
        page.query_selector(tag)
            .ok()
            .flatten()
            .and_then(|it| it.text_content())
    };
    assert_eq!(drawn("code").as_deref(), Some("{\n\t‹U+202E›\n}"));
    assert_eq!(
        drawn("b").as_deref().map(|text| text.contains('\n')),
        Some(false)
    );
    drop(mounted);
}
