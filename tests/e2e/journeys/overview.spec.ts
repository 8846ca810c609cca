// The overview: what needs attention, how many rows it is based on, and links to the rows.
import { axe, expect, test, type Locator, type Page, type Sandbox } from "../harness";
import {
  connect, done, gate, createKeyInMyPool, takeScreenshots, addCharge, reviewTopUp, submitKey, topUpButton,
} from "./steps";

/** The section with this title. */
const section = (page: Page, title: string): Locator =>
  page.locator("main section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Opens the page with an organization-wide key, and waits until it is loaded. */
async function open(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto("overview");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText(/^(all )?\d+ pending charge/)).toBeVisible();
}

test("the sample's keys and charges, each with a link to its list", async ({ page, sandbox }) => {
  await open(page, sandbox);
  await expect(page.getByText("40 keys in all")).toBeVisible();
  await expect(page.getByText("18 pending charges in all")).toBeVisible();
  await expect(section(page, "Unresolved changes")).toContainText("The outcome of every change from this browser is known.");
  await expect(page.getByText("Nothing needs attention.")).toHaveCount(0);
  await axe(page);
  await takeScreenshots(page, "overview");

  const shown = page.locator("main").getByRole("status").filter({ hasText: "loaded" });
  for (const [title, word] of [
    ["Budgets running out", /^(\d+) spent$/],
    ["Budgets running out", /^(\d+) at three quarters or more$/],
    ["Expiring and expired keys", /^(\d+) expired$/],
  ] as const) {
    const link = section(page, title).getByRole("link", { name: word });
    const [, count] = word.exec(await link.innerText()) ?? [];
    await link.click();
    await expect(shown).toHaveText(`${count} shown · all 40 loaded`);
    await page.goBack();
  }
  const charges = section(page, "Pending charges by age");
  await expect(charges.getByRole("listitem").first()).toContainText(/USD · .* d ago/);
  const stuck = charges.getByRole("link", { name: /^\d+ for more than a day$/ });
  const [count] = (await stuck.innerText()).split(" ");
  await stuck.click();
  await expect(shown).toHaveText(`${count} shown · all 18 loaded`);
  await page.goBack();

  for (const [title, word, list] of [
    ["Codex accounts that need you", /^(\d+) needs? a sign-in$/, "all 12 loaded"],
    ["Codex windows nearly used", /^(\d+) used up$/, "all 12 loaded"],
    ["Claude windows nearly used", /^(\d+) nearly used$/, "all 6 loaded"],
    ["Setup tokens that end soon", /^(\d+) within 30 days$/, "all 6 loaded"],
  ] as const) {
    const link = section(page, title).getByRole("link", { name: word });
    const [, count] = word.exec(await link.innerText()) ?? [];
    await link.click();
    await expect(shown).toHaveText(`${count} shown · ${list}`);
    await page.goBack();
  }
  await expect(section(page, "Codex windows nearly used")).toContainText(/100\s%/);

  const first = section(page, "Budgets running out").getByRole("listitem").first();
  await expect(first).toContainText(/\d\s%/);
  const name = await first.getByRole("link").innerText();
  await first.getByRole("link").click();
  await expect(page.getByRole("complementary", { name })).toBeVisible();
});

test("figures come first, each with what it covers, and nothing is cut on a phone", async ({ page, sandbox }) => {
  await open(page, sandbox);
  const figure = (label: string) => page.locator(".figure-block").filter({ has: page.getByText(label, { exact: true }) });
  await expect(figure("Keys")).toContainText("40");
  await expect(figure("Spent, USD")).toContainText(/\d\.\d\d\d+ of 40 keys/);
  await expect(figure("Pending charges")).toContainText(/18.*request .* USD.*top-up .* USD/);
  await expect(figure("Upstreams in trouble")).toContainText(/\d+of 12 upstreams/);
  await expect(figure("Codex accounts in trouble")).toContainText("5of 12 Codex accounts");
  await expect(figure("Claude accounts in trouble")).toContainText("1of 6 Claude accounts");
  const tops = await page.locator("main section").evaluateAll((all) =>
    all.map((one) => ({ quiet: one.classList.contains("quiet"), top: one.getBoundingClientRect().top })));
  const loud = tops.filter(({ quiet }) => !quiet).map(({ top }) => top);
  for (const { top } of tops.filter(({ quiet }) => quiet)) expect(top).toBeGreaterThan(Math.max(...loud));
  await page.setViewportSize({ width: 360, height: 800 });
  const cut = await page.locator(".eye a, .figures dd").evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).map((one) => one.textContent));
  expect(cut).toEqual([]);
});

test("keys never used lead to a list that begins with them", async ({ page, sandbox }) => {
  await open(page, sandbox);
  const link = section(page, "Keys never used").getByRole("link", { name: /^\d+ never used$/ });
  await link.click();
  await expect(page.getByRole("table", { name: "API keys" }).getByRole("row").nth(1)).toContainText("never");
});

test("a change whose response was lost and could not be verified stays visible", async ({ page, sandbox, guards }) => {
  guards.allow(/ERR_EMPTY_RESPONSE|status of 500/);
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "25");
  await sandbox.fault({ fault: "drop-before", on: "topup" });
  await sandbox.fault({ fault: "server-error", on: "list" });
  await topUpButton(page).click();
  await expect(gate(page).getByText("outcome unknown", { exact: true })).toBeVisible({ timeout: 30_000 });
  await sandbox.clearFaults();
  await done(page);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("link", { name: "Overview" }).click();
  const changes = section(page, "Unresolved changes");
  await expect(changes).toContainText("Top up 25.00 USD: Payments");
  await axe(page);
  await takeScreenshots(page, "overview-unresolved");
  await changes.getByRole("link", { name: /^1 / }).click();
  await expect(page).toHaveURL(/outcome=unknown/);
  await expect(page.getByRole("table", { name: "Journal" })).toContainText("Payments");
  await page.goBack();
  await changes.getByRole("link", { name: "Top up 25.00 USD: Payments" }).click();
  await expect(page.getByRole("complementary")).toContainText("Payments");
});

test.describe("with 250 keys", () => {
  test.use({ seed: 250 });

  test("counts show their totals, and the rest is loaded on request", async ({ page, sandbox }) => {
    await open(page, sandbox);
    const budgets = section(page, "Budgets running out");
    await expect(budgets).toContainText("of 100 loaded");
    await expect(page.locator(".eyes-cover")).toContainText("100 keys loaded, more available");
    await page.getByRole("button", { name: "Load all" }).click();
    await expect(page.getByText("250 keys in all")).toBeVisible();
    await expect(budgets).toContainText("of all 250");
    await expect(page.getByRole("button", { name: "Load all" })).toHaveCount(0);
  });
});

test("a list that cannot be read says so in its section, and the others are shown", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 500/);
  await sandbox.fault({ fault: "server-error", on: "charges" });
  await page.goto("overview");
  await submitKey(page, sandbox.adminKey);
  const charges = section(page, "Pending charges by age");
  await expect(charges.getByRole("alert")).toContainText("The pending charges could not be read");
  await expect(section(page, "Keys never used").getByRole("listitem")).not.toHaveCount(0);
  await axe(page);
  await sandbox.clearFaults();
  await charges.getByRole("button", { name: "Try again" }).click();
  await expect(charges.getByRole("listitem")).not.toHaveCount(0);
});

test("sums per key have no age, and link to their row", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "charges-totals", on: "charges" });
  await open(page, sandbox);
  const charges = section(page, "Pending charges by age");
  await expect(charges.getByRole("link", { name: "12 without an age" })).toBeVisible();
  await charges.getByRole("listitem").first().getByRole("link").click();
  await expect(page).toHaveURL(/charges\?charge=key_/);
});

test.describe("with nothing", () => {
  test.use({ seed: 0 });

  test("the page says that nothing needs attention", async ({ page, sandbox }) => {
    await open(page, sandbox);
    await expect(page.getByText("Nothing needs attention.")).toBeVisible();
    await expect(page.getByText("0 pending charges")).toBeVisible();
    await axe(page);
    await takeScreenshots(page, "overview-quiet");
  });
});

test("a key limited to one pool: charges and journal, and why not the rest", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403/);
  await addCharge(sandbox, { key_id: await createKeyInMyPool(sandbox, "Mine"), amount_usd: "0.75", age_seconds: 100_000 });
  await page.goto("overview");
  await submitKey(page, sandbox.poolKey);
  await expect(section(page, "API keys")).toContainText("Your key is limited to one pool");
  await expect(section(page, "Pending charges by age").getByRole("listitem")).not.toHaveCount(0);
  await axe(page);
  await takeScreenshots(page, "overview-pool");
});
