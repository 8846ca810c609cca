// Journeys through the editor of ratios of a one-api gateway: one entry among many, pasted tables, factors,
// prices in money, and what a colleague saved meanwhile.
import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { code, expectText } from "./code-steps";
import { connect, go } from "./one-api-steps";
import { RATIOS, VERIFIED, openEditor, plantForWrites, readOption, send, written } from "./one-api-write-steps";
import { callGateway, done, gate, takeScreenshots } from "./steps";

/** The journeys through the documents that every version has. */
export function ratios(version: Dialect): void {
  test.describe("editing ratios", () => journeys(version));
}

/** A document of a thousand entries, in the spellings that people and programs write. */
const ODD = [`"vip":  0.5`, `"half" :2.50`, `"tiny":1e-7`, `"组一":0.30`, `"big":15`];
const THOUSAND = `{\n  ${[...ODD, ...Array.from({ length: 995 }, (_, at) => `"model-${at}": ${at % 7}.25`)].join(",\n  ")}\n}`;

/** Presses "Review" in the editor. */
async function reviewed(page: Page, editor: Locator): Promise<void> {
  await editor.getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toBeVisible();
}

async function plant(sandbox: Sandbox, key: string, value: string): Promise<void> {
  await sandbox.plant("options", [{ key, value }]);
  await callGateway(sandbox, "POST", "sandbox/one-api/restart");
}

/** What a clipboard holds cannot be read under a strict policy, so the copied text is caught where it goes. */
export async function catchCopies(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text: string) => void ((window as unknown as { copied: string }).copied = text);
  });
  return () => page.evaluate(() => (window as unknown as { copied: string }).copied);
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("one of a thousand entries is changed, and every other byte stays", async ({ page, sandbox }) => {
    await plant(sandbox, "GroupRatio", THOUSAND);
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    await expect(editor).toContainText("Nothing is changed.");
    // The table scrolls in itself, and only rows in sight are drawn.
    const box = await editor.getByRole("table").locator("..").boundingBox();
    expect(box?.height).toBeLessThan(400);
    expect(await editor.getByRole("row").count()).toBeLessThan(40);
    await editor.getByRole("textbox", { name: "Search name" }).fill("vip");
    await editor.getByRole("table").getByRole("button", { name: "vip", exact: true }).click();
    const ratio = editor.getByRole("textbox", { name: "Ratio", exact: true });
    // What is typed stays, and counts once it is a number.
    await ratio.fill("0.");
    await expect(editor).toContainText("Type a plain number such as 0.5.");
    await expect(editor).toContainText("Nothing is changed.");
    // `0,4` begins with a number too, which is not taken for it.
    await ratio.fill("");
    await ratio.pressSequentially("0,4");
    await expect(editor).toContainText("Use a point for decimals and no commas");
    await expect(editor).toContainText("Nothing is changed.");
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await expect(gate(page)).toBeHidden();
    await ratio.fill("0.40");
    await expect(ratio).toHaveValue("0.40");
    await expect(editor).toContainText("1 changed, 0 new, 0 taken out.");
    await expect(editor.getByRole("row", { name: /vip/ })).toContainText("×0.8");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-editor`);
    await editor.getByRole("button", { name: "Undo" }).click();
    await expect(ratio).toHaveValue("0.5");
    await editor.getByRole("button", { name: "Redo" }).click();
    await expect(ratio).toHaveValue("0.40");
    await reviewed(page, editor);
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(THOUSAND.replace(`"vip":  0.5`, `"vip":  0.40`));
    expect(await written(sandbox)).toEqual(["PUT /api/option/"]);
    await done(page);
    // What somebody changes elsewhere is seen, and back again it goes from the journal's texts.
    const foreign = THOUSAND.replace(`"vip":  0.5`, `"vip":  0.40`).replace(`"big":15`, `"big":16`);
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: foreign });
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Reload" }).click();
    const seen = await openEditor(page, "GroupRatio");
    await expect(seen).toContainText("Changed elsewhere: big.");
    await page.keyboard.press("Escape");
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: THOUSAND.replace(`"vip":  0.5`, `"vip":  0.40`) });
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Reload" }).click();
    const again = await openEditor(page, "GroupRatio");
    await again.getByText("Earlier texts, from this browser").click();
    const first = again.getByRole("listitem").filter({ hasText: "Version 1," });
    await first.getByRole("button", { name: "Use this text" }).click();
    await expect(again).toContainText("1 changed, 0 new, 0 taken out.");
    await reviewed(page, again);
    await send(page, "Save text", "GroupRatio");
    expect(await readOption(sandbox, "GroupRatio")).toBe(THOUSAND);
  });

  test("the raw text and the table are one document, and errors have a place", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    const raw = await code(editor, "Raw text");
    await raw.fill(`{"default":1,\n "组":2,}`);
    await expect(editor).toContainText("Not JSON from line 2, character 8 on.");
    await raw.fill(`{"default":1,"vip":0,"svip":3,"svips":-1}`);
    await expect(editor.getByRole("row", { name: /svips/ })).toContainText("at fault");
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await expect(editor).toContainText("At fault: svips.");
    await expect(editor).toContainText("A ratio is below 0.");
    await raw.fill(`{"default":1,"vip":0,"svip":3,"svips":1}`);
    await reviewed(page, editor);
    await expect(gate(page)).toContainText("1 entry becomes free: vip (0.5 → 0).");
    await expect(gate(page)).toContainText("1 entry becomes ten times as large or a tenth, or moves further: svip (0.30 → 3, ×10).");
    await expect(gate(page)).toContainText("1 new name looks like another one: svips");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-hazards`);
    await page.keyboard.press("Escape");
    await raw.fill(`{"vip": 0.50,"default":1, "svip":0.3}`);
    await expect(editor).toContainText("Only blanks, order or spellings differ.");
  });

  test("a spreadsheet is pasted, and its bad rows are refused one by one", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    await editor.getByText("Paste ratios").click();
    const pasted = editor.getByRole("textbox", { name: "Pasted text" });
    await pasted.fill("name\tratio\nvip\t0.4\nnew group\t2\nbad\t0,5\nworse\t-1");
    await expect(editor).toContainText("4 rows cannot be taken:");
    await expect(editor).toContainText("It is taken for the heading of the table.");
    await expect(editor).toContainText("Use a point for decimals and no commas");
    await editor.getByRole("radio", { name: "set only names that exist" }).check();
    // What it comes to stands there before it is taken over.
    await expect(editor).toContainText("1 changed, 0 new, 0 taken out.");
    await expect(editor).toContainText("vip: 0.5 → 0.4");
    await takeScreenshots(page, `one-api-${version}-paste`);
    await editor.getByRole("button", { name: "Take over 1" }).click();
    await expectText(await code(editor, "Raw text"), RATIOS.replace("0.5", "0.4"));
    // A copy says where it comes from.
    const copied = await catchCopies(page);
    await editor.getByRole("button", { name: "Copy with origin" }).click();
    const copy = JSON.parse(await copied()) as Record<string, unknown>;
    expect(copy).toMatchObject({ document: "GroupRatio", ratios: { vip: 0.4 } });
    await pasted.fill(JSON.stringify(copy));
    await expect(editor).toContainText("Copied from GroupRatio of");
    await expect(editor).toContainText("All of it is there already: nothing would change.");
    await pasted.fill(JSON.stringify({ ...copy, document: "ModelRatio", gateway: "https://other.example" }));
    await expect(editor).toContainText("which is another document than this one");
    await pasted.fill(`{"vip":0.5, // as before\n}`);
    await editor.getByRole("button", { name: "Take over 1" }).click();
    await expect(editor).toContainText("Nothing is changed.");
  });

  test("a thousand prices come from a spreadsheet", async ({ page, sandbox }) => {
    test.skip(version !== "u", "the fork has no table of all models");
    await plant(sandbox, "ModelRatio", `{"gpt-4o":1.25,"model-7":7.25}`);
    await connect(page, sandbox);
    const editor = await openEditor(page, "ModelRatio");
    await editor.getByText("Paste ratios").click();
    const rows = Array.from({ length: 1000 }, (_, at) => [`model-${at}`, `${at % 9}.25`] as const);
    await editor.getByRole("textbox", { name: "Pasted text" }).fill(rows.map((row) => row.join("\t")).join("\n"));
    // One of them is there already with the same price.
    await expect(editor).toContainText("0 changed, 999 new, 0 taken out.");
    await editor.getByRole("button", { name: "Take over 1000" }).click();
    await reviewed(page, editor);
    await expect(gate(page)).toContainText("999 entries change, among them");
    await expect(gate(page)).toContainText("model-1 (– → 2.5 USD)");
    await send(page, "Save text", "ModelRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    const stored = JSON.parse((await readOption(sandbox, "ModelRatio")) ?? "") as unknown;
    expect(stored).toEqual({ "gpt-4o": 1.25, ...Object.fromEntries(rows.map(([name, ratio]) => [name, Number(ratio)])) });
  });

  test("a selection is multiplied with the values shown, and entries come and go", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    await editor.getByRole("checkbox", { name: "Select svip" }).check();
    await editor.getByRole("checkbox", { name: "Select vip" }).check();
    await editor.getByRole("textbox", { name: "Multiply the selected by" }).fill("1.1");
    await expect(editor).toContainText("svip: 0.30 → 0.33");
    await editor.getByRole("button", { name: "Multiply 2" }).click();
    const raw = await code(editor, "Raw text");
    await expectText(raw, `{"default":1, "svip":0.33,"vip":0.55}`);
    // What is said above the editor follows when typing rests, and moves what is below.
    await expect(editor).toContainText("2 entries change");
    await editor.getByRole("textbox", { name: "New name" }).fill("vip");
    await editor.getByRole("button", { name: "Add entry" }).click();
    await expect(editor).toContainText("There is such a name already.");
    await editor.getByRole("textbox", { name: "New name" }).fill("gold");
    await editor.getByRole("textbox", { name: "Its ratio" }).fill("2.50");
    await editor.getByRole("button", { name: "Add entry" }).click();
    await expectText(raw, `{"default":1, "svip":0.33,"vip":0.55,"gold":2.50}`);
    await editor.getByRole("checkbox", { name: "Select svip" }).check();
    await editor.getByRole("button", { name: "Take out 1" }).click();
    await expectText(raw, `{"default":1,"vip":0.55,"gold":2.50}`);
    await expect(editor).toContainText("1 changed, 1 new, 1 taken out.");
  });

  test("what a colleague saved meanwhile is merged, and asked about where both changed a name", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const editor = await openEditor(page, "GroupRatio");
    const raw = await code(editor, "Raw text");
    await raw.fill(`{"default":1, "svip":0.25,"vip":0.4}`);
    const theirs = `{"default":1, "svip":0.35,"vip":0.5,"gold":7}`;
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs });
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await expect(editor).toContainText("Use the button in the notice above first");
    await expect(editor).toContainText("Their changes: svip, gold.");
    await expect(editor.getByRole("button", { name: "Put my changes into theirs" })).toBeDisabled();
    // A half-typed text is not taken for a broken one of the gateway's.
    await raw.fill(`{"default":1, "svip":0.2`);
    await expect(editor).toContainText("Mend your text first");
    await expect(editor.getByRole("button", { name: "Replace it with my text" })).toHaveCount(0);
    // What is typed meanwhile counts too, and the choice stays.
    await raw.fill(`{"default":1, "svip":0.26,"vip":0.4}`);
    await expect(editor).toContainText("svip: 0.35 by them, 0.26 by you");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-merge`);
    // A choice holds for the ratio that it was asked about: another save asks again.
    await editor.getByRole("radio", { name: "keep theirs" }).check();
    await expect(editor.getByRole("button", { name: "Put my changes into theirs" })).toBeEnabled();
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs.replace("0.35", "3.5") });
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await expect(editor).toContainText("svip: 3.5 by them, 0.26 by you");
    await expect(editor.getByRole("button", { name: "Put my changes into theirs" })).toBeDisabled();
    await editor.getByRole("radio", { name: "take mine" }).check();
    await editor.getByRole("button", { name: "Put my changes into theirs" }).click();
    await expectText(raw, `{"default":1, "svip":0.26,"vip":0.4,"gold":7}`);
    await expect(editor).not.toContainText("Use the button in the notice above first");
    await reviewed(page, editor);
    await expect(gate(page)).toContainText("2 entries change: svip (3.5 → 0.26, ×0.07429), vip (0.5 → 0.4, ×0.8).");
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(`{"default":1, "svip":0.26,"vip":0.4,"gold":7}`);
  });

  test("a price in money and its ratio are typed from either side", async ({ page, sandbox }) => {
    test.skip(version !== "u", "the fork does not list the option");
    await plant(sandbox, "ModelRatio", `{"gpt-4o":1.25,"free":0}`);
    await connect(page, sandbox);
    const editor = await openEditor(page, "ModelRatio");
    await editor.getByRole("table").getByRole("button", { name: "gpt-4o", exact: true }).click();
    const ratio = editor.getByRole("textbox", { name: "Ratio", exact: true });
    const million = editor.getByRole("textbox", { name: "Price of 1 000 000 tokens" });
    const thousand = editor.getByRole("textbox", { name: "Price of 1 000 tokens" });
    await expect(million).toHaveValue("2.5");
    await expect(thousand).toHaveValue("0.0025");
    await million.fill("3.10");
    await expect(ratio).toHaveValue("1.55");
    await expect(million).toHaveValue("3.10");
    await expect(thousand).toHaveValue("0.0031");
    await thousand.fill("0.002");
    await expect(ratio).toHaveValue("1");
    await expect(million).toHaveValue("2");
    await editor.getByRole("textbox", { name: "Currency for one US dollar" }).fill("7.3");
    await expect(million).toHaveValue("14.6");
    await million.fill("10");
    await expect(ratio).toHaveValue("0.684931506849");
    await expect(editor).toContainText("Rounded to twelve digits");
    const raw = await code(editor, "Raw text");
    await million.fill("");
    await million.pressSequentially("2,50");
    await expect(editor).toContainText("Use a point for decimals and no commas");
    await expectText(raw, `{"gpt-4o":1.25,"free":0}`);
    await editor.getByRole("button", { name: "Review", exact: true }).click();
    await expect(gate(page)).toBeHidden();
    // The refusal takes the focus to what is wrong, and what is typed before that would go along.
    await expect(million).toBeFocused();
    await editor.getByRole("textbox", { name: "Currency for one US dollar" }).fill("-1");
    await expect(editor).toContainText("Type a number above 0.");
    await editor.getByRole("textbox", { name: "Currency for one US dollar" }).fill("7.3");
    await million.fill("10");
    await expect(ratio).toHaveValue("0.684931506849");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-prices`);
    await reviewed(page, editor);
    await send(page, "Save text", "ModelRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "ModelRatio")).toBe(`{"gpt-4o":0.684931506849,"free":0}`);
    // What output costs is a multiple of it, which another option holds.
    await done(page);
    await plant(sandbox, "ModelRatio", `{"gpt-4o":1.25}`);
    await plant(sandbox, "CompletionRatio", `{"gpt-4o":4}`);
    const factors = await openEditor(page, "CompletionRatio");
    await factors.getByRole("table").getByRole("button", { name: "gpt-4o", exact: true }).click();
    await expect(factors).toContainText("Ratio of input, in ModelRatio: 1.25.");
    const output = factors.getByRole("textbox", { name: "Price of 1 000 output tokens" });
    await expect(output).toHaveValue("0.01");
    await output.fill("0.0125");
    await expect(factors.getByRole("textbox", { name: "Ratio", exact: true })).toHaveValue("5");
  });
}
