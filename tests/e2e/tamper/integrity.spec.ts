// With one byte changed or a file missing, the app does not start, and the page says so. Runs in
// every browser, for each file whose integrity docs/deploy.md claims.
import { expect, type Page } from "../harness";
import { test } from "./folder";

/** Boot script, start script with the module's glue, style sheet, module. */
const CHECKED = ["boot-", "start-", "index-", "headgate_bg-"];

/** Browser messages about a file that was rejected or missing. */
const LOGGED = /Failed to (load|find)|integrity|Refused to|nosniff|disallowed MIME type/;

async function expectStartFailure(page: Page): Promise<void> {
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Headgate could not start");
  await expect(alert).toContainText("部署不完整");
  await page.waitForLoadState("load");
  await expect(page.locator("html")).not.toHaveAttribute("data-boot", "ready");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Admin key")).toHaveCount(0);
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

test("without any file but the page, the page reports it", async ({ page, folder, guards }) => {
  guards.allow(LOGGED);
  for (const file of CHECKED) folder.remove(file);
  await page.goto("");
  await expectStartFailure(page);
});

test.describe("over plain HTTP, where scripts have no own digests", () => {
  test.use({ address: async ({ address }, use) => use(address.replace("127.0.0.1", "headgate.test")) });

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
