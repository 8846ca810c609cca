// One smoke test per screen of the one-api dialect in Firefox.
import { expect, firefoxScreenshot, test } from "../harness";
import { connect, openChannel, uuid } from "../journeys/one-api-steps";

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
