// Typing into the search box over the whole list: how long from a key press until its letter, and
// until the rows it asks for, are painted.
import { wordsToType } from "./figures.mjs";
import { open, profile, THROTTLE } from "./visits.mjs";

/** How long rows stand unchanged before the next key is pressed, in milliseconds. */
const REST = 400;

/** How long a key press may take, in milliseconds. */
const PATIENCE = 20_000;

/** The letters of each word and then their removal: every press changes what is shown. */
function presses(words) {
  return words.flatMap((word) => [...word, ...Array(word.length).fill("Backspace")]);
}

/** Loads all keys and types; the milliseconds of each key press. */
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
