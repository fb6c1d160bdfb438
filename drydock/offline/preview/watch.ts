/** Keeps a preview up to date: runs it again at every save below some folders. */
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Files that tools write, not people; `Pulumi.<stack>.baseline.json` counts, since accepting changes the result. */
const ignored = new Set([".cache", ".git", ".sandbox", "dist", "node_modules"]);

/** An editor writes a file in several steps. */
const settleMs = 40;

/**
 * Runs now and again after every save, one run at a time, until the user interrupts.
 *
 * @param folders watched with all that is in them
 */
export async function runAtEverySave(
  folders: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  const watched = new WatchedFolders(folders);
  const ended = new Promise<"ended">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        resolve("ended");
      });
    }
  });
  try {
    for (;;) {
      const changed = watched.nextChange();
      await run();
      // The watchers do not keep the process running, or a program that waits for itself would never be noticed.
      const keepAlive = setInterval(() => undefined, 2 ** 30);
      const what = await Promise.race([changed, ended]);
      clearInterval(keepAlive);
      if (what === "ended") return;
    }
  } finally {
    watched.close();
  }
}

/** Watches folder by folder: a recursive watch would follow node_modules. */
class WatchedFolders {
  readonly #roots: readonly string[];
  readonly #watchers = new Map<string, FSWatcher>();
  #changed: () => void = () => undefined;

  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  /** Resolves at the first save from now on, when the files have settled. */
  nextChange(): Promise<void> {
    for (const root of this.#roots) this.#add(root);
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      this.#changed = () => {
        clearTimeout(timer);
        timer = setTimeout(resolve, settleMs);
      };
    });
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #add(folder: string): void {
    if (!this.#watchers.has(folder)) {
      const watcher = watch(folder, { persistent: false }, (_event, file) => {
        if (file !== null && ignored.has(file)) return;
        this.#changed();
      });
      watcher.on("error", () => {
        this.#remove(folder);
      });
      this.#watchers.set(folder, watcher);
    }
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !ignored.has(entry.name)) this.#add(join(folder, entry.name));
    }
  }

  /** A folder that is deleted and created again gets a new watcher. */
  #remove(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    this.#changed();
  }
}
