// Steps that several journeys share, using the screen's labels. They check only what the next step
// requires.
import { expect, screenshots, type Locator, type Page, type Sandbox } from "../harness";

/** Fills the open connect form, and submits it. */
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

/** Searches for a key far down the list, whose row is not rendered, and opens its drawer. */
export async function findKey(page: Page, name: string): Promise<Locator> {
  await page.getByRole("textbox", { name: /^Search/ }).fill(name);
  return openKey(page, name);
}

/** The gate's dialog. */
export function gate(page: Page): Locator {
  return page.getByRole("dialog", { name: /^(Review before sending|Sending|Result)$/ });
}

/** Opens a top-up from the list, up to the gate. */
export async function reviewTopUp(page: Page, name: string, amount: string): Promise<Locator> {
  const drawer = await openKey(page, name);
  await drawer.getByRole("button", { name: "Top up" }).click();
  await amountField(page).fill(amount);
  return review(page, "Top up key");
}

/** Presses "Review" in the form with this title, and waits for the gate. */
async function review(page: Page, title: string): Promise<Locator> {
  await page.getByRole("dialog", { name: title }).getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toBeVisible();
  return gate(page);
}

/** The amount in the open form. */
export function amountField(page: Page): Locator {
  return page.getByRole("textbox", { name: "Amount", exact: true });
}

/** The gate's main button for a top-up. */
export function topUpButton(page: Page): Locator {
  return gate(page).getByRole("button", { name: /^Top up .+ USD$/ });
}

/** The form of a new key. */
export function keyForm(page: Page): Locator {
  return page.getByRole("dialog", { name: "Create key" });
}

/** Fills the open form of a new key, and continues to the gate. */
export async function reviewKeyForm(page: Page, name: string, amount: string): Promise<Locator> {
  await keyForm(page).getByLabel("Name").fill(name);
  await amountField(page).fill(amount);
  return review(page, "Create key");
}

/** Opens the form of a new key from the list, up to the gate. */
export async function reviewCreate(page: Page, name: string, amount: string): Promise<Locator> {
  await page.getByRole("button", { name: "Create key" }).click();
  return reviewKeyForm(page, name, amount);
}

/** The gate's main button for a new key. */
export function createButton(page: Page): Locator {
  return gate(page).getByRole("button", { name: "Create key" });
}

/** Closes the gate after its result. A value that is still shown is waived first. */
export async function done(page: Page): Promise<void> {
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
  const waiver = gate(page).getByLabel("I have stored the value, or do not need it");
  if (await waiver.isVisible()) await waiver.check();
  await gate(page).getByRole("button", { name: "Done", exact: true }).click();
  await expect(gate(page)).toBeHidden();
}

/** Opens the journal by its link. */
export async function openJournal(page: Page): Promise<Locator> {
  await page.getByRole("navigation").getByRole("link", { name: "Journal" }).click();
  const table = page.getByRole("table", { name: "Journal" });
  await expect(table).toBeVisible();
  return table;
}

/** The number of write requests, and how often they were applied together. */
export async function countWrites(sandbox: Sandbox): Promise<{ requests: number; applied: number }> {
  const entries = await sandbox.ledger();
  return { requests: entries.length, applied: entries.reduce((sum, entry) => sum + entry.applied, 0) };
}

/** Takes the four screenshots of the present page, changing the language by its switch. */
export function takeScreenshots(page: Page, name: string): Promise<void> {
  return screenshots(page, name, async (language) => {
    const radio = page.getByLabel({ en: "English", zh: "中文" }[language], { exact: true });
    // Works even while a dialog blocks the mouse.
    await radio.evaluate((element: HTMLInputElement) => element.click());
    await expect(page.locator("html")).toHaveAttribute("lang", language);
  });
}

/** Calls the gateway or its switches directly, with the organization's key by default. */
export async function callGateway<T>(sandbox: Sandbox, method: string, path: string, body?: unknown, key = sandbox.adminKey): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) };
  const response = await fetch(sandbox.url + path, { method, headers, body: body ? JSON.stringify(body) : undefined });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Adds a pending charge of a key. */
export async function addCharge(sandbox: Sandbox, charge: { key_id: string; amount_usd: string; age_seconds?: number; kind?: string }): Promise<void> {
  await callGateway(sandbox, "POST", "sandbox/charge", charge);
}

/** Creates a key in the pool of the limited bearer. */
export async function createKeyInMyPool(sandbox: Sandbox, name: string): Promise<string> {
  const made = await callGateway<{ id: string }>(sandbox, "POST", "v1/organization/my/admin_api_keys", { name }, sandbox.poolKey);
  return made.id;
}

/** Everything that the page stores or shows, as one text. */
export async function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((found, failed) => {
        request.onsuccess = () => found(request.result);
        request.onerror = () => failed(request.error);
      });
    const stores: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        stores.push({ store, rows: await wait(objects.getAll()), keys: await wait(objects.getAllKeys()) });
      }
      database.close();
    }
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value);
    return JSON.stringify({
      stores, fields, local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie,
      caches: await caches.keys(), address: location.href, state: history.state, title: document.title,
      page: document.documentElement.outerHTML,
    });
  });
}

/** The dialog with this title about one key. */
export function keyDialog(page: Page, title: string): Locator {
  return page.getByRole("dialog", { name: title });
}

/** A key as the gateway sends it. */
export interface GatewayKey {
  id: string;
  name: string;
  redacted_value: string;
  pool_id: string | null;
  budget: unknown;
}

/** Reads the key with this id directly from the gateway. */
export async function readKey(sandbox: Sandbox, id: string): Promise<GatewayKey> {
  const path = `v1/organization/admin_api_keys?limit=100&q=${id}`;
  const { data } = await callGateway<{ data: GatewayKey[] }>(sandbox, "GET", path);
  const key = data.find((row) => row.id === id);
  if (!key) throw new Error(`there is no key ${id}`);
  return key;
}

/** Waits until the gate's buttons can be pressed: they are blocked right after it opened. */
export async function waitUntilPressable(page: Page): Promise<void> {
  await expect(gate(page).locator("[inert]")).toHaveCount(0);
}
