//! The table's box as a part of a view. Leptos reuses the elements of a similar view, and painted
//! rows would remain in them, so this box is inserted and removed as a whole.

use crate::reactive::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render};
use leptos::web_sys::{Element, Node};

use super::listener::Listener;
use super::moves::{HANDLERS, Handler};
use super::{Given, Painter};

/// A handle to a painter, which ends with its component.
#[derive(Clone, Copy)]
pub(in crate::ui::table) struct PainterHandle(StoredValue<Painter, LocalStorage>);

impl PainterHandle {
    /// Starts a painter and listens to the events of its box.
    pub fn new(given: Given) -> Self {
        let shared = Self(StoredValue::new_local(Painter::new(given)));
        shared.with(|painter| {
            let scroller = &painter.page.scroller;
            let hear = |(event, handle): Handler| {
                Listener::new(scroller, event, move |event| {
                    shared.with(|painter| handle(painter, &event));
                })
            };
            let mut listeners: Vec<_> = HANDLERS.into_iter().map(hear).collect();
            listeners.push(Listener::new(&window(), "resize", move |_| {
                shared.with(Painter::resized);
            }));
            painter.listeners.replace(listeners);
        });
        shared
    }

    /// Calls `act` with the painter, unless its component has ended.
    pub fn with(self, act: impl FnOnce(&Painter)) {
        self.0.try_with_value(act);
    }
}

/// The box of a painter, and a view below the table.
pub(in crate::ui::table) struct Placed {
    pub painter: PainterHandle,
    pub below: AnyView,
}

/// The box in the page.
pub(in crate::ui::table) struct PlacedState {
    scroller: Element,
    below: AnyViewState,
}

impl Render for Placed {
    type State = PlacedState;

    fn build(self) -> Self::State {
        let mut scroller = None;
        self.painter
            .with(|painter| scroller = Some(painter.page.scroller.clone().into()));
        let scroller: Element = scroller.expect("a component is built while it lives");
        let mut below = self.below.build();
        below.mount(&scroller, None);
        PlacedState { scroller, below }
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl Mountable for PlacedState {
    fn unmount(&mut self) {
        self.below.unmount();
        self.scroller.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.scroller.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.scroller.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.scroller.clone()]
    }
}

no_attrs!(Placed);

/// Server rendering is not supported: this app runs only in a browser.
impl RenderHtml for Placed {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
