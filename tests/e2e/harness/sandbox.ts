// A sandbox gateway for tests: its process, its switches, its ledger. It knows nothing of the app.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(__dirname, "../../..");

/** The built app that a sandbox serves. */
export const APP = process.env.HEADGATE_APP ?? join(ROOT, "dist");

const BINARY = process.env.HEADGATE_SANDBOX ?? join(ROOT, "target/debug/sandbox");

/** How long a sandbox may take to print its address, in milliseconds. */
const START_TIMEOUT = 20_000;

/** A fault to arm. With `times` it counts down; without, it stays until it is cleared. */
export interface Fault {
  fault: string;
  /** The requests: `any`, `read`, `write`, or an operation such as `list`, `create`, `topup`. */
  on?: string;
  /** Milliseconds, for latencies. */
  ms?: number;
  /** Seconds, for `rate-limited`. */
  retry_after?: number;
  times?: number;
}

/** One write in the gateway's ledger. */
export interface LedgerEntry {
  sequence: number;
  operation: string;
  method: string;
  path: string;
  body: string;
  idempotency_key: string | null;
  faults: string[];
  status: number | "pending" | "dropped" | "abandoned";
  /** How many times it was applied. */
  applied: number;
  replayed: boolean;
}

/** A key to create. */
export interface NewKey {
  name: string;
  /** The key has no limit without it. */
  limit_usd?: string;
}

/** What a sandbox speaks: OneKeyLLM, or a version of one-api. */
export type Dialect = "onekeyllm" | "f2" | "f1" | "u";

/** A running sandbox. */
export class Sandbox {
  /** The key for the whole organization; of a one-api gateway root's access token. */
  readonly adminKey = "sk-admin-for-tests-000000000001";
  /** The key for one pool. */
  readonly poolKey = "sk-pool-for-tests-0000000000001";
  /** Its address, with a slash at the end. */
  url = "";

  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), "headgate-sandbox-"));
  private readonly output: string[] = [];

  /** Starts a sandbox on a free port, serving the app in `app`. */
  static async start(app: string = APP, dialect: Dialect = "onekeyllm"): Promise<Sandbox> {
    const sandbox = new Sandbox();
    await sandbox.launch(app, dialect);
    return sandbox;
  }

  private async launch(app: string, dialect: Dialect): Promise<void> {
    const words = ["--dialect", dialect, "--port", "0", "--db", join(this.folder, "sandbox.db"), "--reset", "--seed", "1"];
    const keys = ["--admin-key", this.adminKey, "--pool-key", this.poolKey];
    const child = spawn(BINARY, [...words, ...keys, "--app", app], { stdio: ["ignore", "pipe", "pipe"] });
    this.process = child;
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.output.push(line);
      if (this.output.length > 200) this.output.shift();
    });
    this.url = await new Promise<string>((found, failed) => {
      const fail = (why: string) => failed(new Error(`${BINARY}: ${why}\n${this.output.join("\n")}`));
      const timer = setTimeout(() => fail("no address in time"), START_TIMEOUT);
      child.once("error", (error) => fail(error.message));
      child.once("exit", (code) => fail(`ended with ${code}`));
      createInterface({ input: child.stdout }).once("line", (line) => {
        clearTimeout(timer);
        found(line.trim());
      });
    });
  }

  /** Stops the process and deletes its data. */
  async stop(): Promise<void> {
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Resets to fresh sample data with `seed` keys, no faults and an empty ledger. */
  async reset(seed: number): Promise<void> {
    await this.clearFaults();
    await this.call("POST", "sandbox/reset", { seed });
    await this.call("DELETE", "sandbox/ledger");
    this.output.length = 0;
  }

  /** Arms a fault. */
  async fault(fault: Fault): Promise<void> {
    await this.call("POST", "sandbox/faults", fault);
  }

  /** Clears every fault. */
  async clearFaults(): Promise<void> {
    await this.call("DELETE", "sandbox/faults");
  }

  /** Every write since the test began, oldest first. */
  async ledger(): Promise<LedgerEntry[]> {
    const body = (await this.call("GET", "sandbox/ledger")) as { data: LedgerEntry[] };
    return body.data;
  }

  /** Creates a key before the journey begins, and removes the write from the ledger. */
  async createKey(key: NewKey): Promise<string> {
    const made = (await this.call("POST", "v1/organization/admin_api_keys", key)) as { id: string };
    await this.call("DELETE", "sandbox/ledger");
    return made.id;
  }

  /** The key's limit at the gateway; `null` means none. */
  async limitOf(id: string): Promise<string | null> {
    const { data } = (await this.call("GET", `v1/organization/admin_api_keys?limit=100&q=${id}`)) as {
      data: { id: string; budget: { limit_usd: string } | null }[];
    };
    const key = data.find((row) => row.id === id);
    if (!key) throw new Error(`there is no key ${id}`);
    return key.budget?.limit_usd ?? null;
  }

  /** Puts rows into a table of a one-api gateway. One with the `id` of a row changes it. */
  async plant(table: "channels" | "users" | "tokens" | "options" | "logs", rows: Record<string, unknown>[]): Promise<void> {
    await this.call("POST", "sandbox/one-api/rows", { table, rows });
    if (table === "options") await this.call("POST", "sandbox/one-api/restart", {});
  }

  /** The latest lines of its log, for a failure's report. */
  log(): string {
    return this.output.join("\n");
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      headers: { accept: "application/json", authorization: `Bearer ${this.adminKey}`, ...(body ? { "content-type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
}
