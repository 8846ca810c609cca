// Journeys that change channels, groups and options of a one-api gateway. They are the same for the
// fork with UUIDs and for the original, but for what differs there.
import { axe, expect, test, type Dialect, type Locator, type Page, type Sandbox } from "../harness";
import { connect, go, openChannel, uuid } from "./one-api-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots, waitUntilPressable } from "./steps";

const VERIFIED = "Done, and verified: this is what the gateway holds now.";
const RATIOS = `{"default":1, "svip":0.30,"vip":0.5}`;
const SECRET = "canary-mail-token-0123456789";

const CHANNELS = [
  { id: 851, name: "main", type: 1, status: 1, group: "default", models: "gpt-4o", priority: 10, key: "good-key" },
  { id: 852, name: "spare", type: 1, status: 1, group: "default", models: "gpt-4o", key: "good-key" },
  { id: 853, name: "lonely", type: 1, status: 1, group: "team-x", models: "only-here", key: "good-key" },
  { id: 854, name: "refused", type: 1, status: 3, group: "default", models: "gpt-4o", key: "bad-key", test_time: 1_795_000_000, response_time: 0 },
  { id: 855, name: "spent", type: 1, status: 2, group: "default", models: "gpt-4o", key: "credit-key" },
];

/** What an option holds now. */
async function readOption(sandbox: Sandbox, key: string): Promise<string | undefined> {
  const { data } = await callGateway<{ data: { key: string; value: string }[] }>(sandbox, "GET", "api/option/");
  return data.find((row) => row.key === key)?.value;
}

/** A channel as the gateway sends it; `undefined` once it is gone. */
async function readChannel(sandbox: Sandbox, name: string): Promise<Record<string, unknown> | undefined> {
  const { data } = await callGateway<{ data: Record<string, unknown>[] }>(sandbox, "GET", `api/channel/search?keyword=${name}`);
  return data.find((row) => row.name === name);
}

/** The writes that the gateway received: method, path and body. */
async function written(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.ledger()).map((entry) => `${entry.method} ${entry.path}`);
}

/** Opens the drawer of a row of a list. */
async function openRow(page: Page, list: string, name: string): Promise<Locator> {
  await go(page, list);
  await page.getByRole("textbox", { name: /^Search/ }).fill(name);
  await page.getByRole("table", { name: list }).getByRole("button", { name, exact: true }).click();
  return page.getByRole("complementary", { name });
}

/** Presses an action's button in a drawer, and "Review" in its form. */
async function review(page: Page, button: Locator, fill?: (form: Locator) => Promise<void>): Promise<void> {
  await button.click();
  const form = page.getByRole("dialog").last();
  await fill?.(form);
  const next = form.getByRole("button", { name: "Review", exact: true });
  if (await next.isVisible()) await next.click();
  await expect(gate(page)).toBeVisible();
}

/** Presses the review's button and waits for the result. */
async function send(page: Page, verb: string | RegExp, typed?: string): Promise<void> {
  if (typed !== undefined) await gate(page).getByRole("textbox").fill(typed);
  await waitUntilPressable(page);
  await gate(page).getByRole("button", { name: verb }).click();
  await expect(gate(page).getByRole("button", { name: "Done", exact: true })).toBeVisible({ timeout: 20_000 });
}

/** The journeys. */
export function writes(version: Dialect): void {
  // What is planted here is not there for the journeys that only read.
  test.describe("changes", () => journeys(version));
}

function journeys(version: Dialect): void {
  const isOriginal = version === "u";

  test.beforeEach(async ({ sandbox }) => {
    await sandbox.plant("channels", CHANNELS.map((row) => ({ ...row, uuid: uuid(row.id) })));
    await sandbox.plant("options", [{ key: "GroupRatio", value: RATIOS }]);
    await callGateway(sandbox, "POST", "sandbox/one-api/restart");
    await callGateway(sandbox, "DELETE", "sandbox/ledger");
  });

  test("vip from 0.5 to 0.4, before and after shown, and back again", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), async (form) => {
      await form.getByLabel("Ratio", { exact: true }).fill("0,4");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("Type a plain number such as 0.5, with a point.");
      await form.getByLabel("Ratio", { exact: true }).fill("0.4");
    });
    await expect(gate(page)).toContainText("Set the ratio of vip from 0.5 to 0.4.");
    await expect(gate(page)).toContainText("the earlier text is sent back at once");
    await axe(page);
    await takeScreenshots(page, `one-api-${version}-ratio`);
    await send(page, "Set ratio to 0.4");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "0.4"));
    expect(await written(sandbox)).toEqual(["PUT /api/option/"]);
    await done(page);
    await expect(drawer).toContainText("0.4");
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
    await expect(gate(page)).toContainText("Set the ratio of vip from 0.4 to 0.5.");
    await send(page, "Set ratio to 0.5");
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("a slip of the point is typed, and a lost response was an applied save", async ({ page, sandbox, guards }) => {
    guards.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load/);
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), (form) => form.getByLabel("Ratio", { exact: true }).fill("5"));
    await expect(gate(page)).toContainText("The ratio becomes at least ten times as large.");
    await sandbox.fault({ fault: "drop-after", on: "set-option" });
    await send(page, "Set ratio to 5", "vip");
    await expect(gate(page)).toContainText("It is so now");
    await expect(gate(page)).not.toContainText("The earlier state was sent back.");
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "5"));
  });

  test("a colleague who saved between review and press is not overwritten", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openRow(page, "Groups", "vip");
    await review(page, drawer.getByRole("button", { name: "Set ratio" }), (form) => form.getByLabel("Ratio", { exact: true }).fill("0.4"));
    const theirs = `{"default":1,"vip":0.5,"new":2}`;
    await callGateway(sandbox, "PUT", "api/option/", { key: "GroupRatio", value: theirs });
    await send(page, "Set ratio to 0.4");
    await expect(gate(page)).not.toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(theirs);
    await done(page);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await go(page, "Channels");
    const channel = await openChannel(page, "main");
    await review(page, channel.getByRole("button", { name: "Edit" }), (form) => form.getByLabel("Priority").fill("21"));
    const identity = isOriginal ? { id: 851 } : { uuid: uuid(851) };
    await callGateway(sandbox, "PUT", "api/channel/", { ...identity, name: "main", priority: 33 });
    await send(page, "Save channel");
    await expect(gate(page)).toContainText("has changed since the review");
    expect((await readChannel(sandbox, "main"))?.priority).toBe(33);
  });

  test("a group is added, and removed in the knowledge of who uses it", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await go(page, "Groups");
    await review(page, page.getByRole("button", { name: "Add group" }), async (form) => {
      await form.getByLabel("Name").fill("VIP");
      await form.getByLabel("Ratio", { exact: true }).fill("0.8");
      await expect(form).toContainText("vip exists already and looks alike.");
      await form.getByLabel("Name").fill("team-x");
      await expect(form).toContainText("1 channel lists this name already.");
    });
    await send(page, "Add group");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(`{"default":1, "svip":0.30,"vip":0.5,"team-x":0.8}`);
    await done(page);
    const drawer = await openRow(page, "Groups", "team-x");
    await review(page, drawer.getByRole("button", { name: "Remove" }));
    await expect(gate(page)).toContainText("1 channel still lists it.");
    await send(page, "Remove group", "team-x");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("a broken table is said to be broken, and a whole text mends it", async ({ page, sandbox }) => {
    await sandbox.plant("options", [{ key: "GroupRatio", value: `{"default":1` }]);
    await callGateway(sandbox, "POST", "sandbox/one-api/restart");
    await connect(page, sandbox);
    const drawer = await openRow(page, "Options", "GroupRatio");
    await review(page, drawer.getByRole("button", { name: "Save whole text" }), async (form) => {
      await form.getByLabel("Text").fill(`{"default":1,"vip":null}`);
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("This must be a JSON object of names and numbers.");
      await form.getByLabel("Text").fill(RATIOS);
    });
    await expect(gate(page)).toContainText("is broken or has a faulty entry");
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS);
  });

  test("an option of each type", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    let drawer = await openRow(page, "Options", "RegisterEnabled");
    await review(page, drawer.getByRole("button", { name: "Switch" }), (form) => form.getByRole("radio", { name: "off" }).check());
    await send(page, "Set to off");
    expect(await readOption(sandbox, "RegisterEnabled")).toBe("false");
    await done(page);
    drawer = await openRow(page, "Options", "ChannelDisableThreshold");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("Value").fill("2.5"));
    await send(page, "Set to 2.5");
    expect(await readOption(sandbox, "ChannelDisableThreshold")).toBe("2.5");
    await done(page);
    drawer = await openRow(page, "Options", "Notice");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("Value").fill("Down on Sunday\n<b>at noon</b>"));
    await expect(gate(page)).toContainText("The gateway's own pages show it as HTML");
    await send(page, "Set text");
    expect(await readOption(sandbox, "Notice")).toBe("Down on Sunday\n<b>at noon</b>");
    await done(page);
    drawer = await openRow(page, "Options", "SMTPToken");
    await review(page, drawer.getByRole("button", { name: "Set", exact: true }), (form) => form.getByLabel("New value").fill(SECRET));
    await send(page, "Set secret");
    await done(page);
    await review(page, drawer.getByRole("button", { name: "Clear", exact: true }));
    await send(page, "Clear secret", "SMTPToken");
    await done(page);
    expect(await written(sandbox)).toEqual(Array(5).fill("PUT /api/option/"));
    expect(await everythingStored(page)).not.toContain(SECRET);
    expect(await page.content()).not.toContain(SECRET);
  });

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
    await review(page, drawer.getByRole("button", { name: "Edit" }), async (form) => {
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

  test("a new Azure channel for gpt-4o, tested, attached to vip, and enabled", async ({ page, sandbox }) => {
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

  test("the key of a channel is replaced while calls go on, and none fails", async ({ page, sandbox }) => {
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
}
