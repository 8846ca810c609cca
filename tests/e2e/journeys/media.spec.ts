// The system's settings for forced colours and reduced motion. Screenshots are in
// target/screenshots/forced-*.png, for a person to look at.
import { expect, screenshot, test, type Page } from "../harness";
import { connect, gate, openKey, reviewTopUp } from "./steps";

/** Addresses of the screens of a connected operator, with their headings. */
const SCREENS = [
  ["Overview", "overview"],
  ["API keys", "keys"],
  ["Pools", "pools"],
  ["Pending charges", "charges"],
  ["Upstreams", "upstreams"],
  ["Check a key", "check-key"],
  ["Journal", "journal"],
] as const;

/** Opens a screen by its link in the navigation. */
async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("under forced colours no information is lost", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await page.emulateMedia({ forcedColors: "active" });
  await connect(page, sandbox);
  for (const [name, file] of SCREENS) {
    await go(page, name);
    await page.waitForLoadState("networkidle");
    await screenshot(page, `forced-${file}`);
  }
  await go(page, "API keys");
  // Focus is an outline, which forced colours keep; a shadow would disappear.
  const focused = page.getByRole("button", { name: "Create key" });
  await focused.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const outline = await focused.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { style: outlineStyle, width: Number.parseFloat(outlineWidth) };
  });
  expect(outline.style).not.toBe("none");
  expect(outline.width).toBeGreaterThanOrEqual(2);
  // Only its border shows a control whose background is the page's own.
  const edges = await page.getByRole("button").evaluateAll((buttons) =>
    buttons
      .filter((button) => button.classList.contains("button") && button.checkVisibility())
      .map((button) => getComputedStyle(button))
      .filter((style) => style.borderTopStyle === "none" || Number.parseFloat(style.borderTopWidth) === 0).length,
  );
  expect(edges, "buttons without an edge").toBe(0);
  // A budget's bar shows its used part, so the fill must differ from the track.
  const bars = await page.locator(".meter").evaluateAll((meters) =>
    meters.map((meter) => {
      const fill = meter.firstElementChild;
      return fill ? [getComputedStyle(meter).backgroundColor, getComputedStyle(fill).backgroundColor] : [];
    }),
  );
  for (const [track, fill] of bars) expect(fill).not.toBe(track);
  await openKey(page, "Payments");
  await screenshot(page, "forced-drawer");
});

test("under forced colours the gate can be read", async ({ page, sandbox }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "100");
  await expect(gate(page).getByText("Type the amount again").first()).toBeVisible();
  await screenshot(page, "forced-gate");
});

/** The longest transition or animation of any element in milliseconds, except the spinner's. */
async function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    const millis = (list: string) =>
      Math.max(...list.split(",").map((one) => Number.parseFloat(one) * (one.trim().endsWith("ms") ? 1 : 1000)));
    const turning = (element: Element) => element.classList.contains("spinner");
    const of = (element: Element) => {
      const style = getComputedStyle(element);
      return Math.max(millis(style.transitionDuration), millis(style.animationDuration));
    };
    return Math.max(...[...document.querySelectorAll("*")].filter((element) => !turning(element)).map(of));
  });
}

test("nothing moves with reduced motion", async ({ page, sandbox }) => {
  await sandbox.createKey({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  for (const [name] of SCREENS) {
    await go(page, name);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await longestMotion(page), `${name}, reduced`).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await longestMotion(page), `${name}: motion is short`).toBeLessThanOrEqual(120);
  }
  await go(page, "API keys");
  await reviewTopUp(page, "Payments", "5");
  const moving = await longestMotion(page);
  expect(moving, "the gate moves at all").toBeGreaterThan(0);
  expect(moving, "the gate: motion is short").toBeLessThanOrEqual(120);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await longestMotion(page), "the gate, reduced").toBe(0);
});
