// What is typed over a selection. A browser that replaces coloured text itself gives the new text the old
// colour by an inline style, which a strict policy forbids and reports.
import { EditorView } from "@codemirror/view";

/** The range that the browser is about to replace. Chromium tells it of a shadow root by another way. */
const rangeOf = (event, { root }) => {
  const [told] = event.getTargetRanges();
  if (told) return told;
  const selection = root.getSelection?.();
  return selection?.rangeCount ? selection.getRangeAt(0) : undefined;
};

/** Returns the places that are replaced; those that the editor knows as selected where nobody tells. */
const replaced = (event, view) => {
  const { main } = view.state.selection;
  const range = rangeOf(event, view);
  const isHere = range && view.contentDOM.contains(range.startContainer) && view.contentDOM.contains(range.endContainer);
  if (!isHere) return main;
  const from = view.posAtDOM(range.startContainer, range.startOffset);
  const to = view.posAtDOM(range.endContainer, range.endOffset);
  // Of a long text only a part is drawn, so that more is selected than the browser knows.
  return main.from <= from && to <= main.to ? main : { from, to };
};

const beforeinput = (event, view) => {
  if (event.inputType !== "insertText" || !event.data || !event.cancelable || view.composing) return false;
  const { from, to } = replaced(event, view);
  if (from === to) return false;
  const insert = view.state.toText(event.data);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: "input.type", scrollIntoView: true });
  return true;
};

/** The extension. */
export const replaceSelected = EditorView.domEventHandlers({ beforeinput });
