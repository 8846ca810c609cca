// Code that runs in both pages before their own. It fills the connect form as soon as that is
// usable, and records when things happen, in milliseconds since navigation began. It uses only what
// both pages have: a password field, a button, a table.

/** The first script of the page. It is sent as text, so it must not use anything outside of it. */
export function probe(key) {
  const bench = { marks: {}, memory: undefined };
  window.bench = bench;
  const mark = (name) => (bench.marks[name] ??= performance.now());

  /** Runs `then` once the present content of the page is painted. */
  const painted = (then) =>
    requestAnimationFrame(() => {
      // A task posted in a frame runs after the frame's style, layout and paint.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    });

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      mark("module asked for");
      const result = await original.apply(WebAssembly, words);
      mark("module ready");
      // The second part of the app's module has no memory of its own.
      bench.memory ??= (result.instance ?? result).exports.memory;
      return result;
    };
  }

  const fill = (field) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, key);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    mark("pressed");
    field.form.querySelector("button[type=submit]").click();
  };

  // True once deferred scripts have run, so that a form in the document itself has its listener.
  let scriptsRan = false;
  const look = () => {
    const field = document.querySelector("input[type=password]");
    if (field && scriptsRan && !bench.marks["form in page"]) {
      mark("form in page");
      painted((at) => {
        bench.marks["form painted"] = at;
        fill(field);
      });
    }
    const row = document.querySelector("tbody tr th[scope=row]");
    if (row && row.textContent && !bench.marks["row in page"]) {
      mark("row in page");
      watch.disconnect();
      painted((at) => (bench.marks["row painted"] = at));
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => {
    scriptsRan = true;
    look();
  });

  const work = () => {
    const began = performance.now();
    let sum = 0;
    for (let step = 0; step < 10_000_000; step++) sum = (sum * 31 + step) | 0;
    return { took: performance.now() - began, sum };
  };

  /** Measures a fixed piece of compiled work, which shows the effect of the throttle. */
  bench.work = () => {
    work();
    return work().took;
  };

  const table = () => document.querySelector("table[aria-rowcount]");
  const button = (name) =>
    [...document.querySelectorAll("button")].find((one) => (one.ariaLabel ?? one.textContent).trim() === name);

  /** Resolves once `holds` is true; checks it whenever `target` changes. */
  const until = (target, holds) =>
    new Promise((done) => {
      const check = () => {
        if (!holds()) return;
        observer.disconnect();
        done();
      };
      const observer = new MutationObserver(check);
      observer.observe(target, { attributes: true, childList: true, subtree: true });
      check();
    });

  /** Presses "Load all" and measures how long until the table counts `keys` rows and is painted. */
  bench.loadAll = async (keys) => {
    const began = performance.now();
    button("Load all").click();
    await until(document.body, () => table()?.getAttribute("aria-rowcount") === String(keys + 1));
    return new Promise((done) => painted((at) => done(at - began)));
  };

  /** Presses "Reload list" `times` times, each time after the last reload is painted. */
  bench.reload = async (times) => {
    const press = button("Reload list");
    for (let time = 0; time < times; time++) {
      press.click();
      await until(press, () => press.ariaBusy === "true");
      await until(press, () => press.ariaBusy !== "true");
      await new Promise((done) => painted(done));
    }
    return document.querySelectorAll("tbody tr th[scope=row]").length;
  };

  /** From now on, measures for each key press when its letter and when its rows are painted. */
  bench.listen = () => {
    let stroke;
    addEventListener("keydown", (event) => (stroke = { began: event.timeStamp }), true);
    addEventListener("input", () => {
      const now = stroke;
      painted((at) => (now.letter ??= at - now.began));
    }, true);
    const isRow = (node) => node.nodeName === "TR";
    const changesRows = (change) =>
      change.type === "attributes" || [...change.addedNodes, ...change.removedNodes].some(isRow);
    new MutationObserver((changes) => {
      if (!stroke || !changes.some(changesRows)) return;
      const now = stroke;
      now.changed = performance.now();
      painted((at) => (now.rows = at - now.began));
    }).observe(table(), { attributes: true, attributeFilter: ["aria-rowcount"], childList: true, subtree: true });

    /** Returns the last key press once its rows have not changed for `rest` milliseconds. */
    bench.stroke = async (rest, patience) => {
      const began = performance.now();
      while (!(stroke?.rows && performance.now() - stroke.changed > rest)) {
        if (performance.now() - began > patience) throw new Error("a key press changed no row");
        await new Promise((done) => setTimeout(done, 20));
      }
      return { letter: stroke.letter, rows: stroke.rows };
    };
  };
}
