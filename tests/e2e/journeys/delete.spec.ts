// Deleting a key: the facts shown before, the typed name, and the deleted row.
import { axe, expect, test, type Locator, type Page } from "../harness";
import { connect, done, gate, keyDialog, keyRow, takeScreenshots, openKey, countWrites } from "./steps";

const TITLE = "Delete key";

/** The gate's main button. */
const deleteButton = (page: Page) => gate(page).getByRole("button", { name: "Delete key" });

/** Opens the review of a deletion from the drawer. */
async function begin(page: Page, name: string): Promise<Locator> {
  await (await openKey(page, name)).getByRole("button", { name: "Delete" }).click();
  await expect(keyDialog(page, TITLE)).toBeVisible();
  return keyDialog(page, TITLE);
}

test("a button that deletes looks pressable only when it is", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await (await openKey(page, "Payments")).getByRole("button", { name: "Delete" }).click();
  await keyDialog(page, "Delete key").getByRole("button", { name: "Review" }).click();
  const button = gate(page).getByRole("button", { name: "Delete key" });
  const appearance = () => button.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).cursor]);
  await expect(button).toHaveAttribute("aria-disabled", "true");
  const refused = await appearance();
  expect(refused[1]).toBe("not-allowed");
  await gate(page).getByLabel("Type the name again").fill("Payments");
  await expect(button).not.toHaveAttribute("aria-disabled");
  expect((await appearance())[0]).not.toBe(refused[0]);
});

test("a key is deleted by its typed name, and its row and drawer disappear", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const facts = await begin(page, "Payments");
  await expect(facts).toContainText("The id, the value and what is left of the budget are lost.");
  await expect(facts).toContainText(id);
  await expect(facts).toContainText("100.00 USD");
  await expect(facts.getByText("No pending charges."), "pending charges").toBeVisible();
  await expect(facts.getByRole("alert")).toHaveCount(0);
  await axe(page);
  await takeScreenshots(page, "delete");
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText(`Delete the API key “Payments” (${id}) permanently.`);
  await expect(gate(page)).toContainText("It cannot be restored");
  await expect(deleteButton(page)).toHaveAttribute("aria-disabled", "true");
  await gate(page).getByLabel("Type the name again").fill("Payment");
  await deleteButton(page).click({ force: true });
  expect(await countWrites(sandbox)).toEqual({ requests: 0, applied: 0 });
  await gate(page).getByLabel("Type the name again").fill("Payments");
  await axe(page);
  await takeScreenshots(page, "delete-gate");
  await deleteButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await expect(gate(page)).toContainText("It is no longer listed.");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(keyRow(page, "Payments")).toHaveCount(0);
  await expect(page.getByRole("complementary")).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get("key")).toBeNull();
  await axe(page);
});

test("a use after the list was loaded is shown before the gate opens", async ({ page, sandbox }) => {
  // The list of this page is more than an hour older than the gateway's data.
  let behind = true;
  await page.route("**/v1/organization/admin_api_keys?*", async (route) => {
    if (!behind) return route.continue();
    const response = await route.fetch();
    const json = (await response.json()) as { data: { name: string; last_used_at: number | null }[] };
    for (const key of json.data) if (key.name === "Docs translation") key.last_used_at = 1_700_000_000;
    await route.fulfill({ response, json });
  });
  await connect(page, sandbox);
  const facts = await begin(page, "Docs translation");
  await expect(facts.getByRole("alert")).toHaveCount(0);
  behind = false;
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(facts).toContainText("The key was used since it was last read");
  await expect(facts.getByRole("alert")).toContainText("This key was used within the last hour.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
});

test("a key that is already deleted is reported so", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const facts = await begin(page, "Payments");
  await page.request.delete(`${sandbox.url}v1/organization/admin_api_keys/${id}`, {
    headers: { authorization: `Bearer ${sandbox.adminKey}` },
  });
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(facts).toContainText("The gateway does not list this key: it was deleted or never existed.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await facts.getByRole("button", { name: "Cancel" }).click();
  await expect(keyRow(page, "Payments")).toHaveCount(0);
});
