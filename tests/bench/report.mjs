// Summarises the measurements as figures and as tables. Measures nothing.
import { PHASES, quantile, ratio, summary } from "./figures.mjs";

/** The targets. A missed one is reported, but is not a failure. */
const AIMS = { cold: 1.5, repeat: 1.2, keyPress: 50, document: 1.5, scrolling: 1 };

/** What a key press in a document and its opening should take, in milliseconds. */
const DOCUMENT_AIMS = { letters: 16, differences: 16, editable: 100, own: 100 };

const PAGES = ["app", "hand"];
const KINDS = ["cold", "repeat"];

const perPage = (make) => Object.fromEntries(PAGES.map((page) => [page, make(page)]));

/** Summarises the visits: the first row and what took the time. */
export function visitFigures({ work, visits }) {
  const totals = (page, kind) => visits[page][kind].map(({ total }) => total);
  const middle = (page, kind, phase) => quantile(visits[page][kind].map(({ phases }) => phases[phase]), 0.5);
  const perKind = (make) => Object.fromEntries(KINDS.map((kind) => [kind, make(kind)]));
  const throttled = PAGES.flatMap((page) => KINDS.flatMap((kind) => visits[page][kind].map((visit) => visit.work)));
  return {
    throttle_measured: quantile(throttled, 0.5) / work,
    first_row: perKind((kind) => ({
      ...perPage((page) => ({ ...summary(totals(page, kind)), bytes: visits[page][kind][0].bytes })),
      ratio: ratio(totals("app", kind), totals("hand", kind)),
      aim: AIMS[kind],
    })),
    phases: perKind((kind) =>
      perPage((page) => Object.fromEntries(PHASES.map((phase) => [phase, middle(page, kind, phase)])))
    ),
  };
}

/** Summarises the key presses in a list, and how long it took to load it whole. */
export function typingFigures({ typing }) {
  return {
    key_press: {
      ...perPage((page) => ({ letter: summary(typing[page].letters), rows: summary(typing[page].rows) })),
      aim: AIMS.keyPress,
    },
    load_all: perPage((page) => typing[page].loadAll),
  };
}

/** Summarises the measurements of documents, by their size, what was measured, and the page. */
export function documentFigures(documents) {
  const perPage = (found, what) => {
    const [app, hand] = PAGES.map((page) => summary(found[page][what]));
    return { app, hand, ratio: app.p95 / hand.p95, aim: AIMS.document, wish: DOCUMENT_AIMS[what] };
  };
  const perSize = (found) => Object.fromEntries(Object.keys(DOCUMENT_AIMS).map((what) => [what, perPage(found, what)]));
  return Object.fromEntries(Object.entries(documents).map(([size, found]) => [size, perSize(found)]));
}

/** Formats the figures that were taken as text. */
export function tables(result) {
  const { browser, throttle, throttle_measured: felt, keys, measured } = result;
  const clock = felt ? ` (${felt.toFixed(1)}× by the clock)` : "";
  return [
    `Chromium ${browser}, throttle ${throttle}×${clock}, ${keys} keys`,
    ...(measured.visits ? [firstRows(result), bytes(result), phases(result)] : []),
    ...(measured.typing ? [keyPresses(result), loadAll(result)] : []),
    ...(measured.reloads
      ? [
          memory("Memory after reloads of the first page, KB", measured.reloads),
          memory("Memory after reloads of the whole list, KB", measured.wholeReloads),
        ]
      : []),
    ...(result.documents ? [documentTables(result)] : []),
    ...(result.scrolling ? [scrolls(result)] : []),
  ].join("\n\n");
}

/** Summarises the frames of scrolling. */
export function scrollFigures(frames) {
  const [app, hand] = PAGES.map((page) => ({ ...summary(frames[page]), longest: Math.max(...frames[page]) }));
  return { app, hand, ratio: app.longest / hand.longest, aim: AIMS.scrolling };
}

const verdict = (value, aim) => `${aim} ${value <= aim ? "kept" : "missed"}`;

function firstRows({ first_row: first, runs }) {
  const spread = ({ median, low, high }) => `${whole(median)} (${whole(low)}–${whole(high)})`;
  const title = `First row painted: ms since navigation, median (quartiles) of ${runs}`;
  const line = (kind) => {
    const { app, hand, ratio: factor, aim } = first[kind];
    return [kind, spread(app), spread(hand), factor.toFixed(2), verdict(factor, aim)];
  };
  return table(title, ["", "app", "hand-written", "ratio", "aim"], KINDS.map(line));
}

function bytes({ first_row: first }) {
  const line = (kind) => [kind, whole(first[kind].app.bytes), whole(first[kind].hand.bytes)];
  return table("Bytes of files that travelled", ["", "app", "hand-written"], KINDS.map(line));
}

function phases({ phases: found }) {
  const columns = KINDS.flatMap((kind) => PAGES.map((page) => [page, kind]));
  const line = (phase) => [phase, ...columns.map(([page, kind]) => whole(found[kind][page][phase]))];
  const head = ["", ...columns.map((column) => column.join(" "))];
  return table("Where the time goes: median ms of each phase", head, PHASES.map(line));
}

function keyPresses({ key_press: press, keys }) {
  const head = ["until painted", ...PAGES.flatMap((page) => [`${page} median`, `${page} p95`]), "aim"];
  const line = (what) => {
    const figures = PAGES.flatMap((page) => [whole(press[page][what].median), whole(press[page][what].p95)]);
    return [what, ...figures, verdict(press.app[what].p95, press.aim)];
  };
  return table(`Key press over ${keys} keys: ms, of ${press.app.rows.count}`, head, ["letter", "rows"].map(line));
}

/** What is measured of a document, in words. */
const OF_DOCUMENT = {
  editable: "open until it can be edited",
  own: "open until the text's own editor is there",
  letters: "key press until the letter is painted",
  differences: "key press until what differs is painted",
};

function documentTables({ documents }) {
  const head = ["ms until painted", ...PAGES.flatMap((page) => [`${page} median`, `${page} p95`]), "ratio of p95", "aim", "wish"];
  const line = (found) => ([what, words]) => {
    const { ratio: factor, aim, wish } = found[what];
    const times = PAGES.flatMap((page) => [whole(found[what][page].median), whole(found[what][page].p95)]);
    return [words, ...times, factor.toFixed(2), verdict(factor, aim), verdict(found[what].app.p95, wish)];
  };
  const of = ([size, found]) => {
    const { opens, presses } = { opens: found.editable.app.count, presses: found.letters.app.count };
    const title = `A document of ${size} ratios: opened ${opens} times, ${presses} key presses`;
    return table(title, head, Object.entries(OF_DOCUMENT).map(line(found)));
  };
  return Object.entries(documents).map(of).join("\n\n");
}

function scrolls({ scrolling: found }) {
  const line = (what) => [what, ...PAGES.map((page) => whole(found[page][what]))];
  const lines = [line("median"), line("p95"), [...line("longest"), found.ratio.toFixed(2), verdict(found.ratio, found.aim)]];
  const full = lines.map((one) => [...one, ...Array(5 - one.length).fill("")]);
  return table(`Scrolling through a long list: ms of ${found.app.count} frames`, ["", "app", "hand-written", "ratio", "aim"], full);
}

function loadAll({ load_all: load }) {
  const line = ["once", whole(load.app), whole(load.hand), (load.app / load.hand).toFixed(2)];
  return table("Load all: ms", ["", "app", "hand-written", "ratio"], [line]);
}

function memory(title, found) {
  const kilobytes = (bytes) => whole(bytes / 1024);
  const sizes = ["script", "document", "module"];
  const counts = ["nodes", "listeners"];
  const line = (page) => (seen) => [
    page,
    whole(seen.reloads),
    ...sizes.map((size) => kilobytes(seen[size])),
    ...counts.map((count) => whole(seen[count])),
  ];
  const lines = PAGES.flatMap((page) => found[page].map(line(page)));
  return table(title, ["", "reloads", ...sizes, ...counts], lines);
}

/** Formats `15344.3` as `15 344`. */
function whole(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** Formats a table with a title; the first column is aligned left, all others right. */
function table(title, head, lines) {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  const row = (line) => `  ${line.map(pad).join("  ")}`.trimEnd();
  return [title, ...[head, ...lines].map(row)].join("\n");
}
