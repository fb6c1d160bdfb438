import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatted, type Generator, root } from "./generator";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The package whose version the others take: `npm version <version> --workspace drydock` changes it. */
const leader = "drydock/package.json";
const followers = ["components/package.json", "policy/package.json"];

/** One version and one licence for the three packages. */
export const packages: Generator = {
  name: "packages",
  files: async () => {
    const version = /"version": "([^"]+)"/.exec(read(leader))?.[1] ?? "";
    const manifests = [leader, ...followers].map(async (file): Promise<[string, string]> => [
      file,
      await formatted(file, withVersion(read(file), version)),
    ]);
    const license = read("LICENSE");
    return {
      ...Object.fromEntries(await Promise.all(manifests)),
      ...Object.fromEntries(
        ["components", "policy", "drydock"].map((name) => [join(name, "LICENSE"), license]),
      ),
    };
  },
};

/** The manifest with a version, its own and that of the packages beside it. */
function withVersion(manifest: string, version: string): string {
  return manifest.replace(
    /("version"|"drydock-components"|"drydock-policy"): "[^"]+"/g,
    `$1: "${version}"`,
  );
}
