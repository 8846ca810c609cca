// The second part of the module loads behind the connect screen: what happens when it is late, does
// not arrive, or has gone with a deployment.
import { axe, expect, screenshots, test, type Guards, type Page } from "../harness";
import { keysTable, submitKey } from "./steps";

const FILE = "**/console-*.wasm";
const MISSING = "A file of this app could not be loaded.";

/** Removes the file, as a deployment under the open page does. */
async function remove(page: Page, guards: Guards): Promise<void> {
  guards.allow(/console-[0-9a-f]{16}\.wasm/);
  await page.route(FILE, (route) => route.fulfill({ status: 404, body: "" }));
}

/** The paths of requests to the gateway. */
function calls(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(v1|api)\//.test(pathname)) paths.push(pathname);
  });
  return paths;
}

test("it is fetched once, before anything is typed, and connecting fetches nothing more", async ({ page, sandbox }) => {
  const files: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(wasm|js)$/.test(pathname)) files.push(pathname.replace(/-[0-9a-f]{16}/, ""));
  });
  const arrived = page.waitForResponse(FILE);
  await page.goto("");
  await arrived;
  const all = ["/boot.js", "/console.wasm", "/headgate_bg.wasm", "/start.js"];
  expect(files.sort()).toEqual(all);
  await submitKey(page, sandbox.adminKey);
  await expect(keysTable(page)).toBeVisible();
  expect(files.sort()).toEqual(all);
});

test("without it the connect screen says so in both languages, and tries again when told", async ({ page, sandbox, guards }) => {
  const sent = calls(page);
  await remove(page, guards);
  await page.goto("");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(MISSING);
  await page.getByLabel("Admin key").fill(sandbox.adminKey);
  await axe(page);
  await screenshots(page, "connect-second-part-missing", async (language) => {
    await page.getByRole("radio", { name: { en: "English", zh: "中文" }[language] }).check();
    await expect(alert).toContainText({ en: MISSING, zh: "无法加载本应用的一个文件。" }[language]);
  });

  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert.getByRole("button", { name: "Try again" })).not.toHaveAttribute("aria-busy", "true");
  await expect(alert).toContainText(MISSING);
  expect(sent).toEqual([]);

  await page.unroute(FILE);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByLabel("Admin key")).toHaveValue(sandbox.adminKey);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(keysTable(page)).toBeVisible();
});

test("connecting tries again by itself, and sends nothing without it", async ({ page, sandbox, guards }) => {
  const sent = calls(page);
  await remove(page, guards);
  await page.goto("");
  await expect(page.getByRole("alert")).toContainText(MISSING);
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("button", { name: "Connect" })).not.toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("alert")).toContainText(MISSING);
  expect(sent).toEqual([]);
  await page.unroute(FILE);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(keysTable(page)).toBeVisible();
});

test("the page is reloaded on request", async ({ page, sandbox, guards }) => {
  await remove(page, guards);
  await page.goto("");
  await expect(page.getByRole("alert")).toContainText(MISSING);
  await page.unroute(FILE);
  await page.getByRole("button", { name: "Reload the page" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await submitKey(page, sandbox.adminKey);
  await expect(keysTable(page)).toBeVisible();
});

test("while it is late, connecting waits and can be stopped", async ({ page, sandbox }) => {
  const sent = calls(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(FILE, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("");
  await submitKey(page, sandbox.adminKey);
  const status = page.getByRole("status").filter({ hasText: "Loading the rest of the app" });
  await expect(status).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(status).toHaveCount(0);
  expect(sent).toEqual([]);

  await page.getByRole("button", { name: "Connect" }).click();
  await expect(status).toBeVisible();
  release();
  await expect(keysTable(page)).toBeVisible();
  // The attempt that was stopped did not connect as well.
  expect(sent.filter((path) => path === "/v1/ping")).toHaveLength(1);
});
