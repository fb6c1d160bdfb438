import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file for the browser, held in memory: the volume or a slow disk cannot hold it up. */
interface Asset {
  readonly type: string;
  readonly content: string;
}

export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  "style.css": "text/css; charset=utf-8",
  "live.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
};

/** Reads what the build wrote. Throws where a file is missing, before the server listens. */
export function loadAssets(folder: string): Assets {
  return new Map(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      { type, content: readFileSync(join(folder, name), "utf8") },
    ]),
  );
}
