// Account capacity: bars of what is used, the refresh and its limit, and a gateway that lacks it. Every
// journey compares the screen with the gateway's list and its ledger.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, connect, countWrites, gate, keysTable, openJournal, takeScreenshots } from "./steps";

interface Window {
  used_percent: number;
  resets_at: number | null;
}

interface Capacity {
  account_id: string;
  provider: string;
  label: string;
  status: string;
  five_hour: Window | null;
  weekly: Window | null;
  monthly: Window | null;
  updated_at: number | null;
}

const LIST = "v1/usage/account_capacity";

const table = (page: Page): Locator => page.getByRole("table", { name: "Account capacity" });
const facet = (page: Page, name: string): Locator => page.getByRole("combobox", { name, exact: true });
const refresh = (page: Page): Locator => page.getByRole("button", { name: "Refresh capacity" });

/** The capacities as the gateway sends them. */
async function readCapacities(sandbox: Sandbox): Promise<Capacity[]> {
  return (await callGateway<{ data: Capacity[] }>(sandbox, "GET", `${LIST}?limit=100`)).data;
}

/** The windows of an account that are not over. */
function current({ five_hour, weekly, monthly }: Capacity): Window[] {
  const now = Date.now() / 1000;
  const told = [five_hour, weekly, monthly].filter((window) => window !== null);
  return told.filter(({ resets_at }) => resets_at === null || resets_at > now);
}

/** How much is used of its fullest window. */
const fullest = (account: Capacity): number => Math.max(...current(account).map(({ used_percent }) => used_percent));

async function follow(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Account capacity" }).click();
  await expect(page.getByRole("heading", { name: "Account capacity", level: 1 })).toBeVisible();
}

async function open(page: Page, sandbox: Sandbox): Promise<void> {
  await connect(page, sandbox);
  await follow(page);
  await expect(table(page)).toBeVisible();
}

/** The row of the account with this name. */
const rowOf = (page: Page, name: string): Locator =>
  table(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });

/** The rows below the head, as drawn. */
const rows = (page: Page): Locator => table(page).locator("tbody:not(.spacer)").getByRole("row");

test("bars show what is used, the fullest window first, and lead to the account's own row", async ({ page, sandbox }) => {
  const all = await readCapacities(sandbox);
  await open(page, sandbox);
  await expect(page.getByText(`${all.length} shown · all ${all.length} loaded`)).toBeVisible();
  await axe(page);
  await takeScreenshots(page, "capacity");

  const ranked = all.filter((account) => current(account).length > 0).sort((a, b) => fullest(b) - fullest(a));
  const worst = ranked[0];
  const first = table(page).getByRole("row").nth(1);
  const used = fullest(worst);
  await expect(first.getByRole("meter").first()).toBeVisible();
  // Columns that are hidden at this width count too.
  const meters = first.locator('[role="meter"]');
  const drawn = await meters.evaluateAll((all) => all.map((meter) => Number(meter.getAttribute("aria-valuenow"))));
  expect(Math.max(...drawn)).toBe(Math.min(100, Math.floor(used)));
  await expect(first.locator(".meter.over")).not.toHaveCount(0);

  // A window past its reset is blank, and says so instead of an old figure.
  const now = Date.now() / 1000;
  const named = all.filter(({ label }) => all.filter((other) => other.label === label).length === 1);
  const over = named.find(({ weekly }) => weekly?.resets_at && weekly.resets_at <= now);
  if (!over) throw new Error("no account of the sample has a window past its reset");
  await expect(rowOf(page, over.label)).toContainText("window over");

  const claude = named.find(({ provider }) => provider === "claude");
  if (!claude) throw new Error("no Claude account has a name of its own");
  await table(page).getByRole("button", { name: claude.label, exact: true }).click();
  const drawer = page.getByRole("complementary", { name: claude.label });
  await axe(page);
  await drawer.getByRole("link", { name: claude.label }).click();
  await expect(page.getByRole("table", { name: "Claude accounts" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: claude.label })).toContainText(claude.account_id);
});

test("the filters narrow the list to a provider and to what is used up", async ({ page, sandbox }) => {
  const all = await readCapacities(sandbox);
  await open(page, sandbox);
  await facet(page, "Provider").selectOption("Claude");
  const claude = all.filter(({ provider }) => provider === "claude");
  await expect(page.getByText(`${claude.length} shown`)).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await facet(page, "Windows").selectOption("full");
  const full = all.filter((account) => current(account).length > 0 && fullest(account) >= 100);
  await expect(page.getByText(`${full.length} shown`)).toBeVisible();
  await expect(rows(page)).toHaveCount(full.length);
});

test("a refresh asks the providers once, without a question, and the list is read again", async ({ page, sandbox }) => {
  const before = await readCapacities(sandbox);
  await open(page, sandbox);
  await expect(page.getByRole("button", { name: "Reload list" })).toBeVisible();
  await refresh(page).click();
  await expect.poll(async () => (await countWrites(sandbox)).applied).toBe(1);
  await expect(gate(page)).toBeHidden();
  const after = await readCapacities(sandbox);
  const moved = after.filter((row, at) => row.updated_at !== before[at].updated_at);
  expect(moved.length).toBeGreaterThan(0);
  const name = moved.find(({ label }) => after.filter((other) => other.label === label).length === 1)?.label;
  if (!name) throw new Error("no refreshed account has a name of its own");
  // The page's clock ticks once a second, so it may be behind the gateway's.
  await expect(rowOf(page, name)).toContainText(/just now|\d+ s ago|in \d s/);
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("Refresh capacity: done, and verified.");
  // It is enabled: only a refusal says that it must wait.
  await expect(refresh(page)).toBeEnabled();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  const journal = await openJournal(page);
  await expect(journal.getByRole("row").nth(1)).toContainText("Account capacity");
  await expect(journal.getByRole("row").nth(1)).toContainText("Refresh capacity");
});

test("a refused refresh says when it is accepted again, and delays nothing else", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 429/);
  await open(page, sandbox);
  await sandbox.fault({ fault: "rate-limited", on: "refresh-capacity", retry_after: 47, times: 1 });
  await refresh(page).click();
  await expect(gate(page)).toContainText("The gateway accepts no more requests for now (HTTP 429). Nothing was changed.");
  await expect(gate(page)).toContainText("It asks to wait 47 s.");
  await axe(page);
  await gate(page).getByRole("button", { name: "Done", exact: true }).click();
  await expect(refresh(page)).toHaveAttribute("aria-disabled", "true");
  await expect(refresh(page)).toHaveAccessibleDescription(/^The gateway accepts this again in \d+ s\.$/);
  await axe(page);
  await takeScreenshots(page, "capacity-limited");
  await refresh(page).click({ force: true });
  // No pause of all requests: the list is read at once.
  const read = page.waitForResponse((response) => response.url().includes(LIST) && response.request().method() === "GET", { timeout: 5_000 });
  await page.getByRole("button", { name: "Reload list" }).click();
  await read;
  await expect(page.getByText("the gateway asked for a pause")).toHaveCount(0);
  expect((await countWrites(sandbox)).requests).toBe(1);
});

test("a lost response to a refresh is found in the list", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE/);
  await open(page, sandbox);
  await sandbox.fault({ fault: "drop-after", on: "refresh-capacity" });
  await refresh(page).click();
  await expect(gate(page)).toContainText("It is so now, though no response shows that this request did it.");
  await expect(gate(page)).toContainText("The windows are as of");
  await sandbox.clearFaults();
  await gate(page).getByRole("button", { name: "Done", exact: true }).click();
  await expect(gate(page)).toBeHidden();
  // The browser may have sent it twice; the gateway accepts it once a minute.
  expect((await countWrites(sandbox)).applied).toBe(1);
});

for (const [fault, status] of [["not-offered", 404], ["forbidden", 403], ["unauthorized", 401]] as const) {
  test(`a ${status} says in place why there is none, and does not sign out`, async ({ page, sandbox, guards }) => {
    guards.allow(new RegExp(`status of ${status}`));
    await sandbox.fault({ fault, on: "capacity" });
    await connect(page, sandbox);
    await follow(page);
    const main = page.getByRole("main");
    const why = status === 404 ? "This gateway does not offer account capacity" : "Your key may not read the account capacity";
    await expect(main).toContainText(why);
    await expect(main).toContainText(`HTTP ${status}`);
    await expect(refresh(page)).toHaveCount(0);
    await axe(page);
    if (status === 404) await takeScreenshots(page, "capacity-absent");
    // Still connected, and the overview reports no failure.
    await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { name: "Codex accounts that need you" })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await follow(page);
    await main.getByRole("link", { name: "Codex accounts" }).click();
    await expect(page.getByRole("table", { name: "Codex accounts" })).toBeVisible();
  });
}

test("a key that the gateway no longer accepts at all is signed out here too", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401/);
  await connect(page, sandbox);
  // The names of pools are read behind the list: refused too, that read would sign out before the click.
  await page.waitForLoadState("networkidle");
  await sandbox.fault({ fault: "unauthorized", on: "any" });
  await page.getByRole("navigation").getByRole("link", { name: "Account capacity" }).click();
  await expect(page.getByLabel("Admin key")).toBeVisible();
  await expect(keysTable(page)).toHaveCount(0);
});
