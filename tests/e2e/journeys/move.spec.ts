// Moving a key between pools and out of one, from the key's drawer.
import { axe, expect, test, type Locator, type Page } from "../harness";
import { callGateway, connect, done, gate, readKey, keyDialog, keyRow, takeScreenshots, openKey, countWrites } from "./steps";

const TITLE = "Move key";

/** The gate's main button. */
const moveButton = (page: Page) => gate(page).getByRole("button", { name: "Move key" });

/** Opens the form from the key's drawer. */
async function begin(page: Page, name: string): Promise<Locator> {
  await (await openKey(page, name)).getByRole("button", { name: "Move" }).click();
  await expect(keyDialog(page, TITLE)).toBeVisible();
  return keyDialog(page, TITLE);
}

/** Chooses a pool or none, and continues to the gate. */
async function review(page: Page, form: Locator, place: RegExp): Promise<void> {
  await form.getByRole("radio", { name: place }).check();
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
}

test("a key goes into a pool, on to another, and out again", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const form = await begin(page, "Payments");
  await expect(form.getByRole("radio", { name: /^no pool/ })).toBeDisabled();
  await expect(form).toContainText("This is so now.");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(form).toContainText("Choose where the key should go.");
  await expect(gate(page)).toBeHidden();
  await axe(page);
  await takeScreenshots(page, "move");
  await review(page, form, /^Research /);
  await expect(gate(page)).toContainText(`Move “Payments” (${id}) into the pool “Research”`);
  await expect(gate(page)).toContainText("Can be undone from the journal");
  await axe(page);
  await takeScreenshots(page, "move-gate");
  await moveButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await done(page);
  const research = (await readKey(sandbox, id)).pool_id;
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await expect(drawer.getByRole("link", { name: "Research" })).toHaveAttribute("href", new RegExp(`/pools\\?pool=${research}`));
  await expect(keyRow(page, "Payments")).toContainText("Research");

  await drawer.getByRole("button", { name: "Move" }).click();
  await expect(form.getByRole("radio", { name: /^Research / })).toBeDisabled();
  await review(page, form, /^Customer care /);
  await moveButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await done(page);
  await expect(keyRow(page, "Payments")).toContainText("Customer care");

  await drawer.getByRole("button", { name: "Move" }).click();
  await review(page, form, /^no pool/);
  await expect(gate(page)).toContainText(`Remove “Payments” (${id}) from the pool “Customer care”.`);
  await gate(page).getByRole("button", { name: "Remove key from pool" }).click();
  await expect(gate(page)).toContainText("In no pool now.");
  await done(page);
  expect((await readKey(sandbox, id)).pool_id).toBeNull();
  await expect(drawer).toContainText("no pool");
  expect(await countWrites(sandbox)).toEqual({ requests: 3, applied: 3 });
  const ways = (await sandbox.ledger()).map(({ method, path }) => `${method} ${path.split("/api_keys/")[1]}`);
  expect(ways).toEqual([`POST ${id}`, `POST ${id}`, `DELETE ${id}`]);
});

test("many pools are searched, and the chosen one stays visible", async ({ page, sandbox }) => {
  for (let number = 1; number <= 60; number += 1) {
    await callGateway(sandbox, "POST", "v1/organization/pools", { name: `Client ${String(number).padStart(2, "0")}` });
  }
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const form = await begin(page, "Payments");
  await expect(form).toContainText("more match: type more of the name.");
  await form.getByRole("radio", { name: /^Client 07/ }).check();
  await takeScreenshots(page, "move-many");
  const search = form.getByRole("textbox", { name: "Search move to" });
  await search.fill("client 5");
  // "No pool", the pools 50 to 59, the chosen one, and another by its id.
  await expect(form.getByRole("radio")).toHaveCount(13);
  await expect(form.getByRole("radio", { name: /^Client 07/ })).toBeChecked();
  await axe(page);
  await search.fill("no such pool");
  await expect(form).toContainText("Client 07");
  await expect(form.getByRole("radio")).toHaveCount(3);
  await expect(form).toContainText("None matches.");
  await search.fill("client 5");
  await review(page, form, /^Client 59/);
  await moveButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await done(page);
  await expect(keyRow(page, "Payments")).toContainText("Client 59");
  expect((await readKey(sandbox, id)).pool_id).not.toBeNull();
});
