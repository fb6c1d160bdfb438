import { join } from "node:path";

/** Node's options for a process that runs the repository's packages from their sources. */
export const fromSource = [
  "--conditions=source",
  `--require=${join(__dirname, "../../scripts/from-source.cjs")}`,
];
