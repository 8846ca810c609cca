// Copying where the browser provides no clipboard, as on plain HTTP.
import { axe, expect, test } from "../harness";
import { connect, createButton, gate, reviewCreate } from "./steps";

test("without a clipboard the value is selected, and the page says how to continue", async ({ page, sandbox }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await connect(page, sandbox);
  await reviewCreate(page, "Plain HTTP", "1");
  await createButton(page).click();
  const shown = gate(page).getByRole("group", { name: "The key's value" });
  const field = shown.getByRole("textbox", { name: "Text to copy" });
  await shown.getByRole("button", { name: "Copy" }).click();
  await expect(shown).toContainText("The text is selected: press Ctrl C.");
  await expect(field).toBeFocused();
  const selected = await field.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0));
  expect(selected).toBe(await field.inputValue());
  expect(selected).toMatch(/^sk-/);
  await axe(page);
});
