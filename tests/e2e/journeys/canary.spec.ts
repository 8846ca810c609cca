// Places secrets in every field that the contract calls secret. After a whole journey, none of them
// is stored anywhere, nor shown outside the dialog that had to show it.
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "../harness";
import {
  connect, createButton, done, gate, keyRow, openJournal, openKey, everythingStored as all, reviewCreate, reviewTopUp,
  submitKey, topUpButton,
} from "./steps";

/** Everything stored or shown, the journal included: without its entries the test would prove nothing. */
async function everythingStored(page: Page): Promise<string> {
  const kept = await all(page);
  expect(kept).toContain('"store":"journal"');
  return kept;
}

test("no secret is left after the dialog that shows it", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  const logged: string[] = [];
  page.on("console", (message) => logged.push(message.text()));
  const visited: string[] = [];
  page.on("request", (request) => visited.push(request.url()));
  const secrets = ["canary-", sandbox.adminKey, sandbox.poolKey];
  await sandbox.fault({ fault: "extra-fields" });
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });

  await connect(page, sandbox);
  await openKey(page, "Payments");
  await page.getByText("Raw JSON").click();
  await reviewTopUp(page, "Payments", "25");
  await gate(page).getByText("Request").click();
  await topUpButton(page).click();
  await done(page);
  await reviewCreate(page, "Payments bot", "10");
  await createButton(page).click();
  const value = gate(page).getByRole("textbox", { name: "Text to copy" });
  const shown = await value.inputValue();
  secrets.push(shown);
  await gate(page).getByText("For OpenAI clients").click();
  expect(await everythingStored(page), "the search sees what is on the screen").toContain(shown);
  await done(page);
  await expect(keyRow(page, "Payments bot")).toBeVisible();
  const kept = [await everythingStored(page)];

  const journal = await openJournal(page);
  await journal.getByRole("button", { name: "Payments bot", exact: true }).click();
  await page.getByRole("complementary").getByText("Request").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as JSON" }).click();
  kept.push(await everythingStored(page), readFileSync(await (await download).path(), "utf8"));

  await page.getByRole("button", { name: "Disconnect" }).click();
  await submitKey(page, sandbox.poolKey);
  await page.getByRole("link", { name: "My pool" }).click();
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
  kept.push(await everythingStored(page), ...logged, ...visited);
  await page.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByLabel("Admin key")).toHaveValue("");
  kept.push(await everythingStored(page));

  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(6);
    const place = kept.findIndex((text) => text.includes(secret));
    const found = place < 0 ? "" : kept[place].slice(Math.max(0, kept[place].indexOf(secret) - 200)).slice(0, 260);
    expect(found, `${secret} is kept`).toBe("");
  }
});
