// Checking a client's key: the three known forms of the response, the errors, and that the key is
// stored nowhere.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { callGateway, takeScreenshots, everythingStored, submitKey } from "./steps";

/** Creates a key that a client could use, and returns its value. */
async function clientKey(sandbox: Sandbox): Promise<{ id: string; value: string }> {
  const key = { name: "Client one", limit_usd: "25.5", foundation: "openai" };
  return callGateway(sandbox, "POST", "v1/organization/admin_api_keys", key);
}

/** Rotates a sample key with a subscription's windows to get its value, since sample keys have none. */
async function subscribedKey(sandbox: Sandbox): Promise<string> {
  const keys = "v1/organization/admin_api_keys";
  type Row = { id: string; subscription: { five_hour: object | null } | null };
  const { data } = await callGateway<{ data: Row[] }>(sandbox, "GET", `${keys}?limit=100`);
  const found = data.find(({ subscription }) => subscription?.five_hour);
  return (await callGateway<{ value: string }>(sandbox, "POST", `${keys}/${found?.id}/rotate`, {})).value;
}

const field = (page: Page) => page.getByLabel("Client key");
const response = (page: Page): Locator => page.getByRole("region", { name: "Response" });

async function open(page: Page, key: string): Promise<void> {
  await page.goto("check-key");
  await submitKey(page, key);
  await expect(field(page)).toBeVisible();
}

/** Pastes a key and checks it; the field is empty afterwards. */
async function check(page: Page, key: string): Promise<void> {
  await field(page).fill(key);
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
}

const FORMS = [
  { fault: null, has: ["Limit25.50 USD", "Used0 %", "Foundationopenai"], hasNot: [] },
  { fault: "usage-old", has: ["Limit25.50 USD", "Remaining25.50 USD"], hasNot: ["Foundationopenai"] },
  { fault: "usage-new", has: ["Used0 %", "Foundationopenai"], hasNot: ["Limit"] },
];

test("the three forms of usage, the link to the list, and Back", async ({ page, sandbox }) => {
  const { id, value } = await clientKey(sandbox);
  await open(page, sandbox.adminKey);
  for (const { fault, has, hasNot } of FORMS) {
    if (fault) await sandbox.fault({ fault, on: "usage" });
    await check(page, value);
    await expect(response(page).getByRole("heading", { name: "Client one" })).toBeVisible();
    await expect(response(page)).toContainText(id);
    for (const text of has) await expect(response(page)).toContainText(text);
    for (const text of hasNot) await expect(response(page)).not.toContainText(text);
    await sandbox.clearFaults();
  }
  await axe(page);
  await takeScreenshots(page, "check-key");
  await response(page).getByRole("link", { name: "Open in the list" }).click();
  await expect(page.getByRole("complementary", { name: "Client one" })).toBeVisible();
  await page.goBack();
  await expect(field(page)).toBeVisible();
  await expect(response(page), "leaving removes the response").toHaveCount(0);
});

test("a subscription's windows, alone and beside amounts", async ({ page, sandbox }) => {
  const value = await subscribedKey(sandbox);
  await open(page, sandbox.adminKey);
  for (const fault of ["usage-new", null]) {
    if (fault) await sandbox.fault({ fault, on: "usage" });
    else await sandbox.clearFaults();
    await check(page, value);
    await expect(response(page)).toContainText(/Five hours[\d.]+\s%/);
    await expect(response(page)).toContainText(/Week[\d.]+\s%/);
  }
  await axe(page);
  await takeScreenshots(page, "check-key-windows");
});

test("an unknown key, or one that is not a client's, does not sign out", async ({ page, sandbox, guards }) => {
  guards.allow(/status of (401|403)/);
  await open(page, sandbox.adminKey);
  await check(page, "sk-lazytech-nobody-knows-this");
  await expect(page.getByRole("alert")).toContainText("The gateway does not know this key.");
  await expect(page.getByRole("alert")).toContainText("You stay connected.");
  await axe(page);
  await takeScreenshots(page, "check-key-unknown");
  await check(page, sandbox.adminKey);
  await expect(page.getByRole("alert")).toContainText("This is not a client's key.");
  await field(page).fill("sk-lazytech with a blank");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByText("the paste looks broken")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("link", { name: "API keys" }).click();
  await expect(page.getByRole("table", { name: "API keys" })).toBeVisible();
});

test("a failure is reported, and keeps nothing of the key", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 500/);
  const { value } = await clientKey(sandbox);
  await sandbox.fault({ fault: "server-error", on: "usage" });
  await open(page, sandbox.adminKey);
  await check(page, value);
  await expect(page.getByRole("alert")).toContainText("paste it again");
  await sandbox.clearFaults();
  await check(page, value);
  await expect(response(page)).toContainText("Client one");
});

test("a key limited to one pool may check a key as well", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  const { value } = await clientKey(sandbox);
  await open(page, sandbox.poolKey);
  await check(page, value);
  await expect(response(page)).toContainText("Client one");
  await expect(response(page).getByRole("link")).toHaveCount(0);
});

test("the pasted key is kept nowhere", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401/);
  const logged: string[] = [];
  page.on("console", (message) => logged.push(message.text()));
  page.on("request", (request) => logged.push(request.url(), request.postData() ?? ""));
  const { value } = await clientKey(sandbox);
  const unknown = "sk-lazytech-canary-of-a-key";
  await open(page, sandbox.adminKey);
  await expect(field(page)).toHaveAttribute("type", "password");
  await expect(field(page)).toHaveAttribute("autocomplete", "off");
  await field(page).fill(value);
  expect(await everythingStored(page), "the search sees what is in the field").toContain(value);
  await check(page, value);
  await expect(response(page)).toContainText("Client one");
  await response(page).getByText("Raw JSON").click();
  const kept = [await everythingStored(page)];
  await check(page, unknown);
  await expect(page.getByRole("alert")).toBeVisible();
  kept.push(await everythingStored(page));
  await page.getByRole("link", { name: "Journal" }).click();
  await expect(page.getByRole("heading", { name: "Journal" })).toBeVisible();
  kept.push(await everythingStored(page), ...logged);
  for (const key of [value, unknown]) {
    expect(kept.findIndex((text) => text.includes(key)), key).toBe(-1);
  }
});
