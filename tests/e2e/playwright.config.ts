// The browser tests: the system's own browsers, with a sandbox per worker that serves the built
// app. `cargo xtask test` runs them all. By hand: build dist/ and the sandbox, then
// `npx playwright test -c tests/e2e --project chromium NAME`.
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

type Use = NonNullable<PlaywrightTestConfig["use"]>;

/** A name of this machine that browsers do not treat as loopback, so that the page is on plain HTTP. */
const PLAIN = "headgate.test";

/** Sends requests to the page's own server only, and can run as root. */
const chromium: Use = {
  browserName: "chromium",
  colorScheme: "light",
  reducedMotion: "reduce",
  launchOptions: {
    executablePath: process.env.HEADGATE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`,
    ],
  },
};

/** Mozilla's own build, controlled over WebDriver BiDi, which cannot emulate media. */
const firefox: Use = {
  browserName: "firefox",
  channel: "moz-firefox",
  colorScheme: null,
  reducedMotion: null,
  forcedColors: null,
  contrast: null,
  launchOptions: {
    executablePath: process.env.HEADGATE_FIREFOX ?? "/usr/bin/firefox-esr",
    firefoxUserPrefs: { "network.dns.localDomains": PLAIN },
  },
};

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  // Tests wait for frames and pauses more than for the processor: a third worker on two cores takes a fifth
  // off the whole, and long files are shared among them.
  workers: 3,
  fullyParallel: true,
  // What failed is run once more, in a new worker, so that one stall of the machine does not refuse a whole
  // change. The summary names each test that passed only then: it has a race that is to be found.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./harness/summary.ts"]],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "chromium", testMatch: ["harness/*.spec.ts", "journeys/**/*.spec.ts", "tamper/*.spec.ts"], use: chromium },
    { name: "firefox", testMatch: ["harness/guards.spec.ts", "firefox/*.spec.ts", "tamper/*.spec.ts"], use: firefox },
    { name: "deploy", testMatch: "deploy/*.spec.ts", use: chromium },
  ],
});
