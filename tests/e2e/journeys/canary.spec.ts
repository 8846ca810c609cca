// Places secrets in every field that the contract calls secret. After a whole journey, none of them
// is stored anywhere, nor shown outside the dialog that had to show it.
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "../harness";
import {
  callGateway, connect, createButton, done, gate, keyRow, openJournal, openKey, everythingStored as all, reviewCreate, reviewTopUp,
  submitKey, topUpButton,
} from "./steps";

/** Everything stored or shown, the journal included: without its entries the test would prove nothing. */
async function everythingStored(page: Page): Promise<string> {
  const kept = await all(page);
  expect(kept).toContain('"store":"journal"');
  return kept;
}

/** Fails where one of the secrets is in one of the texts, and quotes the place. */
function expectNoSecret(secrets: string[], kept: string[]): void {
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(6);
    const place = kept.findIndex((text) => text.includes(secret));
    const found = place < 0 ? "" : kept[place].slice(Math.max(0, kept[place].indexOf(secret) - 200)).slice(0, 260);
    expect(found, `${secret} is kept`).toBe("");
  }
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

  expectNoSecret(secrets, kept);
});

test("no secret of a login is left, and none of its end while it is open", async ({ page, sandbox }) => {
  const logged: string[] = [];
  page.on("console", (message) => logged.push(message.text()));
  const visited: string[] = [];
  page.on("request", (request) => visited.push(request.url()));
  await sandbox.fault({ fault: "extra-fields" });
  await connect(page, sandbox);
  await page.getByRole("link", { name: "Codex accounts" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByRole("button", { name: "Get a code" }).click();
  const code = page.locator(".user-code");
  await expect(code).toBeVisible();
  const shown = await code.innerText();
  const stored = (): Promise<string> =>
    page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]));
  // The code stands on its card and nowhere else.
  expect(await stored()).not.toContain(shown);
  expect((await page.content()).split(shown).length - 1).toBe(1);
  const open = [await everythingStored(page)];
  await callGateway(sandbox, "POST", "sandbox/device-login", { action: "approve-new" });
  await expect(page.getByText("The account was added.")).toBeVisible({ timeout: 15_000 });

  await page.getByRole("link", { name: "Claude accounts" }).first().click();
  await page.getByRole("button", { name: "Add account" }).click();
  await page.getByRole("button", { name: "Get a link" }).click();
  await expect(page.getByRole("link", { name: "Sign-in link" })).toBeVisible();
  interface Open { oauth_logins: { pastes: Record<string, string> }[] }
  const { oauth_logins } = await callGateway<Open>(sandbox, "GET", "sandbox/logins");
  const pasted = String(oauth_logins.at(-1)?.pastes.code_and_state);
  const [authorization, state] = pasted.split("#") as [string, string];
  // The state is kept for a reload, and goes with the end.
  expect(await stored()).toContain(state);
  await page.getByLabel("What the last page shows").fill(pasted);
  await page.getByRole("button", { name: "Finish sign-in" }).click();
  await expect(page.getByText("The account was added.")).toBeVisible();
  const journal = await openJournal(page);
  await journal.getByRole("button").first().click();
  await page.getByRole("complementary").getByText("Request").first().click();
  const after = await everythingStored(page);
  expectNoSecret(["canary-", sandbox.adminKey], [...open, after, ...logged, ...visited]);
  expectNoSecret([shown, authorization, state], [after, await stored(), ...logged, ...visited]);
});
