// What can go wrong while a document of ratios is saved through the editor: texts that the gateway would read
// as something else, a gateway that fails at each step of the plan, a colleague at each moment of it, and a tab
// that is closed in the middle. What is said is compared with what the gateway holds afterwards.
import { expect, test, type Dialect, type Page, type Sandbox } from "../harness";
import { code } from "./code-steps";
import { connect, go } from "./one-api-steps";
import { RATIOS, VERIFIED, openEditor, plantForWrites, readOption, written } from "./one-api-write-steps";
import { callGateway, gate, openJournal, waitUntilPressable } from "./steps";

/** The journeys. */
export function hazards(version: Dialect): void {
  test.describe("hazards of saving ratios", () => journeys(version));
}

const MINE = RATIOS.replace("0.5", "0.4");

/** Opens the review of a text in the editor. */
async function reviewText(page: Page, text: string): Promise<void> {
  const editor = await openEditor(page, "GroupRatio");
  await (await code(editor, "Raw text")).fill(text);
  await editor.getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toBeVisible();
  await gate(page).getByRole("textbox", { name: /^Type / }).fill("GroupRatio");
}

async function press(page: Page): Promise<void> {
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: "Save text" }).click();
}

async function ended(page: Page): Promise<void> {
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible({ timeout: 40_000 });
}

/** What the newest version of the document says of itself. */
async function lastVersion(page: Page): Promise<string> {
  await go(page, "Document versions");
  await page.getByRole("table", { name: "Document versions" }).getByRole("button", { name: "GroupRatio", exact: true }).click();
  const first = page.getByRole("list", { name: "Versions" }).getByRole("listitem").first();
  await expect(first).toBeVisible();
  return (await first.textContent()) ?? "";
}

/** Closes what is open, without sending. */
async function leave(page: Page): Promise<void> {
  await gate(page).getByRole("button", { name: "Done", exact: true }).click();
  const cancel = page.getByRole("dialog").getByRole("button", { name: "Cancel" });
  if (!(await cancel.isVisible())) return;
  await cancel.click();
  // Edits of a document are not given up without a question.
  const discard = page.getByRole("dialog").getByRole("button", { name: "Discard" });
  if (await discard.isVisible()) await discard.click();
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("texts that would be read as something else never reach the gateway", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    const raw = await code(editor, "Raw text");
    const texts = ["", "null", "[1]", `{"default":1`, `{"default":"1"}`, `{"default":null}`, `{"default":1,"default":2}`, `{"default":-1}`, `{"":1}`, `{"a,b":1}`, `{"default":1} x`, `{"default":1e999}`];
    for (const text of texts) {
      await raw.fill(text);
      await editor.getByRole("button", { name: "Review", exact: true }).click();
      await expect(editor.locator(".field-error, .stopped, .explained-what").filter({ visible: true }).first()).toBeVisible();
      await expect(gate(page)).toBeHidden();
    }
    expect(await written(sandbox)).toEqual([]);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  const faults: { fault: string; holds: string; says: RegExp; version: string }[] = [
    { fault: "drop-after", holds: MINE, says: /It is so now/, version: "Saved from here" },
    { fault: "drop-before", holds: RATIOS, says: /may still be under way/, version: "From here, not confirmed" },
    { fault: "server-error-after", holds: MINE, says: /It is so now/, version: "Saved from here" },
    { fault: "body-cut", holds: MINE, says: /It is so now/, version: "Saved from here" },
    { fault: "refuse", holds: RATIOS, says: /told to refuse this” \(HTTP 200 · request \S+\)\s*Nothing was changed\./, version: "From here, not applied" },
    { fault: "refuse-after", holds: RATIOS, says: /The earlier state was sent back. Done, and verified/, version: "From here, not applied" },
    { fault: "rate-limited", holds: RATIOS, says: /no more requests for now \(HTTP 429\)\. Nothing was changed\./, version: "From here, not applied" },
    { fault: "no-effect", holds: RATIOS, says: /The gateway reported success, but nothing changed\./, version: "From here, not confirmed" },
  ];
  for (const { fault, holds, says, version: noted } of faults) {
    test(`a save that meets ${fault} is told as it was`, async ({ page, sandbox, guards }) => {
      guards.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_INCOMPLETE|ERR_CONTENT_LENGTH|Failed to load/);
      await connect(page, sandbox);
      await reviewText(page, MINE);
      // A browser repeats a request by itself when its connection dies, so this one holds.
      await sandbox.fault({ fault, on: "set-option", ...(fault.startsWith("drop") ? {} : { times: 1 }) });
      await press(page);
      await ended(page);
      await expect(gate(page)).toContainText(says);
      expect(await readOption(sandbox, "GroupRatio")).toBe(holds);
      await leave(page);
      expect(await lastVersion(page)).toContain(noted);
    });
  }

  test("a colleague who saves after the review is not overwritten, and the versions keep both", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await reviewText(page, MINE);
    const theirs = RATIOS.replace("0.30", "0.35");
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs });
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
    await press(page);
    await ended(page);
    await expect(gate(page)).not.toContainText(VERIFIED);
    expect(await written(sandbox)).toEqual([]);
    expect(await readOption(sandbox, "GroupRatio")).toBe(theirs);
    await leave(page);
    await go(page, "Options");
    expect(await lastVersion(page)).toContain("Changed elsewhere");
  });

  test("a colleague who saves before the verification is not overwritten either", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await reviewText(page, MINE);
    await sandbox.fault({ fault: "latency-after", ms: 3000, on: "set-option", times: 1 });
    await press(page);
    await expect.poll(() => readOption(sandbox, "GroupRatio")).toBe(MINE);
    const theirs = MINE.replace("0.30", "0.35");
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs });
    await ended(page);
    await expect(gate(page)).toContainText("somebody else changed it too");
    expect(await readOption(sandbox, "GroupRatio")).toBe(theirs);
    expect((await written(sandbox)).filter((line) => line.startsWith("PUT"))).toHaveLength(2);
  });

  test("a group that goes while it is in use is named with who uses it", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await reviewText(page, `{"default":1}`);
    await expect(gate(page)).toContainText(/channels? still lists? svip/);
    await expect(gate(page)).toContainText(/users are in svip and keep the name/);
  });

  test("a tab that is closed while it sends finds out what came of it", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_|Failed to load/);
    await connect(page, sandbox);
    await reviewText(page, MINE);
    await sandbox.fault({ fault: "latency-after", ms: 4000, on: "set-option", times: 1 });
    await press(page);
    await expect(gate(page)).toContainText("Sending");
    await expect.poll(() => readOption(sandbox, "GroupRatio")).toBe(MINE);
    page.once("dialog", (asking) => void asking.accept());
    await page.reload();
    await connect(page, sandbox);
    // The entry was on disk before the request left, and is verified when the tab comes back.
    const journal = await openJournal(page);
    await expect(journal.getByRole("row").nth(1)).toContainText(/applied/, { timeout: 60_000 });
    expect(await lastVersion(page)).toContain("Saved from here");
    expect((await written(sandbox)).filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  });

  test("a tab that is closed while the earlier state goes back finds out what is live", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_|Failed to load/);
    await connect(page, sandbox);
    await reviewText(page, MINE);
    await sandbox.fault({ fault: "refuse-after", on: "set-option", times: 1 });
    await sandbox.fault({ fault: "latency-after", ms: 3000, on: "set-option", times: 2 });
    await press(page);
    await expect.poll(() => readOption(sandbox, "GroupRatio")).toBe(MINE);
    // Refused, and yet stored: the earlier text goes back, and its response never arrives.
    await expect.poll(() => readOption(sandbox, "GroupRatio"), { timeout: 15_000 }).toBe(RATIOS);
    page.once("dialog", (asking) => void asking.accept());
    await page.reload();
    await connect(page, sandbox);
    const journal = await openJournal(page);
    await expect(journal.getByRole("row").nth(1)).toContainText("outcome unknown");
    await journal.getByRole("button").first().click();
    const entry = page.getByRole("complementary");
    await expect(entry).toContainText("may still be under way");
    await expect(entry).toContainText(RATIOS);
    await expect(entry.getByRole("button", { name: "Verify again" })).toBeVisible();
    expect(await lastVersion(page)).toContain("From here, not confirmed");
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
    expect((await written(sandbox)).filter((line) => line.startsWith("PUT"))).toHaveLength(2);
  });
}
