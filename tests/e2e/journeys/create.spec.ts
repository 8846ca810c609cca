// Creating a key: the form, the gate, and the value that is shown once.
import { axe, expect, test, type Page } from "../harness";
import {
  amountField, connect, createButton, done, gate, keyForm, keyRow, openJournal, openKey, reviewCreate, reviewTopUp, topUpButton, countWrites,
} from "./steps";

/** The value of the new key, while it is shown. */
const value = (page: Page) => gate(page).getByRole("textbox", { name: "Text to copy" });

test("a key is created as described, and its value is copied before it is hidden", async ({ page, context, sandbox }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await connect(page, sandbox);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(keyForm(page).getByLabel("Name")).toBeFocused();
  await keyForm(page).getByLabel("Name").fill("Quarterly “report” 日本");
  await amountField(page).fill("1 250.5");
  await keyForm(page).getByLabel("Expires").selectOption("In 30 days");
  await keyForm(page).getByLabel("Foundation").selectOption("openai");
  await keyForm(page).getByRole("radio", { name: /^Research / }).check();
  await axe(page);
  await keyForm(page).getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toContainText("Create the API key “Quarterly \"report\" 日本”.");
  await expect(gate(page)).toContainText("1 250.50 USD");
  await axe(page);
  await createButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");

  const [entry] = await sandbox.ledger();
  const sent = JSON.parse(entry.body) as Record<string, unknown>;
  expect(sent).toMatchObject({ name: "Quarterly “report” 日本", limit_usd: "1250.5", foundation: "openai" });
  const days = (Number(sent.expires_at) - Date.now() / 1000) / 86_400;
  expect(Math.abs(days - 30)).toBeLessThan(0.1);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });

  await expect(gate(page)).toContainText("This is the only time it is shown.");
  await expect(value(page)).toHaveValue(/^sk-/);
  const secret = await value(page).inputValue();
  const finish = gate(page).getByRole("button", { name: "Done" });
  await expect(finish).toHaveAccessibleDescription("Copy the value first, or say that you do not need it.");
  await page.keyboard.press("Escape");
  await finish.click({ force: true });
  await expect(gate(page).getByRole("button", { name: "Close" })).toHaveCount(0);
  await expect(value(page)).toBeVisible();
  for (const side of ["For OpenAI clients", "For Claude clients"]) {
    const settings = gate(page).getByRole("region", { name: side });
    // A key for OpenAI models only does not need the settings of the other family.
    if (side === "For Claude clients") {
      await expect(settings).toHaveCount(0);
      continue;
    }
    await gate(page).getByText(side).click();
    await expect(settings).toContainText(secret);
    await expect(settings).toContainText(sandbox.url.slice(0, -1));
  }
  await axe(page);
  await gate(page).getByRole("group", { name: "The key's value" }).getByRole("button", { name: "Copy" }).click();
  await expect(gate(page).getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await finish.click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(keyRow(page, "Quarterly “report” 日本")).toContainText("1 250.50");
  expect(await page.content()).not.toContain(secret);

  const journal = await openJournal(page);
  await expect(journal.getByRole("row").nth(1)).toContainText("Quarterly “report” 日本");
  await expect(journal.getByRole("row").nth(1)).toContainText("applied");
  await axe(page);
});

test("leaving needs confirmation while a value is shown, until it is waived", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await reviewCreate(page, "Throwaway", "1");
  await createButton(page).click();
  await expect(value(page)).toBeVisible();
  const prompted = page.waitForEvent("dialog");
  const leaving = page.close({ runBeforeUnload: true });
  const question = await prompted;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await leaving;
  await gate(page).getByText("For Claude clients").click();
  await expect(gate(page).getByRole("region", { name: "For Claude clients" })).toContainText(await value(page).inputValue());
  await done(page);
  await expect(keyRow(page, "Throwaway")).toBeVisible();
});

test("errors of the form are shown beside its fields", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await page.getByRole("button", { name: "Create key" }).click();
  const name = keyForm(page).getByLabel("Name");
  const review = keyForm(page).getByRole("button", { name: "Review" });
  await review.click();
  await expect(name).toHaveAccessibleDescription(/^Give it a name\./);
  await expect(amountField(page)).toHaveAccessibleDescription(/^Type an amount\./);
  await axe(page);
  await name.fill("Robots");
  await keyForm(page).getByLabel("Expires").selectOption("At a date");
  await keyForm(page).getByLabel("Date and time").fill("2020-01-01T10:00");
  await review.click();
  await expect(name).not.toHaveAccessibleDescription(/Give it a name/);
  await expect(keyForm(page).getByLabel("Date and time")).toHaveAccessibleDescription(/^That moment has passed\./);
  await keyForm(page).getByRole("radio", { name: "No limit" }).check();
  await expect(keyForm(page)).toContainText("A key without a limit can spend everything behind this gateway.");
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 0, applied: 0 });
});

test("going back from the gate, or from an error, loses nothing", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 400/);
  await connect(page, sandbox);
  await reviewCreate(page, "Second thoughts", "12.25");
  await gate(page).getByRole("button", { name: "Back" }).click();
  await expect(keyForm(page).getByLabel("Name")).toHaveValue("Second thoughts");

  await keyForm(page).getByRole("button", { name: "Review" }).click();
  await sandbox.fault({ fault: "refuse", on: "create" });
  await createButton(page).click();
  await expect(gate(page)).toContainText("The gateway refused: “The sandbox was told to refuse this.”");
  await sandbox.clearFaults();
  await gate(page).getByRole("button", { name: "Done" }).click();
  await expect(keyForm(page).getByLabel("Name")).toHaveValue("Second thoughts");
  await expect(amountField(page)).toHaveValue("12.25");
  await keyForm(page).getByRole("button", { name: "Review" }).click();
  await createButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await done(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 2, applied: 1 });
});

test("pools that cannot be read leave the rest of the form", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await connect(page, sandbox);
  await page.getByRole("link", { name: "Journal" }).click();
  await sandbox.fault({ fault: "forbidden", on: "list" });
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(keyForm(page)).toContainText("The key works, but not for this");
  await expect(keyForm(page).getByLabel("Name")).toBeEditable();
  await axe(page);
  await sandbox.clearFaults();
  await keyForm(page).getByRole("button", { name: "Try again" }).click();
  await expect(keyForm(page).getByRole("radio", { name: /^Research / })).toBeEnabled();
});

test("Back under a result closes the form, and the result is still completed", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const drawer = await openKey(page, "Payments");
  await drawer.getByRole("button", { name: "Close" }).click();
  await reviewCreate(page, "Payments bot", "25");
  await createButton(page).click();
  await expect(value(page)).toHaveValue(/^sk-/);
  await page.goBack();
  await expect(value(page)).toHaveValue(/^sk-/);
  await done(page);
  await expect(keyRow(page, "Payments bot")).toBeVisible();

  await reviewTopUp(page, "Payments bot", "5");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 30.00 USD now.");
  // No value is shown here, so Back closes the result too.
  await page.goBack();
  await expect(gate(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
});
