// What no test may cause, whatever it is about: console errors, uncaught exceptions, violations of
// the policy, requests to another origin. A test allows by name what it provokes itself.
import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/** Watches one browser context. */
export class Guards {
  private readonly offences: string[] = [];
  private readonly allowed: RegExp[] = [];

  private constructor(private readonly origin: string) {}

  /** Watches `context`, whose only origin is that of `url`. */
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

  /** Allows what the test itself provokes: `/status of 401/` for a key that it knows to be wrong. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** What happened that was not allowed. */
  found(): string[] {
    return this.offences.filter((offence) => !this.allowed.some((pattern) => pattern.test(offence)));
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url } = message.location();
    // Browsers log every 404. Three are answers that the app asks for: there is no list of gateways
    // beside it, the gateway is not of the other dialect, the operator has no pool of their own.
    const isAnswer = ["/headgate.json", "/api/status", "/pools/default"].some((end) => url.endsWith(end));
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
