// Steps that the journeys about pools share, and calls that change the gateway without the app.
// They check only what the next step requires.
import { expect, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, connect, gate } from "./steps";

export type Row = Record<string, string | null>;

/**
 * Changes the gateway without the app, before or during a journey. Faults in names are ignored, and
 * the write is removed from the ledger.
 */
export async function prepare(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Row> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${sandbox.adminKey}`, "x-sandbox-fault": "none" };
  const response = await fetch(sandbox.url + path, { method, headers, body: body && JSON.stringify(body) });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  await fetch(`${sandbox.url}sandbox/ledger`, { method: "DELETE" });
  return response.json();
}

export const makePool = async (sandbox: Sandbox, name: string) =>
  String((await prepare(sandbox, "POST", "v1/organization/pools", { name })).id);

export const makeKey = async (sandbox: Sandbox, name: string) =>
  String((await prepare(sandbox, "POST", "v1/organization/admin_api_keys", { name })).id);

export const assign = (sandbox: Sandbox, pool: string, key: string) =>
  prepare(sandbox, "POST", `v1/organization/pools/${pool}/api_keys/${key}`);

/** The pool of a key at the gateway. */
export async function poolOf(sandbox: Sandbox, key: string): Promise<string | null> {
  const list = await callGateway<{ data: Row[] }>(sandbox, "GET", `v1/organization/admin_api_keys?limit=100&q=${key}`);
  return list.data.find((row) => row.id === key)?.pool_id ?? null;
}

export async function openPools(page: Page, sandbox: Sandbox): Promise<Locator> {
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
  await expect(poolsTable(page)).toBeVisible();
  return poolsTable(page);
}

export const poolsTable = (page: Page) => page.getByRole("table", { name: "Pools" });
export const poolRow = (page: Page, name: string) =>
  poolsTable(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });

export async function openPool(page: Page, name: string): Promise<Locator> {
  await poolsTable(page).getByRole("button", { name, exact: true }).click();
  const drawer = page.getByRole("complementary", { name });
  await expect(drawer.getByText(/the list is complete|No key is in this pool|of all \d+ rows|rows read so far/)).toBeVisible();
  return drawer;
}

/** The row of one step in the gate's plan. */
export const step = (page: Page, key: string) => gate(page).getByRole("row").filter({ hasText: key });

export const assigning = (page: Page, pool: string) => page.getByRole("dialog", { name: `Assign keys to ${pool}` });

/** Ticks these keys in the pool's drawer, and continues to the gate. */
export async function reviewAssign(page: Page, pool: string, keys: string[]): Promise<void> {
  await page.getByRole("complementary", { name: pool }).getByRole("button", { name: "Assign keys" }).click();
  for (const key of keys) await assigning(page, pool).getByRole("checkbox", { name: key, exact: true }).check();
  await assigning(page, pool).getByRole("button", { name: /^Assign \d+ keys?$/ }).click();
  await expect(gate(page)).toBeVisible();
}
