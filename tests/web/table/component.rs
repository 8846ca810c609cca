//! A table in a test's page, with its inputs and its events.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use headgate::browser::devices::devices;
use headgate::device::{Clock, Devices, Local};
use headgate::domain::time::UnixMillis;
use headgate::reactive::*;
use headgate::ui::devices::provide_devices;
use headgate::ui::language::provide_language;
use headgate::ui::table::{Align, Cell, Head, Line, Priority, Sort, Stamp, Table, Tick, Ticks};
use headgate::words::Language;
use js_sys::Array;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// The styles of the page: rows have the height that the arithmetic expects.
const STYLE: [&str; 3] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/ui/table.css"),
];

/// A clock that a test sets.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    /// Sets it to this many seconds since 1970.
    pub fn set(&self, seconds: i64) {
        self.0.store(seconds * 1000, Ordering::Relaxed);
    }
}

impl Clock for Hand {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::Relaxed))
    }

    fn steady_millis(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    fn offset_minutes(&self, _: UnixMillis) -> i32 {
        60
    }

    fn zone(&self) -> String {
        "Europe/Berlin".to_owned()
    }

    fn sleep(&self, _: u32) -> Local<'static, ()> {
        devices().clock.sleep(10)
    }
}

type Log<T> = Arc<Mutex<Vec<T>>>;

/// The inputs of a table, and its events.
#[derive(Clone)]
pub struct Harness {
    pub lines: ArcRwSignal<Arc<Vec<Line>>>,
    pub sort: ArcRwSignal<Option<Sort>>,
    pub selected: ArcRwSignal<Option<String>>,
    pub anew: ArcRwSignal<u64>,
    pub language: ArcRwSignal<Language>,
    pub ticked: ArcRwSignal<Vec<String>>,
    /// The second cell of each row.
    pub says: Arc<Mutex<Cell>>,
    pub clock: Hand,
    /// The ids of the rows whose cells were requested.
    pub asked: Log<String>,
    pub opened: Log<String>,
    pub sorted: Log<Option<Sort>>,
    pub opens: bool,
    pub ticks: bool,
    /// Whether changes of the selection are kept.
    pub keeps_ticks: bool,
}

impl Harness {
    /// Makes a table of `count` rows that open.
    pub fn new(count: usize) -> Self {
        let clock = Hand(Arc::default());
        clock.set(1_800_000_000);
        Self {
            lines: ArcRwSignal::new(Arc::new((0..count).map(line).collect())),
            sort: ArcRwSignal::new(None),
            selected: ArcRwSignal::new(None),
            anew: ArcRwSignal::new(0),
            language: ArcRwSignal::new(Language::English),
            ticked: ArcRwSignal::default(),
            says: Arc::new(Mutex::new(Cell::Dash)),
            clock,
            asked: Log::default(),
            opened: Log::default(),
            sorted: Log::default(),
            opens: true,
            ticks: false,
            keeps_ticks: true,
        }
    }

    /// Returns the table as a view, for a page with its contexts.
    pub fn grid(&self) -> AnyView {
        let harness = self.clone();
        let cells = {
            let harness = harness.clone();
            move |line: &Line, number: usize| {
                harness
                    .asked
                    .lock()
                    .expect("one thread")
                    .push(line.id.to_string());
                let said = harness.says.lock().expect("one thread").clone();
                let stamp = Cell::Text(format!("stamp {}", line.stamp.number));
                vec![Cell::Text(format!("{} at {number}", line.id)), said, stamp]
            }
        };
        let lines = harness.lines.clone();
        let opened = harness.opened.clone();
        let on_open = Callback::new(move |id| opened.lock().expect("one thread").push(id));
        let sorted = harness.sorted.clone();
        let on_sort = move |sort| sorted.lock().expect("one thread").push(sort);
        view! {
            <Table
                label="Things"
                heads=Signal::stored(heads(harness.language.clone()))
                lines=Signal::derive(move || lines.get().to_vec().into())
                cells=Arc::new(cells)
                anew=shown(&harness.anew)
                sort=shown(&harness.sort)
                on_sort=on_sort
                selected=shown(&harness.selected)
                on_open=harness.opens.then_some(on_open)
                empty=|| view! { <p class="nothing">"Nothing"</p> }
                ticks=harness.ticks.then(|| ticks(&harness))
            />
        }
        .into_any()
    }

    /// Adds the table to a page with a box `height` pixels tall, and waits until it is painted.
    pub async fn open(&self, height: usize) -> Page {
        let harness = self.clone();
        let page = Page::of(
            height,
            self.clock.clone(),
            self.language.clone(),
            move || harness.grid(),
        );
        page.settle().await;
        page
    }

    /// Takes the recorded events.
    pub fn take<T>(log: &Log<T>) -> Vec<T> {
        std::mem::take(&mut log.lock().expect("one thread"))
    }
}

/// Returns a signal for the table.
fn shown<T: Clone + Send + Sync + 'static>(signal: &ArcRwSignal<T>) -> Signal<T> {
    let signal = signal.clone();
    Signal::derive(move || signal.get())
}

/// Returns the row with this number.
pub fn line(number: usize) -> Line {
    Line {
        id: format!("row-{number}").into(),
        stamp: Stamp::default(),
    }
}

fn heads(language: ArcRwSignal<Language>) -> Arc<Vec<Head>> {
    let head = |id, sorts, align, title: TextProp| Head {
        id,
        title,
        width: 120,
        priority: Priority::High,
        align,
        sorts,
    };
    let name = move || language.get().pick("Name", "名称");
    Arc::new(vec![
        head("name", true, Align::Start, name.into()),
        head("said", false, Align::End, "Said".into()),
        head("stamp", true, Align::Start, "Stamp".into()),
    ])
}

fn ticks(harness: &Harness) -> Ticks {
    let (ticked, kept, keeps) = (
        harness.ticked.clone(),
        harness.ticked.clone(),
        harness.keeps_ticks,
    );
    let of = move |line: &Line, _: usize| Tick {
        label: format!("Tick {}", line.id),
        checked: ticked.read().contains(&line.id.to_string()),
        disabled: (&*line.id == "row-1").then(|| "Taken".to_owned()),
    };
    let change = move |(id, on): (String, bool)| {
        if keeps {
            kept.update(|ticked| {
                ticked.retain(|other| *other != id);
                ticked.extend(on.then_some(id));
            });
        }
    };
    (Arc::new(of), Callback::new(change))
}

/// A page with a view; both are removed when it is dropped.
pub struct Page {
    pub root: HtmlElement,
    mounted: Option<Box<dyn Any>>,
}

impl Page {
    /// Adds the view to a page with a box `height` pixels tall.
    pub fn of(
        height: usize,
        clock: Hand,
        language: ArcRwSignal<Language>,
        draw: impl FnOnce() -> AnyView + 'static,
    ) -> Self {
        let root = document().create_element("div").expect("an element");
        let style = document().create_element("style").expect("an element");
        let fit = format!(".table-box {{ height: {height}px; flex: none }}");
        style.set_text_content(Some(&[&STYLE[..], &[&fit]].concat().concat()));
        root.append_child(&style).expect("a child");
        let body = document().body().expect("a body");
        body.append_child(&root).expect("a child");
        let root: HtmlElement = root.unchecked_into();
        let mounted = mount_to(root.clone(), move || {
            let of_tab = devices();
            let clock = Arc::new(clock);
            provide_devices(Devices { clock, ..of_tab });
            let spoken = provide_language(language.get_untracked());
            Effect::new(move || spoken.set(language.get()));
            draw()
        });
        let mounted = Some(Box::new(mounted) as Box<dyn Any>);
        Self { root, mounted }
    }

    /// Waits until all changes are painted.
    pub async fn settle(&self) {
        devices().clock.sleep(80).await;
    }

    /// Removes the view.
    pub fn close(&mut self) {
        self.mounted = None;
    }

    /// Returns the first element that matches.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root.query_selector(selector).expect("a selector")?;
        Some(found.unchecked_into())
    }

    /// Returns the element that matches; it must exist.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    /// Returns the number of elements that match.
    pub fn count(&self, selector: &str) -> u32 {
        let found = self.root.query_selector_all(selector);
        found.expect("a selector").length()
    }

    /// Returns the row with this number among all rows.
    pub fn row(&self, number: usize) -> HtmlElement {
        self.get(&format!("[data-row=\"{number}\"]"))
    }

    /// Returns the button that opens that row.
    pub fn opener(&self, number: usize) -> HtmlElement {
        self.get(&format!("[data-row=\"{number}\"] .row-open"))
    }

    /// Returns the numbers of the rows in the page, in order.
    pub fn numbers(&self) -> Vec<usize> {
        let rows = self.root.query_selector_all(".row").expect("a selector");
        let number = |at| {
            let row: Element = rows.item(at)?.unchecked_into();
            row.get_attribute("data-row")?.parse().ok()
        };
        (0..rows.length()).filter_map(number).collect()
    }

    /// Starts recording which nodes of the table change.
    pub fn watch(&self) -> Watch {
        let seen: Rc<RefCell<Vec<Node>>> = Rc::default();
        let noted = Rc::clone(&seen);
        let told = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
            let records = records.iter().map(JsCast::unchecked_into::<MutationRecord>);
            let nodes = records.filter_map(|record| record.target());
            noted.borrow_mut().extend(nodes);
        });
        let observer = MutationObserver::new(told.as_ref().unchecked_ref()).expect("an observer");
        let all = MutationObserverInit::new();
        all.set_subtree(true);
        all.set_child_list(true);
        all.set_attributes(true);
        all.set_character_data(true);
        let table = self.get(".table");
        let watched = observer.observe_with_options(&table, &all);
        watched.expect("a table is observed");
        Watch {
            observer,
            seen,
            _told: told,
        }
    }
}

/// Records which nodes change, until it is dropped.
pub struct Watch {
    observer: MutationObserver,
    seen: Rc<RefCell<Vec<Node>>>,
    _told: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Returns the nodes that changed since the last call.
    pub fn seen(&self) -> Vec<Node> {
        self.seen.take()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.close();
        self.root.remove();
    }
}
