// With one byte changed or a file missing, the app does not start, and the page says so. Runs in
// every browser, for each file whose integrity docs/deploy.md claims.
import { Sandbox, expect, type Page } from "../harness";
import { code } from "../journeys/code-steps";
import { connect } from "../journeys/one-api-steps";
import { openRow } from "../journeys/one-api-write-steps";
import { test } from "./folder";

/** Boot script, start script with the module's glue, style sheet, first part of the module. */
const CHECKED = ["boot-", "start-", "index-", "headgate_bg-"];

/** The second part of the module, which loads behind the connect screen. */
const SECOND = "console-";

/** Browser messages about a file that was rejected or missing. */
const LOGGED = /Failed to (load|find)|integrity|Refused to|nosniff|disallowed MIME type/;

/** The same, with what the app logs itself. */
const REFUSED = new RegExp(`${LOGGED.source}|console-[0-9a-f]{16}`);

async function expectStartFailure(page: Page): Promise<void> {
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Headgate could not start");
  await expect(alert).toContainText("部署不完整");
  await page.waitForLoadState("load");
  await expect(page.locator("html")).not.toHaveAttribute("data-boot", "ready");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Admin key")).toHaveCount(0);
}

/** Expects that the connect screen reports the second part, and sends nothing. */
async function expectNoConsole(page: Page, key: string): Promise<void> {
  const sent: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(v1|api)\//.test(pathname)) sent.push(pathname);
  });
  const missing = page.getByRole("alert").filter({ hasText: "A file of this app could not be loaded." });
  await expect(missing).toBeVisible();
  await page.getByLabel("Admin key").fill(key);
  const connect = page.getByRole("button", { name: "Connect" });
  const again = page.waitForRequest("**/console-*.wasm");
  await connect.click();
  await again;
  await expect(connect).not.toHaveAttribute("aria-busy", "true");
  await expect(missing).toBeVisible();
  expect(sent).toEqual([]);
}

for (const file of CHECKED) {
  test(`one byte of ${file}… changed: the app refuses to start`, async ({ page, folder, guards }) => {
    guards.allow(LOGGED);
    folder.changeByte(file);
    await page.goto("");
    await expectStartFailure(page);
  });

  test(`${file}… missing: the app does not start`, async ({ page, folder, guards }) => {
    guards.allow(LOGGED);
    folder.remove(file);
    await page.goto("");
    await expectStartFailure(page);
  });

  // Shows that the change itself does not break the file, so that only integrity rejects it above.
  test(`one byte of ${file}… changed: it starts without integrity`, async ({ page, folder }) => {
    folder.changeByte(file);
    folder.removeIntegrity();
    await page.goto("");
    await expect(page.getByLabel("Admin key")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
}

test(`one byte of ${SECOND}… changed: the app refuses to connect`, async ({ page, folder, guards }) => {
  guards.allow(REFUSED);
  folder.changeByte(SECOND);
  await page.goto("");
  await expectNoConsole(page, "sk-any");
});

test(`${SECOND}… missing: the app does not connect`, async ({ page, folder, guards }) => {
  guards.allow(REFUSED);
  folder.remove(SECOND);
  await page.goto("");
  await expectNoConsole(page, "sk-any");
});

test(`one byte of ${SECOND}… changed: it connects without integrity`, async ({ page, folder, guards }) => {
  guards.allow(/status of 401 /);
  folder.changeByte(SECOND);
  folder.removeIntegrity();
  await page.goto("");
  await page.getByLabel("Admin key").fill("sk-nobody-knows-this");
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("alert")).toContainText("The gateway does not accept this key.");
});

test.describe("the text editor of a document form", () => {
  const EDITOR = "code-";
  const it = test.extend<{ gateway: Sandbox }>({
    gateway: async ({ folder }, use) => {
      const gateway = await Sandbox.start(folder.path, "u");
      await use(gateway);
      await gateway.stop();
    },
    address: async ({ gateway }, use) => use(gateway.url),
  });

  async function openForm(page: Page, gateway: Sandbox) {
    await connect(page, gateway);
    const drawer = await openRow(page, "Options", "GroupRatio");
    const tried = page.waitForEvent("requestfinished", (request) => request.url().includes(EDITOR));
    await drawer.getByRole("button", { name: "Edit ratios" }).click();
    await tried;
    return page.getByRole("dialog", { name: "Edit ratios" });
  }

  it(`one byte of ${EDITOR}… changed: the form has a plain text area`, async ({ page, folder, gateway, guards }) => {
    guards.allow(LOGGED);
    folder.changeByte(EDITOR);
    const form = await openForm(page, gateway);
    const area = form.getByRole("textbox", { name: "Raw text" });
    await area.fill(`{"default":1,}`);
    await expect(form).toContainText("Not JSON from line 1, character 14 on.");
    await expect(area).toHaveValue(`{"default":1,}`);
  });

  it(`one byte of ${EDITOR}… changed: it works without integrity`, async ({ page, folder, gateway }) => {
    folder.changeByte(EDITOR);
    folder.removeIntegrity();
    await code(await openForm(page, gateway), "Raw text");
  });
});

test("without any file but the page, the page reports it", async ({ page, folder, guards }) => {
  guards.allow(LOGGED);
  for (const file of CHECKED) folder.remove(file);
  await page.goto("");
  await expectStartFailure(page);
});

test.describe("over plain HTTP, where scripts have no own digests", () => {
  test.use({ address: async ({ address }, use) => use(address.replace("127.0.0.1", "headgate.test")) });

  test(`one byte of ${SECOND}… changed: the app refuses to connect`, async ({ page, folder, guards }) => {
    guards.allow(REFUSED);
    guards.allow(/Cross-Origin-Opener-Policy header has been ignored/);
    folder.changeByte(SECOND);
    await page.goto("");
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expectNoConsole(page, "sk-any");
  });

  // One file is named by a tag, the other is fetched by a script.
  for (const file of ["start-", "headgate_bg-"]) {
    test(`one byte of ${file}… changed: the app refuses to start`, async ({ page, folder, guards }) => {
      guards.allow(LOGGED);
      guards.allow(/Cross-Origin-Opener-Policy header has been ignored/);
      folder.changeByte(file);
      await page.goto("");
      expect(await page.evaluate(() => isSecureContext)).toBe(false);
      await expectStartFailure(page);
    });
  }
});

test("a failure names the file, and offers to reload", async ({ page, folder, guards }) => {
  guards.allow(LOGGED);
  folder.changeByte("start-");
  await page.goto("");
  await expect(page.getByRole("alert")).toContainText(/start-[0-9a-f]{16}\.js/);
  await expect(page.getByRole("alert").getByRole("button", { name: "Reload" })).toBeVisible();
});
