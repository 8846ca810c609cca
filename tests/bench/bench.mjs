// Measures the app against hand-written pages: first row, typing, reloading, and the editor of a
// document, with one browser and the same servers in one run. `cargo xtask bench` prepares everything; by hand:
//   node tests/bench/bench.mjs [--short] [--runs N] [--only PART]
// PART is documents, scrolling, visits, typing or reloads.
// The figures go to the terminal and to a file. No figure makes the bench fail; only an error does.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { documents } from "./documents.mjs";
import { reloading } from "./reloads.mjs";
import { documentFigures, scrollFigures, tables, typingFigures, visitFigures } from "./report.mjs";
import { scrolling } from "./scrolling.mjs";
import { prepareFolder, startSandbox } from "./site.mjs";
import { typing } from "./typing.mjs";
import { firstRows, THROTTLE, workUnthrottled } from "./visits.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "../..");
const OUT = join(ROOT, "target/bench");

/**
 * How much is measured. `stops` are the numbers of reloads after which memory is measured. Documents have
 * `sizes` entries, are opened `opens` times, and get six key presses in each of `rounds`. A list of `rows` is
 * scrolled through in each of `rounds`.
 */
const FULL = {
  keys: 10_000,
  runs: 11,
  words: 12,
  stops: [10, 250, 500, 1_000],
  wholeStops: [2, 10, 20],
  documents: { sizes: [1_000, 10_000], opens: 11, rounds: 6 },
  scrolling: { rows: 50_000, rounds: 3 },
};
/** Enough to show that everything works. */
const SHORT = {
  keys: 300,
  runs: 1,
  words: 1,
  stops: [2, 4],
  wholeStops: [1, 2],
  documents: { sizes: [100], opens: 2, rounds: 1 },
  scrolling: { rows: 400, rounds: 1 },
};

const { values: options } = parseArgs({ options: { short: { type: "boolean" }, runs: { type: "string" }, only: { type: "string" } } });
const plan = options.short ? SHORT : FULL;
const runs = options.runs ? Number(options.runs) : plan.runs;
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${options.runs}: give a whole number above 0`);

const app = process.env.HEADGATE_APP ?? join(ROOT, "dist");
const sandbox = process.env.HEADGATE_SANDBOX ?? join(ROOT, "target/debug/sandbox");
const folder = join(OUT, "site");
const written = prepareFolder(app, HERE, folder);
execFileSync(process.execPath, [join(ROOT, "xtask/compress.mjs"), ...written]);

const say = (text) => console.log(`    ${text}`);
const site = await startSandbox(sandbox, folder, plan.keys);
const oneApi = await startSandbox(sandbox, folder, 1, "u");
try {
  const browser = await chromium.launch({
    executablePath: process.env.HEADGATE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const measured = await measure(browser);
    const result = {
      made_at: new Date().toISOString(),
      browser: browser.version(),
      throttle: THROTTLE,
      keys: plan.keys,
      runs,
      ...(measured.visits && visitFigures(measured)),
      ...(measured.typing && typingFigures(measured)),
      ...(measured.documents && { documents: documentFigures(measured.documents) }),
      ...(measured.scrolling && { scrolling: scrollFigures(measured.scrolling) }),
      measured,
    };
    const file = join(OUT, `${result.made_at.replace(/[-:]|\..*/g, "")}.json`);
    mkdirSync(OUT, { recursive: true });
    writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
    console.log(`\n${tables(result)}\n\nThe figures and every single measurement are in ${file}`);
  } finally {
    await browser.close();
  }
} finally {
  await site.stop();
  await oneApi.stop();
}

/** Scrolls through as many rows of a log in the app as keys in the hand-written page. */
async function scrolls(browser) {
  const { rows, rounds } = plan.scrolling;
  const keys = await startSandbox(sandbox, folder, rows);
  const logs = await startSandbox(sandbox, folder, 1, "f2", ["--logs", String(rows)]);
  try {
    say(`scrolling through ${rows} rows`);
    return {
      app: await scrolling(browser, logs, logs.logs, await logs.countLogs(), rounds),
      hand: await scrolling(browser, keys, keys.pages.hand, rows, rounds),
    };
  } finally {
    await keys.stop();
    await logs.stop();
  }
}

/** Measures everything in sequence; the two pages take turns in each part. */
async function measure(browser) {
  const measured = { work: await workUnthrottled(browser, site) };
  const wanted = (part) => !options.only || options.only === part;
  if (wanted("documents")) measured.documents = await documents(browser, oneApi, plan.documents, say);
  if (wanted("scrolling")) measured.scrolling = await scrolls(browser);
  if (wanted("visits")) {
    say(`first rows, ${runs} cold and repeat visits of each page`);
    measured.visits = await firstRows(browser, site, runs);
  }
  if (wanted("typing")) {
    measured.typing = await eachPage((name) => {
      say(`typing over ${plan.keys} keys: ${name}`);
      return typing(browser, site, name, plan.words);
    });
  }
  if (wanted("reloads")) {
    measured.wholeReloads = await eachPage((name) => reloads(browser, name, plan.wholeStops, true));
    measured.reloads = await eachPage((name) => reloads(browser, name, plan.stops, false));
  }
  return measured;
}

/** Measures the hand-written page, then the app. */
async function eachPage(one) {
  const hand = await one("hand");
  return { hand, app: await one("app") };
}

function reloads(browser, name, stops, whole) {
  say(`${stops.at(-1)} reloads of ${whole ? "the whole list" : "the first page"}: ${name}`);
  return reloading(browser, site, name, stops, whole);
}
