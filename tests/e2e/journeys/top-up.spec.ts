// Topping up a key: the sum shown before, the amount to type, and that it is sent once.
import { axe, expect, test } from "../harness";
import { amountField, callGateway, connect, done, gate, keyRow, openKey, reviewTopUp, waitUntilPressable, topUpButton, countWrites } from "./steps";

test("a top-up is shown, sent once as shown, and verified", async ({ page, context, sandbox }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  const drawer = await openKey(page, "Payments");
  await drawer.getByRole("button", { name: "Top up" }).click();
  await amountField(page).fill("25.5");
  await axe(page);
  await page.getByRole("button", { name: "Review", exact: true }).click();

  await expect(gate(page)).toContainText(`Raise the limit of “Payments” (${id}) by 25.50 USD.`);
  await expect(gate(page).getByRole("definition")).toHaveText(["100.00 USD", "125.50 USD"]);
  await expect(gate(page)).toContainText("Cannot be undone: the gateway has no call that lowers a limit.");
  await gate(page).getByText("Request").click();
  const drawn = await gate(page).getByRole("region", { name: "Request" }).innerText();
  expect(drawn).not.toContain(sandbox.adminKey);
  await gate(page).getByRole("button", { name: "Copy as curl" }).click();
  await expect(gate(page).getByText("Copied", { exact: true })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl /);
  expect(command).not.toContain(sandbox.adminKey);
  await axe(page);
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await expect(gate(page)).toContainText("The limit is 125.50 USD now.");
  await axe(page);

  const [entry] = await sandbox.ledger();
  expect(drawn).toContain(`POST ${sandbox.url}${entry.path.slice(1)}`);
  expect(drawn).toContain(`Idempotency-Key: ${entry.idempotency_key}`);
  expect(drawn.endsWith(entry.body)).toBe(true);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await done(page);
  await expect(drawer).toContainText("125.50 USD");
  await expect(keyRow(page, "Payments")).toContainText("125.50");
});

test("ten times the last top-up has to be typed again", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "5");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 105.00 USD now.");
  await done(page);

  await reviewTopUp(page, "Payments", "50");
  await expect(gate(page)).toContainText("This is at least ten times the last amount for this key (5.00 USD).");
  await expect(topUpButton(page)).toHaveAttribute("aria-disabled", "true");
  await expect(topUpButton(page)).toHaveAccessibleDescription("Type the amount again");
  await expect(gate(page).getByRole("textbox")).toBeFocused();
  await topUpButton(page).click({ force: true });
  await gate(page).getByLabel("Type the amount again").fill("5");
  await topUpButton(page).click({ force: true });
  await axe(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await gate(page).getByLabel("Type the amount again").fill("50");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 155.00 USD now.");
  expect(await sandbox.limitOf(id)).toBe("155.000000000");
});

test("a key without a limit says why it cannot be topped up", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Bottomless" });
  await connect(page, sandbox);
  const button = (await openKey(page, "Bottomless")).getByRole("button", { name: "Top up" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription("Top up: It has no limit, so there is nothing to raise.");
  await button.click({ force: true });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await axe(page);
});

test("the same amount again, from another tab", async ({ page, context, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");

  const other = await context.newPage();
  await connect(other, sandbox);
  await reviewTopUp(other, "Payments", "25");
  await expect(gate(other)).toContainText("The same amount was sent for the same key within the last ten minutes");
  await expect(topUpButton(other)).toHaveAttribute("aria-disabled", "true");
  await axe(other);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("a review is not sent over what another tab, or somebody else, changed since", async ({ page, context, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  const other = await context.newPage();
  await connect(page, sandbox);
  await connect(other, sandbox);
  await reviewTopUp(other, "Payments", "25");
  await reviewTopUp(page, "Payments", "25");
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
  await waitUntilPressable(other);
  await topUpButton(other).click();
  await expect(gate(other)).toContainText("Nothing was sent: since this review opened, another tab");
  await axe(other);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });

  // Reviewed once more, from the limit as it is; then somebody else is faster.
  await gate(other).getByRole("button", { name: "Go back to read again" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Review" }).click();
  await gate(other).getByLabel("Type the amount again").fill("25");
  await callGateway(sandbox, "POST", `v1/organization/admin_api_keys/${id}/topup`, { amount_usd: "50" });
  await waitUntilPressable(other);
  await topUpButton(other).click();
  await expect(gate(other)).toContainText("Not sent: Budget has changed since the review.");
  await expect(gate(other)).toContainText("The limit is 175.00 USD now. Review it again.");
  expect(await sandbox.limitOf(id)).toBe("175.000000000");
});

test("a double click sends once", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await topUpButton(page).dblclick();
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  expect(await sandbox.limitOf(id)).toBe("125.000000000");
});

test("nothing sends again or closes while a slow gateway works", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await sandbox.fault({ fault: "latency", on: "topup", ms: 1500 });
  const place = await topUpButton(page).boundingBox();
  if (!place) throw new Error("the button is not drawn");
  await waitUntilPressable(page);
  await topUpButton(page).press("Enter");
  await expect(gate(page)).toContainText("Sending, and waiting for the response");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.mouse.click(place.x + place.width - 2, place.y + 2);
  await page.keyboard.press("Enter");
  await expect(gate(page).getByRole("button", { name: "Close" })).toHaveCount(0);
  await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});

test("stopped waiting ends with the outcome: applied", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await sandbox.fault({ fault: "latency-after", on: "topup", ms: 20_000 });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("Stopping only ends the waiting.");
  await axe(page);
  await expect.poll(() => countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
  await gate(page).getByRole("button", { name: "Stop waiting" }).click();
  await expect(gate(page)).toContainText("The response was lost, but it was applied once.");
  await expect(gate(page)).toContainText("Do not send it again.");
  await axe(page);
});

test("stopped waiting ends with the outcome: unknown", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await sandbox.fault({ fault: "latency", on: "topup", ms: 20_000 });
  const sent = page.waitForRequest(/\/topup$/);
  await topUpButton(page).click();
  await sent;
  await gate(page).getByRole("button", { name: "Stop waiting" }).click();
  await expect(gate(page)).toContainText("It does not show yet, but may still be under way. It is verified again by itself until 35 s");
  await expect(gate(page).getByRole("button", { name: "Verify again" })).toBeVisible();
  expect(await sandbox.limitOf(id)).toBe("100.000000000");
});

test("a second tap in the same place does not confirm what the first one opened", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await openKey(page, "Payments");
  await page.getByRole("button", { name: "Top up" }).click();
  await page.getByRole("textbox", { name: "Amount" }).fill("3");
  const place = await page.getByRole("button", { name: "Review", exact: true }).boundingBox();
  const [x, y] = [place!.x + place!.width / 2, place!.y + place!.height / 2];
  await page.mouse.click(x, y);
  await expect(gate(page)).toBeVisible();
  await page.mouse.click(x, y);
  await page.mouse.click(x, y);
  await waitUntilPressable(page);
  await expect(topUpButton(page)).toBeVisible();
  expect(await countWrites(sandbox)).toEqual({ requests: 0, applied: 0 });
  await topUpButton(page).click();
  await done(page);
  expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
});
