// What goes wrong on the way, for real: the sandbox fails as told, and each journey compares what
// the operator hears with what the gateway's ledger holds. Nothing here intercepts a request.
import { axe, expect, test, type Page, type Sandbox } from "../harness";
import {
  connect, createButton, done, findKey, gate, openJournal, reviewCreate, reviewTopUp, submitKey, topUpButton, countWrites, keysTable,
} from "./steps";

/** The two writes: to the gate, the gate's button, the sandbox's word. */
const WRITES = {
  create: { review: (page: Page) => reviewCreate(page, "Payments bot", "25"), button: createButton },
  topup: { review: (page: Page) => reviewTopUp(page, "Payments", "25"), button: topUpButton },
};
type Write = keyof typeof WRITES;

interface Ending {
  faults: string[];
  /** The outcome's name, at the gate and in the journal. */
  outcome: string;
  /** What the operator is told. */
  told: string;
  /** How often the write took effect. */
  applied: number;
}

const NOT_YET = "It does not show yet, but may still be under way.";
const NOTHING = "The response was lost, and nothing changed.";

/** What a browser does with a connection that dies, which no test without one can tell. */
const ENDINGS: Ending[] = [
  { faults: ["drop-before"], outcome: "outcome unknown", told: NOT_YET, applied: 0 },
  { faults: ["drop-after"], outcome: "applied", told: "The response was lost, but it was applied once.", applied: 1 },
  // The browser repeats the request by itself on a new connection, and this gateway obeys it.
  { faults: ["drop-after", "ignore-idempotency"], outcome: "applied twice", told: "It was applied twice", applied: 2 },
];

/** Keys are read, so a kept connection is there to die; then the fault is armed and the review confirmed. */
async function send(page: Page, sandbox: Sandbox, write: Write, faults: string[]): Promise<void> {
  await WRITES[write].review(page);
  for (const fault of faults) await sandbox.fault({ fault, on: write });
  await WRITES[write].button(page).click();
}

for (const { faults, outcome, told, applied } of ENDINGS) {
  test(`${faults.join(" + ")}: ${outcome}`, async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_EMPTY_RESPONSE/);
    const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
    await connect(page, sandbox);
    await send(page, sandbox, "topup", faults);
    await expect(gate(page)).toContainText(told);
    await expect(gate(page).getByText(outcome, { exact: true })).toBeVisible();
    await axe(page);

    expect((await countWrites(sandbox)).applied).toBe(applied);
    const keys = new Set((await sandbox.ledger()).map((entry) => entry.idempotency_key));
    expect(keys.size, "one write has one idempotency key, however often it is sent").toBe(1);
    expect(await sandbox.limitOf(id)).toBe(`${100 + 25 * applied}.000000000`);
    await sandbox.clearFaults();
    await done(page);
    // Closing tells the page; the form that led here may stay open with what was typed.
    const form = page.getByRole("dialog");
    if (await form.isVisible()) await form.getByRole("button", { name: "Cancel" }).click();
    const journal = await openJournal(page);
    await expect(journal.getByRole("row").nth(1)).toContainText(outcome);
    await expect(journal.getByRole("row")).toHaveCount(2);
  });
}

test("a key whose value was lost: the same idempotency key brings it back", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE/);
  await connect(page, sandbox);
  await send(page, sandbox, "create", ["body-cut"]);
  await expect(gate(page)).toContainText("The key was created, but its value did not arrive with the response");
  await sandbox.clearFaults();
  await gate(page).getByRole("button", { name: "Send again with the same idempotency key" }).click();
  await expect(gate(page)).toContainText("An earlier attempt was applied, or may have been.");
  await gate(page).getByLabel("Type the name again").fill("Payments bot");
  await axe(page);
  await createButton(page).click();
  await expect(gate(page).getByRole("textbox", { name: "Text to copy" })).toHaveValue(/^sk-/);
  expect(await countWrites(sandbox)).toEqual({ requests: 2, applied: 1 });
  const [first, second] = await sandbox.ledger();
  expect(second.idempotency_key).toBe(first.idempotency_key);
  expect(second.body).toBe(first.body);
});

test("what was applied after its connection closed is found by itself", async ({ page, sandbox, guards }) => {
  // The browser repeats the request by itself, and hears that the first one is still running.
  guards.allow(/ERR_EMPTY_RESPONSE|status of 409 .*\/topup/);
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await WRITES.topup.review(page);
  await sandbox.fault({ fault: "drop-late", on: "topup", ms: 8_000 });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText(NOT_YET);
  await expect(gate(page)).toContainText("The response was lost, but it was applied once.", { timeout: 15_000 });
  expect(await sandbox.limitOf(id)).toBe("125.000000000");
});

test("what was not applied is said to be so once it cannot be under way; each attempt has an outcome of its own", async ({ page, sandbox, guards }) => {
  guards.allow(/status of (502|429)/);
  await page.clock.install();
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await send(page, sandbox, "topup", ["bad-gateway-html"]);
  await expect(gate(page)).toContainText(NOT_YET);
  // Half a minute passes in the page only.
  await page.clock.fastForward(36_000);
  await expect(gate(page)).toContainText(NOTHING);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
  await sandbox.clearFaults();
  const again = gate(page).getByRole("button", { name: "Send again with the same idempotency key" });
  await again.click();
  await sandbox.fault({ fault: "rate-limited", on: "topup", retry_after: 1 });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The gateway accepts no more requests for now (HTTP 429). Nothing was changed.");
  await sandbox.clearFaults();
  await again.click();
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
  const keys = (await sandbox.ledger()).map((entry) => entry.idempotency_key);
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  expect(await sandbox.limitOf(id)).toBe("125.000000000");

  await done(page);
  const rows = (await openJournal(page)).getByRole("row");
  await expect(rows).toHaveCount(4);
  for (const [at, outcome] of ["applied", "refused", "not applied"].entries()) {
    await expect(rows.nth(at + 1).getByText(outcome, { exact: true })).toBeVisible();
  }
  await rows.nth(2).getByRole("rowheader").click();
  const drawer = page.getByRole("complementary");
  await expect(drawer).toContainText("Other attempts");
  await axe(page);
  await drawer.getByRole("link").filter({ hasText: /:/ }).first().click();
  await expect(drawer).toContainText("The response was lost, and nothing changed.");
});

test("429: refused, nothing applied, and a countdown that everything waits for", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 429/);
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await WRITES.topup.review(page);
  await sandbox.fault({ fault: "rate-limited", on: "topup", retry_after: 4 });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The gateway accepts no more requests for now (HTTP 429). Nothing was changed.");
  await expect(gate(page)).toContainText("It asks to wait 4 s.");
  await expect(page.getByText(/^Waiting [1-4] s: the gateway asked for a pause/)).toBeVisible();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
  await axe(page);
  await sandbox.clearFaults();
  await done(page);
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByText(/^Waiting/)).toHaveCount(0);
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
  expect(await sandbox.limitOf(id)).toBe("125.000000000");
});

test("401: refused; closing signs out, and a new key leads back to the same place", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401/);
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await WRITES.topup.review(page);
  await sandbox.fault({ fault: "unauthorized", on: "topup" });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The gateway does not accept this key");
  await sandbox.clearFaults();
  await done(page);
  await expect(page.getByText("The gateway no longer accepts the key.")).toBeVisible();
  await expect(page.getByLabel("Admin key")).toHaveValue("");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("complementary", { name: "Payments" })).toBeVisible();
});

test("401 of a proxy with a sign-in of its own says nothing of the key: list and session stay", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401/);
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const words = "A proxy in front of the gateway asks for its own sign-in. Your key is kept.";
  await sandbox.fault({ fault: "proxy-sign-in", on: "list" });
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("main")).toContainText(words);
  await expect(keysTable(page)).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("main")).not.toContainText(words);
  await WRITES.topup.review(page);
  await sandbox.fault({ fault: "proxy-sign-in", on: "topup" });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText(words);
  await sandbox.clearFaults();
  await done(page);
  await expect(page.getByRole("complementary", { name: "Payments" })).toBeVisible();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
});

test("401 on a read signs out at once", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401/);
  await connect(page, sandbox);
  await findKey(page, "Atlas CI");
  await sandbox.fault({ fault: "unauthorized", on: "list" });
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("The gateway no longer accepts the key.")).toBeVisible();
  await sandbox.clearFaults();
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("complementary", { name: "Atlas CI" })).toBeVisible();
});
