// The reason of a mark beside the cursor, for those who do not hover: drawn as a tooltip, and announced.
// F8 moves on to the next mark.
import { StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip } from "@codemirror/view";
import { forEachDiagnostic } from "@codemirror/lint";

/** Returns the mark at the cursor as `{ from, message }`. */
const markAtCursor = (state) => {
  const { head } = state.selection.main;
  let found = null;
  forEachDiagnostic(state, ({ message }, from, to) => {
    if (!found && from <= head && head <= to) found = { from, message };
  });
  return found;
};

const tooltip = ({ from, message }) => ({
  pos: from,
  above: true,
  create: () => {
    const dom = document.createElement("div");
    dom.className = "cm-reason";
    dom.textContent = message;
    return { dom };
  },
});

const isSame = (one, other) => one?.from === other?.from && one?.message === other?.message;

const field = StateField.define({
  create: () => null,
  update: (before, { state }) => {
    const mark = markAtCursor(state);
    return isSame(before, mark) ? before : mark;
  },
  provide: (field) => showTooltip.from(field, (mark) => mark && tooltip(mark)),
});

const announce = EditorView.updateListener.of(({ view, state, startState }) => {
  const mark = state.field(field);
  if (mark && mark.message !== startState.field(field, false)?.message) {
    // Not within the update that brought it.
    queueMicrotask(() => view.hasFocus && view.dispatch({ effects: EditorView.announce.of(mark.message) }));
  }
});

const next = (view) => {
  const { head } = view.state.selection.main;
  let first;
  let behind;
  forEachDiagnostic(view.state, (_, from) => {
    first ??= from;
    if (from > head) behind ??= from;
  });
  const anchor = behind ?? first;
  if (anchor === undefined) return false;
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  return true;
};

/** The extension. */
export const reasons = [field, announce, keymap.of([{ key: "F8", run: next }])];
