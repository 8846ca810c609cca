// How the page starts, and what it says when a file is missing or is not the one that was built.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, Sandbox, test } from "./index";
import { APP } from "./sandbox";

/** The app with one file removed or changed, served by a sandbox of its own. */
async function damaged(start: string, damage: "missing" | "changed", use: (url: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "headgate-damaged-"));
  cpSync(APP, folder, { recursive: true });
  const files = readdirSync(folder).filter((file) => file.startsWith(start));
  const file = files.find((name) => !name.endsWith(".br") && !name.endsWith(".gz"));
  if (!file) throw new Error(`no file of ${APP} starts with ${start}`);
  const bytes = readFileSync(join(folder, file));
  for (const name of files) rmSync(join(folder, name));
  if (damage === "changed") writeFileSync(join(folder, file), Buffer.concat([bytes, Buffer.from("\n")]));
  const sandbox = await Sandbox.start(folder);
  try {
    await use(sandbox.url);
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  }
}

// These pages are served from another origin than the worker's, and log what is wrong with them.
const OWN_SERVER = /another origin|Failed to (load|find)|integrity|Refused to/;

for (const damage of ["missing", "changed"] as const) {
  for (const file of ["start-", "headgate_bg-"]) {
    test(`${file}… ${damage}: the page says so in both languages`, async ({ page, guards }) => {
      guards.allow(OWN_SERVER);
      await damaged(file, damage, async (url) => {
        await page.goto(url);
        const alert = page.getByRole("alert");
        await expect(alert).toContainText("Headgate could not start");
        await expect(alert).toContainText("部署不完整");
        await expect(alert.getByRole("button", { name: "Reload" })).toBeVisible();
      });
    });
  }

  test(`boot-… ${damage}: it does not run`, async ({ page, guards }) => {
    guards.allow(OWN_SERVER);
    await damaged("boot-", damage, async (url) => {
      await page.goto(url);
      await expect(page.locator("html")).not.toHaveAttribute("data-theme");
    });
  });

  test(`index-… ${damage}: the page says that a file is amiss`, async ({ page, guards }) => {
    guards.allow(OWN_SERVER);
    await damaged("index-", damage, async (url) => {
      await page.goto(url);
      await expect(page.getByRole("alert").filter({ hasText: "could not start" })).toBeVisible();
    });
  });
}

test("the module is fetched once, and everything from this origin", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("");
  await page.waitForFunction(() => document.body.querySelector("main, [role=main], #app, form") !== null);
  expect(asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  await expect(page.getByRole("alert").filter({ hasText: "could not start" })).toHaveCount(0);
});

test("theme and language are set before the app runs", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("headgate.theme", "dark");
    localStorage.setItem("headgate.language", "zh");
  });
  await page.goto("", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
});

test("a word that is no theme is not believed", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("headgate.theme", "\"><script>"));
  await page.goto("");
  await expect(page.getByRole("radio", { name: "System" })).toBeChecked();
  expect(await page.locator("html").getAttribute("data-theme") ?? "system").toBe("system");
});
