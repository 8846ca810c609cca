// The list of keys, carefully written by hand without a framework, for the bench to compare the app
// with. It connects with a typed key, shows the newest hundred keys, loads the rest on request,
// searches the loaded keys, and draws only the rows near the visible ones. It changes nothing at
// the gateway.

const LIST = "../v1/organization/admin_api_keys?limit=100&order=desc";
const POOLS = "../v1/organization/pools?limit=100";

/** The height of a row in pixels, as in list.css. */
const ROW = 32;

/** The number of rows drawn above and below the visible ones. */
const MARGIN = 15;

const at = (id) => document.getElementById(id);

let key = "";
let keys = [];
let shown = [];
let more = false;
let drawn = { from: 0, to: 0 };
const pools = new Map();

async function fetchJson(path) {
  const response = await fetch(path, {
    headers: { accept: "application/json", authorization: `Bearer ${key}` },
    cache: "no-store",
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Reads one page of keys, each with the text to search in. */
async function page(after) {
  const body = await fetchJson(after ? `${LIST}&after=${encodeURIComponent(after)}` : LIST);
  for (const row of body.data) row.searchText = searchText(row);
  return body;
}

function searchText(row) {
  const parts = [row.name, row.id, row.redacted_value, row.owner?.name, row.owner?.id];
  return parts.filter(Boolean).join("\n").toLowerCase();
}

/** Formats `50200.000000000` as `50 200.00`. Digits beyond the cent are shown if they are not zero. */
function money(text) {
  if (text === null || text === undefined) return "–";
  const [whole, part = ""] = String(text).split(".");
  const digits = part.replace(/0+$/, "").padEnd(2, "0");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, "\u202f")}.${digits}`;
}

const UNITS = [["y", 31_536_000], ["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]];

/** Formats a time as its distance from now, such as `3 d ago`. */
function moment(seconds, otherwise) {
  if (seconds === null || seconds === undefined) return element("span", otherwise, "faint");
  const distance = Math.round(Date.now() / 1000) - seconds;
  const size = Math.abs(distance);
  const [unit, length] = UNITS.find(([, length]) => size >= length) ?? UNITS.at(-1);
  const amount = `${Math.floor(size / length)} ${unit}`;
  const time = element("time", distance < 0 ? `in ${amount}` : `${amount} ago`);
  time.dateTime = new Date(seconds * 1000).toISOString();
  return time;
}

function element(tag, text, look) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}

function spent(budget) {
  if (!budget) return element("span", "unlimited", "faint");
  const cell = document.createElement("span");
  const meter = document.createElement("meter");
  meter.max = 100;
  meter.value = budget.used_percent;
  cell.append(meter, ` ${budget.used_percent} %`);
  return cell;
}

function cell(content, look) {
  const made = document.createElement("td");
  if (look) made.className = look;
  made.append(content);
  return made;
}

function line(row, index) {
  const made = document.createElement("tr");
  made.setAttribute("aria-rowindex", index + 2);
  const name = document.createElement("th");
  name.scope = "row";
  const open = element("button", row.name ?? row.id);
  open.type = "button";
  name.append(open);
  const pool = row.pool_id ? (pools.get(row.pool_id) ?? row.pool_id) : element("span", "no pool", "faint");
  made.append(
    name,
    cell(row.status),
    cell(money(row.budget?.remaining_usd), "end"),
    cell(money(row.budget?.limit_usd), "end"),
    cell(spent(row.budget)),
    cell(pool),
    cell(moment(row.last_used_at, "never")),
    cell(moment(row.expires_at, "never expires")),
    cell(row.redacted_value ?? "–", "monospace"),
  );
  return made;
}

/** Draws the rows near the visible ones, between two spacers in place of all others. */
function draw() {
  const box = at("box");
  const first = Math.floor(box.scrollTop / ROW);
  const from = Math.max(0, first - MARGIN);
  const to = Math.min(shown.length, first + Math.ceil(box.clientHeight / ROW) + MARGIN);
  drawn = { from, to };
  at("above").style.height = `${from * ROW}px`;
  at("below").style.height = `${(shown.length - to) * ROW}px`;
  at("rows").replaceChildren(...shown.slice(from, to).map((row, offset) => line(row, from + offset)));
}

/** Applies the search to the loaded keys, and shows how many that covers. */
function show() {
  const query = at("search").value.trim().toLowerCase();
  shown = query ? keys.filter((row) => row.searchText.includes(query)) : keys;
  at("keys").setAttribute("aria-rowcount", more ? -1 : shown.length + 1);
  at("coverage").textContent = `${shown.length} shown · ${more ? "" : "all "}${keys.length} loaded`;
  at("load-all").hidden = !more;
  draw();
}

async function whileBusy(button, work) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  at("problem").textContent = "";
  try {
    await work();
  } catch (error) {
    at("problem").textContent = error.message;
  }
  button.ariaBusy = null;
}

function take(body, before) {
  keys = [...before, ...body.data];
  more = body.has_more;
}

/** Reads as many rows as are loaded, then replaces the present ones. */
async function reload() {
  const count = keys.length;
  let fresh = [];
  let body;
  do {
    body = await page(fresh.at(-1)?.id);
    fresh = [...fresh, ...body.data];
  } while (body.has_more && fresh.length < count);
  take(body, fresh.slice(0, fresh.length - body.data.length));
  at("age").textContent = `read ${new Date().toLocaleTimeString()}`;
  show();
}

async function loadAll() {
  while (more) {
    take(await page(keys.at(-1)?.id), keys);
    show();
  }
}

async function namePools() {
  for (const pool of (await fetchJson(POOLS)).data) pools.set(pool.id, pool.name ?? pool.id);
  draw();
}

at("connect").addEventListener("submit", async (event) => {
  event.preventDefault();
  key = at("key").value;
  try {
    const first = page();
    const named = namePools();
    take(await first, []);
    at("connect").hidden = true;
    at("screen").hidden = false;
    show();
    await named;
  } catch (error) {
    at("connect-problem").textContent = error.message;
  }
});
at("reload").addEventListener("click", () => whileBusy(at("reload"), reload));
at("load-all").addEventListener("click", () => whileBusy(at("load-all"), loadAll));
at("search").addEventListener("input", show);
at("box").addEventListener("scroll", () => {
  const first = Math.floor(at("box").scrollTop / ROW);
  const last = Math.min(shown.length, first + Math.ceil(at("box").clientHeight / ROW));
  if (first < drawn.from || last > drawn.to) draw();
});
