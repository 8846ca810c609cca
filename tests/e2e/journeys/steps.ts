// Steps that several journeys take, in the words of the screen. No judgement here but of what must
// stand before the next step is possible.
import { expect, type Locator, type Page, type Sandbox } from "../harness";

/** Fills the connect form that stands open, and presses its button. */
export async function submitKey(page: Page, key: string): Promise<void> {
  await page.getByLabel("Admin key").fill(key);
  await page.getByRole("button", { name: "Connect" }).click();
}

/** Opens the app and connects with an organization-wide key. */
export async function connect(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto("");
  await submitKey(page, sandbox.adminKey);
  await expect(keysTable(page)).toBeVisible();
}

/** The list of keys. */
export function keysTable(page: Page): Locator {
  return page.getByRole("table", { name: "API keys" });
}

/** The row of the key with this name. */
export function keyRow(page: Page, name: string): Locator {
  return keysTable(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
}

/** Opens the drawer of the key with this name. */
export async function openKey(page: Page, name: string): Promise<Locator> {
  await keysTable(page).getByRole("button", { name, exact: true }).click();
  const drawer = page.getByRole("complementary", { name });
  await expect(drawer).toBeVisible();
  return drawer;
}

/** The gate's dialog. */
export function gate(page: Page): Locator {
  return page.getByRole("dialog", { name: /^(Review before sending|Under way|What became of it)$/ });
}

/** From the list to the gate of a top-up. */
export async function reviewTopUp(page: Page, name: string, amount: string): Promise<Locator> {
  const drawer = await openKey(page, name);
  await drawer.getByRole("button", { name: "Top up" }).click();
  await amountField(page).fill(amount);
  return review(page, "Top up a key");
}

/** Presses "Review" in the form with this title, and waits for the gate. */
async function review(page: Page, title: string): Promise<Locator> {
  await page.getByRole("dialog", { name: title }).getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toBeVisible();
  return gate(page);
}

/** The amount of the form that stands open. */
export function amountField(page: Page): Locator {
  return page.getByRole("textbox", { name: "Amount", exact: true });
}

/** The gate's main button for a top-up. */
export function topUpButton(page: Page): Locator {
  return gate(page).getByRole("button", { name: /^Top up .+ USD$/ });
}

/** The form of a new key. */
export function keyForm(page: Page): Locator {
  return page.getByRole("dialog", { name: "New API key" });
}

/** Fills the form of a new key that stands open, and goes on to the gate. */
export async function reviewKeyForm(page: Page, name: string, amount: string): Promise<Locator> {
  await keyForm(page).getByLabel("Name").fill(name);
  await amountField(page).fill(amount);
  return review(page, "New API key");
}

/** From the list to the gate of a new key. */
export async function reviewCreate(page: Page, name: string, amount: string): Promise<Locator> {
  await page.getByRole("button", { name: "Create key" }).click();
  return reviewKeyForm(page, name, amount);
}

/** The gate's main button for a new key. */
export function createButton(page: Page): Locator {
  return gate(page).getByRole("button", { name: "Create key" });
}

/** Closes a gate that has ended; a value that is still guarded is waived first. */
export async function done(page: Page): Promise<void> {
  await expect(gate(page).getByRole("button", { name: "Done" })).toBeVisible();
  const waiver = gate(page).getByLabel("I have stored the value, or do not need it");
  if (await waiver.isVisible()) await waiver.check();
  await gate(page).getByRole("button", { name: "Done" }).click();
  await expect(gate(page)).toBeHidden();
}

/** Goes to the journal by its link. */
export async function openJournal(page: Page): Promise<Locator> {
  await page.getByRole("navigation").getByRole("link", { name: "Journal" }).click();
  const table = page.getByRole("table", { name: "Journal" });
  await expect(table).toBeVisible();
  return table;
}

/** How many requests of writes came, and how often they took effect together. */
export async function written(sandbox: Sandbox): Promise<{ requests: number; applied: number }> {
  const entries = await sandbox.ledger();
  return { requests: entries.length, applied: entries.reduce((sum, entry) => sum + entry.applied, 0) };
}
