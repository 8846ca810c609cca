// Codex and Claude accounts: their lists, disable, enable, undo and delete. Every journey compares the
// screen with the gateway's list and its ledger.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, connect, countWrites, done, everythingStored, gate, openJournal, takeScreenshots, waitUntilPressable } from "./steps";

type Provider = "codex" | "claude";

interface Account {
  id: string;
  name: string | null;
  email: string | null;
  enabled: boolean;
  status: string;
}

const VERIFIED = "Done, and verified: this is what the gateway holds now.";

/** The accounts as the gateway sends them. */
async function readAccounts(sandbox: Sandbox, provider: Provider): Promise<Account[]> {
  const path = `v1/organization/${provider}_accounts?limit=100`;
  return (await callGateway<{ data: Account[] }>(sandbox, "GET", path)).data;
}

const nameOf = (account: Account): string => account.name ?? account.email ?? account.id;

/** An account of which no other has the name. */
async function pick(sandbox: Sandbox, provider: Provider, fits: (account: Account) => boolean): Promise<Account> {
  const accounts = await readAccounts(sandbox, provider);
  const once = (account: Account): boolean => accounts.filter((other) => nameOf(other) === nameOf(account)).length === 1;
  const found = accounts.find((account) => once(account) && fits(account));
  if (!found) throw new Error(`no ${provider} account fits`);
  return found;
}

async function open(page: Page, sandbox: Sandbox, list: string): Promise<Locator> {
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: list }).click();
  const table = page.getByRole("table", { name: list });
  await expect(table).toBeVisible();
  return table;
}

async function openRow(page: Page, table: Locator, account: Account): Promise<Locator> {
  await table.getByRole("button", { name: nameOf(account), exact: true }).click();
  return page.getByRole("complementary", { name: nameOf(account) });
}

async function send(page: Page, verb: string): Promise<void> {
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: verb }).click();
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
}

test("a Codex account is disabled, enabled again by undo, then disabled and deleted", async ({ page, sandbox }) => {
  const account = await pick(sandbox, "codex", ({ enabled, status }) => enabled && status === "active");
  const isEnabled = async (): Promise<boolean | undefined> =>
    (await readAccounts(sandbox, "codex")).find(({ id }) => id === account.id)?.enabled;
  const table = await open(page, sandbox, "Codex accounts");
  await axe(page);
  await takeScreenshots(page, "codex-accounts");
  const drawer = await openRow(page, table, account);
  await axe(page);
  await takeScreenshots(page, "codex-account");
  await expect(drawer.getByRole("button", { name: "Delete" })).toHaveAccessibleDescription(/^Delete: Disable it first/);

  const disable = async (): Promise<void> => {
    await drawer.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("dialog", { name: "Disable Codex account" }).getByRole("button", { name: "Review" }).click();
    await send(page, "Disable account");
    await expect(gate(page)).toContainText(VERIFIED);
    await done(page);
    expect(await isEnabled()).toBe(false);
  };
  await disable();
  const journal = await openJournal(page);
  await journal.getByRole("button", { name: nameOf(account), exact: true }).click();
  await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
  await send(page, "Enable account");
  await expect(gate(page)).toContainText(VERIFIED);
  await done(page);
  expect(await isEnabled()).toBe(true);

  await page.getByRole("navigation").getByRole("link", { name: "Codex accounts" }).click();
  await openRow(page, table, account);
  await disable();
  await drawer.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete Codex account" }).getByRole("button", { name: "Review" }).click();
  await gate(page).getByLabel("Type the name again").fill(account.id);
  await axe(page);
  await send(page, "Delete account");
  await expect(gate(page)).toContainText("It is no longer listed.");
  await done(page);
  expect(await isEnabled()).toBeUndefined();
  expect(await countWrites(sandbox)).toEqual({ requests: 4, applied: 4 });
});

test("a Claude account is deleted without being disabled, and the review says so", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE/);
  const account = await pick(sandbox, "claude", ({ enabled }) => enabled);
  const table = await open(page, sandbox, "Claude accounts");
  await axe(page);
  await takeScreenshots(page, "claude-accounts");
  const drawer = await openRow(page, table, account);
  await expect(drawer.getByRole("button", { name: "Disable" })).toHaveCount(0);
  await drawer.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete Claude account" }).getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("The gateway cannot disable a Claude account: requests stop going through it at once.");
  await gate(page).getByLabel("Type the name again").fill(nameOf(account));
  await sandbox.fault({ fault: "drop-after", on: "delete-claude" });
  await send(page, "Delete account");
  await expect(gate(page)).toContainText("It is no longer listed.");
  await sandbox.clearFaults();
  await done(page);
  expect((await readAccounts(sandbox, "claude")).some(({ id }) => id === account.id)).toBe(false);
  expect((await countWrites(sandbox)).applied).toBe(1);
});

test("a disable, an enable and a delete whose responses were lost are found in the list", async ({ page, sandbox, guards }) => {
  // The row of the deleted account is asked for by its id.
  guards.allow(/ERR_EMPTY_RESPONSE|status of 404/);
  const account = await pick(sandbox, "codex", ({ enabled, status }) => enabled && status === "active");
  const table = await open(page, sandbox, "Codex accounts");
  const drawer = await openRow(page, table, account);
  for (const [button, operation, finds] of [
    ["Disable", "disable-codex", "Enabled now: no."],
    ["Enable", "enable-codex", "Enabled now: yes."],
    ["Disable", "disable-codex", "Enabled now: no."],
    ["Delete", "delete-codex", "It is no longer listed."],
  ] as const) {
    await drawer.getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("dialog", { name: `${button} Codex account` }).getByRole("button", { name: "Review" }).click();
    if (button === "Delete") await gate(page).getByLabel("Type the name again").fill(account.id);
    await sandbox.fault({ fault: "drop-after", on: operation, times: 1 });
    await send(page, `${button} account`);
    await expect(gate(page)).toContainText(finds);
    await sandbox.clearFaults();
    await done(page);
  }
  expect((await readAccounts(sandbox, "codex")).some(({ id }) => id === account.id)).toBe(false);
});

test("an account that is active but refused, one listed twice, and an unknown status are pointed out", async ({ page, sandbox }) => {
  const table = await open(page, sandbox, "Codex accounts");
  const row = (name: string): Locator => table.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
  await expect(row("Platform, older login")).toContainText("active, but refused");
  const notice = page.locator("main").getByText("The same is listed more than once among the loaded rows:").locator("..");
  await expect(notice.getByRole("link")).toHaveCount(2);
  await notice.getByRole("link", { name: /^Platform, older login/ }).click();
  const drawer = page.getByRole("complementary", { name: "Platform, older login" });
  await expect(drawer.getByText("The same is listed more than once")).toBeVisible();
  await expect(drawer.getByText("Last error")).toBeVisible();
  await page.getByRole("textbox", { name: /^Search/ }).fill("refresh token was used");
  await expect(table.getByRole("rowheader")).toHaveCount(1);
  await page.getByRole("textbox", { name: /^Search/ }).fill("warming");
  await expect(table.getByRole("rowheader")).toHaveCount(1);
  await page.getByRole("textbox", { name: /^Search/ }).fill("");
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "unknown status (1)" });
  await expect(table.getByRole("rowheader")).toHaveCount(1);
});

test("what signs in for an account is nowhere on the screen or in the store", async ({ page, sandbox }) => {
  // The gateway sends what it must not: only then is there something to drop.
  await sandbox.fault({ fault: "extra-fields", on: "any" });
  const sent = JSON.stringify(await readAccounts(sandbox, "codex")) + JSON.stringify(await readAccounts(sandbox, "claude"));
  expect(sent).toMatch(/canary/i);
  for (const list of ["Codex accounts", "Claude accounts"]) {
    const table = await open(page, sandbox, list);
    await table.getByRole("row").nth(1).getByRole("button").first().click();
    await page.getByText("Raw JSON").click();
    const seen = (await page.content()) + (await everythingStored(page));
    expect(seen).not.toMatch(/canary/i);
  }
});
