// The text editor of document forms, as the element <code-area>: CodeMirror in a shadow root, where a
// strict policy lets it have styles of its own. The page loads this file when such a form opens. Until
// it has arrived, and where it cannot, the element shows the text area that stands in it.
//
// Properties: `value`; `marks`, JSON of [from, to, reason]; `phrases`, JSON of CodeMirror's words in
// the language of the page; `history`, "own" if changes can be undone here; `takesFocus`. Events:
// `ready`; `input`; without a history of its own `undo` and `redo`.
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { setDiagnostics } from "@codemirror/lint";
import { closeSearchPanel, openSearchPanel, search, searchKeymap, searchPanelOpen } from "@codemirror/search";
import { looks, sheet } from "./looks.js";
import { reasons } from "./reasons.js";
import { replaceSelected } from "./replace.js";
import { splice } from "./splice.js";

/** Marks a change that was not typed here. */
const FROM_OUTSIDE = Annotation.define();

/** The keys of the search that a plain text area has no other use for. */
const SEARCH_KEYS = searchKeymap.filter(({ key }) => ["Mod-f", "F3", "Mod-g", "Escape"].includes(key));

/** Line breaks as the editor counts them. */
const normal = (text) => text.replace(/\r\n?/g, "\n");

class CodeArea extends HTMLElement {
  static formAssociated = true; // so that a press on its label is one on it
  static observedAttributes = ["id", "aria-invalid", "aria-describedby"];

  #view;
  #text = "";
  #marks = [];
  #isMarked = false;
  #frame = 0;
  #phrases = {};
  #follows = false;
  #attributes = new Compartment();
  #words = new Compartment();
  #description = document.createElement("p");
  #spoken = new MutationObserver(() => this.#speak());
  // One that was in the page before this file leaves the focus where the operator put it.
  #isNew = !this.isConnected;

  connectedCallback() {
    // What the page set before this file arrived hides the accessors.
    for (const name of ["value", "marks", "phrases"]) {
      if (!Object.hasOwn(this, name)) continue;
      const set = this[name];
      delete this[name];
      this[name] = set;
    }
    // The page may put the children in and set properties after the element.
    queueMicrotask(() => this.isConnected && !this.#view && this.#open());
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#spoken.disconnect();
    this.#view?.destroy();
    this.#view = undefined;
  }

  attributeChangedCallback() {
    if (this.#view) this.#listen();
  }

  get value() {
    return this.#text;
  }

  set value(text) {
    // What was typed here comes back.
    if (text === this.#text) return;
    this.#text = text;
    const changes = this.#view && splice(this.#view.state.doc.toString(), normal(text));
    if (!changes) return;
    const selection = this.#follows ? { anchor: changes.from + changes.insert.length } : undefined;
    this.#view.dispatch({ changes, selection, scrollIntoView: this.#follows, annotations: FROM_OUTSIDE.of(true) });
  }

  set marks(marks) {
    this.#marks = JSON.parse(marks);
    this.#markSoon();
  }

  set phrases(phrases) {
    this.#phrases = JSON.parse(phrases);
    const view = this.#view;
    if (!view) return;
    // Panels are made anew in the other words. The search must not have the focus then: leaving it, it
    // would change the editor in the midst of that.
    const isSearching = searchPanelOpen(view.state);
    if (isSearching) closeSearchPanel(view);
    view.dispatch({ effects: this.#words.reconfigure(EditorState.phrases.of(this.#phrases)) });
    if (isSearching) openSearchPanel(view);
  }

  #open() {
    const area = this.querySelector("textarea");
    const had = area?.matches(":focus");
    const { selectionStart = 0, selectionEnd = 0 } = area ?? {};
    const doc = EditorState.create({ doc: this.#text }).doc;
    const at = (place) => Math.min(place, doc.length);
    const root = this.shadowRoot ?? this.#root();
    this.#view = new EditorView({
      root,
      parent: root,
      doc,
      selection: had ? { anchor: at(selectionStart), head: at(selectionEnd) } : undefined,
      extensions: this.#extensions(),
    });
    this.#listen();
    this.#markSoon();
    if (had || (this.takesFocus && this.#isNew)) this.#view.focus();
    this.dispatchEvent(new Event("ready"));
  }

  #root() {
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    this.#description.id = "description";
    this.#description.className = "description";
    root.append(this.#description);
    // The page hears of changes by the events of this element.
    root.addEventListener("input", (event) => event.stopPropagation());
    root.addEventListener("change", (event) => event.stopPropagation());
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.#view?.focus());
    // A key that did something here does nothing around it, e.g. Escape in a dialog.
    root.addEventListener("keydown", (event) => event.defaultPrevented && event.stopPropagation());
    return root;
  }

  #extensions() {
    const steps = { "Mod-z": "undo", "Mod-y": "redo", "Mod-Shift-z": "redo" };
    const keys = Object.entries(steps).map(([key, step]) => ({ key, run: () => this.#step(step), preventDefault: true }));
    const byMenu = { historyUndo: "undo", historyRedo: "redo" };
    const beforeinput = ({ inputType }) => inputType in byMenu && this.#step(byMenu[inputType]);
    const changes = this.history === "own"
      ? [history(), keymap.of(historyKeymap)]
      : [keymap.of(keys), EditorView.domEventHandlers({ beforeinput })];
    return [
      changes,
      keymap.of([...SEARCH_KEYS, ...standardKeymap]),
      lineNumbers(),
      highlightSpecialChars(),
      EditorView.lineWrapping,
      json(),
      search(),
      reasons,
      looks,
      replaceSelected,
      this.#attributes.of([]),
      this.#words.of(EditorState.phrases.of(this.#phrases)),
      EditorView.updateListener.of((update) => this.#updated(update)),
    ];
  }

  #updated({ docChanged, state, transactions }) {
    if (!docChanged) return;
    if (this.#marks.length || this.#isMarked) this.#markSoon();
    if (transactions.some((transaction) => transaction.annotation(FROM_OUTSIDE))) return;
    this.#text = state.doc.toString();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Undoes or does again what the page knows of. The cursor goes to where the text changes.
  #step(step) {
    this.#follows = true;
    setTimeout(() => (this.#follows = false));
    this.dispatchEvent(new Event(step));
    return true;
  }

  // Once the text that the marks belong to is here, and before it is painted.
  #markSoon() {
    if (!this.#view) return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const { state } = this.#view;
      const at = (place) => Math.min(place, state.doc.length);
      const mark = ([from, to, message]) => ({ from: at(from), to: at(to), severity: "error", message });
      this.#isMarked = this.#marks.length > 0;
      this.#view.dispatch(setDiagnostics(state, this.#marks.map(mark)));
    });
  }

  // Follows the label and the descriptions, which a shadow root cannot refer to.
  #listen() {
    this.#spoken.disconnect();
    for (const part of [...this.#labels(), ...this.#described()]) {
      this.#spoken.observe(part, { childList: true, characterData: true, subtree: true });
    }
    this.#speak();
  }

  #labels() {
    return this.id ? [...document.querySelectorAll(`label[for="${CSS.escape(this.id)}"]`)] : [];
  }

  #described() {
    const ids = this.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => document.getElementById(id)).filter(Boolean);
  }

  #speak() {
    const text = (part) => part.textContent.trim();
    this.#description.textContent = this.#described().map(text).join(" ");
    const attributes = {
      "aria-label": this.#labels().map(text).join(" "),
      "aria-describedby": "description",
      tabindex: "0", // it has one already, and says so to what looks for a way to scroll
      ...(this.hasAttribute("aria-invalid") && { "aria-invalid": "true" }),
    };
    this.#view.dispatch({ effects: this.#attributes.reconfigure(EditorView.contentAttributes.of(attributes)) });
  }
}

customElements.define("code-area", CodeArea);
