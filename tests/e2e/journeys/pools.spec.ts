// Pools: making one, who owns it, and when it may go. Every journey compares what the screen says
// with what the gateway's ledger holds.
import { axe, expect, test } from "../harness";
import { ask, connect, done, gate, written } from "./steps";
import { assign, makeKey, makePool, openPool, openPools, poolRow, poolsTable, prepare, type Row } from "./pools-steps";

test("a pool is made with an owner, and its name is taken from then on", async ({ page, sandbox }) => {
  await openPools(page, sandbox);
  await expect(page.getByText("Your default pool: none assigned.")).toBeVisible();
  await page.getByRole("button", { name: "Create pool" }).click();
  const form = page.getByRole("dialog", { name: "New pool" });
  await form.getByLabel("Name").fill("Platform");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(form.getByLabel("Name")).toHaveAccessibleDescription(/^A pool of this name is loaded already/);
  await axe(page);
  await form.getByLabel("Name").fill(" Night shift ");
  await form.getByRole("combobox", { name: "Owner" }).selectOption({ label: "Support lead · user_00000003" });
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Create the pool “Night shift”, owned by user_00000003.");
  await axe(page);
  await gate(page).getByRole("button", { name: "Create pool" }).click();
  await expect(gate(page)).toContainText("Done, and seen in what the gateway holds now.");
  const [entry] = await sandbox.ledger();
  expect(JSON.parse(entry.body)).toEqual({ name: "Night shift", owner_id: "user_00000003" });
  expect(entry.idempotency_key).toBeTruthy();
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(form).toBeHidden();
  await expect(poolsTable(page).getByRole("row").nth(1)).toContainText("Night shift");
  await expect(poolRow(page, "Night shift")).toContainText("Support lead");
});

test("what is wrong with an owner's id stands beside it, and the gateway has the last word", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 404/);
  await openPools(page, sandbox);
  await openPool(page, "Mobile apps");
  await page.getByRole("button", { name: "Change owner" }).click();
  const form = page.getByRole("dialog", { name: "Owner of the pool" });
  await form.getByRole("combobox", { name: "Owner" }).selectOption("Someone else, by id");
  const id = form.getByRole("textbox", { name: "Owner's id" });
  const problems = { "": /^Type the owner's id/, "a b": /^An id has no blanks/, "..": /^Dots alone are no id/ };
  for (const [text, problem] of Object.entries(problems)) {
    await id.fill(text);
    await form.getByRole("button", { name: "Review" }).click();
    await expect(id).toHaveAccessibleDescription(problem);
  }
  await axe(page);
  await id.fill("user_99999999");
  await form.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Set owner" }).click();
  await expect(gate(page)).toContainText("refused");
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 0 });
  await done(page);
  await expect(form).toBeVisible();
});

test("an owner is set, and taken away again", async ({ page, sandbox }) => {
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Mobile apps");
  await expect(drawer).toContainText("nobody");
  await drawer.getByRole("button", { name: "Change owner" }).click();
  const form = page.getByRole("dialog", { name: "Owner of the pool" });
  await form.getByRole("combobox", { name: "Owner" }).selectOption({ label: "Research lead · user_00000002" });
  await expect(form.locator(".detail", { hasText: "After" })).toContainText("Research lead · user_00000002");
  await axe(page);
  await form.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Make Research lead (user_00000002) the owner of the pool “Mobile apps”");
  await gate(page).getByRole("button", { name: "Set owner" }).click();
  await expect(gate(page)).toContainText("The owner is Research lead now.");
  await axe(page);
  await done(page);
  await expect(drawer).toContainText("Research lead · user_00000002");
  await expect(poolRow(page, "Mobile apps")).toContainText("Research lead");

  await drawer.getByRole("button", { name: "Change owner" }).click();
  await expect(form.getByRole("combobox", { name: "Owner" })).toHaveValue("id:user_00000002");
  await form.getByRole("combobox", { name: "Owner" }).selectOption("Nobody");
  await form.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Remove owner" }).click();
  await expect(gate(page)).toContainText("Nobody owns it now.");
  await done(page);
  await expect(drawer).toContainText("nobody");
  expect(await written(sandbox)).toEqual({ requests: 2, applied: 2 });
});

test("a pool with keys in it is not deleted: by the drawer, by the count, by the gateway", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 409/);
  const pool = await makePool(sandbox, "Night shift");
  await openPools(page, sandbox);
  const used = await openPool(page, "Platform");
  await expect(used.getByRole("button", { name: "Delete pool" })).toHaveAttribute("aria-disabled", "true");
  await expect(used.getByRole("button", { name: "Delete pool" })).toHaveAccessibleDescription("The pool still holds keys: move them first.");

  const drawer = await openPool(page, "Night shift");
  const first = await makeKey(sandbox, "First");
  await assign(sandbox, pool, first);
  await drawer.getByRole("button", { name: "Delete pool" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the pool" });
  await expect(dialog).toContainText("Counted just now: 1 key in it.");
  await expect(dialog.getByRole("button", { name: "Review" })).toHaveAttribute("aria-disabled", "true");
  await axe(page);
  await prepare(sandbox, "DELETE", `v1/organization/pools/${pool}/api_keys/${first}`);
  await dialog.getByRole("button", { name: "Count again" }).click();
  await expect(dialog).toContainText("Counted just now: no key is in it.");

  // One more comes between the count and the yes: the gateway refuses in its own words.
  await dialog.getByRole("button", { name: "Review" }).click();
  await gate(page).getByLabel("Type the name again").fill("Night shift");
  await assign(sandbox, pool, first);
  await gate(page).getByRole("button", { name: "Delete pool" }).click();
  await expect(gate(page)).toContainText("There are 1 API keys in this pool.");
  await axe(page);
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 0 });
});

test("the default pool is not deleted: one's own says so, another's is the gateway's word", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 409/);
  await prepare(sandbox, "POST", "sandbox/reset", { seed: 1, pools: 8 });
  const { data } = await ask<{ data: Row[] }>(sandbox, "GET", "v1/organization/admin_api_keys");
  for (const { id, pool_id } of data) {
    if (pool_id) await prepare(sandbox, "DELETE", `v1/organization/pools/${pool_id}/api_keys/${id}`);
  }
  await page.route("**/v1/organization/pools?*", async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    for (const row of list.data) row.is_default = row.name === "Research";
    await route.fulfill({ response, json: list });
  });
  await openPools(page, sandbox);
  await expect(poolRow(page, "Research")).toContainText("your default");
  const own = await openPool(page, "Research");
  await expect(own.getByRole("button", { name: "Delete pool" })).toHaveAccessibleDescription("This is somebody's default pool: new keys go there.");
  await axe(page);

  const drawer = await openPool(page, "Platform");
  await drawer.getByRole("button", { name: "Delete pool" }).click();
  await page.getByRole("dialog", { name: "Delete the pool" }).getByRole("button", { name: "Review" }).click();
  await gate(page).getByLabel("Type the name again").fill("Platform");
  await gate(page).getByRole("button", { name: "Delete pool" }).click();
  await expect(gate(page)).toContainText("This pool is the default pool of an admin key.");
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 0 });
});

test("an empty pool is deleted once its name is typed, and the keys are read again", async ({ page, sandbox }) => {
  await makePool(sandbox, "Night shift");
  await openPools(page, sandbox);
  const drawer = await openPool(page, "Night shift");
  await drawer.getByRole("button", { name: "Delete pool" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the pool" });
  await expect(dialog).toContainText("Counted just now: no key is in it.");
  await axe(page);
  await dialog.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Delete the pool “Night shift”");
  const button = gate(page).getByRole("button", { name: "Delete pool" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await axe(page);
  await gate(page).getByLabel("Type the name again").fill("Night shift");
  await button.click();
  await expect(gate(page)).toContainText("It is not in the list any more.");
  await axe(page);
  expect(await written(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(page.getByText("Night shift is gone, and no key names it.")).toBeVisible();
  await expect(poolRow(page, "Night shift")).toHaveCount(0);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("complementary")).toHaveCount(0);
});

test("an operator of one pool is told so, and the list is not asked for", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await page.goto("");
  await page.getByLabel("Admin key").fill(sandbox.poolKey);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("button", { name: "Create key in my pool" })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
  await expect(page.getByText("Your key is limited to one pool.")).toBeVisible();
  await axe(page);
  expect(asked.filter((url) => url.includes("/pools"))).toEqual([]);
  await page.getByRole("link", { name: "Open my pool" }).click();
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
});

test("a list that cannot be read says so and tries again; search and order stay in the address", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await connect(page, sandbox);
  await sandbox.fault({ fault: "forbidden", on: "list-pools" });
  await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
  await expect(page.getByRole("heading", { name: "The pools could not be read" })).toBeVisible();
  await axe(page);
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await page.getByLabel("Search name, id, owner").fill("lead");
  await expect(page).toHaveURL(/q=lead/);
  await expect(page).toHaveURL(/sort=keys/);
  await expect(poolRow(page, "Mobile apps")).toHaveCount(0);
  await sandbox.fault({ fault: "forbidden", on: "list-pools" });
  await page.getByRole("button", { name: "Reload" }).first().click();
  await expect(page.getByText("these rows are from the last good reading")).toBeVisible();
  await expect(poolRow(page, "Platform")).toBeVisible();
});
