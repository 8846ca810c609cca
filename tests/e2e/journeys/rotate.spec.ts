// Rotating a key: when the old value expires, the new value shown once, and a lost response. The
// guide shows `rotate` and `rotate-lost`, light and Chinese.
import { axe, expect, test, type Locator, type Page } from "../harness";
import { callGateway, connect, done, gate, readKey, keyDialog, keyRow, takeScreenshots, openKey, countWrites } from "./steps";

const TITLE = "Rotate key";

/** The gate's main button. */
const rotateButton = (page: Page) => gate(page).getByRole("button", { name: "Rotate key" });

/** The new value, while it is shown. */
const value = (page: Page) => gate(page).getByRole("textbox", { name: "Text to copy" });

/** Opens the form from the key's drawer. */
async function begin(page: Page, name: string): Promise<Locator> {
  await (await openKey(page, name)).getByRole("button", { name: "Rotate" }).click();
  await expect(keyDialog(page, TITLE)).toBeVisible();
  return keyDialog(page, TITLE);
}

/** Chooses a grace period, and continues to the gate. */
async function review(page: Page, form: Locator, grace: string): Promise<void> {
  await form.getByRole("radio", { name: grace }).check();
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
}

test("a new value is shown once, and the old one expires later", async ({ page, context, sandbox }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  const before = await readKey(sandbox, id);
  await connect(page, sandbox);
  const form = await begin(page, "Payments");
  await expect(form.getByRole("radio", { name: "1 hour" })).toBeChecked();
  await expect(form).toContainText(/If sent now, the old value stops working at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\./);
  await form.getByRole("radio", { name: "Not at all" }).check();
  await expect(form).toContainText("The old value stops working at once, when the gateway responds.");
  await form.getByRole("radio", { name: "15 minutes" }).check();
  await expect(form).toContainText("If sent now, the old value stops working at ");
  await axe(page);
  await review(page, form, "15 minutes");
  await expect(gate(page)).toContainText(`Replace the value of “Payments” (${id}) with a new one.`);
  await axe(page);
  await rotateButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");

  const [entry] = await sandbox.ledger();
  expect(JSON.parse(entry.body)).toEqual({ grace_period_seconds: 900 });
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await expect(gate(page)).toContainText(`Key (old)${before.redacted_value}`);
  await expect(gate(page)).toContainText(/Key \(new\)sk-.*The old value stops working\d{4}-\d\d-\d\d/);
  await expect(value(page)).toHaveValue(/^sk-/);
  const secret = await value(page).inputValue();
  const finish = gate(page).getByRole("button", { name: "Done" });
  await expect(finish).toHaveAccessibleDescription("Copy the value first, or say that you do not need it.");
  await page.keyboard.press("Escape");
  await finish.click({ force: true });
  await expect(value(page)).toBeVisible();
  await axe(page);
  await gate(page).getByRole("group", { name: "The key's value" }).getByRole("button", { name: "Copy" }).click();
  await expect(gate(page).getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await finish.click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);

  const after = await readKey(sandbox, id);
  expect(after).toMatchObject({ id, name: before.name, budget: before.budget });
  expect(after.redacted_value).not.toBe(before.redacted_value);
  await expect(page.getByRole("complementary", { name: "Payments" })).toContainText(after.redacted_value);
  await expect(keyRow(page, "Payments")).toContainText(after.redacted_value);
  await expect(page.getByRole("button", { name: "Rotate" }), "the focus returns to where it began").toBeFocused();
});

test("where every key has the same mask, the response tells that the value is new", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "fixed-mask", on: "any" });
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await review(page, await begin(page, "Payments"), "15 minutes");
  await rotateButton(page).click();
  await expect(value(page)).toHaveValue(/^sk-/);
  await expect(gate(page)).toContainText("applied");
  await expect(gate(page)).not.toContainText("not applied");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("settings beside a new value are those of the key's own foundation", async ({ page, sandbox }) => {
  const body = { name: "Payments", limit_usd: "100", foundation: "anthropic" };
  await callGateway(sandbox, "POST", "v1/organization/admin_api_keys", body);
  await connect(page, sandbox);
  await review(page, await begin(page, "Payments"), "1 hour");
  await rotateButton(page).click();
  await expect(value(page)).toBeVisible();
  await expect(gate(page).getByText("For Claude clients")).toBeVisible();
  await expect(gate(page).getByText("For OpenAI clients")).toHaveCount(0);
  await done(page);
});

test("errors of a custom time are shown beside its field", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const form = await begin(page, "Payments");
  await form.getByRole("radio", { name: "Another time" }).check();
  const seconds = form.getByRole("textbox", { name: "Seconds" });
  await seconds.fill("86401");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(seconds).toHaveAccessibleDescription(/^This number is too large\./);
  await expect(seconds).toBeFocused();
  await axe(page);
  await takeScreenshots(page, "rotate-problem");
  await seconds.fill("7200");
  await expect(form).toContainText("If sent now, the old value stops working at ");
  await seconds.press("Enter");
  await rotateButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  expect(JSON.parse((await sandbox.ledger())[0].body)).toEqual({ grace_period_seconds: 7200 });
});

test("a key that is in use is pointed out", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  const form = await begin(page, "Docs translation");
  await expect(form.getByRole("alert")).toContainText("This key was used within the last hour.");
  await axe(page);
  await takeScreenshots(page, "rotate");
});

test("a lost response is not requested again automatically", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE/);
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  const before = await readKey(sandbox, id);
  await connect(page, sandbox);
  await review(page, await begin(page, "Payments"), "1 hour");
  await sandbox.fault({ fault: "drop-after", on: "rotate" });
  await rotateButton(page).click();
  await expect(gate(page)).toContainText("The response was lost, but it was applied once.");
  await expect(gate(page)).toContainText("The old value was replaced, but the new one did not arrive with the response");
  await expect(value(page)).toHaveCount(0);
  await axe(page);
  await takeScreenshots(page, "rotate-lost");
  // The browser may repeat the request by itself; the gateway then applies it once.
  expect((await countWrites(sandbox)).applied).toBe(1);
  const after = await readKey(sandbox, id);
  expect(after.redacted_value).not.toBe(before.redacted_value);
  await expect(gate(page)).toContainText(after.redacted_value);
  expect(new Set((await sandbox.ledger()).map((entry) => entry.idempotency_key)).size).toBe(1);
  await sandbox.clearFaults();
  await gate(page).getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("complementary", { name: "Payments" })).toContainText(after.redacted_value);
});
