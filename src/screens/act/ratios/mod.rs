//! The editor of a document of ratios: a table and the raw text of the same document, side by side. What
//! stands in the form's input is the document; nothing is sent before the review.

mod clipboard;
mod entry;
mod list;
mod many;
pub(super) mod marks;
mod meanwhile;
mod prices;
mod seen;

use std::borrow::Cow;
use std::sync::Arc;

use crate::reactive::*;

use self::seen::{Seen, Shape};
use super::Doing;
use super::draft::draft;
use super::form::Form;
use super::input_state::InputState;
use crate::history::versions::Draft;
use crate::pricing::table::{Counts, Line, State};
use crate::pricing::{BelowZero, Edits, Holds, NotRatios, Ratios, Why};
use crate::schema::{self, Control, Document, DocumentKind, Priced, Record, Usual, Value};
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::code::CodeArea;
use crate::ui::field::Field;
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text, shortened};

const SEARCH: Text = text!("Search name" / "搜索名称");
const UNDO: [Text; 2] = [
    text!("Undo" / "撤销"),
    text!("There is nothing to undo." / "没有可撤销的编辑。"),
];
const REDO: [Text; 2] = [
    text!("Redo" / "重做"),
    text!("There is nothing to redo." / "没有可重做的编辑。"),
];
const AT_FAULT: Text = text!("At fault: {names}." / "有误的条目：{names}。");
/// The most names at fault that are listed.
const LISTED: usize = 8;
const RAW: Text = text!("Raw text" / "原始文本");
const NOT_JSON: Text = text!(
    "Not JSON from line {line}, character {column} on. The table shows the document again once the text is mended."
        / "从第 {line} 行第 {column} 个字符起不是 JSON。文本修正后将重新显示表格。"
);
const NOT_AN_OBJECT: Text = text!(
    "This is JSON, but not an object of names and their values."
        / "这是 JSON，但不是由名称及其值组成的对象。"
);
const NOTHING_CHANGED: Text = text!("Nothing is changed." / "没有更改。");
const FORMATTING: Text =
    text!("Only blanks, order or spellings differ." / "仅空白、顺序或写法不同。");
const NO_NUMBER: Text = text!("The text differs, but no number." / "文本有改动，数字未变。");
const CHANGED: Text = text!(
    "{changed} changed, {added} new, {gone} taken out."
        / "{changed} 项更改，{added} 项新增，{gone} 项移除。"
);

/// An editor. Copies refer to the same one.
#[derive(Clone, Copy)]
struct Editor {
    form: Form,
    state: InputState,
    shape: Shape,
    /// What stands behind its names.
    holds: Holds,
    /// What the gateway held when the edits began.
    base: RwSignal<String>,
    edits: RwSignal<Edits>,
    /// What the text reads as.
    seen: Memo<Arc<Seen>>,
    /// Why the text cannot be read.
    broken: Memo<Option<NotRatios>>,
    search: RwSignal<String>,
    /// The name whose entry is edited.
    chosen: RwSignal<Option<String>>,
    /// The names that are selected.
    ticked: RwSignal<Vec<String>>,
    /// The name and the value of a new entry, as typed.
    added: [RwSignal<String>; 2],
    /// The usual values of its entries, once they are read.
    usual: RwSignal<Option<schema::Seen>>,
    /// How much of the operator's currency a US dollar costs, as typed.
    rate: RwSignal<String>,
}

/// Draws the editor of an input.
pub(super) fn editor(form: Form, state: InputState) -> AnyView {
    let shape = match state.input.control {
        Control::Document(DocumentKind::Nested) => Shape::Nested,
        Control::Document(DocumentKind::Names) => Shape::Names,
        _ => Shape::Flat,
    };
    let editor = Editor::new(form, state, shape);
    let language = use_language();
    let can = move |can: fn(&Edits) -> bool| editor.edits.with(can);
    let step = move |words: [Text; 2], is_possible: fn(&Edits) -> bool, step: fn(&mut Edits)| {
        let [words, why] = words;
        let reason =
            Signal::derive(move || (!can(is_possible)).then(|| why.say(language.get()).to_owned()));
        let on = move || editor.step(step);
        view! { <Button kind=Kind::Plain disabled_reason=reason on_click=on>{t(words)}</Button> }
    };
    let problem = form.problem(state.input.id);
    let error = Signal::derive(move || {
        let broken = editor
            .broken
            .get()
            .map(|why| why_broken(why, language.get()));
        broken.or_else(|| problem.get())
    });
    let hint = state.input.hint.unwrap_or(RAW);
    let on_step = move |again: bool| editor.step(if again { Edits::redo } else { Edits::undo });
    view! {
        <div class="ratios">
            {draft(form, state, editor.base.into(), (Callback::new(move |left| editor.take_up(left)), true))}
            {meanwhile::meanwhile(editor)}
            <div class="ratios-bar">
                <SearchInput value=editor.search label=t(SEARCH) />
                {step(UNDO, Edits::can_undo, Edits::undo)}
                {step(REDO, Edits::can_redo, Edits::redo)}
                {clipboard::copies(editor)}
            </div>
            <p class="hint" role="status">{summary(editor)}</p>
            {live::maybe(move || at_fault(editor))}
            <div class="ratios-halves">
                <div class="ratios-table">
                    {list::list(editor)}
                    {entry::entry(editor)}
                    {many::many(editor)}
                </div>
                <div class="ratios-text">
                    <Field label=t(RAW) hint=t(hint) error>
                        <CodeArea value=state.text rows=14 marks=marks::marks(editor) on_step=on_step />
                    </Field>
                    {clipboard::pasting(editor)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn why_broken(why: NotRatios, language: crate::words::Language) -> String {
    match why {
        NotRatios::NotAnObject => NOT_AN_OBJECT.say(language).to_owned(),
        NotRatios::NotJson { line, column } => Phrase::from(NOT_JSON)
            .with("line", line.to_string())
            .with("column", column.to_string())
            .say(language),
    }
}

/// Names the entries that cannot be saved as they are.
fn at_fault(editor: Editor) -> Option<AnyView> {
    let language = use_language();
    let names = editor.seen.with(|seen| {
        let faulty = seen.lines.iter().filter(|line| line.state == State::Faulty);
        let names = faulty
            .take(LISTED)
            .map(|line| shortened(&line.name).into_owned());
        names.collect::<Vec<String>>()
    });
    (!names.is_empty()).then(|| {
        let names: Vec<Cow<'_, str>> = names.iter().map(Cow::from).collect();
        let names = language.get().join(&names);
        let words = Phrase::from(AT_FAULT)
            .with("names", names)
            .say(language.get());
        view! { <Notice tone=Tone::Bad>{words}</Notice> }.into_any()
    })
}

/// Says how many entries differ from what the gateway held.
fn summary(editor: Editor) -> AnyView {
    let language = use_language();
    live::text(move || {
        let seen = editor.seen.get();
        let Some(counts) = seen.counts else {
            return String::new();
        };
        match (counts.are_none(), seen.is_as_before) {
            (true, true) => NOTHING_CHANGED.say(language.get()).to_owned(),
            (true, false) if editor.shape.is_nested() => NO_NUMBER.say(language.get()).to_owned(),
            (true, false) => FORMATTING.say(language.get()).to_owned(),
            _ => said(counts, language.get()),
        }
    })
}

/// Says how many entries change.
fn said(Counts { changed, new, gone }: Counts, language: crate::words::Language) -> String {
    Phrase::from(CHANGED)
        .with("changed", changed.to_string())
        .with("added", new.to_string())
        .with("gone", gone.to_string())
        .say(language)
}

impl Editor {
    fn new(form: Form, state: InputState, shape: Shape) -> Self {
        let text = state.text.get_untracked();
        let base = RwSignal::new(text.clone());
        let edits = RwSignal::new(Edits::of(text));
        // A price below 0 is one that the gateway came with; a group's ratio below 0 makes calls free.
        let priced = form.asked(&Record::default(), |asked| (state.input.priced)(asked, ""));
        let is_priced = priced != Priced::No;
        let holds = match (shape, is_priced) {
            (Shape::Names, _) => Holds::Names,
            (Shape::Nested, _) => Holds::Numbers(BelowZero::Fits),
            (Shape::Flat, true) => Holds::Numbers(BelowZero::Stays),
            (Shape::Flat, false) => Holds::Numbers(BelowZero::Never),
        };
        let seen = seen::seen(base, state.text, shape, holds);
        let broken = live::memo(move || seen.with(|seen| seen.broken));
        let editor = Self {
            form,
            state,
            shape,
            holds,
            base,
            edits,
            seen,
            broken,
            search: state.search,
            chosen: RwSignal::new(None),
            ticked: RwSignal::new(Vec::new()),
            added: [RwSignal::new(String::new()), RwSignal::new(String::new())],
            usual: RwSignal::new(None),
            rate: RwSignal::new("1".to_owned()),
        };
        editor.read_usual();
        // The rules see what the edits began with, so that nothing is saved over what came since.
        live::effect(move || {
            let base = Document(base.get());
            form.preset(schema::base_of(state.input.id), Value::Document(base));
        });
        // What is typed into the raw text is an edit like any other.
        live::effect(move || {
            let text = state.text.get();
            edits.update(|edits| edits.grow(&text, "text"));
        });
        editor
    }

    /// Reads the usual values of the entries. Without them the form says less, and that is all.
    fn read_usual(self) {
        let (session, doing): (Session, Option<Doing>) = (expect_context(), use_context());
        let row = doing.and_then(|doing| doing.rows.into_iter().next());
        let of_row = row.zip(self.state.input.usual);
        let applies = |row: &Record, usual: &Usual| (usual.of.applies)(row);
        let Some(((at, row), usual)) =
            of_row.filter(|((_, row), usual)| applies(&row.record, usual))
        else {
            return;
        };
        spawn_local(async move {
            let asked = usual.of.asked(&at, &row.record);
            if let Ok(seen) = session.look_up(&usual.of, asked).await {
                self.usual.try_set(Some(seen));
            }
        });
    }

    /// Returns the usual value of an entry, with the words that say so.
    fn usual_of(self, name: &str) -> Option<(String, Text)> {
        let usual = self.state.input.usual?;
        let value = self
            .usual
            .with(|seen| (usual.value)(seen.as_ref()?, name))?;
        Some((value, usual.words))
    }

    /// Begins anew with another text.
    fn begin_with(self, text: &str) {
        self.edits.set(Edits::of(text.to_owned()));
        self.base.set(text.to_owned());
        self.state.open_with(text);
    }

    /// Replaces the document by one edit.
    fn edit(self, to: &str) {
        self.edits.update(|edits| edits.edit(to));
        self.state.text.set(to.to_owned());
    }

    /// Replaces the document as one more keystroke in a place.
    fn grow(self, to: &str, place: &str) {
        self.edits.update(|edits| edits.grow(to, place));
        self.state.text.set(to.to_owned());
    }

    /// Undoes or does again.
    fn step(self, step: fn(&mut Edits)) {
        self.edits.update(step);
        let text = self.edits.with_untracked(|edits| edits.text().to_owned());
        self.state.text.set(text);
    }

    /// Changes the document by what it reads as; does nothing while it cannot be read.
    fn change(self, change: impl FnOnce(&Ratios<'_>) -> String) {
        let text = self.state.text.get_untracked();
        if let Ok(ratios) = self.shape.read(&text) {
            self.edit(&change(&ratios));
        }
    }

    /// Takes up edits that were not sent, with what they began with: what came since is merged.
    fn take_up(self, left: Draft) {
        self.base.set(left.base);
        self.edit(&left.text);
    }

    /// Returns what is wrong with the name of an entry.
    fn wrong_name(self, name: &str) -> Option<Text> {
        let names = self.state.input.names?;
        let nothing = Record::default();
        let fits = self.form.asked(&nothing, |asked| (names.fit)(asked, name));
        (!fits).then_some(names.words)
    }

    /// Returns why a pasted row cannot be taken.
    fn why(self, why: Why) -> Text {
        match (why, self.state.input.names) {
            (Why::Name, Some(names)) => names.words,
            (why, _) => entry::why(why),
        }
    }

    /// Returns the keyboard for a value.
    fn inputmode(self) -> &'static str {
        match self.holds {
            Holds::Numbers(_) => "decimal",
            Holds::Names => "text",
        }
    }

    /// Returns whether something is typed of an entry that is not added yet.
    fn is_adding(self) -> bool {
        let is_typed = |part: &RwSignal<String>| part.with(|text| !text.trim().is_empty());
        self.added.iter().any(is_typed)
    }

    /// Returns a line by its name.
    fn line(self, name: &str) -> Option<Line> {
        let seen = self.seen.get();
        let mut lines = seen.lines.iter();
        lines
            .find(|line| line.name == name)
            .map(|line| (**line).clone())
    }
}
