// A copy of the built app that a test may damage, served by a sandbox of its own.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP, Sandbox, test as base } from "../harness";

/** The copy. Files are found by the beginning of their names: `start-`. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "headgate-tamper-"));

  constructor() {
    cpSync(APP, this.path, { recursive: true });
  }

  /** Changes one byte of a file in a way that does not change what it does. */
  changeByte(file: string): void {
    const bytes = this.read(file);
    const place = indexWithoutEffect(bytes);
    bytes[place] = bytes[place] === "\n".charCodeAt(0) ? " ".charCodeAt(0) : bytes[place] + 1;
    this.write(file, bytes);
  }

  /** Deletes a file. */
  remove(file: string): void {
    for (const name of this.names(file)) rmSync(join(this.path, name));
  }

  /** Removes the integrity of all files from the page. */
  removeIntegrity(): void {
    const page = this.read("index.html").toString();
    const changed = page.replaceAll(/ integrity="[^"]*"/g, "");
    if (changed === page) throw new Error("the page has no integrity");
    this.write("index.html", Buffer.from(changed));
  }

  private read(file: string): Buffer {
    return readFileSync(join(this.path, this.names(file)[0]));
  }

  /** Writes a file and deletes its compressed copies, so that these bytes are served. */
  private write(file: string, bytes: Buffer): void {
    const [name] = this.names(file);
    this.remove(file);
    writeFileSync(join(this.path, name), bytes);
  }

  /** The names of a file and its compressed copies, the file first. */
  private names(file: string): string[] {
    const names = readdirSync(this.path).filter((name) => name.startsWith(file)).sort();
    if (names.length === 0) throw new Error(`no file of ${APP} starts with ${file}`);
    return names;
  }
}

/** The index of a byte without effect: the last line break of a text, or a letter in the module's texts. */
function indexWithoutEffect(bytes: Buffer): number {
  const last = bytes.length - 1;
  if (bytes[last] === "\n".charCodeAt(0)) return last;
  const words = bytes.indexOf("Headgate");
  if (words < 0) throw new Error("no byte without effect is known");
  return words;
}

/** `test` with pages from a folder that the test may damage first. */
export const test = base.extend<{ folder: Folder }>({
  folder: async ({}, use) => {
    const folder = new Folder();
    await use(folder);
    rmSync(folder.path, { recursive: true });
  },

  address: async ({ folder }, use) => {
    const sandbox = await Sandbox.start(folder.path);
    await use(sandbox.url);
    await sandbox.stop();
  },
});
