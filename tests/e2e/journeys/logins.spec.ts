// Logins: Codex by a device code, Claude by a pasted authorization. The sandbox's switches play the
// person at the provider; every journey compares the cards with the ledger, the list and the journal.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, connect, everythingStored, openJournal, submitKey, takeScreenshots } from "./steps";

interface DeviceLogin {
  login_id: string;
  user_code: string;
  status: string;
  polls: number[];
}

interface OauthLogin {
  login_id: string;
  status: string;
  pastes: Record<string, string>;
}

interface Logins {
  device_logins: DeviceLogin[];
  oauth_logins: OauthLogin[];
}

const logins = (sandbox: Sandbox): Promise<Logins> => callGateway<Logins>(sandbox, "GET", "sandbox/logins");

async function newest<T>(list: T[]): Promise<T> {
  const found = list.at(-1);
  if (!found) throw new Error("no login was started");
  return found;
}

const decide = (sandbox: Sandbox, action: string, more: object = {}): Promise<unknown> =>
  callGateway(sandbox, "POST", "sandbox/device-login", { action, ...more });

/** Starts of logins in the ledger. */
async function starts(sandbox: Sandbox): Promise<number> {
  const ledger = await sandbox.ledger();
  return ledger.filter(({ operation }) => ["start-codex", "start-claude"].includes(operation)).length;
}

async function openLogin(page: Page, sandbox: Sandbox, list: "Codex accounts" | "Claude accounts"): Promise<void> {
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: list }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Add a/ })).toBeVisible();
}

/** Starts a Codex login and returns its card. */
async function getCode(page: Page, label: string): Promise<Locator> {
  await page.getByLabel("Label").fill(label);
  await page.getByRole("button", { name: "Get a code" }).click();
  const card = page.getByRole("article", { name: label });
  await expect(card.getByText("Waiting for approval at the provider.")).toBeVisible();
  return card;
}

/** Starts a Claude sign-in and returns its card. */
async function getLink(page: Page, label: string): Promise<Locator> {
  await page.getByLabel("Label").fill(label);
  await page.getByRole("button", { name: "Get a link" }).click();
  const card = page.getByRole("article", { name: label });
  await expect(card.getByRole("link", { name: "Sign-in link" })).toBeVisible();
  return card;
}

const field = (card: Locator): Locator => card.getByLabel("What the last page shows");

test("a Codex account is added by a device code, and its row is shown", async ({ page, sandbox }) => {
  await openLogin(page, sandbox, "Codex accounts");
  await axe(page);
  const request = page.getByText("The request that is sent");
  await page.getByLabel("Label").fill("Night shift");
  await request.click();
  const shown = page.getByRole("region", { name: "The request that is sent" });
  await expect(shown).toContainText("POST /v1/organization/codex_accounts/device_code");
  await expect(shown).toContainText('{"name":"Night shift"}');
  const card = await getCode(page, "Night shift");
  const { user_code } = await newest((await logins(sandbox)).device_logins);
  await expect(card.locator(".user-code")).toHaveText(user_code);
  await expect(card.getByRole("timer")).toHaveText(/^Expires in 14:\d\d$/);
  await expect(card.getByRole("link", { name: "Open auth.openai.com" })).toHaveAttribute("rel", "noopener noreferrer");
  await axe(page);
  await takeScreenshots(page, "codex-login");
  await decide(sandbox, "approve-new", { email: "grace@example.com" });
  await expect(card.getByText("The account was added.")).toBeVisible({ timeout: 15_000 });
  // The code is of no use any more, and nowhere on the page.
  await expect(page.getByText(user_code)).toHaveCount(0);
  expect(await starts(sandbox)).toBe(1);
  await card.getByRole("link", { name: "Show the account" }).click();
  await expect(page.getByRole("complementary")).toBeVisible();
  const journal = await openJournal(page);
  await expect(journal.getByRole("row").filter({ hasText: "Night shift" })).toContainText("applied");
  const stored = await everythingStored(page);
  expect(stored).not.toContain(user_code);
  expect(stored).not.toContain("headgate.logins");
});

test("two logins wait at once; one is denied, the other expires, and a new code is one click", async ({ page, sandbox }) => {
  await openLogin(page, sandbox, "Codex accounts");
  const denied = await getCode(page, "Denied");
  const expired = await getCode(page, "Expired");
  const [first, second] = (await logins(sandbox)).device_logins;
  await decide(sandbox, "deny", { login_id: first?.login_id });
  await decide(sandbox, "expire", { login_id: second?.login_id });
  await expect(denied.getByText("The sign-in was refused at the provider.")).toBeVisible({ timeout: 15_000 });
  await expect(expired.getByText("The code has expired.")).toBeVisible({ timeout: 15_000 });
  await expect(expired.getByText(String(second?.user_code))).toHaveCount(0);
  // Its card was begun last and had the focus, so the way on has it now.
  await expect(expired.getByRole("button", { name: "New code" })).toBeFocused();
  await axe(page);
  await takeScreenshots(page, "codex-login-ended");
  await expired.getByRole("button", { name: "New code" }).click();
  const again = page.getByRole("article", { name: "Expired" });
  await expect(again.getByText("Waiting for approval at the provider.")).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(2);
  expect(await starts(sandbox)).toBe(3);
  await again.getByRole("button", { name: "Cancel login" }).click();
  await expect(again.getByText("This login was cancelled. Its code stays valid until it expires.")).toBeVisible();
  await again.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Logins in this tab" })).toBeFocused();
  const journal = await openJournal(page);
  const endings = ["refused", "expired", "cancelled"];
  for (const ending of endings) await expect(journal.getByRole("row").filter({ hasText: ending }).first()).toBeVisible();
});

test("a reload at minute seven leaves eight minutes, and completes with one start", async ({ page, sandbox }) => {
  await page.clock.install();
  await openLogin(page, sandbox, "Codex accounts");
  await getCode(page, "Reloaded");
  await callGateway(sandbox, "POST", "sandbox/clock", { advance_seconds: 420 });
  await page.clock.fastForward(420_000);
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  const card = page.getByRole("article", { name: "Reloaded" });
  await expect(card.getByRole("timer")).toHaveText(/^Expires in (8:00|7:5\d)$/);
  const { login_id } = await newest((await logins(sandbox)).device_logins);
  await decide(sandbox, "approve-new", { login_id });
  await expect(async () => {
    await page.clock.fastForward(10_000);
    await expect(card.getByText("The account was added.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await starts(sandbox)).toBe(1);
  const journal = await openJournal(page);
  await expect(journal.getByRole("row").filter({ hasText: "Reloaded" })).toContainText("applied");
});

test("a login goes on over thirty seconds offline and a hidden tab, and a slow-down is no error", async ({ page, sandbox, context, guards }) => {
  guards.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.clock.install();
  await openLogin(page, sandbox, "Codex accounts");
  const card = await getCode(page, "Patient");
  await decide(sandbox, "slow-down");
  await callGateway(sandbox, "POST", "sandbox/clock", { advance_seconds: 6 });
  await page.clock.fastForward(6_000);
  await expect(card.getByText("The gateway reports: slow_down")).toBeVisible();
  await context.setOffline(true);
  for (let second = 0; second < 30; second += 10) await page.clock.fastForward(10_000);
  await expect(async () => {
    await page.clock.fastForward(10_000);
    await expect(card.getByText("Reconnecting: no response came from the gateway. If a proxy before it asks for a sign-in, sign in there in another tab.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(card.locator(".user-code")).toBeVisible();
  await context.setOffline(false);
  // A poll that began offline may fail after that: the next one is at most half a minute later.
  await expect(async () => {
    await page.clock.fastForward(31_000);
    await expect(card.getByText("Waiting for approval at the provider.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await decide(sandbox, "approve-new");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, value: false });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(card.getByText("The account was added.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await starts(sandbox)).toBe(1);
});

test("a poll that is refused pauses the login, and checking again goes on", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await openLogin(page, sandbox, "Codex accounts");
  await sandbox.fault({ fault: "forbidden", on: "poll-codex" });
  await page.getByLabel("Label").fill("Paused");
  await page.getByRole("button", { name: "Get a code" }).click();
  const card = page.getByRole("article", { name: "Paused" });
  const again = card.getByRole("button", { name: "Check again" });
  await expect(again).toBeVisible({ timeout: 15_000 });
  await expect(card.locator(".user-code")).toBeVisible();
  await sandbox.clearFaults();
  await decide(sandbox, "approve-new");
  await again.click();
  await expect(card.getByText("The account was added.")).toBeVisible({ timeout: 15_000 });
  expect(await starts(sandbox)).toBe(1);
});

test("an address that is no known provider's is shown as text, with a warning", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "odd-links", on: "any" });
  const warning = "This address is not a sign-in page of a known provider. Check it before you open it.";
  await openLogin(page, sandbox, "Codex accounts");
  const code = await getCode(page, "Odd code");
  await expect(code).toContainText(warning);
  await expect(code.getByRole("textbox")).toHaveValue(/^https:\/\/sign-in\.example\//);
  await expect(code.getByRole("link")).toHaveCount(0);
  await page.getByRole("navigation").getByRole("link", { name: "Claude accounts" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByLabel("Label").fill("Odd link");
  await page.getByRole("button", { name: "Get a link" }).click();
  const card = page.getByRole("article", { name: "Odd link" });
  await expect(card).toContainText(warning);
  await expect(card.getByRole("link")).toHaveCount(0);
});

test("a Claude sign-in goes on after a reload, with its state compared and one start", async ({ page, sandbox }) => {
  await openLogin(page, sandbox, "Claude accounts");
  await getLink(page, "Reloaded");
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  const card = page.getByRole("article", { name: "Reloaded" });
  const { pastes } = await newest((await logins(sandbox)).oauth_logins);
  await field(card).fill(String(pastes.other_login));
  await expect(card.getByText("This code comes from the link of another attempt.").first()).toBeVisible();
  const state = String(new URL(String(pastes.callback)).searchParams.get("state"));
  const kept = (await everythingStored(page)).split(state).length - 1;
  expect(kept, "only in the session storage, since the link is not kept").toBe(1);
  await field(card).fill(String(pastes.code_and_state));
  await card.getByRole("button", { name: "Finish sign-in" }).click();
  await expect(card.getByText("The account was added.")).toBeVisible();
  expect(await starts(sandbox)).toBe(1);
  expect(await everythingStored(page)).not.toContain(state);
});

test("an account is signed in again in its place, and the row keeps its id", async ({ page, sandbox }) => {
  interface Account { id: string; name: string | null; email: string; status: string }
  const read = async (): Promise<Account[]> => (await callGateway<{ data: Account[] }>(sandbox, "GET", "v1/organization/codex_accounts?limit=100")).data;
  const before = await read();
  const account = before.find(({ status }) => status === "reauth_required");
  if (!account) throw new Error("no account needs to sign in");
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: "Codex accounts" }).click();
  await page.getByRole("table").getByRole("button", { name: account.name ?? account.email, exact: true }).first().click();
  await page.getByRole("complementary").getByRole("button", { name: "Sign in again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in a Codex account again" })).toBeVisible();
  await axe(page);
  await takeScreenshots(page, "codex-sign-in-again");
  await page.getByRole("button", { name: "Get a code" }).click();
  const card = page.getByRole("article");
  await expect(card.getByText("Waiting for approval at the provider.")).toBeVisible();
  await decide(sandbox, "approve");
  await expect(card.getByText("The account was signed in again.")).toBeVisible({ timeout: 15_000 });
  const after = await read();
  expect(after.length).toBe(before.length);
  expect(after.find(({ id }) => id === account.id)?.status).not.toBe("reauth_required");
});

test("a start that is refused says when it can be tried again, and keeps the form", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 429/);
  await openLogin(page, sandbox, "Codex accounts");
  await sandbox.fault({ fault: "rate-limited", on: "start-codex", retry_after: 20, times: 1 });
  await page.getByLabel("Label").fill("Too many");
  await page.getByRole("button", { name: "Get a code" }).click();
  const card = page.getByRole("article", { name: "Too many" });
  await expect(card.getByText("Too many requests or open logins")).toBeVisible();
  for (const name of ["Get a code", "New code"]) {
    const again = page.getByRole("button", { name });
    await expect(again).toHaveAttribute("aria-disabled", "true");
    await expect(again).toHaveAccessibleDescription(/^The gateway accepts this again in \d+ s\.$/);
  }
  await axe(page);
});

test("a Claude account is added by each form of a paste", async ({ page, sandbox }) => {
  await openLogin(page, sandbox, "Claude accounts");
  for (const form of ["code_and_state", "bare_code", "callback", "dead_address"]) {
    const card = await getLink(page, form);
    const { pastes } = await newest((await logins(sandbox)).oauth_logins);
    if (form === "code_and_state") {
      await axe(page);
      await takeScreenshots(page, "claude-login");
    }
    await field(card).fill(String(pastes[form]));
    await expect(card.getByText(/^A code( of this sign-in)?\./)).toBeVisible();
    await card.getByRole("button", { name: "Finish sign-in" }).click();
    await expect(card.getByText("The account was added.")).toBeVisible();
    const stored = await everythingStored(page);
    const state = new URL(String(pastes.callback)).searchParams.get("state");
    expect(stored).not.toContain(String(state));
    expect(stored).not.toContain(String(pastes.bare_code));
  }
  expect(await starts(sandbox)).toBe(4);
});

test("what cannot be sent is said before anything is, and the text stays", async ({ page, sandbox }) => {
  await openLogin(page, sandbox, "Claude accounts");
  const card = await getLink(page, "Careful");
  const { pastes } = await newest((await logins(sandbox)).oauth_logins);
  const check = async (text: string, says: string | RegExp, stays = true): Promise<void> => {
    await field(card).fill(text);
    await expect(card.getByText(says).first()).toBeVisible();
    await expect(field(card)).toHaveValue(stays ? text : "");
    await expect(card.getByRole("button", { name: "Finish sign-in" })).toHaveAttribute("aria-disabled", "true");
  };
  await check(String(pastes.other_login), "This code comes from the link of another attempt.");
  await check(String(pastes.refusal), "The provider refused: “User denied”.");
  await check("123456", "That is the e-mail code, not the authorization code.");
  await check("CODE123456#", "The part after # was not copied.");
  await check("sk-ant-oat01-AbCdEf_0123456789#GhIjKl", "That is a token, not an authorization code.", false);
  await takeScreenshots(page, "claude-login-problem");
  const ledger = await sandbox.ledger();
  expect(ledger.filter(({ operation }) => operation === "complete-claude")).toHaveLength(0);
});

test("a used code ends the sign-in, an expired link too, and a lost response is looked up", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 4(00|09|10)|ERR_EMPTY_RESPONSE/);
  await openLogin(page, sandbox, "Claude accounts");
  const used = await getLink(page, "Used");
  const first = await newest((await logins(sandbox)).oauth_logins);
  await field(used).fill(String(first.pastes.used_code));
  await used.getByRole("button", { name: "Finish sign-in" }).click();
  await expect(used.getByText("The provider refused the code: it was used before, or it expired.")).toBeVisible();
  await used.getByRole("button", { name: "New link" }).click();
  await expect(used.getByRole("link", { name: "Sign-in link" })).toBeVisible();

  const second = await newest((await logins(sandbox)).oauth_logins);
  await callGateway(sandbox, "POST", "sandbox/oauth-login", { login_id: second.login_id, action: "expire" });
  await field(used).fill(String(second.pastes.code_and_state));
  await used.getByRole("button", { name: "Finish sign-in" }).click();
  await expect(used.getByText("The sign-in link has expired.")).toBeVisible();

  await used.getByRole("button", { name: "New link" }).click();
  await expect(used.getByRole("link", { name: "Sign-in link" })).toBeVisible();
  const third = await newest((await logins(sandbox)).oauth_logins);
  await sandbox.fault({ fault: "drop-after", on: "complete-claude", times: 1 });
  await field(used).fill(String(third.pastes.code_and_state));
  await used.getByRole("button", { name: "Finish sign-in" }).click();
  // Chromium may send a request again by itself when its connection dies: the gateway then says that
  // it was completed before. Either way the account is there, once.
  await expect(used.getByText(/^The account was added\.$|^This sign-in was completed before: nothing was added twice\./)).toBeVisible({ timeout: 20_000 });
  await expect(used.getByText("applied")).toBeVisible();
  const ledger = await sandbox.ledger();
  expect(ledger.filter(({ operation, applied }) => operation === "complete-claude" && applied > 0)).toHaveLength(1);
});
