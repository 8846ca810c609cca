// Journeys through the raw text of a document: typed into with marks at what is wrong, in step with the
// table, with one history; plain where its file is missing; and fluent in a long one.
import { axe, expect, screenshot, test, type Dialect, type Page, type Sandbox } from "../harness";
import { code, expectText, marked } from "./code-steps";
import { connect } from "./one-api-steps";
import { RATIOS, VERIFIED, openEditor, plantForWrites, readOption, send } from "./one-api-write-steps";
import { callGateway, gate, takeScreenshots } from "./steps";

const FILE = "**/code-*.js";

/** The journeys. */
export function rawText(version: Dialect): void {
  test.describe("the raw text of a document", () => journeys(version));
}

async function connectAndOpen(page: Page, sandbox: Sandbox, option = "GroupRatio") {
  await connect(page, sandbox);
  return openEditor(page, option);
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("its editor is loaded when a document is opened, and both ways are one document", async ({ page, sandbox }) => {
    const files: string[] = [];
    page.on("request", (request) => files.push(new URL(request.url()).pathname));
    const loaded = () => files.filter((file) => /code-[0-9a-f]{16}\.js$/.test(file)).length;
    const editor = await connectAndOpen(page, sandbox);
    const raw = await code(editor, "Raw text");
    expect(loaded()).toBe(1);
    await expect(editor.locator("textarea")).toHaveCount(1); // that of the pasted text
    await expectText(raw, RATIOS);
    // Typed, it is in the table.
    await raw.press("Control+End");
    await raw.press("ArrowLeft");
    await raw.pressSequentially(`,\n"gold":2`);
    await expect(editor.getByRole("row", { name: /gold/ })).toContainText("new");
    await expect(editor).toContainText("0 changed, 1 new, 0 taken out.");
    // Changed in the table, it is in the text, and the cursor stays where it was.
    await editor.getByRole("table").getByRole("button", { name: "vip", exact: true }).click();
    await editor.getByRole("textbox", { name: "Ratio", exact: true }).fill("0.45");
    await expectText(raw, `${RATIOS.replace("0.5", "0.45").slice(0, -1)},\n"gold":2}`);
    await raw.focus();
    await raw.pressSequentially("5");
    await expectText(raw, `${RATIOS.replace("0.5", "0.45").slice(0, -1)},\n"gold":25}`);
    // One history for both, by the keys and by the buttons.
    for (const text of [`,\n"gold":2}`, "0.5"]) {
      await raw.press("Control+z");
      await expect(editor.locator(".cm-content")).toContainText(text.trim().replace(",\n", ""));
    }
    await raw.press("Control+z");
    await expectText(raw, RATIOS);
    await expect(editor.getByRole("button", { name: "Undo" })).toBeDisabled();
    await raw.press("Control+Shift+Z");
    await raw.press("Control+y");
    await expect(editor).toContainText("1 changed, 1 new, 0 taken out.");
    await editor.getByRole("button", { name: "Undo" }).click();
    await expect(editor).toContainText("0 changed, 1 new, 0 taken out.");
    // The label leads to it, and Tab out of it.
    await editor.getByText("Raw text", { exact: true }).click();
    await expect(raw).toBeFocused();
    await raw.press("Tab");
    await expect(raw).not.toBeFocused();
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(`${RATIOS.slice(0, -1)},\n"gold":2}`);
    expect(loaded()).toBe(1);
  });

  test("what is wrong is marked at its place, with the reason", async ({ page, sandbox }) => {
    const editor = await connectAndOpen(page, sandbox);
    const raw = await code(editor, "Raw text");
    await raw.fill(`{"default":1,\n "组":2,}`);
    await expect(editor).toContainText("Not JSON from line 2, character 8 on.");
    await expect(marked(editor)).toHaveText(["}"]);
    await expect(raw).toHaveAttribute("aria-invalid", "true");
    await expect(raw).toHaveAccessibleDescription(/Not JSON from line 2, character 8 on\./);
    await raw.fill(`{"default":1,"vip":-1,"svip":"3","a":1,"a":2}`);
    // A name that stands twice is marked at both places.
    await expect(marked(editor)).toHaveText(["-1", `"3"`, `"a"`, `"a"`]);
    await marked(editor).nth(1).hover();
    await expect(editor.locator(".cm-tooltip-hover")).toHaveText("Type a plain number such as 0.5.");
    await page.mouse.move(0, 0);
    // By the keyboard: the reason is shown where the cursor is, and said.
    await raw.press("Control+Home");
    await raw.press("F8");
    await expect(editor.locator(".cm-reason")).toHaveText("A ratio is not below 0.");
    await expect(editor.locator(".cm-announced")).toHaveText("A ratio is not below 0.");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-raw-text`);
    await raw.press("Control+f");
    await editor.getByRole("textbox", { name: "Find" }).fill("svip");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-raw-text-search`);
    await editor.getByRole("textbox", { name: "Find" }).press("Enter");
    await page.emulateMedia({ forcedColors: "active" });
    await screenshot(page, `one-api-${version}-raw-text-forced`);
    await page.emulateMedia({ forcedColors: "none" });
    const wide = page.viewportSize()!;
    await page.setViewportSize({ width: 360, height: 800 });
    await editor.locator("code-area").scrollIntoViewIfNeeded();
    await expect(editor.getByRole("button", { name: "Replace all" })).toBeInViewport();
    await screenshot(page, `one-api-${version}-raw-text-phone`);
    await page.setViewportSize(wide);
    // Escape closes the search, and not the dialog.
    await editor.getByRole("textbox", { name: "Find" }).press("Escape");
    await expect(editor.getByRole("textbox", { name: "Find" })).toHaveCount(0);
    await expect(editor).toBeVisible();
    await raw.fill(RATIOS);
    await expect(marked(editor)).toHaveCount(0);
    await expect(raw).not.toHaveAttribute("aria-invalid");
  });

  test("without its file it is a plain text area", async ({ page, sandbox, guards }) => {
    guards.allow(/code-[0-9a-f]{16}\.js/);
    await page.route(FILE, (route) => route.fulfill({ status: 404, body: "" }));
    const failed = page.waitForResponse(FILE);
    const editor = await connectAndOpen(page, sandbox);
    await failed;
    const raw = editor.getByRole("textbox", { name: "Raw text" });
    await raw.fill(`{"default":1,}`);
    await expect(editor).toContainText("Not JSON from line 1, character 14 on.");
    await raw.fill(RATIOS.replace("0.5", "0.4"));
    await expect(editor).toContainText("1 changed, 0 new, 0 taken out.");
    await editor.getByRole("button", { name: "Undo" }).click();
    await expect(raw).toHaveValue(RATIOS);
    await axe(page);
    await expect(editor.locator("code-area textarea")).toBeVisible();
  });

  test("while its file is late, what is typed and the cursor stay", async ({ page, sandbox }) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(FILE, async (route) => {
      await released;
      await route.continue();
    });
    const editor = await connectAndOpen(page, sandbox);
    const plain = editor.locator("code-area textarea");
    await plain.fill(`{"default":1}`);
    await plain.press("End");
    await plain.press("ArrowLeft");
    release();
    const raw = await code(editor, "Raw text");
    await expect(raw).toBeFocused();
    await page.keyboard.type("5");
    await expectText(raw, `{"default":15}`);
  });

  test("a long text is typed into line by line, or all in one line", async ({ page, sandbox }) => {
    test.setTimeout(120_000);
    const entries = Array.from({ length: 10_000 }, (_, at) => `"model-${at}": ${at % 7}.25`);
    for (const text of [`{\n  ${entries.join(",\n  ")}\n}`, `{${entries.join(",")}}`]) {
      await sandbox.plant("options", [{ key: "GroupRatio", value: text }]);
      await callGateway(sandbox, "POST", "sandbox/one-api/restart");
      const editor = await connectAndOpen(page, sandbox);
      const raw = await code(editor, "Raw text");
      await raw.press("Control+End");
      await raw.press("Control+Home");
      await raw.pressSequentially("   ");
      await expectText(raw, `   ${text}`);
      await page.reload();
    }
  });
}
