// Screenshots of every screen in light, dark, 360 px and Chinese, in target/screenshots, for a
// person to look at. None of them scrolls sideways. The guide shows `keys-drawer`, light and
// Chinese.
import { axe, expect, screenshot, screenshots, test, type Page } from "../harness";
import {
  amountField, connect, createButton, done, gate, keyForm, openJournal, openKey, submitKey, topUpButton,
} from "./steps";

test.use({ seed: 250 });

/** Changes the language by its switch, even while a dialog blocks the mouse. */
async function setLanguage(page: Page, language: "en" | "zh"): Promise<void> {
  const name = { en: "English", zh: "中文" }[language];
  await page.getByLabel(name, { exact: true }).evaluate((radio: HTMLInputElement) => radio.click());
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

const takeScreenshots = (page: Page, name: string) => screenshots(page, name, (language) => setLanguage(page, language));

test("connecting", async ({ page, guards }) => {
  guards.allow(/status of 401/);
  await page.goto("");
  await expect(page.getByRole("button", { name: "Connect" })).toBeVisible();
  await takeScreenshots(page, "connect");
  await submitKey(page, "sk-nobody-knows-this");
  await expect(page.getByText("The gateway does not accept this key.")).toBeVisible();
  await takeScreenshots(page, "connect-wrong-key");
});

test("the keys and a top-up", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "49448.8457672" });
  await connect(page, sandbox);
  await takeScreenshots(page, "keys");
  await page.getByRole("button", { name: "Organization-wide key" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await takeScreenshots(page, "found");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  const drawer = await openKey(page, "Payments");
  await takeScreenshots(page, "keys-drawer");
  await drawer.getByRole("button", { name: "Top up" }).click();
  await amountField(page).fill("50000");
  await takeScreenshots(page, "top-up");
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(gate(page)).toBeVisible();
  await gate(page).getByText("Request", { exact: true }).click();
  await takeScreenshots(page, "gate");
  await gate(page).getByLabel("Type the amount again").fill("50000");
  await sandbox.fault({ fault: "latency", on: "topup", ms: 4000 });
  await topUpButton(page).click();
  await expect(gate(page)).toContainText("Sending, and waiting for the response");
  await screenshot(page, "gate-sending-light");
  await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
  await takeScreenshots(page, "gate-after");
});

test("a new key and the journal", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await page.getByRole("button", { name: "Create key" }).click();
  await keyForm(page).getByLabel("Name").fill("Release notes, staging");
  await takeScreenshots(page, "create");
  await keyForm(page).getByRole("button", { name: "Review" }).click();
  await expect(amountField(page)).toHaveAttribute("aria-invalid", "true");
  await takeScreenshots(page, "create-problem");
  await amountField(page).fill("250");
  await keyForm(page).getByRole("button", { name: "Review" }).click();
  await expect(gate(page)).toBeVisible();
  await takeScreenshots(page, "gate-create");
  await createButton(page).click();
  await gate(page).getByText("For OpenAI clients").click();
  await takeScreenshots(page, "secret");
  await axe(page);
  await done(page);
  const journal = await openJournal(page);
  await takeScreenshots(page, "journal");
  await journal.getByRole("button", { name: "Release notes, staging" }).click();
  await takeScreenshots(page, "journal-drawer");
});

test("my pool", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await page.goto("");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByRole("button", { name: "Create key in my pool" })).toBeVisible();
  await expect(page.getByText("Keys", { exact: true })).toBeVisible();
  await takeScreenshots(page, "my-pool");
});

test.describe("states", () => {
  test.use({ seed: 0 });

  test("empty and failed", async ({ page, sandbox, guards }) => {
    guards.allow(/status of 403/);
    await connect(page, sandbox);
    await expect(page.getByRole("heading", { name: "No keys yet" })).toBeVisible();
    await takeScreenshots(page, "keys-empty");
    await page.getByRole("link", { name: "Journal" }).click();
    await sandbox.fault({ fault: "forbidden", on: "list" });
    await page.getByRole("link", { name: "API keys" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await takeScreenshots(page, "keys-failed");
  });
});
