// Upstreams: create with the provider's key, which is never shown again, top up, disable, enable
// and delete. Every journey compares the screen with the gateway's ledger.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { amountField, callGateway, connect, done, gate, takeScreenshots, openJournal, everythingStored, waitUntilPressable, countWrites } from "./steps";

const SECRET = "sk-provider-canary-0123456789";
const VERIFIED = "Done, and verified: this is what the gateway holds now.";

const table = (page: Page): Locator => page.getByRole("table", { name: "Upstreams" });
const row = (page: Page, name: string): Locator =>
  table(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
const form = (page: Page, title: string): Locator => page.getByRole("dialog", { name: title });

/** Creates an upstream before the journey, and removes the write from the ledger. */
async function createUpstream(sandbox: Sandbox, name: string): Promise<string> {
  const body = { name, provider: "openai_compatible", base_url: "https://one.example/v1", api_key: SECRET, limit_usd: "100" };
  const { id } = await callGateway<{ id: string }>(sandbox, "POST", "v1/organization/upstreams", body);
  await callGateway(sandbox, "DELETE", "sandbox/ledger");
  return id;
}

/** The upstream as the gateway sends it. */
async function readUpstream(sandbox: Sandbox, id: string): Promise<{ enabled: boolean; budget: { limit_usd: string } } | undefined> {
  type GatewayUpstream = { id: string; enabled: boolean; budget: { limit_usd: string } };
  const { data } = await callGateway<{ data: GatewayUpstream[] }>(sandbox, "GET", "v1/organization/upstreams?limit=100");
  return data.find((row) => row.id === id);
}

async function open(page: Page, sandbox: Sandbox): Promise<void> {
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: "Upstreams" }).click();
  await expect(table(page)).toBeVisible();
}

async function openRow(page: Page, name: string): Promise<Locator> {
  await row(page, name).getByRole("button").click();
  return page.getByRole("complementary", { name });
}

/** Opens a new upstream from the list, up to the review. */
async function reviewNew(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Create upstream" }).click();
  const dialog = form(page, "Create upstream");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Base URL").fill("https://one.example/v1");
  await dialog.getByLabel("Provider key").fill(SECRET);
  await amountField(page).fill("250");
  await dialog.getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText(`Create the upstream “${name}” at https://one.example/v1.`);
  await expect(gate(page)).toContainText("Provider keyA secret is sent; it is not shown and not kept.");
}

/** Presses the review's button and waits for the result. */
async function send(page: Page, verb: string | RegExp): Promise<void> {
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: verb }).click();
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
}

test("an upstream is created, and its key is stored and shown nowhere", async ({ page, sandbox }) => {
  const logged: string[] = [];
  page.on("console", (message) => logged.push(message.text()));
  page.on("request", (request) => logged.push(request.url()));
  await open(page, sandbox);
  await takeScreenshots(page, "upstreams");
  await reviewNew(page, "Second source");
  await gate(page).getByText("Request", { exact: true }).click();
  await axe(page);
  await takeScreenshots(page, "upstreams-review");
  expect(await gate(page).innerText()).not.toContain(SECRET);
  await send(page, "Create upstream");
  await expect(gate(page)).toContainText(VERIFIED);
  await done(page);
  const [entry] = await sandbox.ledger();
  expect(JSON.parse(entry.body)).toMatchObject({ name: "Second source", limit_usd: "250" });
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  const drawer = await openRow(page, "Second source");
  await drawer.getByText("Raw JSON").click();
  await expect(drawer).toContainText("250.00 USD");
  const kept = [await everythingStored(page)];
  await (await openJournal(page)).getByRole("button", { name: "Second source", exact: true }).click();
  await page.getByRole("complementary").getByText("Request", { exact: true }).click();
  kept.push(await everythingStored(page), ...logged);
  expect(kept.findIndex((text) => text.includes(SECRET))).toBe(-1);
});

test("it is topped up, disabled, enabled, disabled and deleted, in Chinese at 360 px too", async ({ page, sandbox }) => {
  const id = await createUpstream(sandbox, "Second source");
  await open(page, sandbox);
  const drawer = await openRow(page, "Second source");
  await expect(drawer.getByRole("button", { name: "Delete" })).toHaveAccessibleDescription(/^Delete: Disable it first/);
  await drawer.getByRole("button", { name: "Top up" }).click();
  await amountField(page).fill("1000");
  await form(page, "Top up upstream").getByRole("button", { name: "Review" }).click();
  await gate(page).getByLabel("Type the amount again").fill("1000");
  await send(page, "Top up 1 000.00 USD");
  await expect(gate(page)).toContainText("The limit is 1 100.00 USD now.");
  await done(page);
  expect((await readUpstream(sandbox, id))?.budget.limit_usd).toBe("1100.000000000");

  for (const [act, then] of [["Disable", "Enabled now: no."], ["Enable", "Enabled now: yes."], ["Disable", "Enabled now: no."]] as const) {
    await drawer.getByRole("button", { name: act, exact: true }).click();
    await form(page, `${act} upstream`).getByRole("button", { name: "Review" }).click();
    await send(page, `${act} upstream`);
    await expect(gate(page)).toContainText(then);
    await done(page);
    await expect(drawer.getByRole("button", { name: act, exact: true })).toHaveAttribute("aria-disabled", "true");
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await page.getByLabel("中文", { exact: true }).evaluate((radio: HTMLInputElement) => radio.click());
  await drawer.getByRole("button", { name: "删除" }).click();
  await form(page, "删除上游").getByRole("button", { name: "核对" }).click();
  const review = page.getByRole("dialog", { name: /^(发送前核对|执行结果)$/ });
  await review.getByLabel("请再次输入名称").fill("Second source");
  await axe(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await review.getByRole("button", { name: "删除上游" }).click();
  await expect(review).toContainText("已不在列表中。");
  await review.getByRole("button", { name: "完成" }).click();
  await expect(drawer).toBeHidden();
  expect(await readUpstream(sandbox, id)).toBeUndefined();
  expect((await countWrites(sandbox)).applied).toBe(5);
});

test("a create that was dropped is repeated with the same idempotency key, and applied once", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE/);
  await open(page, sandbox);
  await reviewNew(page, "Second source");
  await sandbox.fault({ fault: "drop-before", on: "create-upstream" });
  await send(page, "Create upstream");
  await expect(gate(page)).toContainText("It does not show yet, but may still be under way.");
  await sandbox.clearFaults();
  await gate(page).getByRole("button", { name: "Send again with the same idempotency key" }).click();
  await gate(page).getByLabel("Type the name again").fill("Second source");
  await send(page, "Create upstream");
  await expect(gate(page)).toContainText(VERIFIED);
  await done(page);
  await expect(form(page, "Create upstream")).toBeHidden();
  const entries = await sandbox.ledger();
  expect(new Set(entries.map((entry) => entry.idempotency_key)).size).toBe(1);
  expect((await countWrites(sandbox)).applied).toBe(1);
});

test("a disable that is reported but not applied is detected", async ({ page, sandbox }) => {
  const id = await createUpstream(sandbox, "Second source");
  await open(page, sandbox);
  const drawer = await openRow(page, "Second source");
  await drawer.getByRole("button", { name: "Disable" }).click();
  await form(page, "Disable upstream").getByRole("button", { name: "Review" }).click();
  await sandbox.fault({ fault: "no-effect", on: "disable" });
  await send(page, "Disable upstream");
  await expect(gate(page)).toContainText("The gateway reported success, but nothing changed.");
  expect((await readUpstream(sandbox, id))?.enabled).toBe(true);
  await done(page);
  await expect(drawer.getByRole("button", { name: "Disable" })).not.toHaveAttribute("aria-disabled", "true");
});
