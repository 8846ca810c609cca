// Journeys through the log of a one-api gateway: filters, sums, export and purge. They are the same for
// the fork with UUIDs and for the original, but for what differs there.
import { readFileSync } from "node:fs";
import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { connect, go } from "./one-api-steps";
import { VERIFIED, send, written } from "./one-api-write-steps";
import { callGateway, everythingStored, gate, takeScreenshots } from "./steps";

/** The first second of 8 September 2026 in UTC. */
const DAY = 1_788_825_600;

const row = (id: number, more: Record<string, unknown>): Record<string, unknown> => ({
  id, uuid: `0198c7a2-4b10-7c31-9a55-1f0c2d${id}`, type: 2, username: "zed", model_name: "gpt-4o", token_name: "ci", quota: 100, content: "a call", created_at: DAY, ...more,
});

/** Rows at both ends of a day and beside them, and one with texts that a spreadsheet would run. */
const ROWS = [
  row(900_101, { created_at: DAY - 1, quota: 1 }),
  row(900_102, { created_at: DAY, quota: 20 }),
  row(900_103, { created_at: DAY + 86_399, quota: 300, model_name: "o3" }),
  row(900_104, { created_at: DAY + 86_400, quota: 4000 }),
  row(900_105, { created_at: DAY + 50, type: 1, quota: 50_000, content: "=HYPERLINK(\"http://x\",\"a\")", token_name: "@SUM(1)" }),
];

const table = (page: Page): Locator => page.getByRole("table", { name: "Logs", exact: true });

/** Types the word of a filter. */
async function filter(page: Page, name: string, word: string): Promise<void> {
  const input = page.getByRole("combobox", { name, exact: true });
  await input.fill(word);
  await input.press("Enter");
}

/** Exports what is shown, and returns the name and the lines of the file. */
async function exported(page: Page): Promise<{ name: string; lines: string[] }> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await download;
  const text = readFileSync(await file.path(), "utf8");
  expect(text.charCodeAt(0)).toBe(0xfeff);
  return { name: file.suggestedFilename(), lines: text.slice(1).split("\r\n").slice(0, -1) };
}

/** The paths that the page asked the gateway for. */
const asked = (page: Page): Promise<string[]> =>
  page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.includes("/api/log/")));

/** The number of rows that the gateway holds. */
async function held(sandbox: Sandbox, isOriginal: boolean): Promise<number> {
  if (!isOriginal) return (await callGateway<{ total: number }>(sandbox, "GET", "api/log/?p=0&size=1")).total;
  for (let page = 0, rows = 0; ; page += 1) {
    const { data } = await callGateway<{ data: unknown[] | null }>(sandbox, "GET", `api/log/?p=${page}`);
    if (!data?.length) return rows;
    rows += data.length;
  }
}

/** The journeys. */
export function logs(version: Dialect): void {
  test.describe("the log", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => {
    await sandbox.plant("logs", ROWS);
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
  });

  test("rows are filtered by user, model and whole days together, and both sums say what they cover", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Logs");
    await filter(page, "User", "zed");
    await expect(table(page).getByRole("row")).toHaveCount(1 + ROWS.length);
    await page.getByLabel("From this day").fill("2026-09-08");
    await page.getByLabel("To this day").fill("2026-09-08");
    await expect(table(page).getByRole("row")).toHaveCount(1 + 3);
    await expect(page.getByRole("search").first()).toContainText("UTC");
    const main = page.getByRole("main");
    await expect(main).toContainText("Sum of the 3 shown, of all 3: top-up 50\u{a0}000");
    await expect(main).toContainText("call 320");
    // The gateway counts calls alone.
    await expect(main).toContainText("also those not loaded: 320");
    const last = (await asked(page)).filter((name) => !name.includes("/stat")).at(-1);
    expect(last).toContain(`username=zed&start_timestamp=${DAY}&end_timestamp=${DAY + 86_399}`);
    await filter(page, "Model", "o3");
    await expect(table(page).getByRole("row")).toHaveCount(1 + 1);
    await expect(main).toContainText("also those not loaded: 300");
    // A link brings the same rows back.
    await page.reload();
    await connect(page, sandbox);
    await go(page, "Logs");
    await axe(page);
    await takeScreenshots(page, `${version}-logs-filtered`);
  });

  test("a row leads to its user and its channel", async ({ page, sandbox }) => {
    const { data } = await callGateway<{ data: { uuid?: string; id: number; username: string }[] }>(sandbox, "GET", "api/user/search?keyword=alice");
    const alice = data.find((user) => user.username === "alice");
    await sandbox.plant("logs", [row(900_110, { username: "alice", user_uuid: alice?.uuid, user_id: alice?.id, content: "of alice", created_at: Math.floor(Date.now() / 1000) })]);
    await connect(page, sandbox);
    await go(page, "Logs");
    await page.getByRole("textbox", { name: /^Search/ }).fill("of alice");
    await filter(page, "User", "alice");
    await expect(table(page).getByRole("row")).toHaveCount(2);
    await table(page).getByRole("row").nth(1).getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("link", { name: "alice" }).click();
    await expect(page.getByRole("complementary", { name: "alice" })).toContainText("Remaining quota");
  });

  test("an export holds every row that matches, guarded against formulas, and no secret", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Logs");
    await filter(page, "User", "zed");
    await expect(table(page).getByRole("row")).toHaveCount(1 + ROWS.length);
    const { name, lines } = await exported(page);
    expect(name).toMatch(/^logs-\d{14}\.csv$/);
    await expect(page.getByRole("status").filter({ hasText: "exported to" })).toContainText(`5 rows exported to ${name}`);
    expect(lines[0]).toMatch(/^Time,Kind,User,Model,Quota,Quota \(USD\),Key,Channel,Channel \(id\),/);
    expect(lines).toHaveLength(1 + ROWS.length);
    const risky = lines.find((line) => line.includes("HYPERLINK")) ?? "";
    expect(risky).toContain("2026-09-08T00:00:50Z,top-up,zed,");
    expect(risky).toContain(",50000,0.1,'@SUM(1),");
    expect(risky).toContain("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"");
    expect(lines.join("\n")).not.toContain("canary-");
  });

  test("the overview tells what channels were called for in the last day, and what the log leaves out", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Overview");
    const chart = page.getByRole("figure");
    await expect(chart).toContainText("Quota per hour, and by channel");
    await chart.getByText("Hour by hour").click();
    await expect(chart.getByRole("row").last()).toContainText(/\d\d:00/);
    await expect(page.getByRole("main")).toContainText("A call that failed leaves no row in this gateway's log");
    await expect(page.getByRole("main")).toContainText("Who spent the most, in all");
    await axe(page);
    await takeScreenshots(page, `${version}-overview-calls`);
  });

  test("no list exports a secret, and 64-bit numbers and hostile texts keep every character", async ({ page, sandbox }) => {
    await sandbox.plant("users", [
      { id: 5201, uuid: "0198c7a2-4b10-7c31-9a55-1f0c2d3e5201", username: "-2+3", display_name: "a,\"b\"\n=c", status: 1, role: 1, group: "default", quota: -625_000, used_quota: 0, access_token: "canary-access-csv" },
      { id: 5202, uuid: "0198c7a2-4b10-7c31-9a55-1f0c2d3e5202", username: "big", status: 1, role: 1, group: "default", quota: "9223372036854775807", used_quota: 0, access_token: "canary-access-big" },
    ]);
    await sandbox.plant("tokens", [{ uuid: "0198c7a2-4b10-7c31-9a55-1f0c2d3e5301", user_id: 1, key: "canarytokencsv", name: "+cmd", status: 1, unlimited_quota: 0, remain_quota: "9007199254740993", expired_time: -1 }]);
    const keys = async (path: string): Promise<string[]> =>
      (await callGateway<{ data: { key: string }[] }>(sandbox, "GET", `${path}?p=0&size=100`)).data.map((row) => row.key).filter((key) => key !== "");
    const secrets = [...(await keys("api/token/")), ...(await keys("api/redemption/")), "canary-access", "canarytokencsv"];
    expect(secrets.length).toBeGreaterThan(3);
    await connect(page, sandbox);
    const places = ["Channels", "Groups", "Users", "My keys", "Redemption codes", "Logs", "Options", ...(isOriginal ? [] : ["Keys of users"])];
    const texts = new Map<string, string>();
    for (const place of places) {
      await go(page, place);
      await expect(page.getByRole("table", { name: place }).getByRole("row").nth(1)).toBeVisible();
      const { lines } = await exported(page);
      expect(lines.length, place).toBeGreaterThan(1);
      texts.set(place, lines.join("\r\n"));
      await expect(page.getByText("exported to")).toBeVisible();
    }
    for (const [place, text] of texts) {
      for (const secret of secrets) expect(text.includes(secret), `${place}: ${secret}`).toBe(false);
      // Hostile names in the sample begin like that too; no secret does with these words.
      const leaked = text.match(/canary-(?!name|cell|code<|token[<"]|html|footer|notice|upstream-text|display)\S*/);
      expect(leaked?.[0], place).toBeUndefined();
    }
    const users = texts.get("Users") ?? "";
    expect(users).toMatch(/^'-2\+3,enabled,default,-625000,-1\.25,/m);
    expect(users).toContain("big,enabled,default,9223372036854775807,18446744073709.551614,");
    expect(users).toContain("\"a,\"\"b\"\"\n=c\"");
    expect(texts.get("My keys")).toContain("'+cmd,enabled,9007199254740993,");
  });

  test("an export reads every page, can be stopped, and goes on where a page failed", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Logs");
    await expect(table(page).getByRole("row").nth(1)).toBeVisible();
    await sandbox.fault({ fault: "refuse", on: "list-logs", times: 1 });
    await page.getByRole("button", { name: "Export CSV" }).click();
    await expect(page.getByText("The export stopped after 0 rows")).toBeVisible();
    await axe(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Go on" }).click();
    const file = await download;
    const lines = readFileSync(await file.path(), "utf8").split("\r\n").slice(1, -1);
    expect(lines).toHaveLength(await held(sandbox, isOriginal));
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await expect(page.getByText("exported to")).toHaveCount(0);
  });

  test("closing the tab asks while an export holds rows, and leaving the list ends it", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Logs");
    await expect(table(page).getByRole("row").nth(1)).toBeVisible();
    await sandbox.fault({ fault: "refuse", on: "list-logs", times: 1 });
    await page.getByRole("button", { name: "Export CSV" }).click();
    await expect(page.getByText("The export stopped after 0 rows")).toBeVisible();
    const asks = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const question = await asks;
    expect(question.type()).toBe("beforeunload");
    await question.dismiss();
    await go(page, "Users");
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await page.goBack();
    await expect(table(page).getByRole("row").nth(1)).toBeVisible();
    await expect(page.getByText("The export stopped")).toHaveCount(0);
    // Nothing is held any more, so nothing asks.
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
  });

  test("old rows are deleted only after an export of the whole log, typed, and by the second", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Logs");
    const purge = page.getByRole("button", { name: "Delete old rows" });
    await expect(purge).toBeDisabled();
    await expect(page.getByRole("main")).toContainText("First export the whole log in this sitting");
    // An export of some rows does not count.
    await filter(page, "User", "zed");
    await expect(table(page).getByRole("row")).toHaveCount(1 + ROWS.length);
    await exported(page);
    await expect(purge).toBeDisabled();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await exported(page);
    await expect(purge).toBeEnabled();
    const before = await held(sandbox, isOriginal);
    await purge.click();
    const form = page.getByRole("dialog").last();
    await form.getByLabel("Delete rows before").fill("2099-01-01T00:00");
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await expect(form).toContainText("every row would be deleted");
    // Later than the newest row of the export, which was made in the last minutes.
    await sandbox.plant("logs", [row(900_120, { created_at: Math.floor(Date.now() / 1000), content: "after the export" })]);
    await form.getByLabel("Delete rows before").fill(new Date().toISOString().slice(0, 16));
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await expect(form).toContainText("Rows that were made after the export would be deleted too");
    await form.getByLabel("Delete rows before").fill("2026-09-09T00:00");
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await expect(gate(page)).toContainText(`/api/log/?target_timestamp=${DAY + 86_400}`);
    await expect(gate(page)).toContainText("Delete every row of the log before 2026-09-09 00:00");
    await takeScreenshots(page, `${version}-logs-purge`);
    await send(page, "Delete rows", "logs");
    await expect(gate(page)).toContainText(isOriginal ? "the gateway reported success" : VERIFIED);
    expect(await written(sandbox)).toEqual([`DELETE /api/log/?target_timestamp=${DAY + 86_400}`]);
    // Four of the rows were older, and one came after the count.
    expect(await held(sandbox, isOriginal)).toBe(before - 4 + 1);
    const { data } = await callGateway<{ data: unknown[] | null }>(sandbox, "GET", `api/log/?p=0&end_timestamp=${DAY + 86_399}`);
    expect(data ?? []).toHaveLength(0);
    expect(await everythingStored(page)).not.toMatch(/canary-(access|token|key|secret)/);
  });
}
