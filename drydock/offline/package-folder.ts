import { dirname } from "node:path";

/** The folder of this package, whether it runs from its source or built. */
export const packageFolder = dirname(require.resolve("drydock/package.json"));
