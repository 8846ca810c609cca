// Pools: creating one, its owner, and when it can be deleted. Every journey compares the screen
// with the gateway's ledger.
import { axe, expect, test } from "../harness";
import { done, gate, countWrites } from "./steps";
import { assign, makeKey, makePool, openPool, openPools, poolRow, poolsTable, prepare } from "./pools-steps";

test("a pool is created with an owner, and its name is then taken", async ({ page, sandbox }) => {
  await openPools(page, sandbox);
  await page.getByRole("button", { name: "Create pool" }).click();
  const form = page.getByRole("dialog", { name: "Create pool" });
  await form.getByLabel("Name").fill("Platform");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(form.getByText(/^A pool of this name exists already/)).toBeVisible();
  await axe(page);
  await form.getByLabel("Name").fill(" Night shift ");
  await form.getByRole("radio", { name: "Support lead · user_00000003" }).check();
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Create the pool “Night shift” with the owner Support lead (user_00000003).");
  await axe(page);
  await gate(page).getByRole("button", { name: "Create pool" }).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  const [entry] = await sandbox.ledger();
  expect(JSON.parse(entry.body)).toEqual({ name: "Night shift", owner_id: "user_00000003" });
  expect(entry.idempotency_key).toBeTruthy();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(form).toBeHidden();
  await expect(poolsTable(page).getByRole("row").nth(1)).toContainText("Night shift");
  await expect(poolRow(page, "Night shift")).toContainText("Support lead");
});

test("an owner is set by id, and the gateway decides", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 404/);
  await openPools(page, sandbox);
  await openPool(page, "Mobile apps");
  await page.getByRole("button", { name: "Change owner" }).click();
  const form = page.getByRole("dialog", { name: "Change pool owner" });
  await form.getByRole("radio", { name: "Another, by id" }).check();
  const id = form.getByRole("textbox", { name: "Identifier" });
  await id.fill("a b");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(id).toHaveAccessibleDescription(/^An id has no spaces/);
  await axe(page);
  await id.fill("user_99999999");
  await form.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Set owner" }).click();
  await expect(gate(page)).toContainText("refused");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
  await done(page);
  await expect(id, "the form stands as it was").toHaveValue("user_99999999");
});

test("an owner is set, and removed again", async ({ page, sandbox }) => {
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Mobile apps");
  await expect(drawer).toContainText("nobody");
  await drawer.getByRole("button", { name: "Change owner" }).click();
  const form = page.getByRole("dialog", { name: "Change pool owner" });
  await form.getByRole("radio", { name: "Research lead · user_00000002" }).check();
  await axe(page);
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Make Research lead (user_00000002) the owner of the pool “Mobile apps”");
  await gate(page).getByRole("button", { name: "Set owner" }).click();
  await expect(gate(page)).toContainText("The owner is Research lead");
  await axe(page);
  await done(page);
  await expect(drawer).toContainText("Research lead");
  await expect(poolRow(page, "Mobile apps")).toContainText("Research lead");

  await drawer.getByRole("button", { name: "Change owner" }).click();
  const current = form.getByRole("radio", { name: /^Research lead · user_00000002/ });
  await expect(current).toBeDisabled();
  await form.getByRole("radio", { name: "Nobody" }).check();
  await form.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Remove owner" }).click();
  await expect(gate(page)).toContainText("It has no owner now.");
  await done(page);
  await expect(drawer).toContainText("nobody");
  expect(await countWrites(sandbox)).toEqual({ requests: 2, applied: 2 });
});

test("a pool with keys in it is not deleted: by the drawer, by the count, by the gateway", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 409/);
  const pool = await makePool(sandbox, "Night shift");
  await openPools(page, sandbox);
  const used = await openPool(page, "Platform");
  await expect(used.getByRole("button", { name: "Delete pool" })).toHaveAttribute("aria-disabled", "true");
  await expect(used.getByRole("button", { name: "Delete pool" })).toHaveAccessibleDescription("Delete pool: The pool still holds keys: move them first.");

  const drawer = await openPool(page, "Night shift");
  const first = await makeKey(sandbox, "First");
  await assign(sandbox, pool, first);
  await drawer.getByRole("button", { name: "Delete pool" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete pool" });
  await expect(dialog).toContainText("Counted just now: 1 key in it. Move it first.");
  await expect(dialog.getByRole("button", { name: "Review" })).toHaveAttribute("aria-disabled", "true");
  await axe(page);
  await prepare(sandbox, "DELETE", `v1/organization/pools/${pool}/api_keys/${first}`);
  await dialog.getByRole("button", { name: "Read again" }).click();
  await expect(dialog).toContainText("Counted just now: no key is in it.");

  // Another key is added between the count and the confirmation: the gateway's error is shown.
  await dialog.getByRole("button", { name: "Review" }).click();
  await gate(page).getByLabel("Type the name again").fill("Night shift");
  await assign(sandbox, pool, first);
  await gate(page).getByRole("button", { name: "Delete pool" }).click();
  await expect(gate(page)).toContainText("There are 1 API keys in this pool.");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
});

test("an empty pool is deleted once its name is typed", async ({ page, sandbox }) => {
  await makePool(sandbox, "Night shift");
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await drawer.getByRole("button", { name: "Delete pool" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete pool" });
  await expect(dialog).toContainText("Counted just now: no key is in it.");
  await axe(page);
  await dialog.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Delete the pool “Night shift”");
  const button = gate(page).getByRole("button", { name: "Delete pool" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await axe(page);
  await gate(page).getByLabel("Type the name again").fill("Night shift");
  await button.click();
  await expect(gate(page)).toContainText("It is no longer listed.");
  await expect(gate(page), "the keys are read once more").toContainText("No key names this pool any more.");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(poolRow(page, "Night shift")).toHaveCount(0);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await expect(page).not.toHaveURL(/pool=/);
});
