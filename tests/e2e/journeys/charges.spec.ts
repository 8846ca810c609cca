// Pending charges: order and sums, one key's charges beside its budget, both forms of the response,
// and a list that cannot be read.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, createKeyInMyPool, takeScreenshots, addCharge, submitKey } from "./steps";

/** A charge as the gateway sends it. */
interface Charge {
  id: string;
  api_key_id: string;
  api_key_name: string | null;
  amount_usd: string;
  kind?: string;
  created_at: number;
}

/** All charges of the gateway, in its order. */
async function readCharges(sandbox: Sandbox): Promise<Charge[]> {
  const path = "v1/organization/admin_api_keys/pending_charges?limit=100";
  return (await callGateway<{ data: Charge[] }>(sandbox, "GET", path)).data;
}

/** An exact sum as the console prints it. */
function sum(charges: Charge[]): string {
  const nanos = charges.reduce((total, { amount_usd }) => total + BigInt(amount_usd.replace(".", "")), 0n);
  const digits = nanos.toString().padStart(10, "0");
  const whole = digits.slice(0, -9).replace(/\B(?=(\d{3})+$)/g, "\u{a0}");
  return `${whole}.${digits.slice(-9, -7)}${digits.slice(-7).replace(/0+$/, "")} USD`;
}

/** The sums as the console prints them, one for each kind. */
function sums(charges: Charge[]): string {
  const kinds = [...new Set(charges.map(({ kind }) => kind ?? ""))].sort();
  const of = (kind: string) => sum(charges.filter((charge) => (charge.kind ?? "") === kind));
  const word = (kind: string) => ({ "": "no kind reported", topup: "top-up" })[kind] ?? kind;
  return kinds.map((kind) => (kinds.length > 1 ? `${word(kind)} ${of(kind)}` : of(kind))).join(" · ");
}

const table = (page: Page): Locator => page.getByRole("table", { name: "Pending charges" });
const rows = (page: Page): Locator => table(page).getByRole("row").filter({ has: page.getByRole("rowheader") });
const facet = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const line = (page: Page) => page.getByText(/^Sum of the/);

/** Opens the page with an organization-wide key. */
async function open(page: Page, sandbox: Sandbox, query = ""): Promise<void> {
  await page.goto(`charges${query}`);
  await submitKey(page, sandbox.adminKey);
  await expect(table(page)).toBeVisible();
}

test("the oldest come first, and the sum is exact", async ({ page, sandbox }) => {
  const charges = await readCharges(sandbox);
  expect(charges.length).toBe(18);
  await open(page, sandbox);
  await expect(line(page)).toContainText(`Sum of the 18 shown, of all 18: ${sums(charges)}`);
  await expect(table(page).getByRole("columnheader", { name: "Since" })).toHaveAttribute("aria-sort", "ascending");
  const oldest = charges.reduce((a, b) => (b.created_at < a.created_at ? b : a));
  await expect(rows(page).first()).toContainText(oldest.api_key_name ?? oldest.api_key_id);
  await axe(page);
  await takeScreenshots(page, "charges");

  await table(page).getByRole("columnheader", { name: "Since" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=-created_at/);
  const newest = charges.reduce((a, b) => (b.created_at > a.created_at ? b : a));
  await expect(rows(page).first()).toContainText(newest.api_key_name ?? newest.api_key_id);
});

test("filters by kind, age and key change the rows and the sum", async ({ page, sandbox }) => {
  const charges = await readCharges(sandbox);
  await open(page, sandbox);
  await facet(page, "Kind").selectOption({ label: "reversal (1)" });
  const reversals = charges.filter(({ kind }) => kind === "reversal");
  await expect(line(page)).toContainText(`Sum of the 1 shown, of all 18: ${sum(reversals)}`);
  await page.getByRole("button", { name: "Clear filters" }).click();

  const stuck = charges.filter(({ created_at }) => Date.now() / 1000 - created_at > 86_400);
  await facet(page, "Age").selectOption({ label: `more than a day (${stuck.length})` });
  await expect(line(page)).toContainText(sums(stuck));
  await expect(page).toHaveURL(/age=stuck/);
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  await expect(line(page)).toContainText(sums(stuck));
  await page.getByRole("textbox", { name: "Search key, model, request, id" }).fill("no such charge");
  await expect(page.getByRole("heading", { name: "No charge matches" })).toBeVisible();
  await axe(page);
});

test("a key's charges are shown beside its budget, and are not subtracted from it", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  for (const amount_usd of ["12.5", "0.000000001"]) {
    await addCharge(sandbox, { key_id: id, amount_usd, kind: "request", age_seconds: 90 });
  }
  await open(page, sandbox, `?key=${id}`);
  const strip = page.getByRole("region", { name: "The key's budget" });
  await expect(strip).toContainText("12.500000001 USD · 2 pending charges of all 2");
  await expect(strip).toContainText("Remaining100.00 USD");
  await expect(strip).toContainText("are not subtracted from them");
  await axe(page);
  await takeScreenshots(page, "charges-of-a-key");

  await rows(page).filter({ hasText: "12.50" }).getByRole("button").click();
  const drawer = page.getByRole("complementary", { name: "12.50 USD · Payments" });
  await expect(drawer).toContainText(/Since1 min ago \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
  await drawer.getByText("Raw JSON").click();
  await expect(drawer.getByRole("region", { name: "Raw JSON" })).toContainText('"amount_usd": "12.500000000"');
  await axe(page);
  await takeScreenshots(page, "charges-drawer");
  await drawer.getByRole("link", { name: "Payments" }).click();
  await expect(page.getByRole("complementary", { name: "Payments" })).toContainText("Limit");
});

test("a charge's drawer shows its key's budget, and links to all of the key's charges", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await addCharge(sandbox, { key_id: id, amount_usd: "12.5", kind: "request", age_seconds: 90 });
  await open(page, sandbox);
  await rows(page).filter({ hasText: "Payments" }).getByRole("button").click();
  const drawer = page.getByRole("complementary", { name: "12.50 USD · Payments" });
  await expect(drawer).toContainText("The key's budget");
  await expect(drawer).toContainText("Remaining100.00 USD");
  await axe(page);
  await drawer.getByRole("link", { name: "View all charges of this key" }).click();
  await expect(page).toHaveURL(new RegExp(`key=${id}`));
  await expect(line(page)).toContainText("Sum of the 1 shown, of 1: 12.50 USD");
});

test("one key's charges are requested by its id, among many others", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await addCharge(sandbox, { key_id: id, amount_usd: "7.25", kind: "request", age_seconds: 10 });
  const other = await sandbox.createKey({ name: "Busy", limit_usd: "100" });
  for (let number = 0; number < 101; number += 1) {
    await addCharge(sandbox, { key_id: other, amount_usd: "1", kind: "request", age_seconds: 1000 });
  }
  await open(page, sandbox);
  await expect(line(page)).toContainText("of 100 loaded, more available");
  await facet(page, "Key").selectOption(other);
  await expect(line(page)).toContainText("of 100 loaded, more available: 100.00 USD");
  await page.goto(`charges?key=${id}`);
  await submitKey(page, sandbox.adminKey);
  await expect(line(page)).toContainText("Sum of the 1 shown, of 1: 7.25 USD");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(line(page)).toContainText("of 100 loaded, more available");
});

test("of a deleted key only the id is known, and its link says that it is gone", async ({ page, sandbox }) => {
  const gone = (await readCharges(sandbox)).filter(({ api_key_name }) => api_key_name === null);
  expect(gone.length).toBeGreaterThan(1);
  await open(page, sandbox);
  await rows(page).filter({ hasText: gone[0].api_key_id }).first().getByRole("button").click();
  const drawer = page.getByRole("complementary");
  await drawer.getByRole("link", { name: gone[0].api_key_id }).click();
  await expect(drawer).toContainText("The gateway does not list this key: it was deleted or never existed.");
  await page.goBack();
  await facet(page, "Key").selectOption(gone[0].api_key_id);
  await expect(line(page)).toContainText(`Sum of the ${gone.length} shown, of all ${gone.length}: ${sums(gone)}`);
});

test("a gateway that gives one sum per key has other columns and no ages", async ({ page, sandbox }) => {
  const charges = await readCharges(sandbox);
  await sandbox.fault({ fault: "charges-totals", on: "charges" });
  await open(page, sandbox);
  const keys = new Set(charges.map(({ api_key_id }) => api_key_id));
  await expect(line(page)).toContainText(`Sum of the ${keys.size} shown, of all ${keys.size}: ${sum(charges)}`);
  await expect(line(page)).toContainText("This gateway reports one sum per key, without single charges or their age.");
  await expect(table(page).getByRole("columnheader")).toHaveText(["Key", "Charges", "Amount, USD"]);
  await expect(facet(page, "Age").getByRole("option")).toHaveText(["Any age", `age not reported (${keys.size})`]);
  await axe(page);
  await takeScreenshots(page, "charges-sums");
  const several = [...keys].find((key) => charges.filter(({ api_key_id }) => api_key_id === key).length > 1);
  const own = charges.filter(({ api_key_id }) => api_key_id === several);
  await rows(page).filter({ hasText: several }).getByRole("button").click();
  const drawer = page.getByRole("complementary", { name: `${sum(own)} · ${several}` });
  await expect(drawer).toContainText(`Charges${own.length}`);
  await axe(page);
});

test("a list that cannot be read says why, and is never empty", async ({ page, sandbox, guards }) => {
  guards.allow(/status of (500|403)/);
  await sandbox.fault({ fault: "server-error", on: "charges" });
  await page.goto("charges");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("alert")).toContainText("The pending charges could not be read");
  await axe(page);
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page)).not.toHaveCount(0);

  await sandbox.fault({ fault: "forbidden", on: "charges" });
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("The last reading of the list failed")).toBeVisible();
  await expect(rows(page)).not.toHaveCount(0);
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Pending charges", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Your key may not read pending charges");
});

test("an unreadable row is shown, and is in no sum", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "bad-row", on: "charges" });
  await open(page, sandbox);
  await expect(line(page)).toContainText("1 row without an amount is not in it");
  await rows(page).filter({ hasText: "unreadable row" }).getByRole("button").click();
  await expect(page.getByRole("complementary")).toContainText("This row could not be read");
});

test.describe("a key limited to one pool", () => {
  test("sees its pool's charges", async ({ page, sandbox, guards }) => {
    guards.allow(/status of 403/);
    await addCharge(sandbox, { key_id: await createKeyInMyPool(sandbox, "Mine"), amount_usd: "0.75" });
    await page.goto("charges");
    await submitKey(page, sandbox.poolKey);
    await expect(rows(page)).not.toHaveCount(0);
    await rows(page).first().getByRole("button").click();
    await expect(page.getByRole("complementary")).toContainText("0.75 USD");
    await axe(page);
  });

  test.describe("without a pool", () => {
    test.use({ seed: 0 });

    test("reads what is missing", async ({ page, sandbox, guards }) => {
      guards.allow(/status of (403|404)/);
      await page.goto("charges");
      await submitKey(page, sandbox.poolKey);
      await expect(page.getByRole("alert")).toContainText("No default pool is assigned to your key");
      await axe(page);
    });
  });
});
