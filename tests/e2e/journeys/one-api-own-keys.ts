// Journeys that make and change keys of one's own and redemption codes of a one-api gateway.
import { expect, test, type Dialect } from "../harness";
import { connect, go } from "./one-api-steps";
import { VERIFIED, review, send } from "./one-api-write-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots } from "./steps";

/** The journeys. */
export function keysAndCodes(version: Dialect): void {
  test.describe("own keys and codes", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test("an own key is created with its value shown once, disabled, enabled and deleted", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "My keys");
    await review(page, page.getByRole("button", { name: "Create key" }), async (form) => form.getByLabel("Name").fill("journey"));
    await send(page, "Create key");
    const value = gate(page).getByRole("group", { name: "The key's value" });
    const shown = await value.getByRole("textbox", { name: "Text to copy" }).inputValue();
    const { data } = await callGateway<{ data: { name: string; key: string; expired_time: number }[] }>(sandbox, "GET", "api/token/?p=0&size=100");
    const made = data.find((row) => row.name === "journey");
    expect(made?.expired_time).toBe(-1);
    expect(shown).toContain(made?.key);
    await page.reload();
    expect(await everythingStored(page)).not.toContain(made?.key);
    await connect(page, sandbox);
    await go(page, "My keys");
    await page.getByRole("textbox", { name: /^Search/ }).fill("journey");
    await page.getByRole("table", { name: "My keys" }).getByRole("button", { name: "journey", exact: true }).click();
    const drawer = page.getByRole("complementary", { name: "journey" });
    await expect(drawer).toContainText("never");
    for (const [button, verb] of [["Disable", "Disable key"], ["Enable", "Enable key"], ["Disable", "Disable key"]]) {
      await review(page, drawer.getByRole("button", { name: button, exact: true }));
      await send(page, verb);
      await expect(gate(page)).toContainText(VERIFIED);
      await done(page);
    }
    await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), async (form) => {
      await form.getByLabel("Remaining quota").fill("5000");
      await form.getByLabel("Models").fill("gpt-4o");
    });
    await send(page, "Save key");
    await expect(gate(page)).toContainText(VERIFIED);
    await done(page);
    const own = async (): Promise<Record<string, unknown> | undefined> => {
      const { data } = await callGateway<{ data: Record<string, unknown>[] }>(sandbox, "GET", "api/token/?p=0&size=100");
      return data.find((row) => row.name === "journey");
    };
    expect(await own()).toMatchObject({ status: 2, expired_time: -1, remain_quota: 5000, unlimited_quota: false, models: "gpt-4o" });
    // The form shows the date that the key has; without it the key never ends.
    for (const [shown, date, held] of [["", "2099-01-01T00:00", 4_070_908_800], ["2099-01-01T00:00", "", -1]] as const) {
      await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), async (form) => {
        await expect(form.getByLabel("Expires")).toHaveValue(shown);
        await form.getByLabel("Expires").fill(date);
      });
      await send(page, "Save key");
      await done(page);
      expect(await own()).toMatchObject({ status: 2, expired_time: held, remain_quota: 5000, models: "gpt-4o" });
    }
    // What travels with a change is not set back where somebody else changed it while it was reviewed.
    await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), async (form) => form.getByLabel("Name").fill("renamed"));
    const id = (await own())?.[isOriginal ? "id" : "uuid"];
    await callGateway(sandbox, "PUT", "api/token/?status_only=1", { [isOriginal ? "id" : "uuid"]: id, status: 1 });
    await send(page, "Save key");
    await expect(gate(page)).toContainText("Not sent: Status has changed since the review.");
    await done(page);
    // The form is there again with what was typed, and shows the row as it is now.
    const again = page.getByRole("dialog", { name: "Edit a key" });
    await expect(again.getByLabel("Name")).toHaveValue("renamed");
    await expect(again).toContainText("enabled");
    await again.getByRole("button", { name: "Cancel" }).click();
    expect(await own()).toMatchObject({ status: 1 });
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await send(page, "Disable key");
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Delete" }));
    await send(page, "Delete key", "journey");
    await expect(gate(page)).toContainText(VERIFIED);
  });

  test("a key that expired and one that is used up are renewed, and work again", async ({ page, sandbox }) => {
    const rows = [
      { id: 7001, user_id: 1, key: "renewed-expired-00", name: "over", status: 3, expired_time: 1_700_000_000, remain_quota: 500, unlimited_quota: 0 },
      { id: 7002, user_id: 1, key: "renewed-used-up-00", name: "empty", status: 4, expired_time: -1, remain_quota: 0, unlimited_quota: 0 },
    ];
    await sandbox.plant("tokens", rows.map((row) => ({ ...row, uuid: `0198c7a2-4b10-7c31-9a55-1f0c2d3e${row.id}` })));
    await connect(page, sandbox);
    for (const { name, label, value } of [
      { name: "over", label: "Expires", value: "2099-01-01T00:00" },
      { name: "empty", label: "Remaining quota", value: "500000" },
    ]) {
      await go(page, "My keys");
      await page.getByRole("textbox", { name: /^Search/ }).fill(name);
      await page.getByRole("table", { name: "My keys" }).getByRole("button", { name, exact: true }).click();
      const drawer = page.getByRole("complementary", { name });
      await review(page, drawer.getByRole("button", { name: "Renew" }), async (form) => form.getByLabel(label).fill(value));
      await send(page, "Renew key");
      await expect(gate(page)).toContainText(VERIFIED);
      await expect(gate(page)).not.toContainText("Not sent");
      await done(page);
      const { data } = await callGateway<{ data: { name: string; status: number }[] }>(sandbox, "GET", "api/token/?p=0&size=100");
      expect(data.find((row) => row.name === name)?.status).toBe(1);
    }
  });

  test("of codes that are refused halfway, those that were made are shown", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Redemption codes");
    await review(page, page.getByRole("button", { name: "Create codes" }), async (form) => {
      await form.getByLabel("Name").fill("halfway");
      await form.getByLabel("How many").fill("5");
      await form.getByLabel("In US dollars").fill("1");
    });
    await sandbox.fault({ fault: "refuse-halfway", on: "any", times: 1 });
    await send(page, "Create codes", "500000");
    await expect(gate(page)).toContainText("Only a part of the change shows.", { timeout: 20_000 });
    const { data } = await callGateway<{ data: { name: string; key: string }[] }>(sandbox, "GET", "api/redemption/?p=0&size=100");
    const made = data.filter((row) => row.name === "halfway");
    expect(made).toHaveLength(2);
    for (const { key } of made) await expect(gate(page)).toContainText(key);
    await takeScreenshots(page, `${version}-codes-halfway`);
  });

  test("redemption codes are made, counted, shown once and disabled", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Redemption codes");
    await review(page, page.getByRole("button", { name: "Create codes" }), async (form) => {
      await form.getByLabel("Name").fill("journey");
      await form.getByLabel("How many").fill("3");
      await form.getByLabel("In US dollars").fill("1");
    });
    await expect(gate(page)).toContainText("All of them together: 1\u{a0}500\u{a0}000 (3.00 USD)");
    await send(page, "Create codes", "500000");
    await expect(gate(page)).toContainText(VERIFIED);
    const { data } = await callGateway<{ data: { name: string; key: string; status: number }[] }>(sandbox, "GET", "api/redemption/?p=0&size=100");
    const made = data.filter((row) => row.name === "journey");
    expect(made).toHaveLength(3);
    for (const { key } of made) await expect(gate(page)).toContainText(key);
    await gate(page).getByRole("checkbox", { name: "I have stored the value, or do not need it" }).click();
    await done(page);
    const stored = await everythingStored(page);
    for (const { key } of data) expect(stored).not.toContain(key);
    await page.getByRole("textbox", { name: /^Search/ }).fill("journey");
    await page.getByRole("button", { name: "Select rows" }).click();
    await page.getByRole("button", { name: "Tick all shown" }).click();
    await review(page, page.getByRole("group").filter({ hasText: "3 ticked" }).getByRole("button", { name: "Disable" }));
    await send(page, "Disable 3 codes");
    const after = await callGateway<{ data: { name: string; status: number }[] }>(sandbox, "GET", "api/redemption/?p=0&size=100");
    expect(after.data.filter((row) => row.name === "journey").map((row) => row.status)).toEqual([2, 2, 2]);
    await takeScreenshots(page, `${version}-codes`);
    await done(page);
    // All three are still selected: one that was disabled can be deleted.
    await page.getByRole("button", { name: "Select rows" }).or(page.getByRole("button", { name: "End selecting" })).click();
    await page.getByRole("button", { name: "Select rows" }).click();
    await page.getByRole("button", { name: "Tick all shown" }).click();
    await review(page, page.getByRole("group").filter({ hasText: "3 ticked" }).getByRole("button", { name: "Delete" }));
    await send(page, "Delete 3 codes", "3");
    const left = await callGateway<{ data: { name: string }[] }>(sandbox, "GET", "api/redemption/?p=0&size=100");
    expect(left.data.filter((row) => row.name === "journey")).toHaveLength(0);
  });
}
