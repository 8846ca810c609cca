// The list of keys: loading, filtering, its address, and late, broken or unusual responses of the
// gateway.
import { axe, expect, test, type Page } from "../harness";
import { callGateway, connect, done, findKey, gate, readKey, keyRow, keysTable, takeScreenshots, openKey, submitKey, topUpButton } from "./steps";

/** The line that says how many keys are loaded and shown. */
const coverage = (page: Page) => page.locator("main").getByRole("status").filter({ hasText: "loaded" });

/** A filter above the list. */
const facet = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });

test.describe("with 250 keys", () => {
  test.use({ seed: 250 });

  test("pages are loaded one by one, or all", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await expect(coverage(page)).toHaveText("100 shown · 100 loaded, more available");
    await expect(page.getByText("cover the loaded rows only")).toBeVisible();
    await expect(keysTable(page)).toHaveAttribute("aria-rowcount", "-1");
    await page.getByRole("button", { name: "Load more" }).click();
    await expect(coverage(page)).toHaveText("200 shown · 200 loaded, more available");
    await axe(page);
    await page.getByRole("button", { name: "Load all" }).click();
    await expect(coverage(page)).toHaveText("250 shown · all 250 loaded");
    await expect(page.getByText("cover the whole list")).toBeVisible();
    await expect(keysTable(page)).toHaveAttribute("aria-rowcount", "251");
    await expect(page.getByRole("button", { name: /^Load/ })).toHaveCount(0);
    await axe(page);
  });

  test("search, facets with counts, and a list that nothing matches", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await page.getByRole("button", { name: "Load all" }).click();
    await expect(coverage(page)).toContainText("all 250 loaded");
    const search = page.getByRole("textbox", { name: "Search name, key, id, owner" });
    await search.fill("CLAUDE PROD");
    await expect(coverage(page)).toHaveText("1 shown · all 250 loaded");
    await expect(keyRow(page, "Claude Prod")).toBeVisible();
    await search.fill("no such key anywhere");
    await expect(page.getByRole("heading", { name: "No key matches" })).toBeVisible();
    await axe(page);
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await expect(search).toHaveValue("");

    // The gateway filters by pool; this page applies the other filters, and "no pool".
    const options = await facet(page, "Pool").getByRole("option").allInnerTexts();
    const counted = options.slice(1).map((text) => Number(/\((\d+)\)$/.exec(text)?.[1]));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(250);
    for (const [name, at] of [["Pool", 1], ["Pool", 2], ["Status", 1]] as const) {
      const option = await facet(page, name).getByRole("option").nth(at).innerText();
      await facet(page, name).selectOption({ index: at });
      await expect(coverage(page)).toContainText(`${/\((\d+)\)$/.exec(option)?.[1]} shown`);
      await page.getByRole("button", { name: "Clear filters" }).click();
      await expect(facet(page, name)).toHaveValue("");
      await expect(coverage(page)).toContainText(/^\d+ shown · (100 loaded|all 250)/);
      if (await page.getByRole("button", { name: "Load all" }).isVisible()) await page.getByRole("button", { name: "Load all" }).click();
      await expect(coverage(page)).toContainText("250 shown");
    }
  });

  test("sorting by a header, up and down", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const names = () => keysTable(page).getByRole("rowheader").allInnerTexts();
    const header = keysTable(page).getByRole("columnheader", { name: "Name" });
    await header.getByRole("button").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    const up = (await names()).map((name) => name.toLowerCase());
    expect(up).toEqual([...up].sort((a, b) => (a < b ? -1 : Number(a > b))));
    await header.getByRole("button").click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    const [first] = await names();
    expect(first.toLowerCase() >= up[up.length - 1]).toBe(true);
    await axe(page);
  });

  test("a reload needs the key again, then shows the same view", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await facet(page, "Expires").selectOption({ index: 1 });
    await keysTable(page).getByRole("columnheader", { name: "Name" }).getByRole("button").click();
    const name = await keysTable(page).getByRole("rowheader").nth(1).innerText();
    await openKey(page, name);
    const [address, shown] = [page.url(), await coverage(page).innerText()];
    await page.reload();
    await submitKey(page, sandbox.adminKey);
    await expect(page.getByRole("complementary", { name })).toBeVisible();
    await expect(coverage(page)).toHaveText(shown);
    await expect(keysTable(page).getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
    expect(page.url()).toBe(address);
    await page.goBack();
    await expect(page.getByRole("complementary")).toHaveCount(0);
    await page.goForward();
    await expect(page.getByRole("complementary", { name })).toBeVisible();
  });
});

test("with one pool chosen, every other pool can still be chosen", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  const pools = facet(page, "Pool").getByRole("option");
  // Keys may be listed before the pools are: until then an option carries an id.
  await expect(pools.filter({ hasText: "Platform" })).toHaveCount(1);
  const names = (await pools.allInnerTexts()).map((name) => name.replace(/ \(\d+\)$/, "")).sort();
  await facet(page, "Pool").selectOption({ label: (await pools.allInnerTexts())[2] });
  await expect(page.getByRole("button", { name: "Clear filters" })).toBeVisible();
  await expect(coverage(page)).toContainText("shown · all");
  await expect.poll(async () => (await pools.allInnerTexts()).map((name) => name.replace(/ \(\d+\)$/, "")).sort()).toEqual(names);
});

test("all twelve digits are visible, on a phone and on a desktop", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Huge", limit_usd: "999999999999.987654321" });
  const body = { name: "Huge", provider: "openai_compatible", base_url: "https://one.example/v1", api_key: "sk-1", limit_usd: "999999999999.987654321" };
  await callGateway(sandbox, "POST", "v1/organization/upstreams", body);
  await connect(page, sandbox);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of ["API keys", "Upstreams"]) {
      if (width === 360) await page.getByRole("button", { name: "Navigation" }).click();
      await page.getByRole("navigation").getByRole("link", { name: place }).click();
      const row = page.getByRole("table", { name: place }).getByRole("row").filter({ hasText: "Huge" });
      await expect(row).toContainText("999\u{a0}999\u{a0}999\u{a0}999.99");
      const cut = await page.locator("td.end").evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent));
      expect(cut, `${place} at ${width} px`).toEqual([]);
      const right = await row.locator("td.end").first().evaluate((cell) => cell.getBoundingClientRect().right);
      expect(right, "in sight without scrolling").toBeLessThanOrEqual(width);
    }
  }
});

test("the drawer shows a key in full and its JSON, without secrets", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "extra-fields" });
  await connect(page, sandbox);
  const drawer = await findKey(page, "Atlas CI");
  await expect(drawer).toContainText("No limit");
  await drawer.getByText("Raw JSON").click();
  const raw = drawer.getByRole("region", { name: "Raw JSON" });
  await expect(raw).toContainText('"region": "eu-central-1"');
  await expect(raw).toContainText('"session_token"');
  await expect(raw).not.toContainText("canary-");
  await axe(page);
  await drawer.getByRole("button", { name: "Close" }).click();
  await expect(drawer).toBeHidden();
  await expect(keyRow(page, "Atlas CI").getByRole("button")).toBeFocused();
});

test("the drawer links to the key's pool and to its charges", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  const drawer = await findKey(page, "Atlas CI");
  const { id, pool_id } = await readKey(sandbox, "key_00000002");
  await drawer.getByRole("link", { name: "View pending charges" }).click();
  await expect(page).toHaveURL(new RegExp(`/charges\\?key=${id}&`));
  await page.goBack();
  await drawer.getByRole("link", { name: "Platform" }).click();
  await expect(page).toHaveURL(new RegExp(`/pools\\?pool=${pool_id}&`));
});

test("the actions are at the drawer's foot, on a phone too", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Bottomless" });
  await connect(page, sandbox);
  const drawer = await openKey(page, "Bottomless");
  await takeScreenshots(page, "keys-drawer-foot");
  await page.setViewportSize({ width: 360, height: 800 });
  const acts = ["Top up", "Rotate", "Move", "Delete"].map((name) => drawer.getByRole("button", { name }));
  const boxes = await Promise.all(acts.map((act) => act.boundingBox()));
  for (const box of boxes) {
    expect(box && box.x + box.width).toBeLessThanOrEqual(360);
    expect(box?.y, "all stand in one line").toBe(boxes[0]?.y);
  }
  await expect(drawer.getByText("It has no limit, so there is nothing to raise.")).toBeVisible();
  await axe(page);
});

test("a list that cannot be read says why and is retried by hand", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 500/);
  await sandbox.fault({ fault: "server-error", on: "list" });
  await page.goto("");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText("The gateway, or a proxy in front of it, responded with HTTP 500.")).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(keysTable(page)).toBeVisible();

  // Comes from another page, so that the list is loaded again and has no rows to keep.
  await page.getByRole("link", { name: "Journal" }).click();
  await sandbox.fault({ fault: "server-error", on: "list" });
  await page.getByRole("link", { name: "API keys" }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The keys could not be read");
  await expect(alert).toContainText("responded with HTTP 500");
  await expect(page.getByText("No keys yet")).toHaveCount(0);
  await axe(page);
  await sandbox.clearFaults();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(keysTable(page)).toBeVisible();
});

test("loaded rows stay when a refresh fails", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 502/);
  await connect(page, sandbox);
  await sandbox.fault({ fault: "bad-gateway-html", on: "list" });
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("these rows were read before")).toBeVisible();
  expect(await keysTable(page).getByRole("row").count()).toBeGreaterThan(10);
  await axe(page);
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("these rows were read before")).toBeHidden();
});

test.describe("with no key at all", () => {
  test.use({ seed: 0 });

  test("an empty list says what it would show", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await expect(page.getByRole("heading", { name: "No keys yet" })).toBeVisible();
    await axe(page);
  });
});

test("on a phone the name, the state and the whole amount are visible", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "9876543210.5" });
  await page.setViewportSize({ width: 360, height: 800 });
  await connect(page, sandbox);
  const cells = keyRow(page, "Payments").getByRole("cell").filter({ visible: true });
  for (const cell of [keyRow(page, "Payments").getByRole("rowheader"), ...(await cells.all())]) {
    const box = await cell.boundingBox();
    expect(box && box.x + box.width).toBeLessThanOrEqual(360);
  }
  const amount = cells.filter({ hasText: "9 876 543 210.50" });
  expect(await amount.evaluate((cell) => cell.scrollWidth <= cell.clientWidth), "the amount is not cut").toBe(true);
  await axe(page);
});

test("an unreadable row is shown with its JSON", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "bad-row", on: "list" });
  await connect(page, sandbox);
  await expect(coverage(page)).toContainText("40 shown");
  await expect(keyRow(page, "#2")).toContainText("unreadable row");
  await keyRow(page, "#2").getByRole("button").click();
  const drawer = page.getByRole("complementary");
  await expect(drawer).toContainText("This row could not be read, so it is kept as it came.");
  await drawer.getByText("Raw JSON").click();
  await expect(drawer.getByRole("region")).toContainText('"lots"');
  await axe(page);
});

test("rows are taller on request, and stay so", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  const row = page.locator(".row").nth(3);
  const height = async () => (await row.boundingBox())?.height;
  expect(await height()).toBe(32);
  await page.getByRole("button", { name: "Language and display" }).click();
  await page.getByRole("radio", { name: "Comfortable" }).check();
  expect(await height()).toBe(40);
  // The rendered rows follow the focus: the keyboard reaches the last one, which is completely visible.
  await row.getByRole("button").press("End");
  await expect(page.locator(".row:focus-within")).toBeInViewport({ ratio: 1 });
  await axe(page);
  await takeScreenshots(page, "keys-comfortable");
  await page.reload();
  await submitKey(page, sandbox.adminKey);
  await expect.poll(height).toBe(40);
});

test("a link opens a key that is on no loaded page, and shows its changes", async ({ page, sandbox }) => {
  const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  for (let number = 0; number < 101; number += 1) await sandbox.createKey({ name: `Later ${number}`, limit_usd: "1" });
  await page.goto(`keys?key=${id}`);
  await submitKey(page, sandbox.adminKey);
  const drawer = page.getByRole("complementary", { name: "Payments" });
  await expect(drawer).toContainText("100.00 USD");
  await expect(keyRow(page, "Payments")).toHaveCount(0);
  await drawer.getByRole("button", { name: "Top up" }).click();
  await page.getByRole("textbox", { name: "Amount" }).fill("7");
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await topUpButton(page).click();
  await done(page);
  await expect(drawer).toContainText("107.00 USD");
  await page.goto("keys?key=key_never");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("complementary", { name: "key_never" })).toContainText("The gateway does not list this key");
  await axe(page);
});

test("Back closes the dialog, and a rejected press moves to the error", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await openKey(page, "Payments");
  await page.getByRole("button", { name: "Create key" }).click();
  const form = page.getByRole("dialog", { name: "Create key" });
  await form.getByRole("textbox", { name: "Name" }).fill("Robots");
  await form.getByRole("button", { name: "Review", exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await page.goBack();
  await expect(form).toContainText("Discard what you typed?");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("Robots");
  await form.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(form).toBeHidden();
  // Nothing is held back any more.
  await page.goBack();
  await expect(page.getByRole("complementary", { name: "Payments" })).toBeHidden();
});

test("a name from right to left does not change the order of the review's words", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "مرحبا", limit_usd: "100" });
  await connect(page, sandbox);
  const drawer = await openKey(page, "مرحبا");
  await drawer.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete key" }).getByRole("button", { name: "Review" }).click();
  const words = gate(page).locator(".gate-sentence");
  await expect(words).toContainText(/^Delete the API key “\u2068مرحبا\u2069” \(key_\w+\)/);
  // Where the name and the id are drawn: the id is to the right of it.
  const [name, id] = await words.evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const left = (from: string) => {
      const range = document.createRange();
      const at = text?.textContent?.indexOf(from) ?? 0;
      if (text) range.setStart(text, at);
      if (text) range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    };
    return [left("م"), left("key_")];
  });
  expect(Number(id)).toBeGreaterThan(Number(name));
});

test("on a phone the filters are behind one button", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await connect(page, sandbox);
  await expect(facet(page, "Status")).toBeHidden();
  const filters = page.getByRole("button", { name: "Filters" });
  await filters.click();
  await expect(filters).toHaveAttribute("aria-expanded", "true");
  await facet(page, "Status").selectOption({ index: 1 });
  await expect(page.getByRole("button", { name: "Filters (1)" })).toBeVisible();
  await axe(page);
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide[0]).toBeLessThanOrEqual(wide[1]);
});

test("a name of ten thousand letters takes two lines, and is there in full on demand", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Long", limit_usd: "100" });
  const name = "Long " + "and longer ".repeat(900).trim();
  await page.route("**/v1/organization/admin_api_keys?*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('"name":"Long"', JSON.stringify({ name }).slice(1, -1)) });
  });
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("keys?q=Long");
    await submitKey(page, sandbox.adminKey);
    await keysTable(page).getByRole("rowheader").first().getByRole("button").click();
    const drawer = page.getByRole("complementary");
    expect((await drawer.getByRole("heading").first().boundingBox())?.height).toBeLessThanOrEqual(60);
    const whole = drawer.locator(".clamped");
    await whole.locator("summary").click();
    expect((await whole.boundingBox())?.height, "the whole of it").toBeGreaterThan(400);
    await whole.locator("summary").click();
    await drawer.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: "Delete key" }).getByRole("button", { name: "Review" }).click();
    await expect(gate(page).getByRole("button", { name: "Delete key" })).toBeInViewport({ ratio: 1 });
    // The name is cut, and what comes after it stays in sight.
    await expect(gate(page).locator(".gate-sentence")).toContainText(/^Delete the API key “Long and longer .{60,70}…” \(key_\w+\)/);
    expect((await gate(page).locator(".gate-sentence").boundingBox())?.height).toBeLessThanOrEqual(130);
    await axe(page);
  }
});
