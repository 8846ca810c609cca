// How the editor looks: by the tokens of the page's style sheet, which reach into a shadow root. The
// images that CodeMirror has in its own styles are taken out: the policy allows none from `data:`.
import { EditorView } from "@codemirror/view";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

/** The style of the element itself, and of what only screen readers get. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host {
    display: block;
    width: 100%;
    min-width: 0;
    height: 320px;
    min-height: 120px;
    resize: vertical;
    overflow: hidden;
    border: 1px solid var(--line-input);
    border-radius: var(--radius);
    background: var(--surface);
  }
  :host(:hover) { border-color: var(--ink-soft); }
  :host([aria-invalid]) { border-color: var(--bad); }
  :host(:focus-within) { border-color: var(--focus); outline: 2px solid var(--focus); outline-offset: -1px; }
  .description { display: none; }
`);

const control = {
  border: "1px solid var(--line-input)",
  borderRadius: "var(--radius-small)",
  background: "var(--surface)",
  color: "var(--ink)",
  font: "inherit",
  minHeight: "24px",
};
const ring = { outline: "2px solid var(--focus)", outlineOffset: "-1px" };
const marked = { background: "none", textDecoration: "underline wavy var(--bad)", textDecorationSkipInk: "none" };

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", padding: "var(--s1) 0" },
  ".cm-line": { padding: "0 var(--s2)" },
  ".cm-gutters": { color: "var(--ink-faint)", backgroundColor: "var(--sunk)", borderInlineEnd: "1px solid var(--line)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--s2) 0 var(--s1)", minWidth: "28px" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-lintRange-error": marked,
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--bad)" },
  ".cm-tooltip": {
    maxWidth: "min(360px, 90vw)",
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line-control)",
    borderRadius: "var(--radius-small)",
    fontFamily: "var(--font)",
    fontSize: "var(--text-small)",
  },
  ".cm-reason, .cm-diagnostic": { padding: "var(--s1) var(--s2)", marginLeft: "0", borderLeft: "3px solid var(--bad)" },
  // Without the focus there is no cursor to speak of.
  "&:not(:has(.cm-content:focus)) .cm-reason": { display: "none" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--sunk)", fontFamily: "var(--font)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "var(--s2) var(--s6) var(--s2) var(--s2)", fontSize: "var(--text-small)" },
  ".cm-panel.cm-search label": { fontSize: "var(--text-small)", whiteSpace: "nowrap" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink-soft)", minWidth: "24px", minHeight: "24px" },
  ".cm-textfield": { ...control, padding: "0 var(--s1)" },
  ".cm-button": { ...control, backgroundImage: "none", padding: "0 var(--s2)" },
  ".cm-button:hover": { borderColor: "var(--ink-soft)" },
  ".cm-button:active": { backgroundImage: "none", backgroundColor: "var(--pressed)" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible, [name=close]:focus-visible": ring,
  ".cm-searchMatch": { backgroundColor: "var(--attention-tint)", outline: "1px solid var(--attention)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selected)", outline: "2px solid var(--accent)" },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--ink)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.number, color: "var(--accent-ink)" },
  { tag: [tags.bool, tags.null], color: "var(--attention)" },
  { tag: tags.punctuation, color: "var(--ink-soft)" },
]);

/** The extension. */
export const looks = [theme, syntaxHighlighting(colours)];
