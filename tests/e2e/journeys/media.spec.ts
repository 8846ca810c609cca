// What the system asks of a page: forced colours and reduced motion. Pictures go to
// target/screenshots/forced-*.png, for a person to look at.
import { expect, still, test, type Page } from "../harness";
import { connect, gate, openKey, reviewTopUp } from "./steps";

/** Addresses of the screens that a connected operator can open, and their headings. */
const SCREENS = [
  ["Overview", "overview"],
  ["API keys", "keys"],
  ["Pools", "pools"],
  ["Pending charges", "charges"],
  ["Upstreams", "upstreams"],
  ["Check a key", "check-key"],
  ["Journal", "journal"],
] as const;

/** Goes to a screen by its place in the navigation. */
async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("under forced colours nothing that says something is lost", async ({ page, sandbox }) => {
  await sandbox.given({ name: "Payments", limit_usd: "100" });
  await page.emulateMedia({ forcedColors: "active" });
  await connect(page, sandbox);
  for (const [name, file] of SCREENS) {
    await go(page, name);
    await page.waitForLoadState("networkidle");
    await still(page, `forced-${file}`);
  }
  await go(page, "API keys");
  // Focus is drawn by an outline, which forced colours keep; a shadow would be gone.
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
  // A control is known by its border where its ground is the page's own.
  const edges = await page.getByRole("button").evaluateAll((buttons) =>
    buttons
      .filter((button) => button.classList.contains("button") && button.checkVisibility())
      .map((button) => getComputedStyle(button))
      .filter((style) => style.borderTopStyle === "none" || Number.parseFloat(style.borderTopWidth) === 0).length,
  );
  expect(edges, "buttons without an edge").toBe(0);
  // How much of a budget is used stands in its bar: the fill must differ from the track.
  const bars = await page.locator(".meter").evaluateAll((meters) =>
    meters.map((meter) => {
      const fill = meter.firstElementChild;
      return fill ? [getComputedStyle(meter).backgroundColor, getComputedStyle(fill).backgroundColor] : [];
    }),
  );
  for (const [track, fill] of bars) expect(fill).not.toBe(track);
  await openKey(page, "Payments");
  await still(page, "forced-drawer");
});

test("under forced colours the gate can be read", async ({ page, sandbox }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  await reviewTopUp(page, "Payments", "100");
  await expect(gate(page).getByText("Type the amount again").first()).toBeVisible();
  await still(page, "forced-gate");
});

/** Milliseconds of the longest transition and animation of any element, the spinner's turning aside. */
async function longest(page: Page): Promise<number> {
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

test("nothing moves for those who ask for it", async ({ page, sandbox }) => {
  await sandbox.given({ name: "Payments", limit_usd: "100" });
  await connect(page, sandbox);
  for (const [name] of SCREENS) {
    await go(page, name);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await longest(page), `${name}, reduced`).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await longest(page), `${name}: motion is short`).toBeLessThanOrEqual(120);
  }
  await go(page, "API keys");
  await reviewTopUp(page, "Payments", "5");
  const moving = await longest(page);
  expect(moving, "the gate moves at all").toBeGreaterThan(0);
  expect(moving, "the gate: motion is short").toBeLessThanOrEqual(120);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await longest(page), "the gate, reduced").toBe(0);
});
