// Journeys through the prices of a channel, which only the fork of one-api has.
import { axe, expect, test, type Dialect } from "../harness";
import { code, expectText, marked } from "./code-steps";
import { catchCopies } from "./one-api-ratios";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { VERIFIED, plantForWrites, readChannel, review, send } from "./one-api-write-steps";
import { done, gate, takeScreenshots } from "./steps";

/** The journeys. */
export function channelPrices(version: Dialect): void {
  test.describe("editing prices of channels", () => journeys(version));
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("the prices of a channel are edited, compared by value, and put back", async ({ page, sandbox }) => {
    const before = { "gpt-4o": { ratio: 1.25, completion_ratio: 4 } };
    await sandbox.plant("channels", [{ id: 891, uuid: uuid(891), name: "priced", type: 1, status: 1, group: "default", models: "gpt-4o", key: "k", model_configs: JSON.stringify(before) }]);
    const prices = async () => JSON.parse(String((await readChannel(sandbox, "priced"))?.model_configs)) as unknown;
    await connect(page, sandbox);
    const drawer = await openChannel(page, "priced");
    const window = { ranges: [{ start: "22:00", end: "06:00" }], overlay: { ratio: 0.5 } };
    const after = { "gpt-4o": { ratio: 1.5, completion_ratio: 4, tiers: [{ ratio: 1, input_token_threshold: 200000 }], time_windows: [window] } };
    await review(page, drawer.getByRole("button", { name: "Edit prices" }), async (form) => {
      const text = await code(form, "Raw text");
      await expectText(text, JSON.stringify(before, null, 2));
      // Without a table it has a history of its own.
      await text.press("Control+End");
      await text.pressSequentially(" ");
      await text.press("Control+z");
      await expectText(text, JSON.stringify(before, null, 2));
      await text.fill(`{"gpt-4o":{"input_ratio":1}}`);
      await expect(form).toContainText("gpt-4o.input_ratio: it cannot be saved so.");
      await expect(marked(form)).toHaveText([`"input_ratio":1`]);
      // Prices of whole models are pasted, also where the text cannot be read any more.
      await form.getByText("Paste prices").click();
      const pasted = form.getByRole("textbox", { name: "Pasted text" });
      await pasted.fill("gpt-4o\t1.5");
      await expect(form).toContainText("This is no JSON of models with their prices.");
      await text.fill("{");
      await pasted.fill(JSON.stringify({ ...after, other: 1 }));
      await expect(form).toContainText("1 row cannot be taken:");
      await expect(form.getByRole("button", { name: "Take over 1" })).toBeDisabled();
      await form.getByRole("radio", { name: "replace the whole document" }).check();
      await form.getByRole("button", { name: "Take over 1" }).click();
      await expect(form.getByRole("table").getByRole("button", { name: "gpt-4o › ratio", exact: true })).toBeVisible();
      await form.getByText("Paste prices").click();
      await text.fill(JSON.stringify(after));
      // Its numbers stand in the table under their paths, and are edited there too.
      await form.getByRole("table").getByRole("button", { name: "gpt-4o › ratio", exact: true }).click();
      await expect(form.getByRole("textbox", { name: "Price of 1 000 000 tokens" })).toHaveValue("3");
      await expect(form).toContainText("Default of the type: 1.25.");
      await form.getByRole("textbox", { name: "Ratio", exact: true }).fill("1.50");
      // What output costs follows from both ratios, and either is typed.
      await form.getByRole("table").getByRole("button", { name: "gpt-4o › completion_ratio", exact: true }).click();
      await expect(form).toContainText("This ratio times the ratio of input, 1.50 in “gpt-4o › ratio”.");
      const output = form.getByRole("textbox", { name: "Price of 1 000 000 output tokens" });
      await expect(output).toHaveValue("12");
      await output.fill("15");
      await expect(form.getByRole("textbox", { name: "Ratio", exact: true })).toHaveValue("5");
      // What was typed last counts, also after something that is no price.
      const ratio = form.getByRole("textbox", { name: "Ratio", exact: true });
      await ratio.fill("-1");
      await expect(form).toContainText("A ratio is not below 0.");
      await ratio.fill("3");
      await expect(output).toHaveValue("9");
      await output.fill("abc");
      await ratio.fill("4");
      await expect(output).toHaveValue("12");
      await expect(form).not.toContainText("Type a plain number");
      // What the raw text takes out while its entry is open stays out.
      await text.fill(`{"gpt-4o":{"ratio":1}}`);
      await text.fill(`{"gpt-4o":{"ratio":2}}`);
      await expect(form.getByRole("table").getByRole("button", { name: "gpt-4o › ratio", exact: true })).toBeVisible();
      await expectText(text, `{"gpt-4o":{"ratio":2}}`);
      await text.fill(JSON.stringify(after).replace("1.5", "1.50"));
      await form.getByRole("table").getByRole("button", { name: "gpt-4o › tiers › 0 › input_token_threshold", exact: true }).click();
      await expect(form.getByRole("textbox", { name: "Price of 1 000 000 tokens" })).toHaveCount(0);
      await expect(form.getByRole("textbox", { name: "Value", exact: true })).toHaveValue("200000");
      await expect(form.getByRole("button", { name: "As it was" })).toHaveCount(0);
      await expectText(text, JSON.stringify(after).replace("1.5", "1.50"));
      await takeScreenshots(page, `one-api-${version}-channel-prices`);
    });
    await axe(page);
    await send(page, "Save prices", "priced");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await prices()).toMatchObject({ "gpt-4o": { ratio: 1.5, completion_ratio: 4 } });
    await done(page);
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
    await send(page, "Save prices", "priced");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await prices()).toEqual(before);
    // Emptied, the usual prices apply.
    await done(page);
    await go(page, "Channels");
    const again = await openChannel(page, "priced");
    await review(page, again.getByRole("button", { name: "Edit prices" }), async (form) => (await code(form, "Raw text")).fill(""));
    await expect(gate(page)).toContainText("All prices of its own are taken out");
    await send(page, "Save prices", "priced");
    await expect(gate(page)).toContainText(VERIFIED);
    expect((await readChannel(sandbox, "priced"))?.model_configs ?? null).toBeNull();
  });

  test("tiers and time windows are changed, and put back from a version", async ({ page, sandbox }) => {
    const prices = (overlay: number, threshold: number, end: string): object => ({
      "gpt-4o": {
        ratio: 1.25,
        completion_ratio: 4,
        cached_input_ratio: 0.625,
        tiers: [{ ratio: 1, input_token_threshold: threshold }],
        time_windows: [{ ranges: [{ start: "22:00", end }], overlay: { ratio: overlay } }],
      },
    });
    const [before, after] = [prices(0.5, 200_000, "06:00"), prices(0.75, 128_000, "07:30")];
    await sandbox.plant("channels", [{ id: 894, uuid: uuid(894), name: "tiered", type: 1, status: 1, group: "default", models: "gpt-4o", key: "k", model_configs: JSON.stringify(before) }]);
    const held = async () => JSON.parse(String((await readChannel(sandbox, "tiered"))?.model_configs)) as unknown;
    await connect(page, sandbox);
    const drawer = await openChannel(page, "tiered");
    await review(page, drawer.getByRole("button", { name: "Edit prices" }), async (form) => {
      // What cached tokens cost is a price too; a tier's threshold is not.
      await form.getByRole("table").getByRole("button", { name: "gpt-4o › cached_input_ratio", exact: true }).click();
      await expect(form.getByRole("textbox", { name: "Price of 1 000 000 tokens" })).toHaveValue("1.25");
      await (await code(form, "Raw text")).fill(JSON.stringify(after));
    });
    for (const change of ["input_token_threshold (200000 → 128000", "overlay.ratio (0.5 → 0.75, ×1.5)", "end (06:00 → 07:30)"]) {
      await expect(gate(page)).toContainText(change);
    }
    await send(page, "Save prices", "tiered");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await held()).toEqual(after);
    await done(page);
    await go(page, "Document versions");
    await page.getByRole("table", { name: "Document versions" }).getByRole("button", { name: "tiered · Prices", exact: true }).click();
    const versions = page.getByRole("complementary", { name: "tiered · Prices" });
    await versions.getByRole("list", { name: "Versions" }).getByRole("listitem").nth(1).getByRole("button").click();
    await versions.getByRole("button", { name: "Put version 1 back" }).click();
    await send(page, "Save prices", "tiered");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await held()).toEqual(before);
  });

  test("prices are copied from one channel to another", async ({ page, sandbox }) => {
    const row = (id: number, name: string, own: object) => ({ id, uuid: uuid(id), name, type: 1, status: 1, group: "default", models: "gpt-4o", key: "k", model_configs: JSON.stringify(own) });
    const theirs = { other: { ratio: 3 } };
    await sandbox.plant("channels", [row(892, "source", { "gpt-4o": { ratio: 1.5 } }), row(893, "goal", theirs)]);
    await connect(page, sandbox);
    const copied = await catchCopies(page);
    await (await openChannel(page, "source")).getByRole("button", { name: "Edit prices" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Copy with origin" }).click();
    const copy = await copied();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const drawer = await openChannel(page, "goal");
    await review(page, drawer.getByRole("button", { name: "Edit prices" }), async (form) => {
      await form.getByText("Paste prices").click();
      await form.getByRole("textbox", { name: "Pasted text" }).fill(copy);
      await expect(form).toContainText("This was copied from source of");
      await form.getByRole("button", { name: "Take over 1" }).click();
      await expect(form).toContainText("1 new");
    });
    await send(page, "Save prices", "goal");
    await expect(gate(page)).toContainText(VERIFIED);
    const stored = JSON.parse(String((await readChannel(sandbox, "goal"))?.model_configs)) as unknown;
    expect(stored).toMatchObject({ ...theirs, "gpt-4o": { ratio: 1.5 } });
  });
}
