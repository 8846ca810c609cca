// Opens the editor of a document of ratios and types into its raw text, in the app and in a page of the
// same job: how long until it can be edited, and until a key press shows in what differs.
import { DOCUMENT } from "./site.mjs";
import { open, profile, THROTTLE } from "./visits.mjs";

/** How long the dialog must not change before the next step, in milliseconds. */
const REST = 400;

/** How long a step may take, in milliseconds. */
const PATIENCE = 60_000;

/** A document of `count` entries, one a line. */
export function documentOf(count) {
  const entries = Array.from({ length: count }, (_, at) => `  "vendor/model-${at}": ${(at % 7) + 1}.25`);
  return `{\n${entries.join(",\n")}\n}`;
}

/** The script of both pages, beside the probe: what is seen of the dialog. Sent as text. */
function watch() {
  const bench = window.bench;
  const painted = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    });
  const dialog = () => document.querySelector("dialog[open]");
  const code = () => dialog()?.querySelector("code-area")?.shadowRoot?.querySelector(".cm-content");
  /** The rows of the table, and a text that can be typed into with all that the document holds. */
  const isEditable = (length) => {
    const host = dialog()?.querySelector("code-area");
    const held = code() ? host.value : dialog()?.querySelector("textarea")?.value;
    return held?.length === length && dialog().querySelectorAll("tbody tr th[scope=row]").length > 1;
  };
  const until = async (holds) => {
    while (!holds()) await new Promise((done) => requestAnimationFrame(done));
  };

  /** Presses the button and measures until the text can be edited, and until it has its own editor. */
  bench.open = async (length, hasOwn) => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Edit ratios");
    const began = performance.now();
    button.click();
    await until(() => isEditable(length));
    const editable = new Promise((done) => painted((at) => done(at - began)));
    await until(() => !hasOwn || code());
    const own = new Promise((done) => painted((at) => done(at - began)));
    return { editable: await editable, own: await own };
  };

  bench.close = async () => {
    [...dialog().querySelectorAll("button")].find((one) => one.textContent.trim() === "Cancel").click();
    await until(() => !dialog());
  };

  /** Gives the focus to the text. */
  bench.focusText = () => (code() ?? dialog().querySelector("textarea")).focus();

  /** From now on, measures for each key press when its letter and what differs are painted. */
  bench.listenText = () => {
    let stroke;
    addEventListener("keydown", (event) => (stroke = { began: event.timeStamp }), true);
    addEventListener("input", () => {
      const now = stroke;
      if (now) painted((at) => (now.letter ??= at - now.began));
    }, true);
    // The line that counts what differs, and the table that shows it.
    const shows = ({ target }) => (target.closest ? target : target.parentElement)?.closest("[role=status], table");
    new MutationObserver((changes) => {
      if (!stroke || !changes.some(shows)) return;
      const now = stroke;
      now.changed = performance.now();
      painted((at) => (now.differences = at - now.began));
    }).observe(dialog(), { characterData: true, childList: true, subtree: true });
    bench.textStroke = async (rest, patience) => {
      const began = performance.now();
      while (!(stroke?.differences && performance.now() - stroke.changed > rest)) {
        if (performance.now() - began > patience) throw new Error("a key press changed nothing");
        await new Promise((done) => setTimeout(done, 20));
      }
      return { letter: stroke.letter, differences: stroke.differences };
    };
  };
}

/** Digits behind the first ratio, and away again: each changes the row and what it is compared with. */
const presses = (rounds) => Array.from({ length: rounds }, () => ["1", "2", "3", "Backspace", "Backspace", "Backspace"]).flat();

/** Measures one page with one document; returns milliseconds. */
async function one(browser, site, name, text, { opens, rounds }) {
  const context = await profile(browser);
  await context.addInitScript(watch);
  const { page } = await open(context, site, site.documents[name], THROTTLE);
  const found = { editable: [], own: [], letters: [], differences: [] };
  for (let time = 0; time < opens; time++) {
    if (time > 0) await page.evaluate(() => window.bench.close());
    await page.waitForTimeout(REST);
    const opened = await page.evaluate(([length, own]) => window.bench.open(length, own), [text.length, name === "app"]);
    found.editable.push(opened.editable);
    found.own.push(opened.own);
  }
  await page.evaluate(() => window.bench.focusText());
  for (const key of ["Control+Home", "ArrowDown", "End", "ArrowLeft"]) await page.keyboard.press(key);
  await page.waitForTimeout(REST);
  await page.evaluate(() => window.bench.listenText());
  for (const press of presses(rounds)) {
    await page.keyboard.press(press);
    const stroke = await page.evaluate(([rest, patience]) => window.bench.textStroke(rest, patience), [REST, PATIENCE]);
    found.letters.push(stroke.letter);
    found.differences.push(stroke.differences);
  }
  await context.close();
  return found;
}

/** Measures both pages with a document of each size; returns `{ SIZE: { app, hand } }`. */
export async function documents(browser, site, plan, say) {
  const found = {};
  for (const count of plan.sizes) {
    const text = documentOf(count);
    await site.setOption(DOCUMENT, text);
    found[count] = {};
    for (const name of ["hand", "app"]) {
      say(`a document of ${count} ratios: ${name}`);
      found[count][name] = await one(browser, site, name, text, plan);
    }
  }
  return found;
}
