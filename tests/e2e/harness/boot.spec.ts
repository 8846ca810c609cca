// How the page starts when all its files exist; ../tamper tests the rest.
import { expect, test } from "./index";

test("each part of the module is fetched once, and everything from this origin", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const second = page.waitForResponse("**/console-*.wasm");
  await page.goto("");
  await expect(page.getByLabel("Admin key")).toBeVisible();
  await second;
  const modules = requests.filter((path) => path.endsWith(".wasm"));
  expect(modules.map((path) => path.replace(/-[0-9a-f]{16}/, "")).sort()).toEqual(["/console.wasm", "/headgate_bg.wasm"]);
  await expect(page.locator(".boot-failure")).toHaveCount(0);
});

test("theme and language are set before the app runs", async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem("headgate.theme", "dark");
    localStorage.setItem("headgate.language", "zh");
  });
  await page.goto("", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
});

test("a stored word that is not a theme is ignored", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("headgate.theme", "\"><script>"));
  await page.goto("");
  await expect(page.getByRole("radio", { name: "System" })).toBeChecked();
  expect(await page.locator("html").getAttribute("data-theme") ?? "system").toBe("system");
});
