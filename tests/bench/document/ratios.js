// The editor of a document of ratios, carefully written by hand without a framework, for the bench to
// compare the app with: a table and a text area of one document. Each key press parses the text, compares
// it with what the gateway held, and draws the rows near the visible ones. It saves nothing.

const OPTIONS = "../api/option/";

/** The height of a row in pixels, as in ratios.css. */
const ROW = 32;

/** The number of rows drawn above and below the visible ones. */
const MARGIN = 15;

/** The most of a text that the list of options shows. */
const SHOWN = 200;

const at = (id) => document.getElementById(id);

let before = new Map();
let lines = [];
let drawn = { from: 0, to: 0 };

async function options(key) {
  const headers = { accept: "application/json", authorization: key };
  const response = await fetch(OPTIONS, { headers, cache: "no-store", credentials: "omit" });
  if (!response.ok) throw new Error(`${OPTIONS}: ${response.status}`);
  return (await response.json()).data;
}

function element(tag, text, look) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}

function list(rows) {
  const line = ({ key, value }) => {
    const made = document.createElement("tr");
    const name = element("th", key);
    name.scope = "row";
    const edit = element("button", "Edit ratios");
    edit.type = "button";
    edit.addEventListener("click", () => open(value));
    const cell = document.createElement("td");
    if (value.startsWith("{")) cell.append(edit);
    made.append(name, element("td", value.slice(0, SHOWN)), cell);
    return made;
  };
  const search = new URLSearchParams(location.search).get("q") ?? "";
  at("options").replaceChildren(...rows.filter(({ key }) => key.includes(search)).map(line));
}

/** Reads a text as names and ratios; throws where it is none. */
function read(text) {
  const object = JSON.parse(text);
  if (object === null || typeof object !== "object" || Array.isArray(object)) throw new Error("no object");
  return new Map(Object.entries(object));
}

function state(name, ratio) {
  if (typeof ratio !== "number" || ratio < 0) return "at fault";
  if (!before.has(name)) return "new";
  return before.get(name) === ratio ? "" : "changed";
}

/** Compares a text with what the gateway held, and shows the differences. */
function show(text) {
  let now;
  try {
    now = read(text);
    at("problem").textContent = "";
  } catch (error) {
    at("problem").textContent = error.message;
    return;
  }
  const counts = { changed: 0, new: 0, gone: 0 };
  lines = [];
  for (const [name, ratio] of now) {
    const how = state(name, ratio);
    if (how in counts) counts[how] += 1;
    lines.push({ name, ratio, before: before.get(name), state: how });
  }
  for (const [name, ratio] of before) {
    if (now.has(name)) continue;
    counts.gone += 1;
    lines.push({ name, before: ratio, state: "taken out" });
  }
  at("summary").textContent = `${counts.changed} changed, ${counts.new} new, ${counts.gone} taken out.`;
  draw();
}

function line({ name, ratio, before, state }, index) {
  const made = document.createElement("tr");
  made.setAttribute("aria-rowindex", index + 2);
  const head = document.createElement("th");
  head.scope = "row";
  head.append(element("button", name));
  const isChanged = state === "changed";
  made.append(
    head,
    element("td", ratio === undefined ? "–" : JSON.stringify(ratio), "end"),
    element("td", state && before !== undefined ? before : "", "end"),
    element("td", isChanged && before ? `×${Number((ratio / before).toPrecision(4))}` : "", "end"),
    element("td", state),
  );
  return made;
}

/** Draws the rows near the visible ones, between two spacers in place of all others. */
function draw() {
  const box = at("box");
  const first = Math.floor(box.scrollTop / ROW);
  const from = Math.max(0, first - MARGIN);
  const to = Math.min(lines.length, first + Math.ceil(box.clientHeight / ROW) + MARGIN);
  drawn = { from, to };
  at("above").style.height = `${from * ROW}px`;
  at("below").style.height = `${(lines.length - to) * ROW}px`;
  at("rows").replaceChildren(...lines.slice(from, to).map((row, offset) => line(row, from + offset)));
}

function open(text) {
  before = read(text);
  at("text").value = text;
  at("editor").showModal();
  show(text);
  at("text").setSelectionRange(0, 0);
}

at("connect").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    list(await options(at("key").value));
    at("connect").hidden = true;
    at("screen").hidden = false;
  } catch (error) {
    at("connect-problem").textContent = error.message;
  }
});
at("text").addEventListener("input", () => show(at("text").value));
at("cancel").addEventListener("click", () => at("editor").close());
at("box").addEventListener("scroll", () => {
  const first = Math.floor(at("box").scrollTop / ROW);
  const last = Math.min(lines.length, first + Math.ceil(at("box").clientHeight / ROW));
  if (first < drawn.from || last > drawn.to) draw();
});
