// Ten thousand keys: all are loaded, few rows are rendered, and the page stays responsive.
import { axe, expect, test } from "../harness";
import { connect, keysTable } from "./steps";

test.use({ seed: 10_000 });

test("ten thousand rows are loaded, and at most a hundred are rendered", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await page.getByRole("button", { name: "Load all" }).click();
  await expect(page.getByText("10000 shown · all 10000 loaded")).toBeVisible({ timeout: 60_000 });
  await expect(keysTable(page)).toHaveAttribute("aria-rowcount", "10001");
  const drawn = keysTable(page).locator("tbody tr");
  expect(await drawn.count()).toBeLessThanOrEqual(100);

  await keysTable(page).getByRole("rowheader").first().getByRole("button").focus();
  await page.keyboard.press("End");
  const last = keysTable(page).locator('tr[aria-rowindex="10001"]');
  await expect(last).toBeInViewport();
  await expect(last.getByRole("button")).toBeFocused();
  expect(await drawn.count()).toBeLessThanOrEqual(100);
  await page.keyboard.press("Home");
  await expect(keysTable(page).locator('tr[aria-rowindex="2"]')).toBeInViewport();

  await page.getByRole("textbox", { name: /^Search/ }).fill("Équipe recherche");
  await expect(keysTable(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(keysTable(page).getByRole("rowheader")).toHaveText(["Équipe recherche – évaluations"]);
  await axe(page);
});
