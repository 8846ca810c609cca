// Journeys that change channels of a one-api gateway. They are the same for the fork with UUIDs and for
// the original, but for what differs there.
import { axe, expect, test, type Dialect } from "../harness";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { VERIFIED, plantForWrites, readChannel, review, send, written } from "./one-api-write-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots, waitUntilPressable } from "./steps";

/** The journeys. */
export function channelWrites(version: Dialect): void {
  // What is planted here is not there for the journeys that only read.
  test.describe("changes of channels", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("a channel is disabled, enabled again by undo, edited and deleted as the second step", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    let drawer = await openChannel(page, "main");
    await expect(drawer.getByRole("button", { name: "Delete" })).toBeDisabled();
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await send(page, "Disable channel");
    await expect(gate(page)).toContainText(VERIFIED);
    expect((await readChannel(sandbox, "main"))?.status).toBe(2);
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Enable" }));
    await expect(gate(page)).toContainText("A person or a program disabled it");
    await send(page, "Enable channel");
    expect((await readChannel(sandbox, "main"))?.status).toBe(1);
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), async (form) => {
      // Emptied, it is stored as 0.
      await form.getByLabel("Priority").fill("");
      await form.getByLabel("Groups").fill("default\nvip");
      await form.getByLabel("Base URL").fill("");
    });
    if (!isOriginal) await expect(gate(page)).toContainText("billed at the lowest ratio among its groups");
    await send(page, "Save channel");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "main")).toMatchObject({ priority: 0, group: "default,vip", base_url: "", models: "gpt-4o" });
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await send(page, "Disable channel");
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Delete" }));
    await expect(gate(page)).toContainText("Could be created again");
    await send(page, "Delete channel", "main");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "main")).toBeUndefined();
    expect(await everythingStored(page)).not.toContain("good-key");
    await done(page);
    await page.getByRole("textbox", { name: /^Search/ }).fill("");
    drawer = await openChannel(page, "lonely");
    await review(page, drawer.getByRole("button", { name: "Disable" }));
    await expect(gate(page)).toContainText("No other enabled channel serves team-x/only-here");
    await send(page, "Disable channel", "lonely");
    expect((await readChannel(sandbox, "lonely"))?.status).toBe(2);
  });

  test("evaluation task: a new Azure channel for gpt-4o, tested, attached to vip, and enabled", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const create = async (name: string, key: string) =>
      review(page, page.getByRole("button", { name: "Create channel" }), async (form) => {
        await form.getByLabel("Name").fill(name);
        await form.getByLabel("Type").selectOption("Azure");
        await form.getByLabel("Provider key").fill(key);
        await form.getByLabel("API version").fill("2024-10-21");
        await form.getByLabel("Models").fill("gpt-4o");
        await form.getByLabel("Groups").fill("default\nvip");
        await form.getByRole("button", { name: "Review", exact: true }).click();
        await expect(form).toContainText("This type has no usual address: type one.");
        await form.getByLabel("Base URL").fill("https://azure.example");
      });
    await create("azure-one", "canary-azure-key");
    await expect(gate(page)).toContainText("disabled; test it; and enable it if the test passes.");
    await takeScreenshots(page, `one-api-${version}-create`);
    await send(page, "Create channel");
    await expect(gate(page)).toContainText("Done: the gateway reported success.");
    expect(await readChannel(sandbox, "azure-one")).toMatchObject({ status: 1, type: 3, group: "default,vip", models: "gpt-4o", config: `{"api_version":"2024-10-21"}` });
    await done(page);
    await create("azure-two", "bad-azure-key");
    await send(page, "Create channel");
    await expect(gate(page)).toContainText("Incorrect API key provided");
    expect((await readChannel(sandbox, "azure-two"))?.status).toBe(2);
    expect((await written(sandbox)).length).toBe(5);
    await done(page);
    expect(await everythingStored(page)).not.toContain("azure-key");
  });

  test("evaluation task: the key of a channel is replaced while calls go on, and none fails", async ({ page, sandbox }) => {
    const secretive = JSON.stringify({ region: "us", ak: "canary-ak" });
    await sandbox.plant("channels", [{ id: 861, uuid: uuid(861), name: "busy", type: 1, status: 1, group: "default", models: "only-busy", key: "old-key", config: secretive }]);
    await sandbox.plant("tokens", [{ id: 900, user_id: 1, key: "relaykey0000", name: "client", unlimited_quota: 1 }]);
    const call = async () => {
      const headers = { authorization: "Bearer sk-relaykey0000", "content-type": "application/json" };
      const body = JSON.stringify({ model: "only-busy", messages: [{ role: "user", content: "hi" }] });
      return (await fetch(`${sandbox.url}v1/chat/completions`, { method: "POST", headers, body })).status;
    };
    await connect(page, sandbox);
    const drawer = await openChannel(page, "busy");
    await review(page, drawer.getByRole("button", { name: "Replace key" }), (form) => form.getByLabel("New provider key").fill("new-key"));
    await axe(page);
    const statuses: number[] = [await call()];
    let goesOn = true;
    const client = (async () => {
      while (goesOn) statuses.push(await call());
    })();
    await send(page, "Replace key");
    goesOn = false;
    await client;
    statuses.push(await call());
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { data } = await callGateway<{ data: { channel: { name: string }; key: string }[] }>(sandbox, "GET", "sandbox/one-api/calls");
    const keys = data.filter((one) => one.channel.name === "busy").map((one) => one.key);
    expect(keys[0]).toBe("old-key");
    expect(keys.at(-1)).toBe("new-key");
    // Once the new key is in use, the old one never is again.
    expect(keys.lastIndexOf("old-key")).toBeLessThan(keys.indexOf("new-key"));
    expect((await readChannel(sandbox, "busy"))?.config).toBe(secretive);
    expect(await readChannel(sandbox, "rotate-")).toBeUndefined();
    const { data: left } = await callGateway<{ data: { name: string }[] }>(sandbox, "GET", "api/channel/search?keyword=rotate");
    expect(left).toEqual([]);
    await done(page);
    const stored = await everythingStored(page);
    for (const secret of ["new-key", "old-key", "canary-ak"]) expect(stored).not.toContain(secret);
    if (isOriginal) return;
    // A key that the provider refuses stops before the channel.
    await review(page, drawer.getByRole("button", { name: "Replace key" }), (form) => form.getByLabel("New provider key").fill("bad-key"));
    await send(page, "Replace key");
    await expect(gate(page)).toContainText("Incorrect API key provided");
    expect(await call()).toBe(200);
    const after = await callGateway<{ data: { name: string }[] }>(sandbox, "GET", "api/channel/search?keyword=rotate");
    expect(after.data).toEqual([]);
  });

  test("no probe of a key replacement is left behind, whatever happens to it", async ({ page, sandbox, guards }) => {
    test.skip(isOriginal, "the original has no probe");
    guards.allow(/ERR_EMPTY_RESPONSE/);
    await connect(page, sandbox);
    const drawer = await openChannel(page, "main");
    // The browser repeats its making.
    const probes = async () => (await callGateway<{ data: { name: string }[] }>(sandbox, "GET", "api/channel/search?keyword=rotate")).data;
    await review(page, drawer.getByRole("button", { name: "Replace key" }), (form) => form.getByLabel("New provider key").fill("third-key"));
    await sandbox.fault({ fault: "drop-after", on: "create-channel", times: 1 });
    await send(page, "Replace key");
    await sandbox.clearFaults();
    expect(await probes()).toEqual([]);
    await done(page);
    // Nobody waits for its test any more.
    await review(page, drawer.getByRole("button", { name: "Replace key" }), (form) => form.getByLabel("New provider key").fill("fourth-key"));
    await sandbox.fault({ fault: "latency", on: "test-channel", ms: 20_000, times: 1 });
    await waitUntilPressable(page);
    await gate(page).getByRole("button", { name: "Replace key" }).click();
    await expect.poll(async () => (await probes()).length).toBe(1);
    await expect(gate(page).getByRole("button", { name: "Stop waiting" })).toBeVisible();
    await gate(page).getByRole("button", { name: "Stop waiting" }).click();
    await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible({ timeout: 20_000 });
    expect(await probes()).toEqual([]);
    await sandbox.clearFaults();
    await done(page);
    // A tab that is closed in the middle leaves one, and the overview points it out.
    await sandbox.plant("channels", [{ id: 862, uuid: uuid(862), name: "rotate-left-behind", type: 1, status: 2, group: "default", models: "only-busy", key: "k" }]);
    await connect(page, sandbox);
    await go(page, "Overview");
    const left = page.locator("main section").filter({ has: page.getByRole("heading", { name: "Probes left of a key replacement" }) });
    await expect(left).toContainText("1 left: it holds a new key, delete it");
    await expect(left).toContainText("rotate-left-behind");
  });

  test("several are tested, the disabled ones deleted by their number, and a sweep is warned of", async ({ page, sandbox }) => {
    const batch = [
      { id: 871, name: "batch-good", status: 2, key: "good-key" },
      { id: 872, name: "batch-bad", status: 3, key: "bad-key" },
      { id: 873, name: "batch-on", status: 1, key: "good-key" },
    ];
    await sandbox.plant("channels", batch.map((row) => ({ ...row, uuid: uuid(row.id), type: 1, group: "batch", models: "gpt-4o" })));
    await sandbox.plant("options", [{ key: "AutomaticEnableChannelEnabled", value: "true" }]);
    await callGateway(sandbox, "POST", "sandbox/one-api/restart");
    await connect(page, sandbox);
    await review(page, page.getByRole("button", { name: "Test several" }), async (form) => {
      await form.getByLabel("Which channels").selectOption("all that are disabled");
      await form.getByLabel("Group").fill("batch");
      await expect(form).toContainText("2 channels: ");
    });
    await send(page, "Test channels");
    await expect(gate(page)).toContainText("Incorrect API key provided");
    await expect(gate(page)).toContainText(VERIFIED);
    expect((await readChannel(sandbox, "batch-good"))?.status).toBe(2);
    await done(page);
    await review(page, page.getByRole("button", { name: "Delete disabled" }), async (form) => {
      await form.getByLabel("Group").fill("batch");
      await form.getByLabel("Number of channels").fill("2");
    });
    await send(page, "Delete 2 channels");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "batch-good")).toBeUndefined();
    expect(await readChannel(sandbox, "batch-bad")).toBeUndefined();
    expect((await readChannel(sandbox, "batch-on"))?.status).toBe(1);
    await done(page);
    await page.getByRole("button", { name: "Sweep" }).click();
    await expect(page.getByRole("dialog").last()).toContainText("also one that was disabled by hand");
    await page.getByRole("dialog").last().getByRole("button", { name: "Cancel" }).click();
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByText("What it was, without secrets").click();
    await expect(page.getByRole("complementary")).toContainText(`"name": "batch-good"`);
    await expect(page.getByRole("complementary")).not.toContainText("good-key");
  });

  test("a copy of an enabled channel serves at once, and says so", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openChannel(page, "main");
    if (isOriginal) {
      await expect(drawer.getByRole("button", { name: "Duplicate" })).toBeDisabled();
      return;
    }
    await review(page, drawer.getByRole("button", { name: "Duplicate" }));
    await expect(gate(page)).toContainText("it serves calls at once");
    await send(page, "Duplicate channel", "main");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "main Copy")).toMatchObject({ status: 1, group: "default" });
  });

  test("tests tell how they ended, and an enabled channel was first explained", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const tested = async (name: string, says: string) => {
      await page.getByRole("textbox", { name: /^Search/ }).fill("");
      const drawer = await openChannel(page, name);
      await review(page, drawer.getByRole("button", { name: "Test" }));
      await send(page, "Test channel");
      await expect(gate(page)).toContainText(says);
      await done(page);
      return drawer;
    };
    await tested("spare", VERIFIED);
    await tested("spent", "The provider's words are about credit");
    const drawer = await tested("refused", "The test failed");
    await review(page, drawer.getByRole("button", { name: "Enable" }));
    await expect(gate(page)).toContainText("Test it first");
    await send(page, "Enable channel", "refused");
    expect((await readChannel(sandbox, "refused"))?.status).toBe(1);
    await done(page);
    await drawer.getByRole("button", { name: "Refresh balance" }).click();
    await expect.poll(async () => (await readChannel(sandbox, "refused"))?.balance).toBe(100);
  });

  test("a colleague's change is not overwritten, however often the review is asked for", async ({ page, sandbox }) => {
    const id = isOriginal ? { id: 851 } : { uuid: uuid(851) };
    await connect(page, sandbox);
    const drawer = await openChannel(page, "main");
    await drawer.getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog").last();
    await form.getByLabel("Priority").fill("21");
    await callGateway(sandbox, "PUT", "api/channel/", { ...(version === "f1" ? { id: 851 } : id), name: "main", priority: 15, weight: 7 });
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
    for (const _ of [1, 2, 3]) {
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("Somebody else changed the same field");
      await expect(gate(page)).toBeHidden();
    }
    // The original has no limit of calls to change instead.
    if (isOriginal) return;
    // What was left alone in the form is no change, although the gateway holds something else by now.
    await form.getByLabel("Priority").fill("15");
    await form.getByLabel("Calls per key").fill("9");
    await form.getByRole("button", { name: "Review", exact: true }).click();
    await expect(gate(page)).not.toContainText("Weight");
    await send(page, /^Save/);
    expect(await readChannel(sandbox, "main")).toMatchObject({ priority: 15, weight: 7, ratelimit: 9 });
  });
}
