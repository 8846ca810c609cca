//! Masks the page: every text and every spoken attribute is changed where it stands in the
//! document, whoever put it there, so that no view can forget to. Views keep and send the original.

use std::borrow::Cow;
use std::rc::Rc;

use js_sys::{Array, Map, WeakMap};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CharacterData, Document, Element, MutationObserver, MutationObserverInit, MutationRecord, Node,
    NodeList,
};

/// Returns a text as it is drawn.
pub type Mask = fn(&str) -> Cow<'_, str>;

/// The attributes whose text is drawn or read out.
const ATTRIBUTES: [&str; 8] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "title",
];

/// Parts whose text is not drawn, or is what the operator types.
const LEFT_ALONE: &str = "script, style, textarea, [contenteditable]";

/// Masks the page until it is dropped, which shows the originals again.
pub struct Masking {
    document: Document,
    page: Rc<Page>,
    observer: MutationObserver,
    /// Called by the browser before it paints.
    _callback: Closure<dyn FnMut(Array)>,
}

/// Masks the page from now on, also what is drawn later. `None` outside a page.
#[must_use]
pub fn start(mask: Mask) -> Option<Masking> {
    let document = web_sys::window()?.document()?;
    let page = Rc::new(Page {
        mask,
        originals: WeakMap::new(),
    });
    let seen = Rc::clone(&page);
    let callback = Closure::<dyn FnMut(Array)>::new(move |records| seen.follow(&records));
    let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_subtree(true);
    options.set_child_list(true);
    options.set_character_data(true);
    let attributes: Array = ATTRIBUTES.into_iter().map(JsValue::from_str).collect();
    options.set_attribute_filter(&attributes);
    observer.observe_with_options(&document, &options).ok()?;
    page.cover(&document);
    Some(Masking {
        document,
        page,
        observer,
        _callback: callback,
    })
}

impl Drop for Masking {
    fn drop(&mut self) {
        self.page.follow(&self.observer.take_records());
        self.observer.disconnect();
        self.page.uncover(&self.document);
    }
}

/// A text or an attribute on the page.
enum Place<'a> {
    Text(&'a CharacterData),
    Attribute(&'a Element, &'static str),
}

impl Place<'_> {
    fn node(&self) -> &Node {
        match self {
            Self::Text(text) => text,
            Self::Attribute(element, _) => element,
        }
    }

    /// Returns the name of the attribute; empty for a text.
    fn name(&self) -> JsValue {
        match self {
            Self::Text(_) => JsValue::from_str(""),
            Self::Attribute(_, name) => JsValue::from_str(name),
        }
    }

    fn read(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.data()),
            Self::Attribute(element, name) => element.get_attribute(name),
        }
    }

    fn write(&self, words: &str) {
        match self {
            Self::Text(text) => text.set_data(words),
            // Only an invalid name is refused, and all names are constants.
            Self::Attribute(element, name) => drop(element.set_attribute(name, words)),
        }
    }
}

/// The masked page.
struct Page {
    mask: Mask,
    /// The originals by node, and by attribute in it, as long as the node exists.
    originals: WeakMap,
}

impl Page {
    /// Masks what was drawn since the last call, and restores what left the page: a view may put it
    /// there again when nothing is masked.
    fn follow(&self, records: &Array) {
        for record in records.iter() {
            let record: MutationRecord = record.unchecked_into();
            let Some(target) = record.target().filter(|target| !is_left_alone(target)) else {
                continue;
            };
            for node in each(&record.removed_nodes()) {
                if !node.is_connected() {
                    self.uncover(&node);
                }
            }
            for node in each(&record.added_nodes()) {
                if node.is_connected() {
                    self.cover(&node);
                }
            }
            if record.type_() != "childList" {
                within_one(&target, &|place| self.cover_one(place));
            }
        }
    }

    fn cover(&self, node: &Node) {
        within(node, &|place| self.cover_one(place));
    }

    fn uncover(&self, node: &Node) {
        within(node, &|place| self.uncover_one(place));
    }

    fn cover_one(&self, place: &Place<'_>) {
        let Some(original) = place.read() else {
            return;
        };
        let masked = (self.mask)(&original);
        if masked == original {
            return;
        }
        place.write(&masked);
        let known = self.originals.get(place.node());
        let known = known.dyn_into().unwrap_or_else(|_| Map::new());
        known.set(&place.name(), &original.into());
        self.originals.set(place.node(), &known);
    }

    /// Restores a text unless a view has changed it since it was masked.
    fn uncover_one(&self, place: &Place<'_>) {
        let Ok(known) = self.originals.get(place.node()).dyn_into::<Map>() else {
            return;
        };
        let Some(original) = known.get(&place.name()).as_string() else {
            return;
        };
        if place
            .read()
            .is_some_and(|now| now == (self.mask)(&original))
        {
            place.write(&original);
        }
        known.delete(&place.name());
    }
}

/// Returns whether a node is within what is left alone.
fn is_left_alone(node: &Node) -> bool {
    let element = node.dyn_ref::<Element>().cloned();
    let element = element.or_else(|| node.parent_element());
    element.is_some_and(|element| {
        element
            .closest(LEFT_ALONE)
            .is_ok_and(|found| found.is_some())
    })
}

/// Calls `act` with every text and attribute of a node and of all nodes in it.
fn within(node: &Node, act: &dyn Fn(&Place<'_>)) {
    let element = node.dyn_ref::<Element>();
    if element.is_some_and(|element| element.matches(LEFT_ALONE).unwrap_or(false)) {
        return;
    }
    within_one(node, act);
    for child in each(&node.child_nodes()) {
        within(&child, act);
    }
}

/// Calls `act` with the text or the attributes of one node.
fn within_one(node: &Node, act: &dyn Fn(&Place<'_>)) {
    if node.node_type() == Node::TEXT_NODE {
        act(&Place::Text(node.unchecked_ref()));
    } else if let Some(element) = node.dyn_ref() {
        for name in ATTRIBUTES {
            act(&Place::Attribute(element, name));
        }
    }
}

/// Returns the nodes that are in a list now.
fn each(list: &NodeList) -> Vec<Node> {
    let places = 0..list.length();
    places.filter_map(|place| list.get(place)).collect()
}
