// Journeys that change groups and options of a one-api gateway. They are the same for the fork with UUIDs
// and for the original, but for what differs there.
import { axe, expect, test, type Dialect } from "../harness";
import { code } from "./code-steps";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { RATIOS, SECRET, VERIFIED, openRow, plantForWrites, readChannel, readOption, review, send, written } from "./one-api-write-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots } from "./steps";

/** The journeys. */
export function writes(version: Dialect): void {
  // What is planted here is not there for the journeys that only read.
  test.describe("changes of groups and options", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("evaluation task: vip from 0.5 to 0.4, before and after shown, and back again", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), async (form) => {
      await form.getByLabel("Ratio", { exact: true }).fill("0,4");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("Type a plain number such as 0.5, with a point.");
      await form.getByLabel("Ratio", { exact: true }).fill("0.4");
    });
    await expect(gate(page)).toContainText("Set the ratio of vip from 0.5 to 0.4.");
    await expect(gate(page)).toContainText("the earlier text is sent back at once");
    // The stored text before and after.
    for (const text of [RATIOS, RATIOS.replace("0.5", "0.4")]) await expect(gate(page)).toContainText(text);
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-ratio`);
    await send(page, "Set ratio to 0.4");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "0.4"));
    expect(await written(sandbox)).toEqual(["PUT /api/option/"]);
    await done(page);
    await expect(drawer).toContainText("0.4");
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
    await expect(gate(page)).toContainText("Set the ratio of vip from 0.4 to 0.5.");
    await send(page, "Set ratio to 0.5");
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("a slip of the point is typed, and a lost response was an applied save", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load/);
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), (form) => form.getByLabel("Ratio", { exact: true }).fill("5"));
    await expect(gate(page)).toContainText("The ratio becomes at least ten times as large.");
    await sandbox.fault({ fault: "drop-after", on: "set-option" });
    await send(page, "Set ratio to 5", "vip");
    await expect(gate(page)).toContainText("It is so now");
    await expect(gate(page)).not.toContainText("The earlier state was sent back.");
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "5"));
  });

  test("a colleague who saved between review and press is not overwritten", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), (form) => form.getByLabel("Ratio", { exact: true }).fill("0.4"));
    const theirs = `{"default":1,"vip":0.5,"new":2}`;
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs });
    await send(page, "Set ratio to 0.4");
    await expect(gate(page)).not.toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(theirs);
    await done(page);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await go(page, "Channels");
    const channel = await openChannel(page, "main");
    await review(page, channel.getByRole("button", { name: "Edit", exact: true }), (form) => form.getByLabel("Priority").fill("21"));
    const identity = isOriginal ? { id: 851 } : { uuid: uuid(851) };
    await callGateway(sandbox, "PUT", "api/channel/", { ...identity, name: "main", priority: 33 });
    await send(page, "Save channel");
    await expect(gate(page)).toContainText("has changed since the review");
    expect((await readChannel(sandbox, "main"))?.priority).toBe(33);
  });

  test("a group is added, and removed in the knowledge of who uses it", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Groups");
    await review(page, page.getByRole("button", { name: "Add group" }), async (form) => {
      await form.getByLabel("Name").fill("VIP");
      await form.getByLabel("Ratio", { exact: true }).fill("0.8");
      await expect(form).toContainText("vip exists already and looks alike.");
      await form.getByLabel("Name").fill("team-x");
      await expect(form).toContainText("1 channel lists this name already.");
    });
    await send(page, "Add group");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(`{"default":1, "svip":0.30,"vip":0.5,"team-x":0.8}`);
    await done(page);
    const drawer = await openRow(page, "Groups", "team-x");
    await review(page, drawer.getByRole("button", { name: "Remove" }));
    await expect(gate(page)).toContainText("1 channel still lists team-x, which counts as 1 there: lonely.");
    await send(page, "Remove group", "team-x");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("a broken table is said to be broken, and a whole text mends it", async ({ page, sandbox }) => {
    await sandbox.plant("options", [{ key: "GroupRatio", value: `{"default":1` }]);
    await callGateway(sandbox, "POST", "sandbox/one-api/restart");
    await connect(page, sandbox);
    const drawer = await openRow(page, "Options", "GroupRatio");
    await review(page, drawer.getByRole("button", { name: "Edit ratios" }), async (form) => {
      await (await code(form, "Raw text")).fill(`{"default":1,"vip":null}`);
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("This must be a JSON object of names and numbers.");
      await (await code(form, "Raw text")).fill(RATIOS);
    });
    await expect(gate(page)).toContainText("is broken or has a faulty entry");
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("an option of each type", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    let drawer = await openRow(page, "Options", "RegisterEnabled");
    await review(page, drawer.getByRole("button", { name: "Switch" }), (form) => form.getByRole("radio", { name: "off" }).check());
    await send(page, "Set to off");
    expect(await readOption(sandbox, "RegisterEnabled")).toBe("false");
    await done(page);
    drawer = await openRow(page, "Options", "ChannelDisableThreshold");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("Value").fill("2.5"));
    await send(page, "Set to 2.5");
    expect(await readOption(sandbox, "ChannelDisableThreshold")).toBe("2.5");
    await done(page);
    drawer = await openRow(page, "Options", "Notice");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("Value").fill("Down on Sunday\n<b>at noon</b>"));
    await expect(gate(page)).toContainText("The gateway's own pages show it as HTML");
    await send(page, "Set text");
    expect(await readOption(sandbox, "Notice")).toBe("Down on Sunday\n<b>at noon</b>");
    await done(page);
    drawer = await openRow(page, "Options", "SMTPToken");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("New value").fill(SECRET));
    await send(page, "Set secret");
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Clear", exact: true }));
    await send(page, "Clear secret", "SMTPToken");
    await done(page);
    expect(await written(sandbox)).toEqual(Array(5).fill("PUT /api/option/"));
    expect(await everythingStored(page)).not.toContain(SECRET);
    expect(await page.content()).not.toContain(SECRET);
  });
}
