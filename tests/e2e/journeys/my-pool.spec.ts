// The screen of the operator's own pool, with a key that is limited to it.
import { axe, expect, test, type Page, type Sandbox } from "../harness";
import { done, gate, createKeyInMyPool, takeScreenshots, addCharge, submitKey, countWrites } from "./steps";

/** Opens the app and connects with the limited key. */
async function connectLimited(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto("");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
}

/** The value beside this label. */
const fact = (page: Page, label: string) =>
  page.getByRole("main").locator(".detail").filter({ has: page.getByText(label, { exact: true }) }).getByRole("definition");

test.beforeEach(({ guards }) => guards.allow(/status of 403/));

test("a key is created in the operator's own pool, and the count grows", async ({ page, sandbox }) => {
  await connectLimited(page, sandbox);
  await expect(page.getByRole("main").getByRole("heading", { name: "Platform", level: 2 })).toBeVisible();
  await expect(fact(page, "Keys")).toHaveText(/^\d+$/);
  const before = Number(await fact(page, "Keys").innerText());
  const opener = page.getByRole("button", { name: "Create key in my pool" });
  await opener.click();
  const form = page.getByRole("dialog", { name: "Create key in my pool" });
  await expect(form.getByText("Pool", { exact: true })).toHaveCount(0);
  await form.getByLabel("Name").fill("Interns");
  await form.getByRole("textbox", { name: "Amount", exact: true }).fill("5");
  await axe(page);
  await form.getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toContainText("Create the API key “Interns” in your pool “Platform”.");
  await gate(page).getByRole("button", { name: "Create key" }).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await expect(gate(page).getByRole("textbox", { name: "Text to copy" })).toHaveValue(/^sk-/);
  await done(page);
  await expect(fact(page, "Keys")).toHaveText(String(before + 1));
  await expect(opener).toBeFocused();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await axe(page);
});

test("the pending charges of the pool's keys are on its page", async ({ page, sandbox }) => {
  await addCharge(sandbox, { key_id: await createKeyInMyPool(sandbox, "Mine"), amount_usd: "0.75", kind: "request", age_seconds: 90 });
  await connectLimited(page, sandbox);
  const charges = page.getByRole("table", { name: "Pending charges of its keys" });
  const mine = charges.getByRole("row").filter({ hasText: "Mine" });
  await expect(mine).toContainText("0.75");
  await axe(page);
  await takeScreenshots(page, "my-pool");
  await mine.getByRole("link").click();
  await expect(page.getByRole("complementary")).toContainText("0.75 USD");
});

test("no pool at all is a state, not an error", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 404/);
  const error = { message: "No default pool.", type: "invalid_request_error", code: "default_pool_not_assigned" };
  await page.route("**/v1/organization/pools/default", (route) => route.fulfill({ status: 404, json: { error } }));
  await connectLimited(page, sandbox);
  await expect(page.getByRole("note").getByText("No pool is assigned to you")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  const create = page.getByRole("button", { name: "Create key in my pool" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription("No pool is assigned to you");
  await axe(page);
  await takeScreenshots(page, "my-pool-none");
});

test("a loaded pool stays visible when a later refresh fails", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 500/);
  await connectLimited(page, sandbox);
  await expect(fact(page, "Keys")).toHaveText(/^\d+$/);
  await sandbox.fault({ fault: "server-error", on: "default-pool" });
  await page.getByRole("button", { name: "Reload" }).first().click();
  await expect(page.getByText("these rows were read before")).toBeVisible();
  await expect(fact(page, "Keys")).toHaveText(/^\d+$/);
  await axe(page);
});
