// The headers of nginx and Caddy on each kind of response: policy, caching and encoding. A missing
// file is 404.
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { expect } from "../harness";
import { test } from "./app";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

/** The headers of every response. */
const ALWAYS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": /camera=\(\).*usb=\(\)/,
};

const IMMUTABLE = "public, max-age=31536000, immutable";

interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Sends a request as it is: follows no redirect, decodes nothing, and joins headers of the same name. */
function send(url: URL, headers: Record<string, string> = {}, method = "GET"): Promise<HttpResponse> {
  return new Promise((resolve, failed) => {
    const outgoing = request(url, { headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const joined = Object.entries(response.headersDistinct).map(([name, values]) => [name, values?.join(", ") ?? ""]);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(joined), body: Buffer.concat(parts) });
      });
    });
    outgoing.once("error", failed);
    outgoing.end();
  });
}

function expectHeaders(response: HttpResponse, expected: Record<string, string | RegExp | undefined>): void {
  for (const [name, value] of Object.entries({ ...ALWAYS, ...expected })) {
    const found = response.headers[name];
    if (value instanceof RegExp) expect(found, name).toMatch(value);
    else expect(found, name).toBe(value);
  }
}

for (const kind of ["nginx", "caddy"] as const) {
  test.describe(kind, () => {
    test.use({ kind });

    test("the page, by its name and for routes of the app", async ({ host }) => {
      for (const path of ["", "index.html", "keys", "keys?q=a.json", "models/gpt-5.4", "no/such/place"]) {
        const response = await send(new URL(path, host.url), { "accept-encoding": "gzip, br" });
        expect(response.status, path).toBe(200);
        expectHeaders(response, {
          "content-type": /^text\/html/,
          "content-security-policy": POLICY,
          "cache-control": "no-cache",
          "content-encoding": "br",
          "vary": "Accept-Encoding",
        });
      }
      const plain = await send(new URL(host.url));
      expect(plain.body.toString()).toContain('<base href="/headgate/">');
      const again = await send(new URL(host.url), { "if-none-match": plain.headers.etag });
      expect(again.status).toBe(304);
      expectHeaders(again, { "content-security-policy": POLICY, "cache-control": "no-cache" });
    });

    test("files named by their content, in every encoding", async ({ host, app }) => {
      const types = { js: /^(application|text)\/javascript/, css: /^text\/css/, wasm: /^application\/wasm$/, svg: /^image\/svg\+xml/ };
      const files = readdirSync(app).filter((name) => /-[0-9a-f]{16}\.[a-z]+$/.test(name));
      expect(files.length).toBeGreaterThanOrEqual(5);
      for (const file of files) {
        const whole = await send(new URL(file, host.url));
        for (const [accepted, coding] of [["br", "br"], ["gzip", "gzip"], ["gzip, deflate, br", "br"], ["identity", undefined]]) {
          const response = await send(new URL(file, host.url), { "accept-encoding": String(accepted) });
          expect(response.status, file).toBe(200);
          expectHeaders(response, {
            "content-type": types[file.split(".").pop() as keyof typeof types],
            "content-security-policy": POLICY,
            "cache-control": IMMUTABLE,
            "content-encoding": coding,
            "vary": "Accept-Encoding",
          });
          expect(response.body.length < whole.body.length).toBe(coding !== undefined);
        }
      }
    });

    test("missing files are 404 and not cached", async ({ host }) => {
      for (const path of ["start-0123456789abcdef.js", "missing.wasm", "headgate.json", "deep/missing.css", "/elsewhere", "/headgate.json"]) {
        const response = await send(new URL(path, host.url));
        expect(response.status, path).toBe(404);
        expectHeaders(response, { "cache-control": "no-cache", "content-security-policy": /^default-src 'none'/ });
        expect(response.body.toString(), path).not.toContain("<base");
      }
    });

    test("headgate.json is requested again each time", async ({ host }) => {
      const response = await send(new URL("headgate.example.json", host.url));
      expect(response.status).toBe(200);
      expectHeaders(response, { "content-type": /^application\/json/, "content-security-policy": POLICY, "cache-control": "no-cache" });
    });

    test("addresses without their slash redirect to the app", async ({ host }) => {
      for (const [path, status, location] of [["/", 302, "/headgate/"], ["/headgate", 308, "/headgate/"]] as const) {
        const response = await send(new URL(path, host.url));
        expect(response.status, path).toBe(status);
        expect(response.headers.location).toBe(location);
        expectHeaders(response, {});
      }
    });

    test("responses of the gateway are unchanged, and can run nothing", async ({ host, sandbox }) => {
      const inert = { "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox" };
      const bearer = { authorization: `Bearer ${sandbox.adminKey}` };
      const direct = await send(new URL("v1/organization/pools?limit=2", sandbox.url), bearer);
      const passed = await send(new URL("/v1/organization/pools?limit=2", host.url), bearer);
      expect(passed.status).toBe(200);
      expect(passed.body.equals(direct.body)).toBe(true);
      expectHeaders(passed, { ...inert, "cache-control": direct.headers["cache-control"], "content-type": direct.headers["content-type"] });
      for (const [path, status] of [["/v1/no/such/route", 404], ["/v1/missing.json", 404], ["/api/status", 404], ["/v1/organization/pools", 401]] as const) {
        const response = await send(new URL(path, host.url));
        expect(response.status, path).toBe(status);
        expectHeaders(response, inert);
        expect(JSON.parse(response.body.toString()), path).toHaveProperty("error");
      }
    });

    test("an address is passed on unchanged", async ({ host, sandbox }) => {
      await send(new URL("/v1/organization/admin_api_keys/a%2Fb%20c", host.url), { authorization: `Bearer ${sandbox.adminKey}` }, "DELETE");
      expect((await sandbox.ledger()).map((entry) => entry.path)).toEqual(["/v1/organization/admin_api_keys/a%2Fb%20c"]);
    });

    test("a gateway that is down is a 502, under the same headers", async ({ host, sandbox }) => {
      await sandbox.fault({ fault: "drop-before", on: "ping" });
      const response = await send(new URL("/v1/ping", host.url));
      expect(response.status).toBe(502);
      expectHeaders(response, {});
    });

    test("files are read-only", async ({ host }) => {
      for (const method of ["POST", "DELETE"]) {
        const response = await send(new URL("index.html", host.url), {}, method);
        expect(response.status, method).toBe(405);
      }
    });

    test("no response contains the server's version", async ({ host }) => {
      const response = await send(new URL("missing.js", host.url));
      expect(response.headers.server ?? "").not.toMatch(/\d/);
      expect(response.body.toString()).not.toMatch(/(nginx|caddy)\/?\d/i);
    });
  });
}
