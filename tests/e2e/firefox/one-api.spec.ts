// One smoke test per screen of the one-api dialect in Firefox.
import { expect, firefoxScreenshot, test } from "../harness";
import { code, expectText, marked } from "../journeys/code-steps";
import { connect, openChannel, uuid } from "../journeys/one-api-steps";
import { RATIOS, openRow, plantForWrites } from "../journeys/one-api-write-steps";

test.use({ dialect: "f2" });

/** Routes and their headings. */
const PLACES: Record<string, string> = {
  "": "Channels",
  "channels?status=disabled": "Channels",
  "groups": "Groups",
  "options?q=ratio": "Options",
  "gateway-status": "Gateway",
  "my-account": "My account",
  "overview": "Overview",
};

test("each screen opens from its address", async ({ page, sandbox }) => {
  for (const [path, heading] of Object.entries(PLACES)) {
    await page.goto(path);
    await page.getByLabel("access token").fill(sandbox.adminKey);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});

test("a channel and what its groups mean", async ({ page, sandbox, guards }) => {
  await sandbox.plant("channels", [{ id: 700, uuid: uuid(700), name: "shared", type: 3, status: 1, group: "default,vip", models: "gpt-4o" }]);
  await connect(page, sandbox);
  const drawer = await openChannel(page, "shared");
  await expect(drawer).toContainText("billed at 0.5, the lowest ratio among its groups");
  await firefoxScreenshot(page, guards, "one-api-channel");
});

test("the raw text of a document is typed into, marked and undone", async ({ page, sandbox, guards }) => {
  await plantForWrites(sandbox);
  await connect(page, sandbox);
  const drawer = await openRow(page, "Options", "GroupRatio");
  await drawer.getByRole("button", { name: "Edit ratios" }).click();
  const editor = page.getByRole("dialog", { name: "Edit ratios" });
  const raw = await code(editor, "Raw text");
  await raw.press("Control+a");
  await raw.pressSequentially(`{"default":1,"vip":-1}`);
  await expect(marked(editor)).toHaveText(["-1"]);
  await expect(editor.getByRole("row", { name: /Select vip/ })).toContainText("at fault");
  await firefoxScreenshot(page, guards, "one-api-raw-text");
  await raw.press("Control+z");
  await expectText(raw, RATIOS);
});
