// Steps of the journeys that change a one-api gateway, and what they begin with.
import { expect, type Locator, type Page, type Sandbox } from "../harness";
import { go, uuid } from "./one-api-steps";
import { callGateway, gate, waitUntilPressable } from "./steps";

/** What the result says of an applied change. */
export const VERIFIED = "Done, and verified: this is what the gateway holds now.";
/** The ratios that the journeys begin with. */
export const RATIOS = `{"default":1, "svip":0.30,"vip":0.5}`;
/** A value that must be kept nowhere. */
export const SECRET = "canary-mail-token-0123456789";

/** Channels that the journeys change. Ids are far above those of the sample. */
export const CHANNELS = [
  { id: 851, name: "main", type: 1, status: 1, group: "default", models: "gpt-4o", priority: 10, key: "good-key" },
  { id: 852, name: "spare", type: 1, status: 1, group: "default", models: "gpt-4o", key: "good-key" },
  { id: 853, name: "lonely", type: 1, status: 1, group: "team-x", models: "only-here", key: "good-key" },
  { id: 854, name: "refused", type: 1, status: 3, group: "default", models: "gpt-4o", key: "bad-key", test_time: 1_795_000_000, response_time: 0 },
  { id: 855, name: "spent", type: 1, status: 2, group: "default", models: "gpt-4o", key: "credit-key" },
];

/** What an option holds now. */
export async function readOption(sandbox: Sandbox, key: string): Promise<string | undefined> {
  const { data } = await callGateway<{ data: { key: string; value: string }[] }>(sandbox, "GET", "api/option/");
  return data.find((row) => row.key === key)?.value;
}

/** A channel as the gateway sends it; `undefined` once it is gone. */
export async function readChannel(sandbox: Sandbox, name: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await callGateway<{ data: Record<string, unknown>[] }>(sandbox, "GET", `api/channel/search?keyword=${name}`);
  return data.find((row) => row.name === name);
}

/** The writes that the gateway received: method, path and body. */
export async function written(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.ledger()).map((entry) => `${entry.method} ${entry.path}`);
}

/** Opens the drawer of a row of a list. */
export async function openRow(page: Page, list: string, name: string): Promise<Locator> {
  await go(page, list);
  await page.getByRole("textbox", { name: /^Search/ }).fill(name);
  await page.getByRole("table", { name: list }).getByRole("button", { name, exact: true }).click();
  return page.getByRole("complementary", { name });
}

/** Opens the editor of an option that is a document of ratios. */
export async function openEditor(page: Page, option: string): Promise<Locator> {
  const drawer = await openRow(page, "Options", option);
  await drawer.getByRole("button", { name: "Edit ratios" }).click();
  const editor = page.getByRole("dialog", { name: "Edit ratios" });
  // The row and what its findings need are read when the form opens.
  await expect(editor.getByText("Loading", { exact: true })).toHaveCount(0);
  return editor;
}

/** Presses an action's button in a drawer, and "Review" in its form. */
export async function review(page: Page, button: Locator, fill?: (form: Locator) => Promise<void>): Promise<void> {
  await button.click();
  const form = page.getByRole("dialog").last();
  await fill?.(form);
  const next = form.getByRole("button", { name: "Review", exact: true });
  // An action that asks for nothing has no form, and begins with the review.
  await expect(next.or(gate(page)).first()).toBeVisible();
  if (await next.isVisible()) await next.click();
  await expect(gate(page)).toBeVisible();
}

/** Presses the review's button and waits for the result. */
export async function send(page: Page, verb: string | RegExp, typed?: string): Promise<void> {
  if (typed !== undefined) await gate(page).getByRole("textbox", { name: /^Type / }).fill(typed);
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: verb }).click();
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible({ timeout: 20_000 });
}

/** Plants what the journeys change, and empties the ledger. */
export async function plantForWrites(sandbox: Sandbox): Promise<void> {
  await sandbox.plant("channels", CHANNELS.map((row) => ({ ...row, uuid: uuid(row.id) })));
  await sandbox.plant("options", [{ key: "GroupRatio", value: RATIOS }]);
  await callGateway(sandbox, "POST", "sandbox/one-api/restart");
  await callGateway(sandbox, "DELETE", "sandbox/ledger");
}
