// Screenshots of every screen of the pools in light, dark, 360 px and Chinese, for a person to look
// at. None of them scrolls sideways. The guide shows `pools`, light and Chinese.
import { expect, test } from "../harness";
import { callGateway, connect, gate, takeScreenshots, submitKey } from "./steps";

test("the pools and their actions", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Release notes, staging" });
  await connect(page, sandbox);
  await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
  const table = page.getByRole("table", { name: "Pools" });
  await expect(table).toBeVisible();
  await takeScreenshots(page, "pools-list");
  await table.getByRole("button", { name: "Research" }).click();
  const drawer = page.getByRole("complementary", { name: "Research" });
  await expect(drawer.getByRole("checkbox").first()).toBeVisible();
  await takeScreenshots(page, "pools");
  await drawer.getByRole("button", { name: "Assign keys" }).click();
  const assigning = page.getByRole("dialog", { name: "Assign keys to Research" });
  for (const box of [0, 1, 2]) await assigning.getByRole("checkbox", { disabled: false }).nth(box).check();
  await takeScreenshots(page, "pools-assign");
  await assigning.getByRole("button", { name: "Assign 3 keys" }).click();
  await expect(gate(page)).toBeVisible();
  await takeScreenshots(page, "pools-gate");
  await gate(page).getByRole("button", { name: "Back" }).click();
  await assigning.getByRole("button", { name: "Cancel" }).click();
  await drawer.getByRole("button", { name: "Change owner" }).click();
  const owner = page.getByRole("dialog", { name: "Change pool owner" });
  await owner.getByRole("radio", { name: "Another, by id" }).check();
  await owner.getByRole("button", { name: "Review" }).click();
  await takeScreenshots(page, "pools-owner");
  await owner.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Create pool" }).click();
  const form = page.getByRole("dialog", { name: "Create pool" });
  await form.getByLabel("Name").fill("Research");
  await form.getByRole("button", { name: "Review" }).click();
  await expect(form.getByText(/^A pool of this name exists already/)).toBeVisible();
  await takeScreenshots(page, "pools-create");
});

test("an operator of one pool", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await page.goto("pools");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByText("Your key is limited to one pool.")).toBeVisible();
  await takeScreenshots(page, "pools-limited");
});

test.describe("states", () => {
  test.use({ seed: 0 });

  test("empty, failed and being deleted", async ({ page, sandbox, guards }) => {
    guards.allow(/status of 403/);
    await connect(page, sandbox);
    await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
    await expect(page.getByRole("heading", { name: "No pools yet" })).toBeVisible();
    await takeScreenshots(page, "pools-empty");
    await callGateway(sandbox, "POST", "v1/organization/pools", { name: "Night shift" });
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("button", { name: "Night shift" }).click();
    await page.getByRole("button", { name: "Delete pool" }).click();
    await expect(page.getByText("Counted just now: no key is in it.")).toBeVisible();
    await takeScreenshots(page, "pools-delete");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await sandbox.fault({ fault: "forbidden", on: "list-pools" });
    await page.getByRole("navigation").getByRole("link", { name: "Journal" }).click();
    await page.getByRole("navigation").getByRole("link", { name: "Pools" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await takeScreenshots(page, "pools-failed");
  });
});
