// E-mail addresses are masked on the whole screen for screenshots, and nowhere else: what is sent,
// stored, exported and typed stays what it is.
import { readFileSync } from "node:fs";
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, connect, countWrites, done, gate, openJournal, submitKey, takeScreenshots, waitUntilPressable } from "./steps";

type Provider = "codex" | "claude";

interface Account {
  id: string;
  name: string | null;
  email: string | null;
  enabled: boolean;
}

/** The accounts as the gateway sends them. */
async function readAccounts(sandbox: Sandbox, provider: Provider): Promise<Account[]> {
  const path = `v1/organization/${provider}_accounts?limit=100`;
  return (await callGateway<{ data: Account[] }>(sandbox, "GET", path)).data;
}

/** Every address that the gateway sends. */
async function readEmails(sandbox: Sandbox): Promise<string[]> {
  const accounts = [...(await readAccounts(sandbox, "codex")), ...(await readAccounts(sandbox, "claude"))];
  return [...new Set(accounts.flatMap(({ email }) => email || []))];
}

/** An enabled account that is called by its e-mail address, which no other has. */
async function pick(sandbox: Sandbox, provider: Provider): Promise<Account & { email: string }> {
  const accounts = await readAccounts(sandbox, provider);
  for (const account of accounts) {
    const { name, email, enabled } = account;
    const isOnly = accounts.filter((other) => other.name === email || other.email === email).length === 1;
    if (email && !name && isOnly && enabled) return { ...account, email };
  }
  throw new Error(`no ${provider} account is called by its address`);
}

async function open(page: Page, list: string): Promise<Locator> {
  await page.getByRole("navigation").getByRole("link", { name: list }).click();
  const table = page.getByRole("table", { name: list });
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  return table;
}

/** Opens the drawer of an account while its address is shown. */
async function openRow(page: Page, table: Locator, account: { email: string }): Promise<Locator> {
  await table.getByRole("button", { name: account.email, exact: true }).click();
  const drawer = page.getByRole("complementary");
  await expect(drawer).toBeVisible();
  return drawer;
}

/** The choice in the menu of preferences, also while the menu is closed. */
function choice(page: Page, name: "Shown" | "Masked"): Locator {
  return page.getByLabel(name, { exact: true });
}

/** Masks the present page, or shows it again, while its drawer or dialog stays open. */
async function choose(page: Page, name: "Shown" | "Masked"): Promise<void> {
  await choice(page, name).evaluate((radio: HTMLInputElement) => radio.click());
  await expect(page.locator("html")).toHaveAttribute("data-emails", name.toLowerCase());
}

const wholePage = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);

/** The addresses that are on the page, as they are or as an address writes them. */
async function drawn(page: Page, emails: string[]): Promise<string[]> {
  const all = (await wholePage(page)) + (await page.title());
  return emails.filter((email) => all.includes(email) || all.includes(encodeURIComponent(email)));
}

/** Expects that no address is on the page, be it of the sandbox or not. */
async function expectNone(page: Page, emails: string[]): Promise<void> {
  await expect.poll(() => drawn(page, emails)).toEqual([]);
  expect(await wholePage(page)).not.toMatch(/[\w.+-](@|%40)[\w-]+\.(com|org|net)/);
}

/** Expects that a masked address is on the page, and no other. */
async function expectMasked(page: Page, emails: string[]): Promise<void> {
  await expect.poll(() => wholePage(page)).toContain("•••@•••.com");
  await expectNone(page, emails);
}

test("the switch masks what is painted already, stays on, and the bar turns it off", async ({ page, sandbox }) => {
  const emails = await readEmails(sandbox);
  const account = await pick(sandbox, "codex");
  await connect(page, sandbox);
  const table = await open(page, "Codex accounts");
  await expect(table).toContainText(account.email);
  const before = await drawn(page, emails);

  const mark = page.getByRole("banner").getByRole("button", { name: "E-mails masked" });
  await expect(mark).toHaveCount(0);
  await page.getByRole("button", { name: "Language and display" }).click();
  const group = page.getByRole("group", { name: "E-mail addresses" });
  await expect(group.getByRole("radio", { name: "Shown" })).toBeChecked();
  await group.getByRole("radio", { name: "Masked" }).check();
  await expect(page.getByText("For screenshots. Copies and exports keep the real addresses.")).toBeVisible();
  await expectMasked(page, emails);
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(mark).toBeVisible();
  await takeScreenshots(page, "codex-accounts-masked");

  // Rows that are painted later are masked too, and so is what the search finds by the real address.
  const search = page.getByRole("textbox", { name: /^Search/ });
  await search.fill(account.email);
  await expect(table.locator(".row")).toHaveCount(1);
  await expect(table).toContainText("•••@•••.com");
  await expect(table).not.toContainText(account.email);
  await expect(search).toHaveValue(account.email);
  await search.fill("");
  await open(page, "Claude accounts");
  await expectMasked(page, emails);
  await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Codex accounts that need you" })).toBeVisible();
  await expectNone(page, emails);

  await page.reload();
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("heading", { name: "Codex accounts that need you" })).toBeVisible();
  await expectNone(page, emails);
  await open(page, "Codex accounts");
  await expectMasked(page, emails);

  await mark.click();
  await expect(mark).toHaveCount(0);
  await expect(choice(page, "Shown")).toBeChecked();
  await expect(table).toContainText(account.email);
  expect(await drawn(page, emails)).toEqual(before);
  expect(await page.evaluate(() => localStorage.getItem("headgate.emails"))).toBe("shown");
});

test("a masked account is disabled as itself: drawer, review, journal and export", async ({ page, sandbox }) => {
  const emails = await readEmails(sandbox);
  const account = await pick(sandbox, "codex");
  await connect(page, sandbox);
  const drawer = await openRow(page, await open(page, "Codex accounts"), account);
  await drawer.getByText("Raw JSON").click();
  const raw = drawer.getByRole("region", { name: "Raw JSON" });
  await expect(raw).toContainText(account.email);
  await choose(page, "Masked");
  await expect(raw).toContainText("•••@•••.com");
  await expectMasked(page, emails);
  await axe(page);

  await drawer.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("dialog", { name: "Disable Codex account" }).getByRole("button", { name: "Review" }).click();
  await gate(page).getByText("Request", { exact: true }).click();
  await expectMasked(page, emails);
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: "Disable account" }).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await expectMasked(page, emails);
  await done(page);
  const now = (await readAccounts(sandbox, "codex")).find(({ id }) => id === account.id);
  expect(now).toMatchObject({ enabled: false, email: account.email });
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });

  const journal = await openJournal(page);
  await expectMasked(page, emails);
  await journal.getByRole("row").nth(1).getByRole("button").first().click();
  await expect(page.getByRole("complementary")).toBeVisible();
  await expectMasked(page, emails);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as JSON" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toContain(account.email);

  await choose(page, "Shown");
  await expect(journal.getByRole("button", { name: account.email, exact: true })).toBeVisible();
  await expect(page.getByRole("complementary", { name: account.email })).toBeVisible();
});

test("a masked account is deleted by its id", async ({ page, sandbox }) => {
  const emails = await readEmails(sandbox);
  const account = await pick(sandbox, "claude");
  await connect(page, sandbox);
  const drawer = await openRow(page, await open(page, "Claude accounts"), account);
  await choose(page, "Masked");
  await drawer.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete Claude account" }).getByRole("button", { name: "Review" }).click();
  await expectMasked(page, emails);
  const typed = gate(page).getByLabel("Type the name again, or the id");
  // What is typed stays readable, and the real name confirms as ever.
  await typed.fill(account.email);
  await expect(typed).toHaveValue(account.email);
  await typed.fill(account.id);
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: "Delete account" }).click();
  await expect(gate(page)).toContainText("It is no longer listed.");
  await done(page);
  expect((await readAccounts(sandbox, "claude")).some(({ id }) => id === account.id)).toBe(false);
});
