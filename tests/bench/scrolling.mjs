// Scrolls through a long list from its first row to its last, and measures how long its frames are: the app
// with the rows of a log, and the hand-written page with as many keys.
import { open, profile, THROTTLE } from "./visits.mjs";

/** How many frames a run through the list takes; each shows other rows. */
const FRAMES = 240;

/** The script of both pages, beside the probe. Sent as text. */
function watch() {
  /** Scrolls the table down, a part in each frame; returns the milliseconds of each frame. */
  window.bench.scroll = async (frames) => {
    let scroller = document.querySelector("table");
    while (scroller && !(scroller.scrollHeight > scroller.clientHeight + 100 && getComputedStyle(scroller).overflowY !== "visible")) {
      scroller = scroller.parentElement;
    }
    scroller ??= document.scrollingElement;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    scroller.scrollTop = 0;
    for (let at = 0; at < 5; at++) await frame();
    const most = scroller.scrollHeight - scroller.clientHeight;
    const took = [];
    let before = await frame();
    for (let at = 1; at <= frames; at++) {
      scroller.scrollTop = (most * at) / frames;
      const now = await frame();
      took.push(now - before);
      before = now;
    }
    return { took, rows: document.querySelectorAll("tbody tr").length, most };
  };
}

/** Loads all rows of a page and scrolls through them `rounds` times; returns the milliseconds of each frame. */
export async function scrolling(browser, site, address, count, rounds) {
  const context = await profile(browser);
  await context.addInitScript(watch);
  const { page, protocol } = await open(context, site, address, THROTTLE);
  await page.evaluate((rows) => window.bench.loadAll(rows), count);
  const frames = [];
  for (let round = 0; round < rounds; round++) {
    const { took, rows, most } = await page.evaluate((many) => window.bench.scroll(many), FRAMES);
    if (rows === 0 || most < 1000) throw new Error(`${address}: nothing scrolled, ${rows} rows, ${most} px`);
    frames.push(...took);
  }
  await protocol.detach();
  await context.close();
  return frames;
}
