// Prepares what the bench visits: a folder with the built app and the hand-written pages, and
// sandboxes that serve both from the same origin with the same headers. Measures nothing.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The key that both pages connect with. It is valid for this run's sandbox only. */
export const ADMIN_KEY = "sk-admin-for-the-bench-00000000001";

/** The paths of the hand-written pages, below the app's own address: of the list, and of a document. */
const BELOW = "bench/";
const BELOW_DOCUMENT = "bench-document/";

/** The option whose document is edited. */
export const DOCUMENT = "ModelRatio";

/** The path of the app's list of keys. */
const LIST = "keys";

/** A page that loads nothing, where a visit waits until the throttle is on. */
const WAITING_ROOM = "waiting.txt";

/** How long a sandbox may take to create its keys and print its address, in milliseconds. */
const START_TIMEOUT = 60_000;

/** Fills `folder` with the app in `app` and the hand-written pages below `pages`. */
export function prepareFolder(app, pages, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(app, folder, { recursive: true });
  const places = { page: BELOW, document: BELOW_DOCUMENT };
  return Object.entries(places).flatMap(([page, below]) => preparePage(join(pages, page), join(folder, below)));
}

/** Fills `below` with the hand-written page in `page`; returns what can be compressed. */
function preparePage(page, below) {
  mkdirSync(below);
  let html = readFileSync(join(page, "index.html"), "utf8");
  const written = [];
  // Named by content like the app's files, so that a browser may cache them for ever.
  for (const name of readdirSync(page).filter((name) => name !== "index.html")) {
    const bytes = readFileSync(join(page, name));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const [stem, ending] = name.split(".");
    const final = `${stem}-${hash}.${ending}`;
    if (!html.includes(`"${name}"`)) throw new Error(`${page}/index.html does not name ${name}`);
    html = html.replaceAll(`"${name}"`, `"${final}"`);
    writeFileSync(join(below, final), bytes);
    written.push(join(below, final));
  }
  writeFileSync(join(below, "index.html"), html);
  writeFileSync(join(below, WAITING_ROOM), "");
  return [...written, join(below, "index.html")];
}

/** Starts a sandbox with `keys` keys that serves `folder`. `stop` removes everything it made. */
export async function startSandbox(binary, folder, keys, dialect = "onekeyllm", more = []) {
  const words = ["--dialect", dialect, "--port", "0", "--seed", String(keys), "--admin-key", ADMIN_KEY, "--app", folder, ...more];
  const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((done) => child.once("exit", done));
  const output = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    output.push(line);
    if (output.length > 20) output.shift();
  });
  const origin = await new Promise((found, failed) => {
    const giveUp = (why) => failed(new Error(`${binary}: ${why}\n${output.join("\n")}`));
    const timer = setTimeout(() => giveUp("no address in time"), START_TIMEOUT);
    child.once("error", (error) => giveUp(error.message));
    child.once("exit", (code) => giveUp(`ended with ${code}`));
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      found(line.trim());
    });
  }).catch((error) => {
    child.kill();
    throw error;
  });
  return {
    waitingRoom: origin + BELOW + WAITING_ROOM,
    pages: { app: origin + LIST, hand: origin + BELOW },
    documents: { app: `${origin}options?q=${DOCUMENT}&option=${DOCUMENT}`, hand: `${origin}${BELOW_DOCUMENT}?q=${DOCUMENT}` },
    logs: `${origin}logs`,
    /** The number of log rows of a one-api gateway that counts them. */
    countLogs: async () => {
      const response = await fetch(`${origin}api/log/?p=0&size=1`, { headers: { authorization: ADMIN_KEY } });
      return (await response.json()).total;
    },
    /** Gives an option of a one-api gateway a text. */
    setOption: (key, value) => setOption(origin, key, value),
    /** Reads every key, as a client of the list gets them. */
    keys: () => allKeys(origin),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function allKeys(origin) {
  const keys = [];
  let after = "";
  for (;;) {
    const address = `${origin}v1/organization/admin_api_keys?limit=100${after}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const { data, has_more: more } = await response.json();
    keys.push(...data);
    if (!more) return keys;
    after = `&after=${data.at(-1).id}`;
  }
}

async function setOption(origin, key, value) {
  const call = async (path, body) => {
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, "content-type": "application/json" };
    const response = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  await call("sandbox/one-api/rows", { table: "options", rows: [{ key, value }] });
  await call("sandbox/one-api/restart", {});
}
