import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../engine/support/scratch";

/** Without the settings of this repository's .npmrc, which npm hands on to the commands it runs. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)),
);

export function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", [...args, "--no-audit", "--no-fund", "--silent"], {
    cwd,
    encoding: "utf8",
    env: environment,
  });
}

/** Packs packages of this repository into a folder and returns the names of the tarballs. */
export function pack(names: readonly string[], folder: string): readonly string[] {
  for (const name of names) {
    npm(["pack", "--ignore-scripts", "--pack-destination", folder], join(root, name));
  }
  return readdirSync(folder).filter((file) => file.endsWith(".tgz"));
}
