// Undoing a change from the journal: through the gate, and only where the gateway still has the
// state that the change left.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { done, gate, takeScreenshots, openJournal, countWrites } from "./steps";
import { assign, makeKey, makePool, openPool, openPools, poolOf, reviewAssign } from "./pools-steps";

const DONE = "Done, and verified: this is what the gateway holds now.";

/** Moves keys to a pool on the screens, and opens the journal's entry. */
async function movedEntry(page: Page, sandbox: Sandbox, pool: string, keys: string[]): Promise<Locator> {
  await openPools(page, sandbox);
  await openPool(page, pool);
  await reviewAssign(page, pool, keys);
  await gate(page).getByRole("button", { name: /^Move/ }).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  return openEntry(page, keys.join(", "));
}

/** Opens the entry with this name in the journal. */
async function openEntry(page: Page, name: string): Promise<Locator> {
  const journal = await openJournal(page);
  await journal.getByRole("button", { name, exact: true }).first().click();
  const drawer = page.getByRole("complementary", { name });
  await expect(drawer).toBeVisible();
  return drawer;
}

test("keys are moved back", async ({ page, sandbox }) => {
  const [home, team] = [await makePool(sandbox, "Home"), await makePool(sandbox, "Team")];
  const [one, two] = [await makeKey(sandbox, "One"), await makeKey(sandbox, "Two")];
  await assign(sandbox, home, one);
  const drawer = await movedEntry(page, sandbox, "Team", ["One", "Two"]);
  expect([await poolOf(sandbox, one), await poolOf(sandbox, two)]).toEqual([team, team]);
  await expect(drawer).toContainText("Can be undone from the journal");
  await axe(page);
  await takeScreenshots(page, "undo-entry");
  await drawer.getByRole("button", { name: "Undo" }).click();
  await expect(gate(page)).toContainText("Move 2 keys, each into the pool shown below.");
  const sentence = `Move 2 keys into the pool “Team” (${team}).`;
  await expect(gate(page)).toContainText(/Undoes what was sent on \d{4}-/);
  await expect(gate(page)).toContainText(sentence);
  await axe(page);
  await takeScreenshots(page, "undo-gate");
  await gate(page).getByRole("button", { name: "Move 2 keys" }).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  expect([await poolOf(sandbox, one), await poolOf(sandbox, two)]).toEqual([home, null]);
  // The entry says that it was undone, and links to the undo, which links here.
  await expect(drawer.getByRole("button", { name: "Undo" })).toBeHidden();
  await expect(drawer).toContainText("Last verified on");
  await takeScreenshots(page, "undo-taken-back");
  await drawer.getByRole("link", { name: /^Undone on/ }).click();
  await expect(drawer).toContainText("Move 2 keys, each into the pool shown below.");
  await expect(drawer.getByRole("button", { name: "Undo" })).toBeVisible();
  await axe(page);
  await takeScreenshots(page, "undo-takes-back");
  await drawer.getByRole("link", { name: sentence }).click();
  await expect(drawer.getByRole("link", { name: /^Undone on/ })).toBeVisible();
  expect(await countWrites(sandbox)).toEqual({ requests: 4, applied: 4 });
});

test("a key that was moved again is skipped, and named", async ({ page, sandbox }) => {
  const [other, team] = [await makePool(sandbox, "Other"), await makePool(sandbox, "Team")];
  const [one, two] = [await makeKey(sandbox, "One"), await makeKey(sandbox, "Two")];
  const drawer = await movedEntry(page, sandbox, "Team", ["One", "Two"]);
  await assign(sandbox, other, one);
  await drawer.getByRole("button", { name: "Undo" }).click();
  await expect(gate(page)).toContainText(`Remove “Two” (${two}) from the pool “Team”.`);
  await expect(gate(page)).toContainText("Left as it is:");
  await expect(gate(page)).toContainText("One: changed since");
  await axe(page);
  await takeScreenshots(page, "undo-left-out");
  await gate(page).getByRole("button", { name: "Remove key from pool" }).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  expect([await poolOf(sandbox, one), await poolOf(sandbox, two)]).toEqual([other, null]);
  await expect(drawer.getByRole("link", { name: "Two" })).toContainText(/^Undone on/);
  // No other key has the state that the change left.
  await drawer.getByRole("button", { name: "Undo" }).click();
  await expect(drawer).toContainText("One: changed since, so look before you decide.");
  await expect(drawer).toContainText("Two: undone before.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  expect(await poolOf(sandbox, two)).toBeNull();
  // The list was refreshed meanwhile; the focus still returns to the row.
  await drawer.getByRole("button", { name: "Undo" }).press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("button", { name: "One, Two", exact: true })).toBeFocused();
  expect(team).not.toBe(other);
});
