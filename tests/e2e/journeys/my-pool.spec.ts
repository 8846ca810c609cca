// What a key that is limited to one pool may do, and what it is told about the rest.
import { axe, expect, test, type Page, type Sandbox } from "../harness";
import { ask, createButton, done, givenInPool, look, pending, reviewKeyForm, submitKey, written } from "./steps";

/** Opens the app and connects with the limited key. */
async function connectLimited(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto("");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
}

/** The value that stands beside this label. */
const fact = (page: Page, label: string) =>
  page.locator(".detail").filter({ has: page.getByText(label, { exact: true }) }).getByRole("definition");

test.beforeEach(({ guards }) => guards.allow(/status of 403/));

test("a key is made in the operator's own pool, and the count grows", async ({ page, sandbox }) => {
  await connectLimited(page, sandbox);
  await expect(fact(page, "Keys in it")).toHaveText(/^\d+$/);
  const before = Number(await fact(page, "Keys in it").innerText());
  await page.getByRole("button", { name: "Create key in my pool" }).click();
  await reviewKeyForm(page, "Interns", "5");
  await createButton(page).click();
  await done(page);
  await expect(fact(page, "Keys in it")).toHaveText(String(before + 1));
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("charges of the pool's keys are listed, oldest first, with their sum", async ({ page, sandbox }) => {
  const id = await givenInPool(sandbox, "Interns");
  await pending(sandbox, { key_id: id, amount_usd: "0.000000001", age_seconds: 30 });
  await pending(sandbox, { key_id: id, amount_usd: "2.5", age_seconds: 100_000_000, kind: "topup" });
  await connectLimited(page, sandbox);
  const table = page.getByRole("table", { name: "Pending charges" });
  await expect(table.getByRole("row").nth(1)).toContainText("2.50");
  await expect(table.getByRole("row").nth(1)).toContainText("Interns");
  const { data } = await ask<{ data: { amount_usd: string; kind: string }[] }>(
    sandbox, "GET", "v1/organization/admin_api_keys/pending_charges?limit=100", undefined, sandbox.poolKey,
  );
  await expect(table.getByRole("row")).toHaveCount(data.length + 1);
  const topups = data.filter(({ kind }) => kind === "topup").map(({ amount_usd }) => BigInt(amount_usd.replace(".", "")));
  const nanos = topups.reduce((total, part) => total + part, 0n).toString().padStart(10, "0");
  // Beside the requests, never added to them.
  const exact = `${nanos.slice(0, -9)}.${nanos.slice(-9, -7)}${nanos.slice(-7).replace(/0+$/, "")}`;
  const line = page.getByText(`in ${data.length} rows`);
  await expect(line).toContainText(`topup ${exact} USD`);
  await expect(line).toContainText("request ");
  await axe(page);
});

test("a gateway that keeps charges from such a key leaves the rest in place", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "forbidden", on: "charges" });
  await connectLimited(page, sandbox);
  await expect(page.getByText("Your key may not read pending charges")).toBeVisible();
  await expect(fact(page, "Keys in it")).toHaveText(/^\d+$/);
  await axe(page);
});

test("no pool at all is a state, not an error", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 404/);
  const error = { message: "No default pool.", type: "invalid_request_error", code: "default_pool_not_assigned" };
  await page.route("**/v1/organization/pools/default", (route) => route.fulfill({ status: 404, json: { error } }));
  await connectLimited(page, sandbox);
  await expect(fact(page, "Pool")).toHaveText("None assigned");
  const create = page.getByRole("button", { name: "Create key in my pool" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription(/^No default pool is assigned to you/);
  await axe(page);
  await look(page, "my-pool-none");
});

test("what is not for such a key is there, with the reason", async ({ page, sandbox }) => {
  await connectLimited(page, sandbox);
  for (const name of ["List keys", "Top up", "Rotate", "Move", "Delete"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/^Your key is limited to one pool/);
  }
});

test("a pool that was read stays in sight when a later reading fails", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 500/);
  await connectLimited(page, sandbox);
  await expect(fact(page, "Keys in it")).toHaveText(/^\d+$/);
  await sandbox.fault({ fault: "server-error", on: "default-pool" });
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("these rows are from the last good reading")).toBeVisible();
  await expect(fact(page, "Keys in it")).toHaveText(/^\d+$/);
  await axe(page);
});
