// Journeys that change users of a one-api gateway. They are the same for the fork with UUIDs and for the
// original, but for what differs there.
import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { connect, go } from "./one-api-steps";
import { VERIFIED, review, send, written } from "./one-api-write-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots, waitUntilPressable } from "./steps";

/** Users that the journeys change. Ids are far above those of the sample. */
const USERS = [
  { id: 5001, username: "zoe", display_name: "Zoe", status: 1, role: 1, group: "default", quota: 1000, used_quota: 500_000, access_token: "canary-access-zoe" },
  { id: 5002, username: "zoe-bot", display_name: "Bot", status: 1, role: 1, group: "default", quota: 250_000, used_quota: 0, access_token: "canary-access-bot" },
  { id: 5003, username: "zora", display_name: "Zora", status: 2, role: 1, group: "vip", quota: 0, used_quota: 0, access_token: "canary-access-zora" },
];

const userUuid = (id: number): string => `0198c7a2-4b10-7c31-9a55-1f0c2d3e${id}`;

/** A user as the gateway holds it, deleted or not. */
async function readUser(sandbox: Sandbox, name: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await callGateway<{ data: Record<string, unknown>[] }>(sandbox, "GET", `api/user/search?keyword=${name}`);
  return data.find((row) => row.username === name);
}

/** Opens the drawer of a user. */
async function openUser(page: Page, name: string): Promise<Locator> {
  await go(page, "Users");
  await page.getByRole("textbox", { name: /^Search/ }).fill(name);
  await page.getByRole("table", { name: "Users" }).getByRole("button", { name, exact: true }).click();
  return page.getByRole("complementary", { name });
}

/** How many calls of the gateway the page has made. */
const calls = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/api/")).length);

/** The journeys. */
export function userWrites(version: Dialect): void {
  test.describe("changes of users", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => {
    await sandbox.plant("users", USERS.map((row) => ({ ...row, uuid: userUuid(row.id) })));
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
  });

  test("a user is topped up once: units and money, the unusual amount typed, no second of the same unseen", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    let drawer = await openUser(page, "zoe");
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => {
      await form.getByLabel("In US dollars").fill("2,5");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("whole number");
      await expect(form.getByLabel("In US dollars")).toBeFocused();
      await form.getByLabel("In US dollars").fill("2.50");
      await expect(form.getByLabel("Amount")).toHaveValue("1250000");
      await expect(form.getByLabel("In US dollars")).toHaveValue("2.50");
      await form.getByLabel("Amount").fill("500000");
      await expect(form.getByLabel("In US dollars")).toHaveValue("1");
      await form.getByLabel("Remark").fill("march");
      await axe(page);
    });
    await expect(gate(page)).toContainText("Remaining: 1\u{a0}000 (0.002 USD) now, 501\u{a0}000 (1.002 USD) then");
    await expect(gate(page)).toContainText("at least what it has left (1");
    await send(page, /^Top up/, "500 000");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readUser(sandbox, "zoe")).toMatchObject({ quota: 501_000 });
    expect(await readUser(sandbox, "zoe-bot")).toMatchObject({ quota: 250_000 });
    expect(await written(sandbox)).toEqual(["POST /api/topup"]);
    await done(page);
    drawer = page.getByRole("complementary", { name: "zoe" });
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("500000"));
    await expect(gate(page)).toContainText("The same amount was sent for the same user within the last ten minutes");
    await page.keyboard.press("Escape");
    await expect(gate(page)).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => {
      await form.getByLabel("Amount").fill("1000000000000001");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("fail for good");
      await form.getByLabel("Amount").fill("999999999999999");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("With this amount the balance would be above");
      await form.getByLabel("Amount").fill("1000");
    });
    expect(await everythingStored(page)).not.toContain("canary-access");
  });

  test("an admin tops up another one, whose row the gateway shows in its list alone", async ({ page, sandbox }) => {
    const admins = [["amy", 5010, 10], ["ann", 5011, 10]] as const;
    await sandbox.plant("users", admins.map(([username, id, role]) => ({ id, uuid: userUuid(id), username, role, status: 1, group: "default", quota: 1000, used_quota: 0, access_token: `canary-access-${username}-000000000` })));
    await connect(page, sandbox, "canary-access-amy-000000000");
    const drawer = await openUser(page, "ann");
    await expect(drawer.getByRole("button", { name: "Disable" })).toBeDisabled();
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("10"));
    await send(page, /^Top up/);
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readUser(sandbox, "ann")).toMatchObject({ quota: 1010 });
  });

  test("a top-up whose response is lost is found to have arrived", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openUser(page, "zoe-bot");
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("1000"));
    await sandbox.fault({ fault: "drop-after", on: "top-up-user", times: 1 });
    await send(page, /^Top up/);
    // A browser may send a request again by itself: then it says so.
    const user = await readUser(sandbox, "zoe-bot");
    const says = { 251_000: "Done, and verified", 252_000: "It was applied twice" }[user?.quota as 251_000];
    await expect(gate(page)).toContainText(says);
    await done(page);
  });

  test("a top-up that is refused although it was applied is not sent twice", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openUser(page, "zoe-bot");
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("1000"));
    await sandbox.fault({ fault: "refuse-after", on: "top-up-user", times: 1 });
    await send(page, /^Top up/);
    await expect(gate(page)).toContainText("It is so now, though no response shows that this request did it.");
    await expect(gate(page).getByRole("button", { name: "Send again" })).toHaveCount(0);
    await done(page);
    expect(await readUser(sandbox, "zoe-bot")).toMatchObject({ quota: 251_000 });
  });

  test("a top-up that may still arrive cannot be sent again meanwhile", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load/);
    await connect(page, sandbox);
    const drawer = await openUser(page, "zoe-bot");
    await review(page, drawer.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("1000"));
    // A browser may send it again by itself.
    await sandbox.fault({ fault: "drop-late", on: "top-up-user", times: 2, ms: 60_000 });
    await send(page, /^Top up/);
    await expect(gate(page)).toContainText("may still be under way", { timeout: 30_000 });
    await expect(gate(page).getByRole("button", { name: "Send again" })).toBeDisabled();
    await expect(gate(page)).toContainText("Wait until it is known whether this one arrived");
    await takeScreenshots(page, `${version}-top-up-waits`);
  });

  test("a user is disabled, enabled again, edited, moved, and deleted as the second step", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    let drawer = await openUser(page, "zoe");
    await expect(drawer.getByRole("button", { name: "Delete" })).toBeDisabled();
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await expect(gate(page)).toContainText("for up to two minutes more");
    await send(page, "Disable user");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readUser(sandbox, "zoe")).toMatchObject({ status: 2 });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Enable" }));
    await send(page, "Enable user");
    expect(await readUser(sandbox, "zoe")).toMatchObject({ status: 1 });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), async (form) => form.getByLabel("Display name").fill("Zoe B"));
    await send(page, "Save user");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readUser(sandbox, "zoe")).toMatchObject({ display_name: "Zoe B", quota: 1000, status: 1 });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Change group" }), async (form) => form.getByRole("button", { name: "svip", exact: true }).click());
    await send(page, "Change group");
    expect(await readUser(sandbox, "zoe")).toMatchObject({ group: "svip" });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Set quota" }), async (form) => form.getByLabel("Remaining quota").fill("900"));
    await send(page, /^Set to/);
    expect(await readUser(sandbox, "zoe")).toMatchObject({ quota: 900, used_quota: 500_000 });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await send(page, "Disable user");
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Delete" }));
    await send(page, "Delete user", "zoe");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readUser(sandbox, "zoe")).toBeUndefined();
    await done(page);
    drawer = await openUser(page, "zora");
    await expect(drawer).toContainText("disabled");
  });

  test("a user is created, and found by its exact name", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Users");
    await review(page, page.getByRole("button", { name: "Create user" }), async (form) => {
      await form.getByLabel("Username").fill("zoe-b");
      await form.getByLabel("Password").fill("canary-pass-1");
      if (!isOriginal) await form.getByLabel("Quota").fill("2000");
    });
    await expect(gate(page)).not.toContainText("canary-pass");
    await send(page, "Create user");
    await expect(gate(page)).toContainText(VERIFIED);
    if (!isOriginal) expect(await readUser(sandbox, "zoe-b")).toMatchObject({ quota: 2000, role: 1 });
    await done(page);
    expect(await everythingStored(page)).not.toMatch(/canary-(pass|access)/);
  });

  test("several users are changed together, each with an outcome, and what failed stays selected", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Users");
    await page.getByRole("button", { name: "Select rows" }).click();
    await page.getByRole("textbox", { name: /^Search/ }).fill("zo");
    for (const name of ["zoe", "zoe-bot", "zora"]) await page.getByRole("checkbox", { name: `Tick ${name}`, exact: true }).click();
    const selection = page.getByRole("group").filter({ hasText: "3 ticked" });
    await axe(page);
    await sandbox.fault({ fault: "refuse", on: "top-up-user", times: 1 });
    await review(page, selection.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("100"));
    // The table tells each row's values, so no note repeats them without a name.
    await expect(gate(page).getByRole("row", { name: /^zoe-bot/ })).toContainText("250\u{a0}100");
    await expect(gate(page)).not.toContainText("Remaining:");
    await send(page, "Top up 3 users", "100");
    expect(await readUser(sandbox, "zoe")).toMatchObject({ quota: 1000 });
    expect(await readUser(sandbox, "zoe-bot")).toMatchObject({ quota: 250_100 });
    expect(await readUser(sandbox, "zora")).toMatchObject({ quota: 100 });
    await takeScreenshots(page, `${version}-users-together`);
    await done(page);
    await expect(page.getByText("1 ticked")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Tick zoe", exact: true })).toBeChecked();
  });

  test("a change of several users goes on after the tab was closed in between, and nobody gets it twice", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_|Failed to load/);
    await connect(page, sandbox);
    await go(page, "Users");
    await page.getByRole("button", { name: "Select rows" }).click();
    await page.getByRole("textbox", { name: /^Search/ }).fill("zo");
    for (const name of ["zoe", "zoe-bot", "zora"]) await page.getByRole("checkbox", { name: `Tick ${name}`, exact: true }).click();
    const selection = page.getByRole("group").filter({ hasText: "3 ticked" });
    await review(page, selection.getByRole("button", { name: "Top up" }), async (form) => form.getByLabel("Amount").fill("100"));
    await sandbox.fault({ fault: "latency-after", ms: 4000, on: "top-up-user", times: 1 });
    await gate(page).getByRole("textbox", { name: /^Type / }).fill("100");
    await waitUntilPressable(page);
    await gate(page).getByRole("button", { name: "Top up 3 users" }).click();
    await expect.poll(async () => (await readUser(sandbox, "zoe"))?.quota).toBe(1100);
    // A write that nobody saw for so long is not under way any more.
    await page.addInitScript(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 300_000;
    });
    page.once("dialog", (asking) => void asking.accept());
    await page.reload();
    await connect(page, sandbox);
    await go(page, "Journal");
    const journal = page.getByRole("table", { name: "Journal" });
    await expect(journal.getByRole("row").nth(1)).toContainText("1 of 3 applied", { timeout: 60_000 });
    await journal.getByRole("button").first().click();
    const entry = page.getByRole("complementary");
    await axe(page);
    await review(page, entry.getByRole("button", { name: "Go on with 2 rows" }));
    await send(page, "Top up 2 users", "100");
    await expect(gate(page)).toContainText(VERIFIED);
    await done(page);
    await expect(entry.getByRole("button", { name: /^Go on with/ })).toHaveCount(0);
    expect(await readUser(sandbox, "zoe")).toMatchObject({ quota: 1100 });
    expect(await readUser(sandbox, "zoe-bot")).toMatchObject({ quota: 250_100 });
    expect(await readUser(sandbox, "zora")).toMatchObject({ quota: 100 });
    expect((await written(sandbox)).filter((write) => write === "POST /api/topup")).toHaveLength(3);
  });

  test("many users at once, no faster than the gateway's limit of calls", async ({ page, sandbox }) => {
    test.setTimeout(180_000);
    const many = Array.from({ length: 46 }, (_, at) => {
      const id = 6001 + at;
      // One has as much as a balance may have: it is left out and named.
      return { id, uuid: userUuid(id), username: `paced-${id}`, status: 1, role: 1, group: "default", quota: at === 45 ? 1_000_000_000_000_000 : 100 };
    });
    await sandbox.plant("users", many);
    await callGateway(sandbox, "POST", "sandbox/one-api", { limits: true });
    await connect(page, sandbox);
    await go(page, "Users");
    await page.getByRole("textbox", { name: /^Search/ }).fill("paced-");
    await page.getByRole("button", { name: "Select rows" }).click();
    await expect(page.getByText(/^46 shown/)).toBeVisible();
    await page.getByRole("button", { name: "Tick all shown" }).click();
    const selection = page.getByRole("group").filter({ hasText: "46 ticked" });
    await selection.getByRole("button", { name: "Top up" }).click();
    await page.getByRole("dialog").last().getByLabel("Amount").fill("7");
    const review = page.getByRole("dialog").last().getByRole("button", { name: "Review", exact: true });
    await review.click();
    await expect(page.getByRole("dialog", { name: "Top up 45 users" })).toContainText("With this amount the balance would be above", { timeout: 60_000 });
    await review.click();
    await expect(gate(page)).toBeVisible({ timeout: 60_000 });
    const typed = gate(page).getByRole("textbox", { name: /^Type / });
    if (await typed.count()) await typed.fill("7");
    await waitUntilPressable(page);
    const began = await calls(page);
    const from = Date.now();
    await gate(page).getByRole("button", { name: /^Top up/ }).click();
    await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(gate(page)).toContainText(VERIFIED);
    // 120 calls may follow each other; after them one may every 643 ms.
    const sent = (await calls(page)) - began;
    expect(sent).toBeGreaterThan(130);
    expect(Date.now() - from).toBeGreaterThan((sent - 121) * 643);
    expect((await written(sandbox)).filter((write) => write === "POST /api/topup")).toHaveLength(45);
    await callGateway(sandbox, "POST", "sandbox/one-api", { limits: false });
  });

  test("evaluation task: alice's quota is gone: the drawer shows what is left, her keys and her newest rows, and nobody else's", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openUser(page, "alice");
    await expect(drawer).toContainText("Remaining quota");
    const log = drawer.getByRole("table", { name: "Its rows in the log, the newest" });
    await expect(log.getByRole("row").nth(1)).toBeVisible();
    const asked = (await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name))).filter((name) => name.includes("/api/log/"));
    expect(asked.every((name) => name.includes("username=alice"))).toBe(true);
    await expect(log).not.toContainText("alice-bot");
    const keys = drawer.getByRole("table", { name: "Its keys" });
    await (isOriginal ? expect(keys).toHaveCount(0) : expect(keys.getByRole("row").nth(1)).toBeVisible());
    // Root of the fork sees what the gateway counted; everybody what the log rows come to, by key too.
    const chart = drawer.getByRole("figure").filter({ hasText: "Quota used per day, of the rows read so far" });
    await expect(drawer.getByRole("figure")).toHaveCount(isOriginal ? 1 : 2);
    if (isOriginal) await expect(drawer).toContainText("What a key was used for stands in the log.");
    await expect(chart).toContainText("alice-laptop");
    await expect(chart.getByRole("row", { name: /^gpt-4o / })).toContainText("USD");
    // Her top-ups are there however many calls came after them.
    await expect(drawer.getByRole("table", { name: "Its top-ups, the newest" }).getByRole("row").nth(1)).toBeVisible();
    expect(await everythingStored(page)).not.toMatch(/canary-(access|token|key)/);
    await axe(page);
    await takeScreenshots(page, `${version}-alice`);
  });

  test("the log is filtered by user and kind, and hostile text stays text", async ({ page, sandbox }) => {
    await sandbox.plant("logs", [{ id: 900_001, uuid: userUuid(9001), type: 2, username: "zoe", model_name: "gpt-4o", quota: 2_147_483_647, content: "<img src=x onerror=alert(1)>", created_at: Math.floor(Date.now() / 1000) }]);
    await connect(page, sandbox);
    await go(page, "Logs");
    const table = page.getByRole("table", { name: "Logs" });
    await expect(table.getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("combobox", { name: "User", exact: true }).fill("zoe");
    await page.keyboard.press("Enter");
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table).toContainText("2\u{a0}147\u{a0}483\u{a0}647 · 4\u{a0}294.97");
    await table.getByRole("row").nth(1).getByRole("button").first().click();
    await expect(page.getByRole("complementary")).toContainText("<img src=x onerror=alert(1)>");
    await axe(page);
    await takeScreenshots(page, `${version}-logs`);
  });
}
