// The base of all journeys: `test` with a sandbox and guards of its own, and checks of a screen.
import { test as base } from "@playwright/test";
import { Guards } from "./guards";
import { APP, Sandbox, type Dialect } from "./sandbox";

export { expect } from "@playwright/test";
export type { Locator, Page } from "@playwright/test";
export { axe, firefoxScreenshot, screenshots, screenshot } from "./screen";
export type { Guards } from "./guards";
export { APP, Sandbox, type Dialect, type Fault, type LedgerEntry, type NewKey } from "./sandbox";

interface TestFixtures {
  /** The sandbox's number of keys: `test.use({ seed: 10_000 })`. */
  seed: number;
  /** The worker's sandbox with fresh data, no faults and an empty ledger. */
  sandbox: Sandbox;
  /** The app's address with a slash at the end: the sandbox's, unless a test puts a server before it. */
  address: string;
  /** Forbidden events, checked when the test ends. */
  guards: Guards;
}

interface WorkerFixtures {
  /** What the worker's sandbox speaks: `test.use({ dialect: "f2" })` at the top of a file. */
  dialect: Dialect;
  sandboxProcess: Sandbox;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  seed: [40, { option: true }],

  dialect: ["onekeyllm", { option: true, scope: "worker" }],

  sandboxProcess: [
    async ({ dialect }, use) => {
      const sandbox = await Sandbox.start(APP, dialect);
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: "worker" },
  ],

  sandbox: async ({ sandboxProcess, seed }, use, testInfo) => {
    await sandboxProcess.reset(seed);
    await use(sandboxProcess);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("sandbox log", { body: sandboxProcess.log(), contentType: "text/plain" });
    }
  },

  address: async ({ sandbox }, use) => use(sandbox.url),

  baseURL: async ({ address }, use) => use(address),

  guards: [
    async ({ context, address }, use) => {
      const guards = await Guards.watch(context, address);
      await use(guards);
      const found = guards.found();
      if (found.length > 0) throw new Error(`forbidden events on the page:\n  ${found.join("\n  ")}`);
    },
    { auto: true },
  ],
});
