// Journeys through the versions of documents: what was changed here and elsewhere, the rollback, and what a
// reload, a broken gateway or a full disk leaves.
import { readFile } from "node:fs/promises";

import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { RATIOS, VERIFIED, openEditor, plantForWrites, readChannel, readOption, review, send, written } from "./one-api-write-steps";
import { callGateway, done, gate, openJournal, takeScreenshots, waitUntilPressable } from "./steps";

/** The journeys through the documents that every version has. */
export function versions(version: Dialect): void {
  test.describe("versions of documents", () => journeys(version));
}

/** The journey through the prices of a channel, which only the fork has. */
export function channelVersions(version: Dialect): void {
  test.describe("versions of prices of channels", () => journeyOfChannels(version));
}

/** Saves a text of an option through the editor, and says why. */
async function save(page: Page, option: string, text: string, reason: string): Promise<void> {
  const editor = await openEditor(page, option);
  await editor.getByRole("textbox", { name: "Raw text" }).fill(text);
  await editor.getByRole("button", { name: "Review", exact: true }).click();
  await gate(page).getByRole("textbox", { name: "Reason" }).fill(reason);
  await send(page, "Save text", option);
  await expect(gate(page)).toContainText(VERIFIED);
  await done(page);
}

/** Saves a text as a colleague does, who does not use this console. */
async function saveElsewhere(sandbox: Sandbox, key: string, value: string): Promise<void> {
  await callGateway(sandbox, "PUT", "api/option/", { key, value });
}

async function plant(sandbox: Sandbox, key: string, value: string): Promise<void> {
  await sandbox.plant("options", [{ key, value }]);
  await callGateway(sandbox, "POST", "sandbox/one-api/restart");
}

/** Opens the versions of a document. */
async function openVersions(page: Page, name: string): Promise<Locator> {
  await go(page, "Document versions");
  await page.getByRole("table", { name: "Document versions" }).getByRole("button", { name, exact: true }).click();
  return page.getByRole("complementary", { name });
}

function notices(page: Page): Locator {
  return page.getByRole("region", { name: "Notifications" }).locator(".toast");
}

function course(drawer: Locator): Locator {
  return drawer.getByRole("list", { name: "Versions" }).getByRole("listitem");
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("vip goes from 0.5 to 0.4, somebody changes svip, and only vip goes back", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await save(page, "GroupRatio", RATIOS.replace("0.5", "0.4"), "Cheaper for the weekend");
    const theirs = RATIOS.replace("0.30", "0.35").replace("}", `,"gold":2}`);
    await saveElsewhere(sandbox, "GroupRatio", theirs.replace("0.5", "0.4"));
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(notices(page).filter({ hasText: "GroupRatio was changed elsewhere" })).toBeVisible();
    const drawer = await openVersions(page, "GroupRatio");
    await expect(course(drawer)).toHaveCount(3);
    await expect(course(drawer).nth(0)).toContainText("Changed elsewhere");
    await expect(course(drawer).nth(0)).toContainText("1 changed, 1 new, 0 taken out");
    await expect(course(drawer).nth(1)).toContainText("Saved from here");
    await expect(course(drawer).nth(1)).toContainText("Cheaper for the weekend");
    await expect(course(drawer).nth(2)).toContainText("First seen");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-versions`);
    await course(drawer).nth(2).getByRole("button").click();
    await drawer.getByRole("combobox", { name: "Compared with" }).selectOption({ label: "version 2" });
    await expect(drawer.getByRole("table", { name: "Differences" }).getByRole("row")).toHaveCount(2);
    await expect(drawer.getByRole("table", { name: "Differences" })).toContainText("vip0.40.5×1.25");
    await drawer.getByRole("combobox", { name: "Compared with" }).selectOption({ label: "what the gateway holds now" });
    await expect(drawer.getByRole("table", { name: "Differences" })).toContainText("svip0.350.30");
    await expect(drawer.getByRole("table", { name: "Differences" })).toContainText("vip0.40.5×1.25");
    await drawer.getByRole("checkbox", { name: "vip", exact: true }).check();
    await takeScreenshots(page, `one-api-${version}-versions-compared`);
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
    await drawer.getByRole("button", { name: "Put 1 name back" }).click();
    await expect(gate(page)).toContainText("1 entry changes: vip (0.4 → 0.5, ×1.25).");
    await expect(gate(page).getByRole("textbox", { name: "Reason" })).toHaveValue(/^Back to version 1 of /);
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    // What somebody added meanwhile stays.
    expect(await readOption(sandbox, "GroupRatio")).toBe(theirs);
    expect(await written(sandbox)).toEqual(["PUT /api/option/"]);
    await done(page);
    await expect(course(drawer)).toHaveCount(4);
    await expect(course(drawer).nth(0)).toContainText(/Saved from here.*Back to version 1 of /);
  });

  test("edits survive a reload, and what a colleague saved meanwhile is merged", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    await editor.getByRole("textbox", { name: "Raw text" }).fill(RATIOS.replace("0.5", "0.45"));
    await expect(editor).toContainText("1 changed, 0 new, 0 taken out.");
    await page.waitForTimeout(800);
    page.once("dialog", (asking) => void asking.accept());
    await page.reload();
    await saveElsewhere(sandbox, "GroupRatio", RATIOS.replace("0.30", "0.35"));
    await connect(page, sandbox);
    // To look is not to give up.
    await expect(await openEditor(page, "GroupRatio")).toContainText("did not send it: 1 name differs");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Close" }).click();
    const again = await openEditor(page, "GroupRatio");
    await expect(again).toContainText("did not send it: 1 name differs");
    await expect(again).toContainText("Somebody saved it since.");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-draft`);
    await again.getByRole("button", { name: "Take the edits up" }).click();
    await expect(again).toContainText("Their changes: svip.");
    await again.getByRole("button", { name: "Put my changes into theirs" }).click();
    await again.getByRole("button", { name: "Review", exact: true }).click();
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "0.45").replace("0.30", "0.35"));
    await done(page);
    // What was sent is no draft any more.
    await page.getByRole("button", { name: "Close" }).click();
    const fresh = await openEditor(page, "GroupRatio");
    await expect(fresh).toContainText("Nothing is changed.");
    await expect(fresh).not.toContainText("did not send it");
  });

  test("two tabs do not write over each other's edits", async ({ page, sandbox, context }) => {
    await connect(page, sandbox);
    const first = await openEditor(page, "GroupRatio");
    await first.getByRole("textbox", { name: "Raw text" }).fill(RATIOS.replace("0.5", "0.45"));
    await page.waitForTimeout(800);
    const tab = await context.newPage();
    await connect(tab, sandbox);
    const second = await openEditor(tab, "GroupRatio");
    await expect(second).toContainText("did not send it");
    await second.getByRole("textbox", { name: "Raw text" }).fill(RATIOS.replace("0.30", "0.35"));
    await tab.waitForTimeout(800);
    // Given up here, the edits of the other tab stay.
    await second.getByRole("button", { name: "Cancel" }).click();
    await expect(second).toContainText("Discard what you typed?");
    await second.getByRole("button", { name: "Discard" }).click();
    await tab.getByRole("button", { name: "Close" }).click();
    const third = await openEditor(tab, "GroupRatio");
    await expect(third.getByRole("button", { name: "Take the edits up" })).toHaveCount(1);
    await third.getByRole("button", { name: "Take the edits up" }).click();
    await expect(third.getByRole("row", { name: /vip/ }).filter({ hasText: "0.45" })).toBeVisible();
    await tab.close();
  });

  const broken = [[`{"default":1,`, "broke", "another text", "One of them is no list of names"], ["", "emptied", "3 taken out", "3 taken out"]] as const;
  for (const [text, how, stands, compared] of broken) test(`a table that somebody ${how} is repaired from a version`, async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await save(page, "GroupRatio", RATIOS.replace("0.5", "0.4"), "");
    await plant(sandbox, "GroupRatio", text);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Reload" }).click();
    const drawer = await openVersions(page, "GroupRatio");
    await expect(course(drawer).nth(0)).toContainText(stands);
    await course(drawer).nth(1).getByRole("button").click();
    await drawer.getByRole("combobox", { name: "Compared with" }).selectOption({ label: "what the gateway holds now" });
    await expect(drawer).toContainText(compared);
    await drawer.getByRole("button", { name: "Put version 2 back" }).click();
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "0.4"));
    await done(page);
    await drawer.getByText("Delete these versions").click();
    await drawer.getByRole("button", { name: "Delete all of them" }).click();
    await expect(page.getByRole("complementary")).toContainText("No versions of this document are in this browser.");
  });

  test("versions are read without a gateway, and go as a file to another browser", async ({ page, sandbox, browser }) => {
    await connect(page, sandbox);
    await save(page, "GroupRatio", RATIOS.replace("0.5", "0.4"), "周末");
    await go(page, "Document versions");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export as JSON" }).click()]);
    const file = await readFile((await download.path()) ?? "", "utf8");
    expect(file).not.toContain(sandbox.adminKey);
    await page.getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("button", { name: "Document versions in this browser" }).click();
    await page.getByRole("table", { name: "Document versions" }).getByRole("button", { name: "GroupRatio", exact: true }).click();
    const drawer = page.getByRole("complementary", { name: "GroupRatio" });
    await expect(course(drawer)).toHaveCount(2);
    await expect(drawer.getByRole("button", { name: "Put version 2 back" })).toBeDisabled();
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-offline`);

    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(page.url());
    await connect(other, sandbox);
    await go(other, "Document versions");
    const put = async (text: string) => {
      const [chooser] = await Promise.all([other.waitForEvent("filechooser"), other.getByRole("button", { name: "Import a file" }).click()]);
      await chooser.setFiles({ name: "versions.json", mimeType: "application/json", buffer: Buffer.from(text) });
    };
    await put(file.replace("周末", "昨天"));
    await expect(notices(other).filter({ hasText: "is not what it was" })).toBeVisible();
    await put(`{"format":"something"}`);
    await expect(notices(other).filter({ hasText: "holds no versions" })).toBeVisible();
    await put(file);
    await expect(notices(other).filter({ hasText: /\d versions? imported; \d are here already/ })).toBeVisible();
    const imported = await openVersions(other, "GroupRatio");
    await expect(imported.getByRole("listitem").filter({ hasText: "周末" })).toBeVisible();
    await context.close();
  });

  test("several documents go back in one plan", async ({ page, sandbox }) => {
    test.skip(version !== "u", "the fork does not list these options");
    await plant(sandbox, "ModelRatio", `{"gpt-4o":1.25}`);
    await plant(sandbox, "CompletionRatio", `{"gpt-4o":4}`);
    await connect(page, sandbox);
    await save(page, "CompletionRatio", `{"gpt-4o":5}`, "");
    await page.getByRole("button", { name: "Close" }).click();
    await save(page, "ModelRatio", `{"gpt-4o":1.5}`, "");
    const drawer = await openVersions(page, "ModelRatio");
    await course(drawer).nth(1).getByRole("button").click();
    await drawer.getByText("Also put back what held at that time").click();
    await drawer.getByRole("checkbox", { name: /^CompletionRatio/ }).check();
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
    await drawer.getByRole("button", { name: "Put version 1 back" }).click();
    // What is said of a document names it.
    await expect(gate(page)).toContainText("ModelRatio: 1 entry changes: gpt-4o (1.5 → 1.25");
    await expect(gate(page)).toContainText("CompletionRatio: 1 entry changes: gpt-4o (");
    await takeScreenshots(page, `one-api-${version}-several`);
    await send(page, "Save text", "2");
    expect(await readOption(sandbox, "ModelRatio")).toBe(`{"gpt-4o":1.25}`);
    expect(await readOption(sandbox, "CompletionRatio")).toBe(`{"gpt-4o":4}`);
    expect(await written(sandbox)).toEqual(["PUT /api/option/", "PUT /api/option/"]);
  });

  test("of several documents, a tab that is closed after the first says where it stopped", async ({ page, sandbox, guards }) => {
    test.skip(version !== "u", "the fork does not list these options");
    guards.allow(/ERR_|Failed to load/);
    await plant(sandbox, "ModelRatio", `{"gpt-4o":1.25}`);
    await plant(sandbox, "CompletionRatio", `{"gpt-4o":4}`);
    await connect(page, sandbox);
    await save(page, "CompletionRatio", `{"gpt-4o":5}`, "");
    await page.getByRole("button", { name: "Close" }).click();
    await save(page, "ModelRatio", `{"gpt-4o":1.5}`, "");
    const drawer = await openVersions(page, "ModelRatio");
    await course(drawer).nth(1).getByRole("button").click();
    await drawer.getByText("Also put back what held at that time").click();
    await drawer.getByRole("checkbox", { name: /^CompletionRatio/ }).check();
    await drawer.getByRole("button", { name: "Put version 1 back" }).click();
    await sandbox.fault({ fault: "latency-after", ms: 4000, on: "set-option", times: 1 });
    await gate(page).getByRole("textbox", { name: /^Type / }).fill("2");
    await waitUntilPressable(page);
    await gate(page).getByRole("button", { name: "Save text" }).click();
    await expect.poll(() => readOption(sandbox, "ModelRatio")).toBe(`{"gpt-4o":1.25}`);
    page.once("dialog", (asking) => void asking.accept());
    await page.reload();
    await connect(page, sandbox);
    const journal = await openJournal(page);
    await expect(journal.getByRole("row").nth(1)).toContainText("1 of 2 applied", { timeout: 60_000 });
    await journal.getByRole("button").first().click();
    const entry = page.getByRole("complementary");
    await expect(entry.getByRole("row", { name: /ModelRatio/ })).toContainText("applied");
    // It is known not to have been sent, and can be gone on with.
    await expect(entry.getByRole("row", { name: /CompletionRatio/ })).toContainText("not sent");
    expect(await readOption(sandbox, "CompletionRatio")).toBe(`{"gpt-4o":5}`);
    await entry.getByRole("button", { name: "Go on with 1 row" }).click();
    await expect(gate(page)).toContainText(`{"gpt-4o":4}`);
    await expect(gate(page).getByRole("textbox", { name: "Reason" })).toHaveValue(/^Back to version 1 of /);
    await send(page, "Save text", "CompletionRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    await done(page);
    expect(await readOption(sandbox, "CompletionRatio")).toBe(`{"gpt-4o":4}`);
    await expect(entry.getByRole("button", { name: /^Go on with/ })).toHaveCount(0);
    // What was applied goes back alone.
    await entry.getByRole("button", { name: "Undo" }).click();
    await send(page, "Save text", "ModelRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "ModelRatio")).toBe(`{"gpt-4o":1.5}`);
    expect(await readOption(sandbox, "CompletionRatio")).toBe(`{"gpt-4o":4}`);
  });

  test("a full disk is told before anything is sent", async ({ page, sandbox }) => {
    await page.addInitScript(() => {
      const add = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...given: Parameters<typeof add>) {
        if (this.name === "versions") throw new DOMException("no room", "QuotaExceededError");
        return add.apply(this, given);
      };
    });
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    await editor.getByRole("textbox", { name: "Raw text" }).fill(RATIOS.replace("0.5", "0.4"));
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await gate(page).getByRole("textbox", { name: /^Type / }).fill("GroupRatio");
    await gate(page).getByRole("button", { name: "Save text" }).click();
    await expect(gate(page)).toContainText("storage is full");
    expect(await written(sandbox)).toEqual([]);
    await gate(page).getByRole("button", { name: "Back" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await go(page, "Document versions");
    await expect(page.getByText("storage is full")).toBeVisible();
  });
}

function journeyOfChannels(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("prices of a channel and its mapping have versions, which a deleted channel keeps", async ({ page, sandbox }) => {
    const before = { "gpt-4o": { ratio: 1.25 } };
    await sandbox.plant("channels", [{ id: 892, uuid: uuid(892), name: "priced", type: 1, status: 2, group: "default", models: "gpt-4o", key: "k", model_configs: JSON.stringify(before) }]);
    await connect(page, sandbox);
    const drawer = await openChannel(page, "priced");
    await review(page, drawer.getByRole("button", { name: "Edit prices" }), (form) => form.getByRole("textbox", { name: "Raw text" }).fill(`{"gpt-4o":{"ratio":1.5}}`));
    await send(page, "Save prices", "priced");
    await expect(gate(page)).toContainText(VERIFIED);
    await done(page);
    const opened = await openVersions(page, "priced · Prices");
    await expect(course(opened)).toHaveCount(2);
    await course(opened).nth(1).getByRole("button").click();
    await opened.getByRole("button", { name: "Put version 1 back" }).click();
    await send(page, "Save prices", "priced");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(JSON.parse(String((await readChannel(sandbox, "priced"))?.model_configs))).toEqual(before);
    await done(page);
    await callGateway(sandbox, "DELETE", `api/channel/${version === "f1" ? 892 : uuid(892)}`);
    await opened.getByRole("combobox", { name: "Compared with" }).selectOption({ label: "what the gateway holds now" });
    await expect(opened).toContainText("The gateway no longer has this document");
    await course(opened).nth(1).getByRole("button").click();
    await opened.getByRole("button", { name: "Put version 2 back" }).click();
    await expect(opened.getByText(/no longer|not listed|not found/).last()).toBeVisible();
    await expect(gate(page)).toBeHidden();
  });
}
