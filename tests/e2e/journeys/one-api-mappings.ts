// Journeys through a channel's model mapping: what its models are called at the provider.
import { axe, expect, test, type Dialect } from "../harness";
import { code, expectText } from "./code-steps";
import { catchCopies } from "./one-api-ratios";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { VERIFIED, plantForWrites, readChannel, review, send } from "./one-api-write-steps";
import { callGateway, done, gate, takeScreenshots } from "./steps";

/** The journeys. */
export function mappings(version: Dialect): void {
  test.describe("editing model mappings", () => journeys(version));
}

const BEFORE = `{"gpt-4o": "my-deployment","o3":"o3-2025"}`;

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => {
    await plantForWrites(sandbox);
    const row = (id: number, name: string, mapping: string) => ({ id, uuid: uuid(id), name, type: 3, status: 1, group: "default", models: "gpt-4o,o3", key: "k", model_mapping: mapping });
    await sandbox.plant("channels", [row(881, "mapped", BEFORE), row(882, "bare", "")]);
  });

  test("names are changed, pasted, saved, and put back from a version", async ({ page, sandbox }) => {
    const held = async () => (await readChannel(sandbox, "mapped"))?.model_mapping;
    await connect(page, sandbox);
    const copied = await catchCopies(page);
    const drawer = await openChannel(page, "mapped");
    const after = `{"gpt-4o": "the \\"new\\" one","o3":"o3-2025","gpt-5":"five","gpt-4":"four"}`;
    await review(page, drawer.getByRole("button", { name: "Edit mapping" }), async (form) => {
      const text = await code(form, "Raw text");
      await form.getByRole("table").getByRole("button", { name: "gpt-4o", exact: true }).click();
      const name = form.getByRole("textbox", { name: "Name at the provider", exact: true });
      await expect(name).toHaveValue("my-deployment");
      await name.fill("");
      await expect(form).toContainText("Behind the name stands another name");
      await expectText(text, BEFORE);
      await name.fill(`the "new" one`);
      await form.getByRole("button", { name: "Close entry" }).click();
      // Two columns of a spreadsheet, of which one has no second name.
      await form.getByText("Paste names").click();
      const pasted = form.getByRole("textbox", { name: "Pasted text" });
      await pasted.fill("gpt-5\tfive\ngpt-4.1\t\ngpt-4\tfour\na\tb\tc");
      await expect(form).toContainText("2 rows cannot be taken:");
      await expect(form).toContainText("It has more than two columns.");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("What was pasted is not taken over yet.");
      // It keeps no row from being opened.
      await form.getByRole("table").getByRole("button", { name: "o3", exact: true }).click();
      await expect(name).toHaveValue("o3-2025");
      await form.getByRole("button", { name: "Close entry" }).click();
      await form.getByRole("button", { name: "Take over 2" }).click();
      await expectText(text, after);
      await expect(form).toContainText("1 changed, 2 new, 0 taken out.");
      await text.fill(after.replace(`"five"`, "5"));
      await expect(form).toContainText("At fault: gpt-5.");
      await text.fill(after);
      await form.getByRole("button", { name: "Copy with origin" }).click();
      expect(JSON.parse(await copied())).toMatchObject({ document: "mapped", unit: "name", ratios: { "gpt-5": "five" } });
      await takeScreenshots(page, `one-api-${version}-mapping`);
      await axe(page);
    });
    await expect(gate(page)).toContainText("no call uses their mapping: gpt-5, gpt-4.");
    await expect(gate(page)).toContainText(`3 entries change: gpt-4o ("my-deployment" → "the \\"new\\" one"), gpt-5 (– → "five")`);
    await send(page, "Save mapping");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await held()).toBe(after);
    await done(page);
    await go(page, "Document versions");
    const name = "mapped · Model mapping";
    await page.getByRole("table", { name: "Document versions" }).getByRole("button", { name, exact: true }).click();
    const versions = page.getByRole("complementary", { name });
    await versions.getByRole("list", { name: "Versions" }).getByRole("listitem").nth(1).getByRole("button").click();
    await versions.getByRole("button", { name: "Put version 1 back" }).click();
    await send(page, "Save mapping");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await held()).toBe(BEFORE);
  });

  test("a mapping is begun, what a colleague saved is merged and kept by the undo, and it is emptied", async ({ page, sandbox }) => {
    const held = async () => (await readChannel(sandbox, "bare"))?.model_mapping;
    await connect(page, sandbox);
    const drawer = await openChannel(page, "bare");
    await drawer.getByRole("button", { name: "Edit mapping" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("textbox", { name: "New name" }).fill("gpt-4o");
    const target = form.getByRole("textbox", { name: "Its name at the provider" });
    await target.fill("mine");
    // Nothing is emptied that was not added.
    const text = await code(form, "Raw text");
    await text.fill("{");
    await form.getByRole("button", { name: "Add entry" }).click();
    await expect(form).toContainText("The raw text cannot be read. Mend it first.");
    await expect(target).toHaveValue("mine");
    await text.fill(`{"old":"one"}`);
    await form.getByRole("checkbox", { name: "Select old" }).check();
    await expect(target).toHaveValue("mine");
    await form.getByRole("checkbox", { name: "Select old" }).uncheck();
    await text.fill("");
    await form.getByRole("button", { name: "Add entry" }).click();
    const stored = await readChannel(sandbox, "bare");
    const identified = version === "f2" ? { uuid: stored?.uuid } : { id: stored?.id };
    await callGateway(sandbox, "PUT", "api/channel/", { ...identified, name: "bare", model_mapping: `{"o3":"theirs"}` });
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await expect(form).toContainText("Somebody saved this mapping since you began");
    await expect(form).toContainText("Their changes: o3.");
    await form.getByRole("button", { name: "Put my changes into theirs" }).click();
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await send(page, "Save mapping");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(JSON.parse(String(await held()))).toEqual({ o3: "theirs", "gpt-4o": "mine" });
    await done(page);
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
    await send(page, "Save mapping");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(JSON.parse(String(await held()))).toEqual({ o3: "theirs" });
    await done(page);
    await go(page, "Channels");
    const again = await openChannel(page, "bare");
    await review(page, again.getByRole("button", { name: "Edit mapping" }), async (form) => (await code(form, "Raw text")).fill(""));
    await expect(gate(page)).toContainText(`1 entry changes: o3 ("theirs" → –).`);
    await send(page, "Save mapping");
    await expect(gate(page)).toContainText(VERIFIED);
    expect((await held()) || null).toBeNull();
  });
}
