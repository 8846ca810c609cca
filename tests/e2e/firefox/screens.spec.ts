// One smoke test per screen in Firefox: it opens from its address and does its main task without
// errors. Appearance and error cases are tested in Chromium.
import { expect, firefoxScreenshot, test, type Locator } from "../harness";
import { makeKey, makePool, openPool, openPools, poolOf, reviewAssign } from "../journeys/pools-steps";
import {
  amountField, callGateway, connect, createButton, done, gate, keyDialog, keyRow, openJournal, openKey, reviewCreate, reviewTopUp,
  submitKey, topUpButton, countWrites,
} from "../journeys/steps";

/** Routes that a link opens in a new tab, and their headings: one line a screen. */
const PLACES: Record<string, string> = {
  "": "API keys",
  "keys?q=atlas": "API keys",
  "overview": "Overview",
  "pools?q=research": "Pools",
  "charges?kind=topup": "Pending charges",
  "check-key": "Check a key",
  "upstreams?state=failing": "Upstreams",
  "codex-accounts": "Codex accounts",
  "codex-accounts?login=add-codex-account": "Add a Codex account",
  "claude-accounts?login=add-claude-account": "Add a Claude account",
  "capacity": "Account capacity",
  "journal": "Journal",
  "no/such/place": "There is no page at this address",
};

for (const [path, heading] of Object.entries(PLACES)) {
  test(`the address /${path} opens`, async ({ page, sandbox }) => {
    await page.goto(path);
    await submitKey(page, sandbox.adminKey);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
}

/** Expects every column of a row to be visible, because Firefox lays tables out differently. */
async function expectAllColumnsVisible(row: Locator): Promise<void> {
  const cells = row.getByRole("cell").filter({ visible: true });
  expect(await cells.count()).toBeGreaterThan(2);
  for (const cell of await cells.all()) await expect(cell).toBeInViewport({ ratio: 1 });
}

const DONE = "Done, and verified: this is what the gateway holds now.";

test("connect: a key that the gateway does not know, then one that it does", async ({ page, sandbox, guards }) => {
  await page.goto("");
  await submitKey(page, "sk-nobody-knows-this");
  await expect(page.getByText("The gateway does not accept this key.")).toBeVisible();
  await firefoxScreenshot(page, guards, "connect");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
});

test("keys: search, a drawer by keyboard, and back", async ({ page, sandbox, guards }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await page.getByRole("textbox", { name: "Search name, key, id, owner" }).fill("payments");
  await expect(page).toHaveURL(/q=payments/);
  await expectAllColumnsVisible(keyRow(page, "Payments"));
  await keyRow(page, "Payments").getByRole("button").press("Enter");
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await expect(drawer).toContainText("100.00 USD");
  await firefoxScreenshot(page, guards, "keys");
  await drawer.getByRole("button", { name: "Close" }).press("Enter");
  await expect(drawer).toBeHidden();
  await expect(keyRow(page, "Payments").getByRole("button")).toBeFocused();
});

test("create a key: its value is shown and copied", async ({ page, sandbox, guards }) => {
  await connect(page, sandbox);
  await reviewCreate(page, "Nightly report", "12.5");
  await createButton(page).click();
  await expect(gate(page)).toContainText(DONE);
  await expect(gate(page).getByRole("textbox", { name: "Text to copy" })).toHaveValue(/^sk-/);
  await firefoxScreenshot(page, guards, "create");
  await gate(page).getByRole("group", { name: "The key's value" }).getByRole("button", { name: "Copy" }).click();
  await expect(gate(page).getByText("Copied", { exact: true })).toBeVisible();
  await gate(page).getByRole("button", { name: "Done" }).click();
  await expect(keyRow(page, "Nightly report")).toContainText("12.50");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("top up: shown, sent once, verified", async ({ page, sandbox, guards }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await firefoxScreenshot(page, guards, "gate");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  expect(await sandbox.limitOf(id)).toBe("125.000000000");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("journal: what was written survives a reload", async ({ page, sandbox, guards }) => {
  await connect(page, sandbox);
  await reviewCreate(page, "Nightly report", "12.5");
  await createButton(page).click();
  await done(page);
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  const journal = await openJournal(page);
  await expectAllColumnsVisible(journal.getByRole("row").nth(1));
  await journal.getByRole("button", { name: "Nightly report", exact: true }).click();
  await expect(page.getByRole("complementary", { name: "Nightly report" })).toContainText("applied");
  await firefoxScreenshot(page, guards, "journal");
});

test("my pool: a limited key makes one of its own", async ({ page, sandbox }) => {
  await page.goto("");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
  await page.getByRole("button", { name: "Create key in my pool" }).click();
  const form = keyDialog(page, "Create key in my pool");
  await form.getByLabel("Name").fill("Pool bot");
  await amountField(page).fill("5");
  await form.getByRole("button", { name: "Review", exact: true }).click();
  await createButton(page).click();
  await expect(gate(page)).toContainText(DONE);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("rotate: the new value is shown once", async ({ page, sandbox, guards }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await (await openKey(page, "Payments")).getByRole("button", { name: "Rotate" }).click();
  const form = keyDialog(page, "Rotate key");
  await form.getByRole("radio", { name: /hour/ }).first().check();
  await form.getByRole("button", { name: "Review" }).click();
  await gate(page).getByRole("button", { name: "Rotate key" }).click();
  await expect(gate(page)).toContainText(DONE);
  await expect(gate(page).getByRole("textbox", { name: "Text to copy" })).toHaveValue(/^sk-/);
  await firefoxScreenshot(page, guards, "rotate");
  await done(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("pools: two keys as one plan, undone from the journal", async ({ page, sandbox, guards }) => {
  await makePool(sandbox, "Team");
  const keys = [await makeKey(sandbox, "One"), await makeKey(sandbox, "Two")];
  const table = await openPools(page, sandbox);
  await expectAllColumnsVisible(table.getByRole("row").nth(1));
  await openPool(page, "Team");
  await reviewAssign(page, "Team", ["One", "Two"]);
  await firefoxScreenshot(page, guards, "pools");
  await gate(page).getByRole("button", { name: "Move 2 keys" }).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  await (await openJournal(page)).getByRole("button", { name: "One, Two", exact: true }).click();
  await page.getByRole("complementary", { name: "One, Two" }).getByRole("button", { name: "Undo" }).click();
  await gate(page).getByRole("button", { name: "Remove 2 keys from pool" }).click();
  await expect(gate(page)).toContainText(DONE);
  await done(page);
  for (const key of keys) expect(await poolOf(sandbox, key)).toBeNull();
});

test("pending charges and the overview: rows lead to their keys", async ({ page, sandbox, guards }) => {
  await connect(page, sandbox);
  const places = page.getByRole("navigation");
  await places.getByRole("link", { name: "Pending charges" }).click();
  await expectAllColumnsVisible(page.getByRole("table", { name: "Pending charges" }).getByRole("row").nth(1));
  await firefoxScreenshot(page, guards, "charges");
  await places.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await firefoxScreenshot(page, guards, "overview");
});

test("logins: a code is entered, and a code is pasted", async ({ page, sandbox, guards }) => {
  await connect(page, sandbox);
  await page.getByRole("link", { name: "Codex accounts" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByRole("button", { name: "Get a code" }).click();
  await expect(page.getByRole("button", { name: "Copy code" })).toBeVisible();
  await firefoxScreenshot(page, guards, "codex-login");
  await callGateway(sandbox, "POST", "sandbox/device-login", { action: "approve-new" });
  await expect(page.getByText("The account was added.")).toBeVisible({ timeout: 15_000 });
  await page.getByRole("link", { name: "Claude accounts" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByRole("button", { name: "Get a link" }).click();
  await expect(page.getByRole("link", { name: "Sign-in link" })).toBeVisible();
  interface Open { oauth_logins: { pastes: Record<string, string> }[] }
  const { oauth_logins } = await callGateway<Open>(sandbox, "GET", "sandbox/logins");
  await page.getByLabel("What the last page shows").fill(String(oauth_logins.at(-1)?.pastes.dead_address));
  await page.getByRole("button", { name: "Finish sign-in" }).click();
  await expect(page.getByText("The account was added.")).toBeVisible();
});
