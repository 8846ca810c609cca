// Connecting with an address and a key, and a clear message for every failure.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP, axe, expect, Sandbox, test, type Page } from "../harness";
import { connect, submitKey } from "./steps";

/** Chooses to type an address, and types it. */
async function chooseAddress(page: Page, address: string): Promise<void> {
  await page.getByLabel("Gateway", { exact: true }).selectOption("Another address");
  await page.getByLabel("Address", { exact: true }).fill(address);
}

test("an organization-wide key opens the list of keys", async ({ page, sandbox }) => {
  await page.goto("");
  await axe(page);
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("API keys · Headgate");
  await axe(page);
  await page.getByRole("button", { name: "Organization-wide key" }).click();
  const found = page.getByRole("dialog", { name: "This connection" });
  for (const words of [sandbox.url.slice(0, -1), "OneKeyLLM", "reachable"]) await expect(found).toContainText(words);
  await axe(page);
});

test("a key limited to one pool opens its pool; the other lists say why they are unavailable", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 403 .*\/v1\/organization\/(admin_api_keys|pools)\b/);
  await page.goto("");
  await submitKey(page, sandbox.poolKey);
  await expect(page.getByRole("heading", { name: "My pool" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Key limited to one pool" })).toBeVisible();
  await axe(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  for (const [name, path] of [["API keys", "keys"], ["Pools", "pools"], ["Upstreams", "upstreams"]]) {
    await expect(page.getByRole("navigation").getByRole("link", { name, exact: true })).toHaveCount(0);
    await page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(page.getByText("Your key is limited to one pool. The gateway allows this for organization-wide keys only.")).toBeVisible();
  }
  await axe(page);
  expect(requests.filter((path) => path.startsWith("/v1/") && path !== "/v1/organization/pools/default")).toEqual([]);
});

test("the key is sent only after the address has responded without it", async ({ page, sandbox }) => {
  const requests: { path: string; key: boolean }[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/(v1|api)\//.test(pathname)) requests.push({ path: pathname, key: "authorization" in request.headers() });
  });
  await connect(page, sandbox);
  const first = requests.findIndex((request) => request.key);
  expect(requests.slice(0, first).map((request) => request.path).sort()).toEqual(["/api/status", "/v1/ping"]);
  expect(requests.slice(first).every((request) => request.key)).toBe(true);
});

test("a key that the gateway does not know", async ({ page, guards }) => {
  guards.allow(/status of 401 /);
  await page.goto("");
  await submitKey(page, "sk-nobody-knows-this");
  await expect(page.getByText("The gateway does not accept this key.")).toBeVisible();
  await expect(page.getByText("Check that it is an admin key or access token of this gateway, copied whole.")).toBeVisible();
  await expect(page.getByLabel("Admin key")).toHaveValue("sk-nobody-knows-this");
  await axe(page);
});

test("an address of unknown kind gets the key only after a separate confirmation", async ({ page, sandbox, guards }) => {
  guards.allow(/status of 401 .*\/v1\/ping/);
  const keys: string[] = [];
  page.on("request", (request) => {
    if ("authorization" in request.headers()) keys.push(new URL(request.url()).pathname);
  });
  await sandbox.fault({ fault: "unauthorized", on: "ping" });
  await page.goto("");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText("The address does not say what it is without a key: “")).toBeVisible();
  expect(keys).toEqual([]);
  await axe(page);
  await page.getByRole("button", { name: "Send the key to this address anyway" }).click();
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
});

test("a slow gateway can be cancelled, and the elapsed time is shown", async ({ page, sandbox }) => {
  await sandbox.fault({ fault: "latency", on: "list-keys", ms: 60_000 });
  await page.goto("");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText(/^Trying the key · [3-9] s$/)).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText(/^Trying the key/)).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
});

test("a gateway that is down", async ({ page, sandbox, guards }) => {
  // The second request may be on the dropped connection too.
  guards.allow(/ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/);
  await page.goto("");
  await sandbox.fault({ fault: "drop-before", on: "ping" });
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText("The gateway could not be reached.")).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
});

test("an address that this page's own policy blocks", async ({ page, sandbox, guards }) => {
  guards.allow(/127\.0\.0\.1:9\//);
  await page.goto("");
  await chooseAddress(page, "http://127.0.0.1:9/");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText("The content policy of this page does not allow that address. Nothing was sent.")).toBeVisible();
  await expect(page.getByText("add the address to connect-src")).toBeVisible();
  await axe(page);
});

test("a site that is not a gateway gets no key", async ({ page, sandbox }) => {
  const keys: string[] = [];
  page.on("request", (request) => keys.push(...Object.keys(request.headers()).filter((name) => name === "authorization")));
  await page.goto("");
  await chooseAddress(page, "/nowhere/");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByText("Something responded there, but it is no gateway this console knows.")).toBeVisible();
  expect(keys).toEqual([]);
  await axe(page);
});

test("errors are shown beside their fields", async ({ page }) => {
  await page.goto("");
  await chooseAddress(page, "somewhere");
  await submitKey(page, "two words");
  const address = page.getByLabel("Address", { exact: true });
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(address).toHaveAccessibleDescription(/^Begin with \/ for a path on this server/);
  await expect(page.getByLabel("Admin key")).toHaveAccessibleDescription(/^A key has no spaces or special letters/);
  await page.getByLabel("Admin key").fill("");
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByLabel("Admin key")).toHaveAccessibleDescription(/^Paste the admin key or the access token\./);
  await address.fill("http://gateway.example");
  await expect(page.getByText("This address uses plain HTTP")).toBeVisible();
  await axe(page);
});

test("a remembered gateway is offered again, its key is not", async ({ page, sandbox }) => {
  await connect(page, sandbox);
  await page.reload();
  await expect(page.getByLabel("Admin key")).toHaveValue("");
  await page.getByRole("button", { name: "Forget this gateway" }).click();
  await expect(page.getByRole("button", { name: "Forget this gateway" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Gateway", { exact: true }).getByRole("option")).toHaveText(["This site", "Another address"]);
});

test("a link to another gateway never shows this one's rows", async ({ page, sandbox }) => {
  await page.goto("keys?gw=%2Fg%2Fother%2F");
  const gateway = page.getByLabel("Gateway", { exact: true });
  await expect(gateway).toHaveValue("/g/other/");
  await gateway.selectOption("This site");
  await submitKey(page, sandbox.adminKey);
  await expect(page.getByRole("heading", { name: "This link names another gateway" })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  await axe(page);
  await page.getByRole("button", { name: "Stay with this gateway" }).click();
  await expect(page.getByRole("table", { name: "API keys" })).toBeVisible();
});

test("headgate.json offers gateways by name", async ({ page, guards }) => {
  guards.allow(/another origin|another-origin/);
  const folder = mkdtempSync(join(tmpdir(), "headgate-offers-"));
  cpSync(APP, folder, { recursive: true });
  const gateways = [{ name: "Main street", base: "/", environment: "production" }];
  writeFileSync(join(folder, "headgate.json"), JSON.stringify({ gateways }));
  const own = await Sandbox.start(folder);
  try {
    await page.goto(own.url);
    await expect(page.getByLabel("Gateway", { exact: true }).getByRole("option")).toHaveText(["Main street", "Another address"]);
    await submitKey(page, own.adminKey);
    await expect(page.getByRole("banner")).toContainText("production");
    await expect(page.getByRole("banner")).toContainText("Main street");

    writeFileSync(join(folder, "headgate.json"), "{");
    await page.reload();
    await expect(page.getByText("headgate.json beside this app could not be read")).toBeVisible();
  } finally {
    await own.stop();
    rmSync(folder, { recursive: true });
  }
});
