/** The repository's program as a function. */
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/**
 * Runs `index.ts` anew at each call: its modules, not those of its packages, are loaded again.
 *
 * @param root the folder of `index.ts`
 */
export function programOf(root: string): PulumiFn {
  const load = createRequire(__filename);
  return () => {
    for (const path of Object.keys(load.cache)) {
      const isOwn = path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`);
      if (isOwn && !path.startsWith(join(root, "drydock", "offline")))
        Reflect.deleteProperty(load.cache, path);
    }
    const outputs: unknown = load(join(root, "index.ts"));
    return Promise.resolve(outputRecord(outputs));
  };
}

function outputRecord(outputs: unknown): Record<string, unknown> {
  return typeof outputs === "object" && outputs !== null ? { ...outputs } : {};
}
