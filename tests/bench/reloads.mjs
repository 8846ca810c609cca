// Measures the memory that reloads of the list leave behind. Runs without the throttle, which would
// change only the duration.
import { open, profile } from "./visits.mjs";

/** Measures memory after everything unused was freed. Sizes in bytes. */
async function measureMemory({ page, protocol }) {
  await protocol.send("HeapProfiler.collectGarbage");
  const heap = await protocol.send("Runtime.getHeapUsage");
  const { metrics } = await protocol.send("Performance.getMetrics");
  const metric = (name) => metrics.find((one) => one.name === name)?.value;
  return {
    script: heap.usedSize,
    document: heap.embedderHeapUsedSize,
    // The module's memory only grows, so this is its peak.
    module: await page.evaluate(() => window.bench.memory?.buffer.byteLength ?? 0),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
  };
}

/**
 * Reloads until each number of `stops`, and measures memory there. Returns a list of `{ reloads,
 * script, document, module, nodes, listeners }`. With `whole`, all keys are loaded before.
 */
export async function reloading(browser, site, name, stops, whole) {
  const context = await profile(browser);
  const opened = await open(context, site, site.pages[name], 1);
  const { page, protocol } = opened;
  await protocol.send("Performance.enable");
  if (whole) await page.evaluate((count) => window.bench.loadAll(count), (await site.keys()).length);
  const found = [];
  let done = 0;
  for (const stop of stops) {
    const drawn = await page.evaluate((times) => window.bench.reload(times), stop - done);
    if (drawn === 0) throw new Error(`${name}: no row is left after ${stop} reloads`);
    done = stop;
    found.push({ reloads: stop, ...(await measureMemory(opened)) });
  }
  await context.close();
  return found;
}
