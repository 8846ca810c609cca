// Deleting a key: what is said before, the typed name, and that it is gone, or known to be.
import { axe, expect, test, type Locator, type Page } from "../harness";
import { connect, done, gate, heldKey, keyDialog, keyRow, look, openJournal, openKey, written } from "./steps";

const TITLE = "Delete a key";

/** The gate's main button. */
const deleteButton = (page: Page) => gate(page).getByRole("button", { name: "Delete key" });

/** Opens the facts from the drawer's end. */
async function begin(page: Page, name: string): Promise<Locator> {
  await (await openKey(page, name)).getByRole("button", { name: "Delete" }).click();
  await expect(keyDialog(page, TITLE)).toBeVisible();
  return keyDialog(page, TITLE);
}

/** From the list to the gate, with the name typed. */
async function review(page: Page, name: string): Promise<void> {
  await (await begin(page, name)).getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
  await gate(page).getByLabel("Type the name again").fill(name);
}

test("a key is deleted by its typed name, and its row and drawer go", async ({ page, sandbox }) => {
  const id = await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const facts = await begin(page, "Payments");
  await expect(facts).toContainText("What does not come back: the id, the value");
  await expect(facts).toContainText(id);
  await expect(facts).toContainText("100.00 USD");
  await expect(facts.getByText("none", { exact: true }), "pending charges").toBeVisible();
  await expect(facts.getByRole("alert")).toHaveCount(0);
  await axe(page);
  await look(page, "delete");
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText(`Delete the API key “Payments” (${id}) for good.`);
  await expect(gate(page)).toContainText("Nothing brings it back");
  await expect(deleteButton(page)).toHaveAttribute("aria-disabled", "true");
  await gate(page).getByLabel("Type the name again").fill("Payment");
  await deleteButton(page).click({ force: true });
  expect(await written(sandbox)).toEqual({ requests: 0, applied: 0 });
  await gate(page).getByLabel("Type the name again").fill("Payments");
  await axe(page);
  await look(page, "delete-gate");
  await deleteButton(page).click();
  await expect(gate(page)).toContainText("Done, and seen in what the gateway holds now.");
  await expect(gate(page)).toContainText("It is not in the list any more.");
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(keyRow(page, "Payments")).toHaveCount(0);
  await expect(page.getByRole("complementary")).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get("key")).toBeNull();
  await axe(page);
});

test("a key that something uses now is said in red words", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  const facts = await begin(page, "Docs translation");
  const words = facts.getByText("This key was used within the last hour. Whatever uses it stops working.");
  await expect(words).toBeVisible();
  const red = await words.evaluate((element) => getComputedStyle(element).color);
  expect(red).not.toBe(await facts.evaluate((element) => getComputedStyle(element).color));
  await axe(page);
  await look(page, "delete-used");
});

test("a use that came after the list was read is shown before the gate opens", async ({ page, sandbox }) => {
  // The list of this page is an hour and more behind what the gateway knows.
  const list = "**/v1/organization/admin_api_keys?*";
  await page.route(list, async (route) => {
    const answer = await route.fetch();
    const json = (await answer.json()) as { data: { name: string; last_used_at: number | null }[] };
    for (const key of json.data) if (key.name === "Docs translation") key.last_used_at = 1_700_000_000;
    await route.fulfill({ response: answer, json });
  });
  await connect(page, sandbox);
  const facts = await begin(page, "Docs translation");
  await expect(facts.getByRole("alert")).toHaveCount(0);
  await page.unroute(list);
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(facts).toContainText("The key was used since it was last read");
  await expect(facts.getByRole("alert")).toContainText("This key was used within the last hour.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
});

test("a key that is gone already says so", async ({ page, sandbox }) => {
  const id = await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const facts = await begin(page, "Payments");
  await page.request.delete(`${sandbox.url}v1/organization/admin_api_keys/${id}`, {
    headers: { authorization: `Bearer ${sandbox.adminKey}` },
  });
  await facts.getByRole("button", { name: "Review" }).click();
  await expect(facts).toContainText("The gateway lists no such key: it was deleted, or never there. Nothing was sent.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await facts.getByRole("button", { name: "Cancel" }).click();
  await expect(keyRow(page, "Payments")).toHaveCount(0);
});

test("a deletion whose answer was lost is known to have landed", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE/);
  await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await review(page, "Payments");
  await sandbox.fault({ fault: "drop-after", on: "delete" });
  await deleteButton(page).click();
  await expect(gate(page)).toContainText("It is so now, though no answer says that this write did it.");
  await expect(gate(page)).toContainText("It is not in the list any more.");
  await axe(page);
  expect((await written(sandbox)).applied).toBe(1);
  await sandbox.clearFaults();
  await done(page);
  await expect(keyRow(page, "Payments")).toHaveCount(0);
  await expect(page.getByRole("complementary")).toHaveCount(0);
  const journal = await openJournal(page);
  await expect(journal.getByRole("row").nth(1)).toContainText("applied");
});

test("a refusal leaves the key and says why", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 400/);
  const id = await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await review(page, "Payments");
  await sandbox.fault({ fault: "refuse", on: "delete" });
  await deleteButton(page).click();
  await expect(gate(page)).toContainText("The gateway said no: “The sandbox was told to refuse this.”");
  await sandbox.clearFaults();
  await done(page);
  await keyDialog(page, TITLE).getByRole("button", { name: "Cancel" }).click();
  await expect(keyRow(page, "Payments")).toBeVisible();
  expect((await heldKey(sandbox, id)).name).toBe("Payments");
});
