// Types into the search box above the whole list, and measures how long after a key press its
// letter and its rows are painted.
import { wordsToType } from "./figures.mjs";
import { open, profile, THROTTLE } from "./visits.mjs";

/** How long rows must not change before the next key press, in milliseconds. */
const REST = 400;

/** How long a key press may take, in milliseconds. */
const PATIENCE = 20_000;

/** Types the letters of each word and deletes them again: every press changes the rows. */
function presses(words) {
  return words.flatMap((word) => [...word, ...Array(word.length).fill("Backspace")]);
}

/** Loads all keys and types; returns the milliseconds of each key press. */
export async function typing(browser, site, name, wordCount) {
  const keys = await site.keys();
  const context = await profile(browser);
  const { page, protocol } = await open(context, site, site.pages[name], THROTTLE);
  const loadAll = await page.evaluate((count) => window.bench.loadAll(count), keys.length);
  await page.evaluate(() => window.bench.listen());
  await page.getByRole("textbox", { name: /^Search/ }).focus();
  const letters = [];
  const rows = [];
  for (const press of presses(wordsToType(keys, wordCount))) {
    await page.keyboard.press(press);
    const stroke = await page.evaluate(([rest, patience]) => window.bench.stroke(rest, patience), [REST, PATIENCE]);
    letters.push(stroke.letter);
    rows.push(stroke.rows);
  }
  await protocol.detach();
  await context.close();
  return { loadAll, letters, rows };
}
