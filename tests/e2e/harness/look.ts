// Judging a screen: by axe's rules, and by pictures for a person.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { join } from "node:path";
import type { Guards } from "./guards";

const PICTURES = join(__dirname, "../../../target/screenshots");

/** WCAG 2.2 at level AA, and what it builds on. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Expects no violation of WCAG 2.2 AA on the page as it is now. */
export async function axe(page: Page): Promise<void> {
  // In one page: the usual mode opens another, which the guards would count.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  expect(told, "accessibility violations").toEqual([]);
}

/**
 * Takes four pictures of the page as it is now: NAME-light, -dark, -narrow (360 px) and -zh, and
 * leaves it as it was: light and English. The narrow page must not scroll sideways. `setLanguage` changes the language without a reload,
 * which would lose the session.
 */
export async function shoot(
  page: Page,
  name: string,
  setLanguage: (language: "en" | "zh") => Promise<void>,
): Promise<void> {
  const picture = (kind: string) =>
    page.screenshot({ path: join(PICTURES, `${name}-${kind}.png`), animations: "disabled" });
  const wide = page.viewportSize() ?? { width: 1440, height: 900 };

  await page.emulateMedia({ colorScheme: "light" });
  await picture("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 360, height: 800 });
  await picture("narrow");
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needed, `${name}: the width that 360 px must hold`).toBeLessThanOrEqual(given);
  await page.setViewportSize(wide);
  await setLanguage("zh");
  await picture("zh");
  await setLanguage("en");
}

/** Takes one picture of the page as it is now. */
export async function still(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
}

/** The style sheet `body {}`, which the driver puts into Firefox's page before a picture. */
const DRIVERS_OWN = /style-src-elem forbids inline at .*eval:|sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT\+SmwNZWA=/;

/** Takes one picture of the page as it is now, in Firefox. */
export async function picture(page: Page, guards: Guards, name: string): Promise<void> {
  guards.allow(DRIVERS_OWN);
  await page.screenshot({ path: join(PICTURES, `firefox-${name}.png`) });
}
