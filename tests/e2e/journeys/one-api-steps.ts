// Journeys on a one-api gateway. They are the same for its versions, but for what differs there.
import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { everythingStored, takeScreenshots } from "./steps";

const NOW = Math.floor(Date.now() / 1000);

/** The secrets that the sample and the journeys place where gateways leak them. Hostile texts are no secrets. */
const SECRET = /canary-(?!name|cell|html|footer|notice|upstream-text|display)/;

/** Channels whose state, reason and looks the journeys know. Ids are far above the sample's. */
const CHANNELS = [
  { id: 801, name: "by hand", type: 1, status: 2, group: "default", models: "gpt-4o", updated_at: 1_795_309_880_000 },
  { id: 802, name: "refused key", type: 1, status: 3, group: "default", models: "gpt-4o", test_time: NOW - 60, response_time: 0 },
  { id: 803, name: "too slow", type: 1, status: 3, group: "default", models: "gpt-4o", test_time: NOW - 60, response_time: 9000 },
  { id: 804, name: "live traffic", type: 36, status: 3, group: "default,vip", models: "deepseek-chat", balance: 0, balance_updated_time: NOW },
  {
    id: 805, name: "secretive", type: 33, status: 1, group: "svip", models: "claude-3", key: "canary-key",
    config: JSON.stringify({ region: "us-west-2", ak: "canary-ak", sk: "canary-sk", custom_headers: { "X-Api": "canary-header" } }),
    model_mapping: JSON.stringify({ "claude-3": "anthropic.claude-3" }),
  },
  {
    id: 806, name: "<img src=x onerror=alert(1)>\u202e", type: 99, status: 9, group: "nobody's", models: "m",
    used_quota: "9223372036854775807", base_url: "javascript:alert(1)",
  },
];

const LOGS = [
  { type: 5, channel_id: 802, channel_uuid: null, created_at: NOW - 60, content: "test channel refused key failed, error: Incorrect API key provided: bad" },
  { type: 5, channel_id: 803, channel_uuid: null, created_at: NOW - 60, content: "test channel too slow succeed，response: 4" },
];

/** The UUID of a planted channel. */
export const uuid = (id: number): string => `0198c7a2-4b10-7c31-9a55-1f0c2d3e4${id}`;

/** Plants the channels that the journeys know. */
async function plant(sandbox: Sandbox): Promise<void> {
  // A number beyond 2^53 has no exact number in this language, so it travels as digits.
  const channels = CHANNELS.map((row) => ({ ...row, uuid: uuid(row.id) }));
  await sandbox.plant("channels", channels);
  await sandbox.plant("logs", LOGS.map((row) => ({ ...row, channel_uuid: uuid(row.channel_id) })));
}

/** The list of channels. */
export const table = (page: Page): Locator => page.getByRole("table", { name: "Channels", exact: true });

/** Connects with an access token, by default root's. */
export async function connect(page: Page, sandbox: Sandbox, token: string = sandbox.adminKey): Promise<void> {
  await page.goto("");
  await page.getByLabel("access token").fill(token);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Opens a place of the navigation. */
export async function go(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: place, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
}

/** Searches for a channel and opens its drawer. */
export async function openChannel(page: Page, name: string): Promise<Locator> {
  await page.getByRole("textbox", { name: /^Search/ }).fill(name);
  await table(page).getByRole("button", { name, exact: true }).click();
  const drawer = page.getByRole("complementary", { name });
  await expect(drawer).toBeVisible();
  return drawer;
}

/** The journeys that the fork with UUIDs and the original share. */
export function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => plant(sandbox));

  test("the gateway is recognised before the token is sent, and no cookie ever is", async ({ page, context, sandbox }) => {
    await context.addCookies([{ name: "session", value: "canary-session", url: sandbox.url }]);
    const sent: { path: string; token: string | undefined; cookie: string | undefined }[] = [];
    page.on("request", async (request) => {
      const path = new URL(request.url()).pathname;
      if (!path.startsWith("/api/") && !path.startsWith("/v1/")) return;
      const headers = await request.allHeaders();
      sent.push({ path, token: headers.authorization, cookie: headers.cookie });
    });
    await connect(page, sandbox);
    await expect(table(page)).toBeVisible();
    const first = sent.findIndex((request) => request.token !== undefined);
    expect(sent.slice(0, first).map((request) => request.path).sort()).toEqual(["/api/status", "/v1/ping"]);
    expect(sent[first]).toMatchObject({ path: "/api/user/self", token: sandbox.adminKey });
    expect(sent.filter((request) => request.cookie !== undefined)).toEqual([]);
    await expect(page.getByText(isOriginal ? "Root · original" : "Root · fork with UUIDs")).toBeVisible();
    await go(page, "Gateway");
    await expect(page.getByRole("main")).toContainText("Quota per US dollar500000");
    await go(page, "My account");
    await expect(page.getByRole("main")).toContainText("500\u00a0000\u00a0000\u00a0000\u00a0000 (1\u00a0000\u00a0000\u00a0000.00 USD)");
  });

  test("evaluation task: disabled channels, and why", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Overview");
    const section = page.getByRole("main");
    await expect(section).toContainText("Channels disabled, and why");
    await section.getByRole("link", { name: /disabled automatically$/ }).click();
    await expect(table(page)).toBeVisible();
    const check = async (name: string, ...says: string[]) => {
      const drawer = await openChannel(page, name);
      for (const words of says) await expect(drawer).toContainText(words);
      await page.getByRole("button", { name: "Close" }).click();
    };
    await check("refused key", "Why it is not enabled (inferred)", "if a sweep made it, and the gateway takes this error for fatal", "Incorrect API key provided: bad");
    await check("too slow", "disabled it as too slow: it took 9000 ms, and 5 s are allowed");
    await check("live traffic", "Probably a live call failed", "Its balance was 0 CNY", "it may be out of credit");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await check("by hand", "A person or a program disabled it through the API");
  });

  test("a channel shows everything but its secrets", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openChannel(page, "secretive");
    await expect(drawer).toContainText("AWS Bedrock");
    await expect(drawer).toContainText("region: us-west-2");
    await expect(drawer).toContainText("Configured, not shownak, sk, custom_headers");
    await expect(drawer).toContainText("claude-3 is called anthropic.claude-3 at the provider.");
    await expect(drawer).toContainText(isOriginal ? "ratio of the user's own group" : "billed at 0.30, the lowest ratio among its groups (svip)");
    await drawer.getByText("Raw JSON").click();
    await axe(page);
    expect(await everythingStored(page)).not.toMatch(SECRET);
  });

  test("odd and hostile channels are drawn as they are", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await page.getByRole("textbox", { name: /^Search/ }).fill("onerror");
    const row = table(page).getByRole("row").nth(1);
    await expect(row).toContainText("type 99");
    await expect(row).toContainText("status 9");
    await expect(row).toContainText("9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0807");
    await row.getByRole("button").first().click();
    const drawer = page.getByRole("complementary");
    await expect(drawer).toContainText("18\u00a0446\u00a0744\u00a0073\u00a0709.551614 USD");
    await expect(drawer).toContainText("Its status is neither enabled nor disabled");
    if (!isOriginal) await expect(drawer).toContainText("nobody's is not in GroupRatio and counts as 1.");
    await expect(page.locator("img")).toHaveCount(0);
  });

  test("groups: what each ratio does, and who holds it", async ({ page, sandbox }) => {
    const ratios = `{"default":1,"vip":0.50,"free":0,"typo":"0.4","gone":null}`;
    await sandbox.plant("options", [{ key: "GroupRatio", value: ratios }]);
    await connect(page, sandbox);
    await go(page, "Groups");
    const groups = page.getByRole("table", { name: "Groups" });
    const row = (name: string) => groups.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
    await expect(row("vip")).toContainText("0.50");
    await expect(row("free")).toContainText("free (0)");
    await expect(row("typo")).toContainText("not a number: free");
    await expect(row("gone")).toContainText("null: free");
    await expect(row("nobody's")).toContainText("no ratio: counts as 1");
    await row("vip").getByRole("button").click();
    const drawer = page.getByRole("complementary", { name: "vip" });
    await expect(drawer).toContainText(isOriginal ? "ratio of the user's own group: 0.50" : "lowest ratio among the groups of the channel that serves it");
    await expect(drawer).toContainText("Channels with this group");
    await expect(drawer.getByRole("table", { name: "Channels with this group" })).toContainText("live traffic");
    await expect(drawer.getByRole("table", { name: "Users in this group" })).toBeVisible();
    await axe(page);
    expect(await everythingStored(page)).not.toMatch(SECRET);
    await takeScreenshots(page, `one-api-groups-${version}`);
  });

  test("options: what is stored, what it does, and no secret", async ({ page, sandbox }) => {
    await sandbox.plant("options", [
      { key: "RetryTimes", value: "three" },
      { key: "ModelRatio", value: `{"gpt-4o":1.25}` },
    ]);
    await connect(page, sandbox);
    await go(page, "Options");
    const options = page.getByRole("table", { name: "Options" });
    const open = async (key: string): Promise<Locator> => {
      await page.getByRole("textbox", { name: /^Search/ }).fill(key);
      await options.getByRole("button", { name: key, exact: true }).click();
      return page.getByRole("complementary", { name: key });
    };
    await expect(await open("RetryTimes")).toContainText("three is not a number that the gateway can read. It counts as 0.");
    await expect(await open("SMTPToken")).toContainText("The gateway does not list secrets");
    if (isOriginal) {
      await expect(await open("TurnstileSecretKey")).toContainText("set, not shown");
      await expect(await open("ModelRatio")).toContainText("It is live in this version of the gateway");
    }
    await axe(page);
    expect(await everythingStored(page)).not.toMatch(SECRET);
    await takeScreenshots(page, `one-api-options-${version}`);
  });

  test("an admin sees what root alone may see named, and a user without rights is told", async ({ page, sandbox, guards }) => {
    guards.allow(/status of 403/);
    await sandbox.plant("users", [
      { id: 901, uuid: uuid(901), username: "second admin", role: 10, access_token: "token-of-an-admin-000000000000000" },
      { id: 902, uuid: uuid(902), username: "plain user", role: 1, access_token: "token-of-a-user-0000000000000000" },
    ]);
    await connect(page, sandbox, "token-of-an-admin-000000000000000");
    await expect(table(page)).toBeVisible();
    await expect(page.getByRole("navigation").getByRole("link", { name: "Options", exact: true })).toHaveCount(0);
    await go(page, "Groups");
    await expect(page.getByRole("table", { name: "Groups" })).toContainText("not shown to you");
    await page.goto("options");
    await page.getByLabel("access token").fill("token-of-an-admin-000000000000000");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("main")).toContainText("The gateway allows this for root only.");
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.goto("");
    await page.getByLabel("access token").fill("token-of-a-user-0000000000000000");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
    await expect(page.getByText("User without admin rights")).toBeVisible();
    await page.goto("channels");
    await page.getByLabel("access token").fill("token-of-a-user-0000000000000000");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("main")).toContainText("Your token belongs to a user without admin rights.");
  });

  test("a token that ends signs out, and a wrong one is refused", async ({ page, sandbox, guards }) => {
    guards.allow(/status of 401/);
    await page.goto("");
    await page.getByLabel("access token").fill("wrong");
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByText(/The gateway does not accept this key\./)).toBeVisible();
    await connect(page, sandbox);
    await expect(table(page)).toBeVisible();
    await sandbox.fault({ fault: "unauthorized", on: "read" });
    await page.getByRole("button", { name: "Reload list" }).click();
    await expect(page.getByText("The gateway no longer accepts the key.")).toBeVisible();
  });

  test.describe("with more channels than a page holds", () => {
    test.use({ seed: 300 });

    test("the overview judges from every channel, also after a response that failed", async ({ page, sandbox, guards }) => {
      guards.allow(/status of 500/);
      await connect(page, sandbox);
      // The fault is for the overview, not for what connecting reads.
      await expect(table(page)).toBeVisible();
      await sandbox.fault({ fault: "server-error", on: "read" });
      await go(page, "Overview");
      const main = page.getByRole("main");
      await expect(main.getByText("The channels could not be read").first()).toBeVisible();
      await sandbox.clearFaults();
      await main.getByRole("button", { name: "Try again" }).first().click();
      await expect(main).toContainText(`of all ${300 + CHANNELS.length}`);
    });
  });

  test.describe("with ten thousand channels", () => {
    test.use({ seed: 10_000 });

    test("a search covers all of them in one request, and typing is not blocked", async ({ page, sandbox }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await connect(page, sandbox);
      await expect(table(page)).toBeVisible();
      const search = page.getByRole("textbox", { name: /^Search/ });
      await search.pressSequentially("secretive", { delay: 20 });
      await expect(search).toHaveValue("secretive");
      await expect(page.getByText(/^1 shown · all 10[ \u00a0]?0\d\d loaded/)).toBeVisible({ timeout: 30_000 });
      expect(asked.filter((path) => path === "/api/channel/search")).toHaveLength(1);
      await search.fill("");
      await expect(table(page).getByRole("row").nth(20)).toBeVisible();
    });
  });
}
