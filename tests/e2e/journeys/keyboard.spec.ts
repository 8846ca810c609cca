// The main tasks without a mouse: Tab reaches every control, and the focus moves where a person
// expects it.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import { amountField, createButton, gate, keyForm, keyRow, keysTable, topUpButton, countWrites } from "./steps";

/** Presses Tab (or Shift+Tab) until `target` has the focus. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  // Buttons under a pointer that may still be pressing cannot be reached for a moment.
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, "reached by Tab").toBeFocused();
}

/** Connects: the key's field has the focus from the start, and Enter submits the form. */
async function connectByKeyboard(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto("");
  await expect(page.getByLabel("Admin key")).toBeFocused();
  await page.keyboard.type(sandbox.adminKey);
  await page.keyboard.press("Enter");
  await expect(keysTable(page)).toBeVisible();
}

/** Whether the focus is inside `place`. */
const holdsFocus = (place: Locator) => place.evaluate((element) => element.contains(document.activeElement));

test("a key is created with the keyboard alone", async ({ page, sandbox }) => {
  await connectByKeyboard(page, sandbox);
  const opener = page.getByRole("button", { name: "Create key" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  await expect(keyForm(page).getByLabel("Name")).toBeFocused();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Tab");
  await expect(keyForm(page).getByRole("radio", { name: "Up to an amount" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(keyForm(page).getByRole("radio", { name: "No limit" })).toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await tabTo(page, amountField(page));
  await page.keyboard.type("7.5");
  await page.keyboard.press("Tab");
  await expect(keyForm(page).getByLabel("Expires")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(keyForm(page).getByLabel("Expires")).toHaveValue("7");
  const review = keyForm(page).getByRole("button", { name: "Review" });
  await tabTo(page, review);
  await tabTo(page, amountField(page), "Shift+Tab");
  await tabTo(page, review);
  await page.keyboard.press("Space");

  await expect(gate(page)).toBeVisible();
  expect(await holdsFocus(gate(page))).toBe(true);
  await tabTo(page, createButton(page));
  await page.keyboard.press("Enter");
  const waiver = gate(page).getByLabel("I have stored the value, or do not need it");
  await expect(waiver).toBeVisible();
  expect(await holdsFocus(gate(page))).toBe(true);
  await tabTo(page, waiver);
  await page.keyboard.press("Space");
  await tabTo(page, gate(page).getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(keyRow(page, "By hand")).toBeVisible();
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await axe(page);
});

test("a key is topped up with the keyboard alone", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connectByKeyboard(page, sandbox);
  const row = keysTable(page).getByRole("button", { name: "Payments", exact: true });
  await tabTo(page, row);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(row).toBeFocused();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await expect(drawer.getByRole("heading", { name: "Payments" })).toBeFocused();
  const opener = drawer.getByRole("button", { name: "Top up" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  await expect(amountField(page)).toBeFocused();
  await page.keyboard.type("150");
  await page.keyboard.press("Enter");

  await expect(gate(page)).toBeVisible();
  expect(await holdsFocus(gate(page))).toBe(true);
  const again = gate(page).getByLabel("Type the amount again");
  await tabTo(page, again);
  await page.keyboard.type("150");
  await tabTo(page, topUpButton(page));
  await page.keyboard.press("Enter");
  await expect(gate(page)).toContainText("The limit is 250.00 USD now.");
  expect(await holdsFocus(gate(page))).toBe(true);
  await tabTo(page, gate(page).getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(row).toBeFocused();
  expect(await sandbox.limitOf(id)).toBe("250.000000000");
  await axe(page);
});

test("Escape goes back one step at a time", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connectByKeyboard(page, sandbox);
  await tabTo(page, keysTable(page).getByRole("button", { name: "Payments", exact: true }));
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await tabTo(page, drawer.getByRole("button", { name: "Top up" }));
  await page.keyboard.press("Enter");
  await expect(amountField(page)).toBeFocused();
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await expect(gate(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(gate(page)).toBeHidden();
  await expect(amountField(page)).toHaveValue("5");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toContainText("Discard what you typed?");
  await page.keyboard.press("Escape");
  await expect(amountField(page)).toHaveValue("5");
  await page.keyboard.press("Escape");
  await tabTo(page, page.getByRole("button", { name: "Discard", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(drawer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  expect(await countWrites(sandbox)).toEqual({ requests: 0, applied: 0 });
});

test("the first Tab skips the navigation", async ({ page, sandbox }) => {
  await connectByKeyboard(page, sandbox);
  const skip = page.getByRole("button", { name: "Skip to content" });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("language, theme and rows are in one menu, which returns the focus", async ({ page, sandbox }) => {
  await connectByKeyboard(page, sandbox);
  const opener = page.getByRole("button", { name: "Language and display" });
  const menu = page.getByRole("group", { name: "Language and display" });
  await expect(menu).toBeHidden();
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(menu).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(menu.getByRole("radio", { name: "English" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();
});
