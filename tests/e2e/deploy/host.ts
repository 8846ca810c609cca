// Runs nginx and Caddy with the configurations of deploy/, on ports and in folders of their own,
// before a gateway. The system's own nginx or Caddy is not used and not changed.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const DEPLOY = resolve(__dirname, "../../../deploy");

/** Debian's path of the module that serves `.br` files. */
const BROTLI = process.env.HEADGATE_NGINX_BROTLI ?? "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/** How long a server may take to respond, in milliseconds. */
const START_TIMEOUT = 20_000;

export type Kind = "nginx" | "caddy";

/** A running server. */
export class Host {
  private readonly folder = mkdtempSync(join(tmpdir(), "headgate-host-"));
  private process: ChildProcess | undefined;
  private output = "";

  private constructor(
    private readonly kind: Kind,
    private readonly port: number,
  ) {}

  /** Starts a server of this kind for the app in `app`, before the gateway at `gateway`. */
  static async start(kind: Kind, app: string, gateway: string): Promise<Host> {
    const host = new Host(kind, await freePort());
    mkdirSync(join(host.folder, "root"));
    symlinkSync(app, join(host.folder, "root/headgate"));
    host.launch(...(kind === "nginx" ? host.nginx(new URL(gateway).host) : host.caddy(new URL(gateway).host)));
    await host.untilItAnswers();
    return host;
  }

  /** The app's address. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/headgate/`;
  }

  /** Stops the server and deletes its files. */
  async stop(): Promise<void> {
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill(this.kind === "nginx" ? "SIGTERM" : "SIGQUIT"); // stops at once, with connections open
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The server's log. */
  log(): string {
    return this.output;
  }

  /** Starts from deploy/nginx.conf with its EDIT lines replaced, inside a whole configuration. */
  private nginx(gateway: string): [string, string[], NodeJS.ProcessEnv] {
    const own = join(this.folder, "headgate.conf");
    const edits: [string, string, number][] = [
      ["listen 127.0.0.1:8080;", `listen 127.0.0.1:${this.port};`, 1],
      ["root /srv;", `root ${this.folder}/root;`, 1],
      ["proxy_pass http://127.0.0.1:3000;", "proxy_pass http://gateway;", 2],
    ];
    writeFileSync(own, replaceLines(readFileSync(join(DEPLOY, "nginx.conf"), "utf8"), edits));
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `  ${kind}_temp_path ${this.folder}/${kind};`,
    );
    const main = [
      `load_module ${BROTLI};`,
      `user ${userInfo().username};`, // workers of another user could not read this folder
      "daemon off;",
      "worker_processes 1;",
      `pid ${this.folder}/nginx.pid;`,
      "error_log stderr;",
      "events {}",
      "http {",
      "  include /etc/nginx/mime.types;",
      "  access_log off;",
      ...temporary,
      // Twice, because a name may have two addresses: a request that fails at the first must not go to the second.
      `  upstream gateway { server ${gateway}; server ${gateway}; }`,
      `  include ${own};`,
      "}",
    ];
    const file = join(this.folder, "nginx.conf");
    writeFileSync(file, main.join("\n"));
    return [process.env.HEADGATE_NGINX ?? "/usr/sbin/nginx", ["-p", this.folder, "-c", file, "-e", "stderr"], {}];
  }

  /** Uses deploy/Caddyfile unchanged, set by its variables, without administration and certificates. */
  private caddy(gateway: string): [string, string[], NodeJS.ProcessEnv] {
    const file = join(this.folder, "Caddyfile");
    writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\nimport ${join(DEPLOY, "Caddyfile")}\n`);
    const set = {
      HEADGATE_SITE: `http://127.0.0.1:${this.port}`,
      HEADGATE_ROOT: join(this.folder, "root"),
      HEADGATE_GATEWAY: gateway,
      HOME: this.folder,
      XDG_CONFIG_HOME: this.folder,
      XDG_DATA_HOME: this.folder,
    };
    return [process.env.HEADGATE_CADDY ?? "/usr/bin/caddy", ["run", "--config", file, "--adapter", "caddyfile"], set];
  }

  private launch(program: string, words: string[], set: NodeJS.ProcessEnv): void {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...set } });
    this.process = child;
    const record = (text: Buffer) => (this.output = (this.output + text.toString()).slice(-20_000));
    child.stdout.on("data", record);
    child.stderr.on("data", record);
    child.once("error", (error) => (this.output += error.message));
  }

  private async untilItAnswers(): Promise<void> {
    const end = Date.now() + START_TIMEOUT;
    while (Date.now() < end) {
      const response = await fetch(this.url).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
      await sleep(50);
    }
    await this.stop();
    throw new Error(`the server did not respond:\n${this.output}`);
  }
}

/** Replaces lines of `text`, each exactly as often as given: a moved line fails the test. */
function replaceLines(text: string, edits: [from: string, to: string, times: number][]): string {
  return edits.reduce((whole, [from, to, times]) => {
    const lines = whole.split("\n");
    const found = lines.filter((line) => line.trim() === from).length;
    if (found !== times) throw new Error(`deploy/nginx.conf has ${found} lines "${from}", not ${times}`);
    return lines.map((line) => (line.trim() === from ? to : line)).join("\n");
  }, text);
}

/** A port that is not in use. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
