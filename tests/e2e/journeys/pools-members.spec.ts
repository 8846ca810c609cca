// The members of a pool: several keys at a time as one plan, each with its own outcome.
import { axe, expect, test } from "../harness";
import { done, gate, countWrites } from "./steps";
import { assign, assigning, makeKey, makePool, openPool, openPools, poolOf, poolRow, step } from "./pools-steps";

test("three keys are assigned as one plan, and one that is refused does not stop the others", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 400/);
  const pool = await makePool(sandbox, "Night shift");
  const ids = [];
  for (const name of ["First", "Second [fault:refuse]", "Third"]) ids.push(await makeKey(sandbox, name));
  const inside = await makeKey(sandbox, "Inside");
  await assign(sandbox, pool, inside);
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await expect(drawer.getByText("1 key; the list is complete.")).toBeVisible();
  await drawer.getByRole("button", { name: "Assign keys" }).click();
  const dialog = assigning(page, "Night shift");
  await expect(dialog.getByRole("checkbox", { name: "Inside", exact: true })).toBeDisabled();
  await expect(dialog.getByRole("row", { name: /Inside/ })).toContainText("already here");
  await expect(dialog.getByRole("button", { name: "Assign keys" })).toHaveAccessibleDescription("Tick the keys to assign first.");
  await dialog.getByLabel("Search name, key, id, owner").fill("third");
  await dialog.getByRole("checkbox", { name: "Third", exact: true }).check();
  await dialog.getByLabel("Search name, key, id, owner").fill("");
  await expect(dialog.getByText("1 ticked")).toBeVisible();
  for (const name of ["First", "Second [fault:refuse]"]) await dialog.getByRole("checkbox", { name, exact: true }).check();
  await axe(page);
  await dialog.getByRole("button", { name: "Assign 3 keys" }).click();

  await expect(gate(page)).toContainText(`Move 3 keys into the pool “Night shift” (${pool}).`);
  await axe(page);
  await gate(page).getByRole("button", { name: "Move 3 keys" }).click();
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
  await expect(gate(page).locator(".gate-outcome"), "one verdict for the plan").toHaveText("2 of 3 applied");
  await expect(step(page, "First")).toContainText("applied");
  await expect(step(page, "Second")).toContainText(/refused.*The gateway/);
  await expect(step(page, "Third")).toContainText("applied");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 3, applied: 2 });
  await gate(page).getByRole("button", { name: "Done", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(drawer.getByText("3 keys; the list is complete.")).toBeVisible();
  // The pool counts its keys, so it is read again too.
  await expect(poolRow(page, "Night shift").getByRole("cell", { name: "3", exact: true })).toBeVisible();
  expect(await Promise.all(ids.map((id) => poolOf(sandbox, id)))).toEqual([pool, null, pool]);
});

test("two members are removed, and a member links to its key", async ({ page, sandbox }) => {
  const pool = await makePool(sandbox, "Night shift");
  const ids = [];
  for (const name of ["First", "Second", "Third"]) {
    const id = await makeKey(sandbox, name);
    await assign(sandbox, pool, id);
    ids.push(id);
  }
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await expect(drawer.getByRole("button", { name: "Remove from pool" })).toHaveAccessibleDescription("Tick the keys to remove first.");
  for (const name of ["Tick First", "Tick Third"]) await drawer.getByRole("checkbox", { name }).check();
  await axe(page);
  await drawer.getByRole("button", { name: "Remove 2 keys from pool" }).click();
  await expect(gate(page)).toContainText("Remove 2 keys from the pool “Night shift”.");
  await gate(page).getByRole("button", { name: "Remove 2 keys from pool" }).click();
  await expect(gate(page)).toContainText("In no pool now.");
  await axe(page);
  await done(page);
  await expect(drawer.getByText("1 key; the list is complete.")).toBeVisible();
  expect(await Promise.all(ids.map((id) => poolOf(sandbox, id)))).toEqual([null, pool, null]);
  expect(await countWrites(sandbox)).toEqual({ requests: 2, applied: 2 });
  await drawer.getByRole("link", { name: "Second" }).click();
  await expect(page.getByRole("complementary", { name: "Second" })).toContainText("Night shift");
});

test.describe("many keys", () => {
  test.use({ seed: 120 });

  test("more than fifty at once are refused with the reason", async ({ page, sandbox }) => {
    await makePool(sandbox, "Night shift");
    await openPools(page, sandbox);
    const drawer = await openPool(page, "Night shift");
    await drawer.getByRole("button", { name: "Assign keys" }).click();
    const dialog = assigning(page, "Night shift");
    await expect(dialog.getByText("100 shown · 100 loaded, more available")).toBeVisible();
    await axe(page);
    // Only visible rows are rendered, but the keyboard reaches all of them.
    await dialog.getByRole("checkbox").first().focus();
    for (let tick = 0; tick < 51; tick += 1) {
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
    }
    await expect(dialog.getByText("51 ticked")).toBeVisible();
    const review = dialog.getByRole("button", { name: "Assign 51 keys" });
    await expect(review).toHaveAccessibleDescription("At most 50 at once; 51 are ticked.");
    await review.click({ force: true });
    await expect(gate(page)).toBeHidden();
    await dialog.getByRole("button", { name: "Load all" }).click();
    await expect(dialog.getByText("120 shown · all 120 loaded")).toBeVisible();
    await expect(dialog.getByText("51 ticked")).toBeVisible();
    await dialog.getByRole("button", { name: "Untick all" }).click();
    await expect(dialog.getByText("0 ticked")).toBeVisible();
  });
});

test("a key that was moved meanwhile is skipped and named", async ({ page, sandbox }) => {
  const pool = await makePool(sandbox, "Night shift");
  const [one, two] = [await makeKey(sandbox, "First"), await makeKey(sandbox, "Second")];
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await drawer.getByRole("button", { name: "Assign keys" }).click();
  const dialog = assigning(page, "Night shift");
  for (const name of ["First", "Second"]) await dialog.getByRole("checkbox", { name, exact: true }).check();
  await assign(sandbox, pool, one);
  await dialog.getByRole("button", { name: "Assign 2 keys" }).click();
  const stopped = page.getByRole("dialog", { name: "Move key", exact: true });
  await expect(stopped).toContainText("Left out, so review the rest:");
  await expect(stopped).toContainText("First: It is so already");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await stopped.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Move key" }).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  expect(await poolOf(sandbox, two)).toBe(pool);
});

test("a gateway that ignores the filter: members are filtered by the app, which says how many rows that covers", async ({ page, sandbox }) => {
  const pool = await makePool(sandbox, "Night shift");
  await assign(sandbox, pool, await makeKey(sandbox, "Inside"));
  await sandbox.fault({ fault: "no-filter", on: "list" });
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await expect(drawer.getByText(/^1 key of all \d+ rows\./)).toBeVisible();
  await expect(drawer.getByRole("table").getByRole("row")).toHaveCount(2);
  await axe(page);
});
