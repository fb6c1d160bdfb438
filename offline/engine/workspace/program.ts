/** The repository's program as a function. */
import { join, sep } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";

/**
 * Runs `index.ts` anew at each call: its modules, not those of its packages, are loaded again.
 *
 * @param root the folder of `index.ts`
 */
export function programOf(root: string): PulumiFn {
  return () => {
    for (const path of Object.keys(require.cache)) {
      const isOwn = path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`);
      if (isOwn && !path.startsWith(join(root, "offline")))
        Reflect.deleteProperty(require.cache, path);
    }
    const outputs: unknown = require(join(root, "index.ts"));
    return Promise.resolve(outputRecord(outputs));
  };
}

function outputRecord(outputs: unknown): Record<string, unknown> {
  return typeof outputs === "object" && outputs !== null ? { ...outputs } : {};
}
