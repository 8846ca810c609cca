// Tests of the guards: each test does one forbidden thing, so it must fail.
import { expect, test } from "./index";

const offences: Record<string, () => void> = {
  "a console error": () => console.error("deliberate"),
  "an uncaught exception": () => void setTimeout(() => { throw new Error("deliberate"); }),
  "an inline style": () => document.body.setAttribute("style", "color: red"),
  "a request the policy forbids": () => void fetch("http://localhost:9/").catch(() => undefined),
};

for (const [name, commit] of Object.entries(offences)) {
  test(`${name} fails a test`, async ({ page }) => {
    test.fail();
    await page.goto("");
    await page.evaluate(commit);
    await page.waitForTimeout(200); // the event fires asynchronously, after the script
  });
}

test("another origin fails a test", async ({ page, sandbox }) => {
  test.fail();
  await page.goto(sandbox.url.replace("127.0.0.1", "localhost"));
});

test("what a test allows does not fail it", async ({ page, guards }) => {
  guards.allow(/deliberate/);
  await page.goto("");
  await page.evaluate(() => console.error("deliberate"));
  expect(guards.found()).toEqual([]);
});

test("the ledger and the faults begin empty", async ({ sandbox }) => {
  expect(await sandbox.ledger()).toEqual([]);
  const response = await fetch(`${sandbox.url}v1/ping`);
  expect(response.status).toBe(200);
  await sandbox.fault({ fault: "server-error", on: "ping" });
  expect((await fetch(`${sandbox.url}v1/ping`)).status).toBe(500);
  await sandbox.clearFaults();
  expect((await fetch(`${sandbox.url}v1/ping`)).status).toBe(200);
});
