// The main journey through nginx and Caddy, and that neither repeats a write.
import { expect } from "../harness";
import {
  connect, createButton, done, gate, keyRow, openJournal, openKey, reviewCreate, reviewTopUp, submitKey, topUpButton,
  countWrites,
} from "../journeys/steps";
import { test } from "./app";

for (const kind of ["nginx", "caddy"] as const) {
  test.describe(kind, () => {
    test.use({ kind });

    test("connect, create, top up, and find both in the journal after a reload", async ({ page, sandbox, host }) => {
      const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
      await connect(page, sandbox);
      await reviewCreate(page, "Nightly report", "12.5");
      await createButton(page).click();
      await expect(gate(page)).toContainText("Done, and verified: this is what the gateway holds now.");
      await done(page);
      await expect(keyRow(page, "Nightly report")).toContainText("12.50");
      await reviewTopUp(page, "Payments", "25");
      await topUpButton(page).click();
      await expect(gate(page)).toContainText("The limit is 125.00 USD now.");
      await done(page);
      expect(await sandbox.limitOf(id)).toBe("125.000000000");
      expect(await countWrites(sandbox)).toEqual({ requests: 2, applied: 2 });

      await page.reload();
      await submitKey(page, sandbox.adminKey);
      const journal = await openJournal(page);
      await expect(page).toHaveURL(`${host.url}journal?gw=%2F`);
      for (const name of ["Nightly report", "Payments"]) {
        const entry = journal.getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
        await expect(entry).toContainText("applied");
      }
    });

    test("a link opens in a new tab, and stays after a reload", async ({ page, sandbox }) => {
      await sandbox.createKey({ name: "Payments", limit_usd: "100" });
      await connect(page, sandbox);
      await openKey(page, "Payments");
      const link = page.url();
      await page.goto("about:blank");
      for (const visit of [() => page.goto(link), () => page.reload()]) {
        await visit();
        await submitKey(page, sandbox.adminKey);
        await expect(page.getByRole("complementary", { name: "Payments" })).toBeVisible();
        expect(page.url()).toBe(link);
      }
    });

    test("the gateway's errors come through unchanged", async ({ page, sandbox, guards }) => {
      guards.allow(/status of 40[03]/);
      await sandbox.createKey({ name: "Payments", limit_usd: "100" });
      await connect(page, sandbox);
      await sandbox.fault({ fault: "refuse", on: "topup" });
      await reviewTopUp(page, "Payments", "25");
      await topUpButton(page).click();
      await expect(gate(page)).toContainText("The gateway refused: “The sandbox was told to refuse this.”");
    });

    test("a response lost behind the server is resolved, and nothing was sent twice", async ({ page, sandbox, guards }) => {
      guards.allow(/status of 502/);
      await sandbox.createKey({ name: "Payments", limit_usd: "100" });
      await connect(page, sandbox);
      await reviewTopUp(page, "Payments", "25");
      await sandbox.fault({ fault: "drop-after", on: "topup" });
      await topUpButton(page).click();
      await expect(gate(page)).toContainText("The response was lost, but it was applied once.");
      expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 1 });
    });

    // What makes clients retry: a connection that served a request before, a method that may be
    // repeated, an idempotency key, no body.
    for (const [method, path] of [["DELETE", "admin_api_keys/ID"], ["POST", "admin_api_keys/ID/topup"]] as const) {
      test(`a ${method} on a connection that breaks is sent once`, async ({ sandbox, host }) => {
        const id = await sandbox.createKey({ name: "Payments", limit_usd: "100" });
        const headers = { authorization: `Bearer ${sandbox.adminKey}`, "idempotency-key": "k-1" };
        const at = (rest: string) => new URL(`/v1/${rest}`, host.url);
        for (let warm = 0; warm < 3; warm += 1) expect((await fetch(at("ping"), { headers })).status).toBe(200);
        await sandbox.fault({ fault: "drop-before", on: "write" });
        const response = await fetch(at(`organization/${path.replace("ID", id)}`), { method, headers });
        expect(response.status).toBe(502);
        expect(await countWrites(sandbox)).toEqual({ requests: 1, applied: 0 });
      });
    }
  });
}
