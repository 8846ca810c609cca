// The journal: every write is recorded before it is sent, survives a reload, and is verified on
// return when its outcome is unknown.
import { readFileSync } from "node:fs";
import { axe, expect, test, type Page } from "../harness";
import {
  connect, createButton, done, gate, takeScreenshots, openJournal, reviewCreate, reviewTopUp, submitKey, topUpButton, countWrites,
} from "./steps";

/** The rows of the journal below its header. */
const entries = (page: Page) => page.getByRole("table", { name: "Journal" }).getByRole("row").filter({ has: page.getByRole("rowheader") });

test("entries survive a reload, with their detail and the reason why it cannot be undone", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await page.getByRole("link", { name: "Journal" }).click();
  await expect(page.getByRole("heading", { name: "Nothing was written yet" })).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: "API keys" }).click();
  await reviewTopUp(page, "Payments", "25");
  await topUpButton(page).click();
  await done(page);
  await reviewCreate(page, "Payments bot", "10");
  await createButton(page).click();
  await done(page);

  await page.reload();
  await submitKey(page, sandbox.adminKey);
  const journal = await openJournal(page);
  await expect(entries(page)).toHaveCount(2);
  await journal.getByRole("button", { name: "Payments", exact: true }).click();
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await expect(drawer).toContainText(`Raise the limit of “Payments” (${id}) by 25.00 USD.`);
  await expect(drawer).toContainText("Cannot be undone: the gateway has no call that lowers a limit.");
  await drawer.getByText("Request").click();
  await expect(drawer.getByRole("region", { name: "Request" })).toContainText('{"amount_usd":"25"}');
  await axe(page);
  await journal.getByRole("button", { name: "Payments bot", exact: true }).click();
  await expect(page.getByRole("complementary", { name: "Payments bot" })).toContainText("only deleting the key removes it");
});

test("filters narrow the list and are in the address", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 400/);
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await sandbox.fault({ fault: "refuse", on: "topup" });
  await reviewTopUp(page, "Payments", "25");
  await topUpButton(page).click();
  await done(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await reviewCreate(page, "Report bot", "10");
  await createButton(page).click();
  await done(page);

  await openJournal(page);
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("refused");
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByText("1 of 2 entries")).toBeVisible();
  await page.getByRole("combobox", { name: "Action" }).selectOption("Create key");
  await expect(page.getByRole("heading", { name: "No entry matches" })).toBeVisible();
  await axe(page);
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("Any outcome");
  await expect(entries(page)).toContainText(["Report bot"]);
  await page.getByRole("textbox", { name: "Search name, id, gateway" }).fill("report");
  await expect(page).toHaveURL(/q=report/);
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText(["Report bot"]);
});

test("the export is JSON without a secret", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await reviewCreate(page, "Payments bot", "10.000000001");
  await createButton(page).click();
  const secret = await gate(page).getByRole("textbox", { name: "Text to copy" }).inputValue();
  await done(page);
  await openJournal(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as JSON" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  const text = readFileSync(await file.path(), "utf8");
  const document = JSON.parse(text) as { format: string; entries: { settled: boolean }[] };
  expect(document.format).toBe("headgate.journal");
  expect(document.entries.map((entry) => entry.settled)).toEqual([true]);
  expect(text).toContain("10.000000001");
  for (const hidden of [secret, sandbox.adminKey]) expect(text).not.toContain(hidden);
});

for (const leave of ["reload", "close"] as const) {
  test(`a write whose outcome is unknown when the tab closes (${leave}) is verified first on return`, async ({ page, context, sandbox }) => {
    await connect(page, sandbox);
    await reviewCreate(page, "Interrupted", "10");
    await sandbox.fault({ fault: "latency-after", on: "create", ms: 30_000 });
    await createButton(page).click();
    await expect.poll(() => countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
    let back = page;
    if (leave === "reload") {
      page.once("dialog", (question) => void question.accept());
      await page.reload();
    } else {
      await page.close();
      back = await context.newPage();
      await back.goto("");
    }
    await sandbox.clearFaults();
    await submitKey(back, sandbox.adminKey);
    const news = back.getByRole("region", { name: "Notifications" });
    await expect(news).toContainText("Verified 1 earlier change whose outcome was unknown.");
    await expect(news).toContainText("The new value of 1 change never arrived here");
    await axe(back);
    await news.getByRole("link", { name: "Journal" }).click();
    await expect(entries(back)).toContainText(["applied, value lost"]);
    await entries(back).getByRole("button").click();
    await expect(back.getByRole("complementary")).toContainText("The response was lost, but it was applied once.");
    await expect(back.getByRole("complementary")).toContainText("The new value never arrived here");
    if (leave === "reload") {
      await axe(back);
      await takeScreenshots(back, "journal-value-lost");
    }
    await back.getByRole("complementary").getByRole("link", { name: /^key_/ }).click();
    await expect(back.getByRole("complementary", { name: "Interrupted" }).getByRole("button", { name: "Rotate" })).toBeVisible();
    expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  });
}

test("without a database nothing is sent, unless the operator says so", async ({ page, sandbox }) => {
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await connect(page, sandbox);
  await reviewCreate(page, "Unrecorded", "10");
  await createButton(page).click();
  await expect(gate(page)).toContainText("The journal could not be written, so nothing was sent.");
  await expect(gate(page)).toContainText("so there is no journal");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 0, applied: 0 });
  await gate(page).getByRole("button", { name: "Send without a record" }).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await page.getByRole("link", { name: "Journal" }).click();
  await expect(page.getByRole("alert")).toContainText("so there is no journal");
});
