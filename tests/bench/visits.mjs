// Opens a page under the throttle, and measures when its first row is painted. Visits of the two
// pages take turns, so that other load on the machine affects both.
import { isCall, phases } from "./figures.mjs";
import { probe } from "./probe.mjs";
import { ADMIN_KEY } from "./site.mjs";

/** How many times slower the page's main thread runs. */
export const THROTTLE = 4;

/** How long any step of a visit may take, in milliseconds. */
const PATIENCE = 120_000;

/** How long a browser needs to store its optimised code after a visit, in milliseconds. */
const KEEPING = 4_000;

/** Creates a browser profile of its own, with nothing cached or stored. */
export async function profile(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(probe, ADMIN_KEY);
  return context;
}

/** Opens a page at `address`, which connects by itself, and waits for its first row. */
export async function open(context, site, address, throttle) {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  // The throttle belongs to a process, and a process to an origin, so it is set on an idle page.
  await page.goto(site.waitingRoom);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => window.bench?.marks["row painted"], undefined, { polling: 100 });
  return { page, protocol };
}

/** Visits a page once: returns when the first row was painted, and what took the time. */
async function visit(context, site, address, kind) {
  const { page } = await open(context, site, address, THROTTLE);
  const { marks, requests, work } = await page.evaluate(() => ({
    marks: window.bench.marks,
    requests: performance
      .getEntries()
      .filter(({ entryType }) => entryType === "navigation" || entryType === "resource")
      .map((entry) => {
        const { pathname, search } = new URL(entry.name);
        const { entryType: kind, startTime: start, responseEnd: end, transferSize: bytes } = entry;
        return { kind, path: pathname + search, start, end, bytes };
      }),
    work: window.bench.work(),
  }));
  if (kind === "cold") await page.waitForTimeout(KEEPING);
  await page.close();
  const files = requests.filter((request) => !isCall(request));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { total: marks["row painted"], phases: phases({ marks, requests }), bytes, work };
}

/** Measures the fixed piece of work without a throttle, as its minimum in milliseconds. */
export async function workUnthrottled(browser, site) {
  const context = await profile(browser);
  const page = await context.newPage();
  await page.goto(site.waitingRoom);
  const took = await page.evaluate(() => Array.from({ length: 5 }, () => window.bench.work()));
  await context.close();
  return Math.min(...took);
}

/** Makes `runs` first and second visits of each page; returns `{ app: { cold, repeat }, hand: … }`. */
export async function firstRows(browser, site, runs) {
  const found = { app: { cold: [], repeat: [] }, hand: { cold: [], repeat: [] } };
  for (let run = 0; run < runs; run++) {
    const names = run % 2 === 0 ? ["app", "hand"] : ["hand", "app"];
    const contexts = {};
    for (const name of names) contexts[name] = await profile(browser);
    for (const kind of ["cold", "repeat"]) {
      for (const name of names) found[name][kind].push(await visit(contexts[name], site, site.pages[name], kind));
    }
    for (const name of names) await contexts[name].close();
  }
  return found;
}
