// Forbidden events in every test: console errors, uncaught exceptions, violations of the policy,
// requests to another origin. A test names the ones it causes on purpose.
import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Watches one browser context. */
export class Guards {
  private readonly offences: string[] = [];
  private readonly allowed: RegExp[] = [];

  private constructor(private readonly origin: string) {}

  /** Watches `context`, whose only allowed origin is that of `url`. */
  static async watch(context: BrowserContext, url: string): Promise<Guards> {
    const guards = new Guards(new URL(url).origin);
    context.on("console", (message) => guards.onConsole(message));
    context.on("weberror", (error) => guards.note(`uncaught: ${error.error().message}`));
    context.on("request", (request) => guards.onRequest(request.url()));
    await context.exposeBinding("reportPolicyViolation", (_source, what: string) => guards.note(`policy: ${what}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { reportPolicyViolation(what: string): void }).reportPolicyViolation;
        report(`${event.effectiveDirective} forbids ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    return guards;
  }

  /** Allows an event that the test causes on purpose, such as `/status of 401/` for a wrong key. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** The events that were not allowed. */
  found(): string[] {
    return this.offences.filter((offence) => !this.allowed.some((pattern) => pattern.test(offence)));
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url } = message.location();
    // Browsers log every 404. The app expects three: this site lists no gateways, the gateway is
    // not of the other dialect, and the operator has no default pool.
    const isAnswer = ["/headgate.json", "/api/status", "/v1/ping", "/pools/default"].some((end) => url.endsWith(end));
    if (isAnswer && message.text().includes("404")) return;
    this.note(`console: ${message.text()} (${url})`);
  }

  private onRequest(url: string): void {
    const { protocol, origin } = new URL(url);
    const isLocal = protocol === "data:" || protocol === "blob:";
    if (!isLocal && origin !== this.origin) this.note(`request to another origin: ${url}`);
  }

  private note(offence: string): void {
    this.offences.push(offence);
  }
}
