// A one-api gateway behind nginx and Caddy: its paths, and the session cookie of its own pages, which
// must not travel with the console's requests.
import { expect } from "../harness";
import { connect, openChannel, table, uuid } from "../journeys/one-api-steps";
import { test } from "./app";

test.use({ dialect: "f2" });

for (const kind of ["nginx", "caddy"] as const) {
  test.describe(kind, () => {
    test.use({ kind });

    test("channels are read beside the gateway's own session", async ({ page, context, sandbox, host }) => {
      await sandbox.plant("channels", [{ id: 700, uuid: uuid(700), name: "proxied", type: 3, status: 1, group: "default", models: "gpt-4o" }]);
      await context.addCookies([{ name: "session", value: "canary-session", url: host.url }]);
      const cookies: (string | undefined)[] = [];
      page.on("request", async (request) => {
        if (new URL(request.url()).pathname.startsWith("/api/")) cookies.push((await request.allHeaders()).cookie);
      });
      await connect(page, sandbox);
      await expect(table(page)).toBeVisible();
      await expect(await openChannel(page, "proxied")).toContainText("Azure");
      expect(cookies.length).toBeGreaterThan(3);
      expect(cookies.filter((cookie) => cookie !== undefined)).toEqual([]);
    });
  });
}
