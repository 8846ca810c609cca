// Journeys that set up channels of a one-api gateway: keys of several parts, configurations, values edited
// from the list, balances, and the repair of a broken table.
import { axe, expect, test, type Dialect, type Sandbox } from "../harness";
import { code, expectText } from "./code-steps";
import { connect, go, openChannel, table, uuid } from "./one-api-steps";
import { RATIOS, VERIFIED, openRow, plantForWrites, readChannel, readOption, review, send } from "./one-api-write-steps";
import { callGateway, done, everythingStored, gate, takeScreenshots } from "./steps";

/** The journeys. */
export function setup(version: Dialect): void {
  // What is planted here is not there for the journeys that only read.
  test.describe("setting up channels", () => journeys(version));
}

/** The body of the last write. */
async function lastBody(sandbox: Sandbox): Promise<string> {
  return (await sandbox.ledger()).at(-1)?.body ?? "";
}

function journeys(version: Dialect): void {
  test.beforeEach(async ({ sandbox }) => plantForWrites(sandbox));

  test("a key of three parts, models and groups that the gateway offers", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await review(page, page.getByRole("button", { name: "Create channel" }), async (form) => {
      await form.getByLabel("Name").fill("bedrock");
      await expect(form.getByLabel("Provider key")).toBeVisible();
      await form.getByLabel("Type").selectOption("AWS Bedrock");
      await expect(form.getByLabel("Provider key")).toBeHidden();
      await form.getByLabel("Region").fill("us-east-1");
      await form.getByLabel("Access key").fill("canary-access");
      await form.getByLabel("Secret key").fill("canary-secret");
      await form.getByRole("textbox", { name: "Models" }).fill("my-model, ");
      await form.getByRole("button", { name: /^claude/ }).first().click();
      await expect(form.getByRole("textbox", { name: "Models" })).toHaveValue(/^my-model\nclaude/);
      await form.getByRole("button", { name: "vip", exact: true }).click();
      await expect(form.getByRole("textbox", { name: "Groups" })).toHaveValue("default\nvip");
      await form.getByRole("button", { name: "default", exact: true }).click();
      await form.getByRole("radio", { name: "leave it disabled" }).last().check();
      await axe(page);
      await takeScreenshots(page, `one-api-${version}-create-parts`);
    });
    await expect(gate(page)).toContainText("access key|secret key|region");
    await gate(page).getByText("Request", { exact: true }).first().click();
    await expect(gate(page)).toContainText("‹key_access›|‹key_secret›|us-east-1");
    await send(page, "Create channel");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "bedrock")).toMatchObject({ type: 33, status: 2, group: "vip" });
    await done(page);
    const stored = await everythingStored(page);
    for (const secret of ["canary-access", "canary-secret"]) expect(stored).not.toContain(secret);
  });

  test("several keys make a channel each, said before and counted afterwards", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await review(page, page.getByRole("button", { name: "Create channel" }), async (form) => {
      await form.getByLabel("Name").fill("many");
      await form.getByLabel("Provider key").fill("key-one\n\n key-two \nkey-three");
      await form.getByLabel("Base URL").fill("https://user:password@provider.example");
      // Enter in the search for a model does not complete the form.
      await form.getByRole("textbox", { name: "Search model" }).fill("gpt-4o");
      await page.keyboard.press("Enter");
      await expect(form).not.toContainText("No user name or password in the address.");
      await form.getByRole("textbox", { name: "Models" }).fill("gpt-4o");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("No user name or password in the address.");
      await form.getByLabel("Base URL").fill("");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("Several keys make several channels of one name");
      await form.getByRole("radio", { name: "leave it disabled" }).last().check();
    });
    await expect(gate(page)).toContainText("3 channels of this name are created");
    await send(page, "Create channel");
    await expect(gate(page)).toContainText(VERIFIED);
    const { data } = await callGateway<{ data: { name: string; status: number }[] }>(sandbox, "GET", "api/channel/search?keyword=many");
    expect(data.map((row) => row.status)).toEqual([2, 2, 2]);
  });

  test("a configuration is edited, and what is not changed stays, secrets too", async ({ page, sandbox }) => {
    const config = { region: "us-west-2", ak: "canary-old-access", sk: "canary-old-secret", custom_headers: { "X-Api": "canary-header" } };
    await sandbox.plant("channels", [{ id: 881, uuid: uuid(881), name: "configured", type: 33, status: 2, group: "default", models: "claude-3", key: "a|b|c", config: JSON.stringify(config) }]);
    await connect(page, sandbox);
    const drawer = await openChannel(page, "configured");
    await review(page, drawer.getByRole("button", { name: "Edit configuration" }), async (form) => {
      await expect(form.getByLabel("API version")).toBeHidden();
      await form.getByLabel("Region").fill("eu-central-1");
      await form.getByLabel("New access key").fill("canary-new-access");
      await form.getByLabel("Endpoints").fill("rerank, nonsense");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("One of these is no endpoint");
      await form.getByLabel("Endpoints").fill("rerank, ocr");
      await takeScreenshots(page, `one-api-${version}-config`);
    });
    await axe(page);
    await expect(gate(page)).toContainText("A secret that is typed replaces the one that is stored");
    await expect(gate(page)).toContainText("New access keyA secret is sent");
    await expect(gate(page)).not.toContainText("New secret key");
    await send(page, "Save configuration");
    await expect(gate(page)).toContainText(VERIFIED);
    const held = JSON.parse(String((await readChannel(sandbox, "configured"))?.config)) as unknown;
    expect(held).toEqual({ ...config, region: "eu-central-1", ak: "canary-new-access", supported_endpoints: ["rerank", "ocr"] });
    await done(page);
    const stored = await everythingStored(page);
    for (const secret of ["canary-old", "canary-new", "canary-header"]) expect(stored).not.toContain(secret);
    expect(await page.content()).not.toContain("canary-");
    // Undone, the region is as before and the rest as it is now.
    await go(page, "Journal");
    await page.getByRole("table").getByRole("button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Undo" }).click();
    await send(page, "Save configuration");
    const again = JSON.parse(String((await readChannel(sandbox, "configured"))?.config)) as unknown;
    expect(again).toEqual({ ...config, ak: "canary-new-access" });
  });

  test("a configuration that somebody adds to is not sent over", async ({ page, sandbox }) => {
    await sandbox.plant("channels", [{ id: 882, uuid: uuid(882), name: "shared", type: 3, status: 2, group: "default", models: "gpt-4o", key: "k", config: `{"api_version":"2024-02-01"}` }]);
    await connect(page, sandbox);
    const drawer = await openChannel(page, "shared");
    await review(page, drawer.getByRole("button", { name: "Edit configuration" }), (form) => form.getByLabel("API version").fill("2024-10-21"));
    const identity = version === "f2" ? { uuid: uuid(882) } : { id: 882 };
    const theirs = `{"api_version":"2024-02-01","plugin":"theirs"}`;
    await callGateway(sandbox, "PUT", "api/channel/", { ...identity, name: "shared", config: theirs });
    await send(page, "Save configuration");
    await expect(gate(page)).toContainText("The set of configured names has changed since the review");
    expect((await readChannel(sandbox, "shared"))?.config).toBe(theirs);
    await done(page);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const discard = page.getByRole("dialog").getByRole("button", { name: "Discard" });
    if (await discard.isVisible()) await discard.click();
    // Nor is a value that somebody set meanwhile.
    await review(page, drawer.getByRole("button", { name: "Edit configuration" }), (form) => form.getByLabel("API version").fill("2024-10-21"));
    const value = theirs.replace("2024-02-01", "2025-01-01");
    await callGateway(sandbox, "PUT", "api/channel/", { ...identity, name: "shared", config: value });
    await send(page, "Save configuration");
    await expect(gate(page)).toContainText("API version has changed since the review");
    expect((await readChannel(sandbox, "shared"))?.config).toBe(value);
  });

  test("priority and weight are edited from the list, and a name with them", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await page.getByRole("textbox", { name: /^Search/ }).fill("main");
    await table(page).getByRole("button", { name: "Edit Priority of main" }).click();
    const form = page.getByRole("dialog").last();
    await expect(form.getByLabel("Weight")).toHaveCount(0);
    await takeScreenshots(page, `one-api-${version}-inline`);
    await form.getByLabel("Priority").fill("25");
    await page.keyboard.press("Enter");
    await expect(gate(page)).toBeVisible();
    await send(page, "Save channel");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(JSON.parse(await lastBody(sandbox))).toMatchObject({ name: "main", priority: 25 });
    expect((await readChannel(sandbox, "main"))?.priority).toBe(25);
    await done(page);
    await expect(table(page).getByRole("button", { name: "Edit Priority of main" })).toHaveText("25");
    const drawer = await openChannel(page, "main");
    await review(page, drawer.getByRole("button", { name: "Edit", exact: true }), (edit) => edit.getByLabel("Name").fill("main renamed"));
    await send(page, "Save channel");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readChannel(sandbox, "main renamed")).toMatchObject({ priority: 25 });
  });

  test("a form asks before it loses what was typed", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const drawer = await openChannel(page, "main");
    await drawer.getByRole("button", { name: "Edit", exact: true }).click();
    const form = page.getByRole("dialog").last();
    await form.getByLabel("Priority").fill("26");
    await page.keyboard.press("Escape");
    await expect(form).toContainText("Discard what you typed?");
    await expect(form.getByRole("status").filter({ hasText: "Discard" })).toBeFocused();
    await takeScreenshots(page, `one-api-${version}-discard`);
    await form.getByRole("button", { name: "Keep editing" }).click();
    await expect(form.getByLabel("Priority")).toHaveValue("26");
    // The focus is in the form again.
    await expect(form.locator("input:focus")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: "Discard", exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // Nothing typed, nothing asked.
    await drawer.getByRole("button", { name: "Edit", exact: true }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("the balances of several channels are asked for", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    await review(page, page.getByRole("button", { name: "Refresh balances" }), async (form) => {
      await form.getByLabel("Which channels").selectOption("disabled by hand");
      await form.getByLabel("Group").fill("none");
      await expect(form).toContainText("No channel is meant.");
      await form.getByRole("button", { name: "Review", exact: true }).click();
      await expect(form).toContainText("No such channel is of a type whose provider tells a balance.");
      await form.getByLabel("Group").fill("default");
      await form.getByLabel("Which channels").selectOption("disabled by the gateway");
    });
    await send(page, "Refresh balances");
    expect((await readChannel(sandbox, "refused"))?.balance).toBe(100);
  });

  test("a broken table is mended with an earlier text", async ({ page, sandbox }) => {
    await connect(page, sandbox);
    const group = await openRow(page, "Groups", "vip");
    await review(page, group.getByRole("button", { name: "Set ratio" }), (form) => form.getByLabel("Ratio", { exact: true }).fill("0.4"));
    await send(page, "Set ratio to 0.4");
    await done(page);
    await sandbox.plant("options", [{ key: "GroupRatio", value: `{"default":1` }]);
    await callGateway(sandbox, "POST", "sandbox/one-api/restart");
    const drawer = await openRow(page, "Options", "GroupRatio");
    await review(page, drawer.getByRole("button", { name: "Edit ratios" }), async (form) => {
      await form.getByText("Earlier texts, from this browser").click();
      await expect(form.getByRole("listitem")).toHaveCount(2);
      await axe(page);
      await takeScreenshots(page, `one-api-${version}-earlier`);
      await form.getByRole("button", { name: "Use this text" }).first().click();
      await expectText(await code(form, "Raw text"), RATIOS.replace("0.5", "0.4"));
    });
    await send(page, "Save text", "GroupRatio");
    await expect(gate(page)).toContainText(VERIFIED);
    expect(await readOption(sandbox, "GroupRatio")).toBe(RATIOS.replace("0.5", "0.4"));
  });
}
