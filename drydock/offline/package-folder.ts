import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, from source or built. */
export const packageFolder = dirname(require.resolve("drydock/package.json"));

/** The version of this package, such as `0.1.0`. */
export function packageVersion(): string {
  version ??= versionIn(packageFolder);
  return version;
}

let version: string | undefined;

/** The version in the package.json of a folder. */
export function versionIn(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const isObject = typeof manifest === "object" && manifest !== null;
  return isObject && "version" in manifest ? String(manifest.version) : "";
}
