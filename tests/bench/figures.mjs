// The bench's arithmetic: summaries of many measurements, and the phases of a visit. Plain numbers
// only, no browser.

/** The value below which a `share` (0 to 1) of the values lies, interpolated between neighbours. */
export function quantile(values, share) {
  if (values.length === 0) throw new Error("no values");
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** Summarises the values of several runs. */
export function summary(values) {
  return {
    count: values.length,
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  };
}

/**
 * The median of the ratios of pairs that were measured in succession, so that other load on the
 * machine slows both halves of a pair.
 */
export function ratio(ours, theirs) {
  return quantile(ours.map((value, index) => value / theirs[index]), 0.5);
}

/** Whether a request is to the gateway, not for a file. */
export const isCall = ({ path }) => path.startsWith("/v1/") || path.startsWith("/api/");

/**
 * Whether a request is for a part of the page. The app requests the list of gateways later, and the
 * second part of its module loads behind the form.
 */
const isPart = ({ kind, path }) =>
  kind === "navigation" || (/\.(css|js|wasm)$/.test(path) && !path.includes("/console-"));

/** The phases of a visit, in order. Each ends where the next begins. */
export const PHASES = [
  "document",
  "files",
  "module asked for",
  "module ready",
  "form in page",
  "form painted",
  "connecting",
  "until the list is asked for",
  "list answered",
  "row in page",
  "row painted",
];

/**
 * Divides a visit into its phases, in milliseconds; their sum is the whole visit. A phase that
 * ended before the previous one did counts as 0.
 */
export function phases({ marks, requests }) {
  const isList = ({ path }) => path.includes("admin_api_keys") && path.includes("limit=100");
  const list = requests.find(isList);
  if (!list) throw new Error("the visit requested no list");
  const form = marks["form in page"];
  const files = requests.filter((request) => isPart(request) && request.end <= form);
  const asked = requests.filter((request) => isCall(request) && request.end <= list.start);
  const last = (some) => Math.max(0, ...some.map(({ end }) => end));
  const ends = {
    document: last(requests.filter(({ kind }) => kind === "navigation")),
    files: last(files),
    "module asked for": marks["module asked for"] ?? 0,
    "module ready": marks["module ready"] ?? 0,
    "form in page": form,
    "form painted": marks["form painted"],
    connecting: last(asked),
    "until the list is asked for": list.start,
    "list answered": list.end,
    "row in page": marks["row in page"],
    "row painted": marks["row painted"],
  };
  const lengths = {};
  let reached = 0;
  for (const phase of PHASES) {
    lengths[phase] = Math.max(0, ends[phase] - reached);
    reached = Math.max(reached, ends[phase]);
  }
  return lengths;
}

/** Words to type, each letter of which matches fewer keys, so that every key press changes the rows. */
export function wordsToType(keys, count) {
  const text = ({ name, id, redacted_value: value, owner }) =>
    [name, id, value, owner?.name, owner?.id].filter(Boolean).join("\n").toLowerCase();
  const texts = keys.map(text);
  const matches = (word) => texts.reduce((sum, one) => sum + (one.includes(word) ? 1 : 0), 0);
  const narrows = (word) => {
    let before = keys.length;
    for (let length = 1; length <= word.length; length++) {
      const now = matches(word.slice(0, length));
      if (now === 0 || now >= before) return false;
      before = now;
    }
    return true;
  };
  const candidates = new Set();
  for (const { name } of keys) {
    for (const word of (name ?? "").toLowerCase().split(/[^a-z]+/)) {
      if (word.length >= 2) candidates.add(word.slice(0, 3));
    }
  }
  const found = [];
  for (const word of candidates) {
    if (narrows(word)) found.push(word);
    if (found.length === count) return found;
  }
  throw new Error(`only ${found.length} of ${count} words narrow the list`);
}
