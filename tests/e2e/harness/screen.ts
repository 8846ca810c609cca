// Checks of a screen: by axe's rules, and by screenshots for a person.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { join } from "node:path";
import type { Guards } from "./guards";

const PICTURES = join(__dirname, "../../../target/screenshots");

/** WCAG 2.2 at level AA, and the versions that it includes. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Expects no violation of WCAG 2.2 AA on the present page. */
export async function axe(page: Page): Promise<void> {
  // Legacy mode works in this page; the default mode opens another, which the guards would report.
  // What passes is not described: that is half of the work on a long list.
  const only = { runOnly: { type: "tag" as const, values: RULES }, resultTypes: ["violations" as const] };
  const { violations } = await new AxeBuilder({ page }).options(only).setLegacyMode().analyze();
  const messages = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  expect(messages, "accessibility violations").toEqual([]);
}

/**
 * Takes four screenshots of the present page: NAME-light, -dark, -narrow (360 px) and -zh.
 * Afterwards the page is light and English again. The narrow page must not scroll sideways.
 * `setLanguage` changes the language without a reload, which would lose the session.
 */
export async function screenshots(
  page: Page,
  name: string,
  setLanguage: (language: "en" | "zh") => Promise<void>,
): Promise<void> {
  const capture = (kind: string) =>
    page.screenshot({ path: join(PICTURES, `${name}-${kind}.png`), animations: "disabled" });
  const wide = page.viewportSize() ?? { width: 1440, height: 900 };

  await page.emulateMedia({ colorScheme: "light" });
  await capture("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await capture("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 800 });
  await capture("narrow");
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needed, `${name}: the width that 360 px must hold`).toBeLessThanOrEqual(given);
  await page.setViewportSize(wide);
  await setLanguage("zh");
  await capture("zh");
  await setLanguage("en");
}

/** Takes one screenshot of the present page. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
}

/** The style sheet `body {}`, which the driver adds to Firefox's page before a screenshot. */
const DRIVERS_OWN = /style-src-elem forbids inline at .*eval:|sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT\+SmwNZWA=/;

/** Takes one screenshot of the present page in Firefox. */
export async function firefoxScreenshot(page: Page, guards: Guards, name: string): Promise<void> {
  guards.allow(DRIVERS_OWN);
  await page.screenshot({ path: join(PICTURES, `firefox-${name}.png`) });
}
