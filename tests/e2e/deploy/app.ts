// The built app as `cargo xtask dist --base /headgate/` packs it, made from the present build, and
// `test` with a real server before the sandbox.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { APP, test as base } from "../harness";
import { Host, type Kind } from "./host";

const COMPRESS = resolve(__dirname, "../../../xtask/compress.mjs");

const BASE = '<base href="/">';

/** Makes a copy of the app with the path `/headgate/`. */
function copyApp(): string {
  const folder = mkdtempSync(join(tmpdir(), "headgate-packed-"));
  cpSync(APP, folder, { recursive: true });
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  if (html.split(BASE).length !== 2) throw new Error(`index.html must hold ${BASE} exactly once`);
  writeFileSync(page, html.replace(BASE, '<base href="/headgate/">'));
  execFileSync("node", [COMPRESS, page]);
  return folder;
}

/** `test` with pages from `kind`; everything else is as in the journeys. */
export const test = base.extend<{ kind: Kind; host: Host }, { app: string }>({
  kind: ["nginx", { option: true }],

  app: [
    async ({}, use) => {
      const folder = copyApp();
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],

  host: async ({ kind, app, sandbox }, use, testInfo) => {
    const host = await Host.start(kind, app, sandbox.url);
    await use(host);
    await host.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach(`${kind} log`, { body: host.log(), contentType: "text/plain" });
    }
  },

  address: async ({ host }, use) => use(host.url),
});
